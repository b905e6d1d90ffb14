"""The inside of Streamlit that this server reaches for: all of it, and nowhere else.

None of it is promised (1.67, November 2026; what each is for stands in docs/naik_versi.md). When a
name is gone or behaves otherwise, its part falls back to Streamlit's own way, which is slower or
says less; the log hears of it once, and the server starts all the same.
"""

import logging
import threading
from collections.abc import Callable
from functools import update_wrapper, wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from streamlit import runtime

if TYPE_CHECKING:
    from streamlit.proto.NewSession_pb2 import CustomThemeConfig
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
    from streamlit.runtime.scriptrunner import ScriptRunner

log = logging.getLogger("dasbor.server")

P = ParamSpec("P")
T = TypeVar("T")
_told: set[str] = set()


def _reaching(part: str, otherwise: Any = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """``otherwise`` in place of what cannot be reached; ``part`` names it in the log."""

    def decorate(reach: Callable[P, T]) -> Callable[P, T]:
        @wraps(reach)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return reach(*args, **kwargs)
            except Exception:
                if part not in _told:
                    _told.add(part)
                    words = "Bagian dalam Streamlit berubah (%s); dipakai jalan biasanya"
                    extra = {"event": "streamlit_berubah", "bagian": part}
                    log.warning(words, part, exc_info=True, extra=extra)
                return otherwise  # type: ignore[no-any-return]

        return guarded

    return decorate


@_reaching("setelan")
def read_settings_beside(script: str) -> None:
    """Let ``.streamlit/config.toml`` beside the entry script count, from whatever folder.

    Under uvicorn Streamlit looks for it in the current folder only; `streamlit run` and app.run()
    say for themselves where it is.
    """
    from streamlit import config

    config._main_script_path = config._main_script_path or script


@_reaching("setelan", True)
def is_set(option: str) -> bool:
    """Whether somebody has set an option; when nobody knows, whoever asks has to be careful."""
    from streamlit import config

    return config.is_manually_set(option)


@_reaching("tema")
def keep_theme() -> None:
    """Let sessions share the theme as it goes to the browser with every run of a page.

    Streamlit reads it anew from all its settings each time, for a sixth of the processor time of a
    change of filter. Here it does so until its settings are read again.
    """
    from streamlit import config
    from streamlit.proto.NewSession_pb2 import CustomThemeConfig
    from streamlit.runtime import app_session

    theirs = app_session._populate_theme_msg
    if hasattr(theirs, "__wrapped__"):
        return
    sections: dict[str, CustomThemeConfig] = {}

    def ours(msg: "CustomThemeConfig", section: str = "theme") -> None:
        if section not in sections:
            first = CustomThemeConfig()
            theirs(first, section)
            sections[section] = first
        if sections[section].ByteSize():  # merging nothing would mark a part as given
            msg.MergeFrom(sections[section])

    config.on_config_parsed(sections.clear, force_connect=True)
    update_wrapper(ours, theirs)
    app_session._populate_theme_msg = ours


@_reaching("utas halaman")
def start_pages_by(
    start: Callable[[threading.Thread], None], run: Callable[[Callable[[], None]], None]
) -> None:
    """Hand every run of a page to ``start``, as a thread in which ``run`` runs it."""
    from streamlit.runtime.scriptrunner import ScriptRunner

    theirs = ScriptRunner.start
    ScriptRunner._run_script_thread  # noqa: B018 - now, not when the first page is asked for

    def ours(runner: "ScriptRunner") -> None:
        if getattr(runner, "_script_thread", theirs) is not None:  # Streamlit has the words
            theirs(runner)
            return
        thread = threading.Thread(
            target=run,
            args=(runner._run_script_thread,),
            name="ScriptRunner.scriptThread",
            daemon=True,
        )
        runner._script_thread = thread
        start(thread)

    ScriptRunner.start = ours  # type: ignore[method-assign,assignment]


@_reaching("tempat unggahan")
def guard_files(guard: Callable[["MemoryUploadedFileManager"], None]) -> None:
    """Hand out Streamlit's store of uploaded files; unguarded, it takes none at our door."""
    if runtime.exists():
        guard(runtime.get_instance()._uploaded_file_mgr)  # type: ignore[arg-type]


@_reaching("sesi yang ditutup")
def closed_sessions() -> set[str] | None:
    """Sessions whose tab was closed and that are kept for a while; ``None`` when nobody knows."""
    manager: Any = runtime.get_instance()._session_mgr
    return {info.session.id for info in manager._session_storage.list()}


def session_counts() -> dict[str, float]:
    """Sessions open now (``active``), opened (``connect``) and resumed (``reconnect``) so far.

    As Streamlit counts them; empty before it runs.
    """
    return _session_counts() if runtime.exists() else {}


@_reaching("hitungan sesi", {})
def _session_counts() -> dict[str, float]:
    from streamlit.runtime.stats import CounterStat, GaugeStat

    found = runtime.get_instance().stats_mgr.get_stats(["active_sessions", "session_events"])
    return {
        (stat.labels or {}).get("type", "active"): float(stat.value)
        for family in found.values()
        for stat in family
        if isinstance(stat, GaugeStat | CounterStat)
    }


@_reaching("sesi halaman", "")
def session_id() -> str:
    """The session of this run, as the address that takes files names it; "" without a server."""
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    context = get_script_run_ctx()
    return context.session_id if context else ""


@_reaching("isi pesan", 0)
def widgets_in(message: bytes) -> int:
    """How many widgets a message of a browser gives values of; 0 for what is no message."""
    from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
    from streamlit.proto.BackMsg_pb2 import BackMsg

    try:
        return len(BackMsg.FromString(message).rerun_script.widget_states.widgets)
    except DecodeError:  # Streamlit has the words
        return 0


@_reaching("alamat luar")
def ask_nobody_outside() -> None:
    """Let Streamlit not look for the address of this machine as the internet sees it.

    It asks a server abroad whenever a page of somebody else's wants a session, while all readers
    wait. Whoever serves under such an address says so in ``browser.serverAddress``.
    """
    from streamlit import net_util

    net_util.get_external_ip  # noqa: B018 - a new name would do nothing

    def nothing() -> None:
        return None

    net_util.get_external_ip = nothing


@_reaching("ukuran pesan")
def limit_messages(most: int) -> None:
    """Let the server collect at most ``most`` bytes of a websocket message that comes in.

    What Streamlit sets is the size of those that go out, 200 MB, and it has done so before our
    own script is read.
    """
    from inspect import signature

    from uvicorn.config import Config

    signature(Config).parameters["ws_max_size"]

    def smaller(config: Config) -> int:
        return min(most, int(config.__dict__.get("ws_max_size", most)))

    def keep(config: Config, size: int) -> None:
        config.__dict__["ws_max_size"] = size

    Config.ws_max_size = property(smaller, keep)  # type: ignore[assignment]


@_reaching("log")
def write_its_logs_by(hand_on: Callable[[logging.Logger], None]) -> None:
    """Let ``hand_on`` set up the handlers of Streamlit's own loggers."""
    from streamlit import logger

    logger.setup_formatter  # noqa: B018 - a new name would do nothing
    logger.setup_formatter = hand_on  # type: ignore[assignment]


@_reaching("log")
def write_its_logs_also_by(finish: Callable[[logging.Logger], None]) -> None:
    """Let ``finish`` go over the handlers of Streamlit's loggers once they are set up."""
    from streamlit import logger

    theirs = logger.setup_formatter
    if hasattr(theirs, "__wrapped__"):
        return

    def ours(logger: logging.Logger) -> None:
        theirs(logger)
        finish(logger)

    update_wrapper(ours, theirs)
    logger.setup_formatter = ours

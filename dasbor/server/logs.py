"""The log: lines for people, or JSON for machines that collect logs, with nobody in it.

A line of JSON is an event. It has ``time``, ``level``, ``event`` and ``logger``, and of what a
module hands on (``extra``) only the fields named here. The words of a message stay out: they may
quote a file or a reader. So do the words of an error; its type and the places it went through
are told. Other libraries are quoted without the values they put into their sentences.
"""

import copy
import json
import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dasbor import settings
from dasbor.server import inside

OWN = "dasbor"
FOREIGN = "pustaka"
FIELDS = (
    *("rujukan", "bagian", "status", "jumlah", "pertanyaan", "detik", "baris"),
    *("versi_data", "temuan", "dataset", "nomor", "tindakan", "jenis"),
)
LONGEST = 500  # characters of a line for people
LINES = 200  # of an error for people
DEEPEST = 12  # places of an error, the last ones
CountError = Callable[[str], object]
MASKS = (
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "<surel>"),
    (re.compile(r"\b\d{1,3}(\.\d{1,3}){3}(:\d+)?\b"), "<alamat>"),
    (re.compile(r"(?<![\w:])([0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}"), "<alamat>"),
    (re.compile(r"\?[^\s\"']+"), "?<isi>"),
)


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        return json.dumps(dict(_facts(record)), ensure_ascii=False)


class TidyLines(logging.Formatter):
    """As another formatter writes it, with whatever a browser may have put into it kept in bounds.

    A message stays on one line and is cut when it is long; what follows it, an error with its
    places, is indented. So no line looks like one of ours that is not.
    """

    def __init__(self, theirs: logging.Formatter | None) -> None:
        super().__init__()
        self._theirs = theirs or logging.Formatter()

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end; the record stays as it is."""
        tidy = copy.copy(record)
        tidy.msg, tidy.args = _printable(record.getMessage()), ()
        tidy.__dict__.pop("color_message", None)  # uvicorn's, which it would rather write
        if record.exc_info and record.exc_info[1]:
            lines = self._theirs.formatException(record.exc_info).splitlines()
            kept = lines if len(lines) <= LINES else [*lines[: LINES // 2], *lines[-LINES // 2 :]]
            tidy.exc_text = "\n".join(f"  {_printable(line)}" for line in kept)
        return self._theirs.format(tidy)


def _printable(words: str) -> str:
    """Of long words the beginning, with its control characters and line ends spelt out."""
    shown = words if len(words) <= LONGEST else f"{words[:LONGEST]}… ({len(words)} huruf)"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown)


def _facts(record: logging.LogRecord) -> Iterator[tuple[str, Any]]:
    moment = datetime.fromtimestamp(record.created, UTC)
    yield "time", f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"
    yield "level", record.levelname.lower()
    yield "event", event_of(record)
    yield "logger", record.name
    if event_of(record) == FOREIGN:
        yield "pesan", masked(str(record.msg))
    for name in FIELDS:
        if name in record.__dict__:
            yield name, record.__dict__[name]
    if record.exc_info and record.exc_info[1]:
        yield "galat", _error(record.exc_info[1])


def event_of(record: logging.LogRecord) -> str:
    """What happened, in a word that alarms can be set on."""
    is_own = record.name == OWN or record.name.startswith(f"{OWN}.")
    return str(record.__dict__.get("event", "lain")) if is_own else FOREIGN


def masked(words: str) -> str:
    """Words of others without mail addresses, network addresses and queries of links."""
    for pattern, instead in MASKS:
        words = pattern.sub(instead, words)
    return words


def _error(error: BaseException) -> dict[str, Any]:
    """Its type and where it went through, with the error behind it; never its words."""
    frames = traceback.extract_tb(error.__traceback__)[-DEEPEST:]
    places = [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    facts: dict[str, Any] = {"jenis": type(error).__name__, "di": places}
    if behind := error.__cause__ or error.__context__:
        facts["sebab"] = type(behind).__name__
    return facts


def _place(filename: str) -> str:
    """A file of ours from the root of the project on, any other without the folders of a user."""
    path = Path(filename)
    _, package, within = filename.replace("\\", "/").rpartition("/site-packages/")
    if package:  # first, since the environment of the project lies inside it
        return within
    if path.is_relative_to(settings.ROOT):
        return path.relative_to(settings.ROOT).as_posix()
    return "/".join(path.parts[-2:])


class _ErrorCount(logging.Handler):
    """Counts what went wrong by its event."""

    def __init__(self, count: CountError) -> None:
        super().__init__(logging.ERROR)
        self._count = count

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        self._count(event_of(record))


class _Line(logging.StreamHandler[Any]):
    """Writes lines to the error output of the moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one."""
        self.setStream(sys.stderr)
        super().emit(record)


def write_logs(count_error: CountError) -> None:
    """Set up the log of this process, as ``DASBOR_LOG`` says; errors are counted either way.

    May be called again: whatever libraries have set up for themselves meanwhile is taken over.
    """
    root, ours = logging.getLogger(), logging.getLogger(OWN)
    for one in (root, ours):
        for handler in [h for h in one.handlers if isinstance(h, _ErrorCount | _Line)]:
            one.removeHandler(handler)
    ours.addHandler(_ErrorCount(count_error))
    _hide_readers()
    if not settings.log_as_json():
        _write_tidily(root, ours)
        return
    ours.setLevel(logging.INFO)
    logging.captureWarnings(True)
    inside.write_its_logs_by(_hand_on)
    for other in list(logging.root.manager.loggerDict.values()):
        if isinstance(other, logging.Logger) and other is not ours:
            _hand_on(other)
    root.handlers[:] = [_as_json()]


def _write_tidily(root: logging.Logger, ours: logging.Logger) -> None:
    """Lines for people, where each library writes them anyway."""
    if not root.handlers:
        ours.addHandler(_readable())
    inside.write_its_logs_also_by(_tidy)
    for other in list(logging.root.manager.loggerDict.values()):
        if isinstance(other, logging.Logger):
            _tidy(other)
    _tidy_one(logging.lastResort)


def _tidy(logger: logging.Logger) -> None:
    for handler in logger.handlers:
        if not isinstance(handler, _ErrorCount):
            _tidy_one(handler)


def _tidy_one(handler: logging.Handler | None) -> None:
    if handler and not isinstance(handler.formatter, TidyLines):
        handler.setFormatter(TidyLines(handler.formatter))


def _hide_readers() -> None:
    """No line for each request, with address and query: whoever wants one asks the proxy."""
    logging.getLogger("uvicorn.access").disabled = True
    others = logging.getLogger("uvicorn.error")
    others.removeFilter(_of_no_reader)
    others.addFilter(_of_no_reader)


def _of_no_reader(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith('%s - "')  # address - "WebSocket /path?query"


def _as_json() -> logging.Handler:
    handler = _Line()
    handler.setFormatter(JsonLines())
    handler.addFilter(_matters)
    return handler


def _matters(record: logging.LogRecord) -> bool:
    """What others say when all is well (a line for every connection) is of no use to anybody."""
    return event_of(record) != FOREIGN or record.levelno >= logging.WARNING


def _readable() -> logging.Handler:
    """Bare words of warnings and worse, as Python writes them when nothing is set up."""
    handler = _Line()
    handler.setLevel(logging.WARNING)
    return handler


def _hand_on(logger: logging.Logger) -> None:
    """Let the root write what a library writes."""
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
    logger.propagate = True

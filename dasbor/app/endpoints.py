"""What the server asks of the data: health, figures for Prometheus, files, open data, pictures."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from dasbor import __version__, metrics, server, settings
from dasbor.app import access, likely, local
from dasbor.city import city
from dasbor.data import versions
from dasbor.data.inspection import NOTES, REFUSES, WARNS
from dasbor.data.store import Store, StoreError, lacks_space
from dasbor.documents import frame, open_data, record, share, sheet
from dasbor.documents.prerender import first_picture
from dasbor.html import Html
from dasbor.questions import filters
from dasbor.questions.answers import Answers, answers
from dasbor.server import inside

log = logging.getLogger("dasbor.app")
T = TypeVar("T")
SHARED, SEEN = (f"{share.CARDS}/", f"{share.EMBEDS}/"), f"{share.EMBEDS}/"
NO_SPACE = "Ruang simpan server penuh, jadi arsip tidak jadi. CSV dan JSON tetap dapat diunduh."


def health() -> dict[str, object]:
    """What is being served, or why nothing is."""
    try:
        store = versions.current()
    except versions.StoreUnavailable as nothing:
        return {"versi": __version__, "alasan": str(nothing)}
    rows = store.rows_per_dataset()
    report = {"versi": __version__, "versi_data": store.version, "baris": rows}
    return report | ({"cadangan": True} if store.fallback else {})


def count_request(section: str, status: str, seconds: float) -> None:
    """One request was answered."""
    likely.quiet.disturb()
    metrics.requests.labels(section, status).inc()
    metrics.request_seconds.labels(section).observe(seconds)


def figures() -> str:
    """The answer to Prometheus: what was counted, who is here, and which data is served."""
    return metrics.text(Present())


class Present(Collector):
    """What is only looked up when Prometheus asks: this program, its sessions, its data."""

    def collect(self) -> Iterator[Metric]:
        """Each figure as it is now; those of the data when there is any."""
        yield _gauge("dasbor_info", "Versi dasbor.", {__version__: 1}, "versi")
        here = inside.session_counts()
        yield _gauge("dasbor_sesi", "Sesi peramban yang sedang terbuka.", here.get("active", 0))
        words = "Sesi peramban yang dibuka sejak server mulai."
        opened = CounterMetricFamily("dasbor_sesi_dibuka_total", words, labels=["cara"])
        opened.add_metric(["baru"], here.get("connect", 0))
        opened.add_metric(["sambung_lagi"], here.get("reconnect", 0))
        yield opened
        try:
            served = list(_store_figures(versions.current()))
        except versions.StoreUnavailable:
            served = []
        yield _gauge("dasbor_data_tersaji", "1 bila ada data tersaji.", bool(served))
        yield from served


def _store_figures(store: Store) -> Iterator[Metric]:
    counted = Counter(finding.grade for finding in store.findings)
    found = {grade: counted[grade] for grade in (REFUSES, WARNS, NOTES)}
    rows, built = store.rows_per_dataset(), store.built.timestamp()
    version = {store.version: 1}
    spare = "1 bila masukan ditolak dan versi sehat terakhir yang disajikan."
    yield _gauge("dasbor_data_info", "Versi data yang disajikan.", version, "versi_data")
    yield _gauge("dasbor_data_cadangan", spare, store.fallback)
    yield _gauge("dasbor_data_dibangun_timestamp_seconds", "Kapan versi data itu dibangun.", built)
    yield _gauge("dasbor_baris", "Baris terpakai tiap kumpulan data.", rows, "dataset")
    yield _gauge("dasbor_temuan", "Temuan pada masukan sekarang.", found, "tingkat")


def _gauge(name: str, words: str, value: float | Mapping[str, float], label: str = "") -> Metric:
    """One figure, or one for each value of a label."""
    family = GaugeMetricFamily(name, words, labels=[label] if label else [])
    for key, figure in (value if isinstance(value, Mapping) else {"": value}).items():
        family.add_metric([key] if label else [], figure)
    return family


def start() -> Store:
    """Open the data, after the libraries have set up their logs."""
    server.write_logs(metrics.count_error)
    if not city().licence:
        words = "Lisensi data belum dipilih: isi lisensi_data di kota.toml, misalnya CC BY 4.0"
        log.warning(words, extra={"event": "lisensi_belum_dipilih"})
    return versions.current()


def _on_sound_data(ask: Callable[[Answers], T]) -> T:
    """What is asked; once more when it met a broken store, which then gives way to a new one."""
    asked = answers(versions.current())
    try:
        return ask(asked)
    except Exception:
        if not asked.store.damaged:
            raise
    return ask(answers(versions.current()))


def api(path: str, pairs: list[tuple[str, str]], base: str, address: str) -> server.Reply:
    """The answer to a request for open data, or the refusal."""
    describe = record.DOCUMENTS.get(path)

    def ask(asked: Answers) -> open_data.Answered:
        if path.startswith(SHARED):
            return share.answer(asked, city(), path, pairs, _public(address))
        if describe is None:
            return open_data.answer(asked, city(), path, pairs, base)
        open_data.nothing(pairs)
        return describe(record.About(asked, city(), _public(address)))

    try:
        found = _on_sound_data(ask)
    except versions.StoreUnavailable as nothing:
        return server.refusal(503, "belum_tersedia", str(nothing))
    except (OSError, StoreError) as flaw:
        if not lacks_space(flaw):
            raise
        return server.refusal(503, "ruang_penuh", NO_SPACE)
    except open_data.Refused as no:
        if path.startswith(SEEN):
            return server.Reply(no.status, share.HTML, share.sorry(str(no)))
        return server.refusal(no.status, no.code, str(no))
    return server.Reply(200, **vars(found))


def _public(address: str) -> str:
    """The address of the dashboard for readers: as set, else as the browser asked for it."""
    return settings.public_address() or address.rstrip("/")


def description(page: str, link: Mapping[str, list[str]], address: str) -> Html:
    """What stands in the head of a page, for chats and search engines; nothing without data."""
    try:
        asked = answers(versions.current())
    except versions.StoreUnavailable:
        return Html()
    here = _public(address)
    told = share.preview(asked, city(), page, link, here)
    return told + (record.head(record.About(asked, city(), here)) if page in record.PUBLIC else "")


def picture(page: str, link: Mapping[str, list[str]], browser: str) -> server.First:
    """What the server draws of a page; only what stands around it when the app has to explain."""
    try:
        return _on_sound_data(lambda asked: _first(asked, page, link, browser))
    except versions.StoreUnavailable:
        return server.First()


def _first(asked: Answers, page: str, link: Mapping[str, list[str]], browser: str) -> server.First:
    keeping = access.open_at_all(local.login_configured())
    around = frame.of(asked, page, link, keeping)
    try:
        return server.First(*around, first_picture(asked.store, page, link, browser))
    except ValueError:
        return server.First(*around)


def light_sheet(link: Mapping[str, list[str]], address: str) -> str:
    """The sheet for the head of the city within the filters of the link, as HTML."""
    try:
        return _on_sound_data(lambda asked: sheet.page(asked, link, _public(address)))
    except versions.StoreUnavailable as nothing:
        raise server.Unavailable(str(nothing)) from nothing


def canonical(link: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The query of a link in today's spelling."""
    return filters.canonical(link, filters.options(answers(versions.current())))


def plotly_script() -> Path:
    """Plotly for the browser, as its Python package brings it."""
    found = find_spec("plotly")
    assert found and found.origin  # noqa: S101 a pinned requirement
    return Path(found.origin).parent / "package_data" / "plotly.min.js"

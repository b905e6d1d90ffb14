"""Counted and timed: what this process has done, as Prometheus reads it.

Instruments are bumped where things happen, for about a microsecond. Labels take values the program
knows beforehand (names of questions, pages, kinds), never what a reader typed: their number is
bounded, and nobody is named. What each of them is good for stands in docs/pengamatan.md.
"""

from functools import partial

import prometheus_client
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.registry import Collector

MEDIA_TYPE = prometheus_client.CONTENT_TYPE_PLAIN_0_0_4
QUICK = (0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.15, 0.5, 2, 10)
SLOW = (0.1, 0.5, 1, 2, 5, 15, 30, 60, 120)
BUILT, FAILED = "jadi", "gagal"

# A second series for each, which nobody asked for.
prometheus_client.disable_created_metrics()  # type: ignore[no-untyped-call]
_ours = CollectorRegistry()
ProcessCollector(registry=_ours)
_counter, _histogram = partial(Counter, registry=_ours), partial(Histogram, registry=_ours)

questions = _histogram(
    "dasbor_kueri_seconds",
    "Lama menjawab pertanyaan yang dibaca dari gudang.",
    ["pertanyaan"],
    buckets=QUICK,
)
remembered = _counter(
    "dasbor_kueri_diingat_total", "Pertanyaan yang dijawab dari ingatan, tanpa gudang."
)
page_runs = _histogram(
    "dasbor_halaman_seconds", "Lama menyusun satu halaman di server.", ["halaman"], buckets=QUICK
)
builds = _counter("dasbor_gudang_dibangun_total", "Pembangunan gudang menurut hasilnya.", ["hasil"])
build_seconds = _histogram(
    "dasbor_gudang_dibangun_seconds", "Lama membangun gudang yang jadi.", buckets=SLOW
)
publications = _counter(
    "dasbor_terbitan_total", "Versi data yang diterbitkan atau dipulihkan lewat server ini."
)
requests = _counter(
    "dasbor_permintaan_total",
    "Permintaan HTTP menurut bagian dan golongan jawaban.",
    ["bagian", "status"],
)
request_seconds = _histogram(
    "dasbor_permintaan_seconds",
    "Lama menjawab permintaan HTTP sampai selesai terkirim.",
    ["bagian"],
    buckets=QUICK,
)
errors = _counter(
    "dasbor_galat_total", "Kesalahan yang dicatat pada log, menurut peristiwanya.", ["peristiwa"]
)
for _outcome in (BUILT, FAILED):  # shown as zero from the start
    builds.labels(_outcome)


def count_error(event: str) -> None:
    """An error went to the log."""
    errors.labels(event).inc()


def text(looked_up: Collector) -> str:
    """Everything as one answer to Prometheus; ``looked_up`` is asked now."""
    now = CollectorRegistry()
    now.register(looked_up)
    return "".join(prometheus_client.generate_latest(one).decode() for one in (now, _ours))

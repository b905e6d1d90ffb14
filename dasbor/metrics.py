"""Counted and timed: what this process has done, as Prometheus reads it (text format 0.0.4).

Instruments are bumped where things happen, under a lock and for about a microsecond; ``text`` adds
what is only looked up when somebody asks. Labels take values the program knows beforehand (names
of questions, pages, kinds), never what a reader typed: their number is bounded, and nobody is
named. What each of them is good for stands in docs/pengamatan.md.
"""

import os
import time
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
COUNTER, GAUGE, HISTOGRAM = "counter", "gauge", "histogram"
STARTED = time.time()

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Family:
    """One metric: name, type, help, and its samples as (suffix, labels, value)."""

    name: str
    kind: str
    help: str
    samples: Sequence[tuple[str, Labels, float]]

    def lines(self) -> Iterator[str]:
        """As text: the head, then a line for each sample."""
        yield f"# HELP {self.name} {_escaped(self.help)}"
        yield f"# TYPE {self.name} {self.kind}"
        for suffix, labels, value in self.samples:
            pairs = ",".join(f'{key}="{_escaped(text, quote=True)}"' for key, text in labels)
            yield f"{self.name}{suffix}{f'{{{pairs}}}' if pairs else ''} {_number(value)}"


def _escaped(text: str, quote: bool = False) -> str:
    text = text.replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace('"', '\\"') if quote else text


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def gauge(name: str, words: str, value: float, **labels: str) -> Family:
    """A metric of one sample that is looked up when somebody asks."""
    return Family(name, GAUGE, words, [("", tuple(labels.items()), value)])


def by_label(
    name: str, words: str, label: str, values: Mapping[str, float], kind: str = GAUGE
) -> Family:
    """A metric with one sample for each value of a label."""
    return Family(name, kind, words, [("", ((label, key),), n) for key, n in values.items()])


class Counter:
    """Only ever grows. ``known`` values of the labels are shown from the start, as zero."""

    def __init__(
        self, name: str, words: str, *labels: str, known: Iterable[Collection[str]] = ()
    ) -> None:
        self.name, self.words, self.labels = name, words, labels
        start = known if labels else [()]
        self._counts: dict[tuple[str, ...], float] = {tuple(values): 0 for values in start}
        self._lock = Lock()

    def add(self, *values: str, by: float = 1) -> None:
        """Count once more for these values of the labels."""
        with self._lock:
            self._counts[values] = self._counts.get(values, 0) + by

    def family(self) -> Family:
        """What has been counted so far."""
        with self._lock:
            counts = dict(self._counts)
        samples = [("", _labelled(self.labels, values), n) for values, n in counts.items()]
        return Family(self.name, COUNTER, self.words, samples)


class Histogram:
    """How long something took, in seconds, counted into buckets."""

    def __init__(self, name: str, words: str, bounds: Sequence[float], *labels: str) -> None:
        self.name, self.words, self.labels = name, words, labels
        self._bounds = tuple(bounds)
        self._empty = [0.0] * (len(self._bounds) + 2)  # per bucket, beyond the last, and the sum
        self._series: dict[tuple[str, ...], list[float]] = {}
        if not labels:
            self._series[()] = list(self._empty)
        self._lock = Lock()

    def observe(self, seconds: float, *values: str) -> None:
        """Count one that took so long."""
        at = bisect_left(self._bounds, seconds)
        with self._lock:
            series = self._series.get(values)
            if series is None:
                series = self._series[values] = list(self._empty)
            series[at] += 1
            series[-1] += seconds

    @contextmanager
    def timed(self, *values: str) -> Iterator[None]:
        """Count how long the block takes, however it ends."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.observe(time.perf_counter() - start, *values)

    def family(self) -> Family:
        """What has been timed so far; buckets hold all that took no longer, as the format says."""
        with self._lock:
            copy = {values: list(series) for values, series in self._series.items()}
        samples = [
            sample
            for values, series in copy.items()
            for sample in self._samples(_labelled(self.labels, values), series)
        ]
        return Family(self.name, HISTOGRAM, self.words, samples)

    def _samples(
        self, labels: Labels, series: Sequence[float]
    ) -> Iterator[tuple[str, Labels, float]]:
        so_far = 0.0
        for bound, n in zip((*map(_number, self._bounds), "+Inf"), series[:-1], strict=True):
            so_far += n
            yield "_bucket", (*labels, ("le", bound)), so_far
        yield "_sum", labels, series[-1]
        yield "_count", labels, so_far


def _labelled(names: Sequence[str], values: Sequence[str]) -> Labels:
    return tuple(zip(names, values, strict=True))


QUICK = (0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.15, 0.5, 2, 10)
SLOW = (0.1, 0.5, 1, 2, 5, 15, 30, 60, 120)
BUILT, FAILED = "jadi", "gagal"

questions = Histogram(
    "dasbor_kueri_seconds",
    "Lama menjawab pertanyaan yang dibaca dari gudang.",
    QUICK,
    "pertanyaan",
)
remembered = Counter(
    "dasbor_kueri_diingat_total", "Pertanyaan yang dijawab dari ingatan, tanpa gudang."
)
page_runs = Histogram(
    "dasbor_halaman_seconds", "Lama menyusun satu halaman di server.", QUICK, "halaman"
)
builds = Counter(
    "dasbor_gudang_dibangun_total",
    "Pembangunan gudang menurut hasilnya.",
    "hasil",
    known=[[BUILT], [FAILED]],
)
build_seconds = Histogram(
    "dasbor_gudang_dibangun_seconds", "Lama membangun gudang yang jadi.", SLOW
)
publications = Counter(
    "dasbor_terbitan_total", "Versi data yang diterbitkan atau dipulihkan lewat server ini."
)
requests = Counter(
    "dasbor_permintaan_total",
    "Permintaan HTTP menurut bagian dan golongan jawaban.",
    "bagian",
    "status",
)
request_seconds = Histogram(
    "dasbor_permintaan_seconds",
    "Lama menjawab permintaan HTTP sampai selesai terkirim.",
    QUICK,
    "bagian",
)
errors = Counter(
    "dasbor_galat_total", "Kesalahan yang dicatat pada log, menurut peristiwanya.", "peristiwa"
)
ALL = (
    *(questions, remembered, page_runs, builds, build_seconds, publications),
    *(requests, request_seconds, errors),
)


def text(looked_up: Iterable[Family] = ()) -> str:
    """Everything as one answer to Prometheus."""
    families = (*looked_up, *(one.family() for one in ALL), *process())
    return "\n".join(line for family in families for line in family.lines()) + "\n"


def process() -> Iterator[Family]:
    """The process under the names every Prometheus library uses; memory on Linux only."""
    spent = round(sum(os.times()[:2]), 3)
    words = "Waktu prosesor yang dipakai proses ini."
    yield Family("process_cpu_seconds_total", COUNTER, words, [("", (), spent)])
    yield gauge("process_start_time_seconds", "Kapan proses ini mulai (waktu Unix).", STARTED)
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        resident = pages * os.sysconf("SC_PAGE_SIZE")
        yield gauge("process_resident_memory_bytes", "Memori yang ditempati proses ini.", resident)
    with suppress(OSError):
        files = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - names only
        yield gauge("process_open_fds", "Berkas dan sambungan yang terbuka.", files)

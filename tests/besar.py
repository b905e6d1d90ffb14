"""What asks a store of many rows within a limit of memory: a process of its own, started by a test.

    python -m tests.besar STORE MEGABYTES NAME …

Prints for each name what came out of it: bytes and their hash, rows, or the words of a refusal.
"""

import hashlib
import json
import resource
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from dasbor.city import City
from dasbor.data.store import open_file
from dasbor.documents import open_data
from dasbor.gate.references import references
from dasbor.questions.answers import Answers

KUERI = "v1/kueri/inovasi_apa_saja"


def main() -> None:
    """Ask one thing after the other, at the limit all the time."""
    path, megabytes, names = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    asked = Answers(open_file(path))
    _get(asked, f"{KUERI}.json", {"batas": "1", "tahun": "2014"})  # what is loaded late, is loaded
    mapped = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    most = max(mapped, 0) + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for name in names:
        sys.stdout.write(" ".join(map(str, (name, *WORK[name](asked)))) + "\n")


def _get(asked: Answers, path: str, pairs: dict[str, str]) -> open_data.Answered:
    return open_data.answer(asked, City(), path, [*pairs.items(), (open_data.SAMPLES, "ya")])


def _page(start: int) -> Callable[[Answers], Iterable[object]]:
    def ask(asked: Answers) -> Iterable[object]:
        found = _get(asked, f"{KUERI}.json", {"batas": "10", "lewati": str(start)})
        told = json.loads(found.body)
        return told["jumlah_baris"], *(row["id"] for row in told["baris"])

    return ask


def _csv(asked: Answers) -> Iterable[object]:
    found = _get(asked, "unduh/inovasi_apa_saja.csv", {})
    size, mark = 0, hashlib.sha256()
    for part in found.parts:
        size += len(part)
        mark.update(part)
    return size, mark.hexdigest()


def _zip(asked: Answers) -> Iterable[object]:
    try:
        return ("diterima", len(_get(asked, "v1/register.zip", {}).body))
    except open_data.Refused as no:
        return (no.status, no.code)


def _gate(asked: Answers) -> Iterable[object]:
    """What cleaning and reviewing a small file looks up among all titles."""
    known = references(asked.store)
    found = known.titled(["JUDUL 7!", "Judul yang tidak ada"])
    return known.highest[2015], sum(map(len, found.values()))


WORK: dict[str, Callable[[Answers], Iterable[object]]] = {
    "awal": _page(0),
    "tengah": _page(100_000),
    "akhir": _page(199_995),
    "csv": _csv,
    "zip": _zip,
    "gerbang": _gate,
}

if __name__ == "__main__":
    main()

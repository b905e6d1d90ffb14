"""How long a deck, a hand-out and a workbook take, and whether memory stays flat over many.

The first of each kind includes loading its library; limits are those the project set itself:

    python bench/rapat.py [--kali 100]
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
GROWTH = 1.15  # memory stays flat: what later papers may need more than the first fifth
LIMITS = {"pptx": 3.0, "pdf": 2.0, "xlsx": 2.0}  # seconds


def main() -> None:
    """Make every kind once, then many more in turn; print seconds, kilobytes and megabytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kali", type=int, default=100, help="how many more of each kind")
    times = parser.parse_args().kali
    with tempfile.TemporaryDirectory(prefix="dasbor-bench-") as scratch:
        os.environ["DASBOR_GUDANG"] = scratch
        _measure(times)


def _measure(times: int) -> None:
    from dasbor.data import versions
    from dasbor.documents.meeting import files
    from dasbor.documents.meeting.briefing import prepare
    from dasbor.questions.answers import answers
    from dasbor.questions.filters import Filters, options

    asked = answers(versions.current())
    paper = prepare(asked, Filters(), options(asked))
    print(f"{'format':<8}{'gambar':>8}{'pertama':>9}{'kedua':>8}{'CPU':>7}{'batas':>7}{'KB':>7}")
    for kind, limit in LIMITS.items():
        first, second = (_time(files.make, kind, paper) for _ in range(2))
        began = time.process_time()
        size = len(files.make(kind, paper)) / 1024
        work = time.process_time() - began  # what it takes on a machine that does nothing else
        slow = "  LEWAT" if first > limit else ""
        print(
            f"{kind:<8}{len(paper.pictures):>8}{first:>9.2f}{second:>8.2f}{work:>7.2f}"
            f"{limit:>7.1f}"
            f"{size:>7.0f}{slow}",
            flush=True,
        )
    ranking = asked.ask("berapa_inovasi_per_opd").records()
    offices = [row["singkatan"] for row in ranking if row["jumlah"]]
    used = []
    for turn in range(times):  # another paper each time: what is kept of it is never used again
        chosen = Filters(opd=(offices[turn % len(offices)],) if turn % 2 else ())
        another = prepare(asked, chosen, options(asked), ["indeks", "opd"], title=f"Rapat {turn}")
        for kind in LIMITS:
            files.make(kind, another)
        used.append(_megabytes())
        if not turn % 10:
            print(f"sesudah {turn + 1:>4} kali: {used[-1]:.0f} MB", flush=True)
    early, late = max(used[: times // 5 + 1]), max(used)
    slow = "  LEWAT" if late > GROWTH * early else ""
    print(f"memori seperlima pertama {early:.0f} MB, sampai {times} kali {late:.0f} MB{slow}")


def _time(work: object, *given: object) -> float:
    began = time.perf_counter()
    work(*given)  # type: ignore[operator]
    return time.perf_counter() - began


def _megabytes() -> float:
    """The memory of this process now (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    line = next(line for line in lines if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()

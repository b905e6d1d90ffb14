"""How long `.venv/bin/dasbor periksa` takes, as a whole process, and how much memory at its peak.

A 679-row export of the official application, a large CSV and the same as XLSX are made in a
temporary folder:

    python bench/gate.py [--baris 1000000]
"""

import argparse
import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from xlsxwriter import Workbook

ROOT = Path(__file__).resolve().parents[1]
SMALL = 679
HEADER = (
    "No", "Judul Inovasi", "Pemda", "Admin OPD", "Inisiator", "Nama Inisiator", "Bentuk Inovasi",
    "Jenis", "Asta Cipta", "Urusan Utama", "Urusan lain yang beririsan", "Kematangan",
    "Tahapan Inovasi", "Tanggal Input", "Tanggal Penerapan", "Tanggal Pengembangan", "Koordinat",
    "Video", "Link Video",
)  # fmt: skip
OFFICES = (
    "Dinas Kesehatan (dinkes)", "DINAS SOSIAL ", "Disdukcapil", "Bappeda", "Dinas Antah Berantah",
)  # fmt: skip
# What the file leaves open: without it the check stops before it has worked out the effect.
SAID = ("--tahun", "2024", "--sumber-baru", "Ekspor uji", "--penerbit", "Bappeda",
        "--tanggal-sumber", "2024-12-31", "--kepastian", "B")  # fmt: skip
FORMS = ("Inovasi pelayanan publik", "Inovasi tata kelola pemerintahan daerah")


def main() -> None:
    """Make both files, check each, print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--baris", type=int, default=1_000_000, help="rows of the large files")
    rows = parser.parse_args().baris
    with tempfile.TemporaryDirectory(prefix="dasbor-bench-") as scratch:
        folder = Path(scratch)
        _workbook(folder / "ekspor.xlsx", SMALL)
        _text(folder / "besar.csv", rows)
        _workbook(folder / "besar.xlsx", rows)
        os.environ["DASBOR_GUDANG"] = str(folder / "gudang")
        print(f"{'berkas':<14}{'baris':>10}{'detik':>8}{'MB puncak':>11}{'kode':>6}")
        small, large = ("ekspor.xlsx", SMALL), (("besar.csv", rows), ("besar.xlsx", rows))
        for name, count in (small, small, *large):
            seconds, megabytes, code = _check(folder / name)
            print(f"{name:<14}{count:>10}{seconds:>8.1f}{megabytes:>11.0f}{code:>6}", flush=True)
        print("Baris pertama termasuk membangun gudang; puncak ialah yang tertinggi sejauh ini.")


def _check(path: Path) -> tuple[float, float, int]:
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "dasbor", "periksa", str(path), *SAID],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss  # kilobytes, bytes on macOS
    return seconds, peak / (2**20 if sys.platform == "darwin" else 2**10), done.returncode


def _rows(count: int) -> Iterator[tuple[str, ...]]:
    chance = random.Random(1)
    for i in range(1, count + 1):
        day, month = chance.randint(1, 28), chance.randint(1, 12)
        yield (
            str(i), f"Layanan  nomor {i} untuk warga ", "Kota Cilegon", chance.choice(OFFICES),
            "OPD", f"Orang {i}", chance.choice(FORMS), "Digital", "-", "Kesehatan",
            "Pendidikan, Perhubungan", f"{chance.randint(0, 111)}.00", "Penerapan",
            f"{day:02d}-{month:02d}-2024", "null" if i % 7 else f"{day:02d}-{month:02d}-2023", "-",
            f"-6.{i % 1000}, 106.{i % 997}", "-", "null",
        )  # fmt: skip


def _workbook(path: Path, count: int) -> None:
    book = Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    rows = chain((("DATA INOVASI DAERAH",), HEADER), _rows(count), (("Jumlah", str(count)),))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(at, column, text)
    book.close()


def _text(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(_rows(count))


if __name__ == "__main__":
    main()

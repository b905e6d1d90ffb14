"""How fast the analyst's bench answers with many rows: facets, search, pages, a pivot.

    python bench/jelajah.py [--baris 1000000]

Rows as in bench/skala.py, with words in their titles. Medians in one process, each asked anew;
"segi" is what a click on a value costs, "halaman" one page of the table. CPU time is of all
threads: on a machine that others use, it says more than the wall clock.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb
import skala

TIMES = 5
LIMITS = {"segi": 300, "halaman": 100}  # milliseconds, median
WORDS = """['Layanan','Aplikasi','Gerakan','Kampung','Rumah','Sistem','Kesehatan','Pelayanan']"""
NO_COUNT, FEW = "berapa_inovasi_per_pilihan", "inovasi_mana_yang_dicari"
PIVOT = "berapa_inovasi_per_baris_dan_kolom"
ASKED: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "segi: tanpa dan dengan saringan halaman": [
        (NO_COUNT, {}),
        (NO_COUNT, {"opd": ["dinkes"]}),
        (NO_COUNT, {"tahun_dari": 2018, "tahun_sampai": 2021}),
    ],
    "segi: jenis, tahapan, inisiator": [
        (NO_COUNT, {"jenis": ["Digital"]}),
        (NO_COUNT, {"tahapan": ["Penerapan"], "opd": ["dinkes", "dindik"]}),
        (NO_COUNT, {"inisiator": ["ASN"], "urusan": ["Kesehatan"]}),
    ],
    "segi: pencarian": [
        (NO_COUNT, {"cari": "kesehatan"}),
        (NO_COUNT, {"cari": "layanan 1234"}),
        (NO_COUNT, {"cari": "kesehattan kampong"}),
        (NO_COUNT, {"cari": "pelayanan", "opd": ["dinkes"]}),
    ],
    "halaman: pertama dan kesepuluh": [
        (FEW, {"urut": "terbaru", "mulai": 0, "batas": 50}),
        (FEW, {"urut": "terbaru", "mulai": 450, "batas": 50}),
        (FEW, {"urut": "judul", "mulai": 0, "batas": 50}),
        (FEW, {"urut": "terbaru", "mulai": 0, "batas": 50, "opd": ["dinkes"]}),
    ],
    "halaman: pencarian": [
        (FEW, {"urut": "terbaru", "mulai": 0, "batas": 50, "cari": "kesehatan"}),
        (FEW, {"urut": "judul", "mulai": 0, "batas": 50, "cari": "kesehattan"}),
    ],
    "pivot OPD × tahun": [(PIVOT, {"baris": "opd", "kolom": "tahun"})],
}


def main() -> None:
    """Make the rows, build, ask; print the medians and what each may take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--baris", type=int, default=1_000_000)
    rows = parser.parse_args().baris
    with tempfile.TemporaryDirectory(prefix="dasbor-jelajah-") as scratch:
        folder = Path(scratch) / "data"
        skala.make_rows(folder, rows)
        _with_words(folder)
        os.environ |= {"DASBOR_DATA": str(folder), "DASBOR_GUDANG": str(Path(scratch) / "gudang")}
        print(f"{rows} baris; beban mesin {os.getloadavg()[0]:.1f}", flush=True)
        _ask()


def _with_words(folder: Path) -> None:
    for path in folder.glob("inovasi_2*.csv"):
        duckdb.sql(
            f"""copy (select * replace (
                {WORDS}[1 + (hash(judul, 1) % 8)::int] || ' '
                || {WORDS}[1 + (hash(judul, 2) % 8)::int] || judul[7:] as judul)
                from read_csv('{path}', all_varchar=true))
            to '{path}.baru' (header)"""
        )
        Path(f"{path}.baru").replace(path)


def _ask() -> None:
    sys.path.insert(0, str(skala.ROOT))
    from dasbor.data import versions
    from dasbor.questions.answers import Answers

    began = time.perf_counter()
    store = versions.current()
    print(f"membangun {time.perf_counter() - began:.1f} s", flush=True)
    for name, questions in ASKED.items():
        times, busy = [], []
        for query, parameters in questions * TIMES:
            began, started = time.perf_counter(), time.process_time()
            Answers(store).ask(query, **parameters)
            busy.append(1000 * (time.process_time() - started))
            times.append(1000 * (time.perf_counter() - began))
        limit = LIMITS.get(name.split(":")[0])
        words = f"  batas {limit} ms" if limit else ""
        print(
            f"{name:<44}{statistics.median(times):8.0f} ms median"
            f"{statistics.median(busy):8.0f} ms CPU{words}",
            flush=True,
        )


if __name__ == "__main__":
    main()

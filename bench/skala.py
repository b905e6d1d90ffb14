"""How the store behaves with many rows: build from CSV, start, page questions, questions on rows.

    python bench/skala.py [--baris 10000000]

A register of the wanted size over ten years replaces the one of a copy of the data folder. Build
and start are whole processes; questions are medians in one process, each with other choices. Those
named "halaman" are answered from what was counted when the store was built, "baris" from the rows.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[1]
YEARS = range(2014, 2024)
TIMES = 7
CHILD = """
import resource, sys, time
began = time.perf_counter()
from dasbor.data import versions
versions.current()
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
FACETS, TABLE = "berapa_inovasi_per_pilihan", "inovasi_mana_yang_dicari"
FIRST = {"urut": "terbaru", "mulai": 0, "batas": 50}
QUESTIONS: dict[str, tuple[str, dict[str, object]]] = {
    "halaman: per tahun": ("berapa_inovasi_per_tahun", {}),
    "halaman: per OPD": ("berapa_inovasi_per_opd", {}),
    "halaman: per OPD per tahun": ("berapa_inovasi_per_opd_per_tahun", {}),
    "halaman: per urusan": ("berapa_inovasi_per_urusan", {}),
    "halaman: baru dan lanjutan": ("berapa_baru_dan_lanjutan", {}),
    "halaman: per bentuk": ("berapa_per_rincian", {"rincian": "bentuk"}),
    "baris: selembar tabel": (TABLE, FIRST),
    "baris: selembar menurut judul": (TABLE, FIRST | {"urut": "judul"}),
    "baris: segi, penerapan sejak 2018": (FACETS, {"penerapan_dari": "2018-01-01"}),
    "baris: selembar, kata dicari": (TABLE, FIRST | {"cari": "contoh 1234"}),
    "baris: segi, kata dicari": (FACETS, {"cari": "contoh 1234"}),
}
OFFICES = ("dinkes", "dindik", "dinsos", "dishub", "dlh", "bappeda", "diskominfo")


def filters() -> Iterator[dict[str, object]]:
    """Choices of a reader, none of them twice: nothing is answered from what is kept."""
    for number, office in enumerate(OFFICES[:TIMES]):
        yield {"tahun_dari": 2014, "tahun_sampai": 2017 + number}
        yield {"opd": [office]}
        yield {"opd": [office, OFFICES[number - 1]], "tahun_dari": 2014 + number}
        yield {"urusan": ["Kesehatan"], "opd": [office]}
        yield {"tahun_dari": 2015 + number}


def main() -> None:
    """Make the rows, build, start, ask; print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--baris", type=int, default=10_000_000)
    rows = parser.parse_args().baris
    with tempfile.TemporaryDirectory(prefix="dasbor-skala-") as scratch:
        folder = Path(scratch) / "data"
        size = make_rows(folder, rows)
        print(f"{rows} baris, {size / 1e6:.0f} MB CSV")
        os.environ |= {"DASBOR_DATA": str(folder), "DASBOR_GUDANG": str(Path(scratch) / "gudang")}
        for label in ("membangun dari CSV", "mulai dengan gudang siap"):
            print(f"{label:<44}{_process()}", flush=True)
        _questions()


def make_rows(folder: Path, rows: int) -> int:
    """A data folder with ``rows`` innovations over ten years; their size in bytes."""
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns(".*", "inovasi_*.csv"))
    connection = duckdb.connect()
    for name in ("opd", "urusan", "bentuk"):
        path = folder / f"{name}.csv"
        connection.execute(
            f"create table {name} as select * from read_csv('{path}', all_varchar=true)"
        )
    size = 0
    for year in YEARS:
        path = folder / f"inovasi_{year}.csv"
        connection.execute(_rows_of(year, rows // len(YEARS), path))
        size += path.stat().st_size
    return size


def _rows_of(year: int, rows: int, path: Path) -> str:
    return f"""copy (
        with o as (select list(kode order by kode) l from opd),
            u as (select list(urusan) l from urusan), b as (select list(bentuk) l from bentuk)
        select
            printf('%d-%08d', {year} - (hash(i, 1) % 3)::int, i) as id, {year} as tahun,
            'Contoh ' || i as judul, o.l[1 + (hash(i, 2) % len(o.l))::int] as opd,
            b.l[1 + (hash(i, 3) % 2)::int] as bentuk,
            ['Digital', 'Non Digital'][1 + (hash(i, 4) % 2)::int] as jenis,
            u.l[1 + (hash(i, 5) % len(u.l))::int] as urusan,
            ['ASN', 'Masyarakat', 'Perangkat Daerah'][1 + (hash(i, 6) % 3)::int] as inisiator,
            ['Inisiatif', 'Uji Coba', 'Penerapan'][1 + (hash(i, 7) % 3)::int] as tahapan,
            {year} || '-03-01' as tanggal_penerapan, 'contoh' as asal
        from range({rows}) r(i), o, u, b
    ) to '{path}' (header)"""


def _process() -> str:
    done = subprocess.run(
        [sys.executable, "-c", CHILD], cwd=ROOT, capture_output=True, text=True, check=True
    )
    seconds, megabytes = map(float, done.stdout.split()[-2:])
    return f"{seconds:8.2f} s {megabytes:8.0f} MB puncak"


def _questions() -> None:
    sys.path.insert(0, str(ROOT))
    from dasbor.data import versions
    from dasbor.questions.answers import Answers

    asked = Answers(versions.current())
    for label, (name, extra) in QUESTIONS.items():
        times, busy = [], []
        for chosen in filters():
            began, started = time.perf_counter(), time.process_time()
            asked.ask(name, **chosen, **extra)
            busy.append(1000 * (time.process_time() - started))
            times.append(1000 * (time.perf_counter() - began))
        words = f"{statistics.median(times):8.1f} ms median{max(times):8.1f} ms terlama"
        print(f"{label:<44}{words}{statistics.median(busy):8.1f} ms CPU", flush=True)


if __name__ == "__main__":
    main()

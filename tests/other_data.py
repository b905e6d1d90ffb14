"""The whole suite once more, on other data: what a city will put into ``data/`` breaks no test.

    python -m tests.other_data [NAME …] [-- PYTEST ARGUMENTS]

For each change the project is copied to a temporary folder, ``data/`` of the copy is changed, and
the tests run there. Ends with 1 when a test fails.
"""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from itertools import cycle, islice
from pathlib import Path

from tests.official_export import export_workbook, innovation

ROOT = Path(__file__).resolve().parents[1]
NOT_COPIED = (".venv", ".git", ".gudang", ".terbitan", "__pycache__", ".*_cache", "test-results")
USUAL = ("--ignore=tests/e2e", "--quiet", "--numprocesses=auto", "-p", "no:cacheprovider")

# Of national or general validity; every other table is a city's own.
COMMON = {
    *("ambang_iid", "bentuk", "bentuk_alias", "indikator_iid", "kepastian"),
    *("langkah_iid", "rumus_iid", "tahap_lab", "titik_mulai_iid", "ukuran", "urusan"),
}
CITY = """\
nama = "Kabupaten Antah"
singkat = "Antah"
provinsi = "Berantah"
kode_wilayah = "99.01"
kepala_daerah = "Bupati"
instansi = "Bapperida"
lisensi_data = ""
"""
OFFICES = {
    "setda": ("Sekretariat Daerah", "Setda", "perangkat daerah"),
    "pangan": ("Dinas Pangan", "Dispangan", "perangkat daerah"),
    "laut": ("Dinas Kelautan", "Dislaut", "perangkat daerah"),
    "desa": ("Dinas Pemberdayaan Desa", "DPD", "perangkat daerah"),
    "kec-hulu": ("Kecamatan Hulu", "Kec. Hulu", "kecamatan"),
}
VILLAGES = ("Muara", "Hulu", "Tanjung Elok")
SIZES = {2022: 11, 2023: 14, 2025: 6}  # 2024 stays a gap
SOURCE = "register-antah"
WORDS = ("Layanan", "Antar", "Sahabat", "Peduli", "Rumah", "Data", "Kampung", "Gerai", "Klinik")


def all_published(data: Path) -> None:
    """Every illustrative row is a published one, with a source."""
    for path in data.glob("*.csv"):
        head, rows = _read(path)
        if "asal" not in head:
            continue
        for row in rows:
            if row["asal"] == "contoh":
                row |= {"asal": "publikasi", "sumber": "register-bappeda"}
        _write(path, head, rows)


def five_offices(data: Path) -> None:
    """Another city: five offices, three villages, two registers, no award, no laboratory."""
    (data / "kota.toml").write_text(CITY, "utf-8")
    for path in data.glob("*.csv"):
        head, rows = _read(path)
        yearly = path.stem[-4:].isdigit()
        if yearly:
            path.unlink()
        elif path.stem not in COMMON:
            _write(path, head, ())
        elif "sumber" in head:
            _write(path, head, ({**row, "sumber": SOURCE} for row in rows))
    names = [(code, *both[:2]) for code, both in OFFICES.items()]
    _fill(data / "opd.csv", (
        {"kode": code, "nama": name, "singkatan": short, "jenis_unit": kind, "kepastian": "B"}
        for code, (name, short, kind) in OFFICES.items()
    ))  # fmt: skip
    _fill(data / "opd_alias.csv", (
        {"alias": alias, "kode": code} for code, *both in names for alias in both
    ))  # fmt: skip
    codes = {f"99.01.01.200{place}": name for place, name in enumerate(VILLAGES, 1)}
    _fill(data / "wilayah.csv", (
        {"kode": code, "kelurahan": name, "kode_kecamatan": "99.01.01", "kecamatan": "Hulu",
         "lintang": f"-2.{code[-1]}", "bujur": f"120.{code[-1]}",
         "lajur_petak": code[-1], "baris_petak": "1"}
        for code, name in codes.items()
    ))  # fmt: skip
    _fill(data / "wilayah_alias.csv", (
        {"alias": name, "kode": code} for code, name in codes.items()
    ))  # fmt: skip
    _fill(data / "sumber.csv", [{"sumber": SOURCE, "judul": "Register", "penerbit": "Bapperida"}])
    _fill(data / "angka_publikasi.csv", [
        *(_figure(year, SIZES.get(year), SOURCE) for year in range(2022, 2026)),
    ])  # fmt: skip
    for year, size in SIZES.items():
        path = data / f"inovasi_{year}.csv"
        shutil.copy(ROOT / "tests" / "kota" / "inovasi_2020.csv", path)
        _fill(path, register(year, size, OFFICES, SOURCE))


def another_year(data: Path) -> None:
    """The register of 2024 as Bappeda would load it: rows, their figure in the ledger, a source."""
    _, offices = _read(data / "opd.csv")
    head, sources = _read(data / "sumber.csv")
    name = "register-2024"
    new = {"sumber": name, "judul": "Register inovasi 2024", "penerbit": "Bapperida"}
    _write(data / "sumber.csv", head, [*sources, new])
    rows = list(register(2024, 221, [o["kode"] for o in offices if not o["berlaku_sampai"]], name))
    head, _ = _read(data / "inovasi_2023.csv")
    _write(data / "inovasi_2024.csv", head, rows)
    head, ledger = _read(data / "angka_publikasi.csv")
    kept = [row for row in ledger if row["id"] != "inovasi-2024"]
    _write(data / "angka_publikasi.csv", head, [*kept, _figure(2024, len(rows), name)])


def released(data: Path) -> None:
    """A year published through the gate: it lies in ``data/.terbitan`` only, without a figure."""
    book, stores = data.parent / "ekspor.xlsx", data.parent / "gudang-terbit"
    offices = [row["nama"] for row in _read(data / "opd.csv")[1] if not row["berlaku_sampai"]]
    rows = (innovation(f"Layanan {office}", Admin_OPD=office) for office in offices)
    book.write_bytes(export_workbook(*rows))
    words = ["terbitkan", str(book), "--tahun", "2024", "--alasan", "uji", "--oleh", "ani"]
    words += ["--sumber", "register-bappeda"]
    env = os.environ | {"DASBOR_DATA": str(data), "DASBOR_GUDANG": str(stores)}
    command = [sys.executable, "-m", "dasbor", *words]
    subprocess.run(command, cwd=data.parent, env=env, check=True)
    shutil.rmtree(stores)
    book.unlink()


def register(year: int, size: int, offices: Iterable[str], source: str) -> Iterable[dict[str, str]]:
    """Rows of a register: every office but the last has some, the first ones a little more."""
    busy = list(offices)[:-1]
    turns = cycle([*busy, *busy[: len(busy) // 3]])
    for number, office in enumerate(islice(turns, size), 1):
        first, second = WORDS[number % len(WORDS)], WORDS[number // len(WORDS) % len(WORDS)]
        yield {
            "id": f"{year}-{number:03}",
            "tahun": str(year),
            "judul": f"{first} {second} {office.title()} #{number}",
            "opd": office,
            "bentuk": "Inovasi pelayanan publik",
            "jenis": ("Digital", "Non Digital")[number % 2],
            "urusan": ("Kesehatan", "Pendidikan", "")[number % 3],
            "tahapan": ("Inisiatif", "Uji Coba", "Penerapan")[number % 3],
            "tanggal_penerapan": f"{year}-0{number % 9 + 1}-15",
            "kematangan": f"{number * 7 % 111}.5",
            "asal": "publikasi",
            "sumber": source,
        }


def _figure(year: int, size: int | None, source: str) -> dict[str, str]:
    plain = {"id": f"inovasi-{year}", "tahun": str(year), "ukuran": "inovasi_terdata"}
    plain["dipakai"] = "ya"
    if size is None:
        return plain | {"cakupan_waktu": "tidak dinyatakan", "catatan": "Belum terbit"}
    said = {"sumber": source, "per_tanggal": f"{year}-12-31", "cakupan_waktu": "setahun penuh"}
    return plain | {"nilai": str(size), "kepastian": "A"} | said


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    return rows[0], [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def _write(path: Path, head: list[str], rows: Iterable[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, head, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _fill(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    _write(path, _read(path)[0], rows)


CHANGES: dict[str, Callable[[Path], None]] = {
    change.__name__: change for change in (all_published, five_offices, another_year, released)
}


def main(arguments: list[str]) -> int:
    """Run the suite on each change named, or on all."""
    asked, _, more = " ".join(arguments).partition("--")
    status = 0
    for name in asked.split() or CHANGES:
        with tempfile.TemporaryDirectory(prefix=f"dasbor-{name}-") as folder:
            copy = Path(folder, "proyek")
            shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_COPIED))
            CHANGES[name](copy / "data")
            print(f"\n{name}: {CHANGES[name].__doc__}", flush=True)  # noqa: T201
            command = [sys.executable, "-m", "pytest", *(more.split() or USUAL)]
            status |= subprocess.run(command, cwd=copy, check=False).returncode
    return int(status != 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

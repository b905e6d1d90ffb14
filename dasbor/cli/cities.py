"""``kota baru`` and ``kota periksa``: a data folder for another government, and what it lacks."""

import argparse
import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from dasbor.city import FILE, TERMS, City, city
from dasbor.cli.parser import REFUSED, SOUND, Commands
from dasbor.data.belonging import code_flaw
from dasbor.data.build import build
from dasbor.data.contract import own_contracts
from dasbor.data.inspection import Finding, refuses
from dasbor.data.store import Store, open_file
from dasbor.format_id import number
from dasbor.gate import founding
from dasbor.gate.model import Refused

SHOWN = 20  # names that are told
NEXT = """Langkah berikutnya:
  1. Periksa opd.csv: singkatan tiap perangkat daerah, dan yang belum ada di sana.
  2. Isi lisensi_data dan kontak di kota.toml.
  3. export DASBOR_DATA={folder}
     .venv/bin/dasbor kota periksa {folder}
{units}     .venv/bin/dasbor terbitkan {export} --tahun TAHUN --penerbit {office} \\
       --sumber-baru "Ekspor aplikasi indeks TAHUN" --alasan "Daftar pertama"
     .venv/bin/dasbor sajikan"""
UNITS = """     .venv/bin/dasbor nama {export} --tahun TAHUN --simpan nama.csv   (lalu isi)
     .venv/bin/dasbor nama nama.csv --terapkan --alasan "Unit di bawah OPD"
"""
GONE = "Yang memang tidak dipunya: hapus berkasnya; halaman dan kalimatnya ikut tidak ada."


def add(commands: Commands) -> None:
    """The commands and their options."""
    parent = commands.add_parser("kota", help="folder data bagi daerah lain: baru, periksa")
    inner = parent.add_subparsers(required=True, metavar="TINDAKAN", title="tindakan")
    new = inner.add_parser("baru", help="tulis folder data yang lengkap bagi satu daerah")
    new.add_argument("folder", type=Path, metavar="FOLDER")
    new.add_argument("--nama", required=True, help="misalnya “Kabupaten Antah”")
    new.add_argument("--jenis", required=True, choices=tuple(TERMS))
    new.add_argument("--kode", required=True, help="kode wilayah Kemendagri: 99, atau 99.01")
    new.add_argument("--singkat", default="", help="nama tanpa jenisnya; bawaan: dari --nama")
    new.add_argument("--provinsi", default="", help="provinsi yang memuatnya")
    new.add_argument("--instansi", default="Bappeda", help="yang menerbitkan; bawaan: Bappeda")
    new.add_argument("--zona", default="Asia/Jakarta", help="bawaan: Asia/Jakarta (WIB)")
    new.add_argument("--dari", type=Path, help="ekspor aplikasi indeks: dari sinilah daftar OPD")
    new.add_argument("--desa", type=Path, help="CSV daftar desa: kode, nama, dan induknya")
    new.add_argument("--sebutan-desa", default="", help="misalnya desa, gampong, nagari, kampung")
    new.add_argument("--sebutan-kecamatan", default="", help="misalnya distrik")
    new.add_argument("--tanpa", default="", help=f"dipisahkan koma: {', '.join(founding.PARTS)}")
    new.set_defaults(perintah=_new)
    check = inner.add_parser("periksa", help="apa yang masih kurang pada sebuah folder data")
    check.add_argument("folder", type=Path, metavar="FOLDER")
    check.set_defaults(perintah=_check)


def _new(options: argparse.Namespace) -> int:
    place = City(
        name=options.nama,
        short=options.singkat or _short(options.nama),
        level=options.jenis,
        village_name=options.sebutan_desa,
        district_name=options.sebutan_kecamatan,
        office=options.instansi,
        zone_name=options.zona,
        province=options.provinsi,
        code=options.kode,
    )
    if flaw := code_flaw(place):
        raise Refused(flaw)
    names = _drafted(options.dari)
    plan = founding.Plan(
        place,
        place.today().year,
        founding.absent(options.tanpa.split(","), place),
        names.offices,
        founding.villages(options.desa.read_text("utf-8-sig"), place) if options.desa else (),
    )
    made = founding.found(plan)
    founding.write(made, options.folder)
    print(
        f"{number(len(made.files))} berkas di {options.folder}, {number(len(names.offices))} OPD."
    )
    _list("nama pada ekspor ditulis sebagai OPD, padahal jenisnya tidak terbaca", names.unsure)
    _list("nama lain pada ekspor unit di bawah OPD; diputuskan saat memuatnya", names.units)
    export = shlex.quote(str(options.dari or "EKSPOR.xlsx"))
    folder, office = (shlex.quote(str(w)) for w in (options.folder.absolute(), place.office))
    units = UNITS.format(export=export) if names.units else ""
    print(NEXT.format(folder=folder, export=export, office=office, units=units))
    return SOUND


def _short(name: str) -> str:
    """The name without its kind: ``Kota Administrasi Jakarta Selatan`` is Jakarta Selatan."""
    first, *rest = name.split()
    if first.casefold() not in TERMS:
        return name
    if rest[:1] in (["Administrasi"], ["Adm."]):
        del rest[0]
    return " ".join(rest) or name


def _drafted(path: Path | None) -> founding.Drafted:
    return founding.drafted(path.name, path.read_bytes()) if path else founding.Drafted()


def _list(words: str, names: Sequence[str]) -> None:
    if names:
        print(f"{number(len(names))} {words}:")
        print("".join(f"  {name}\n" for name in names[:SHOWN]), end="")
    if len(names) > SHOWN:
        print(f"  … dan {number(len(names) - SHOWN)} lain")


def _check(options: argparse.Namespace) -> int:
    folder = options.folder.absolute()
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "periksa.duckdb"
        build(folder, path, "periksa")
        store = open_file(path)
        try:
            found, lacking = store.findings, [*_settings(folder), *_rows(store), *_own(folder)]
        finally:
            store.close()
    for one in found:
        print(_told(one))
    for words in lacking:
        print(f"kurang: {words}")
    if lacking:
        print(GONE)
    if not (found or lacking):
        print(f"{city(folder).name}: tidak ada yang kurang.")
    if refuses(found):
        print("Folder ini belum dapat disajikan utuh.", file=sys.stderr)
    return REFUSED if refuses(found) else SOUND


def _told(finding: Finding) -> str:
    return f"{finding.grade}: {finding.file}: {finding.message} {finding.cure}"


def _settings(folder: Path) -> Iterator[str]:
    place = city(folder)
    if not (folder / FILE).is_file():
        yield f"{FILE} belum ada."
    for key, value in (
        ("lisensi_data", place.licence),
        ("kontak", place.contact),
        ("kode_wilayah", place.code),
    ):
        if not value:
            yield f"{key} di {FILE} belum diisi."


def _rows(store: Store) -> Iterator[str]:
    """The lists and registers without a row, as far as this government has them."""
    counted = dict(store.rows("select dataset, sum(baris) from berkas group by all"))
    wanted = store.rows(
        "select dataset, judul, berkas, dimuat from kontrak where ada and dataset not like '%alias'"
        " order by dimuat, dataset"
    )
    for dataset, title, file, loaded in wanted:
        if not counted.get(dataset):
            way = "muat lewat Kelola Data" if loaded else "isi"
            yield f"{title} belum punya baris: {way} {file}."


def _own(folder: Path) -> Iterator[str]:
    """Contracts of the folder in place of the program's, which no update reaches."""
    for name in own_contracts(folder):
        yield f"kontrak/{name} menutupi kontrak program; hapus supaya pembaruan sampai."

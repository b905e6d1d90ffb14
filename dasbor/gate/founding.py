"""A new data folder for another government: sound from the first day, and mostly empty.

What is of the whole country comes along from the program's own folder; what is a government's own
is a file with its header only. A dataset that it will not have gets no file, and so no page.
"""

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dasbor import settings
from dasbor.city import DISTRICTS, VILLAGES, City
from dasbor.data.belonging import OWN_SOURCE
from dasbor.data.contract import Contract, read_contracts
from dasbor.data.headers import named, plain
from dasbor.gate import reading
from dasbor.gate.matching import known_words
from dasbor.gate.model import Refused
from dasbor.gate.offices import is_part, level_of

Row = dict[str, str]
OF_THE_COUNTRY = (
    *("ambang_iid", "bentuk", "bentuk_alias", "iid_nasional", "indikator_iid", "kepastian"),
    *("langkah_iid", "nilai_alias", "rumus_iid", "titik_mulai_iid", "urusan", "urusan_alias"),
)
MEASURES = (  # what registers and questions count; further ones are a government's own
    *("inovasi_terdata", "inovasi_baru", "inovasi_berjalan", "inovasi_terdaftar_iid", "skor_iid"),
    *("opd_penerima_penghargaan", "target_inovasi_per_opd_per_tahun", "peserta_inovasi_award"),
    *("peserta_award_pelayanan_publik", "peserta_award_ttg", "peserta_award_ttg_unggulan"),
)
MEASURES_OF = {  # dataset -> the measures that are counted from its rows
    "lab_inovasi": ("ide_lab_inovasi",),
    "posyantek": (
        *("jumlah_kelurahan", "kelurahan_ikut_penilaian_posyantek", "peserta_award_posyantek"),
        "kelurahan_dengan_inovasi_baru",
    ),
}
PARTS = {  # what can be left out by one word -> the datasets that go with it
    "posyantek": ("posyantek",),
    "wilayah": ("wilayah", "wilayah_alias", "posyantek"),
    "lab": ("lab_inovasi", "rencana_lab", "tahap_lab"),
    "penghargaan": ("penghargaan", "juri_award"),
    "target": ("target",),
    "peristiwa": ("catatan_peristiwa",),
    "pembanding": ("iid_pembanding", "daerah_lain", "angka_daerah_lain"),
    "fakta": ("fakta_bernama",),
}
# Not written: what is published beside a register, and what decisions and saved views become.
MADE_LATER = ("inovasi", "inovasi_indeks", "paspor_register", "lanjutan", "pandangan")
TO_FILL_IN = (
    'lisensi_data = ""  # kosong: belum ditetapkan pemilik data',
    'kontak = ""  # halaman atau nama unit yang dihubungi; bukan surel atau nomor telepon orang',
)
ADMIN = ("admin opd", "perangkat daerah", "opd", "nama opd", "skpd", "nama skpd")
OFFICE = {"dinas", "badan", "kantor", "sekretariat", "inspektorat", "satuan", "kecamatan"}
ACCOUNT = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True)
class Plan:
    """What a new folder is to be."""

    place: City
    year: int
    absent: frozenset[str] = frozenset()  # datasets
    offices: tuple[str, ...] = ()
    villages: tuple[Row, ...] = ()


@dataclass
class Founded:
    """The files of a new folder, by name."""

    files: dict[str, str] = field(default_factory=dict)


def absent(words: Iterable[str], place: City) -> frozenset[str]:
    """The datasets that some words leave out; a province has no villages of its own.

    Raises:
        Refused: for an unknown word, with those that are known.
    """
    said = {word.strip().casefold() for word in words} - {""}
    if strange := said - PARTS.keys():
        raise Refused(f"--tanpa {', '.join(sorted(strange))} tidak dikenal: {', '.join(PARTS)}.")
    said |= {"wilayah"} if place.terms.kind == "provinsi" else set()
    return frozenset(name for word in said for name in PARTS[word])


@dataclass(frozen=True)
class Drafted:
    """The names of an export: its offices, units below them, and the offices to look at again.

    ``unsure`` say of themselves no kind that every government has: Biro, Suku Dinas, a short form.
    """

    offices: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


def drafted(name: str, content: bytes) -> Drafted:
    """The names in the column of offices of an export.

    Raises:
        Refused: when it has no column of offices.
        Unreadable: when it is no table.
    """
    known = known_words(read_contracts(settings.SHIPPED))
    for sheet in reading.read(name, content, known):
        places = [at for at, word in enumerate(sheet.header) if plain(word) in ADMIN]
        if places:
            texts = (row[places[0]] for _, row in sheet.rows if places[0] < len(row))
            names = dict.fromkeys(ACCOUNT.sub("", text).strip() for text in texts)
            told = sorted(filter(None, names), key=str.casefold)
            return Drafted(
                tuple(name for name in told if not is_part(name)),
                tuple(name for name in told if is_part(name)),
                tuple(name for name in told if not is_part(name) and level_of(name) not in OFFICE),
            )
    raise Refused(f"{name} tidak punya kolom perangkat daerah (Admin OPD).")


def _village_headers(place: City) -> dict[str, tuple[str, ...]]:
    villages = (*VILLAGES, place.terms.village, "desa kelurahan")
    return {
        "kode": ("kode", "kode wilayah", *(f"kode {word}" for word in villages)),
        "kelurahan": ("nama", *named(villages)),
        "kecamatan": named(place.terms.districts),
    }


def villages(text: str, place: City) -> tuple[Row, ...]:
    """The villages of a list (CSV) of a government: their code, name and district.

    Raises:
        Refused: naming what is missing.
    """
    lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=_delimiter(text)))
    head = [plain(word) for word in lines[0]] if lines else []
    at = {
        name: next((head.index(word) for word in words if word in head), None)
        for name, words in _village_headers(place).items()
    }
    if missing := [name for name, place in at.items() if place is None]:
        lacking = ", ".join({"kelurahan": "nama"}.get(name, name) for name in missing)
        raise Refused(f"{place.say('Daftar kelurahan')} belum punya kolom {lacking}.")
    rows = [
        {name: line[place].strip() for name, place in at.items() if place is not None}
        for line in lines[1:]
        if any(line)
    ]
    return tuple(row | {"kode_kecamatan": row["kode"].rpartition(".")[0]} for row in rows)


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def found(plan: Plan) -> Founded:
    """Every file of the folder. Contracts and questions are the program's and are not copied."""
    contracts, own = read_contracts(settings.SHIPPED), plan.place
    made = Founded({"kota.toml": _settings(own)})
    tables: dict[str, list[Row]] = {
        name: list(_of_country(name)) for name in OF_THE_COUNTRY if name in contracts
    }
    if "tahap_lab" not in plan.absent:
        tables["tahap_lab"] = list(_of_country("tahap_lab"))
    tables["ukuran"] = list(_measures(plan))
    tables["sumber"] = [_own_source(own), *_cited(tables)]
    tables["opd"] = list(_offices(plan))
    tables["opd_alias"] = [{"alias": o["nama"], "kode": o["kode"]} for o in tables["opd"]]
    if "wilayah" not in plan.absent:
        tables["wilayah"] = list(plan.villages)  # several may have one name, so none is an alias
    for name, contract in contracts.items():
        if name not in plan.absent and name not in MADE_LATER:
            file = contract.file.replace("{tahun}", str(plan.year))
            made.files[file] = _written(contract, tables.get(name, ()))
    return made


def write(made: Founded, folder: Path) -> None:
    """Put the files into a folder that is new or empty.

    Raises:
        Refused: when something is there.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"{folder} sudah berisi. Pilih folder baru; tidak ada yang ditimpa.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made.files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


# --- the tables --------------------------------------------------------------------------------


def _settings(place: City) -> str:
    said = {
        "nama": place.name,
        "singkat": place.short,
        "jenis": place.terms.kind,
        "provinsi": place.province,
        "kode_wilayah": place.code,
        "kepala_daerah": place.terms.head,
        "sebutan_desa": place.village_name,
        "sebutan_kecamatan": place.district_name,
        "instansi": place.office,
        "zona_waktu": place.zone_name,
    }
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in said.items() if value
    ]
    return "\n".join([*lines, *TO_FILL_IN, ""])


def _of_country(name: str) -> Iterator[Row]:
    path = settings.SHIPPED / f"{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        yield from (row for row in rows if row.get("sumber", "-"))  # unsourced ones only wait


def _measures(plan: Plan) -> Iterator[Row]:
    """The measures of registers, worded for this government, to be published by its office."""
    kept = {*MEASURES} | {
        measure for name, some in MEASURES_OF.items() if name not in plan.absent for measure in some
    }
    own, office = City(name="Kota Cilegon"), f"{plan.place.office} {plan.place.name}"
    for row in _of_country("ukuran"):
        if row["ukuran"] in kept:
            worded = {key: _worded(text, plan.place, own.name) for key, text in row.items()}
            yearly = office if row["penerbit_tahunan"].endswith(own.name) else None
            yield worded | {
                "catatan": "",
                "ukuran": row["ukuran"],
                "bagian_dari": row["bagian_dari"] if row["bagian_dari"] in kept else "",
                "penerbit_tahunan": yearly or row["penerbit_tahunan"],
            }


def _worded(text: str, place: City, other: str) -> str:
    return place.say(text.replace(other, place.name).replace("Bappedalitbang", place.office))


def _own_source(place: City) -> Row:
    office = f"{place.office} {place.name}"
    note = f"untuk baris yang dimuat sendiri oleh {place.office}"
    return {
        "sumber": OWN_SOURCE,
        "judul": f"Daftar inovasi {office}",
        "penerbit": office,
        "catatan": note,
    }


def _cited(tables: Mapping[str, Iterable[Row]]) -> Iterator[Row]:
    """The sources of what is of the whole country."""
    named = {row["sumber"] for rows in tables.values() for row in rows if row.get("sumber")}
    return (row for row in _of_country("sumber") if row["sumber"] in named)


def _offices(plan: Plan) -> Iterator[Row]:
    """The offices of the export, and the districts of the villages that it does not name."""
    kind = plan.place.terms.district
    districts = dict.fromkeys(f"{kind.capitalize()} {row['kecamatan']}" for row in plan.villages)
    named = {name.casefold() for name in plan.offices}
    taken: set[str] = set()
    for name in (*plan.offices, *(d for d in districts if d.casefold() not in named)):
        district = name.split()[0].casefold() in DISTRICTS
        yield {
            "kode": _code(name, taken),
            "nama": name,
            "singkatan": name,
            "jenis_unit": "kecamatan" if district else "perangkat daerah",
            "kepastian": "B",
        }


def _code(name: str, taken: set[str]) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    plain_words = words[:40].strip("-")
    code = next(
        one for n in range(len(taken) + 1) if (one := f"{plain_words}-{n}" if n else plain_words)
        not in taken
    )  # fmt: skip
    taken.add(code)
    return code


def _written(contract: Contract, rows: Collection[Row]) -> str:
    names = [column.name for column in contract.columns]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, names, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()

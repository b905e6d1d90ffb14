"""What an assistant can ask: the list of questions, one of them, the ledger, the figures of a text.

A tool takes a mapping of arguments and gives content for JSON; what it cannot take it refuses in
words that name what it can.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dasbor import settings
from dasbor.documents.assistant.passport import quoted
from dasbor.documents.open_data import Refused, schemas
from dasbor.documents.open_data.openapi import told
from dasbor.documents.open_data.parameters import ask
from dasbor.documents.record import changes
from dasbor.documents.record.about import About
from dasbor.questions import claims
from dasbor.questions.query import known, registry

Arguments = Mapping[str, Any]
Content = dict[str, Any]
LEDGER = "angka_mana_untuk_memeriksa_klaim"
MOST_ROWS = 200
INSTRUCTIONS = (
    "Angka resmi tentang inovasi daerah, hanya baca. Kutip setiap angka beserta ukuran, tahun, per"
    " tanggal, sumber, kepastian, dan tautannya; sebut tandingannya bila ada. Nilai kosong berarti"
    " belum diketahui, bukan nol, dan tidak boleh ditebak: bacalah yang_tidak_diketahui. Baris"
    " contoh tidak pernah diberikan. Perkiraan bukan skor resmi."
)
RULES = "Kutip nilai bersama ukuran, tahun, per tanggal, sumber, kepastian, dan tautan ini."


@dataclass(frozen=True)
class Tool:
    """One tool: its name, what it does in words, the schema of its arguments, and its work."""

    name: str
    title: str
    words: str
    arguments: schemas.Schema
    run: Callable[[About, Arguments], Content]


def call(about: About, name: str, arguments: Arguments) -> Content:
    """The content that a tool gives.

    Raises:
        Refused: for an unknown tool, argument or value, in Indonesian.
    """
    tool = next((tool for tool in TOOLS if tool.name == name), None)
    if tool is None:
        raise _refused(f"Alat {name} tidak dikenal", [tool.name for tool in TOOLS])
    offered = tool.arguments["properties"]
    if strange := [key for key in arguments if key not in offered]:
        raise _refused(f"Argumen {strange[0]} tidak dikenal", list(offered))
    for key in tool.arguments.get("required", ()):
        if arguments.get(key) in (None, ""):
            raise Refused(400, "argumen_kurang", f"Argumen {key} wajib diisi.")
    return tool.run(about, arguments)


def _refused(words: str, offered: list[str]) -> Refused:
    return Refused(400, "tidak_dikenal", f"{words}. Yang dikenal: {', '.join(offered)}.")


# --- questions --------------------------------------------------------------------------------


def _questions(about: About, given: Arguments) -> Content:
    words = str(given.get("cari") or "").casefold().split()
    found = [
        query
        for query in about.asked.offered.values()
        if all(word in f"{query.name} {query.question} {query.grain}".casefold() for word in words)
    ]
    whole = bool(words) and len(found) <= 10
    return {
        "pertanyaan": [
            told(about.asked, query)
            if whole
            else {"nama": query.name, "pertanyaan": query.question}
            for query in found
        ],
        "jumlah": len(found),
        "petunjuk": "Parameter dan kolomnya ikut bila pencarian menyisakan paling banyak sepuluh.",
    }


def _answer(about: About, given: Arguments) -> Content:
    name = str(given["nama"])
    if not known(name):
        raise _refused(f"Pertanyaan {name[:60]} tidak dikenal", sorted(registry()))
    pairs = list(_pairs(given.get("parameter") or {}))
    page = {"batas": _whole(given, "batas", 50, 1, MOST_ROWS), "lewati": _whole(given, "lewati", 0)}
    listed, _ = ask(about.asked, registry()[name], pairs, {})
    result = listed.page(page["lewati"], page["batas"])
    return quoted(about, listed, result) | {"cara_mengutip": RULES}


def _pairs(parameters: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(parameters, Mapping):
        raise Refused(400, "nilai_tidak_dikenal", "Argumen parameter berisi nama dan nilainya.")
    for name, value in parameters.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, bool) or not isinstance(one, str | int | float):
                words = f"Nilai {name} berupa teks, bilangan, atau deretannya."
                raise Refused(400, "nilai_tidak_dikenal", words)
            yield str(name), str(one)


def _whole(given: Arguments, name: str, usual: int, least: int = 0, most: int = 10_000_000) -> int:
    value = given.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        words = f"Argumen {name} harus bilangan bulat antara {least} dan {most}."
        raise Refused(400, "nilai_tidak_dikenal", words)
    return value


# --- the ledger -------------------------------------------------------------------------------


def _published(about: About, given: Arguments) -> Content:
    ledger = about.asked.ask(LEDGER)
    rows = [row for row in ledger.records() if _is_asked(row, given, _measures(about))]
    used = [row for row in rows if row["dipakai"] and row["nilai"] is not None]
    return {
        "angka": [_figure(row, rows) for row in used],
        "yang_tidak_diketahui": [
            f"{row['ukuran']} {row['tahun']}: belum terbit."
            for row in rows
            if row["dipakai"] and row["nilai"] is None
        ]
        or ([] if used else ["Tidak ada angka terbit untuk itu."]),
        "tautan": about.at("sumber_mutu"),
        "versi_data": ledger.version,
        "cara_mengutip": RULES,
    }


def _measures(about: About) -> dict[str, str]:
    return {row["kode"]: row["ukuran"] for row in about.asked.ask("ukuran_apa_saja").records()}


def _is_asked(row: Content, given: Arguments, measures: Mapping[str, str]) -> bool:
    measure, year = given.get("ukuran"), given.get("tahun")
    if measure is not None and measure not in measures:
        raise _refused(f"Ukuran {str(measure)[:60]} tidak dikenal", sorted(measures))
    if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
        raise Refused(400, "nilai_tidak_dikenal", "Argumen tahun harus bilangan bulat.")
    return measure in (None, row["kode"]) and year in (None, row["tahun"])


FACTS = (
    *("tahun", "kode", "ukuran", "definisi", "nilai", "satuan", "lingkup", "per_tanggal"),
    *("cakupan_waktu", "kepastian", "penerbit", "tanggal_sumber", "catatan"),
)


def _figure(row: Content, rows: list[Content]) -> Content:
    """A published figure with its passport, and what others published for the same."""
    same = [r for r in rows if (r["kode"], r["tahun"]) == (row["kode"], row["tahun"])]
    others = [r for r in same if not r["dipakai"] and r["nilai"] is not None]
    told = {name: row[name] for name in FACTS}
    rival = [{name: other[name] for name in FACTS} for other in others]
    return told | {"kedudukan": "terbit", "tandingan": rival}


# --- a text -----------------------------------------------------------------------------------


def _text(about: About, given: Arguments) -> Content:
    text = str(given["teks"])
    if len(text) > claims.LONGEST:
        words = f"Teks paling panjang {claims.LONGEST} huruf."
        raise Refused(400, "terlalu_panjang", words)
    ledger = about.asked.ask(LEDGER)
    found = claims.check(text, ledger, about.city.name)
    return {
        "bilangan": [
            {
                "tertulis": one.figure.text,
                "kata_catatan": one.words,
                "yang_tidak_dicakup": one.rest,
                "sumber": [claims.source(row) for row in one.rows],
            }
            for one in found
        ],
        "petunjuk": "Kalimatnya tidak dinilai: angka yang sama belum berarti kalimatnya benar."
        " Sebut juga yang tidak dicakup.",
        "tautan": about.at("periksa_klaim", kalimat=text),
        "versi_data": ledger.version,
    }


def _changes(about: About, _given: Arguments) -> Content:
    found = changes.editions(settings.data_folder())
    return changes.as_feed(about, changes.named(found, about)) | {"tautan": about.at("sumber_mutu")}


# --- the table --------------------------------------------------------------------------------


def _arguments(required: tuple[str, ...] = (), **properties: schemas.Schema) -> schemas.Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _argument(kind: str, words: str, **more: Any) -> schemas.Schema:
    return {"type": kind, "description": words, **more}


TOOLS = (
    Tool(
        "daftar_pertanyaan",
        "Daftar pertanyaan",
        "Pertanyaan yang dapat dijawab dasbor ini. Dengan kata yang dicari ikut pula parameter,"
        " pilihan, dan kolomnya.",
        _arguments(cari=_argument("string", "Kata yang dicari, misalnya “indeks”")),
        _questions,
    ),
    Tool(
        "tanya",
        "Tanya satu pertanyaan",
        "Jawaban satu pertanyaan dari daftar, dengan kedudukan tiap angka, asal-usul, tandingan,"
        " tautan ke halamannya, dan yang tidak diketahui.",
        _arguments(
            ("nama",),
            nama=_argument("string", "Nama pertanyaan dari daftar_pertanyaan"),
            parameter=_argument(
                "object", "Parameter dan nilainya, misalnya {“tahun”: [2021, 2023]}"
            ),
            batas=_argument("integer", "Paling banyak baris", minimum=1, maximum=MOST_ROWS),
            lewati=_argument("integer", "Baris yang dilewati dari awal", minimum=0),
        ),
        _answer,
    ),
    Tool(
        "angka_terbit",
        "Buku angka terbit",
        "Angka yang terbit beserta sumber, per tanggal, kepastian, dan tandingannya; juga yang"
        " belum terbit.",
        _arguments(
            ukuran=_argument("string", "Kode ukuran, misalnya skor_iid"),
            tahun=_argument("integer", "Tahun, misalnya 2023"),
        ),
        _published,
    ),
    Tool(
        "angka_dalam_teks",
        "Angka dalam teks",
        "Menyandingkan setiap bilangan dalam teks dengan buku angka terbit, tanpa menilai"
        " kalimatnya.",
        _arguments(("teks",), teks=_argument("string", "Kalimatnya", maxLength=claims.LONGEST)),
        _text,
    ),
    Tool(
        "perubahan_angka",
        "Perubahan angka",
        "Angka yang berubah antara dua versi terbitan, yang terbaru dahulu.",
        _arguments(),
        _changes,
    ),
)

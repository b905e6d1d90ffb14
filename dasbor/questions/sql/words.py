"""What went wrong with a statement, in Indonesian, with line and column."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

Names = Mapping[str, Collection[str]]  # the first word of a message -> what it can be about
REFUSALS = {
    "kosong": "Belum ada kueri. Tulis satu SELECT.",
    "banyak": "Hanya satu perintah sekali jalan: hapus yang sesudah titik koma.",
    "bukan_select": "Hanya SELECT atau EXPLAIN yang dijalankan; data di sini tidak dapat diubah.",
    "parameter": "Isi nilainya langsung: tanda $nama atau ? tidak dipakai di sini.",
    "bentuk": "Bentuk “{name}” tidak disediakan di sini.",
    "fungsi": "Fungsi “{name}” tidak disediakan di sini.",
    "tunjuk": "Perintah SHOW tidak disediakan. Tabelnya ada pada daftar tabel di halaman ini.",
    "nama_panjang": "Tulis nama tabelnya saja, tanpa “{name}”.",
    "nama_with": "Nama “{name}” pada WITH tidak dapat dipakai. Pilih nama lain: huruf kecil, angka,"
    " dan garis bawah.",
    "pivot": "PIVOT menemukan sendiri nilainya bila berdiri di awal kueri dengan satu kolom"
    " sesudah ON. Selain itu tulis daftarnya: ON kolom IN ('a', 'b').",
    "pivot_lebar": "PIVOT itu menjadi lebih dari {name} kolom. Saring dulu nilainya.",
    "tabel": "Tabel “{name}” tidak ada pada daftar tabel.",
}
TIME = "Dihentikan: lebih lama dari {seconds} detik. Persempit dengan WHERE atau LIMIT."
MEMORY = (
    "Dihentikan: memerlukan terlalu banyak memori. Persempit dengan WHERE, GROUP BY, atau LIMIT."
)
BROKEN = (
    "Berhenti sendiri sebelum selesai. Kuerinya mungkin terlalu besar: sederhanakan. Bila kueri"
    " sederhana pun begini, beri tahu pengelola."
)
UNSOUND = (
    "Berkas data di server tidak dapat dibaca; ini bukan karena kuerinya. Coba lagi sebentar, dan"
    " beri tahu pengelola bila tetap begini."
)
CANCELLED = "Dibatalkan."
BUSY = "Masih ada kueri lain di depan antrean. Coba lagi sebentar."
FULL = "Antrean penuh, atau kueri Anda yang lain masih menunggu. Tunggu sampai itu selesai."
CLOSED = "Halaman SQL ditutup di server ini."
LONG = "Kueri lebih panjang dari {most} huruf."
# Kinds of errors that come of reading a statement, before any cell is. Only of these may a word
# reach the reader, and only one that stands in the reader's own text.
OF_THE_TEXT = frozenset({"Parser", "Syntax", "Binder", "Catalog", "Not implemented"})
OF_THE_FILE = frozenset({"IO", "Serialization", "FATAL", "INTERNAL", "Connection"})
NO_MEMORY = r"^(std::)?bad.alloc|^failed to allocate"
# Pattern on DuckDB's own message -> what it means; the first that fits. (DuckDB 2.0)
ERRORS = (
    (r"unterminated", "Tanda kutip atau komentar belum ditutup."),
    (r"syntax error at end of input", "Kueri berhenti sebelum selesai."),
    (r'syntax error at or near "([^"]*)"', "Salah tulis di dekat “{0}”."),
    (r"syntax error", "Ada yang salah tulis."),
    (r'column "([^"]*)" not found|not have a column named "([^"]*)"', "Kolom “{0}” tidak ada."),
    (r'column "?([\w.]*)"? .*must appear in the GROUP BY', "Kolom “{0}” perlu ikut di GROUP BY."),
    (r"must appear in the GROUP BY", "Kolom yang tidak dijumlahkan perlu ikut di GROUP BY."),
    (r'ambiguous reference to column name "?([\w.]*)', "Kolom “{0}” ada di lebih dari satu tabel:"
     " tulis nama tabelnya di depan."),
    (r"table with name ([\w.]+) does not exist", "Tabel “{0}” tidak ada."),
    (r"table \"?([\w.]+)\"? not found", "Tabel “{0}” tidak ada pada FROM."),
    (r"aggregate.*(?:where|nested)|where clause cannot contain agg", "Fungsi hitungan seperti count"
     " tidak dapat dipakai di tempat itu."),
    (r"no function matches.*'(\w+)\(", "Fungsi “{0}” tidak dapat menerima nilai berjenis itu."),
    (r"function with name (\w+) does not exist", "Fungsi “{0}” tidak ada."),
    (r"cannot compare|cannot cast|unimplemented type for cast", "Dua nilai berlainan jenis: ubah"
     " dengan cast."),
    (r"maximum recursion|expression depth|stack", "Kueri terlalu dalam bersarang."),
)  # fmt: skip
# Kind of an error that comes of values -> what it means; never with the value.
OF_VALUES = {
    "Conversion": "Ada isi yang tidak dapat dibaca sebagai jenis nilai itu (bilangan, tanggal, atau"
    " lainnya). Pakai try_cast agar isi seperti itu menjadi kosong.",
    "Out of Range": "Hasilnya di luar jangkauan bilangan.",
    "Mismatch Type": "Dua nilai berlainan jenis: ubah dengan cast.",
    "Invalid Input": "Ada isi yang tidak dapat diolah fungsi itu.",
}
# The few messages on values that say more than their kind, by words of the engine alone.
OF_VALUES_TOO = (
    (r"^More than one row returned by a subquery", "Subkueri menghasilkan lebih dari satu baris."),
    (r"regex|invalid group reference|invalid escape sequence", "Pola regex tidak dapat dibaca."),
    (r"^Overflow in ", "Hasilnya di luar jangkauan bilangan."),
    (r"^Maximum recursion|expression depth", "Kueri terlalu dalam bersarang."),
)
UNKNOWN = "Kueri tidak dapat dijalankan."
DETAIL = 200
ELSE = "…"  # in place of a word that is not the reader's


@dataclass(frozen=True)
class Trouble:
    """Why there is no answer: what to say, where in the text, the engine's own words (short)."""

    said: str
    line: int | None = None
    column: int | None = None
    detail: str = ""

    def __str__(self) -> str:
        if self.line is None:
            return self.said
        return f"Baris {self.line}, kolom {self.column}: {self.said}"


def refusal(
    rule: str, name: str, sql: str, position: int | None, names: Names | None = None
) -> Trouble:
    """A statement the guard did not let through; of ``names`` one like it is offered."""
    said = _with_near(REFUSALS[rule].format(name=name[:60]), name, names or {})
    return Trouble(said, *place(sql, position))


def error(text: str, sql: str, shift: int | None = 0, names: Names | None = None) -> Trouble:
    """An error of DuckDB as JSON (``errors_as_json``), in words that hold no value and no path.

    ``shift`` moves its position in what ran to the one in the reader's text; None where that was
    written anew. Of ``names`` one like a misspelt one is offered.
    """
    kind, message, position = _parts(text)
    if kind == "Out of Memory" or re.search(NO_MEMORY, message, re.IGNORECASE):
        return Trouble(MEMORY)
    if kind in OF_THE_FILE:
        return Trouble(UNSOUND)
    at = place(sql, None if position is None or shift is None else position + shift)
    if kind not in OF_THE_TEXT:
        return Trouble(_of_values(kind, message), *at)
    said, detail = _of_the_text(message, sql, names or {}), message.strip().split("\n")[0]
    return Trouble(said, *at, detail=_own_words(detail, sql)[:DETAIL])


def _parts(text: str) -> tuple[str, str, int | None]:
    """Kind, message and position; no kind when the engine says something unexpected."""
    _, brace, rest = text.partition("{")
    try:
        facts = json.loads(brace + rest)
        kind, position = str(facts["exception_type"]), facts.get("position")
        return kind, str(facts["exception_message"]), None if position is None else int(position)
    except (ValueError, KeyError, TypeError, AttributeError):
        kind, _, message = text.partition(" Error: ")
        return (kind, message, None) if message else (text, text, None)


def _of_values(kind: str, message: str) -> str:
    found = (said for pattern, said in OF_VALUES_TOO if re.search(pattern, message, re.IGNORECASE))
    return next(found, OF_VALUES.get(kind, UNKNOWN))


def _of_the_text(message: str, sql: str, names: Names) -> str:
    for pattern, said in ERRORS:
        if found := re.search(pattern, message, re.IGNORECASE | re.DOTALL):
            word = next((group for group in found.groups() if group), "")
            if word.lower() not in sql.lower():
                return said.format(ELSE)
            told = said.format(word)
            return _with_near(told, word, names) if told.endswith("tidak ada.") else told
    return UNKNOWN


def _with_near(said: str, word: str, names: Names) -> str:
    """What is said of an unknown name, with the one on offer that is most like it."""
    known = {name.lower(): name for name in names.get(said.partition(" ")[0], ())}
    near = get_close_matches(word.rpartition(".")[2].lower(), known, 1)
    return f"{said} Maksud Anda “{known[near[0]]}”?" if near else said


def _own_words(message: str, sql: str) -> str:
    """A message with each quoted word and each path that the reader did not write left out."""

    def shown(found: re.Match[str]) -> str:
        return found[0] if found[0].strip("\"'").lower() in sql.lower() else ELSE

    return re.sub(r"""\"[^"]*\"|'[^']*'|\S*[/\\]\S*|(?<=\bname )\S+""", shown, message)


def place(sql: str, position: int | None) -> tuple[int | None, int | None]:
    """Line and column, counted from 1, of a position in bytes of the text."""
    if position is None:
        return None, None
    before = sql.encode()[:position].decode(errors="ignore")
    return before.count("\n") + 1, len(before) - before.rfind("\n")

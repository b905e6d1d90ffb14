"""What went wrong with a statement, in Indonesian, with line and column."""

import json
import re
from dataclasses import dataclass

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
    "zona": "Kolom “{name}” berzona waktu: tambahkan ::timestamp atau ::date.",
    "tabel": "Tabel “{name}” tidak ada pada daftar tabel.",
}
TIME = "Dihentikan: lebih lama dari {seconds} detik. Persempit dengan WHERE atau LIMIT."
MEMORY = (
    "Dihentikan: memerlukan terlalu banyak memori. Persempit dengan WHERE, GROUP BY, atau LIMIT."
)
BROKEN = "Berhenti sendiri sebelum selesai, biasanya karena terlalu besar. Sederhanakan kuerinya."
CANCELLED = "Dibatalkan."
BUSY = "Masih ada kueri lain di depan antrean. Coba lagi sebentar."
FULL = "Antrean penuh, atau kueri Anda yang lain masih menunggu. Tunggu sampai itu selesai."
CLOSED = "Halaman SQL ditutup di server ini."
LONG = "Kueri lebih panjang dari {most} huruf."
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
    (r"could not convert string '([^']*)'", "Teks “{0}” tidak dapat dibaca sebagai nilai itu."),
    (r"cannot compare|cannot cast|unimplemented type for cast", "Dua nilai berlainan jenis: ubah"
     " dengan cast."),
    (r"more than one row returned by a subquery", "Subkueri menghasilkan lebih dari satu baris."),
    (r"out of range|overflow", "Hasilnya di luar jangkauan bilangan."),
    (r"regex|invalid group reference", "Pola regex tidak dapat dibaca."),
    (r"maximum recursion|expression depth|stack", "Kueri terlalu dalam bersarang."),
)  # fmt: skip
UNKNOWN = "Kueri tidak dapat dijalankan."
DETAIL = 200


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


def refusal(rule: str, name: str, sql: str, position: int | None) -> Trouble:
    """A statement the guard did not let through."""
    said = REFUSALS[rule].format(name=name[:60])
    return Trouble(said, *place(sql, position))


def error(text: str, sql: str) -> Trouble:
    """An error of DuckDB, as text or as JSON (``errors_as_json``)."""
    message, position = _parts(text)
    if re.search(r"out of memory|bad alloc|failed to allocate", text, re.IGNORECASE):
        return Trouble(MEMORY)
    first = message.strip().split("\n")[0]
    return Trouble(_said(message), *place(sql, position), detail=first[:DETAIL])


def _parts(text: str) -> tuple[str, int | None]:
    _, brace, rest = text.partition("{")
    try:
        facts = json.loads(brace + rest)
        position = facts.get("position")
        return str(facts["exception_message"]), None if position is None else int(position)
    except (ValueError, KeyError, TypeError, AttributeError):
        return text, None


def _said(message: str) -> str:
    for pattern, said in ERRORS:
        if found := re.search(pattern, message, re.IGNORECASE | re.DOTALL):
            return said.format(next((group for group in found.groups() if group), ""))
    return UNKNOWN


def place(sql: str, position: int | None) -> tuple[int | None, int | None]:
    """Line and column, counted from 1, of a position in bytes of the text."""
    if position is None:
        return None, None
    before = sql.encode()[:position].decode(errors="ignore")
    return before.count("\n") + 1, len(before) - before.rfind("\n")

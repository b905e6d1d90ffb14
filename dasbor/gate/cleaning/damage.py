"""Cells that came to harm on their way: errors of formulas, garbled letters, swallowed rows."""

import re

from dasbor.data.contract import Column
from dasbor.gate.model import UNVALUED
from dasbor.gate.values import Flaw

REPAIRED = "huruf rusak (salah penyandian) dipulihkan"

_ERROR = re.compile(
    r"#[A-Z/]{1,12}(?:/?0)?[!?]|#N/A|#(?:TIDAK ?ADA|BUSY)!?|#{2,}|Err:\d{3}", re.IGNORECASE
)
_BEGINS = (UNVALUED[0], "#", "E", "e")
_REST = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0xC0))
_RUN = re.compile(f"(?:[ÂÃ][{re.escape(_REST)}]|â[{re.escape(_REST)}]{{2}})+")
_GARBLED = re.compile("\ufffd|â€|Ã[\u0080-¿\u0152-\u0178\u2013-\u2122]|Â[\u00a0-¿]")
_FIRST = re.compile(r"\s*(?:1|a|i)\s*[.)]\s*\S", re.IGNORECASE)
_ITEM = re.compile(r"(?:^|[\n;,]|\s)\s*(\d{1,2})\s*[.)]\s*(?=[^\W\d])")
_BULLET = re.compile(
    r"^\s*(?:[-•*–▪·]|[a-z][.)]|[ivx]{1,4}[.)])\s+\S", re.IGNORECASE | re.MULTILINE
)


def formula(raw: str, column: Column) -> Flaw | None:
    """Why a cell holds what a formula left behind and no value."""
    text = raw.strip()
    if text[:1] not in _BEGINS:
        return None
    if text == UNVALUED:
        return Flaw(
            "rumus_tanpa_nilai",
            "sel berisi rumus tanpa nilai tersimpan.",
            "Buka berkasnya di Excel, simpan ulang, lalu muat lagi.",
            column.required,
        )
    if _ERROR.fullmatch(text):
        cure = "Betulkan rumusnya di Excel, atau tulis nilainya."
        if set(text) == {"#"}:
            cure = "Lebarkan kolomnya di Excel lalu simpan ulang, atau tulis nilainya."
        return Flaw("galat_rumus", "galat rumus, bukan nilai.", cure, column.required)
    return None


def repaired(raw: str) -> str:
    """A text whose UTF-8 was once read as Windows-1252, as it was before: “â€œ” is “."""
    return raw if raw.isascii() else _RUN.sub(lambda run: _again(run[0]), raw)


def _again(run: str) -> str:
    try:
        return b"".join(map(_byte, run)).decode()
    except (UnicodeError, ValueError):
        return run


def _byte(letter: str) -> bytes:
    return bytes([ord(letter)]) if "\x80" <= letter <= "\x9f" else letter.encode("cp1252")


def garbled(raw: str, sound: str) -> Flaw | None:
    """What is to be said of a text that was repaired, or that nobody can repair."""
    if sound == raw and (raw.isascii() or not _GARBLED.search(raw)):
        return None
    message = "huruf rusak karena salah penyandian; dipulihkan."
    if _GARBLED.search(sound):
        message = "huruf rusak karena salah penyandian; sebagian tidak dapat dipulihkan."
    return Flaw("huruf_rusak", message, "Periksa ejaannya pada berkas asal.", rejects=False)


def several(raw: str) -> Flaw | None:
    """That a cell lists several things where one is expected."""
    count = _listed(raw)
    if count < 2:
        return None
    return Flaw(
        "banyak_dalam_satu_sel",
        f"sel ini seperti memuat {count} inovasi; dihitung satu.",
        "Tulis satu inovasi pada tiap baris, lalu muat lagi.",
        rejects=False,
    )


def _listed(raw: str) -> int:
    """How many items a text numbers from one, or marks line by line."""
    if not _FIRST.match(raw) and "\n" not in raw:
        return 0
    expected = 1
    for found in _ITEM.finditer(raw):
        expected += int(found[1]) == expected
    bullets = len(_BULLET.findall(raw)) if "\n" in raw.strip() else 0
    return max(expected - 1, bullets)

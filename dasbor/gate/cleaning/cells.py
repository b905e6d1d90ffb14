"""How the cells of a column are read: by its type, or against a list with its spellings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dasbor.data.contract import Column
from dasbor.gate.cleaning import damage
from dasbor.gate.cleaning.statuses import STATUS, status_parser
from dasbor.gate.dates import CURE, MIXED, order_of, parse_date, period
from dasbor.gate.offices import ALIAS, UNIT, Suggestion
from dasbor.gate.references import Names, References
from dasbor.gate.values import (
    EMPTIED,
    LISTED,
    MISSING,
    NO_DATE,
    Flaw,
    Parser,
    Reading,
    brief,
    number_parser,
    parse_year,
    tidy,
    words,
    yes_parser,
)

TITLE = "judul"  # of an innovation: one of them in each cell
DECIDE = "tabel “Nama yang belum dikenal” (Kelola Data, atau perintah dasbor nama)"
FEW = 7  # choices that a message can name
THE_SAME = 98.0  # percent: a letter or two in a long name
MISSPELT = "salah tik, disamakan dengan daftar resmi"


def reader(
    column: Column, references: "References", texts: Iterable[str] = (), order: str = ""
) -> Parser:
    """Reads cells of a column as they stand in the file.

    ``texts`` are those of the whole column: some marks and dates mean what their neighbours say.
    ``order`` of day and month counts where they say nothing.
    """
    parse = _parser(column, references, texts, order)

    def read(raw: str) -> Reading:
        if flaw := damage.formula(raw, column):
            return Reading(flaw=flaw)
        sound = damage.repaired(raw)
        reading = plain(sound)
        if sound != raw:
            reading = reading._replace(note=reading.note or damage.REPAIRED)
        if reading.flaw or column.type != "teks":
            return reading
        flaw = damage.several(raw) if column.name == TITLE else None
        flaw = flaw or damage.garbled(raw, sound)
        return reading._replace(flaw=flaw) if flaw else reading

    def plain(raw: str) -> Reading:
        text, note = tidy(raw)
        if text.casefold() in MISSING or (column.type == "tanggal" and NO_DATE.fullmatch(text)):
            return Reading(None, EMPTIED if text else note)
        reading = parse(text)
        if reading.flaw and reading.flaw.rejects and not column.required:
            return reading._replace(flaw=replace(reading.flaw, rejects=False))
        if note and not reading.note and not reading.flaw:
            return Reading(reading.value, note)
        return reading

    return read


def _parser(column: Column, references: "References", texts: Iterable[str], order: str) -> Parser:
    if column.name == "tahun":
        return parse_year
    if column.name == STATUS:
        return status_parser(references)
    if column.name == "urusan_lain" or (column.reference and column.reference[0] == "urusan"):
        return _urusan_parser(column, references)
    if column.reference and column.reference[0] in ("opd", "unit"):
        return _office_parser(column, references)
    if column.reference and (names := references.names.get(column.reference[0])):
        one = _list_parser(column, names)
        return _several(one) if column.many else one
    if column.allowed:
        return _list_parser(column, _choices(column, references))
    if column.type in ("bulat", "desimal"):
        return number_parser(column)
    if column.type == "tanggal":
        return _date_parser(column, texts, order)
    return yes_parser(texts) if column.type == "ya_tidak" else Reading


def _date_parser(column: Column, texts: Iterable[str], order: str) -> Parser:
    """Days in the order of the whole column; months and years go where the contract keeps them."""
    found, usual = order_of(texts)
    order = order if usual and order else found

    def parse(text: str) -> Reading:
        if period(text):
            if column.coarser:
                return Reading(flaw=NO_DAY)
            return Reading(flaw=Flaw("tipe", "bukan tanggal lengkap.", CURE))
        if order == MIXED and not (reading := parse_date(text, MIXED)).value:
            return Reading(flaw=MIXED_ORDER) if parse_date(text).value else reading
        return parse_date(text, order)

    return parse


NO_DAY = Flaw(
    "tanggal_kira",
    "bukan satu hari.",
    "Tidak perlu tindakan: bulan atau tahunnya disimpan sebagai masa.",
    rejects=False,
)
MIXED_ORDER = Flaw(
    "urutan_hari",
    "urutan hari dan bulan bercampur di kolom ini, jadi tanggal ini dapat berarti dua.",
    "Tulis bulannya dengan kata, misalnya 7 Juni 2023.",
)


def period_reader(raw: str) -> Reading:
    """What of a cell with a date is kept when it names no day: a month, a quarter, a year."""
    kept = period(tidy(raw)[0])
    return Reading(kept or None, "masa dari tanggal yang tidak lengkap" if kept else "")


# --- lists ------------------------------------------------------------------------------------


def _unknown(column: Column, names: Names, text: str) -> Flaw:
    few = 0 < len(names.labels) < FEW
    choices = f"Pilih salah satu: {' | '.join(names.labels.values())}, atau putuskan di {DECIDE}."
    message = f"tidak ada di daftar {column.label.casefold()}.{names.question(text)}"
    rule, near = "rujukan" if column.reference else "pilihan", names.near(text)
    suggests = (ALIAS, near[0]) if near else ("", "")
    cure = choices if few else f"Putuskan di {DECIDE}."
    return Flaw(rule, message, cure, column.required, text, suggests)


def _choices(column: Column, references: References) -> Names:
    others = [pair for pair in references.choices.get(column.name, ()) if pair[1] in column.allowed]
    own = {text: text for text in column.allowed}
    return Names((*own.items(), *others), own)


def _list_parser(column: Column, names: Names) -> Parser:

    def parse(text: str) -> Reading:
        keys = names.keys(text)
        if len(keys) == 1:
            return Reading(keys[0], "" if text == keys[0] else LISTED)
        if not keys and (near := names.near(text)) and near[1] >= THE_SAME:
            return Reading(near[0], MISSPELT)
        return Reading(flaw=_unknown(column, names, text))

    return parse


def _several(one: Parser) -> Parser:
    """Several entries of a list in one cell, separated by semicolons; one unknown is a flaw."""

    def parse(text: str) -> Reading:
        readings = [one(part.strip()) for part in text.split(";") if part.strip()]
        if flaw := next((reading.flaw for reading in readings if reading.flaw), None):
            return Reading(flaw=flaw)
        value = ";".join(reading.value for reading in readings)
        return Reading(value, "" if text == value else LISTED)

    return parse


def _office_parser(column: Column, references: References) -> Parser:
    """An office, or the unit below one, by any of its names; of a unit, the office counts it."""
    offices, units = references.offices, column.reference == ("unit", "unit")

    def parse(text: str) -> Reading:
        name, account = without_account(text)
        if office := offices.find(text) or offices.find(name):
            key = office.unit if units else office.opd
            return Reading(key, "" if text == key else LISTED)
        return Reading(flaw=_unknown_office(column, references, name, account))

    return parse


def without_account(text: str) -> tuple[str, str]:
    """``Dinas Sosial (budi)`` -> the office, and the account, which may name a person."""
    name, _, account = text.partition("(") if text.endswith(")") else (text, "", "")
    return name.strip() or text, account.removesuffix(")")


def _unknown_office(column: Column, references: References, name: str, account: str) -> Flaw:
    """What the operator may have meant is asked, never taken over."""
    offices = references.offices
    several = offices.several(name)
    behind = offices.find(account) if account else None
    found = offices.suggest(name)
    if behind and not (found and found.kind == UNIT):
        found = Suggestion(ALIAS, behind.unit or behind.opd)
    said = _office_question(references, several, found)
    message = f"tidak ada di daftar {column.label.casefold()}.{said}"
    suggests = (found.kind, found.key) if found and not several else ("", "")
    return Flaw("rujukan", message, f"Putuskan di {DECIDE}.", column.required, name, suggests)


def _office_question(
    references: References, several: Sequence[str], found: Suggestion | None
) -> str:
    names = [references.names[name] for name in ("opd", "unit") if name in references.names]
    labels = {key: label for one in names for key, label in one.labels.items()}
    if several:
        return f" Maksud Anda {' atau '.join(f'“{labels[key]}”' for key in several)}?"
    if found is None:
        return ""
    if found.kind == UNIT:
        return f" Mungkin unit di bawah “{labels[found.key]}”."
    return f" Maksud Anda “{labels[found.key]}” (kemiripan {found.share:.0f} %)?"


# --- urusan and kelurahan ---------------------------------------------------------------------

_URUSAN_SPELLING = {
    "perlindungan": "pelindungan", "ketentraman": "ketenteraman", "olahraga": "olah raga",
    "dan": "", "urusan": "", "bidang": "", "pemerintahan": "",
}  # fmt: skip


def _urusan_words(text: str) -> str:
    """Words to match a label by: spellings evened out, small words and numbers left out."""
    found = words(text.replace("&", " ")).split()
    kept = (_URUSAN_SPELLING.get(word, word) for word in found if not word.isdigit())
    return " ".join(filter(None, kept))


_CODES = re.compile(r"[\[\]\"'\s\d,;]+")


def _urusan_parser(column: Column, references: References) -> Parser:
    """Labels in a text, longest first and never split on commas, joined by ``; ``."""
    names = references.names.get("urusan", Names((), {}))
    labels = {_urusan_words(text): key for text, key in names.written}
    longest = sorted(filter(None, labels), key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest)) or '(?!)'})\b")

    def parse(text: str) -> Reading:
        if (whole := names.keys(text)) and len(whole) == 1:
            return Reading(whole[0], "" if text == whole[0] else LISTED)
        if _CODES.fullmatch(text):
            return _coded(column, names, text)
        plain = _urusan_words(text)
        found = list(dict.fromkeys(labels[word] for word in pattern.findall(plain)))
        rest = " ".join(pattern.sub(" ", plain).split())
        if not found and (near := names.near(text)) and near[1] >= THE_SAME:
            return Reading(near[0], MISSPELT)
        value = "; ".join(found) or None
        flaw = None
        if not found:
            flaw = replace(_unknown(column, names, text), rule="rujukan", rejects=False)
        elif rest:
            message = f"hanya sebagian yang dikenal; “{brief(rest)}” tidak."
            near = names.near(rest)
            suggests = (ALIAS, near[0]) if near else ("", "")
            cure = f"Pakai nama urusan resmi, atau putuskan di {DECIDE}."
            flaw = Flaw("rujukan", message, cure, False, rest, suggests)
        return Reading(value, LISTED if value and value != text else "", flaw)

    return parse


def _coded(column: Column, names: Names, text: str) -> Reading:
    """Numbers of urusan, as an application stores them: ``8`` or ``["6","7"]``."""
    codes = re.findall(r"\d+", text)
    keys = [names.keys(code) for code in codes]
    if not codes or any(len(key) != 1 for key in keys):
        return Reading(flaw=replace(_unknown(column, names, text), rule="rujukan", rejects=False))
    return Reading("; ".join(dict.fromkeys(key[0] for key in keys)), LISTED)

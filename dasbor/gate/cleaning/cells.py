"""How the cells of a column are read: by its type, or against a list with its spellings."""

import re
from collections.abc import Callable, Sequence

from dasbor.data.contract import Column
from dasbor.gate.references import Names, References
from dasbor.gate.similar import share
from dasbor.gate.values import (
    EMPTIED,
    LISTED,
    MISSING,
    NO_DATE,
    Flaw,
    Parser,
    Reading,
    brief,
    compact,
    number_parser,
    parse_date,
    parse_year,
    parse_yes,
    tidy,
    words,
)


def reader(column: Column, references: "References") -> Parser:
    """Reads cells of a column as they stand in the file."""
    parse = _parser(column, references)

    def read(raw: str) -> Reading:
        text, note = tidy(raw)
        if text.casefold() in MISSING or (column.type == "tanggal" and NO_DATE.fullmatch(text)):
            return Reading(None, EMPTIED if text else note)
        reading = parse(text)
        if note and not reading.note and not reading.flaw:
            return Reading(reading.value, note)
        return reading

    return read


def _parser(column: Column, references: "References") -> Parser:
    if column.name == "tahun":
        return parse_year
    if column.name == "urusan_lain" or (column.reference and column.reference[0] == "urusan"):
        return _urusan_parser(column, references)
    if column.reference and column.reference[0] == "opd":
        return _opd_parser(column, references)
    if column.reference and (names := references.names.get(column.reference[0])):
        one = _list_parser(column, names)
        return _several(one) if column.many else one
    if column.allowed:
        return _list_parser(column, _choices(column))
    if column.type in ("bulat", "desimal"):
        return number_parser(column)
    return {"tanggal": parse_date, "ya_tidak": parse_yes}.get(column.type, Reading)


# --- lists ------------------------------------------------------------------------------------


def _unknown(column: Column, names: Names, question: str = "") -> Flaw:
    choices = f"Pilih salah satu: {' | '.join(names.labels.values())}."
    cure = choices if len(names.labels) < 7 else "Pakai nama atau kode dari daftar resminya."
    message = f"tidak ada di daftar {column.label.casefold()}.{question}"
    return Flaw("rujukan" if column.reference else "pilihan", message, cure, column.required)


def _choices(column: Column) -> Names:
    others = {"inisiator": (("OPD", "Perangkat Daerah"), ("SKPD", "Perangkat Daerah"))}
    kept = tuple(x for x in others.get(column.name, ()) if x[1] in column.allowed)
    return Names(
        (*((text, text) for text in column.allowed), *kept), {text: text for text in column.allowed}
    )


def _list_parser(column: Column, names: Names) -> Parser:

    def parse(text: str) -> Reading:
        keys = names.keys(text)
        if len(keys) == 1:
            return Reading(keys[0], "" if text == keys[0] else LISTED)
        return Reading(flaw=_unknown(column, names, names.question(text)))

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


def _opd_parser(column: Column, references: References) -> Parser:
    names = references.names.get("opd", Names((), {}))
    place = "|".join(re.escape(p) for p in (references.city.name, references.city.short))
    suffix = re.compile(rf"[\s,]+(?:pemerintah\s+|pemkot\s+)?(?:{place})$", re.IGNORECASE)

    def parse(text: str) -> Reading:
        name, _, account = text.partition("(") if text.endswith(")") else (text, "", "")
        name = name.strip() or text
        tries = (text, suffix.sub("", text), name, suffix.sub("", name))
        keys = next(filter(None, map(names.keys, tries)), ())
        if len(keys) == 1:
            return Reading(keys[0], "" if text == keys[0] else LISTED)
        flaw = _unknown(column, names, _opd_question(names, name, account, keys))
        cure = f"{flaw.cure} Nama baru ditambahkan dulu di opd.csv atau opd_alias.csv."
        return Reading(flaw=Flaw(flaw.rule, flaw.message, cure, flaw.rejects))

    return parse


def _opd_question(names: Names, name: str, account: str, keys: tuple[str, ...]) -> str:
    """What the operator may have meant: asked, never taken over."""
    if keys := keys or names.keys(account):
        return f" Maksud Anda {' atau '.join(f'“{names.labels[key]}”' for key in keys)}?"
    return names.question(name)


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


def _urusan_parser(column: Column, references: References) -> Parser:
    """Labels in a text, longest first and never split on commas, joined by ``; ``."""
    names = references.names.get("urusan", Names((), {}))
    labels = {_urusan_words(text): key for text, key in names.written}
    longest = sorted(filter(None, labels), key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest)) or '(?!)'})\b")

    def parse(text: str) -> Reading:
        plain = _urusan_words(text)
        found = list(dict.fromkeys(labels[word] for word in pattern.findall(plain)))
        rest = " ".join(pattern.sub(" ", plain).split())
        value = "; ".join(found) or None
        flaw = None
        if not found:
            unknown = _unknown(column, names, names.question(text))
            flaw = Flaw("rujukan", unknown.message, unknown.cure, rejects=False)
        elif rest:
            message = f"hanya sebagian yang dikenal; “{brief(rest)}” tidak."
            flaw = Flaw("rujukan", message, "Pakai nama urusan resmi.", rejects=False)
        return Reading(value, LISTED if value and value != text else "", flaw)

    return parse


_VILLAGE = re.compile(r"^(?:kelurahan|kel\b\.?)\s*", re.IGNORECASE)
_DISTRICT = re.compile(r"^(?:kecamatan|kec\b\.?)\s*", re.IGNORECASE)
_IN_DISTRICT = re.compile(r"^(.+?)\s*[,(]\s*(?:kecamatan|kec\b\.?)\s*([^()]+?)\)?$", re.IGNORECASE)


def kelurahan_reader(
    column: Column, references: References
) -> Callable[[tuple[str, str]], Reading]:
    """Reads (kelurahan, kecamatan): a code, or a name that the kecamatan makes certain."""
    names = references.names["wilayah"]
    by_name = reader(column, references)

    def read(raw: tuple[str, str]) -> Reading:
        text, note = tidy(raw[0])
        name, district = _VILLAGE.sub("", text), tidy(raw[1])[0]
        if inside := _IN_DISTRICT.match(name):
            name, district = inside[1], inside[2]
        district = "" if district.casefold() in MISSING else _DISTRICT.sub("", district)
        keys = names.keys(name)
        if not keys:
            return by_name(raw[0])
        fitting = [k for k in keys if not district or _alike(district, references.districts[k])]
        if len(fitting) == 1:
            return Reading(fitting[0], note if text == fitting[0] else LISTED)
        return Reading(flaw=_which_kelurahan(column, references, keys, district))

    return read


def _alike(given: str, official: str) -> bool:
    return share(compact(given[:200]), compact(official)) >= 85


def _which_kelurahan(
    column: Column, references: References, keys: Sequence[str], district: str
) -> Flaw:
    places = " dan ".join(f"kecamatan {references.districts[key]}" for key in keys)
    message = f"nama itu ada di {places}{f', bukan {brief(district)}' if district else ''}."
    cure = "Tulis kode kelurahannya, atau betulkan kolom kecamatan."
    return Flaw("rujukan", message, cure, column.required)

"""Personal data at the entrance of the store: one rule, for everything that readers may see.

What was refused is never shown: nobody can tell whether a cell that fits no contract is a name, so
a finding names its place and leaves out what stands there. What was accepted as text is masked
where it holds a number or an address that belongs to a person; a name cannot be recognised.
"""

import re
from dataclasses import replace

from dasbor.data.inspection import Finding

PERSONAL = {
    "NIP": re.compile(
        r"(?<![0-9])(?:[0-9]{18}|[0-9]{8}[ .-][0-9]{6}[ .-][0-9][ .-][0-9]{3})(?![0-9])"
    ),
    "NIK": re.compile(
        r"(?<![0-9])(?:[0-9]{16}|[0-9]{6}[ .-][0-9]{6}[ .-][0-9]{4}|[0-9]{4}(?:[ .-][0-9]{4}){3})"
        r"(?![0-9])"
    ),
    "nomor telepon": re.compile(r"(?<![0-9])(?:\+?62|0)[ .-]?8[0-9](?:[ .-]?[0-9]){6,10}(?![0-9])"),
    "alamat surel": re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"),
}
MANY_DIGITS = "[0-9](?:[ .-]?[0-9]){8}"  # for DuckDB's expressions too
_MANY_DIGITS = re.compile(MANY_DIGITS)
RULE, KEY_RULE = "data_pribadi", "data_pribadi_kunci"


def masked(text: str) -> str:
    """The text with NIK, NIP, phone numbers and mail addresses reduced to their ends."""
    if personal_kind(text):
        for pattern in PERSONAL.values():
            text = pattern.sub(lambda found: f"{found[0][:2]}••••••{found[0][-2:]}", text)
    return text


def personal_kind(text: str) -> str:
    """What kind of personal data a text holds, "" when none."""
    if "@" not in text and not _MANY_DIGITS.search(text):
        return ""
    return next((kind for kind, pattern in PERSONAL.items() if pattern.search(text)), "")


def for_readers(finding: Finding) -> Finding:
    """A finding as the store keeps it: where, which rule, which cure; never what stands there."""
    return replace(
        finding,
        value="",
        file=masked(finding.file),
        column=masked(finding.column),
        message=masked(finding.message),
        cure=masked(finding.cure),
    )

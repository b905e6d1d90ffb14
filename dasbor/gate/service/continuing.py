"""Which innovations of two registers are one: decided by the operator, published as data."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dasbor.data.releases import Release
from dasbor.data.store import Store
from dasbor.format_id import number
from dasbor.gate.continued import DECISIONS, OTHER, Pair, why
from dasbor.gate.model import Refused
from dasbor.gate.output import to_fill_in
from dasbor.gate.references import REGISTER
from dasbor.gate.service.baseline import Present
from dasbor.gate.service.decisions import Row, keep

SAME = DECISIONS
ANSWERS = (SAME, OTHER)
ADDED = "ditetapkan di “Inovasi yang mungkin sama”"
FILE = "lanjutan.csv"
HEADER = ("nomor", "tahun", "judul", "opd", "nomor_terdahulu", "tahun_terdahulu",
          "judul_terdahulu", "opd_terdahulu", "sebab", "hubungan")  # fmt: skip


class Verdict(NamedTuple):
    """What was decided about two numbers."""

    number: str
    earlier: str
    answer: str


def publish_verdicts(
    verdicts: Sequence[Verdict], folder: Path, fresh: Callable[[], Store], by: str, reason: str
) -> Release:
    """Keep what was decided as data, as one version.

    Raises:
        Refused: when nothing is decided, or a number would continue itself or nothing that is.
        ReleaseError: when it cannot be written, or another version came in between.
    """
    present = Present.of(folder, fresh)
    if not verdicts:
        raise Refused("Belum ada yang diputuskan. Pilih lanjutan atau inovasi lain lebih dulu.")
    _check(verdicts, present.store)
    rows: list[Row] = [
        {"nomor": one.number, "nomor_terdahulu": one.earlier, "hubungan": one.answer,
         "catatan": ADDED}
        for one in verdicts
    ]  # fmt: skip
    choices = {DECISIONS: number(len(rows))}
    told = ((v.number, "", "", "", v.earlier, "", "", "", "", v.answer) for v in verdicts)
    original = (FILE, to_fill_in(HEADER, told))
    return keep(present, folder, {DECISIONS: rows}, original, by, reason, choices)


def _check(verdicts: Iterable[Verdict], store: Store) -> None:
    """Only an innovation of an earlier register can be continued, so nothing goes in circles."""
    first: dict[str, int] = dict(
        store.rows(f"select id, min(tahun) from {REGISTER} where id is not null group by id")
    )
    for one in verdicts:
        for key in (one.number, one.earlier):
            if key not in first:
                raise Refused(f"Nomor inovasi {key} tidak ada pada daftar mana pun.")
        if one.answer == SAME and first[one.earlier] >= first[one.number]:
            raise Refused(
                f"{one.number} tidak mungkin lanjutan {one.earlier}: daftar {one.earlier} tidak"
                " lebih dahulu."
            )


def proposals_csv(pairs: Iterable[Pair], offices: Mapping[str, str]) -> bytes:
    """The pairs as a table to fill in: ``hubungan`` is empty."""
    rows = (
        [
            *(later.number, str(later.year), later.title, offices.get(later.office, later.office)),
            *(earlier.number, str(earlier.year), earlier.title),
            *(offices.get(earlier.office, earlier.office), why(pair), ""),
        ]
        for pair in pairs
        for later, earlier in [(pair.later, pair.earlier)]
    )
    return to_fill_in(HEADER, rows)


def verdicts_of(content: bytes) -> list[Verdict]:
    """The decisions in a filled-in table; rows without one are left for later.

    Raises:
        Refused: naming the row that cannot be understood.
    """
    lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace")))
    if not {"nomor", "nomor_terdahulu", "hubungan"} <= set(lines.fieldnames or ()):
        raise Refused("Tabel lanjutan harus punya kolom nomor, nomor_terdahulu, dan hubungan.")
    found = []
    for row, line in enumerate(lines, start=2):
        answer = " ".join((line["hubungan"] or "").casefold().split())
        if answer and answer not in ANSWERS:
            said = " | ".join(ANSWERS)
            raise Refused(f"Tabel lanjutan, baris {row}, hubungan: pilih salah satu: {said}.")
        if answer:
            key, earlier = ((line[name] or "").strip() for name in ("nomor", "nomor_terdahulu"))
            found.append(Verdict(key, earlier, answer))
    return found

"""Which words say what a figure measures: the table ``kata_klaim`` as patterns.

A cell has alternatives, separated by semicolons. ``*`` stands for letters, ``…`` for words up to a
comma or a figure, ``#`` for a figure.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dasbor.questions.result import Result

COUNT, PERCENT, RUPIAH = "jumlah", "persen", "rupiah"
# Words that may stand between a subject and its figure: "inovasi kita naik dari 79".
_BETWEEN = re.compile(
    r"(?:[\s:]+|(?:kita|kami|kota|daerah|di|yang|ini|itu|pun|sudah|telah|kini|sekarang|baru"
    r"|hanya|naik|meningkat|turun|bertambah|berkurang|tumbuh|dari|menjadi|mencapai|sebanyak|ke"
    r"|sejumlah|berjumlah|jumlah|jumlahnya|ada|adalah|ialah|tercatat|terdata|sebesar|pada|tahun"
    r"|dan|lalu|kemudian|sebelumnya|setahun|berikutnya|sekitar|hampir|buah|unit|poin|bukan)\b"
    r"|\d[\d.,]*|[;,()])*"
)
_NO_SUBJECT = re.compile(  # a rank, or a whole: "skor 48 dari 100"
    r"\b(?:peringkat|urutan|ke|nomor)[\s-]*$"
    r"|^(?!.*\b(?:naik|meningkat|tumbuh|bertambah|turun|berkurang|menurun)\b).*\bdari\s*$",
    re.DOTALL,
)
_ALONE = re.compile(
    r"\s*(?:$|[.,;:)]|(?:pada|menjadi|tahun|buah|unit|dan|ke)\b|dari (?:tahun )?(?:19|20)\d\d\b)"
)


@dataclass(frozen=True)
class Wording:
    """One way of naming a measure, as compiled patterns; ``None`` demands nothing."""

    kind: str
    measure: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    anywhere: re.Pattern[str] | None
    barred: re.Pattern[str] | None

    def fits(self, before: str, after: str, sentence: str) -> bool:
        """Whether words before and right after a figure, and its sentence, name the measure."""
        if (self.before and not self.before.search(before)) or (
            self.anywhere and not self.anywhere.search(sentence)
        ):
            return False
        if self.after:
            barred = self.barred and self.barred.match(after)
            return bool(self.after.match(after)) and not barred
        return not (self.barred and self.barred.search(sentence))

    def begins(self, subject: str) -> bool:
        """Whether words are the name of what is counted and then only lead to a figure."""
        name = self.after.match(subject) if self.kind == COUNT and self.after else None
        return bool(name and not self.before and _BETWEEN.fullmatch(subject, name.end()))


@dataclass(frozen=True)
class Words:
    """All ways of naming measures, the whole that a measure is a part of, and who may be abroad."""

    wordings: tuple[Wording, ...]
    whole: Mapping[str, str]
    abroad: frozenset[str]

    def measure(self, kind: str, before: str, after: str) -> str | None:
        """What a figure measures: the first wording that fits. Lower case, figure left out."""
        clause = re.split(r"[,;.]|\d", after, maxsplit=1)[0].strip(" -")
        if paired := re.match(r"\s*dari\s+\d+\s+[^\d,;.]*", after):
            clause = paired[0].strip()
        sentence = f"{before} {after}"
        fitting = (w for w in self.wordings if w.kind == kind)
        return next((w.measure for w in fitting if w.fits(before, clause, sentence)), None)

    def subject(self, before: str, after: str) -> str | None:
        """What a figure without words of its own measures: "inovasi naik dari" before it says."""
        if not _ALONE.match(after) or _NO_SUBJECT.search(before):
            return None
        sentence = f"{before} {after}"
        for word in reversed(list(re.finditer(r"[a-z]+", before))):
            behind = before[word.start() :]
            for wording in self.wordings:
                if wording.begins(behind) and wording.fits("", behind, sentence):
                    return wording.measure
        return None


@lru_cache(maxsize=2)
def _read(rows: tuple[tuple[str | None, ...], ...]) -> tuple[Wording, ...]:
    return tuple(
        Wording(
            str(kind),
            str(measure),
            _pattern(before, r"(?:{})[\s-]*$"),
            _pattern(after, r"[\s-]*(?:{})"),
            _pattern(anywhere, "{}"),
            _pattern(barred, "{}"),
        )
        for kind, measure, before, after, anywhere, barred in rows
    )


def words_of(result: Result) -> Words:
    """The answer to ``kata_apa_yang_menyebut_ukuran`` as words."""
    rows = list(result.records())
    names = ("jenis", "kode", "sebelum", "sesudah", "kalimat", "kecuali")
    return Words(
        _read(tuple(tuple(row[name] for name in names) for row in rows)),
        {row["kode"]: row["bagian_dari"] for row in rows if row["bagian_dari"]},
        frozenset(row["kode"] for row in rows if row["luar_kota"]),
    )


def _pattern(cell: str | None, frame: str) -> re.Pattern[str] | None:
    """The alternatives of a cell in a frame; ``None`` for an empty cell."""
    found = [_alternative(one.split()) for one in (cell or "").lower().split(";") if one.strip()]
    return re.compile(frame.format("|".join(found))) if found else None


def _alternative(words: list[str]) -> str:
    return "".join(_parts(words))


def _parts(words: list[str]) -> Iterator[str]:
    after_gap = True
    for word in words:
        if word == "…":
            yield r"[^,.;\d]*"
        else:
            yield "" if after_gap else r"[\s-]+"
            escaped = re.escape(word).replace(r"\*", r"\w*").replace(r"\#", r"\d+")
            yield rf"\b{escaped}\b"
        after_gap = word == "…"

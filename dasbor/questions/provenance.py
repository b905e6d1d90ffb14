"""What a number can say of itself: measure, as-of date, source, certainty, or that it is a sample.

One wording for captions, file heads and notes; built from the ``origins`` of the years that an
answer has values of, so that no year lends its source to another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from dasbor import format_id
from dasbor.city import say
from dasbor.questions.certainty import graded
from dasbor.questions.result import Origin, Result
from dasbor.questions.standing import NUMBERS, Standing, of_several

EXAMPLE = "data contoh"
SAMPLE_SOURCE = "Contoh: angka karangan, tidak bersumber"
LEDGER = "angka_publikasi"
EXAMPLE_NOTE = (
    "Peragaan dengan angka karangan, bukan keadaan sebenarnya dan bukan data resmi; hilang sendiri"
    " begitu data yang sebenarnya dimuat."
)
PART_YEAR = "tahun berjalan"
STANDING_WORDS = {
    Standing.PUBLISHED: "Terbit",
    Standing.COUNTED: "Dihitung",
    Standing.ESTIMATE: "Perkiraan",
    Standing.SAMPLE: "Contoh",
    Standing.ABSENT: "Belum terbit",
}


@dataclass(frozen=True)
class Provenance:
    """The parts of a source line, each ready to print; empty when there is nothing to say."""

    measure: str
    as_of: str
    source: str
    certainty: str
    cautions: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def line(self) -> str:
        """Everything on one line, parts separated by a middle dot."""
        parts = [self.measure, self.as_of, self.source, self.certainty, *self.cautions]
        return " · ".join(part for part in parts if part)


def of(result: Result, year: int | None = None) -> Provenance:
    """The provenance of one answer, or of its numbers of one ``year``; a sample has no source."""
    if result.sample:
        return Provenance("", "", SAMPLE_SOURCE, "", result.cautions, (EXAMPLE_NOTE,))
    known = behind(result, year)
    return Provenance(
        measure=_measure(_of_years(result, year)),
        as_of=_as_of(known),
        source=_source(known) or _source_of_rows(result),
        certainty=_certainty(known) or _certainty_of_rows(result),
        cautions=result.cautions,
        notes=tuple(_notes(known)),
    )


def behind(result: Result, year: int | None = None) -> list[Origin]:
    """The origins of what an answer has values of, oldest year first.

    A year that was counted from rows is theirs: a figure of the ledger lends it no date, no grade.
    """
    known = _of_years(result, year)
    counted = {origin.year for origin in known if origin.rows}
    return [origin for origin in known if origin.rows or origin.year not in counted]


def _of_years(result: Result, year: int | None) -> list[Origin]:
    """The origins of the years with values; of no value only the registers it was read from."""
    shown = _shown(result) if year is None else {year}
    there = (origin for origin in result.origins if origin.rows or origin.published is not None)
    known = [
        origin
        for origin in there
        if shown is None
        or (origin.year in shown if shown else origin.rows > origin.illustrative_rows)
    ]
    return sorted(known, key=lambda origin: origin.year)


def _shown(result: Result) -> set[int] | None:
    """The years with a number of their own; ``None`` when the answer is not told by years."""
    names = {column.name for column in result.columns}
    if "tahun" not in names:
        return None
    listed = {name for name, rule in result.query.standings.items() if rule.kind == "daftar"}
    numbers = (column.name for column in result.columns if column.type in NUMBERS)
    told = [name for name in numbers if name not in {"tahun"} | listed]
    rows = (row for row in result.records() if row["tahun"] is not None)
    return {row["tahun"] for row in rows if not told or any(row[n] is not None for n in told)}


def _measure(origins: Iterable[Origin]) -> str:
    measures = list(dict.fromkeys(origin.measure for origin in origins if origin.measure))
    return (
        f"Ukuran: {format_id.listing([format_id.lowered(m) for m in measures])}" if measures else ""
    )


def _as_of(origins: Sequence[Origin]) -> str:
    if not origins:
        return ""
    last = origins[-1]
    if not last.as_of:
        return f"{last.year}, tanggal data tidak dinyatakan"
    if last.period == PART_YEAR:
        return f"{last.year} sampai {format_id.day(last.as_of)}"
    return f"{last.year} per {format_id.day(last.as_of)}"


def _source(origins: Iterable[Origin]) -> str:
    """Who published what: of several sources each with its years."""
    told = [(_publisher(origin), origin.year) for origin in origins if origin.publisher]
    named: dict[str, list[int]] = {}
    for name, year in dict.fromkeys(told):
        named.setdefault(name, []).append(year)
    if len(named) == 1:
        return f"Sumber: {next(iter(named))}"
    each = [f"{name} ({format_id.years(years)})" for name, years in named.items()]
    return f"Sumber: {'; '.join(each)}" if each else ""


def _publisher(origin: Origin) -> str:
    date = format_id.day(origin.source_date) if origin.source_date else ""
    return ", ".join(filter(None, [origin.publisher, date]))


def foot(result: Result, standings: Sequence[Standing] = ()) -> str:
    """How the numbers stand and who published the last of them: in one breath, for a foot."""
    if result.sample:
        return "Contoh, tidak bersumber"
    source = _last_source(result)
    known = standings or of_several(s for column in result.standings.values() for s in column)
    if not standings and known == (Standing.ABSENT,):  # words, which a source has published or not
        known = (Standing.PUBLISHED,) if source else () if result else known
    return " · ".join(filter(None, [stand(known), source]))


def stand(standings: Sequence[Standing]) -> str:
    """How numbers stand, in words: each way that there is."""
    words = format_id.listing([STANDING_WORDS[standing].lower() for standing in standings])
    return words[:1].upper() + words[1:]


def _last_source(result: Result) -> str:
    known = [_publisher(origin) for origin in behind(result) if origin.publisher]
    if known:
        others = len(set(known)) - 1
        return known[-1] + (f", dan {others} sumber lain" if others else "")
    names = _named(result) if ROW_SOURCE in {column.name for column in result.columns} else []
    return names[0] if len(names) == 1 else f"{len(names)} sumber" if names else ""


def _named(result: Result) -> list[str]:
    """The sources that the rows of an answer name themselves."""
    return sorted(
        {name for value in result.values(ROW_SOURCE) if value for name in value.split("; ")}
    )


ROW_SOURCE, ROW_CERTAINTY = "penerbit", "kepastian"  # columns of answers that carry their own
NOT_RECORDED = "sebagian belum dicatat"


def _source_of_rows(result: Result) -> str:
    """The sources that the rows of an answer name themselves, and that some do not."""
    if ROW_SOURCE not in {column.name for column in result.columns} or not result:
        return ""
    if not (named := _named(result)):
        return "Sumber belum dicatat"
    rest = [] if all(result.values(ROW_SOURCE)) else [NOT_RECORDED]
    return f"Sumber: {'; '.join([*named, *rest])}"


def _certainty_of_rows(result: Result) -> str:
    columns = {column.name for column in result.columns}
    if not {ROW_SOURCE, ROW_CERTAINTY} <= columns or not result:
        return ""
    values = result.values(ROW_CERTAINTY)
    grades = sorted({value for value in values if value})
    if not grades:
        return "Kepastian belum dinilai"
    words = [graded(grade) for grade in grades]
    words += [] if all(values) else ["sebagian belum dinilai"]
    return f"Kepastian: {', '.join(words)}"


def _certainty(origins: Sequence[Origin]) -> str:
    """The grades, of several each with its years; rows below a total do not inherit its grade."""
    grades = sorted({(o.certainty, o.year) for o in origins if o.certainty})
    if not grades:
        return ""
    each = [(g, [year for _, year in some]) for g, some in groupby(grades, key=lambda one: one[0])]
    counted = any(origin.rows for origin in origins)
    scope = say(" (hanya jumlah se-kota per tahun)") if counted else ""
    told = [(graded(grade), format_id.years(ys)) for grade, ys in each]
    words = [grade if len(each) == 1 else f"{grade} ({when})" for grade, when in told]
    return f"Kepastian: {', '.join(words)}{scope}"


def _notes(origins: Iterable[Origin]) -> Iterable[str]:
    """Definitions and caveats, each once."""
    notes = (note for origin in origins for note in (_definition(origin), _caveat(origin)))
    return filter(None, dict.fromkeys(notes))


def _definition(origin: Origin) -> str:
    return f"{origin.measure}: {origin.definition}" if origin.definition else ""


def _caveat(origin: Origin) -> str:
    return f"{origin.year}: {origin.note}." if origin.note else ""

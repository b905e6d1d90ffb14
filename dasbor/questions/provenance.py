"""What a number can say of itself: measure, as-of date, source, certainty, illustrative or not.

One wording for captions, file heads and notes; built from the ``origins`` of a result.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dasbor import format_id
from dasbor.questions.result import Origin, Result

EXAMPLE = "data contoh"
SAMPLE_SOURCE = f"Tanpa sumber: {EXAMPLE}"
LEDGER = "angka_publikasi"
NOT_NAMED = f"Nama tidak disebut selama rinciannya {EXAMPLE}."
EXAMPLE_NOTE = (
    "Data contoh: baris rinciannya ilustrasi, bukan data resmi; jumlah se-kota per tahun"
    " dicocokkan dengan angka terbit. Tanda ini hilang sendiri begitu data yang sebenarnya dimuat."
)


@dataclass(frozen=True)
class Provenance:
    """The parts of a source line, each ready to print; empty when there is nothing to say."""

    measure: str
    as_of: str
    source: str
    certainty: str
    illustrative: bool
    cautions: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def line(self) -> str:
        """Everything on one line, parts separated by a middle dot."""
        parts = [self.measure, self.as_of, self.source, self.certainty]
        parts += [f"selebihnya {EXAMPLE}, tidak bersumber"] if self.illustrative else []
        parts += self.cautions
        return " · ".join(part for part in parts if part)


def of(result: Result) -> Provenance:
    """The provenance of one answer; a sample has no source, and says so."""
    known = [origin for origin in result.origins if origin.rows or origin.published is not None]
    if result.invented:
        notes = tuple(_notes(result))
        return Provenance("", "", SAMPLE_SOURCE, "", False, result.cautions, notes)
    return Provenance(
        measure=_measure(known),
        as_of=_as_of(known),
        source=_source(known) or _source_of_rows(result),
        certainty=_certainty(known) or _certainty_of_rows(result),
        illustrative=result.illustrative,
        cautions=result.cautions,
        notes=tuple(_notes(result)),
    )


def _measure(origins: Iterable[Origin]) -> str:
    measures = list(dict.fromkeys(origin.measure for origin in origins if origin.measure))
    return (
        f"Ukuran: {format_id.listing([format_id.lowered(m) for m in measures])}" if measures else ""
    )


def _as_of(origins: list[Origin]) -> str:
    if not origins:
        return ""
    last = max(origins, key=lambda origin: origin.year)
    if not last.as_of:
        return f"{last.year}, tanggal data tidak dinyatakan"
    part = " (tahun berjalan)" if last.period == "tahun berjalan" else ""
    return f"{last.year} per {format_id.day(last.as_of)}{part}"


def _source(origins: Iterable[Origin]) -> str:
    named = list(
        dict.fromkeys(
            ", ".join(filter(None, [origin.publisher, _date(origin)]))
            for origin in origins
            if origin.publisher
        )
    )
    return f"Sumber: {'; '.join(named)}" if named else ""


ROW_SOURCE, ROW_CERTAINTY = "penerbit", "kepastian"  # columns of answers that carry their own
NOT_RECORDED = "sebagian belum dicatat"


def _source_of_rows(result: Result) -> str:
    """The sources that the rows of an answer name themselves, and that some do not."""
    if ROW_SOURCE not in {column.name for column in result.columns} or not result:
        return ""
    values = result.values(ROW_SOURCE)
    named = sorted({name for value in values if value for name in value.split("; ")})
    if not named:
        return "Sumber belum dicatat"
    return f"Sumber: {'; '.join([*named, *([NOT_RECORDED] if not all(values) else [])])}"


def _certainty_of_rows(result: Result) -> str:
    columns = {column.name for column in result.columns}
    if not {ROW_SOURCE, ROW_CERTAINTY} <= columns or not result:
        return ""
    values = result.values(ROW_CERTAINTY)
    grades = sorted({value for value in values if value})
    if not grades:
        return "Kepastian belum dinilai"
    span = "–".join(dict.fromkeys([grades[0], grades[-1]]))
    return f"Kepastian {span}{'' if all(values) else ', sebagian belum dinilai'}"


def _date(origin: Origin) -> str:
    return format_id.day(origin.source_date) if origin.source_date else ""


def _certainty(origins: Iterable[Origin]) -> str:
    """The grades of the published figures; rows below a total do not inherit its grade."""
    origins = list(origins)
    grades = sorted({origin.certainty for origin in origins if origin.certainty})
    if not grades:
        return ""
    counted = any(origin.dataset != LEDGER for origin in origins)
    scope = " (hanya jumlah se-kota per tahun)" if counted else ""
    return f"Kepastian {'–'.join(dict.fromkeys([grades[0], grades[-1]]))}{scope}"


def _notes(result: Result) -> Iterable[str]:
    """Definitions and caveats, each once."""
    if result.illustrative:
        yield EXAMPLE_NOTE
    seen = set()
    for origin in result.origins:
        for note in (_definition(origin), _caveat(origin)):
            if note and note not in seen:
                seen.add(note)
                yield note


def _definition(origin: Origin) -> str:
    return f"{origin.measure}: {origin.definition}" if origin.definition else ""


def _caveat(origin: Origin) -> str:
    return f"{origin.year}: {origin.note}." if origin.note else ""

"""A pivot as a table: on a page, as CSV, and as XLSX whose cells are numbers.

Every value comes from the answer, also totals and shares; here they only find their places.
"""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dasbor import format_id
from dasbor.charts.spreadsheet import safe
from dasbor.city import City
from dasbor.documents import archive, export, markup
from dasbor.html import Html, attributes, format_html, format_html_join, join_html
from dasbor.questions.result import Result
from dasbor.questions.selection import NAMES
from dasbor.questions.turning import BY_NAME, BY_TOTAL, FALLING, MEAN, RISING, SHARES, cells

KNOWN = "n"
CROSSED = markup.CROSSED
COUNTS = "#,##0"
PATTERNS = {MEAN: "#,##0.0"} | dict.fromkeys(SHARES, '0.0"%"')
Order = Callable[[str, str], str]  # the address of the same pivot in another order


@dataclass(frozen=True)
class Line:
    """One row: its names, one per level, and a record of the answer per column."""

    names: tuple[str | None, ...]
    cells: tuple[dict[str, Any], ...]

    @property
    def is_total(self) -> bool:
        """Whether it adds up others."""
        return None in self.names


@dataclass(frozen=True)
class Crosstab:
    """Rows by columns of one measure; ``across`` has None where a column adds up."""

    result: Result
    levels: tuple[str, ...]
    across: tuple[str | None, ...]
    lines: tuple[Line, ...]

    @property
    def measure(self) -> str:
        """The column of the answer that stands in the cells."""
        return cells(self.result.parameters)

    @property
    def total(self) -> str:
        """What a row or column is called that covers all: means are not added up."""
        return "Semua" if self.measure == MEAN else "Jumlah"

    @property
    def title(self) -> str:
        """What is counted, and by what."""
        column = self.result.column(self.measure)
        groups = [*self.levels, self.result.parameters.get("kolom")]
        by = format_id.listing([NAMES[group].lower() for group in groups if group])
        return f"{column.label} menurut {by}".replace("opd", "OPD")


def crosstab(result: Result) -> Crosstab:
    """The table of an answer; its rows and columns in their order."""
    asked = result.parameters
    levels = tuple(filter(None, (asked.get("baris"), asked.get("baris_kedua"))))
    across = tuple(dict.fromkeys(result.values("kolom")))
    rows = groupby(result.records(), lambda row: (row["baris"], row["baris_kedua"]))
    lines = (Line(names[: len(levels) or 1], tuple(row)) for names, row in rows)
    return Crosstab(result, levels, across, tuple(lines))


# --- on a page ------------------------------------------------------------------------------


def drawn(table: Crosstab, order: Order) -> Html:
    """The table with headings that sort, both ways; a mean beside the number it rests on."""
    asked = table.result.parameters
    names = [_name(table, level) for level in range(max(1, len(table.levels)))]
    heads = [_head(names[0], BY_NAME, asked, order)]
    heads += [format_html('<th scope="col">{}</th>', name) for name in names[1:]]
    heads += [
        _head(_column(table, value), BY_TOTAL if value is None else value, asked, order, True)
        for value in table.across
    ]
    body = format_html_join("<tr{}>{}</tr>", (_row(table, line) for line in table.lines))
    inside = format_html(
        '<table class="pivot"><caption>{}</caption><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table>",
        *(table.title, join_html(heads), body),
    )
    return markup.as_sample(markup.scrolled(table.title, inside, "gulir penuh"), table.result)


def _name(table: Crosstab, level: int) -> str:
    return NAMES[table.levels[level]] if table.levels else table.result.column("baris").label


def _column(table: Crosstab, value: str | None) -> str:
    if value is None:
        return table.total
    if not table.result.parameters.get("kolom"):
        return table.result.column(table.measure).label
    return value


def _head(words: str, key: str, asked: Any, order: Order, right: bool = False) -> Html:
    """A heading that sorts; pressed again it sorts the other way."""
    now = asked.get("urut_kolom") or ""
    way = asked.get("arah") or (RISING if key == BY_NAME else FALLING)
    first = RISING if key == BY_NAME else FALLING
    chosen = now == key
    other = {RISING: FALLING, FALLING: RISING}[way] if chosen else first
    mark = {RISING: ("ascending", "↑"), FALLING: ("descending", "↓")}[way]
    said = attributes({"class": "kanan" if right else None, "aria-sort": mark[0] * chosen or None})
    arrow = format_html(' <span aria-hidden="true">{}</span>', mark[1]) if chosen else Html()
    return format_html(
        '<th scope="col"{}><a class="langsung" href="{}" title="{}">{}{}</a></th>',
        *(said, order(key, other), f"Urutkan {other}", words, arrow),
    )


def _row(table: Crosstab, line: Line) -> tuple[Html, Html]:
    names = format_html_join(
        '<th scope="row">{}</th>', ([table.total if name is None else name] for name in line.names)
    )
    kind = attributes({"class": "jumlah" if line.is_total else None})
    return kind, names + join_html(_cell(table.measure, record) for record in line.cells)


def _cell(measure: str, record: dict[str, Any]) -> Html:
    value, reason = record[measure], record["keterangan"]
    text = (
        format_id.percent(value)
        if measure in SHARES
        else format_id.number(value, 1 if measure == MEAN else None)
    )
    if measure == MEAN and value is not None:
        known = format_html(" <small>{} {}</small>", KNOWN, format_id.number(record["bernilai"]))
        return format_html('<td class="kanan">{}{}</td>', text, known)
    return format_html('<td class="kanan"{}>{}</td>', attributes({"title": reason}), text)


# --- as files -------------------------------------------------------------------------------


def _sheet(table: Crosstab) -> tuple[list[str], Iterable[list[Any]]]:
    """Head and rows of a file: names, then values; beside each mean the number it rests on."""
    mean = table.measure == MEAN
    head = [_name(table, level) for level in range(max(1, len(table.levels)))]
    for value in table.across:
        name = _column(table, value)
        head += [name, f"{name} ({KNOWN})"] if mean else [name]
    fields = (table.measure, "bernilai") if mean else (table.measure,)
    rows = (
        [
            *(table.total if name is None else name for name in line.names),
            *(record[field] for record in line.cells for field in fields),
        ]
        for line in table.lines
    )
    return head, rows


def as_csv(result: Result) -> bytes:
    """The table as plain CSV: one row per row of the pivot, a missing value an empty cell."""
    head, rows = _sheet(crosstab(result))
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(map(safe, head))
    writer.writerows([safe(v) if isinstance(v, str) else v for v in row] for row in rows)
    return buffer.getvalue().encode()


def as_workbook(result: Result, city: City) -> bytes:
    """The table as XLSX: numbers in its cells, totals in bold, words beside on a second sheet."""
    table = crosstab(result)
    head, rows = _sheet(table)
    names = max(1, len(table.levels))
    beside = [PATTERNS.get(table.measure, COUNTS), COUNTS]  # beside a mean stands its count
    numbers = [beside[at % 2 if table.measure == MEAN else 0] for at in range(len(head) - names)]
    totals = {number for number, line in enumerate(table.lines, 1) if line.is_total}
    words = [table.title, *export.head(result, city.name), archive.licence(city)]
    return archive.one_sheet("Pivot", head, rows, ["General"] * names + numbers, totals, words)

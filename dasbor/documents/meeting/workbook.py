"""The workbook: a summary, a sheet per picture with its data and a native chart, sources, notes.

Every sheet is ready to print: A4 landscape, as wide as the paper, its head repeated on each page.
"""

import io
import math
import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from dasbor import narrative
from dasbor.charts import Chart, grid, user_shapes, xlsx
from dasbor.charts.spreadsheet import safe
from dasbor.charts.theme import Palette, palette
from dasbor.city import say
from dasbor.documents.blocks import Section, Table
from dasbor.documents.meeting import wording
from dasbor.documents.meeting.briefing import Paper, has_values
from dasbor.questions import provenance
from dasbor.questions.query import STATED, ResultColumn
from dasbor.questions.standing import Standing, in_words

LONGEST_NAME, FORBIDDEN = 31, re.compile(r"[\[\]:*?/\\']")
NARROWEST, WIDEST, LONGEST_DAY = 9, 60, 18  # characters
LINE, MOST_LINES = 15, 25  # points; Excel allows no row above 409
ROWS_ON_ONE_PAGE = 45
LONGEST_LINE = 130  # a longer one would make the printed sheet smaller than it need be
DATE_FORMAT = "[$-421]d mmmm yyyy"
SOURCES = (
    *("Gambar atau tabel", "Pertanyaan", "Berkas kueri", "Tahun", "Ukuran", "Angka terbit"),
    *("Penerbit", "Tanggal sumber", "Per tanggal", "Kepastian", "Baris", "Baris contoh"),
)

Progress = Callable[[str], None]


def make(paper: Paper, progress: Progress = lambda _: None) -> bytes:
    """The workbook as the content of an ``.xlsx`` file."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        made = _Book(book, paper, palette("light"))
        made.summary()
        for section in paper.sections:
            progress(f"lembar {section.name}")
            for chart in paper.charts(section):
                made.picture(section, chart)
            for table in section.tables:
                made.table(section, table)
        made.sources()
        made.notes()
        book.set_properties(
            {
                "title": paper.title,
                "author": f"{paper.city.office} {paper.city.name}",
                "subject": f"Saringan: {paper.filter_words}",
                "comments": f"Versi data {paper.version}",
                "created": datetime.combine(paper.today, time()),
            }
        )
    return user_shapes.put_into(buffer.getvalue(), made.over)


@dataclass
class _Sheet:
    """A sheet being written: the next free row, and the length of every text by row and column."""

    sheet: Any
    row: int
    lengths: dict[tuple[int, int], int] = field(default_factory=dict)

    def settle(self) -> None:
        """Make columns as wide and rows as high as their texts need."""
        widths: dict[int, int] = {}
        for (_, place), length in self.lengths.items():
            widths[place] = max(widths.get(place, NARROWEST), min(length + 3, WIDEST))
        for place, width in widths.items():
            self.sheet.set_column(place, place, width)
        lines: dict[int, int] = {}
        for (row, place), length in self.lengths.items():
            lines[row] = max(lines.get(row, 1), math.ceil(0.95 * length / widths[place]))
        for row, count in lines.items():
            self.sheet.set_row(row, LINE * min(count, MOST_LINES))


class _Book:
    """The book in the making."""

    def __init__(self, book: Any, paper: Paper, colours: Palette) -> None:
        self.book, self.paper, self.colours = book, paper, colours
        self.names: set[str] = set()
        self.over: list[bytes] = []  # the shapes over each native chart
        wrap = {"text_wrap": True, "valign": "top"}
        self.title = book.add_format({"bold": True, "font_size": 14, "font_color": colours.accent})
        self.quiet = book.add_format({"font_color": colours.quiet, "font_size": 9})
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format(wrap | {"bold": True, "bg_color": colours.surface, "bottom": 1})
        self.text = book.add_format(wrap | {"align": "left", "indent": 1})
        self.whole = book.add_format({"num_format": xlsx.POINTED, "valign": "top"})
        self.year = book.add_format({"num_format": "0", "valign": "top", "align": "left"})
        self.decimal = book.add_format({"num_format": xlsx.DECIMAL, "valign": "top"})
        self.day = book.add_format({"num_format": DATE_FORMAT, "valign": "top", "align": "left"})

    # --- the sheets ---------------------------------------------------------------------------

    def summary(self) -> None:
        """Key figures, sentences, decisions."""
        paper = self.paper
        sheet = self._sheet("Ringkasan", paper.title, wording.cover(paper))
        rows = [[one.label, one.value, one.words] for one in paper.figures]
        self._rows(sheet, ["Angka pokok", "Nilai", "Keterangan"], rows)
        told = [f"{paper.summary.title}.", *wording.summary(paper)]
        self._rows(sheet, ["Kalimat"], [[line] for line in told])
        self._rows(sheet, wording.DECISION_HEAD, wording.decision_rows(paper))
        sheet.settle()

    def picture(self, section: Section, chart: Chart) -> None:
        """The data of a picture, and the picture beside them."""
        foot = wording.foot(self.paper, section, chart)
        sheet = self._sheet(chart.key.replace("_", " ").capitalize(), chart.title, foot)
        head, rows = _cells(chart)
        first = sheet.row + 1
        self._rows(sheet, head, rows, freeze=True, decimals=bool(chart.decimals))
        name, last = sheet.sheet.get_name(), max(first + len(rows) - 1, first)
        at = [head.index(name) for name, _ in grid.levels(chart)]
        whole = (self.book, chart, lambda n: [name, first, n, last, n], at, self.colours)
        if len(rows) <= ROWS_ON_ONE_PAGE:
            sheet.sheet.fit_to_pages(1, 1)
        if has_values(chart) and (drawn := xlsx.draw(*whole)):
            beside = (first - 1, len(head) + 1)
            place = beside if chart.traits.rows else (sheet.row, 0)
            sheet.sheet.insert_chart(*place, drawn, {"description": chart.alt_in_full})
            self.over.append(xlsx.over(chart, self.colours))
        sheet.settle()

    def table(self, section: Section, table: Table) -> None:
        """An answer that pages show as a table."""
        result = table.result
        whole = result.query.in_files
        named = [*table.columns] or [column.name for column in result.columns]
        added = whole[len(result.columns) :]
        shown = [*map(result.column, named), *added]
        foot = [f"Saringan: {self.paper.filters_of(section, result)}", provenance.of(result).line]
        sheet = self._sheet(table.heading, table.heading, foot)
        places = [whole.index(column) for column in shown]
        rows = [[row[place] for place in places] for row in result.in_files()]
        self._rows(sheet, [column.label for column in shown], rows, shown, freeze=True)
        sheet.settle()

    def sources(self) -> None:
        """Where every number comes from, one line per answer and year."""
        sheet = self._sheet("Sumber", "Dari mana angkanya", [f"Versi data {self.paper.version}"])
        rows = [
            [
                *(title, result.query.question, f"queries/{result.query.name}.sql", origin.year),
                *(origin.measure, origin.published, origin.publisher, origin.source_date),
                *(origin.as_of, origin.certainty, origin.rows, origin.illustrative_rows),
            ]
            for title, result in self._results()
            for origin in result.origins
        ]
        self._rows(sheet, SOURCES, rows, freeze=True)
        sheet.settle()

    def notes(self) -> None:
        """Definitions, caveats and likely questions, each once."""
        sheet = self._sheet("Catatan", "Catatan dan pertanyaan yang mungkin muncul", [])
        asked: dict[tuple[str, str], str] = {}
        for section in self.paper.sections:
            for chart in self.paper.charts(section):
                found = narrative.likely_questions(chart.result, chart.missing, chart.pale)
                for question in found:
                    asked.setdefault(question, chart.title)
        rows = [[title, *question] for question, title in asked.items()]
        self._rows(sheet, ["Gambar", "Pertanyaan", "Jawaban"], rows, freeze=True)
        sheet.settle()

    # --- the parts of a sheet -----------------------------------------------------------------

    def _results(self) -> Iterable[tuple[str, Any]]:
        for section in self.paper.sections:
            yield from ((chart.title, chart.result) for chart in self.paper.charts(section))
            yield from ((table.heading, table.result) for table in section.tables)

    def _sheet(self, name: str, title: str, lines: Sequence[str]) -> _Sheet:
        sheet = self.book.add_worksheet(self._name(name))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
        printed = self.paper.title.replace("&", "&&")[:120]
        sheet.set_header(f"&L{printed}&R{self.paper.city.office}")
        sheet.set_footer(f"&LVersi data {self.paper.version[:8]}&RHalaman &P dari &N")
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, title, self.title)
        rows = [row for line in lines for row in textwrap.wrap(line, LONGEST_LINE)]
        for number, row in enumerate(rows, 1):
            sheet.write_string(number, 0, row, self.quiet)
        return _Sheet(sheet, len(rows) + 2)

    def _name(self, words: str) -> str:
        plain = FORBIDDEN.sub(" ", words)[:LONGEST_NAME].strip() or "Lembar"
        name, number = plain, 2
        while name.casefold() in self.names:
            name, number = f"{plain[: LONGEST_NAME - 4]} {number}", number + 1
        self.names.add(name.casefold())
        return name

    def _rows(
        self,
        sheet: _Sheet,
        head: Sequence[str],
        rows: Sequence[Sequence[Any]],
        columns: Sequence[ResultColumn] = (),
        freeze: bool = False,
        decimals: bool = False,
    ) -> None:
        """A table at the next free row; frozen and repeated on paper when it is the only one.

        With ``decimals`` every number has them: 35,00 above 40,01.
        """
        top = sheet.row
        for place, label in enumerate(head):
            sheet.sheet.write_string(top, place, label, self.head)
            sheet.lengths[top, place] = len(label)
        for number, row in enumerate(rows, top + 1):
            for place, value in enumerate(row):
                unit = columns[place].unit if columns else ""
                if decimals and isinstance(value, int | float):
                    sheet.sheet.write_number(number, place, value, self.decimal)
                    sheet.lengths[number, place] = NARROWEST
                    continue
                self._write(sheet, number, place, value, unit or head[place].lower())
        if freeze:
            sheet.sheet.freeze_panes(top + 1, 1)
            sheet.sheet.repeat_rows(top)
            if rows:
                sheet.sheet.autofilter(top, 0, top + len(rows), len(head) - 1)
        sheet.row = top + len(rows) + 2

    def _write(self, sheet: _Sheet, row: int, place: int, value: Any, unit: str) -> None:
        """One cell by its type; what is missing stays empty, text never becomes a formula."""
        value = safe(value)
        if value is None or value == "":
            sheet.sheet.write_blank(row, place, None, self.text)
            return
        if isinstance(value, date | datetime):
            sheet.sheet.write_datetime(row, place, value, self.day)
        elif isinstance(value, int | float):
            whole = self.year if unit == "tahun" else self.whole
            sheet.sheet.write_number(
                row, place, value, whole if value == int(value) else self.decimal
            )
        else:
            sheet.sheet.write_string(row, place, _text(value), self.text)
        is_day = isinstance(value, date | datetime)
        sheet.lengths[row, place] = LONGEST_DAY if is_day else len(_text(value))


def _cells(chart: Chart) -> tuple[list[str], list[list[Any]]]:
    """The data of a chart: categories down, groups and levels across, reasons for gaps."""
    names = [str(g) for g in chart.groups] if chart.series else [chart.result.column(chart.y).label]
    notes = {c: w for c, w in {**chart.pale, **chart.missing}.items() if c in chart.categories}
    levels = grid.levels(chart)
    regions = chart.layout.regions if chart.layout else {}
    head = [
        say("Kelurahan") if regions else chart.result.column(chart.x).label,
        *names,
        *(name for name, _ in levels),
    ]
    rows = [
        [
            chart.names(category),
            *(chart.value(category, group) for group in chart.groups),
            *(values[place] for _, values in levels),
        ]
        for place, category in enumerate(chart.categories)
    ]
    if stated := _stated(chart):
        head.append(STATED.label)
        rows = [[*row, stated.get(c, "")] for row, c in zip(rows, chart.categories, strict=True)]
    if regions:
        head.append(say("Kecamatan"))
        rows = [[*row, regions.get(c, "")] for row, c in zip(rows, chart.categories, strict=True)]
    if notes:
        head.append(grid.REASON)
        rows = [[*row, notes.get(c, "")] for row, c in zip(rows, chart.categories, strict=True)]
    return head, rows


def _stated(chart: Chart) -> dict[Any, str]:
    """How the numbers of each category stand; nothing where the picture is of words."""
    result = chart.result
    if chart.y not in result.query.numbers:
        return {}
    found: dict[Any, dict[str, Standing]] = {}
    groups = result.values(chart.series) if chart.series else [""] * len(result.rows)
    each = zip(result.values(chart.x), groups, result.standings[chart.y], strict=True)
    for category, group, standing in each:
        found.setdefault(category, {})[str(group)] = standing
    return {category: in_words(standings) for category, standings in found.items()}


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

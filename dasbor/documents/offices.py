"""HTML of offices compared: a table that can be sorted, and their years side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from dasbor import format_id, narrative
from dasbor.charts import Chart, catalogue, svg
from dasbor.charts.gaps import word
from dasbor.documents import foot, markup
from dasbor.documents.page import told
from dasbor.documents.view import SUMMED, YES, View
from dasbor.html import Html, attributes, format_html, join_html
from dasbor.questions.result import Result

ORDER, BACK = "urut", "-"  # the name in the address, and what turns an order round
MINI, MINI_HIGH = 300, 210
WHERE = "gulir opd-banding"  # in the style sheet
ARROWS = {"ascending": "▲", "descending": "▼", None: "↕"}


class Column(NamedTuple):
    """A column of the table: its name in the address, its head, and which end comes first."""

    name: str
    head: str
    rising: bool = False


@dataclass(frozen=True)
class Compared:
    """The answers of one table: changes, the years of each office, its run of years."""

    changes: Result
    years: Chart
    streaks: Mapping[str, int]

    @property
    def columns(self) -> list[Column]:
        """The columns of facts; samples are neither compared nor ranked."""
        first = next(self.changes.records())
        name = Column("opd", "OPD", rising=True)
        latest = Column("jumlah", narrative.at(self.changes, first["tahun"]))
        if self.changes.sample or first["acuan"] is None:
            return [name, latest]
        year = first["acuan"]
        compared = any(value is not None for value in self.changes.values("selisih"))
        change = [Column("selisih", f"Selisih {year} dari {int(year) - 1}")] * compared
        rank = [Column("peringkat", f"Peringkat {year}", rising=True)]
        rank += [Column("naik", "Naik turun")] * compared
        return [
            name,
            latest,
            *change,
            *rank,
            *[Column("beruntun", "Beruntun")] * bool(self.streaks),
        ]

    def value(self, row: Mapping[str, Any], column: Column) -> Any:
        """What a row is ordered by."""
        name = row["singkatan"]
        own = {"opd": name.casefold(), "beruntun": self.streaks.get(name)}
        named = {"naik": "naik_peringkat"}.get(column.name, column.name)
        return own[column.name] if column.name in own else row[named]


def table(view: View, compared: Compared) -> Html:
    """A row per office with its years, the latest number, change, rank and run of years.

    The heads are links that order it anew, so it works before any script does.
    """
    changes = compared.changes
    columns = compared.columns
    order, is_rising = _order(view, columns, changes.sample)
    rows = _ordered(compared, order, is_rising)
    heads = [_head(view, column, order, is_rising, changes.sample) for column in columns]
    years = f"Tahun {compared.years.groups[0]} sampai {compared.years.groups[-1]}"
    heads.insert(1, format_html('<th scope="col">{}</th>', years))
    body = join_html(_row(view, compared, columns, row) for row in rows)
    drawn = format_html(
        "<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        *(changes.query.question, join_html(heads), body),
    )
    head = markup.heading(told("OPD dibandingkan", changes), 2)
    return markup.wrap(
        markup.block("judul-gambar", head + " " + markup.example_badge(changes)),
        markup.as_sample(markup.scrolled(changes.query.question, drawn, WHERE), changes),
        foot.of_table(changes),
        kind="bagian",
    )


def _order(view: View, columns: Sequence[Column], sample: bool) -> tuple[str, bool]:
    """By which column, and whether the smallest comes first; samples only by name."""
    asked = view.said(ORDER)
    known = {column.name: column for column in columns}
    column = known.get(asked.removeprefix(BACK), known["jumlah"])
    if sample:
        return "opd", True
    return column.name, column.rising != (asked == BACK + column.name)


def _ordered(compared: Compared, order: str, is_rising: bool) -> list[dict[str, Any]]:
    """The rows in that order, those without a value last."""
    column = next(c for c in compared.columns if c.name == order)
    rows = list(compared.changes.records())
    known = [row for row in rows if compared.value(row, column) is not None]
    known.sort(key=lambda row: compared.value(row, column), reverse=not is_rising)
    return [*known, *(row for row in rows if compared.value(row, column) is None)]


def _head(view: View, column: Column, order: str, is_rising: bool, sample: bool) -> Html:
    """A head that orders the table by its column; by the one it is ordered by, the other way."""
    right = None if column.name == "opd" else "kanan"
    if sample:
        return format_html('<th scope="col"{}>{}</th>', attributes({"class": right}), column.head)
    now = ("ascending" if is_rising else "descending") if column.name == order else None
    turned = BACK if now and is_rising == column.rising else ""
    return format_html(
        '<th scope="col"{}><a class="langsung" href="{}" title="Urutkan">'
        '{} <span aria-hidden="true">{}</span></a></th>',
        attributes({"class": right, "aria-sort": now}),
        *(view.same(**{ORDER: [turned + column.name]}), column.head, ARROWS[now]),
    )


def _row(view: View, compared: Compared, columns: Sequence[Column], row: Mapping[str, Any]) -> Html:
    name, chart = row["singkatan"], compared.years
    said = "; ".join(
        f"{year}: {word(chart) if value is None else chart.text(value)}"
        for year in chart.groups
        for value in [chart.value(name, year)]
    )
    cells = [
        format_html('<td class="kanan">{}</td>', _words(compared, column, row))
        for column in columns[1:]
    ]
    return format_html(
        '<tr><th scope="row"><a class="langsung" href="{}">{}</a></th>'
        '<td>{}<span class="suara">{}</span></td>{}</tr>',
        *(view.profile(name), name, svg.spark(chart, name), said, join_html(cells)),
    )


def _words(compared: Compared, column: Column, row: Mapping[str, Any]) -> str:
    value = compared.value(row, column)
    if column.name == "beruntun" and value is not None:
        return f"{value} tahun"
    if column.name == "naik" and value:
        return f"{'▲' if value > 0 else '▼'} {format_id.number(abs(value))}"
    return format_id.number(value, signed=column.name == "selisih")


def side_by_side(view: View, charts: Sequence[tuple[str, Chart]], by_year: Result) -> Html:
    """The years of a few offices as small pictures on one scale, never added up."""
    pictures = join_html(
        markup.block("", _named(view, name), svg.draw(chart, MINI, MINI_HIGH))
        for name, chart in charts
    )
    title = markup.heading(told("Tiap OPD pada satu skala", by_year), 2)
    return markup.wrap(
        markup.block("judul-gambar", title + " " + markup.example_badge(by_year)),
        markup.block("kisi jejer", pictures),
        foot.of_chart(catalogue.matrix(by_year), view.page),
        kind="bagian",
    )


def together(view: View) -> Html:
    """Whether the chosen offices are compared or added up, and the link to the other."""
    if view.compares:
        words, way, change = "OPD terpilih dibandingkan, tidak dijumlahkan.", "Jumlahkan", [YES]
    else:
        words, way, change = "OPD terpilih dijumlahkan.", "Bandingkan", []
    address = view.same(**{SUMMED: change})
    link = format_html('{} <a class="langsung" href="{}">{}</a>', words, address, way)
    return markup.wrap(markup.paragraph(link, "pengantar"))


def _named(view: View, name: str) -> Html:
    return format_html("<h3>{}</h3>", markup.page_link(view.profile(name), name))

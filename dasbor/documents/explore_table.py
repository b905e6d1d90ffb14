"""The analyst's bench as HTML: facets with counts, the table with its order, columns and pages.

Everything a reader can press is a link to a changed selection: it works with the keyboard, can be
copied and opened in another tab, and the browser's back button undoes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dasbor import format_id
from dasbor.charts import Chart
from dasbor.charts.catalogue import side_name
from dasbor.documents import markup
from dasbor.documents.markup import NOTHING
from dasbor.html import Html, attributes, format_html, format_html_join, join_html
from dasbor.narrative.sentence import UNFILLED
from dasbor.questions import domains
from dasbor.questions.answers import Answers
from dasbor.questions.domains import Domain
from dasbor.questions.filters import CHOICES, FILTERS, Options
from dasbor.questions.result import Result
from dasbor.questions.selection import (
    COLUMNS,
    GROUPS,
    NAMES,
    ORDER_OF,
    ROWS_PER_PAGE,
    Selection,
    usual_way,
)

LISTING = "inovasi_mana_yang_dicari"
COUNTS = "berapa_inovasi_per_pilihan"
SHOWN = 8  # values of one facet before the rest is folded away
WAYS = {"turun": ("descending", "↓"), "naik": ("ascending", "↑")}


@dataclass(frozen=True)
class Bench:
    """A selection where it is shown: what the filters offer, and what else the link carries."""

    selection: Selection
    options: Options
    beside: Mapping[str, Any]
    groups: tuple[str, ...] = GROUPS
    known: Mapping[str, Domain] = field(default_factory=dict)

    def address(self, selection: Selection) -> str:
        """The link to a changed selection."""
        query = selection.link(self.options) | dict(self.beside)
        return markup.address("jelajah", query)

    def link(self, selection: Selection, words: str, **more: object) -> Html:
        """An ``<a>`` to a changed selection; ``more`` are further attributes."""
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return format_html(
            '<a class="langsung" href="{}"{}>{}</a>',
            *(self.address(selection), attributes(named), words),
        )


def offered(asked: Answers) -> tuple[str, ...]:
    """The groups that divide the innovations: the filters, and the facets that any row fills in."""
    rows = asked.ask(COUNTS).records()
    filled = {row["saringan"] for row in rows if row["label"] != UNFILLED}
    return tuple(group for group in GROUPS if group in FILTERS or group in filled)


def known(asked: Answers) -> Mapping[str, Domain]:
    """The values of facets and ranges that a link may say."""
    return domains.of(asked, asked.queries[LISTING])


def total(counts: Result) -> int:
    """How many innovations the table lists, from the answer of all facets."""
    return next((row["jumlah"] for row in counts.records() if row["saringan"] == "semua"), 0)


def chips(bench: Bench) -> Html:
    """What restricts the selection, each with the way to remove it."""
    now = bench.selection
    parts = [
        (f"{NAMES[group]}: {_spoken(group, label)}", now.toggled(group, label))
        for group in GROUPS
        for label in now.chosen(group)
    ]
    if not now.chosen("tahun") and now.filters.narrows("tahun", bench.options):
        every = replace(now.filters, first_year=None, last_year=None)
        words = f"{now.filters.first_year}–{now.filters.last_year}"
        parts.insert(0, (words, replace(now, filters=every, page=1)))
    if now.search:
        parts.append((f"“{now.search}”", replace(now, search="", page=1)))
    if now.ranges:
        parts.append(("rentang", replace(now, ranges=(), page=1)))
    marks = [
        bench.link(selection, format_html("{} {}", words, _CROSS), title="Hapus pilihan ini")
        for words, selection in parts
    ]
    if len(marks) > 1:
        marks.append(
            bench.link(Selection(columns=now.columns, order=now.order, way=now.way), "Hapus semua")
        )
    return format_html(
        '<p class="keping" role="group" aria-label="Pilihan">{}</p>', join_html(marks)
    )


_CROSS = Html('<span aria-hidden="true">×</span>')


def _spoken(group: str, label: str) -> str:
    return "data contoh" if (group, label) == ("asal", "contoh") else label


def facets(counts: Result, bench: Bench) -> Html:
    """Every group of values with its counts; each value is a link that adds or removes it."""
    rows: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS}
    for row in counts.records():
        rows.get(row["saringan"], []).append(row)
    groups = join_html(_group(group, rows[group], bench) for group in bench.groups)
    return format_html('<nav class="segi" aria-label="Saring dengan jumlah">{}</nav>', groups)


def _group(group: str, rows: list[dict[str, Any]], bench: Bench) -> Html:
    labels = bench.selection.chosen(group)
    chosen = len(labels)
    rows = sorted(rows, key=lambda row: not {row["label"], row["nilai"]} & {*labels})
    values = [_value(group, row, bench) for row in rows]
    rest = (
        markup.details(f"{len(values) - SHOWN} lainnya", _list(values[SHOWN:]))
        if len(values) > SHOWN
        else NOTHING
    )
    mark = f" ({chosen} dipilih)" if chosen else ""
    shown = group in ("tahun", "opd", "bentuk") or chosen
    return format_html(
        "<details{}><summary>{}{}</summary>{}{}</details>",
        *(attributes({"open": "" if shown else None}), NAMES[group], mark),
        *(_list(values[:SHOWN]) if values else markup.paragraph("Tidak ada.", "sumber"), rest),
    )


def _list(items: Iterable[Html]) -> Html:
    return format_html("<ul>{}</ul>", markup.list_items(items))


def _value(group: str, row: dict[str, Any], bench: Bench) -> Html:
    words = format_html("{} <b>{}</b>", row["label"], format_id.number(row["jumlah"]))
    label = row["label"] if group in CHOICES else row["nilai"]
    if row["nilai"] is None or (group in CHOICES and label not in bench.options.values[group]):
        return format_html("<span>{}</span>", words)
    chosen = label in bench.selection.chosen(group)
    changed = bench.selection.toggled(group, label)
    return bench.link(changed, words, aria_current="true" if chosen else None)


def table(rows: Result, count: int, bench: Bench) -> Html:
    """One page of the table: headings that sort, rows, the way to other pages."""
    if not rows:
        words = "Tidak ada inovasi yang cocok. Longgarkan kata atau saringannya."
        return markup.paragraph(words, "pengantar")
    shown = [rows.column(name) for name in COLUMNS if name in bench.selection.columns]
    heads = join_html(_head(column.name, column.label, bench) for column in shown)
    body = format_html_join(
        "<tr>{}</tr>",
        (
            [join_html(_cell(row[column.name], column.unit) for column in shown)]
            for row in rows.records()
        ),
    )
    caption = rows.query.question
    table = format_html(
        "<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        *(caption, heads, body),
    )
    listed = markup.scrolled(caption, table, "gulir penuh")
    return markup.as_sample(listed, rows) + _pages(count, bench)


def _head(name: str, label: str, bench: Bench) -> Html:
    """A heading that sorts by its column; pressed again it sorts the other way."""
    now, order = bench.selection, ORDER_OF.get(name, name)
    chosen = now.order == order or (now.order, order) == ("terbaru", "tahun")
    way = (now.way or usual_way(order)) if chosen else ""
    other = {"turun": "naik", "naik": "turun"}.get(way) or usual_way(order)
    ordered = replace(now, order=order, way=other if other != usual_way(order) else "", page=1)
    said, arrow = WAYS[way] if way else ("", "")
    link = bench.link(ordered, label, title=f"Urutkan {other} menurut {label.lower()}")
    return format_html(
        '<th scope="col"{}>{} <span aria-hidden="true">{}</span></th>',
        *(attributes({"aria-sort": said or None}), link, arrow),
    )


def _cell(value: Any, unit: str) -> Html:
    kind = attributes({"class": "kanan" if isinstance(value, float) else None})
    return format_html("<td{}>{}</td>", kind, format_id.cell(value, unit))


def _pages(count: int, bench: Bench) -> Html:
    page, last = bench.selection.page, max(1, -(-count // ROWS_PER_PAGE))
    first = (page - 1) * ROWS_PER_PAGE + 1
    number = format_id.number
    until = number(min(count, page * ROWS_PER_PAGE))
    words = f"Baris {number(first)}–{until} dari {number(count)}"
    ways = {
        "« Pertama": 1 if page > 2 else 0,
        "‹ Sebelumnya": page - 1,
        "Berikutnya ›": page + 1 if page < last else 0,
        "Terakhir »": last if page < last - 1 else 0,
    }
    links = [
        bench.link(replace(bench.selection, page=to), words) for words, to in ways.items() if to
    ]
    return format_html(
        '<nav class="lembaran" aria-label="Lembar tabel"><span>{}</span>{}</nav>',
        *(words, join_html(links)),
    )


def columns(rows: Result, bench: Bench) -> Html:
    """Which columns are shown, as links that add or remove one."""
    now = bench.selection.columns
    items = []
    for name in COLUMNS:
        others = tuple(c for c in COLUMNS if (c in now) != (c == name))
        if others:
            changed = replace(bench.selection, columns=others)
            state = "true" if name in now else None
            items.append(bench.link(changed, rows.column(name).label, aria_current=state))
    return markup.details("Kolom yang tampil", markup.block("segi mendatar", _list(items)))


def side_by_side(charts: Sequence[Chart], group: str) -> Html:
    """Selections compared by the values of one group: the counts, and what each differs by."""
    first, *others = charts
    names = [side_name(number) for number in range(len(charts))]
    rows = []
    for label in first.categories:
        counts = [side.value(label) for side in charts]
        differences = [
            format_id.number(counts[0] - count, signed=True)
            if None not in (counts[0], count)
            else format_id.MISSING
            for count in counts[1:]
        ]
        rows.append([str(label), *map(format_id.number, counts), *differences])
    head = [NAMES[group], *names, *(f"Selisih dari {name.lower()}" for name in names[1:])]
    right = [False, *[True] * (len(charts) + len(others))]
    return markup.table(head, rows, right, "Pilihan yang berdampingan")

"""The analyst's bench as HTML: facets with counts, the table with its order, columns and pages.

Everything a reader can press is a link to a changed selection: it works with the keyboard, can be
copied and opened in another tab, and the browser's back button undoes it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from urllib.parse import urlencode

from dasbor import format_id
from dasbor.charts import Chart
from dasbor.documents import markup
from dasbor.questions.filters import CHOICES, Options
from dasbor.questions.result import Result
from dasbor.questions.selection import COLUMNS, GROUPS, NAMES, ORDERS, ROWS_PER_PAGE, Selection

SHOWN = 8  # values of one facet before the rest is folded away
SORTED_BY = {
    "tahun": "terbaru",
    "judul": "judul",
    "singkatan": "opd",
    "kematangan": "kematangan",
    "tanggal_penerapan": "penerapan",
}
FALLING = {"terbaru", "kematangan", "penerapan"}


@dataclass(frozen=True)
class Bench:
    """A selection where it is shown: what the filters offer, and what else the link carries."""

    selection: Selection
    options: Options
    beside: Mapping[str, Any]

    def address(self, selection: Selection) -> str:
        """The link to a changed selection."""
        query = urlencode(selection.link(self.options) | dict(self.beside), doseq=True)
        return f"./jelajah?{query}" if query else "./jelajah"

    def link(self, selection: Selection, words: str, more: str = "") -> str:
        """An ``<a>`` to a changed selection; ``words`` is ready HTML, ``more`` attributes."""
        address = escape(self.address(selection))
        return f'<a class="langsung" href="{address}" target="_self"{more}>{words}</a>'


def total(counts: Result) -> int:
    """How many innovations the table lists, from the answer of all facets."""
    return next((row["jumlah"] for row in counts.records() if row["saringan"] == "semua"), 0)


def chips(bench: Bench) -> str:
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
        bench.link(selection, f"{escape(words)} {_CROSS}", ' title="Hapus pilihan ini"')
        for words, selection in parts
    ]
    if len(marks) > 1:
        marks.append(bench.link(Selection(columns=now.columns, order=now.order), "Hapus semua"))
    return f'<p class="keping" role="group" aria-label="Pilihan">{"".join(marks)}</p>'


_CROSS = '<span aria-hidden="true">×</span>'


def _spoken(group: str, label: str) -> str:
    return "data contoh" if (group, label) == ("asal", "contoh") else label


def facets(counts: Result, bench: Bench) -> str:
    """Every group of values with its counts; each value is a link that adds or removes it."""
    rows: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS}
    for row in counts.records():
        rows.get(row["saringan"], []).append(row)
    groups = "".join(_group(group, rows[group], bench) for group in GROUPS)
    return f'<nav class="segi" aria-label="Saring dengan jumlah">{groups}</nav>'


def _group(group: str, rows: list[dict[str, Any]], bench: Bench) -> str:
    labels = bench.selection.chosen(group)
    chosen = len(labels)
    rows = sorted(rows, key=lambda row: not {row["label"], row["nilai"]} & {*labels})
    values = [_value(group, row, bench) for row in rows]
    rest = (
        markup.details(f"{len(values) - SHOWN} lainnya", _list(values[SHOWN:]))
        if len(values) > SHOWN
        else ""
    )
    mark = f" ({chosen} dipilih)" if chosen else ""
    shown = ' open=""' if group in ("tahun", "opd", "bentuk") or chosen else ""
    none = markup.paragraph("Tidak ada.", "sumber")
    return (
        f"<details{shown}><summary>{escape(NAMES[group])}{mark}</summary>"
        f"{_list(values[:SHOWN]) if values else none}{rest}</details>"
    )


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _value(group: str, row: dict[str, Any], bench: Bench) -> str:
    words = f"{escape(row['label'])} <b>{format_id.number(row['jumlah'])}</b>"
    label = row["label"] if group in CHOICES else row["nilai"]
    if row["nilai"] is None or (group in CHOICES and label not in bench.options.values[group]):
        return f"<span>{words}</span>"
    chosen = label in bench.selection.chosen(group)
    state = ' aria-current="true"' if chosen else ""
    return bench.link(bench.selection.toggled(group, label), words, state)


def table(rows: Result, count: int, bench: Bench) -> str:
    """One page of the table: headings that sort, rows, the way to other pages."""
    if not rows:
        words = "Tidak ada inovasi yang cocok. Longgarkan kata atau saringannya."
        return markup.paragraph(words, "pengantar")
    shown = [rows.column(name) for name in COLUMNS if name in bench.selection.columns]
    heads = "".join(_head(column.name, column.label, bench) for column in shown)
    body = "".join(
        f"<tr>{''.join(_cell(row[column.name], column.unit) for column in shown)}</tr>"
        for row in rows.records()
    )
    caption = rows.query.question
    table = (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
    return markup.scrolled(caption, table, "gulir penuh") + _pages(count, bench)


def _head(name: str, label: str, bench: Bench) -> str:
    order = SORTED_BY.get(name)
    if not order:
        return f'<th scope="col">{escape(label)}</th>'
    if order == bench.selection.order:
        way, arrow = ("descending", "↓") if order in FALLING else ("ascending", "↑")
        mark = f'{escape(label)} <span aria-hidden="true">{arrow}</span>'
        return f'<th scope="col" aria-sort="{way}">{mark}</th>'
    sorted_ = replace(bench.selection, order=order, page=1)
    title = f' title="Urutkan: {escape(ORDERS[order])}"'
    return f'<th scope="col">{bench.link(sorted_, escape(label), title)}</th>'


def _cell(value: Any, unit: str) -> str:
    kind = ' class="kanan"' if isinstance(value, float) else ""
    return f"<td{kind}>{escape(format_id.cell(value, unit))}</td>"


def _pages(count: int, bench: Bench) -> str:
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
    inside = f"<span>{words}</span>{''.join(links)}"
    return f'<nav class="lembaran" aria-label="Lembar tabel">{inside}</nav>'


def columns(rows: Result, bench: Bench) -> str:
    """Which columns are shown, as links that add or remove one."""
    now = bench.selection.columns
    items = []
    for name in COLUMNS:
        others = tuple(c for c in COLUMNS if (c in now) != (c == name))
        shown = name in now
        state = ' aria-current="true"' if shown else ""
        if others:
            changed = replace(bench.selection, columns=others)
            items.append(bench.link(changed, escape(rows.column(name).label), state))
    return markup.details("Kolom yang tampil", f'<div class="segi mendatar">{_list(items)}</div>')


def side_by_side(first: Chart, second: Chart, group: str) -> str:
    """Two selections compared by the values of one group: both counts, and what differs."""
    rows = []
    for label in first.categories:
        one, two = (side.value(label) for side in (first, second))
        known = None not in (one, two)
        difference = format_id.number(one - two, signed=True) if known else format_id.MISSING
        rows.append([str(label), format_id.number(one), format_id.number(two), difference])
    head = [NAMES[group], "Pilihan ini", "Pembanding", "Selisih"]
    return markup.table(head, rows, [False, True, True, True], "Dua pilihan berdampingan")

"""A matrix of words as a grid of shapes."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dasbor import format_id
from dasbor.charts import Chart, gaps
from dasbor.documents.markup.elements import NOTHING, as_sample, scrolled
from dasbor.html import Html, format_html, format_html_join, join_html

LONGEST = 20  # rows that fit a small screen one below the other
HEAD = "OPD"


def words_matrix(
    chart: Chart,
    address: Callable[[Any], str],
    picked: Callable[[Any, Any], str] = lambda *_: "",
) -> Html:
    """A matrix of words as a grid of shapes: each with its word and tone, rows that are links.

    A long one is two tables that stand side by side where there is room: it fits one screen.
    ``address`` gives the page behind a row, ``picked`` that of a cell, if it has one. Tab passes
    from row to row only, since cells are hundreds; arrows go to these (server/start.js).
    """
    names, question = chart.categories, chart.result.query.question
    half = -(-len(names) // 2) if len(names) > LONGEST else max(len(names), 1)
    parts = [names[start : start + half] for start in range(0, len(names), half)] or [names]
    tables = join_html(_table(chart, some, len(parts) > 1, address, picked) for some in parts)
    return as_sample(scrolled(question, tables, "matriks"), chart.result)


def _table(
    chart: Chart,
    names: Sequence[Any],
    is_part: bool,
    address: Callable[[Any], str],
    picked: Callable[[Any, Any], str],
) -> Html:
    heads = format_html_join(
        '<th scope="col">{}{}</th>',
        (
            (head, _spoken(chart.pale.get(group, "") or chart.missing.get(group, "")))
            for head, group, _ in _columns(chart)
        ),
    )
    last = format_html('<th scope="col">{}</th>', chart.aside.heading) if chart.aside else NOTHING
    part = f" {chart.names(names[0])} sampai {chart.names(names[-1])}" if is_part else ""
    return format_html(
        '<table><caption>{}{}</caption><thead><tr><th scope="col">{}</th>{}{}</tr></thead>'
        "<tbody>{}</tbody></table>",
        *(chart.result.query.question, part, HEAD, heads, last),
        join_html(_row(chart, name, address, picked) for name in names),
    )


def _columns(chart: Chart) -> Iterator[tuple[str, Any, bool]]:
    """The head of a column, its group, and whether it is several: neighbours without data."""
    runs = {gap.first: gap.last for gap in gaps.across(chart) if gap.last > gap.first}
    inside = {place for first, last in runs.items() for place in range(first + 1, last + 1)}
    for place, group in enumerate(chart.groups):
        if place not in inside:
            last = runs.get(place, place)
            head = f"{group}–{chart.groups[last]}" if last > place else str(group)
            yield head, group, last > place


def _spoken(words: str) -> Html:
    """Words for who hears the page; who sees it reads them beside the grid."""
    return format_html('<span class="suara"> {}</span>', words) if words else NOTHING


def _row(
    chart: Chart,
    category: Any,
    address: Callable[[Any], str],
    picked: Callable[[Any, Any], str],
) -> Html:
    cells = join_html(
        _cell(chart, category, group, "" if is_run else picked(category, group))
        for _, group, is_run in _columns(chart)
    )
    aside = chart.aside
    last = format_html("<td>{}</td>", aside.words.get(category, "")) if aside else NOTHING
    return format_html(
        '<tr><th scope="row"><a class="langsung" href="{}">{}</a></th>{}{}</tr>',
        *(address(category), chart.names(category), cells, last),
    )


def _cell(chart: Chart, category: Any, group: Any, address: str) -> Html:
    word = chart.value(category, group)
    if word is None:
        return format_html("<td>{}</td>", format_id.MISSING)
    mark = chart.marks[word]
    inside = format_html('<span aria-hidden="true">{}</span>{}', mark.symbol, _spoken(word))
    if address:
        inside = format_html(
            '<a class="langsung" href="{}" tabindex="-1" aria-label="{}">{}</a>',
            *(address, f"Saring {chart.names(category)}, {group}: {word}", inside),
        )
    return format_html('<td class="{}">{}</td>', mark.tone, inside)

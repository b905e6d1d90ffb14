"""A matrix of words as a table."""

from collections.abc import Callable
from typing import Any

from dasbor import format_id
from dasbor.charts import Chart
from dasbor.documents.markup.elements import NOTHING, as_sample, scrolled
from dasbor.html import Html, format_html, format_html_join, join_html


def words_matrix(
    chart: Chart,
    address: Callable[[Any], str],
    picked: Callable[[Any, Any], str] = lambda *_: "",
) -> Html:
    """A matrix of words as a table: shape, word and tone in every cell, rows that are links.

    ``address`` gives the page behind a row, ``picked`` that of a cell, if it has one. Tab passes
    from row to row only, since cells are hundreds; arrows go to these (server/start.js).
    """
    heads = format_html_join(
        '<th scope="col">{} <small>{}</small></th>',
        ((group, chart.pale.get(group, "")) for group in chart.groups),
    )
    last = format_html('<th scope="col">{}</th>', chart.aside.heading) if chart.aside else NOTHING
    label = chart.result.column(chart.x).label
    body = join_html(_row(chart, category, address, picked) for category in chart.categories)
    question = chart.result.query.question
    table = format_html(
        '<table><caption>{}</caption><thead><tr><th scope="col">{}</th>{}{}</tr></thead>'
        "<tbody>{}</tbody></table>",
        *(question, label, heads, last, body),
    )
    return as_sample(scrolled(question, table, "matriks"), chart.result)


def _row(
    chart: Chart,
    category: Any,
    address: Callable[[Any], str],
    picked: Callable[[Any, Any], str],
) -> Html:
    cells = join_html(
        _cell(chart, category, group, picked(category, group)) for group in chart.groups
    )
    aside = chart.aside
    last = format_html("<td>{}</td>", aside.words.get(category, "")) if aside else NOTHING
    return format_html(
        '<tr><th scope="row"><a href="{}" target="_self">{}</a></th>{}{}</tr>',
        *(address(category), chart.names(category), cells, last),
    )


def _cell(chart: Chart, category: Any, group: Any, address: str) -> Html:
    word = chart.value(category, group)
    if word is None:
        return format_html("<td>{}</td>", format_id.MISSING)
    mark = chart.marks[word]
    inside = format_html('<span aria-hidden="true">{}</span> {}', mark.symbol, word)
    if address:
        inside = format_html(
            '<a class="langsung" href="{}" target="_self" tabindex="-1" aria-label="{}">{}</a>',
            *(address, f"Saring {chart.names(category)}, {group}: {word}", inside),
        )
    return format_html('<td class="{}">{}</td>', mark.tone, inside)

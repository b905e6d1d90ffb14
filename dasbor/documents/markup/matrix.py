"""A matrix of words as a table."""

from collections.abc import Callable
from html import escape
from typing import Any

from dasbor import format_id
from dasbor.charts import Chart
from dasbor.documents.markup.elements import scrolled


def words_matrix(
    chart: Chart,
    address: Callable[[Any], str],
    picked: Callable[[Any, Any], str] = lambda *_: "",
) -> str:
    """A matrix of words as a table: shape, word and tone in every cell, rows that are links.

    ``address`` gives the page behind a row, ``picked`` that of a cell, if it has one. Tab passes
    from row to row only, since cells are hundreds; arrows go to these (server/start.js).
    """
    heads = "".join(_head(chart, group) for group in chart.groups)
    last = f'<th scope="col">{escape(chart.aside.heading)}</th>' if chart.aside else ""
    label = chart.result.column(chart.x).label
    body = "".join(_row(chart, category, address, picked) for category in chart.categories)
    question = chart.result.query.question
    return scrolled(
        question,
        f'<table><caption>{escape(question)}</caption><thead><tr><th scope="col">{escape(label)}'
        f"</th>{heads}{last}</tr></thead><tbody>{body}</tbody></table>",
        "matriks",
    )


def _head(chart: Chart, group: Any) -> str:
    remark = chart.pale.get(group, "")
    return f'<th scope="col">{escape(str(group))} <small>{escape(remark)}</small></th>'


def _row(
    chart: Chart,
    category: Any,
    address: Callable[[Any], str],
    picked: Callable[[Any, Any], str],
) -> str:
    link = (
        f'<a href="{escape(address(category))}" target="_self">{escape(chart.names(category))}</a>'
    )
    cells = "".join(
        _cell(chart, category, group, picked(category, group)) for group in chart.groups
    )
    last = f"<td>{escape(chart.aside.words.get(category, ''))}</td>" if chart.aside else ""
    return f'<tr><th scope="row">{link}</th>{cells}{last}</tr>'


def _cell(chart: Chart, category: Any, group: Any, address: str) -> str:
    word = chart.value(category, group)
    if word is None:
        return f"<td>{format_id.MISSING}</td>"
    mark = chart.marks[word]
    inside = f'<span aria-hidden="true">{escape(mark.symbol)}</span> {escape(word)}'
    if address:
        label = escape(f"Saring {chart.names(category)}, {group}: {word}")
        to = f'href="{escape(address)}" target="_self" tabindex="-1" aria-label="{label}"'
        inside = f'<a class="langsung" {to}>{inside}</a>'
    return f'<td class="{mark.tone}">{inside}</td>'

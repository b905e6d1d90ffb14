"""Answers and charts as tables; on a phone their rows may stand as cards."""

from collections.abc import Iterable, Sequence
from html import escape

from dasbor import format_id
from dasbor.charts import Chart, grid
from dasbor.documents.markup.elements import scrolled
from dasbor.questions.result import Result

LINE = 22  # letters of a cell that fit beside those of eight other columns
TABLE_ROLES = ("table", "rowgroup", "row", "columnheader", "cell")


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    right: Sequence[bool],
    caption: str,
    name: str = "",
) -> str:
    """A plain table of ready words; ``right`` says which columns are numbers.

    With a ``name`` of its own the rows stand as cards on a phone, each cell beside its title.
    """
    # As a card an element is no part of a table any more, unless it says so itself.
    roles = {role: f' role="{role}"' if name else "" for role in TABLE_ROLES}
    lines = list(rows)
    kinds = [
        ' class="kanan"' if is_right else ' class="panjang"' if name and _long(cells) else ""
        for is_right, *cells in zip(right, *lines, strict=True)
    ]
    titles = "".join(
        f'<th scope="col"{roles["columnheader"]}{kind}>{escape(word)}</th>'
        for word, kind in zip(head, kinds, strict=True)
    )
    body = "".join(
        f"<tr{roles['row']}>"
        + "".join(
            f"<td{roles['cell']}{kind}>{escape(word)}</td>"
            for word, kind in zip(row, kinds, strict=True)
        )
        + "</tr>"
        for row in lines
    )
    kind = f' class="tumpuk {name}"' if name else ""
    return scrolled(
        caption,
        f"{_card_titles(name, head)}<table{kind}{roles['table']}>"
        f"<caption>{escape(caption)}</caption><thead{roles['rowgroup']}>"
        f"<tr{roles['row']}>{titles}</tr></thead>"
        f"<tbody{roles['rowgroup']}>{body}</tbody></table>",
    )


def _long(cells: Iterable[str]) -> bool:
    """Whether a column holds text to be broken into lines; names, dates and words stay whole."""
    return any(len(cell) > LINE for cell in cells)


def _card_titles(name: str, head: Sequence[str]) -> str:
    """The style rules that put the title of its column before each cell of a card."""
    rules = " ".join(
        f'.{name} td:nth-child({place})::before {{ content: "{title}"; }}'
        for place, title in enumerate(head, 1)
    )
    return f"<style>@media (max-width: 640px) {{ {rules} }}</style>" if name else ""


def result_table(
    result: Result, columns: Sequence[str] = (), caption: str = "", name: str = ""
) -> str:
    """An answer as a table, all its columns or the named ones, formatted by their units."""
    shown = grid.of_result(result, columns)
    return table(shown.head, shown.rows, shown.right, caption or result.query.question, name)


def chart_table(chart: Chart) -> str:
    """The numbers of a chart as a table, with reasons for gaps, targets and events.

    The named columns of its answer, or else categories down and groups across.
    """
    shown = grid.of_chart(chart)
    return table(shown.head, shown.rows, shown.right, chart.result.query.question)


def steps_table(steps: Result) -> str:
    """The single steps compared: what each would give; a step that cannot be taken says why."""
    rows = []
    for step in (step for step in steps.records() if step["urutan"]):
        detail = f" ({step['rincian']})" if step["rincian"] else ""
        reason = f": {step['keterangan'].lower()}" if step["keterangan"] else ""
        change = format_id.number(step["selisih"], 2, signed=True)
        rows.append([step["langkah"] + detail + reason, format_id.number(step["skor"], 2), change])
    words = "Langkah tunggal yang dibandingkan"
    body = table(["Langkah tunggal", "Perkiraan", "Selisih"], rows, [False, True, True], words)
    return f'<div class="langkah">{body}</div>'

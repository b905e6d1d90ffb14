"""Answers and charts as tables; on a phone their rows may stand as cards."""

from collections.abc import Iterable, Sequence

from dasbor import format_id
from dasbor.charts import Chart, grid
from dasbor.documents.markup.elements import NOTHING, as_sample, block, scrolled
from dasbor.html import Html, attributes, css_text, format_html, format_html_join, join_html
from dasbor.questions.result import Result

LINE = 22  # letters of a cell that fit beside those of eight other columns
TABLE_ROLES = ("table", "rowgroup", "row", "columnheader", "cell")


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    right: Sequence[bool],
    caption: str,
    name: str = "",
) -> Html:
    """A plain table of words; ``right`` says which columns are numbers.

    With a ``name`` of its own the rows stand as cards on a phone, each cell beside its title.
    """
    # As a card an element is no part of a table any more, unless it says so itself.
    role = {role: attributes({"role": role if name else None}) for role in TABLE_ROLES}
    lines = list(rows)
    kinds = [
        attributes({"class": "kanan" if is_right else "panjang" if name and _long(cells) else None})
        for is_right, *cells in zip(right, *lines, strict=True)
    ]
    titles = format_html_join(
        '<th scope="col"{}{}>{}</th>',
        ((role["columnheader"], *pair) for pair in zip(kinds, head, strict=True)),
    )
    cells = join_html(format_html("<td{}{}>{{}}</td>", role["cell"], kind) for kind in kinds)
    row = format_html("<tr{}>{}</tr>", role["row"], cells)  # the same for every line
    body = format_html_join(row, lines)
    inside = format_html(
        "{}<table{}{}><caption>{}</caption><thead{}><tr{}>{}</tr></thead><tbody{}>{}</tbody></table>",
        *(_card_titles(name, head), attributes({"class": f"tumpuk {name}" if name else None})),
        *(role["table"], caption, role["rowgroup"], role["row"], titles, role["rowgroup"], body),
    )
    return scrolled(caption, inside)


def _long(cells: Iterable[str]) -> bool:
    """Whether a column holds text to be broken into lines; names, dates and words stay whole."""
    return any(len(cell) > LINE for cell in cells)


def _card_titles(name: str, head: Sequence[str]) -> Html:
    """The style rules that put the title of its column before each cell of a card."""
    if not name:
        return NOTHING
    rules = (
        format_html(
            '.{} td:nth-child({})::before {{ content: "{}"; }}', name, place, css_text(title)
        )
        for place, title in enumerate(head, 1)
    )
    return format_html("<style>@media (max-width: 640px) {{ {} }}</style>", join_html(rules, " "))


def result_table(
    result: Result, columns: Sequence[str] = (), caption: str = "", name: str = ""
) -> Html:
    """An answer as a table: all its columns or the named ones, without those that say nothing."""
    wanted = columns or [column.name for column in result.columns]
    told = [name for name in wanted if any(v not in (None, "") for v in result.values(name))]
    shown = grid.of_result(result, told or wanted)
    drawn = table(shown.head, shown.rows, shown.right, caption or result.query.question, name)
    return as_sample(drawn, result)


def chart_table(chart: Chart) -> Html:
    """The numbers of a chart as a table, with reasons for gaps, targets and events.

    The named columns of its answer, or else categories down and groups across.
    """
    shown = grid.of_chart(chart)
    drawn = table(shown.head, shown.rows, shown.right, chart.result.query.question)
    return as_sample(drawn, chart.result)


def steps_table(steps: Result) -> Html:
    """The single steps compared: what each would give; a step that cannot be taken says why."""
    rows = []
    for step in (step for step in steps.records() if step["urutan"]):
        detail = f" ({step['rincian']})" if step["rincian"] else ""
        reason = f": {step['keterangan'].lower()}" if step["keterangan"] else ""
        change = format_id.number(step["selisih"], 2, signed=True)
        rows.append([step["langkah"] + detail + reason, change])
    words = "Langkah tunggal yang dibandingkan"
    body = table(["Langkah tunggal", "Selisih poin"], rows, [False, True], words)
    return block("langkah", body)

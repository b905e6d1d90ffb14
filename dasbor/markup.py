"""HTML for the parts of a page that are words and numbers. Every value is escaped here.

The class ``dasbor`` marks our own content (style sheet ``aset/gaya.css``).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

from dasbor import format_id, provenance
from dasbor.charts import Chart, grid
from dasbor.filters import CHOICES, link_of
from dasbor.intake import REFUSES, Finding
from dasbor.milestones import Event, Target
from dasbor.narrative import Sentence
from dasbor.query import Result
from dasbor.selection import DATES, FACETS, SCORES

SHOWN_FINDINGS = 3
LINE = 22  # letters of a cell that fit beside those of eight other columns
TABLE_ROLES = ("table", "rowgroup", "row", "columnheader", "cell")
FILTERED = {"tahun_dari", "tahun_sampai", *CHOICES}  # what the filters of a link already say
PAGING = ("mulai", "batas")  # a file has all rows, whatever page is shown
FORMULA, ROWS = "Buka rumus", "Lihat barisnya"
LISTED, LEDGER = "inovasi_mana_yang_dicari", provenance.LEDGER
LISTINGS = {  # dataset -> the question that lists its rows one by one
    "inovasi": LISTED,
    "posyantek": "kelurahan_mana_ikut_posyantek",
    "lab_inovasi": "ide_lab_apa_saja",
    LEDGER: "angka_terbit_apa_saja",
}
OWN_OF_THE_BENCH = {"cari", *FACETS, *SCORES, *DATES}
NO_CAUSE = "Peristiwa terjadi pada tahun itu; tidak dikatakan sebagai sebab naik turunnya angka."


def document(title: str, head: str, body: str) -> str:
    """A whole HTML page that asks for nothing; ``head`` and ``body`` are ready HTML."""
    return (
        '<!DOCTYPE html>\n<html lang="id"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
        f"<title>{escape(title)}</title>{head}</head>\n<body>{body}</body></html>\n"
    )


def wrap(*parts: str, kind: str = "") -> str:
    """One block of our own content, on one line so that no Markdown rule applies inside it."""
    body = "".join(parts).replace("\n", " ")
    return f'<div class="dasbor {kind}">{body}</div>'


def heading(text: str, level: int = 1) -> str:
    """A heading; the finding of a page or a chart."""
    return f"<h{level}>{escape(text)}</h{level}>"


def kicker(text: str, *marks: str) -> str:
    """The small line above a heading: where the reader is, and ready marks."""
    return f'<p class="kepala">{escape(text)} {"".join(marks)}</p>'


def paragraph(text: str, kind: str = "") -> str:
    """One paragraph of plain text."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def badge(text: str, kind: str = "") -> str:
    """A small mark: quiet, but always there."""
    return f'<span class="tanda {kind}">{escape(text)}</span>'


def removable(words: str, rest: Mapping[str, object]) -> str:
    """A mark of a filter, as a link to the same page with the ``rest`` of its query."""
    address = escape(f"?{urlencode(rest, doseq=True)}")
    return (
        f'<a class="tanda saringan langsung" href="{address}" target="_self"'
        f' title="Hapus saringan ini">{escape(words)} <span aria-hidden="true">×</span></a>'
    )


EXAMPLE_MARK = (
    f'<span class="tanda contoh" title="{escape(provenance.EXAMPLE_NOTE)}">'
    f"{provenance.EXAMPLE}</span>"
)


def example_badge(*results: Result) -> str:
    """The mark of illustrative rows; nothing when all rows are real."""
    return EXAMPLE_MARK if any(result.illustrative for result in results) else ""


def card(label: str, value: str, words: str = "", mark: str = "", more: str = "") -> str:
    """A key figure: what it is, the figure, one line of words, marks; ``more`` is ready HTML."""
    return (
        f'<section class="kartu"><p class="label" role="heading" aria-level="2">{escape(label)}</p>'
        f'<p class="angka">{escape(value)}</p>'
        f'<p class="ket">{escape(words)} {mark}</p>{more}</section>'
    )


def headline_number(value: str, words: str, mark: str = "") -> str:
    """One large figure with its words and a ready mark; read aloud when it changes."""
    return (
        f'<div class="hasil" role="status"><p class="angka">{escape(value)}</p>'
        f'<p class="ket">{escape(words)} {mark}</p></div>'
    )


def meter(label: str, value: float, most: float) -> str:
    """How much of a maximum is reached: the words say it, the bar only shows it."""
    share = 100 * min(max(value / most, 0), 1) if most else 0
    words = f"{format_id.number(value, 1)} dari {format_id.number(most)}"
    return (
        f'<div class="takaran"><span>{escape(label)}</span><b>{escape(words)}</b>'
        f'<div aria-hidden="true"><i style="width:{share:.1f}%"></i></div></div>'
    )


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


def source_line(result: Result) -> str:
    """The source line under a picture or a table."""
    line = provenance.of(result).line
    return paragraph(line, "sumber") if line else ""


def sentences(items: Iterable[Sentence | None], traced: bool = True) -> str:
    """Sentences as a list, each with its mark; missing ones are left out.

    ``traced``: each can be asked where it comes from.
    """
    rows = "".join(
        f"<li>{escape(item.text)}. {EXAMPLE_MARK if item.illustrative else ''}"
        f"{trace(item) if traced else ''}</li>"
        for item in items
        if item
    )
    return f'<ul class="kalimat">{rows}</ul>' if rows else ""


def trace(sentence: Sentence) -> str:
    """From which numbers a sentence comes: question, source, data version, and the numbers."""
    answers = "".join(
        f"<p>{escape(result.query.question)}</p>{source_line(result)}"
        f"<p>Versi data {escape(result.version[:8])}</p>{download(result)}"
        for result in sentence.results
    )
    if not answers:
        return ""
    return f'<details class="asal"><summary>dari mana?</summary>{answers}</details>'


def menu_groups(menu: Mapping[str, Mapping[str, str]]) -> str:
    """Style rules that print the name of each group above its first visible page in the menu.

    ``menu`` is group -> pages; a group without a name needs none. The list itself stays plain.
    """
    item = '[data-testid="stSidebarNavItems"] > '
    rules = []
    for group, pages in menu.items():
        if group and pages:
            links = ", ".join(f'a[href$="/{name}"]' for name in pages)
            page = f"li:has({links})"
            rules.append(f'{item}{page}::before {{ content: "{group}"; }}')
            rules.append(f"{item}{page} ~ {page}::before {{ content: none; }}")
    return f"<style>{' '.join(rules)}</style>"


def ordered(rows: Iterable[str]) -> str:
    """A numbered list of ready parts."""
    return f'<ol class="urut">{"".join(f"<li>{row}</li>" for row in rows)}</ol>'


def titled(name: str, text: str, mark: str = "") -> str:
    """A statement after the quiet name of what it belongs to; ``mark`` is ready HTML."""
    return f'<span class="nama">{escape(name)}</span> {escape(text)}. {mark}'


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
    return (
        f'<div class="gulir" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"{_card_titles(name, head)}<table{kind}{roles['table']}>"
        f"<caption>{escape(caption)}</caption><thead{roles['rowgroup']}>"
        f"<tr{roles['row']}>{titles}</tr></thead>"
        f"<tbody{roles['rowgroup']}>{body}</tbody></table></div>"
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


def milestones(chart: Chart) -> str:
    """Stated targets and events of a picture, each with its source, in a fold.

    They are numbered in a picture over years; one with years as its groups has no room for them.
    """
    if chart.series == "tahun":
        return events(chart.result)
    return _milestones(list(chart.targets.values()), chart.events, "pada gambar")


def events(result: Result) -> str:
    """What happened in the years of an answer, for a picture that is not drawn over years."""
    return _milestones((), result.events, "pada tahunnya")


def _milestones(targets: Sequence[Target], events: Sequence[Event], where: str) -> str:
    stated = "".join(f"<li>{escape(target.words)}</li>" for target in targets)
    happened = "".join(f"<li>{escape(event.words)}</li>" for event in events)
    parts = [
        f'<ul class="catatan">{stated}</ul>' if stated else "",
        f'<ol class="catatan">{happened}</ol>{paragraph(NO_CAUSE, "sumber")}' if happened else "",
    ]
    counted = [
        f"{len(found)} {what}"
        for what, found in (("target", targets), ("peristiwa", events))
        if found
    ]
    return details(f"{format_id.listing(counted)} {where}", *parts) if counted else ""


def words_matrix(
    chart: Chart,
    address: Callable[[Any], str],
    picked: Callable[[Any, Any], str] = lambda *_: "",
) -> str:
    """A matrix of words as a table: shape, word and tone in every cell, rows that are links.

    ``address`` gives the page behind a row, ``picked`` that of a cell, if it has one. Tab passes
    from row to row only, since cells are hundreds; arrows go to these (server/awal.js).
    """
    heads = "".join(_matrix_head(chart, group) for group in chart.groups)
    last = f'<th scope="col">{escape(chart.aside.heading)}</th>' if chart.aside else ""
    label = chart.result.column(chart.x).label
    body = "".join(_matrix_row(chart, category, address, picked) for category in chart.categories)
    question = escape(chart.result.query.question)
    return (
        f'<div class="matriks" tabindex="0" role="region" aria-label="{question}"><table>'
        f'<caption>{question}</caption><thead><tr><th scope="col">{escape(label)}</th>'
        f"{heads}{last}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _matrix_head(chart: Chart, group: Any) -> str:
    remark = chart.pale.get(group, "")
    return f'<th scope="col">{escape(str(group))} <small>{escape(remark)}</small></th>'


def _matrix_row(
    chart: Chart,
    category: Any,
    address: Callable[[Any], str],
    picked: Callable[[Any, Any], str],
) -> str:
    link = (
        f'<a href="{escape(address(category))}" target="_self">{escape(chart.names(category))}</a>'
    )
    cells = "".join(
        _matrix_cell(chart, category, group, picked(category, group)) for group in chart.groups
    )
    last = f"<td>{escape(chart.aside.words.get(category, ''))}</td>" if chart.aside else ""
    return f'<tr><th scope="row">{link}</th>{cells}{last}</tr>'


def _matrix_cell(chart: Chart, category: Any, group: Any, address: str) -> str:
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


def panel(title: str, mark: str, *parts: str) -> str:
    """A framed part of a page with a heading of its own; mark and parts are ready HTML."""
    head = f'<div class="judul-gambar">{heading(title, 2)}{mark}</div>'
    return f'<section class="kartu">{head}{"".join(parts)}</section>'


def link_list(links: Iterable[tuple[str, str, str]], kind: str = "") -> str:
    """A list of links: address, name, and the words after it; ``mendatar`` runs along the line."""
    rows = "".join(
        f'<li><a href="{escape(address)}" target="_self">{escape(name)}</a>'
        f"{f' <span>{escape(words)}</span>' if words else ''}</li>"
        for address, name, words in links
    )
    return f'<ul class="tautan {kind}">{rows}</ul>' if rows else ""


def words_list(words: Iterable[str]) -> str:
    """A plain list in columns."""
    return f'<ul class="kolom-kata">{"".join(f"<li>{escape(word)}</li>" for word in words)}</ul>'


def notes(result: Result) -> str:
    """Definitions and caveats as a list."""
    rows = "".join(f"<li>{escape(note)}</li>" for note in provenance.of(result).notes)
    return f'<ul class="catatan">{rows}</ul>' if rows else ""


def details(summary: str, *parts: str) -> str:
    """A fold that opens by mouse, keyboard and screen reader."""
    return f"<details><summary>{escape(summary)}</summary>{''.join(parts)}</details>"


def download(result: Result) -> str:
    """Links to the files of an answer, to what stands behind it, and to its rows."""
    return f'<p class="jalan">{_files(result)} · {_ways(result)}</p>'


def files(result: Result) -> str:
    """Links to the same answer as CSV, and as an archive with XLSX, Parquet and a README."""
    return f'<p class="jalan">{_files(result)}</p>'


def ways(result: Result) -> str:
    """Links to what stands behind an answer, and to the rows that it counts."""
    return f'<p class="jalan">{_ways(result)}</p>'


def _files(result: Result) -> str:
    whole = {name: value for name, value in _asked(result).items() if name not in PAGING}
    name = result.query.name
    csv, archive = (
        _address(f"{place}/{name}.{form}", whole)
        for place, form in (("unduh", "csv"), ("api/v1/kueri", "zip"))
    )
    return (
        f'<a class="unduh" href="{csv}" download>Unduh CSV</a>'
        f' · <a href="{archive}" title="CSV, XLSX, Parquet, dan keterangannya" download>ZIP</a>'
    )


def _ways(result: Result) -> str:
    rows = rows_behind(result)
    return formula(result) + (f" · {_way(_address(*rows), ROWS)}" if rows else "")


def rows_behind(result: Result) -> tuple[str, dict[str, Any]] | None:
    """Page and query of the link to the rows an answer counts; none if it is a list of them."""
    query, within = result.query, link_of(result.parameters)
    dataset = next(iter(query.data), LEDGER if query.measures else "")
    listing = LISTINGS.get(dataset)
    if not listing or query.name in LISTINGS.values():
        return None
    if listing != LISTED:
        return "rumus", {"kueri": listing} | within
    own = {name: value for name, value in _asked(result).items() if name in OWN_OF_THE_BENCH}
    return "jelajah", within | own


def formula(result: Result) -> str:
    """The link to what stands behind an answer: SQL, parameters, rows, files, source."""
    return _way(_address("rumus", {"kueri": result.query.name} | _asked(result)), FORMULA)


def _asked(result: Result) -> dict[str, Any]:
    """The parameters of an answer as the query of a link."""
    own = {
        name: value
        for name, value in result.parameters.items()
        if name not in FILTERED and value is not None
    }
    return link_of(result.parameters) | own


def _address(page: str, query: Mapping[str, Any]) -> str:
    words = urlencode(query, doseq=True)
    return escape(f"./{page}{'?' if words else ''}{words}")


def _way(address: str, words: str) -> str:
    return f'<a href="{address}" target="_self">{words}</a>'


def keep_filters(html: str, query: Mapping[str, object]) -> str:
    """Links to other pages keep the filters in force; ``query`` as from ``Filters.link``."""
    words = escape(urlencode(query, doseq=True))
    return re.sub(r'href="\./(\w*)"', rf'href="./\1?{words}"', html) if words else html


def notice(findings: Sequence[Finding], fallback: str) -> str:
    """What is wrong with the input, for everybody to see; empty when nothing is."""
    loud = sorted(
        (finding for finding in findings if finding.grade != "catatan"),
        key=lambda finding: finding.grade != REFUSES,
    )
    if not loud:
        return ""
    rows = "".join(f"<li>{escape(str(finding))}</li>" for finding in loud[:SHOWN_FINDINGS])
    rest = len(loud) - SHOWN_FINDINGS
    more = f"<p>Masih ada {format_id.number(rest)} temuan lain.</p>" if rest > 0 else ""
    return (
        f'<section class="kabar" role="status"><h2>Ada masalah pada berkas data</h2>'
        f"{paragraph(fallback) if fallback else ''}<ul>{rows}</ul>{more}"
        '<p><a href="./sumber_mutu" target="_self">Semua temuan di Sumber &amp; Mutu</a></p>'
        "</section>"
    )

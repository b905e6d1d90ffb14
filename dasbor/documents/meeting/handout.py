"""The hand-out: an A4 document, tagged for screen readers (PDF/UA-1), with vector pictures.

Typst sets it (``aset/cetak/edaran.typ``); words reach it as JSON, so nothing in them is ever read
as markup. The typeface is Inter (OFL), cut down to Latin letters, from the same folder.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import typst

from dasbor import format_id, settings
from dasbor.charts import Chart, grid, svg
from dasbor.charts.grid import Grid
from dasbor.charts.shortening import drawable, shortened
from dasbor.charts.theme import Palette, palette
from dasbor.documents.blocks import Section, Table
from dasbor.documents.content import FRONT
from dasbor.documents.meeting import wording
from dasbor.documents.meeting.briefing import Paper, Refused
from dasbor.documents.meeting.ledger import Row
from dasbor.documents.meeting.story import Slide
from dasbor.narrative import Sentence
from dasbor.questions import provenance

FOLDER = settings.ASSETS / "cetak"
LAYOUT = FOLDER / "edaran.typ"
FONTS = ("Inter-Regular.ttf", "Inter-Bold.ttf")
PICTURE_WIDTH = 640  # the units of a drawing as wide as the text
PICTURES, LOW = 2, 250  # on the first page of a story, in the units of a drawing
MOST_ROWS, MOST_COLUMNS, LONGEST_WORD, ROWS_A_PAGE = 400, 9, 18, 38
NO_LETTER = re.compile(r'the text `"(.+?)"` could not be displayed')  # an emoji in a title
MOST_UNKNOWN = 20  # letters; more of them are no words at all
REMEMBERED = 11  # documents; each one makes Typst forget the one that many before it
LETTERS, FEW_COLUMNS = (8.5, 7.0), 6  # points, for tables of few columns and of many

Progress = Callable[[str], None]


def make(paper: Paper, progress: Progress = lambda _: None) -> bytes:
    """The hand-out as the content of a ``.pdf`` file.

    Raises:
        Refused: when a typeface or the layout is missing, or a word cannot be set.
    """
    missing = [path.name for path in (LAYOUT, *map(FOLDER.joinpath, FONTS)) if not path.is_file()]
    if missing:
        raise Refused(
            f"PDF tidak dapat dibuat: {', '.join(missing)} tidak ada di {FOLDER}."
            " Pasang ulang dasbor, atau salin berkas itu ke sana."
        )
    progress("menyusun halaman")
    content = json.dumps(_content(paper, palette("light")), ensure_ascii=False)
    progress("mengeset PDF")
    return _set(LAYOUT, content)


def _set(layout: Path, content: str) -> bytes:
    try:
        for _ in range(MOST_UNKNOWN):
            try:
                return _compiled(layout, content)
            except typst.TypstError as flaw:
                unknown = NO_LETTER.search(str(flaw))
                if unknown is None:
                    raise
                content = content.replace(unknown[1], "?")
        return _compiled(layout, content)
    except typst.TypstError as flaw:
        raise Refused(f"PDF tidak dapat dibuat: {str(flaw).splitlines()[0]}") from flaw
    finally:
        _forget()


def _compiled(layout: Path, content: str) -> bytes:
    written: bytes = typst.compile(
        str(layout),
        root=str(layout.parent),
        font_paths=[str(layout.parent)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"isi": content},
        pdf_standards=["ua-1"],
    )
    return written


def _forget() -> None:
    """Let go of what Typst remembers of a document: it keeps some 40 MB of each of the last ten."""
    nothing = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    for _ in range(REMEMBERED):
        typst.compile(b"", font_paths=nothing)


def _content(paper: Paper, colours: Palette) -> dict[str, Any]:
    return {
        "judul": paper.title,
        "penulis": f"{paper.city.office} {paper.city.name}",
        "keterangan": "; ".join(wording.cover(paper)[1:]),
        "tanggal": [paper.today.year, paper.today.month, paper.today.day],
        "versi": paper.version,
        "warna": {
            "aksen": colours.accent,
            "tenang": colours.quiet,
            "bidang": colours.surface,
            "garis": colours.grid,
            "awas": colours.warning,
        },
        "sampul": wording.cover(paper),
        "ringkasan": _summary(paper),
        "angka": [
            {"label": one.label, "nilai": one.value, "kata": one.words} for one in paper.figures
        ],
        "cerita": [_told(slide, colours) for slide in _first(paper)],
        "fakta": _table(_grid(paper.facts)) if paper.facts else None,
        "bagian": [_section(paper, section, colours) for section in _behind(paper)],
        "keputusan": _table(Grid(wording.DECISION_HEAD, wording.decision_rows(paper), [False] * 3)),
        "asal": list(_origins(paper)),
    }


def _origins(paper: Paper) -> Iterator[dict[str, Any]]:
    """Where each picture comes from, and at the end what all of them share."""
    told = [(section, chart) for section in _behind(paper) for chart in paper.charts(section)]
    for section, chart in told:
        lines = filter(None, wording.origin(paper, section, chart))
        yield {"judul": format_id.title(chart.title), "baris": list(lines)}
    if told:
        shared = [*wording.events(*(chart for _, chart in told)), wording.version(paper)]
        yield {"judul": "Peristiwa dan versi", "baris": shared}


def _summary(paper: Paper) -> dict[str, Any]:
    """What stands beside the figures: in a story what its own slide of them says."""
    slide = next((one for one in paper.story if one.figures), None)
    if not slide:
        return {"judul": paper.summary.title, "kalimat": wording.summary(paper)}
    titles = {f"{one.title}." for one in _first(paper)}
    return {
        "judul": f"{slide.title} {slide.name.lower()}" if paper.filters.opd else slide.title,
        "kalimat": [line for line in slide.lines if line not in titles],
    }


def _behind(paper: Paper) -> Sequence[Section]:
    """The sections that are set out: all, or of a story only those of its appendix."""
    return paper.sections if paper.appendix or not paper.story else ()


def _first(paper: Paper) -> list[Slide]:
    """The slides of the first page: pictures, of offices what is said of them too."""
    own = [slide for slide in paper.story if slide.table] if paper.filters.opd else []
    pictures = [slide for slide in paper.story if slide.chart][: PICTURES - bool(own)]
    return [*own, *pictures]


def _told(slide: Slide, colours: Palette) -> dict[str, Any]:
    """A slide of the story on paper."""
    chart = _without_events(slide.chart) if slide.chart else None
    return {
        "judul": format_id.title(slide.title),
        "alt": chart.alt_in_full if chart else "",
        "svg": svg.draw(chart, PICTURE_WIDTH, LOW, palette=colours) if chart else "",
        "tabel": _table(_grid(slide.table)) if slide.table else None,
        "catatan": list(slide.foot),
    }


def _without_events(chart: Chart) -> Chart:
    """A picture without what happened meanwhile: that is listed once, at the end."""
    return replace(chart, result=replace(chart.result, events=()))


def _grid(rows: Sequence[Row]) -> Grid:
    head, *body = rows
    return Grid(head, body, [False] * len(head))


def _section(paper: Paper, section: Section, colours: Palette) -> dict[str, Any]:
    return {
        "nama": section.name,
        "temuan": format_id.title(f"{section.title}."),
        "kalimat": [wording.said(sentence) for sentence in _own(section)],
        "ingat": section.remark,
        "gambar": [_picture(paper, section, chart, colours) for chart in paper.charts(section)],
        "tabel": [_answer(table) for table in section.tables if table.result],
    }


def _own(section: Section) -> Sequence[Sentence]:
    """The sentences of a section; those of the front page stand in the summary already."""
    return () if section.page == FRONT else section.sentences


def _picture(paper: Paper, section: Section, chart: Chart, colours: Palette) -> dict[str, Any]:
    chart = _without_events(chart)
    drawn = shortened(chart).cut(ROWS_A_PAGE) if drawable(chart) else []
    return {
        "judul": format_id.title(chart.title),
        "alt": chart.alt_in_full,
        "contoh": chart.result.sample,
        # Rows go on on the next page, years never do; the table says too few values.
        "svg": [svg.draw(part, PICTURE_WIDTH, palette=colours) for part in drawn],
        "catatan": wording.foot(paper, section, chart),
        "tabel": _table(grid.of_chart(chart)),
    }


def _answer(table: Table) -> dict[str, Any]:
    columns = table.columns or tuple(column.name for column in table.result.columns)
    return {
        "judul": table.heading,
        "contoh": table.result.sample,
        "tabel": _table(grid.of_result(table.result, columns[:MOST_COLUMNS])),
        "catatan": [provenance.of(table.result).line],
    }


def _table(shown: Grid) -> dict[str, Any]:
    rest = len(shown.rows) - MOST_ROWS
    return {
        "kepala": list(shown.head),
        "baris": [[_breakable(cell) for cell in row] for row in shown.rows[:MOST_ROWS]],
        "kanan": list(shown.right),
        "lebar": _shares(shown),
        "huruf": LETTERS[len(shown.head) > FEW_COLUMNS],
        "sisa": f"Masih ada {rest} baris; semuanya ada di buku kerja (XLSX)." if rest > 0 else "",
    }


def _shares(shown: Grid) -> list[float]:
    """The widths of columns: every word has room, long texts wrap."""
    shares = []
    for place, name in enumerate(shown.head):
        cells = [name, *(_breakable(row[place]) for row in shown.rows)]
        longest = max(map(len, cells))
        word = max(len(word) for cell in cells for word in re.split(r"[ \u200b]", cell))
        shares.append(max(word + 1.5, 2 * longest**0.5, 4))
    return shares


def _breakable(cell: str) -> str:
    """Addresses and hashes may be broken anywhere: they would leave their column."""
    return re.sub(rf"(\S{{{LONGEST_WORD // 2}}})(?=\S{{{LONGEST_WORD // 2}}})", "\\1\u200b", cell)

"""Paket luring: the pages as static files, for a USB stick, any web server or a CDN.

One HTML file per section of ``report``, pictures as SVG, every answer as CSV with its source and
caveats, a README. No script, no address outside the folder. Same data, same filters, same bytes.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from dasbor import settings
from dasbor.charts import Chart, svg, theme
from dasbor.city import city
from dasbor.data.inspection import Finding
from dasbor.documents import export, markup
from dasbor.documents.content import FRONT, Section, Table, city_wide, sections, within
from dasbor.format_id import listing
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from dasbor.questions.filters import LABELS, Filters, Options
from dasbor.questions.result import Result

FONTS = ("inter-latin.woff2", "LICENSE-Inter.txt")
STYLES = "aset/gaya.css"
README = "BACA-SAYA.txt"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first day a zip knows: the clock shall not change the bytes
WIDE = 560


@dataclass(frozen=True)
class Content:
    """What goes into the folder.

    Attributes:
        sections: the pages; the first page is the front page.
        findings: what is wrong with the input files, said on every page.
        extras: further files by name, e.g. the deck.
    """

    sections: Sequence[Section]
    filters: Filters
    options: Options
    version: str
    findings: Sequence[Finding] = ()
    extras: Mapping[str, bytes] = field(default_factory=dict)


def everything(answers: Answers, filters: Filters, options: Options) -> Content:
    """All pages within the filters."""
    found = sections(within(answers, filters, options))
    store = answers.store
    return Content(found, filters, options, store.version, store.findings)


def make(content: Content) -> bytes:
    """The folder as a zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in sorted(files(content).items()):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, body)
    return stream.getvalue()


def files(content: Content) -> dict[str, bytes]:
    """Every file of the folder by its name in it."""
    data = _Data()
    texts = {_file(section.page): _page(section, content, data) for section in content.sections}
    texts |= {STYLES: _styles(), README: _readme(content)}
    return (
        {name: text.encode() for name, text in texts.items()}
        | {f"aset/{name}": (settings.ASSETS / name).read_bytes() for name in FONTS}
        | data.files
        | {f"bahan/{name}": body for name, body in content.extras.items()}
    )


def _styles() -> str:
    """One style sheet; fonts lie beside it and need no version in their address."""
    own = (settings.ASSETS / "luring.css").read_text(encoding="utf-8")
    return re.sub(r"\?v=[\d.]+", "", f"{theme.stylesheet()}\n{svg.styles()}{own}")


class _Data:
    """The answers as CSV files, each once."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def link(self, result: Result) -> str:
        """The link to the CSV of an answer, which is put into the folder by the way."""
        content, number = export.to_csv(result, city().name), 1
        choices = [str(result.parameters[name]) for name in result.query.choices]
        stem = "-".join([result.query.name, *choices])
        while self.files.setdefault(name := _numbered(stem, number), content) != content:
            number += 1
        return f'<a class="unduh" href="{escape(name)}" download>Unduh CSV</a>'


def _numbered(stem: str, number: int) -> str:
    return f"data/{stem}.csv" if number == 1 else f"data/{stem}-{number}.csv"


def _file(page: str) -> str:
    return "index.html" if page == FRONT else f"{page}.html"


def _page(section: Section, content: Content, data: _Data) -> str:
    filters, options = content.filters, content.options
    marks = [markup.badge(words, "saringan") for words in filters.words(options)]
    example = markup.EXAMPLE_MARK if section.illustrative else ""
    deaf = filters.without_effect(section.deaf, options, "halaman ini")
    deaf = city_wide(filters, options) if section.page == FRONT else deaf
    body = [
        _menu(section, content.sections),
        '<main class="dasbor luring">',
        markup.kicker(section.name, example, *marks),
        markup.heading(section.title),
        _local(markup.notice(content.findings, "")),
        markup.paragraph(deaf, "pengantar") if deaf else "",
        markup.paragraph(section.remark, "pengantar") if section.remark else "",
        _sentences(section, data),
        *(_chart(content, section, one, data) for one in (*section.charts, *section.further)),
        *(_table(content, section, table, data) for table in section.tables),
        _extras(sorted(content.extras)) if section.page == FRONT else "",
        f'<footer>{escape(city().name)} · <a href="{README}">Baca saya</a></footer></main>',
    ]
    head = f'<link rel="stylesheet" href="{STYLES}">'
    return markup.document(f"{section.name}: {section.title}", head, "".join(body))


def _menu(section: Section, all_sections: Sequence[Section]) -> str:
    links = "".join(
        f'<a href="{_file(other.page)}"{" aria-current=page" * (other is section)}>'
        f"{escape(other.name)}</a>"
        for other in all_sections
    )
    return f'<nav class="luring-menu" aria-label="Halaman">{links}</nav>'


def _local(html: str) -> str:
    """Links to the pages of the app as links to the files of the folder."""
    return html.replace('href="./sumber_mutu"', f'href="{_file("sumber_mutu")}"')


def _sentences(section: Section, data: _Data) -> str:
    """The sentences; where each comes from leads to a file of the folder."""
    html = markup.sentences(section.sentences)
    for result in (result for sentence in section.sentences for result in sentence.results):
        html = html.replace(markup.download(result), data.link(result))
    return html


def _deaf(content: Content, section: Section, result: Result, on: str) -> str:
    """Which filters do not reach one answer, though they reach its page."""
    further = [name for name in section.deaf_to(result) if name not in section.deaf]
    words = content.filters.without_effect(further, content.options, on)
    return markup.paragraph(words, "pengantar") if words else ""


def _chart(content: Content, section: Section, chart: Chart, data: _Data) -> str:
    result = chart.result
    table = markup.chart_table(chart)
    return (
        f'<section class="luring-gambar">{markup.heading(chart.title, 2)}'
        + markup.example_badge(result)
        + _deaf(content, section, result, "gambar ini")
        + f"{svg.draw(chart, WIDE)}{markup.source_line(result)}{markup.milestones(chart)}"
        + markup.details("Tabel dan catatan", table, markup.notes(result))
        + f"{data.link(result)}</section>"
    )


def _table(content: Content, section: Section, table: Table, data: _Data) -> str:
    result = table.result
    return (
        f"<section>{markup.heading(table.heading, 2)}{markup.example_badge(result)}"
        f"{_deaf(content, section, result, 'tabel ini')}"
        f"{markup.result_table(result, table.columns)}{markup.source_line(result)}"
        f"{markup.details('Catatan', markup.notes(result)) if result.origins else ''}"
        f"{data.link(result)}</section>"
    )


def _extras(names: list[str]) -> str:
    if not names:
        return ""
    rows = "".join(f'<li><a href="bahan/{escape(n)}">{escape(n)}</a></li>' for n in names)
    return f"<section>{markup.heading('Bahan rapat', 2)}<ul>{rows}</ul></section>"


def _readme(content: Content) -> str:
    place, marks, chosen = city(), content.filters.words(content.options), content.sections
    deaf = [f"{s.name} ({listing([LABELS[name] for name in s.deaf])})" for s in chosen if s.deaf]
    lines = [
        f"Inovasi daerah {place.name}: paket luring",
        "",
        "Buka index.html dengan peramban apa pun; tidak perlu jaringan. Seluruh folder ini juga",
        "dapat diletakkan apa adanya di server web mana pun.",
        "",
        f"Versi data: {content.version}",
        f"Saringan: {'; '.join(marks) if marks else 'tidak ada'}",
        f"Tidak mengikuti saringan tertentu: {'; '.join(deaf)}" if marks and deaf else "",
        "",
        *(f"- {_file(section.page)}: {section.name}. {section.title}." for section in chosen),
        "- data/: jawaban di balik gambar dan tabel, CSV dengan sumber dan catatan di kepalanya",
        "- bahan/: bahan rapat, bila disertakan",
        "",
        provenance.EXAMPLE_NOTE if any(section.illustrative for section in chosen) else "",
    ]
    return "\r\n".join(lines).rstrip() + "\r\n"

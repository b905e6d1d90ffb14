"""Paket luring: the pages as static files, for a USB stick, any web server or a CDN.

One HTML file per section of ``report``, pictures as SVG, every answer as CSV beside its source
and caveats, a README. No script, no address outside the folder. Same data and filters, same bytes.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dasbor import settings
from dasbor.charts import Chart, svg, theme
from dasbor.city import city
from dasbor.data.inspection import Finding
from dasbor.documents import archive, markup
from dasbor.documents.archive import zipped
from dasbor.documents.blocks import Section, Table
from dasbor.documents.content import FRONT, sections
from dasbor.documents.view import View
from dasbor.format_id import listing
from dasbor.html import Html, format_html, format_html_join, join_html
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from dasbor.questions.filters import LABELS, Filters, Options
from dasbor.questions.result import Result

FONTS = ("inter-latin.woff2", "LICENSE-Inter.txt")
STYLES = "aset/gaya.css"
README = "BACA-SAYA.txt"
WIDE = 560
HERE = Html(" aria-current=page")


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


def everything(
    answers: Answers, filters: Filters, options: Options, samples: bool = False
) -> Content:
    """All pages within the filters; with ``samples`` also what they demonstrate."""
    found = sections(View.of_papers(answers, filters, options, samples))
    store = answers.store
    return Content(found, filters, options, store.version, store.findings)


def make(content: Content) -> bytes:
    """The folder as a zip."""
    return zipped(dict(sorted(files(content).items())))


def files(content: Content) -> dict[str, bytes]:
    """Every file of the folder by its name in it."""
    data = _Data()
    texts: dict[str, str] = {
        _file(section.page): _page(section, content, data) for section in content.sections
    }
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

    def link(self, result: Result) -> Html:
        """The link to the CSV of an answer, which is put into the folder by the way."""
        choices = [str(result.parameters[name]) for name in result.query.choices]
        stem, number = "-".join([result.query.name, *choices]), 1
        while not self._holds(name := _numbered(stem, number), result):
            number += 1
        return markup.file_link(name, "Unduh CSV")

    def _holds(self, name: str, result: Result) -> bool:
        """Whether the answer lies under that name; it is put there when nothing else does."""
        made = archive.plain_csv(result, city(), name)
        if name not in self.files:
            self.files |= made
        return all(self.files[part] == body for part, body in made.items())


def _numbered(stem: str, number: int) -> str:
    return f"data/{stem}.csv" if number == 1 else f"data/{stem}-{number}.csv"


def _file(page: str) -> str:
    return "index.html" if page == FRONT else f"{page}.html"


def _page(section: Section, content: Content, data: _Data) -> Html:
    filters, options = content.filters, content.options
    marks = [markup.badge(words, "saringan") for words in filters.words(options)]
    deaf = section.without_effect(filters, options)
    body = [
        markup.kicker(section.name, *marks),
        markup.heading(section.title),
        markup.notice(content.findings, "", _file("sumber_mutu")),
        markup.remark(deaf),
        markup.remark(section.remark),
        markup.sentences(section.sentences, way=data.link),
        *(_chart(content, section, one, data) for one in (*section.charts, *section.further)),
        *(_table(content, section, table, data) for table in section.tables),
        _extras(sorted(content.extras)) if section.page == FRONT else markup.NOTHING,
        format_html('<footer>{} · <a href="{}">Baca saya</a></footer>', city().name, README),
    ]
    main = format_html(
        '{}<main class="dasbor luring">{}</main>',
        *(_menu(section, content.sections), join_html(body)),
    )
    head = format_html('<link rel="stylesheet" href="{}">', STYLES)
    return markup.document(f"{section.name}: {section.title}", head, main)


def _menu(section: Section, all_sections: Sequence[Section]) -> Html:
    links = format_html_join(
        '<a href="{}"{}>{}</a>',
        (
            (_file(other.page), HERE if other is section else markup.NOTHING, other.name)
            for other in all_sections
        ),
    )
    return format_html('<nav class="luring-menu" aria-label="Halaman">{}</nav>', links)


def _deaf(content: Content, section: Section, result: Result, on: str) -> Html:
    """Which filters do not reach one answer, though they reach its page."""
    further = [name for name in section.deaf_to(result) if name not in section.deaf]
    return markup.remark(content.filters.without_effect(further, content.options, on))


def _chart(content: Content, section: Section, chart: Chart, data: _Data) -> Html:
    result = chart.result
    parts = [
        markup.heading(chart.title, 2),
        markup.example_badge(result),
        _deaf(content, section, result, "gambar ini"),
        svg.draw(chart, WIDE),
        markup.source_line(result),
        markup.details(
            "Tabel dan catatan",
            *(markup.chart_table(chart), markup.notes(result), markup.milestones(chart)),
        ),
        data.link(result),
    ]
    return format_html('<section class="luring-gambar">{}</section>', join_html(parts))


def _table(content: Content, section: Section, table: Table, data: _Data) -> Html:
    result = table.result
    parts = [
        markup.heading(table.heading, 2),
        markup.example_badge(result),
        _deaf(content, section, result, "tabel ini"),
        markup.result_table(result, table.columns),
        markup.source_line(result),
        markup.details("Catatan", markup.notes(result)) if result.origins else markup.NOTHING,
        data.link(result),
    ]
    return format_html("<section>{}</section>", join_html(parts))


def _extras(names: list[str]) -> Html:
    if not names:
        return markup.NOTHING
    rows = format_html_join('<li><a href="bahan/{}">{}</a></li>', ((n, n) for n in names))
    return format_html("<section>{}<ul>{}</ul></section>", markup.heading("Bahan rapat", 2), rows)


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
        "- data/: jawaban di balik gambar dan tabel, CSV; sumber dan catatannya di -metadata.json",
        "- bahan/: bahan rapat, bila disertakan",
        "",
        provenance.EXAMPLE_NOTE if any(r.sample for s in chosen for r in s.results) else "",
    ]
    return "\r\n".join(lines).rstrip() + "\r\n"

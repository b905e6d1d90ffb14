"""``/lembar``: one page for the head of the city. No Streamlit, no script, nothing to load.

Made from the same answers, sentences, cards and pictures as the pages; kept per data version and
filters, so that asking again costs a look-up.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from dasbor import format_id, narrative, settings
from dasbor.charts import svg
from dasbor.city import City, city
from dasbor.documents import content, front, markup
from dasbor.documents.blocks import Section
from dasbor.documents.styles import inline
from dasbor.documents.view import View
from dasbor.html import Html, format_html, join_html
from dasbor.narrative import Sentence
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, Options, lenient, options

STYLES = settings.ASSETS / "lembar.css"
KEPT_PAGES = 128
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_kept: dict[tuple[object, ...], "_Sheet"] = {}


@dataclass(frozen=True)
class _Sheet:
    """A sheet but for the one thing that each reader has of their own: the address."""

    title: str
    above: Html
    message: str
    below: Html

    def at(self, address: str) -> Html:
        """The whole page as it is read at an address."""
        told = f"{self.message} {address}"
        main = format_html("<main>{}{}{}</main>", self.above, _ready_text(told), self.below)
        head = format_html('<meta name="description" content="{}">{}', self.title, inline(STYLES))
        return markup.document(f"Inovasi {city().name}: {self.title}", head, main)


def page(answers: Answers, link: Mapping[str, Sequence[str]], address: str) -> Html:
    """The sheet within the filters of a link; what the link made up is mentioned and ignored.

    ``address`` is where readers find this server, without slash at the end.
    """
    choices = options(answers)
    chosen, strange = lenient(link, choices)
    store = answers.store
    key = (store.version, store.fallback, store.findings, chosen, tuple(strange), city())
    sheet = _kept.get(key)
    if sheet is None:
        if len(_kept) >= KEPT_PAGES:
            _kept.clear()
        sheet = _kept[key] = _draw(answers, chosen, choices, strange)
    query = urlencode(chosen.link(choices), doseq=True)
    return sheet.at(f"{address}/lembar{'?' if query else ''}{query}")


def message(section: Section, place: City, marks: Sequence[str], version: str) -> str:
    """The findings as text for WhatsApp: figures, as-of date, marks; the link comes after it."""
    lines = [f"*Inovasi daerah {place.name}*"]
    lines += [f"Saringan: {'; '.join(marks)}"] if marks else []
    lines += [f"• {text}." for text in _told_once(section.finding, section.sentences)]
    as_of = provenance.of(section.charts[0].result).as_of
    lines += [f"Data inovasi: {as_of}."] if as_of else []
    return "\n".join([*lines, f"Versi data {version[:8]}. Selengkapnya:"])


def _told_once(finding: Sentence, sentences: Sequence[Sentence]) -> list[str]:
    """The finding and the sentences as texts.

    A sentence on the same answer that also tells the figure of the finding stands in its place.
    """
    figure = _FIGURE.search(finding.text)
    fuller = (
        one.text
        for one in sentences
        if figure and figure[0] in _FIGURE.findall(one.text) and one.results == finding.results
    )
    return list(dict.fromkeys([next(fuller, finding.text), *(one.text for one in sentences)]))


def _draw(answers: Answers, chosen: Filters, choices: Options, strange: Sequence[str]) -> _Sheet:
    view, link = View(answers, chosen, choices), chosen.link(choices)
    section, place, store = content.section(content.FRONT, view), city(), answers.store
    marks = chosen.words(choices)
    sources = markup.address("sumber_mutu", link)
    told = list(front.lines(view))
    above = [
        _head(section, place, marks, strange),
        markup.notice(store.findings, store.fallback_words, sources),
        _growth(section),
        markup.remark(section.without_effect(chosen, choices)),
        front.listed(told, view),
        markup.block("asal", *front.sources(told, section.charts[0].result)),
        _idle(view),
        markup.block("kolom", markup.milestones(section.charts[0])),
    ]
    below = _foot(place, store.version, markup.address("", link))
    sent = message(section, place, marks, store.version)
    return _Sheet(section.title, join_html(above), sent, below)


def _head(section: Section, place: City, marks: Sequence[str], strange: Sequence[str]) -> Html:
    badges = [markup.badge(words, "saringan") for words in marks]
    words = f"Saringan pada tautan tidak dikenal dan diabaikan: {', '.join(strange)[:120]}"
    return join_html(
        [
            markup.kicker(f"Inovasi {place.name}", *badges),
            markup.heading(section.title),
            markup.status(words) if strange else markup.NOTHING,
        ]
    )


def _growth(section: Section) -> Html:
    chart = section.charts[0]
    drawn = markup.block("", svg.draw(chart, 400, 250), markup.source_line(chart.result))
    told = markup.block("", markup.sentences(section.sentences[:2]))
    return format_html('<section class="utama">{}{}</section>', drawn, told)


def _idle(view: View) -> Html:
    """Who has none, by name."""
    ranking = view.ask("berapa_inovasi_per_opd")
    finding = narrative.without_innovation(ranking)
    idle = [row["singkatan"] for row in ranking.records() if not row["jumlah"]]
    if not finding or not idle:
        return markup.NOTHING
    named = format_id.listing(idle)
    told = "" if named in finding.text else f"{named}."
    return format_html(
        '<section class="belum">{}{}{}</section>',
        markup.heading("Yang belum punya inovasi", 2),
        markup.sentences([finding]),
        markup.paragraph(told) if told else markup.NOTHING,
    )


def _ready_text(text: str) -> Html:
    return format_html(
        '<section class="pesan">{}'
        '<textarea readonly rows="{}" aria-label="Teks siap kirim">{}</textarea>'
        '<p><a href="{}" rel="noreferrer">Kirim lewat WhatsApp</a></p></section>',
        *(markup.heading("Teks siap kirim", 2), text.count("\n") + 4, text),
        f"https://wa.me/?text={quote(text, safe='')}",
    )


def _foot(place: City, version: str, home: str) -> Html:
    words = f"{place.office} · versi data {version[:8]}"
    return format_html('<footer>{} · <a href="{}">Dasbor lengkap</a></footer>', words, home)

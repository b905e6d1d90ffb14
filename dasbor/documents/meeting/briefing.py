"""What one meeting is about: chosen sections and pictures, key figures, decisions, origins."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from dasbor import format_id, narrative
from dasbor.charts import Chart
from dasbor.city import City, city
from dasbor.documents import content
from dasbor.documents.blocks import Section
from dasbor.documents.meeting import ledger, story
from dasbor.documents.meeting.ledger import Figure, Row
from dasbor.documents.meeting.story import Slide
from dasbor.documents.view import View
from dasbor.questions.answers import Answers
from dasbor.questions.filters import CHOICES, LABELS, Filters, Options
from dasbor.questions.result import Result

EVERYTHING = "semua tahun, OPD, bentuk, dan urusan"
FEW_NAMES = 4  # more names are counted instead
LEDGER_FILE = "angka_publikasi.csv"


class Refused(Exception):
    """Nothing can be made of this request; the message is Indonesian and says what to do."""


@dataclass(frozen=True)
class Paper:
    """The content of a meeting, whatever it is written on.

    Attributes:
        pictures: every chart once, with the section it belongs to.
        decisions: what the meeting is asked to decide.
        files: the answer of ``berkas_apa_saja``.
        filters, options: what the pictures are restricted to.
        story: the slides between title and decisions; none where pages or pictures were named.
        facts: the figures of the ledger with their sources, head first; with the story only.
        appendix: whether everything else goes along behind the decisions.
        named: whether the pictures were asked for one by one.
        samples: whether pictures of a demonstration are among them.
    """

    title: str
    city: City
    today: date
    version: str
    sections: tuple[Section, ...]
    pictures: tuple[tuple[Section, Chart], ...]
    summary: Section
    figures: tuple[Figure, ...]
    decisions: tuple[str, ...]
    files: Result
    filters: Filters
    options: Options
    story: tuple[Slide, ...]
    facts: tuple[Row, ...]
    appendix: bool = False
    named: bool = False
    samples: bool = False

    @property
    def shown(self) -> tuple[tuple[Section, Chart], ...]:
        """The pictures besides the story: those that were named, or its appendix."""
        if not self.story:
            return self.pictures
        told = {slide.chart.key for slide in self.story if slide.chart}
        return tuple(one for one in self.pictures if self.appendix and one[1].key not in told)

    @property
    def filter_words(self) -> str:
        """The filters in force, in words; of many names only how many."""
        return "; ".join(_short(self.filters, self.options)) or EVERYTHING

    def filters_of(self, section: Section, result: Result, whole: bool = False) -> str:
        """The filters in force on one answer of a section, and which of them do not reach it."""
        given = "; ".join(self.filters.words(self.options)) if whole else self.filter_words
        chosen = [n for n in section.deaf_to(result) if self.filters.narrows(n, self.options)]
        deaf = format_id.listing([LABELS[name] for name in chosen])
        return (given or EVERYTHING) + (f" ({deaf} tidak berlaku di sini)" if deaf else "")

    def charts(self, section: Section) -> list[Chart]:
        """The pictures of one section on paper and sheets: those of the slides, and further ones.

        What readers choose on screen has room there, unless the meeting is about named pictures.
        Samples come last: no fact stands among them.
        """
        own = [chart for owner, chart in self.pictures if owner.page == section.page]
        further = [] if self.named else [chart for chart in section.further if chart.categories]
        return sorted([*own, *further], key=lambda chart: chart.result.sample)

    def files_behind(self, result: Result) -> list[str]:
        """The data files whose rows or published figures stand behind an answer."""
        named = {
            name
            for origin in result.origins
            if origin.rows
            for name in (f"{origin.dataset}_{origin.year}.csv", f"{origin.dataset}.csv")
        }
        if not result.sample and any(o.published is not None for o in result.origins):
            named.add(LEDGER_FILE)
        return [name for name in self.files.values("berkas") if name in named]


def pictures(
    answers: Answers, filters: Filters, options: Options, samples: bool = False
) -> list[tuple[Section, Chart]]:
    """Every picture a meeting may show within the filters, with the section it belongs to.

    ``samples``: also those that only demonstrate a page.
    """
    view = View.of_papers(answers, filters, options, samples)
    return list(content.slides(content.sections(view)))


def _plain(title: str) -> str:
    """A title as one line; Office files take no control characters."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in title).split())


def prepare(
    answers: Answers,
    filters: Filters,
    options: Options,
    pages: Collection[str] = (),
    charts: Collection[str] = (),
    title: str = "",
    samples: bool = False,
    appendix: bool = False,
) -> Paper:
    """The paper of a meeting on the named pages and chart keys; without names it tells the story.

    ``samples`` go along in the ``appendix``.

    Raises:
        Refused: for names that are not there, and when nothing with a value is left.
    """
    view = View.of_papers(answers, filters, options, samples)
    try:
        sections = content.sections(view, pages)
    except ValueError as strange:
        raise Refused(str(strange)) from None
    named = bool(pages or charts)
    chosen = _chosen(sections, charts, named)
    place, who = city(), story.subject(view) if filters.opd else ""
    return Paper(
        title=_plain(title) or f"Inovasi {who or place.name}",
        city=place,
        today=place.today(),
        version=answers.store.version,
        sections=tuple(sections),
        pictures=chosen,
        summary=content.section(content.FRONT, view),
        figures=ledger.figures(view),
        decisions=tuple(_decisions(view, who)),
        files=view.ask("berkas_apa_saja"),
        filters=filters,
        options=options,
        story=() if named else story.told(view),
        facts=() if named else ledger.facts(view),
        appendix=appendix or samples,
        named=bool(charts),
        samples=any(chart.result.sample for _, chart in chosen),
    )


def on_screen(view: View) -> tuple[Slide, ...]:
    """The whole story for the screen of a hall: title, slides, and the decisions asked for."""
    place, who = city(), story.subject(view) if view.filters.opd else ""
    when = f"{place.office} {place.short} · {format_id.day(place.today())}"
    asked = tuple(f"{one}." for one in _decisions(view, who))
    first = Slide(place.office, f"Inovasi {who or place.name}", (), lines=(when,), opening=True)
    last = Slide("Keputusan", "Keputusan yang diminta", (), lines=asked)
    return (first, *story.told(view), *([last] if asked else []))


def _decisions(view: View, who: str) -> list[str]:
    totals = view.ask(ledger.TOTALS)
    if who:
        return narrative.decisions_of(who, totals)
    about = (view.ask("berapa_inovasi_per_opd"), view.ask(ledger.PARTICIPATION), totals)
    return narrative.decisions(*about, view.ask(ledger.SCORES), view.ask(story.RIVALS))


def _chosen(
    sections: Collection[Section], keys: Collection[str], named: bool
) -> tuple[tuple[Section, Chart], ...]:
    found = list(content.slides(sections))
    if strange := sorted(set(keys) - {chart.key for _, chart in found}):
        known = ", ".join(chart.key for _, chart in found)
        raise Refused(f"Gambar tidak dikenal: {', '.join(strange)}. Pilihannya: {known}.")
    chosen = [(section, chart) for section, chart in found if not keys or chart.key in keys]
    restricted = [
        chart for _, chart in chosen if any(chart.result.parameters.get(n) for n in CHOICES)
    ]
    asked_of = restricted or [chart for _, chart in chosen]
    if named and not any(map(has_values, asked_of)):
        raise Refused(
            "Tidak ada yang dapat dipaparkan: pilihan halaman dan saringan ini tidak menyisakan"
            " satu angka pun. Longgarkan saringan, atau pilih halaman lain."
        )
    return tuple((section, chart) for section, chart in chosen if keys or has_values(chart))


def has_values(chart: Chart) -> bool:
    """Whether a picture shows anything but zeros and gaps."""
    cells = (chart.value(x, group) for x in chart.categories for group in chart.groups)
    return any(chart.level(value) for value in cells)


def _short(filters: Filters, options: Options) -> Iterator[str]:
    yield from Filters(filters.first_year, filters.last_year).words(options)
    for name in CHOICES:
        chosen: tuple[str, ...] = getattr(filters, name)
        if len(chosen) > FEW_NAMES:
            yield f"{len(chosen)} {LABELS[name] if name == 'opd' else LABELS[name].lower()}"
        elif chosen:
            yield format_id.listing(list(chosen))

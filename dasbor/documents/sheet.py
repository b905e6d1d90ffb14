"""``/lembar``: one page for the head of the city. No Streamlit, no script, nothing to load.

Made from the same answers, sentences, cards and pictures as the pages; kept per data version and
filters, so that asking again costs a look-up.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from urllib.parse import quote, urlencode

from dasbor import format_id, narrative, settings
from dasbor.charts import svg, theme
from dasbor.city import City, city
from dasbor.documents import cards, markup
from dasbor.documents.content import Ask, Section, city_wide, summary, within
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, Options, lenient, options

STYLES = settings.ASSETS / "lembar.css"
KEPT_PAGES = 128
HERE = "@ALAMAT@"  # stands for the address until a reader comes
_kept: dict[tuple[object, ...], str] = {}


def page(answers: Answers, link: Mapping[str, Sequence[str]], address: str) -> str:
    """The sheet within the filters of a link; what the link made up is mentioned and ignored.

    ``address`` is where readers find this server, without slash at the end.
    """
    choices = options(answers)
    chosen, strange = lenient(link, choices)
    store = answers.store
    key = (store.version, store.fallback, store.findings, chosen, tuple(strange), city())
    html = _kept.get(key)
    if html is None:
        if len(_kept) >= KEPT_PAGES:
            _kept.clear()
        html = _kept[key] = _draw(answers, chosen, choices, strange)
    query = urlencode(chosen.link(choices), doseq=True)
    here = f"{address}/lembar{'?' if query else ''}{query}"
    return html.replace(HERE, escape(here)).replace(quote(HERE), quote(here, safe=""))


def message(section: Section, place: City, marks: Sequence[str], version: str) -> str:
    """The findings as text for WhatsApp, with figures, as-of date, marks and the link."""
    lines = [f"*Inovasi daerah {place.name}*"]
    lines += [f"Saringan: {'; '.join(marks)}"] if marks else []
    lines += [
        f"• {sentence.text}{f' ({provenance.EXAMPLE})' if sentence.illustrative else ''}."
        for sentence in dict.fromkeys((section.finding, *section.sentences))
    ]
    as_of = provenance.of(section.charts[0].result).as_of
    lines += [f"Register: {as_of}."] if as_of else []
    return "\n".join([*lines, f"Versi data {version[:8]}. Selengkapnya: {HERE}"])


def _draw(answers: Answers, chosen: Filters, choices: Options, strange: Sequence[str]) -> str:
    ask = within(answers, chosen, choices)
    section, place, store = summary(ask), city(), answers.store
    marks = chosen.words(choices)
    fallback = f"Yang tampil ialah versi data terakhir yang sehat ({format_id.day(store.built)})."
    body = [
        _head(section, place, marks, strange),
        markup.notice(store.findings, fallback if store.fallback else ""),
        _growth(section),
        _aside(city_wide(chosen, choices)),
        _cards(ask),
        _idle(ask),
        _events(section),
        _ready_text(message(section, place, marks, store.version)),
        _foot(place, store.version, format_id.day(store.built)),
    ]
    linked = markup.keep_filters("".join(body), chosen.link(choices))
    head = f'<meta name="description" content="{escape(section.title)}"><style>{_styles()}</style>'
    return markup.document(f"Inovasi {place.name}: {section.title}", head, f"<main>{linked}</main>")


def _head(section: Section, place: City, marks: Sequence[str], strange: Sequence[str]) -> str:
    badges = [markup.badge(words, "saringan") for words in marks]
    if section.illustrative:
        badges.insert(0, markup.EXAMPLE_MARK)
    words = f"Saringan pada tautan tidak dikenal dan diabaikan: {', '.join(strange)[:120]}"
    return (
        markup.kicker(f"Inovasi {place.name}", *badges)
        + markup.heading(section.title)
        + (f'<div role="status" class="kabar">{markup.paragraph(words)}</div>' if strange else "")
    )


def _growth(section: Section) -> str:
    chart = section.charts[0]
    drawn = svg.draw(chart, 480, 290) + markup.source_line(chart.result)
    told = markup.sentences(section.sentences[:2], traced=False)
    return f'<section class="utama"><div>{drawn}</div><div>{told}</div></section>'


def _events(section: Section) -> str:
    """What the numbers below the years mean; open, since paper has nothing to press."""
    return markup.milestones(section.charts[0]).replace(
        "<details>", '<details open class="kolom">', 1
    )


def _aside(words: str) -> str:
    return markup.paragraph(words, "pengantar") if words else ""


def _cards(ask: Ask) -> str:
    return f'<div class="kisi">{"".join(cards.front(ask))}</div>'


def _idle(ask: Ask) -> str:
    """Who has none; by name only when the rows are real."""
    ranking = ask("berapa_inovasi_per_opd")
    finding = narrative.without_innovation(ranking)
    idle = [row["singkatan"] for row in ranking.records() if not row["jumlah"]]
    if not finding or not idle:
        return ""
    named = format_id.listing(idle)
    told = "" if named in finding.text else f"{named}."
    words = provenance.NOT_NAMED if ranking.illustrative else told
    title = "Yang belum punya inovasi"
    return (
        f'<section class="belum">{markup.heading(title, 2)}'
        f"{markup.sentences([finding], traced=False)}"
        f"{markup.paragraph(words) if words else ''}</section>"
    )


def _ready_text(text: str) -> str:
    rows = text.count("\n") + 4
    send = f"https://wa.me/?text={quote(text)}"
    return (
        f'<section class="pesan">{markup.heading("Teks siap kirim", 2)}'
        f'<textarea readonly rows="{rows}" aria-label="Teks siap kirim">{escape(text)}</textarea>'
        f'<p><a href="{escape(send)}" rel="noreferrer">Kirim lewat WhatsApp</a></p></section>'
    )


def _foot(place: City, version: str, built: str) -> str:
    words = f"{place.office} · versi data {version[:8]} dibangun {built}"
    return f'<footer>{escape(words)} · <a href="./">Dasbor lengkap</a></footer>'


@lru_cache(maxsize=1)
def _styles() -> str:
    """The style sheet inline: variables, inks, and the sheet's own rules on one line each."""
    own = STYLES.read_text(encoding="utf-8")
    lines = f"{theme.variables()}\n{svg.styles()}{own}".splitlines()
    return "\n".join(line.strip() for line in lines if not line.strip().startswith("/*"))

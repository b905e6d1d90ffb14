"""The plain parts of a page: headings, paragraphs, marks, figures, lists, folds."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from dasbor import format_id
from dasbor.html import Html, attributes, format_html, format_html_join, join_html
from dasbor.questions import provenance
from dasbor.questions.result import Result

NOTHING = Html()
DRAWN = re.compile(r"<(svg|script|style|textarea|pre)\b")
RUN = re.compile(r"(?<!<bdi)>[^<>]*\w[-–]\w[^<>]*")  # words between two tags, not yet kept whole
JOINED = re.compile(r"[^\s<>]*\w[-–]\w[^\s<>]*")  # ke-3, 2024–2026, sub-kegiatan
LONGEST_JOINED = 24  # letters; a longer word may break, or a phone has no room for it
EXAMPLE_MARK = format_html(
    '<span class="tanda contoh" title="{}">CONTOH</span>', provenance.EXAMPLE_NOTE
)


def document(title: str, head: Html, body: Html) -> Html:
    """A whole HTML page that asks for nothing."""
    return format_html(
        '<!DOCTYPE html>\n<html lang="id"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
        "<title>{}</title>{}</head>\n<body>{}</body></html>\n",
        *(title, head, unbroken(body)),
    )


def wrap(*parts: Html, kind: str = "") -> Html:
    """One block of our own content, on one line so that no Markdown rule applies inside it."""
    body = join_html(parts).replace("\n", " ")
    return format_html('<div class="dasbor {}">{}</div>', kind, unbroken(body))


def block(kind: str, *parts: Html) -> Html:
    """Parts in one place, laid out by the style sheet where they are of a ``kind``."""
    body = join_html(parts)
    return format_html("<div{}>{}</div>", attributes({"class": kind or None}), body)


def status(words: str) -> Html:
    """A short message, also to who does not see the page."""
    return format_html('<div role="status" class="kabar">{}</div>', paragraph(words))


def heading(text: str, level: int = 1) -> Html:
    """A heading, the finding of a page or chart; a number stays on one line with what it counts."""
    parts = (
        format_html("<bdi>{}</bdi>", part) if place % 2 else format_html("{}", part)
        for place, part in enumerate(format_id.COUNTED.split(text))
    )
    return format_html("<h{}>{}</h{}>", level, join_html(parts), level)


def unbroken(html: Html) -> Html:
    """The same in which no line ends at the hyphen of a short word; what is copied is as written.

    Drawings have lines of their own, and so have fields and code.
    """
    text, parts, done = str(html), [], 0
    for drawn in DRAWN.finditer(text):
        if drawn.start() < done:
            continue
        parts.append(RUN.sub(_kept_whole, text[done : drawn.start()]))
        done = text.find(f"</{drawn[1]}>", drawn.end()) % (len(text) + 1)  # -1: to the end
        parts.append(text[drawn.start() : done])
    return str.__new__(Html, "".join([*parts, RUN.sub(_kept_whole, text[done:])]))


def _kept_whole(words: re.Match[str]) -> str:
    return JOINED.sub(_in_one, words[0])


def _in_one(word: re.Match[str]) -> str:
    return f"<bdi>{word[0]}</bdi>" if len(word[0]) <= LONGEST_JOINED else word[0]


def kicker(text: str, *marks: Html) -> Html:
    """The small line above a heading: where the reader is, and its marks."""
    return format_html('<p class="kepala">{} {}</p>', text, join_html(marks))


def paragraph(text: str, kind: str = "") -> Html:
    """One paragraph: of text, or of ready parts."""
    return (
        format_html('<p class="{}">{}</p>', kind, text) if kind else format_html("<p>{}</p>", text)
    )


def remark(words: str) -> Html:
    """What is to be known beside a picture, if there is anything."""
    return paragraph(words, "pengantar") if words else NOTHING


def badge(text: str, kind: str = "") -> Html:
    """A small mark: quiet, but always there."""
    return format_html('<span class="tanda {}">{}</span>', kind, text)


def share(title: str, address: str = "") -> Html:
    """The ways of a picture to others: its link, a message, and its own page at an ``address``.

    Which link that is on this server only the browser knows (server/start.js).
    """
    last = format_html(' · <a href="{}">Sematkan</a>', address) if address else NOTHING
    return format_html(
        '<p class="bagikan"><button type="button">Salin tautan</button>'
        ' · <a class="wa" href="https://wa.me/?text={}" target="_blank" rel="noreferrer">WhatsApp'
        "</a>{}</p>",
        *(quote(title), last),
    )


def share_page(title: str) -> Html:
    """The same for the page as it stands, behind one word."""
    return details("Bagikan", share(title), kind="bagikan")


def removable(words: str, without: str) -> Html:
    """A mark of a filter, as a link to the same page ``without`` it."""
    return format_html(
        '<a class="tanda saringan langsung" href="{}"'
        ' title="Hapus saringan ini">{} <span aria-hidden="true">×</span></a>',
        *(without, words),
    )


def as_sample(html: Html, *results: Result) -> Html:
    """What is drawn of samples, in their look: hatched, no colour of facts or warnings."""
    return block("karangan", html) if any(result.sample for result in results) else html


def example_badge(*results: Result) -> Html:
    """The mark of a demonstration; nothing beside facts."""
    return EXAMPLE_MARK if any(result.sample for result in results) else NOTHING


def card(label: str, value: str, words: str = "", more: Html = NOTHING) -> Html:
    """A key figure: what it is, the figure, one line of words, and more below."""
    return format_html(
        '<section class="kartu"><p class="label" role="heading" aria-level="2">{}</p>'
        '<p class="angka">{}</p><p class="ket">{}</p>{}</section>',
        *(label, value, words, more),
    )


def headline_number(value: str, words: str, mark: Html = NOTHING) -> Html:
    """One large figure with its words and a mark; read aloud when it changes."""
    return format_html(
        '<div class="hasil" role="status"><p class="angka">{}</p><p class="ket">{} {}</p></div>',
        *(value, words, mark),
    )


def meter(label: str, value: float, most: float) -> Html:
    """How much of a maximum is reached: the words say it, the bar only shows it."""
    share = 100 * min(max(value / most, 0), 1) if most else 0
    words = f"{format_id.number(value, 1)} dari {format_id.number(most)}"
    return format_html(
        '<div class="takaran"><span>{}</span><b>{}</b>'
        '<div aria-hidden="true"><i style="width:{:.1f}%"></i></div></div>',
        *(label, words, share),
    )


def scrolled(label: str, inside: Html, kind: str = "gulir") -> Html:
    """Something wide in a place of its own that scrolls, also by keyboard."""
    return format_html(
        '<div class="{}" tabindex="0" role="region" aria-label="{}">{}</div>', kind, label, inside
    )


def panel(title: str, mark: Html, *parts: Html) -> Html:
    """A framed part of a page with a heading of its own."""
    head = block("judul-gambar", heading(title, 2), mark)
    return format_html('<section class="kartu">{}{}</section>', head, join_html(parts))


def framed(title: str, mark: Html, *parts: Html) -> Html:
    """A framed picture under its finding."""
    head = block("judul-gambar", heading(title, 2), mark)
    inside = unbroken(head + join_html(parts))
    return format_html('<section class="dasbor bingkai">{}</section>', inside)


def button(address: str, words: str) -> Html:
    """A link that changes only the query of this page, drawn as a button."""
    link = format_html('<a class="tombol langsung" href="{}">{}</a>', address, words)
    return paragraph(link)


def ordered(rows: Iterable[Html]) -> Html:
    """A numbered list."""
    return format_html('<ol class="urut">{}</ol>', list_items(rows))


def titled(name: str, text: str, mark: Html = NOTHING) -> Html:
    """A statement after the quiet name of what it belongs to."""
    return format_html('<span class="nama">{}</span> {}. {}', name, text, mark)


def link_list(links: Iterable[tuple[str, str, str]], kind: str = "") -> Html:
    """A list of links: address, name, and the words after it; ``mendatar`` runs along the line."""
    rows = format_html_join(
        '<li><a class="langsung" href="{}">{}</a>{}</li>',
        (
            (address, name, format_html(" <span>{}</span>", words) if words else NOTHING)
            for address, name, words in links
        ),
    )
    return format_html('<ul class="tautan {}">{}</ul>', kind, rows) if rows else NOTHING


def words_list(words: Iterable[str]) -> Html:
    """A plain list in columns."""
    return format_html('<ul class="kolom-kata">{}</ul>', list_items(words))


def list_items(parts: Iterable[str]) -> Html:
    """The items of a list: of text, or of ready parts."""
    return format_html_join("<li>{}</li>", ([part] for part in parts))


def details(summary: str, *parts: Html, opened: bool = False, kind: str = "") -> Html:
    """A fold that opens by mouse, keyboard and screen reader; ``opened`` where nobody can."""
    return format_html(
        "<details{}><summary>{}</summary>{}</details>",
        *(attributes({"open": opened or None, "class": kind or None}), summary, join_html(parts)),
    )

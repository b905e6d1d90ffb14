"""The answers below ``/kartu/`` and ``/sematkan/``: cards as PNG or SVG, and one picture alone."""

import re
from collections.abc import Callable
from urllib.parse import quote

from dasbor import settings
from dasbor.charts import Chart, svg
from dasbor.city import City
from dasbor.documents import markup
from dasbor.documents.addresses import CARDS, EMBEDS, card_of, embed_of
from dasbor.documents.open_data import Answered, Pairs, Refused
from dasbor.documents.share import raster
from dasbor.documents.share.found import Link, Shared, find
from dasbor.documents.share.preview import tags
from dasbor.documents.styles import inline
from dasbor.html import Html, format_html, join_html
from dasbor.questions import provenance
from dasbor.questions.answers import Answers

HTML = "text/html; charset=utf-8"
STYLES = settings.ASSETS / "sematkan.css"
WIDTHS = {"lebar": svg.WIDE, "sempit": svg.NARROW}  # in the style sheet: one of them is seen
HIGH = 560  # of the frame that is offered to other pages
NONE = "Gambar ini tidak ada, atau hanya peragaan dengan angka karangan, yang tidak dibagikan."
_PARTS = re.compile(rf"({CARDS}|{EMBEDS})/([a-z_]+)(?:/([a-z0-9_]+))?(?:\.(png|svg))?")


def answer(asked: Answers, city: City, path: str, pairs: Pairs, address: str) -> Answered:
    """The answer to a request for what follows the ``address`` of the site.

    Raises:
        Refused: for a picture that is not there, in Indonesian.
    """
    link: dict[str, list[str]] = {}
    for name, value in pairs:
        link.setdefault(name, []).append(value)
    match = _PARTS.fullmatch(path)
    door, page, key, form = match.groups() if match else ("", "", "", "")
    make = MADE.get((door, form))
    if not make or (door == EMBEDS and not key):
        raise Refused(404, "gambar_tidak_dikenal", NONE)
    return make(_found(asked, page, link, key or ""), city, address)


def _found(asked: Answers, page: str, link: Link, key: str) -> Shared:
    try:
        return find(asked, page, link, key)
    except KeyError:
        raise Refused(404, "gambar_tidak_dikenal", NONE) from None


def picture(chart: Chart, city: City, address: str, form: str = "png", own: str = "") -> bytes:
    """The card of a picture that a reader has put together, PNG or SVG: it has no address.

    ``own`` is what it says of itself where the answer is the reader's own.
    """
    drawn = _around(chart, city, address, own)
    return raster.png(drawn) if form == "png" else drawn.encode()


def _card(one: Shared, city: City, address: str) -> str:
    here = f"{address}/{one.address}"
    if one.chart is None:
        return svg.title_card(one.title, f"Inovasi {city.name}", _shown(here))
    return _around(one.chart, city, here)


def _around(chart: Chart, city: City, address: str, own: str = "") -> str:
    source = provenance.of(chart.result).source
    return svg.card(chart, f"Inovasi {city.name}", _shown(address), source, own)


def _shown(address: str) -> str:
    return address.partition("://")[2].rstrip("/")


def _png(one: Shared, city: City, address: str) -> Answered:
    return Answered("image/png", raster.png(_card(one, city, address)))


def _svg(one: Shared, city: City, address: str) -> Answered:
    return Answered("image/svg+xml", _card(one, city, address).encode())


def _embed(one: Shared, city: City, address: str) -> Answered:
    """One picture alone: a page that asks for nothing and runs no script."""
    assert one.chart is not None  # noqa: S101 it was asked for by its key
    chart, home = one.chart, f"{address}/{one.address}"
    line = provenance.of(chart.result).line
    main = [
        markup.kicker(f"Inovasi {city.name}", *(markup.badge(w, "saringan") for w in one.marks)),
        markup.heading(one.title),
        *(markup.block(kind, svg.draw(chart, width)) for kind, width in WIDTHS.items()),
        markup.paragraph(". ".join(filter(None, [svg.standing_words(chart), line])), "sumber"),
        markup.paragraph(_link(home, home.partition("://")[2])),
        markup.details("Tabel", markup.chart_table(chart)),
        markup.details("Bagikan dan sematkan", *_ways(one, address)),
    ]
    body = format_html("<main>{}</main>", join_html(main))
    head = format_html("{}{}", tags(one, city, address, chart.key), inline(STYLES))
    return Answered(HTML, markup.document(f"{one.title} · {city.name}", head, body).encode())


def _ways(one: Shared, address: str) -> list[Html]:
    """The card as a file, the link as a message, and what puts this picture into another page."""
    assert one.chart is not None  # noqa: S101
    here = f"{address}/{embed_of(one.page, one.chart.key, one.query)}"
    files = [
        format_html(
            '<a href="{}/{}" download>Gambar {}</a>',
            *(address, card_of(one.page, one.chart.key, one.query, form), form.upper()),
        )
        for form in ("png", "svg")
    ]
    sent = _link(f"https://wa.me/?text={quote(f'{one.title}. {here}', safe='')}", "WhatsApp")
    frame = format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" style="border:0"'
        ' loading="lazy"></iframe>',
        *(here, one.title, HIGH),
    )
    return [
        markup.paragraph(join_html([*files, sent], " · ")),
        _to_copy("Tautan gambar ini", here, 2),
        _to_copy("Kode untuk menyematkan", str(frame), 4),
    ]


def _to_copy(label: str, words: str, rows: int) -> Html:
    return format_html(
        '<label>{}<textarea readonly rows="{}">{}</textarea></label>', label, rows, words
    )


def _link(address: str, words: str) -> Html:
    """A link out of the frame that this page may stand in."""
    return format_html('<a href="{}" target="_blank" rel="noopener">{}</a>', address, words)


def sorry(words: str) -> bytes:
    """A refusal for who sees it in a frame: words, and nothing else."""
    main = format_html("<main>{}</main>", markup.paragraph(words))
    return markup.document("Gambar tidak ada", inline(STYLES), main).encode()


MADE: dict[tuple[str, str | None], Callable[[Shared, City, str], Answered]] = {
    (CARDS, "png"): _png,
    (CARDS, "svg"): _svg,
    (EMBEDS, None): _embed,
}

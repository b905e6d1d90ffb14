"""Light pictures of charts as SVG: for pages that must open fast, for files, without scripts.

Inside our pages the colours come from a style sheet (``styles``), so one picture serves light
and dark; with a palette they are written into the picture, which then stands alone.

Marks are drawn as plain ``str``, since a page has thousands: ``canvas`` escapes every word in them,
and the picture as a whole is ``Html``.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from dasbor.charts import text_metrics
from dasbor.charts.description import SAMPLE_WORD, SAMPLE_WORDS, Chart
from dasbor.charts.kinds import PerKind
from dasbor.charts.shortening import shortened
from dasbor.charts.svg import bars, columns, dots, line, matrix, ruler, styling, tiles
from dasbor.charts.svg import card as cards
from dasbor.charts.svg.canvas import SAMPLE_INK, SIDE, Sheet
from dasbor.charts.svg.spark import draw as spark
from dasbor.charts.svg.styling import styles
from dasbor.charts.theme import Palette, palette
from dasbor.html import Html

KEPT = 256  # pictures
FULL, WIDE, NARROW = 940, 640, 340  # a page, a paper or half a page, a phone
WIDE_MAP, NARROW_MAP = 660, 326
CARD_ROWS = 10
CARD_SIZE = cards.WIDTH, cards.HEIGHT
NOTHING = "Belum ada data"
STRIP, STRIP_SIZE = 24, 13  # above a picture with samples: what they are


class Drawing(NamedTuple):
    """The marks of a kind, and the height that suits a chart of it at a width."""

    marks: Callable[[Sheet], Iterator[str]]
    height: Callable[[Chart, int], int]


KINDS: PerKind[Drawing] = {
    "kolom": Drawing(columns.draw, columns.height),
    "batang": Drawing(bars.draw, bars.height),
    "garis": Drawing(line.draw, columns.height),
    "matriks": Drawing(matrix.draw, matrix.height),
    "peta": Drawing(tiles.draw, tiles.height),
    "penggaris": Drawing(ruler.draw, ruler.height),
    "titik": Drawing(dots.draw, dots.height),
}


NARROW_WINDOW = "jendela-sempit"  # as server/start.js says in a cookie


def width_for(browser: str) -> int:
    """How wide to draw for what a browser calls itself: on a phone letters must not become small.

    Every phone has "Mobi" in its User-Agent, as MDN advises to tell phones; tablets do not.
    Behind it stands ``NARROW_WINDOW`` where the window of another browser is as narrow.
    """
    return NARROW if "Mobi" in browser or NARROW_WINDOW in browser else FULL


def draw(
    chart: Chart,
    width: int = WIDE,
    height: int | None = None,
    palette: Palette | None = None,
    href: Callable[[Any, Any], str] | None = None,
) -> Html:
    """The picture of a chart in units of ``width`` × ``height``; without height as it suits.

    It scales with its place; a smaller drawing has larger letters in the same place. With a
    ``palette`` it is a file of its own: no style sheet, no variables. With ``href`` the mark of
    a category in a group is a link, where that gives an address; without, it is drawn once for all.
    """
    if href:
        return _draw(chart, width, height, palette, href)
    return _draw_once(chart, width, height, palette)


def tile_map(
    chart: Chart, href: Callable[[Any], str], chosen: Any = None, narrow: bool = False
) -> Html:
    """A ``peta`` whose places are links; ``narrow`` for a phone. Nothing without tiles."""
    if not chart.layout or not chart.layout.cells:
        return Html()
    width, kind = (NARROW_MAP, "peta sempit") if narrow else (WIDE_MAP, "peta lebar")
    return _draw(chart, width, None, None, lambda code, _: href(code), chosen, kind)


def card(chart: Chart, city: str, address: str, source: str, own: str = "") -> str:
    """A chart as a finished card of 1200 × 630, an SVG file: see ``card.compose``.

    A long ranking is shortened, a long matrix cut, so that it can be read on a phone.
    """
    words = cards.words_of(chart, city, address, source, own)
    width, height = cards.room(words).drawing
    short = shortened(chart, CARD_ROWS)
    part = short.cut(CARD_ROWS)[0] if chart.traits.cells else short
    colours = palette("light")
    return cards.compose(words, _draw(part, width, height, colours), colours)


def title_card(title: str, city: str, address: str) -> str:
    """A card of the same size that says no more than a title."""
    words = cards.Words(title, "", "", city, address)
    return cards.without_picture(words, palette("light"))


def standing_words(chart: Chart) -> str:
    """How the numbers of a chart stand, as the foot of its card says it."""
    return cards.stand(chart)


def _draw(
    chart: Chart,
    width: int,
    height: int | None,
    palette: Palette | None,
    href: Callable[[Any, Any], str] | None = None,
    chosen: Any = None,
    page_kind: str = "",
) -> Html:
    drawing = KINDS[chart.kind]
    strip = STRIP if chart.samples else 0
    high = height - strip if height else drawing.height(chart, width)
    sheet = Sheet(chart, width, high, palette, href, chosen)
    body = "".join(drawing.marks(sheet)) if chart.categories else _nothing(sheet)
    body = _with_samples(sheet, body) if strip else body
    inside = f' class="{" ".join(filter(None, ["gambar", page_kind]))}"'
    kind = _alone(width, high + strip, palette) if palette else inside
    role = "group" if href else "img"
    return Html(
        f'<svg{kind} viewBox="0 0 {width} {high + strip}" role="{role}"'
        f' aria-label="{escape(chart.alt_in_full)}">{body}</svg>'
    )


def _with_samples(sheet: Sheet, body: str) -> str:
    """The hatches, the word for them on top of the picture, and the marks below it."""
    fits = text_metrics.width(SAMPLE_WORDS, STRIP_SIZE, bold=True) <= sheet.width - 2 * SIDE
    words = SAMPLE_WORDS if fits else SAMPLE_WORD
    said = sheet.text(SIDE, STRIP - 9, words, SAMPLE_INK, STRIP_SIZE, "start")
    return f'{sheet.hatches(body)}{said}<g transform="translate(0 {STRIP})">{body}</g>'


_draw_once = lru_cache(maxsize=KEPT)(_draw)


def _alone(width: int, height: int, palette: Palette) -> str:
    size = f'width="{width}" height="{height}"'
    return f' xmlns="http://www.w3.org/2000/svg" {size} font-family="{escape(palette.font)}"'


def _nothing(sheet: Sheet) -> str:
    return sheet.text(sheet.width / 2, sheet.height / 2, NOTHING, "kecil", 15)

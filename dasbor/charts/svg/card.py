"""A picture as a finished card: title, picture, source, standing, city, and address in one file."""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from dasbor.charts import text_metrics
from dasbor.charts.description import SAMPLE_WORDS, Chart
from dasbor.charts.theme import Palette
from dasbor.format_id import listing
from dasbor.questions.standing import Standing

WIDTH, HEIGHT, EDGE = 1200, 630, 48
TITLE, TITLE_LINE, TITLE_LINES = 34, 42, 3
LARGE, LARGE_LINE = 52, 64  # of a title alone
SPARE = 0.88  # of the width: where Inter is missing letters are wider
FOOT, FOOT_LINE, FOOT_LINES = 19, 26, 2
ENLARGED = 1.5  # so that the letters of the picture are read in a chat
WORDS = {
    Standing.PUBLISHED: "Angka terbit",
    Standing.COUNTED: "Dihitung",
    Standing.ESTIMATE: "Perkiraan",
    Standing.SAMPLE: SAMPLE_WORDS,
    Standing.ABSENT: "Belum terbit",
}


class Words(NamedTuple):
    """What a card says around its picture."""

    title: str
    source: str
    standing: str
    city: str
    address: str


class Room(NamedTuple):
    """Where the picture of a card lies on it."""

    top: float
    height: float

    @property
    def drawing(self) -> tuple[int, int]:
        """Width and height to draw it at."""
        return round((WIDTH - 2 * EDGE) / ENLARGED), round(self.height / ENLARGED)


def words_of(chart: Chart, city: str, address: str, source: str, own: str = "") -> Words:
    """What is written on the card of a chart; a sample has no source.

    ``own`` is said instead of a standing and a source where the answer is nobody's publication.
    """
    if chart.samples or not own:
        said = stand(chart)
        return Words(chart.title, "" if chart.samples else source, said, city, address)
    return Words(chart.title, "", own, city, address)


def stand(chart: Chart) -> str:
    """How the numbers of a picture stand, each way that there is."""
    first, *others = (WORDS[standing] for standing in chart.standings)
    return listing([first, *(words.lower() for words in others)])


def without_picture(words: Words, colours: Palette) -> str:
    """The card of a page that has no figure: its title, large."""
    rows = text_metrics.lines(words.title, SPARE * (WIDTH - 2 * EDGE) / text_metrics.BOLD, LARGE, 4)
    look = f'fill="{colours.text}" font-size="{LARGE}" font-weight="700"'
    first = (HEIGHT - LARGE_LINE * (len(rows) - 1)) / 2
    said = [_text(EDGE, first + n * LARGE_LINE, row, look) for n, row in enumerate(rows)]
    return _paper(words, "".join([*said, *_last(words, colours)]), colours)


def room(words: Words) -> Room:
    """What the title and the foot leave for the picture."""
    top = EDGE + len(_title(words)) * TITLE_LINE + 8
    return Room(top, HEIGHT - top - EDGE - FOOT_LINE * len(_foot(words)) + FOOT - 28)


def compose(words: Words, picture: str, colours: Palette) -> str:
    """The card around a ``picture`` that was drawn for its ``room``, as an SVG file."""
    place = room(words)
    x, width, height = EDGE, WIDTH - 2 * EDGE, place.height
    inner = str(picture).replace(
        "<svg ", f'<svg x="{x}" y="{place.top:.0f}" overflow="visible" ', 1
    )
    drawn, high = place.drawing
    inner = inner.replace(
        f'width="{drawn}" height="{high}"', f'width="{width}" height="{height:.0f}"', 1
    )
    return _paper(words, f"{''.join(_said(words, colours))}{inner}", colours)


def _paper(words: Words, drawn: str, colours: Palette) -> str:
    alt = escape(f"{words.title}. {words.source}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{alt}"'
        f' font-family="{escape(colours.font)}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours.background}"/>'
        f'<rect width="{WIDTH}" height="10" fill="{colours.accent}"/>'
        f"{drawn}</svg>"
    )


def _title(words: Words) -> list[str]:
    wide = SPARE * (WIDTH - 2 * EDGE) / text_metrics.BOLD
    return text_metrics.lines(words.title, wide, TITLE, TITLE_LINES)


def _foot(words: Words) -> list[str]:
    source = ". ".join(filter(None, [words.standing, words.source]))
    return text_metrics.lines(source, SPARE * (WIDTH - 2 * EDGE), FOOT, FOOT_LINES)


def _said(words: Words, colours: Palette) -> Iterator[str]:
    sample = words.standing == SAMPLE_WORDS
    for number, line in enumerate(_title(words)):
        y = EDGE + TITLE + number * TITLE_LINE
        yield _text(EDGE, y, line, f'fill="{colours.text}" font-size="{TITLE}" font-weight="700"')
    ink = f'fill="{colours.sample}" font-style="italic"' if sample else f'fill="{colours.quiet}"'
    foot = _foot(words)
    first = HEIGHT - 34 - FOOT_LINE * len(foot)
    for number, line in enumerate(foot):
        yield _text(EDGE, first + number * FOOT_LINE, line, f'{ink} font-size="{FOOT}"')
    yield from _last(words, colours)


def _last(words: Words, colours: Palette) -> Iterator[str]:
    """The city and the address, on the last line of every card."""
    last = f'fill="{colours.text}" font-size="{FOOT}"'
    address = text_metrics.cut(words.address, (WIDTH - 2 * EDGE) * 2 / 3, FOOT)
    yield _text(EDGE, HEIGHT - 30, words.city, f'{last} font-weight="700"')
    yield _text(WIDTH - EDGE, HEIGHT - 30, address, f'{last} text-anchor="end"')


def _text(x: float, y: float, words: str, look: str) -> str:
    return f'<text x="{x}" y="{y}" {look}>{escape(words)}</text>'

"""Maps (kind ``peta``) as SVG: tiles or true outlines, links for mouse and keyboard.

Colours come from the style sheet; every place also carries a mark: a full dot, a ring, or a
question mark. Nothing is loaded from anywhere.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dasbor.charts.description import Area, Cell, Chart, Layout
from dasbor.html import Html, attributes, format_html, format_html_join, join_html
from dasbor.questions.provenance import EXAMPLE

CLASSES = {"Ikut": "ikut", "Tidak ikut": "absen"}  # word -> class; any other word: no data
GAP, STRIP, SIDE = 5, 15, 4
LETTER = 0.58  # mean width of a letter in sizes of the letter
FRAGMENT = 4  # shorter loose ends come from neighbours whose outlines differ by a hair
RIM = '<path d="{}" class="tepi"/>'
Href = Callable[[Any], str]


@dataclass(frozen=True)
class _Style:
    """How a drawing of a width is set: sizes in its own units."""

    width: int
    tile: int  # height
    letters: float
    words: bool  # room for the status as a word


WIDE, NARROW = _Style(660, 46, 13, True), _Style(330, 50, 10.5, False)


def draw(chart: Chart, href: Href, chosen: Any = None, narrow: bool = False) -> Html:
    """The tile map; ``narrow`` for a phone: same cells, names broken into lines."""
    style = NARROW if narrow else WIDE
    layout = _layout(chart)
    columns, rows = layout.size
    if not columns:
        return Html()
    sheet = _Sheet(chart, layout, style, (style.width - 2 * SIDE) / columns)
    height = round(rows * sheet.high + 2 * SIDE)
    body = join_html(
        [
            *_borders(sheet),
            *(_tile(sheet, code, href(code), code == chosen) for code in sheet.order),
            *_region_names(sheet),
        ]
    )
    kind = "petak sempit" if narrow else "petak lebar"
    return _svg(chart, style.width, height + STRIP, body, kind)


def draw_areas(chart: Chart, href: Href, chosen: Any = None) -> Html:
    """The true outlines. Names are written where there is room for them."""
    layout = _layout(chart)
    numbers = [n for area in layout.areas.values() for ring in area.rings for n in ring]
    if not numbers:
        return Html()
    points = [p for area in layout.areas.values() for ring in area.rings for p in _points(ring)]
    width, height = max(x for x, _ in points), max(y for _, y in points)
    codes = [code for code in chart.categories if code in layout.areas]
    codes.sort(key=lambda code: code == chosen)  # the chosen one on top
    shapes = [_area(chart, code, href(code), code == chosen) for code in codes]
    names = [_area_name(chart, code, layout.areas[code]) for code in codes]
    return _svg(chart, width, height, join_html([*shapes, *_rims(layout), *names]), "batas")


def sketch(areas: Mapping[str, Area], names: Mapping[str, str], words: str) -> Html:
    """Outlines alone, told apart by their names only; ``words`` say what is seen."""
    points = [p for area in areas.values() for ring in area.rings for p in _points(ring)]
    if not points:
        return Html()
    width, height = max(x for x, _ in points), max(y for _, y in points)
    shapes = format_html_join(
        '<path fill-rule="evenodd" d="{}"><title>{}</title></path>',
        ((_path(area), names.get(code, code)) for code, area in areas.items()),
    )
    return format_html(
        '<svg class="peta sketsa" viewBox="-2 -2 {} {}" role="img" aria-label="{}">{}</svg>',
        *(width + 4, height + 4, words, shapes),
    )


def _text(
    x: float, y: float, words: str, kind: str, anchor: str = "middle", squeezed: str | None = None
) -> Html:
    """One line of words; ``squeezed`` is the width they are pressed into."""
    width = format_html(' textLength="{}"', squeezed) if squeezed else Html()
    return format_html(
        '<text x="{:.1f}" y="{:.1f}" text-anchor="{}"{} class="{}">{}</text>',
        *(x, y, anchor, width, kind, words),
    )


def _layout(chart: Chart) -> Layout:
    if chart.layout is None:
        raise ValueError(f"{chart.key}: peta tanpa letak")
    return chart.layout


def _svg(chart: Chart, width: int, height: int, body: Html, kind: str) -> Html:
    mark = EXAMPLE if chart.result.sample else ""
    body += _text(SIDE, height - 4, mark, "contoh", "start") if mark else Html()
    return format_html(
        '<svg class="peta {}" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>',
        *(kind, width, height, chart.alt, body),
    )


def _link(chart: Chart, code: Any, href: str, chosen: bool, inside: Html) -> Html:
    """One place as a link that says its name, its region and its status."""
    region = _layout(chart).regions.get(code, "")
    words = f"{chart.names(code)}, Kecamatan {region}: {chart.text(chart.value(code))}"
    kind = CLASSES.get(chart.value(code), "kosong") + (" terpilih" if chosen else "")
    current = attributes({"aria-current": "true" if chosen else None})
    return format_html(
        '<a href="{}" target="_self" class="{}" aria-label="{}"{}><title>{}</title>{}</a>',
        *(href, kind, words, current, words, inside),
    )


def _mark(x: float, y: float, kind: str, size: float) -> Html:
    """A full dot, a ring, or a question mark."""
    if kind == "kosong":
        return _text(x, y + size, "?", "cap")
    return format_html('<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" class="cap"/>', x, y, size)


# --- tiles ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Sheet:
    """A tile map on a drawing: ``pitch`` and ``high`` are the width and height of a cell."""

    chart: Chart
    layout: Layout
    style: _Style
    pitch: float

    @property
    def high(self) -> float:
        return STRIP + self.style.tile + GAP

    @property
    def order(self) -> list[Any]:
        """Region by region, for the keyboard."""
        cells, regions = self.layout.cells, self.layout.regions
        return sorted(cells, key=lambda code: (regions[code], cells[code][1], cells[code][0]))

    def corner(self, cell: Cell) -> tuple[float, float]:
        return SIDE + cell[0] * self.pitch, SIDE + cell[1] * self.high


def _tile(sheet: _Sheet, code: Any, href: str, chosen: bool) -> Html:
    """The name, the mark, and in a wide drawing the status as a word."""
    style, chart = sheet.style, sheet.chart
    x, y = sheet.corner(sheet.layout.cells[code])
    x, y, width = x + GAP / 2, y + STRIP, sheet.pitch - GAP
    kind = CLASSES.get(chart.value(code), "kosong")
    box = format_html(
        '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" rx="5"/>',
        *(x, y, width, style.tile),
    )
    lines = broken(chart.names(code), int((width - 6) / (style.letters * LETTER)))
    if style.words:
        at, anchor, first = x + 6, "start", y + (20 if len(lines) == 1 else 13)
        status = str(chart.value(code)).lower()
        word = _text(x + 20, y + style.tile - 5, status, "kata", "start")
        marks = [_mark(x + 11, y + style.tile - 9, kind, 4.5), word]
    else:
        at, anchor = x + width / 2, "middle"
        first = y + style.tile / 2 - style.letters * 0.55 * (len(lines) - 1) + 8
        marks = [_mark(at, y + 8, kind, 3.6)]
    step = style.letters * 1.1
    words = (_text(at, first + step * i, w, "nama", anchor) for i, w in enumerate(lines))
    return _link(chart, code, href, chosen, join_html([box, *words, *marks]))


def broken(name: str, room: int) -> list[str]:
    """A name in lines of at most ``room`` letters: between words, else within one by syllable."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        elif len(word) <= room:
            lines.append(word)
        else:
            lines += _syllables(word, room)
    return lines


def _syllables(word: str, room: int) -> Sequence[str]:
    """A long word in two: before a consonant that opens a syllable, near the middle."""
    vowels = "aeiou"
    places = [
        i
        for i in range(2, len(word) - 1)
        if word[i] not in vowels
        and word[i + 1] in vowels
        and word[i - 1 : i + 1] not in ("ng", "ny")
        and i < room
    ]
    at = min(places, key=lambda i: abs(2 * i - len(word)), default=min(room - 1, len(word) - 1))
    return f"{word[:at]}-", word[at:]


def _borders(sheet: _Sheet) -> Iterator[Html]:
    """The lines between regions and around the city, each drawn once, in one path."""
    owner = {cell: sheet.layout.regions[code] for code, cell in sheet.layout.cells.items()}
    columns, rows = sheet.layout.size
    lines = []
    for column in range(columns + 1):
        for row in range(rows + 1):
            here, x, y = owner.get((column, row)), *sheet.corner((column, row))
            if here != owner.get((column - 1, row)):
                lines.append(f"M{x:.0f} {y:.0f}v{sheet.high:.0f}")
            if here != owner.get((column, row - 1)):
                lines.append(f"M{x:.0f} {y:.0f}h{sheet.pitch:.0f}")
    yield format_html(RIM, "".join(lines))


def _region_names(sheet: _Sheet) -> Iterator[Html]:
    """The name of each region over its northernmost tiles."""
    for region in sorted(set(sheet.layout.regions.values())):
        codes = [code for code, name in sheet.layout.regions.items() if name == region]
        cells = [sheet.layout.cells[code] for code in codes]
        north = min(row for _, row in cells)
        first = min(column for column, row in cells if row == north)
        run = next(n for n in range(1, len(cells) + 1) if (first + n, north) not in cells)
        x, y = sheet.corner((first, north))
        size, room = 10.5 if sheet.style.words else 9.5, run * sheet.pitch - 8
        words = f"Kec. {region}" if len(region) + 5 <= room / (size * LETTER) else region
        squeezed = f"{room:.0f}" if len(words) * size * LETTER > room else None
        yield _text(x + 4, y + STRIP - 4, words, "wilayah", "start", squeezed)


# --- true outlines ----------------------------------------------------------------------------


def _points(ring: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(ring[::2], ring[1::2], strict=True))


def _path(area: Area) -> str:
    """One path of steps: small numbers, short text."""
    parts = []
    for ring in area.rings:
        points = _points(ring)
        steps = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points[:-1]))
        parts.append(f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-"))
    return "".join(parts)


def _area(chart: Chart, code: Any, href: str, chosen: bool) -> Html:
    area = _layout(chart).areas[code]
    kind = CLASSES.get(chart.value(code), "kosong")
    shape = format_html('<path fill-rule="evenodd" d="{}"/>', _path(area))
    return _link(chart, code, href, chosen, shape + _mark(*area.middle, kind, 6))


def _area_name(chart: Chart, code: Any, area: Area) -> Html:
    """The name below the mark, where the outline is wide enough for it."""
    xs = [x for ring in area.rings for x, _ in _points(ring)]
    lines = broken(chart.names(code), max(int((max(xs) - min(xs)) / 10), 1))
    if len(lines) > 2 or any(len(line) < 3 for line in lines):
        return Html()
    x, y = area.middle
    return join_html(_text(x, y + 22 + 17 * i, line, "nama") for i, line in enumerate(lines))


def _rims(layout: Layout) -> Iterator[Html]:
    """The outer lines of the regions: pieces of line that only one of its places has."""
    for region in sorted(set(layout.regions.values())):
        seen: dict[tuple[tuple[int, int], ...], int] = {}
        for code, area in layout.areas.items():
            if layout.regions.get(code) == region:
                for ring in area.rings:
                    for a, b in pairwise(_points(ring)):
                        key = (min(a, b), max(a, b))
                        seen[key] = seen.get(key, 0) + 1
        path = _joined([piece for piece, count in seen.items() if count == 1])
        yield format_html(RIM, path)


def _joined(pieces: Sequence[tuple[tuple[int, int], ...]]) -> str:
    """Pieces of line as few long lines."""
    ends: dict[tuple[int, int], list[int]] = {}
    for number, piece in enumerate(pieces):
        for end in piece:
            ends.setdefault(end, []).append(number)
    used: set[int] = set()
    path = []
    for number, (start, second) in enumerate(pieces):
        if number in used:
            continue
        used.add(number)
        here = second
        steps = [f"M{start[0]} {start[1]}l{here[0] - start[0]} {here[1] - start[1]}"]
        while following := next((n for n in ends[here] if n not in used), None):
            used.add(following)
            a, b = pieces[following]
            before, here = here, b if a == here else a
            steps.append(f"{here[0] - before[0]} {here[1] - before[1]}")
        if len(steps) > FRAGMENT or here == start:
            path.append(" ".join(steps).replace(" -", "-"))
    return "".join(path)

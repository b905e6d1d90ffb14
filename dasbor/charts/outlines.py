"""Maps (kind ``peta``) by true outlines, as SVG: links for mouse and keyboard.

Colours come from the style sheet; every place also carries a mark: a full dot, a ring, or a
question mark. Nothing is loaded from anywhere. Without outlines there are tiles (``svg.tiles``).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from dasbor.charts.description import SAMPLE_WORDS, Chart
from dasbor.charts.labels import pointed
from dasbor.charts.places import Area, Layout
from dasbor.charts.svg.canvas import Sheet, sample_kind
from dasbor.charts.syllables import broken
from dasbor.city import say
from dasbor.html import Html, attributes, format_html, format_html_join, join_html

CLASSES = {"Ikut": "ikut", "Tidak ikut": "absen"}  # word -> class; any other word: no data
FRAGMENT = 4  # shorter loose ends come from neighbours whose outlines differ by a hair
RIM = '<path d="{}" class="tepi"/>'
Href = Callable[[Any], str]


def draw(chart: Chart, href: Href, chosen: Any = None) -> Html:
    """The true outlines. Names are written where there is room for them."""
    layout = _layout(chart)
    numbers = [n for area in layout.areas.values() for ring in area.rings for n in ring]
    if not numbers:
        return Html()
    points = [p for area in layout.areas.values() for ring in area.rings for p in _points(ring)]
    width, height = max(x for x, _ in points), max(y for _, y in points)
    codes = [code for code in chart.categories if code in layout.areas]
    codes.sort(key=lambda code: code == chosen)  # the chosen one on top
    sheet = Sheet(chart, width, height)
    shapes = [_area(sheet, code, href(code), code == chosen) for code in codes]
    names = [_area_name(chart, code, layout.areas[code]) for code in codes]
    return _svg(chart, sheet, join_html([*shapes, *_rims(layout), *names]))


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


def _text(x: float, y: float, words: str, kind: str) -> Html:
    """One line of words."""
    return format_html(
        '<text x="{:.1f}" y="{:.1f}" text-anchor="middle" class="{}">{}</text>', x, y, kind, words
    )


def _layout(chart: Chart) -> Layout:
    if chart.layout is None:
        raise ValueError(f"{chart.key}: peta tanpa letak")
    return chart.layout


def _svg(chart: Chart, sheet: Sheet, body: Html) -> Html:
    """The picture; with samples their word stands in its upper left corner."""
    if chart.samples:
        said = sheet.text(4, 18, SAMPLE_WORDS, "nilai-contoh", 18, "start")
        body = _ready(sheet.hatches(body)) + body + _ready(said)
    return format_html(
        '<svg class="gambar peta batas" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>',
        *(sheet.width, sheet.height, chart.alt, body),
    )


def _ready(drawn: str) -> Html:
    """What a sheet has drawn: it escapes every word."""
    return Html(drawn)


def _link(chart: Chart, code: Any, href: str, chosen: bool, inside: Html) -> Html:
    """One place as a link that says its name, its region and its status."""
    region = _layout(chart).regions.get(code, "")
    words = f"{chart.names(code)}, {say('Kecamatan')} {region}: {pointed(chart, code)}"
    kind = "contoh" if chart.sampled(code) else CLASSES.get(chart.value(code), "kosong")
    current = attributes({"aria-current": "true" if chosen else None})
    return format_html(
        '<a class="langsung {}" href="{}" aria-label="{}"{}><title>{}</title>{}</a>',
        *(f"{kind} terpilih" if chosen else kind, href, words, current, words, inside),
    )


def _mark(x: float, y: float, kind: str, size: float) -> Html:
    """A full dot, a ring, or a question mark."""
    if kind == "kosong":
        return _text(x, y + size, "?", "cap")
    look = "cap cincin" if kind == "absen" else "cap"
    return format_html('<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" class="{}"/>', x, y, size, look)


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


def _area(sheet: Sheet, code: Any, href: str, chosen: bool) -> Html:
    chart = sheet.chart
    area = _layout(chart).areas[code]
    kind = CLASSES.get(chart.value(code), "kosong")
    hatch = _ready(sheet.ink(sample_kind(kind != "ikut", 0)) if chart.sampled(code) else "")
    shape = format_html('<path fill-rule="evenodd" d="{}"{}/>', _path(area), hatch)
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

"""A page as HTML, block by block: one drawing for its first picture and for the app."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import count
from zlib import crc32

from dasbor.charts import Chart, plotly, svg
from dasbor.charts.shortening import drawable, in_words, shortened
from dasbor.charts.theme import palette
from dasbor.documents import controls, foot, markup, quality
from dasbor.documents.blocks import (
    Block,
    Choice,
    Control,
    Deaf,
    Demonstration,
    Empty,
    Finding,
    Fold,
    Heading,
    Light,
    Listing,
    Number,
    Origins,
    Pick,
    Picture,
    Remark,
    Row,
    Sentences,
    Slot,
    Table,
    ToLoad,
    Words,
)
from dasbor.documents.once import NO_DATA, traced
from dasbor.documents.view import HIDDEN, SAMPLES, View
from dasbor.format_id import lowered
from dasbor.html import Html, format_html, join_html, json_html
from dasbor.questions.filters import FILTERS, LABELS, Options
from dasbor.questions.result import Result
from dasbor.questions.selection import Marks, picked_by_axis

Part = tuple[Block, ...] | Slot
KEPT = 256  # framed charts
NO_ROWS = "Tidak ada baris dalam saringan ini."
UNREASONED = {"Belum ada data", "Belum ada"}  # say no more than that
DEMONSTRATED = (
    "Yang tampil di bawah ini menunjukkan cara halaman bekerja. Angkanya karangan, bukan keadaan"
    " sebenarnya: banyaknya baris contoh dibuat sama dengan angka terbit, jadi jumlah yang sama"
    " tidak membenarkan pembagiannya. Tidak ikut ke bahan rapat, pesan, atau unduhan; hilang begitu"
    " data yang sebenarnya dimuat."
)
SMALL, SMALL_HIGH = 480, 300  # a light picture


def draw(blocks: Iterable[Block], view: View, width: int = svg.WIDE) -> Html:
    """Blocks one below the other; ``width`` is that of the charts, in their own units."""
    return join_html(_block(block, view, width) for block in blocks)


def whole(
    blocks: Iterable[Block], view: View, width: int, name: str, foot: Html = markup.NOTHING
) -> Html:
    """A page at once, cut into parts as the app draws them; tools only keep their place."""
    places = count()

    def drawn(one: Part) -> Html:
        if isinstance(one, Slot):
            return markup.block(f"tempat {one.name}")
        return part(draw(one, view, width), next(places))

    body = join_html([*map(drawn, parts(traced(blocks))), foot])
    return format_html('<div class="isi" data-halaman="{}">{}</div>', name, body)


def parts(blocks: Iterable[Block]) -> Iterator[Part]:
    """Blocks as far as they are drawn in one piece, and the tools of the app between them.

    Controls begin a piece: what they change does not touch what stands above.
    """
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, Slot | Control):
            yield tuple(run)
            run = []
        if isinstance(block, Slot):
            yield block
        else:
            run.append(block)
    yield tuple(run)


def part(html: Html, place: int | str) -> Html:
    """One piece of a page, with its place on the page and a mark that changes with it."""
    if not html:
        return html
    return format_html(
        '<div class="isi pulau" data-tempat="{}" data-sidik="{}">{}</div>', place, mark(html), html
    )


def mark(html: Html) -> str:
    """What tells two texts apart."""
    return f"{crc32(html.encode()):08x}{len(html):x}"


def _isi(html: Html) -> Html:
    return markup.block("isi", html)


def _block(block: Block, view: View, width: int) -> Html:  # noqa: C901 one line per kind
    match block:
        case Finding():
            return head(block, view)
        case Empty():
            return _empty(block, view)
        case Deaf():
            return _quiet(view.filters.without_effect(block.names, view.options, block.on))
        case Sentences():
            said = markup.sentences(block.items)
            return markup.wrap(said) if said else markup.NOTHING
        case Remark() | Words():
            return _quiet(block.text)
        case Heading():
            return _heading(block)
        case Picture():
            return picture(block, view, width)
        case Light():
            return _light(block, view, width)
        case Table():
            return _table(block)
        case Fold():
            return _fold(block)
        case Listing():
            return block.draw(view)
        case ToLoad():
            return quality.to_load(view, block.about)
        case Demonstration():
            return demonstration(view)
        case Choice() | Number() | Pick():
            return controls.draw(block, view)
        case Slot():
            return markup.NOTHING  # a tool of the app alone
        case Origins():
            return foot.of_sentences(block.said)
        case Row():
            return _row(block, view, width)


def head(finding: Finding, view: View, chips: bool = True) -> Html:
    """The finding under the name of the page, with the filters in force as marks to take away."""
    narrowed = [name for name in LABELS if chips and view.filters.narrows(name, view.options)]
    marks = [_removable(name, view) for name in narrowed]
    title = str(finding.text)
    kicker = markup.kicker(finding.kicker, *marks)
    return markup.wrap(markup.block("kop", kicker, markup.share_page(title)), markup.heading(title))


def _removable(name: str, view: View) -> Html:
    """What one filter restricts, as a link to the same page without it."""
    words = "; ".join(view.filters.only(name).words(view.options))
    return markup.removable(words, view.same(**{name: None}))


def _quiet(words: str) -> Html:
    return markup.wrap(markup.paragraph(words, "pengantar")) if words else markup.NOTHING


def _empty(block: Empty, view: View) -> Html:
    """That nothing is left, why, and the way back from filters, once; the page goes on.

    A zero is an answer and a gap has its reason: neither takes the rest of the page away.
    """
    values = block.result.values(block.column)
    if any(values):
        return markup.NOTHING
    rows = block.result.records()
    reasons = Counter(row.get("keterangan") for row in rows if row[block.column] is None)
    most = [reason for reason in reasons if reason and reasons[reason] == max(reasons.values())]
    known = sorted({*most} - UNREASONED)
    if 0 in values:
        words = " ".join([block.words, *(f"{reason}." for reason in known)])
    else:
        words = f"{'; '.join(known)}: kosong, bukan nol." if known else NO_DATA
    filters = "; ".join(view.filters.words(view.options))
    if not filters:
        return markup.wrap(markup.paragraph(words))
    words += f" Saringan: {filters}."
    words += "" if 0 in values else " Longgarkan di atas, atau hapus semuanya."
    gone = markup.button(view.same(**dict.fromkeys(FILTERS)), "Hapus semua saringan")
    return markup.wrap(markup.paragraph(words), gone)


def _heading(block: Heading) -> Html:
    if block.over:
        return markup.wrap(markup.kicker(block.text))
    found = [block.of] if block.of else []
    marks, behind = map(markup.example_badge, found), map(foot.of_table, found)
    head = markup.wrap(markup.heading(block.text, 2), *marks, kind="judul-gambar babak")
    return join_html([head, *(markup.wrap(line) for line in behind)])


def picture(block: Picture, view: View, width: int) -> Html:
    """A framed chart with its finding: light, and its Plotly figure as data.

    A long ranking ends in words; fewer values than make a picture are a sentence.
    """
    return _picture(block.chart, block.leads_to, view.options, view.page, width)


@lru_cache(maxsize=KEPT)  # the first picture of a page and the app draw the same one
def _picture(chart: Chart, leads_to: str, options: Options, page: str, width: int) -> Html:
    if not chart.categories:
        return framed(chart)  # its title says so
    behind = foot.of_chart(chart, page)
    if not drawable(chart):
        said = [markup.paragraph(words) for words in [in_words(chart)] if words]
        return framed(chart, *said, behind)
    short = shortened(chart)
    axes = {"x": short.categories, "series": short.groups}
    marks = picked_by_axis(short.picks, axes, options)
    return framed(chart, svg.draw(short, width), figure(short, leads_to, marks), behind)


def framed(chart: Chart, *parts: Html) -> Html:
    """Ready parts in a frame under the finding of a chart."""
    return markup.framed(chart.title, markup.example_badge(chart.result), *parts)


def figure(chart: Chart, leads_to: str = "", marks: Marks | None = None) -> Html:
    """The Plotly figure of a chart as data, in both colour schemes; nothing where it has none.

    ``marks``: what a click adds to the link, of this page or of the one it ``leads_to``.
    """
    if not chart.categories:
        return markup.NOTHING
    figures = {mode: plotly.draw(chart, palette(mode)) for mode in ("light", "dark")}
    if not figures["light"]["data"]:
        return markup.NOTHING
    facts = {"config": plotly.CONFIG, "alt": chart.alt_in_full, **figures}
    facts |= {"tandai": {"halaman": leads_to, **marks}} if marks else {}
    return format_html(
        '<script type="application/json" class="gambar-data" data-kunci="{}">{}</script>',
        *(chart.key, json_html(facts)),
    )


def _light(block: Light, view: View, width: int) -> Html:
    if len(block.charts) == 1 and block.beside:
        [chart] = block.charts
        high = None if chart.traits.rows or chart.among else SMALL_HIGH
        drawn = svg.draw(chart, min(SMALL, width), high, href=view.marks(chart))
        words = draw(block.beside, view, width)
        parts = (markup.block("", drawn, foot.of_chart(chart, view.page)), markup.block("", words))
        return markup.wrap(*parts, kind="utama")
    return lights(block.charts, view, width)


def lights(charts: tuple[Chart, ...], view: View, width: int = SMALL) -> Html:
    """Light pictures side by side, the first of what the page shows: only its marks filter."""
    drawn = (
        markup.block(
            "",
            markup.block("judul-gambar", _titled(chart.title, chart.result)),
            svg.draw(
                chart,
                min(SMALL, width),
                href=view.marks(chart) if chart is charts[0] else None,
            ),
            foot.of_chart(chart, view.page),
        )
        for chart in charts
    )
    return markup.wrap(*drawn, kind="kisi berdampingan")


def told(title: str, result: Result) -> str:
    """A heading over an answer; over samples it says that it is a demonstration."""
    return f"Peragaan: {lowered(title)}" if result.sample and ":" not in title else title


def _titled(title: str, result: Result) -> Html:
    return markup.heading(told(title, result), 2) + " " + markup.example_badge(result)


def _table(block: Table) -> Html:
    result = block.result
    if not result:
        none = markup.paragraph(NO_ROWS, "pengantar")
        return markup.wrap(markup.heading(block.heading, 2), none, kind="bagian")
    return markup.wrap(
        _titled(block.heading, result),
        markup.result_table(result, block.columns, name=f"t-{result.query.name}"),
        foot.of_table(result),
        kind="tabel",
    )


def _fold(block: Fold) -> Html:
    tables = [
        join_html(
            [
                markup.paragraph(table.result.query.question),
                markup.result_table(table.result, table.columns),
                foot.of_table(table.result),
            ]
        )
        for table in block.tables
        if table.result
    ]
    return markup.wrap(markup.details(block.summary, *tables)) if tables else markup.NOTHING


def demonstration(view: View) -> Html:
    """What opens the part of a page that only demonstrates, with the way to hide it."""
    hide = markup.button(view.same(**{SAMPLES: [HIDDEN]}), "Sembunyikan peragaan")
    head = markup.heading("Peragaan dengan angka karangan", 2)
    return markup.wrap(head, markup.paragraph(DEMONSTRATED), hide, kind="peragaan")


def _row(block: Row, view: View, width: int) -> Html:
    part, kind = beside(width, len(block.columns)), " sempit-lebar" if block.narrow else ""
    columns = (_isi(draw(column, view, part)) for column in block.columns)
    return markup.block(f"berjajar{kind}", *columns)


def beside(width: int, columns: int) -> int:
    """How wide to draw in one of so many columns; on a phone they lie below each other."""
    return max(width // columns, min(width, svg.NARROW))

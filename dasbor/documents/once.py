"""What a page says once: that nothing was found, and last where its words come from."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dasbor.charts import Chart
from dasbor.charts.shortening import is_blank
from dasbor.documents.blocks import (
    Block,
    Empty,
    Finding,
    Light,
    Origins,
    Picture,
    Row,
    Sentences,
)
from dasbor.narrative import Sentence

NO_DATA = "Belum ada data: kosong, bukan nol."


def traced(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks, and behind the last of them where what they say in words comes from."""
    said: list[Sentence] = []
    for block in _told_once(blocks, set()):
        said += _said(block)
        yield block
    yield Origins(tuple(dict.fromkeys(said)))


def _told_once(blocks: Iterable[Block], told: set[str]) -> Iterator[Block]:
    """Blocks without pictures that show nothing and say nothing new: what was said is ``told``.

    Where a page has said that it has no data, such a picture has nothing to add to that.
    """
    for block in blocks:
        match block:
            case Picture():
                yield from [block] * _adds(block.chart, told)
            case Light():
                charts = tuple(chart for chart in block.charts if _adds(chart, told))
                yield from [replace(block, charts=charts)] if charts else block.beside
            case Row():
                yield from _beside_told(block, told)
            case _:
                told.update(_words(block))
                yield block


def _adds(chart: Chart, told: set[str]) -> bool:
    """Whether a picture shows something, or is the first to say that there is nothing."""
    if not is_blank(chart):
        return True
    new = not {chart.title, NO_DATA} & told
    told.add(chart.title)
    return new


def _words(block: Block) -> Iterator[str]:
    match block:
        case Finding():
            yield str(block.text)
        case Sentences():
            yield from map(str, block.items)
        case Empty() if is_gap(block):
            yield NO_DATA


def _beside_told(row: Row, told: set[str]) -> Iterator[Block]:
    columns = tuple(tuple(_told_once(column, told)) for column in row.columns)
    if () in columns:
        yield from (block for column in columns for block in column)
    else:
        yield replace(row, columns=columns)


def _said(block: Block) -> Iterator[Sentence]:
    """The sentences of a block and of those inside it that are described already."""
    if isinstance(block, Finding) and isinstance(block.text, Sentence):
        yield block.text
    elif isinstance(block, Sentences):
        yield from block.items
    inside = block.columns if isinstance(block, Row) else ()
    for blocks in (block.beside,) if isinstance(block, Light) else inside:
        for one in blocks:
            yield from _said(one)


def is_gap(block: Empty) -> bool:
    """Whether there is no value at all, not even a zero."""
    return all(value is None for value in block.result.values(block.column))

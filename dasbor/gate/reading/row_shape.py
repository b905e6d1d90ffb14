"""How the rows of a worksheet are written: learnt from some, it reads all others at one go.

A column is nearly always written in one or two ways, by its style and by the kind of its cells. All
of them together make one expression for a whole row; a cell may be blank, or be left out.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from dasbor.gate.reading.style_xml import Styles, as_text, escaped

Cell = tuple[str, str, str, str, str, str]  # column, style, type, formula, value, inline text
Way = tuple[str, str, bool, bool]  # style, type, whether by a formula, whether the text is inline
Reader = Callable[[str], str]
MOST = 300  # ways of one sheet; one that has more is read cell by cell
ROW = r"\s*<row((?:\s[^<>]*[^<>/])?)>"
FORMULA = r"<f(?:>[^<]*</f>| [^<>]*(?:/>|>[^<]*</f>)|/>)"
INLINE = r'<is><t(?: xml:space="preserve")?>([^<]*+)</t></is>'


class Columns(dict[str, int]):
    """Letters of columns -> positions from 0."""

    def __missing__(self, letters: str) -> int:
        place = 0
        for letter in letters:
            place = place * 26 + ord(letter) - 64
        self[letters] = place - 1
        return place - 1


COLUMNS = Columns()


class Shape:
    """What rows so far looked like."""

    def __init__(self, styles: Styles, shared: Sequence[str]) -> None:
        self._styles, self._shared = styles, shared
        self._ways: dict[str, dict[Way, None]] = {}
        self._count = 0
        self._row: re.Pattern[str] | None = None
        self._readers: list[tuple[int, Reader | None]] = []
        self._texts_only = False

    def learn(self, cells: Sequence[Cell]) -> None:
        """Take in a row that was read cell by cell, unless something in it is unusual."""
        places = [COLUMNS[cell[0]] for cell in cells]
        if self._count > MOST or places != sorted(set(places)):
            return
        for letters, style, kind, formula, value, inline in cells:
            if (value or inline) and style not in self._styles.struck:
                ways = self._ways.setdefault(letters, {})
                way = (style, kind, bool(formula), bool(inline))
                self._count += way not in ways
                ways[way] = None
        self._row = None

    def read(self, block: str, at: int, marked: bool) -> tuple[int, str, tuple[str, ...]] | None:
        """The row that begins there: where it ends, its attributes, its texts up to the last one.

        None when it is written in another way. ``marked``: the block has letters that stand for
        others.
        """
        if not self._ways or self._count > MOST:
            return None
        if not (found := (self._row or self._compiled()).match(block, at)):
            return None
        attributes, *said = found.groups("")
        meant = plain if marked and ("&" in found[0] or "_x" in found[0]) else str
        if not self._texts_only:
            texts = [""] * (self._readers[-1][0] + 1)
            for (place, read), text in zip(self._readers, said, strict=True):
                if text:
                    texts[place] = (read or meant)(text)
        else:
            texts = said if meant is str else list(map(meant, said))
        while texts and not texts[-1]:
            texts.pop()
        return found.end(), attributes, tuple(texts)

    def _compiled(self) -> re.Pattern[str]:
        self._readers, columns = [], []
        for letters in sorted(self._ways, key=COLUMNS.__getitem__):
            ways = self._ways[letters]
            self._readers += [(COLUMNS[letters], self._reader(*way)) for way in ways]
            written = "|".join(_written(*way) for way in ways)
            blank = ' s="[0-9]{1,5}"/>|/>'
            columns.append(f'(?:<c r="{letters}[0-9]{{1,7}}+"(?:{written}|{blank}))?+')
        self._texts_only = self._readers == [(place, None) for place in range(len(self._readers))]
        self._row = re.compile("".join([ROW, *columns, "</row>"]))
        return self._row

    def _reader(self, style: str, kind: str, _: bool, inline: bool) -> Reader | None:
        """What makes a text of a value; none of what is a text already."""
        if kind == "s":
            return lambda number: self._shared[int(number)]
        if inline or kind in ("str", "inlineStr"):
            return None
        turned = partial(as_text, kind=kind, style=style, styles=self._styles)
        return lru_cache(maxsize=65_536)(turned)


def plain(text: str) -> str:
    """A text as XML writes it, as it is meant."""
    return escaped(text) if "&" in text or "_x" in text else text


def _written(style: str, kind: str, formula: bool, inline: bool) -> str:
    attributes = (f' s="{style}"' if style else "") + (f' t="{kind}"' if kind else "")
    value = INLINE if inline else r"<v>([^<]++)</v>"
    return f"{attributes}>{FORMULA if formula else ''}{value}</c>"

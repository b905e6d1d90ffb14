"""HTML that cannot be mistaken for text: its own type, and the ways to build it.

Functions take ``str`` for text and ``Html`` for ready markup; mypy holds them apart. What is put
into a template is escaped unless it is ``Html`` already. Templates are written out where they are
used, so no value can become markup on its way (tests/test_arsitektur.py).
"""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape

from markupsafe import Markup

Html = Markup
READY = (Html, int, float)
_escape = lru_cache(maxsize=4096)(escape)  # the words of a page come again and again


def _ready(part: object) -> object:
    """A part as it may stand in HTML; numbers stay: a template may say how to write them."""
    if type(part) is str:
        return _escape(part)
    return part if isinstance(part, READY) else escape(str(part))


def format_html(template: str, /, *parts: object, **named: object) -> Html:
    """A literal template with its ``{}`` filled: markup as it is, all else escaped."""
    # str.__new__ leaves out the question whether the words know themselves as HTML.
    ready = {name: _ready(part) for name, part in named.items()} if named else named
    return str.__new__(Html, str.format(template, *map(_ready, parts), **ready))


def format_html_join(template: str, rows: Iterable[Iterable[object]], /) -> Html:
    """The same literal template filled once for every row."""
    return str.__new__(Html, "".join([str.format(template, *map(_ready, parts)) for parts in rows]))


def join_html(parts: Iterable[Html], between: str = "") -> Html:
    """Ready parts one after the other, with words ``between`` them."""
    ready = [part if type(part) is Html else str(_ready(part)) for part in parts]
    return str.__new__(Html, _escape(between).join(ready))


def attributes(given: Mapping[str, object]) -> Html:
    """Attributes, a blank before each: ``True`` is the name alone, ``None`` none at all."""
    return join_html(
        format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)
        for name, value in given.items()
        if value is not None
    )


def css_text(words: str) -> Html:
    """Words for the double quotes of a style sheet: what would end them is written as a number."""
    meant = {ord(sign): f"\\{ord(sign):x} " for sign in '"\\<>&\n\r\f'}
    return str.__new__(Html, words.translate(meant))


def json_html(facts: object) -> Html:
    """Data for a script element, which no word in them can close."""
    words = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return str.__new__(Html, words.replace("<", "\\u003c"))

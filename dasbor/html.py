"""HTML that cannot be mistaken for text: its own type, and the ways to build it.

Functions take ``str`` for text and ``Html`` for ready markup; mypy holds them apart. What is put
into a template is escaped unless it is ``Html`` already. Templates are written out where they are
used, so no value can become markup on its way (tests/test_markup.py).
"""

import json
from collections.abc import Iterable, Mapping
from html import escape

from markupsafe import Markup

Html = Markup


def _ready(part: object) -> str:
    if type(part) is str:
        return escape(part)
    return part if isinstance(part, Html) else escape(str(part))


def format_html(template: str, /, *parts: object) -> Html:
    """A literal template with its ``{}`` filled: markup as it is, all else escaped."""
    # str.__new__ leaves out the question whether the words know themselves as HTML.
    return str.__new__(Html, template.format(*map(_ready, parts)))


def format_html_join(template: str, rows: Iterable[Iterable[object]], /) -> Html:
    """The same literal template filled once for every row."""
    return str.__new__(Html, "".join([template.format(*map(_ready, parts)) for parts in rows]))


def join_html(parts: Iterable[Html], between: str = "") -> Html:
    """Ready parts one after the other, with words ``between`` them."""
    return str.__new__(Html, _ready(between).join(map(_ready, parts)))


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

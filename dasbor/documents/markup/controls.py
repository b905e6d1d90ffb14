"""Controls of a page as plain links and forms: they change its address, with or without scripts."""

from collections.abc import Iterable, Mapping, Sequence

from dasbor.documents.markup.elements import NOTHING, wrap
from dasbor.html import Html, attributes, format_html, format_html_join

CHOICE = '<div class="pilihan" role="group" aria-label="{}"><span>{}</span>{}</div>'
WORD = '<a class="langsung" href="{}" aria-label="{}: {}"{}>{}</a>'
FORM = """\
<form class="isian" method="get" action="{}">{}{} <button type="submit">{}</button>{}\
</form>"""
Query = Mapping[str, Sequence[str]]


def choice(label: str, words: Iterable[tuple[str, str, bool]]) -> Html:
    """One of a few words, each a link (address, word, whether it is the one in force)."""
    links = format_html_join(
        WORD,
        (
            (to, label, word, attributes({"aria-current": "true" if on else None}), word)
            for to, word, on in words
        ),
    )
    return wrap(format_html(CHOICE, label, label, links))


def form(
    fields: Iterable[tuple[str, Html]], button: str, query: Query, to: str = "", words: str = ""
) -> Html:
    """Fields with their labels, for this page or ``to`` another; ``query`` stays in the link."""
    labelled = format_html_join("<label><span>{}</span> {}</label>", fields)
    below = format_html("<small>{}</small>", words) if words else NOTHING
    return wrap(format_html(FORM, to, hidden(query), labelled, button, below))


def field(kind: str, name: str, **more: object) -> Html:
    """A field to type into."""
    return format_html("<input{}>", attributes({"type": kind, "name": name, **more}))


def select(name: str, offered: Iterable[tuple[str, str]], chosen: str) -> Html:
    """A list of (value, words)."""
    options = format_html_join(
        "<option{}>{}</option>",
        (
            (attributes({"value": value, "selected": value == chosen or None}), words)
            for value, words in offered
        ),
    )
    return format_html('<select name="{}">{}</select>', name, options)


def hidden(query: Query) -> Html:
    """What a form sent without scripts takes along."""
    return format_html_join(
        "{}",
        (
            (field("hidden", name, value=value),)
            for name, values in query.items()
            for value in filter(str.isprintable, values)
        ),
    )

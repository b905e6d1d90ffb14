"""The controls of a page, drawn: plain links and forms that change its address.

They need neither the app nor a script, so they work in the first picture of a page.
"""

from dasbor.documents import markup
from dasbor.documents.blocks import Choice, Control, Number, Pick
from dasbor.documents.view import View
from dasbor.html import Html

MOST_SAID = 60  # characters of what a link says


def draw(control: Control, view: View) -> Html:
    """One control at what the link says, and a word on a link that means nothing there."""
    match control:
        case Choice():
            drawn = _choice(control, view)
        case Number():
            drawn = _number(control, view)
        case Pick():
            drawn = _pick(control, view)
    return drawn + mentioned(control, view)


def _choice(control: Choice, view: View) -> Html:
    usual, chosen = control.offered[0], view.choice(control.name, control.offered)
    named = zip(control.offered, control.words or control.offered, strict=True)
    return markup.choice(
        control.label,
        (
            (view.same(**{control.name: [value] * (value != usual)}), word, value == chosen)
            for value, word in named
        ),
    )


def _number(control: Number, view: View) -> Html:
    number = view.number(control.name, control.most)
    limits = {"min": 0, "max": control.most, "step": control.step}
    shown = markup.field("number", control.name, value=number or None, placeholder=0, **limits)
    kept = rest(view, control.name)
    return markup.form([(control.label, shown)], "Terapkan", kept, words=control.words)


def _pick(control: Pick, view: View) -> Html:
    offered = [("", "Pilih …"), *control.offered]
    shown = markup.select(control.name, offered, control.chosen)
    kept = _carried(view, control.name) if control.page else rest(view, control.name)
    to = f"./{control.page}" if control.page else ""
    return markup.form([(control.label, shown)], "Buka", kept, to)


def rest(view: View, *names: str) -> dict[str, list[str]]:
    """What the link of this page says besides."""
    return {name: list(view.query[name]) for name in sorted({*view.query} - {*names})}


def _carried(view: View, *names: str) -> dict[str, list[str]]:
    """What goes along to another page: the filters."""
    link = {name: values for name, values in view.link.items() if name not in names}
    return {
        n: [values] if isinstance(values, str) else [*map(str, values)]
        for n, values in link.items()
    }


def strange(control: Control, view: View) -> str:
    """What the link says for a control and means nothing there; empty when it is sound."""
    asked = view.said(control.name)
    match control:
        case Choice():
            sound = asked in control.offered
        case Number():
            sound = asked == str(view.number(control.name, control.most))
        case Pick():
            sound = True  # the page says itself whom it does not know
    return "" if sound else asked


def mentioned(control: Control, view: View) -> Html:
    """A word on what the link says for a control and means nothing there."""
    if not (asked := strange(control, view)):
        return markup.NOTHING
    return ignored(control.name, asked)


def ignored(name: str, asked: str) -> Html:
    """A part of the link that means nothing where it is asked for is mentioned."""
    words = f"{name.capitalize()} pada tautan tidak dikenal dan diabaikan: {asked[:MOST_SAID]}"
    return markup.wrap(markup.status(words))

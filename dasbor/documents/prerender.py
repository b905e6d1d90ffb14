"""The first picture of a page: what a browser shows before the app has drawn it.

The page as its description has it, drawn as the app draws it; its tools only keep their place.
Its charts bring their Plotly figures along: a reader can reach for them before the app is there,
and the app takes them over (server/body.js).
"""

from collections.abc import Mapping

from dasbor.charts import svg
from dasbor.data.store import Store
from dasbor.documents import content, frame, page
from dasbor.documents.kept import Kept
from dasbor.documents.view import View
from dasbor.html import Html
from dasbor.questions import filters
from dasbor.questions.answers import Answers, answers

Link = tuple[tuple[str, tuple[str, ...]], ...]
MOST_KEPT = 128
_KEPT: Kept[Html] = Kept(MOST_KEPT)


def first_picture(
    store: Store, name: str, link: Mapping[str, list[str]], browser: str = ""
) -> Html:
    """HTML of a page within the filters of a link, for what a browser calls itself.

    Empty for a page without a description. Raises ``ValueError`` for filters that mean nothing
    here.
    """
    asked, width = answers(store), svg.width_for(browser)
    known = tuple((key, tuple(values)) for key, values in link.items())
    key = (name, known, width)
    return _KEPT.get(asked, key, lambda: _drawn(asked, *key))


def _drawn(asked: Answers, name: str, link: Link, width: int) -> Html:
    if not content.described(name):
        return Html()
    options = filters.options(asked)
    view = View(
        asked, filters.from_link(dict(link), options), options, dict(link), page=name, width=width
    )
    blocks, foot = content.section(name, view).blocks, frame.foot(name, view)
    return page.whole(blocks, view, width, name, foot)

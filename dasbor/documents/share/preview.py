"""What a chat shows of a link before it is opened: title, words, and the page's own picture."""

from dasbor.charts.svg import CARD_SIZE
from dasbor.city import City
from dasbor.documents import content
from dasbor.documents.addresses import card_of, embed_of
from dasbor.documents.kept import Kept
from dasbor.documents.share.found import Link, Shared, find
from dasbor.html import Html, format_html_join
from dasbor.questions.answers import Answers

LONGEST = 200  # letters of a description
_KEPT: Kept[Html] = Kept(256)


def preview(asked: Answers, city: City, page: str, link: Link, address: str) -> Html:
    """The tags for the head of a page within its link; a tool is presented by the front page."""
    if not content.described(page):
        page, link = content.FRONT, {}
    known = tuple((name, tuple(values)) for name, values in link.items())
    key = (page, known, city, address)
    return _KEPT.get(asked, key, lambda: tags(find(asked, page, link), city, address))


def tags(one: Shared, city: City, address: str, key: str = "") -> Html:
    """The tags of a page, or of one picture alone."""
    width, height = CARD_SIZE
    here = embed_of(one.page, key, one.query) if key else one.address
    said = {
        "og:type": "website",
        "og:locale": "id_ID",
        "og:site_name": f"Inovasi {city.name}",
        "og:title": one.title,
        "og:description": _cut(". ".join(filter(None, ["; ".join(one.marks), one.words]))),
        "og:url": f"{address}/{here}",
        "og:image": f"{address}/{card_of(one.page, key, one.query)}",
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": one.title,
    }
    rows = ((name, words) for name, words in said.items() if words)
    return format_html_join('\n    <meta property="{}" content="{}" />', rows)


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rsplit(' ', 1)[0]}…"

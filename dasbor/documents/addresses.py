"""Where the card of a picture and its embeddable page are found, below the address of the site."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

CARDS, EMBEDS = "kartu", "sematkan"


def card_of(page: str, key: str, query: str, form: str = "png") -> str:
    """The card of a picture of a page, or of the page itself where ``key`` is empty."""
    return _within("/".join(filter(None, [CARDS, page, key])) + f".{form}", query)


def embed_of(page: str, key: str, query: str) -> str:
    """The page with this picture alone."""
    return _within(f"{EMBEDS}/{page}/{key}", query)


def as_query(link: Mapping[str, Any]) -> str:
    """What a link says, as the query of an address."""
    return urlencode(link, doseq=True)


def _within(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path

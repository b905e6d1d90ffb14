"""Where the card of a picture and its embeddable page are found, below the address of the site."""

CARDS, EMBEDS = "kartu", "sematkan"


def card_of(page: str, key: str, query: str, form: str = "png") -> str:
    """The card of a picture of a page, or of the page itself where ``key`` is empty."""
    return _within("/".join(filter(None, [CARDS, page, key])) + f".{form}", query)


def embed_of(page: str, key: str, query: str) -> str:
    """The page with this picture alone."""
    return _within(f"{EMBEDS}/{page}/{key}", query)


def _within(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path

"""The looks of a page that stands alone: no request for a style sheet."""

from functools import lru_cache
from pathlib import Path

from dasbor.charts import svg, theme
from dasbor.html import Html, format_html


@lru_cache(maxsize=8)
def inline(path: Path) -> Html:
    """A style sheet of ours, with the variables and inks it needs, on one line each."""
    own = path.read_text(encoding="utf-8")
    lines = f"{theme.variables()}\n{svg.styles()}{own}".splitlines()
    kept = "\n".join(line.strip() for line in lines if not line.strip().startswith("/*"))
    return format_html("<style>{}</style>", Html(kept))

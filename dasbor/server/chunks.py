"""The parts of Streamlit's own script that a page needs: asked for with the page, not after it.

Streamlit learns from its server which parts a page has, and only then asks for them one by one:
a round trip and more before anything is drawn.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from dasbor.html import Html, format_html_join

EVERYWHERE = ("Html", "BidiComponent")  # what is drawn of every page
_IMPORT = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')


def preloads(static: Path, names: Iterable[str]) -> Html:
    """Links for the head of a page: the named parts and what they import.

    ``static`` is Streamlit's folder with ``index.html``, whose own links are not repeated. A name
    that this Streamlit does not have is left out: the page then loads it as it always did.
    """
    folder = static / "static" / "js"
    there = set(re.findall(r"static/js/([\w.-]+\.js)", (static / "index.html").read_text("utf-8")))
    found: list[str] = []
    wanted = [path.name for name in names for path in sorted(folder.glob(f"{name}.*.js"))]
    while wanted:
        name = wanted.pop(0)
        if name not in there:
            there.add(name)
            found.append(name)
            wanted += _IMPORT.findall((folder / name).read_text("utf-8"))
    return format_html_join(
        '\n    <link rel="modulepreload" crossorigin href="./static/js/{}">', ([n] for n in found)
    )

"""Which pages ask which question: where somebody sees what a publication changes."""

from typing import Any

from dasbor.documents import content
from dasbor.documents.blocks import Listing, each
from dasbor.documents.view import View
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, options
from dasbor.questions.listing import Listing as Rows
from dasbor.questions.result import Result


class _Heard(Answers):
    """Answers that know what they were asked; pages without a fact ask them all the same."""

    demonstration = None

    def __init__(self, asked: Answers) -> None:
        super().__init__(asked.store, asked.queries)
        self.names: dict[str, None] = {}

    def ask(self, name: str, **parameters: Any) -> Result:
        self.names[name] = None
        return super().ask(name, **parameters)

    def listing(self, name: str, **parameters: Any) -> Rows:
        self.names[name] = None
        return super().listing(name, **parameters)


def pages(asked: Answers) -> dict[str, list[str]]:
    """Question -> the titles of its pages, both in the order of the menu."""
    heard, found = _Heard(asked), dict[str, list[str]]()
    view = View(heard, Filters(), options(heard))
    for name, page in content.PAGES.items():
        heard.names.clear()
        for block in each(content.blocks(name, view)):
            if isinstance(block, Listing):
                block.draw(view)
        for question in heard.names:
            found.setdefault(question, []).append(page.title)
    return found

"""Figures in a text laid beside the ledger of published figures; no sentence is ever judged.

For each figure: the published (or worked out) figures with that value, those that the ledger has
for what the sentence speaks of, and the words of the sentence that the record does not cover. A
grammar of all Indonesian cannot be written, and a wrong "cocok" is the worst answer there is.
"""

from dasbor.questions.claims.beside import Beside, beside, source
from dasbor.questions.claims.numbers import Figure, sentences
from dasbor.questions.claims.record import Entry, entries
from dasbor.questions.result import Result

LONGEST = 1_200  # letters of a text


def check(text: str, ledger: Result, city: str) -> list[Beside]:
    """Every figure of a text beside the ledger (``angka_mana_untuk_memeriksa_klaim``).

    ``city`` is the full name of the place whose ledger this is; it needs no cover.
    """
    known = entries(ledger, city)
    counted = frozenset(word for entry in known for word in entry.named)
    return [
        beside(figure, sentence, known, city)
        for sentence in sentences(text[:LONGEST], counted)
        for figure in sentence.figures
    ]

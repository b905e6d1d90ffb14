"""Figures claimed in a sentence, held against the ledger of published figures.

A figure is checked by its number, by the words that say what it measures, and by its year where
the sentence gives one. What is not clear is not guessed: the answer then says what is missing.
"""

from dasbor.questions.claims.judging import (
    ABSENT,
    DIFFERS,
    MATCHES,
    OTHER_MEASURE,
    UNCLEAR,
    VERDICTS,
    Verdict,
    judge,
    source,
)
from dasbor.questions.claims.reading import Claim, claims
from dasbor.questions.claims.words import words_of
from dasbor.questions.result import Result

LONGEST = 1_200  # letters of a text


def check(text: str, ledger: Result, wordings: Result, city: str) -> list[Verdict]:
    """Every figure of a text held against the ledger; ``city`` is whose figures these are.

    ``wordings`` is the answer to ``kata_apa_yang_menyebut_ukuran``.
    """
    words, rows = words_of(wordings), list(ledger.records())
    return [judge(claim, rows, words) for claim in claims(text[:LONGEST], words, city)]

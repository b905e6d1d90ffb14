"""What a pivot is asked: which groups lie down and across, what is counted, in which order.

Only names and words: everything is counted by the question itself, in SQL.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

QUESTION = "berapa_inovasi_per_baris_dan_kolom"
NONE = "tanpa"  # what a link says for a group that is not there
COUNT, DISTINCT, MEAN = "jumlah", "berbeda", "rata_kematangan"
MEASURES = {  # as a link says it -> the column of the answer
    "jumlah": COUNT,
    "inovasi berbeda": DISTINCT,
    "rata-rata kematangan": MEAN,
    "persen dari baris": "baris_persen",
    "persen dari kolom": "kolom_persen",
    "persen dari semua": "semua_persen",
}
SHARES = frozenset({"baris_persen", "kolom_persen", "semua_persen"})
BY_NAME, BY_TOTAL = "baris", "jumlah"  # orders that are no value of the group across
RISING, FALLING = "naik", "turun"


@dataclass(frozen=True)
class Turning:
    """One pivot. ``order`` is a value of the group across, ``BY_NAME``, ``BY_TOTAL`` or nothing."""

    down: str
    across: str = ""
    below: str = ""
    measure: str = COUNT
    order: str = ""
    way: str = ""
    zeros: bool = False
    least: int = 0

    def parameters(self, totals: bool = False) -> dict[str, Any]:
        """As parameters of the question; ``totals`` adds the rows that add up."""
        return {
            "baris": self.down,
            "baris_kedua": self.below or None,
            "kolom": self.across or None,
            "ukur": self.measure,
            "urut_kolom": self.order or None,
            "arah": self.way or None,
            "nol": "ya" if self.zeros else None,
            "paling_sedikit": self.least or None,
            "jumlahan": "ya" if totals else None,
        }


def cells(parameters: Mapping[str, Any]) -> str:
    """The column that an answer was asked about."""
    return str(parameters.get("ukur") or COUNT)

"""What a meeting quotes: the key figures of the city, and the ledger in a table."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dasbor import format_id, narrative
from dasbor.city import say
from dasbor.documents.view import View
from dasbor.questions import headlines, provenance
from dasbor.questions.certainty import graded
from dasbor.questions.filters import Filters
from dasbor.questions.result import Result

LEDGER, TOTALS = "angka_mana_untuk_memeriksa_klaim", "berapa_inovasi_per_tahun"
SCORES = "berapa_jarak_ke_predikat_berikutnya"
PARTICIPATION = "berapa_kelurahan_ikut_posyantek"
FACTS = (  # the measures of the ledger that a hand-out lists
    *("inovasi_diluncurkan", "inovasi_terdata", "inovasi_terdaftar_iid", "skor_iid"),
    *("kelurahan_ikut_penilaian_posyantek", "kelurahan_dengan_inovasi_baru", "ide_lab_inovasi"),
    *("inovasi_hasil_lab", "peserta_inovasi_award", "anggaran_inovasi_per_kelurahan"),
)
MOST_OF_SOURCE = 40  # letters
FACTS_HEAD = ("Ukuran", "Tahun", "Nilai", "Sumber", "Kepastian", "Angka lain yang terbit")

Row = Sequence[str]


@dataclass(frozen=True)
class Figure:
    """A key figure: what it is, the figure, what it means and who says so."""

    label: str
    value: str
    words: str


def whole_city(view: View) -> View:
    """The same years of the whole city."""
    return replace(view, filters=Filters(view.filters.first_year, view.filters.last_year))


def figures(view: View) -> tuple[Figure, ...]:
    """The four figures of the city, each with its year and its publisher."""
    whole = whole_city(view)
    return (
        *_total(whole.ask(TOTALS)),
        *_score(whole.ask(SCORES)),
        *_places(whole.ask(PARTICIPATION)),
        *_named(whole),
    )


def _total(totals: Result) -> Iterator[Figure]:
    for row in totals.known("jumlah")[-1:]:
        words = f"pada {narrative.year_words(row)}"
        yield _figure(
            "Inovasi tercatat", format_id.number(row["jumlah"]), words, totals, row, "jumlah"
        )


def _score(scores: Result) -> Iterator[Figure]:
    for row in scores.known("skor")[-1:]:
        words = f"pada {row['tahun']}" + (f", {row['predikat']}" if row["predikat"] else "")
        yield _figure("Skor IID", format_id.number(row["skor"], 2), words, scores, row, "skor")


def _figure(
    label: str, value: str, words: str, result: Result, row: dict[str, Any], column: str
) -> Figure:
    """A figure with who says that very number: whoever gave the rows counted, or published it."""
    behind = provenance.behind(result, row["tahun"])
    counted = [origin for origin in behind if origin.rows]
    own = counted or [origin for origin in behind if origin.published == row[column]]
    publisher = next((origin.publisher for origin in own if origin.publisher), "")
    return Figure(label, value, ", ".join(filter(None, [words, brief(publisher)])))


def _places(participation: Result) -> Iterator[Figure]:
    for row in participation.known("ikut")[-1:]:
        words = say(f"kelurahan{headlines.of_those_known(row)} ikut penilaian {row['tahun']}")
        yield _figure(
            "Posyantek", headlines.kelurahan(participation), words, participation, row, "ikut"
        )


def _named(view: View) -> Iterator[Figure]:
    """Offices with innovations where a register says so, else the most that a source names."""
    ranking = view.ask("berapa_inovasi_per_opd")
    if ranking:
        words = f"punya inovasi pada {narrative.at(ranking, ranking.values('tahun')[0])}"
        yield Figure("OPD", headlines.offices(ranking), words)
        return
    named = max(
        view.ask("berapa_opd_disebut_sumber").records(),
        key=lambda row: row["jumlah"],
        default=None,
    )
    if named:
        publisher = brief(named["penerbit"] or "")
        told = f"{format_id.lowered(named['fakta'])} {named['tahun']}", publisher
        words = f"{', '.join(filter(None, told))}; jumlah per OPD belum terbit"
        yield Figure("OPD disebut sumber", format_id.number(named["jumlah"]), words)


def brief(source: str) -> str:
    """A source in few words: without a publisher it is known by its title, whose first tell it."""
    return textwrap.shorten(source, MOST_OF_SOURCE, placeholder="…")


def facts(view: View) -> tuple[Row, ...]:
    """The ledger in a table: each figure with its source, and what another publisher wrote."""
    rows = [row for row in view.ask(LEDGER).known("nilai") if row["kode"] in FACTS]
    others = {
        (row["kode"], row["tahun"]): f"{amount(row)}, {row['penerbit']}"
        for row in rows
        if not row["dipakai"]
    }
    used = [row for row in rows if row["dipakai"]]
    used.sort(key=lambda row: (FACTS.index(row["kode"]), row["tahun"]))
    told = [
        (
            *(row["ukuran"], str(row["tahun"]), amount(row), row["penerbit"] or ""),
            *(graded(row["kepastian"]), others.get((row["kode"], row["tahun"]), "")),
        )
        for row in used
    ]
    return (FACTS_HEAD, *told)


def amount(row: dict[str, object]) -> str:
    """A figure of the ledger with its unit."""
    value = row["nilai"]
    number, unit = format_id.number(value if isinstance(value, float) else None), str(row["satuan"])
    if unit.startswith("skor"):
        return number
    money = unit.removeprefix("rupiah")
    return f"{number} {unit}" if money == unit else f"Rp{number}{money}"

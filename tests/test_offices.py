"""The table of offices: what is compared, how it is ordered, and what is never ranked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from dasbor.charts import catalogue, svg
from dasbor.documents import offices
from dasbor.documents.view import View
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, options

CHANGES, YEARS = "bagaimana_perubahan_tiap_opd", "berapa_inovasi_per_opd_per_tahun"


def drawn(city: Answers, query: Mapping[str, Sequence[str]], sample: bool = False) -> str:
    view = View(city, Filters(), options(city), query)
    streaks = {
        row["singkatan"]: row["beruntun"]
        for row in city.ask("opd_mana_memenuhi_target", tampil="semua").records()
        if row["terakhir"]
    }
    changes, years = (replace(city.ask(name), sample=sample) for name in (CHANGES, YEARS))
    compared = offices.Compared(changes, catalogue.matrix(years), streaks)
    return str(offices.table(view, compared))


def order(html: str) -> list[str]:
    return re.findall(r'<th scope="row"><a[^>]*>([^<]+)</a>', html)


@pytest.mark.parametrize(
    ("column", "key", "rising"),
    [
        ("opd", "singkatan", True),
        ("jumlah", "jumlah", False),
        ("peringkat", "peringkat", True),
        ("selisih", "selisih", False),
        ("naik", "naik_peringkat", False),
    ],
)
def test_a_head_orders_the_table_and_once_more_the_other_way(
    city: Answers, column: str, key: str, rising: bool
) -> None:
    rows = {row["singkatan"]: row[key] for row in city.ask(CHANGES).records()}
    for asked, smallest_first in ((column, rising), (f"-{column}", not rising)):
        html = drawn(city, {"urut": (asked,)})
        values = [rows[name] for name in order(html)]
        known = [v.casefold() if isinstance(v, str) else v for v in values if v is not None]
        assert known == sorted(known, reverse=not smallest_first), asked
        assert values[len(known) :] == [None] * (len(values) - len(known))  # a gap is no zero
        said = "ascending" if smallest_first else "descending"
        assert html.count(f'aria-sort="{said}"') == 1 and html.count("aria-sort") == 1
        other = column if asked.startswith("-") else f"-{column}"
        assert f'href="?urut={other}"' in html


def test_a_part_year_is_named_and_not_compared(city: Answers) -> None:
    html = drawn(city, {})
    first = next(city.ask(CHANGES).records())
    assert first["tahun"] == 2023 and first["acuan"] == "2022"
    for head in ("2023 (sampai 20 Juni)", "Peringkat 2022", "Selisih 2022 dari 2021", "Beruntun"):
        assert head in html
    assert "2024: belum terbit" in html and "profil_opd?opd=" in html


def test_samples_are_shown_but_neither_ranked_nor_ordered_by_number(city: Answers) -> None:
    html = drawn(city, {"urut": ("jumlah",)}, sample=True)
    names = order(html)
    assert names == sorted(names, key=str.casefold) and "karangan" in html and "CONTOH" in html
    assert "Peringkat" not in html and "Selisih" not in html and "urut=" not in html
    assert "contoh-dasar" in html and 'class="isi"' not in html


def test_in_a_line_of_years_a_gap_has_no_mark_and_a_zero_has_one(city: Answers) -> None:
    matrix = catalogue.matrix(city.ask(YEARS))
    for name in matrix.categories:
        known = [matrix.value(name, year) for year in matrix.groups]
        picture = str(svg.spark(matrix, name))
        assert picture.count("<rect") == sum(value is not None for value in known)
        assert picture.count('class="tepi"') == known.count(0)

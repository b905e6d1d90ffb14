"""Illustrative rows, real rows, and gaps in the register of the frozen city: each is called so."""

from pathlib import Path

import pytest

from dasbor.data.inspection import REFUSES, WARNS
from dasbor.data.versions import Publisher
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from dasbor.questions.query import Query, registry
from tests.world import CONTRACTS

QUERIES = registry()
# Of the register in the index application the city has no rows.
ON_ROWS = [name for name, query in QUERIES.items() if {*query.data} - {"inovasi_indeks"}]
PUBLISHED = {
    "berapa_inovasi_per_tahun",
    "berapa_kelurahan_ikut_posyantek",
}  # city-wide: the ledger's
OLD_YEAR, NEW_YEAR = 2023, 2024
OFFICE = "dinkes"
GAPS = {2024, 2025}


def choice(query: Query) -> dict[str, str]:
    return {key: values[0] for key, values in query.choices.items()}


def test_nothing_is_wrong_with_the_city(city: Answers) -> None:
    assert not [str(f) for f in city.store.findings if f.grade in (REFUSES, WARNS)]


def test_years_without_a_published_total_are_gaps_with_a_reason(city: Answers) -> None:
    for name in ("berapa_inovasi_per_tahun", "berapa_baru_dan_lanjutan"):
        rows = {r["tahun"]: r for r in city.ask(name).records() if r["tahun"] in GAPS}
        assert set(rows) == GAPS
        for row in rows.values():
            assert row["jumlah"] is None and "angka terbit" in row["keterangan"]


@pytest.mark.parametrize("name", QUERIES)
def test_what_rests_on_illustrative_rows_says_so(name: str, city: Answers) -> None:
    result = city.ask(name, **choice(QUERIES[name]))
    assert result.illustrative == (name in ON_ROWS and name not in PUBLISHED)
    said = provenance.of(result)
    assert (provenance.EXAMPLE in said.line) == result.illustrative
    assert (provenance.EXAMPLE_NOTE in said.notes) == result.illustrative


def make_real(path: Path, only: str = "") -> None:
    """Turn illustrative rows into rows of Bappeda's own register."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    real = [line.replace(",contoh,", ",publikasi,register-bappeda") for line in lines]
    mixed = [new if only in old else old for new, old in zip(real, lines, strict=True)]
    path.write_text("".join(mixed), "utf-8", newline="")


def published_by(folder: Path) -> Answers:
    return Answers(Publisher(folder, folder.parent / "gudang").current())


def test_the_mark_vanishes_with_the_last_illustrative_row(city_copy: Path) -> None:
    for contract in filter(lambda one: one.illustrative, CONTRACTS.values()):
        for path in city_copy.glob(contract.file.replace("{tahun}", "*")):
            make_real(path)
    asked = published_by(city_copy)
    assert not [f for f in asked.store.findings if f.grade in (REFUSES, WARNS)]
    for name in ON_ROWS:
        result = asked.ask(name, **choice(QUERIES[name]))
        assert result and not result.illustrative, name
        assert provenance.EXAMPLE not in provenance.of(result).line


def test_adding_a_year_is_one_csv_and_one_edited_ledger_row(city_copy: Path) -> None:
    """Real rows of a new year stand beside illustrative ones of the years before."""
    old = (city_copy / f"inovasi_{OLD_YEAR}.csv").read_text("utf-8")
    new = city_copy / f"inovasi_{NEW_YEAR}.csv"
    assert not new.exists()
    new.write_text(old.replace(f",{OLD_YEAR},Contoh", f",{NEW_YEAR},Contoh"), "utf-8")
    make_real(new)
    for path in city_copy.glob("inovasi_*.csv"):
        make_real(path, only=f",{OFFICE},")
    rows = len(old.splitlines()) - 1
    book = city_copy / "angka_publikasi.csv"
    before = next(x for x in book.read_text("utf-8").splitlines() if f"inovasi-{NEW_YEAR}" in x)
    after = f"inovasi-{NEW_YEAR},{NEW_YEAR},inovasi_terdata,{rows},,register-bappeda,{NEW_YEAR}-12-31,setahun penuh,A,ya,,"  # noqa: E501
    book.write_text(book.read_text("utf-8").replace(before, after), "utf-8")

    asked = published_by(city_copy)
    assert not [f for f in asked.store.findings if f.grade in (REFUSES, WARNS)]
    years = {r["tahun"]: r for r in asked.ask("berapa_inovasi_per_tahun").records()}
    assert years[NEW_YEAR]["jumlah"] == rows
    assert years[NEW_YEAR]["naik"] is None  # the year before is a part-year
    assert asked.ask("berapa_inovasi_per_opd").values("tahun")[0] == NEW_YEAR

    assert not asked.ask("berapa_inovasi_per_tahun").illustrative  # the totals are published
    assert asked.ask("berapa_inovasi_per_tahun", opd=["dinsos"]).illustrative
    assert not asked.ask("berapa_inovasi_per_tahun", opd=[OFFICE]).illustrative
    assert not asked.ask("inovasi_apa_saja", tahun_dari=NEW_YEAR).illustrative
    assert asked.ask("inovasi_apa_saja", tahun_dari=OLD_YEAR).illustrative
    assert asked.ask("inovasi_apa_saja", opd=[OFFICE, "dinsos"]).illustrative


def test_the_latest_register_is_real_when_all_its_rows_are(city_copy: Path) -> None:
    """The ranking rests on the latest register only: older illustrative rows are not behind it."""
    make_real(city_copy / f"inovasi_{OLD_YEAR}.csv")
    asked = published_by(city_copy)
    result = asked.ask("berapa_inovasi_per_opd")
    assert set(result.values("tahun")) == {OLD_YEAR}
    assert not result.illustrative


def test_a_zero_of_an_illustrative_register_is_illustrative(city: Answers) -> None:
    """That a real office has none is as invented as the rows of the others."""
    ranking = city.ask("berapa_inovasi_per_opd")
    idle = next(row["kode"] for row in ranking.records() if not row["jumlah"])
    assert city.ask("berapa_inovasi_per_opd", opd=[idle]).illustrative


def test_numbers_along_the_list_of_offices_say_that_the_list_is_not_official(
    city: Answers,
) -> None:
    for name in ("berapa_inovasi_per_opd", "berapa_inovasi_per_opd_per_tahun"):
        assert "bukan daftar resmi" in provenance.of(city.ask(name)).line
    assert "resmi" not in provenance.of(city.ask("berapa_inovasi_per_tahun")).line

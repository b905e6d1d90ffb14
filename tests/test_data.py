"""The shipped data in the store: sound, equal to the ledger, honest about what is illustrative."""

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dasbor.data.inspection import REFUSES, WARNS
from dasbor.data.versions import Publisher
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from dasbor.questions.filters import CHOICES, options
from dasbor.questions.query import Query, registry
from tests.world import CONTRACTS, ROOT

DATA = ROOT / "data"
QUERIES = registry()
ON_ROWS = [name for name, query in QUERIES.items() if query.data]
OLD_YEAR, NEW_YEAR = 2023, 2024
OFFICE = "dinkes"


def ledger(folder: Path = DATA) -> Iterator[dict[str, str]]:
    """The published figures in use, read without the store."""
    with (folder / "angka_publikasi.csv").open(encoding="utf-8", newline="") as stream:
        yield from (row for row in csv.DictReader(stream) if row["dipakai"] == "ya")


def published(*measures: str) -> dict[int, int | None]:
    """Year -> figure of the ledger; ``None`` for a year that is listed without one."""
    return {
        int(row["tahun"]): int(row["nilai"]) if row["nilai"] else None
        for row in ledger()
        if row["ukuran"] in measures
    }


def main_measures(dataset: str) -> tuple[str, ...]:
    return next(count.measures for count in CONTRACTS[dataset].counts if count.main)


def choice(query: Query) -> dict[str, str]:
    return {key: values[0] for key, values in query.choices.items()}


# --- sound and complete -----------------------------------------------------------------------


def test_nothing_is_wrong_with_the_shipped_data(city: Answers) -> None:
    loud = [str(f) for f in city.store.findings if f.grade in (REFUSES, WARNS)]
    assert not loud
    assert not city.store.fallback


def test_every_contract_has_files_and_every_file_a_contract(city: Answers) -> None:
    used = dict(city.store.rows("select berkas, dataset from berkas"))
    assert set(used) == {path.name for path in DATA.glob("*.csv")}
    assert set(used.values()) == set(CONTRACTS)


def test_every_row_of_every_file_is_in_use(city: Answers) -> None:
    for name, rows, digest, used in city.store.rows(
        "select berkas, baris, sha256, dipakai from berkas"
    ):
        with (DATA / name).open(encoding="utf-8", newline="") as stream:
            assert used and rows == sum(1 for _ in csv.reader(stream)) - 1, name
        assert digest == hashlib.sha256((DATA / name).read_bytes()).hexdigest()


def test_choices_of_a_filter_have_different_labels(city: Answers) -> None:
    asked = city.ask("pilihan_saringan_apa_saja")
    labels = Counter((row["saringan"], row["label"].casefold()) for row in asked.records())
    assert labels.most_common(1)[0][1] == 1
    assert all(options(city).values[name] for name in CHOICES)


# --- equal to the ledger ----------------------------------------------------------------------


def test_rows_per_year_are_the_published_totals(city: Answers) -> None:
    asked = city.ask("berapa_inovasi_per_tahun")
    assert dict(zip(asked.values("tahun"), asked.values("jumlah"), strict=True)) == published(
        *main_measures("inovasi")
    )


def test_years_without_a_published_total_are_gaps_with_a_reason(city: Answers) -> None:
    gaps = {year for year, figure in published(*main_measures("inovasi")).items() if figure is None}
    assert gaps
    for name in ("berapa_inovasi_per_tahun", "berapa_baru_dan_lanjutan"):
        rows = {r["tahun"]: r for r in city.ask(name).records() if r["tahun"] in gaps}
        assert set(rows) == gaps
        for row in rows.values():
            assert row["jumlah"] is None and "angka terbit" in row["keterangan"]


def test_other_measures_are_counted_as_published(city: Answers) -> None:
    for contract in CONTRACTS.values():
        for count in contract.counts:
            where = f"where {count.column}::varchar = $nilai" if count.column else ""
            value = {"ya": "true"}.get(count.value, count.value)
            counted = dict(
                city.store.rows(
                    f"select tahun, count(*) from {contract.name} {where} group by 1",
                    {"nilai": value} if where else {},
                )
            )
            figures = {y: n for y, n in published(*count.measures).items() if n is not None}
            assert counted == figures, count.measures


def test_posyantek_is_the_published_share_of_all_kelurahan(city: Answers) -> None:
    asked = city.ask("berapa_kelurahan_ikut_posyantek")
    rows = {row["tahun"]: row for row in asked.records() if row["ikut"] is not None}
    all_of_them = published("jumlah_kelurahan")
    assert {y: row["ikut"] for y, row in rows.items()} == published(
        "kelurahan_ikut_penilaian_posyantek"
    )
    assert {year: row["semua"] for year, row in rows.items()} == all_of_them
    assert len({kode for (kode,) in city.store.rows("select kode from wilayah")}) in set(
        all_of_them.values()
    )


def test_parts_add_up_to_the_total_of_their_year(city: Answers) -> None:
    total = published(*main_measures("inovasi"))
    asked = [
        city.ask("berapa_baru_dan_lanjutan"),
        city.ask("berapa_inovasi_per_opd_per_tahun"),
    ]
    asked += [
        city.ask("berapa_per_rincian", rincian=what)
        for what in QUERIES["berapa_per_rincian"].choices["rincian"]
    ]
    for result in asked:
        sums: Counter[int] = Counter()
        for row in result.records():
            sums[row["tahun"]] += row["jumlah"] or 0
        assert {year: n for year, n in sums.items() if n} == {y: n for y, n in total.items() if n}
    for name in ("berapa_inovasi_per_opd", "berapa_inovasi_per_urusan"):
        latest = city.ask(name)
        [year] = set(latest.values("tahun"))
        assert sum(latest.values("jumlah")) == total[year]


# --- illustrative or real ---------------------------------------------------------------------


def test_kinds_of_origin_are_known_and_counted(city: Answers) -> None:
    for contract in CONTRACTS.values():
        if contract.illustrative:
            kinds = city.store.rows(f"select distinct asal from {contract.name}")
            assert {kind for (kind,) in kinds} <= {"publikasi", "contoh"}
            counted = city.store.rows(
                f"select count(*) filter (asal = 'contoh') from {contract.name}"
            )
            assert counted == city.store.rows(
                "select sum(baris_contoh) from berkas where dataset = $nama",
                {"nama": contract.name},
            )


@pytest.mark.parametrize("name", QUERIES)
def test_what_rests_on_illustrative_rows_says_so(name: str, city: Answers) -> None:
    result = city.ask(name, **choice(QUERIES[name]))
    assert result.illustrative == (name in ON_ROWS)
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
    assert years[NEW_YEAR]["jumlah"] == rows and years[NEW_YEAR]["naik"] == 0
    assert asked.ask("berapa_inovasi_per_opd").values("tahun")[0] == NEW_YEAR

    assert asked.ask("berapa_inovasi_per_tahun").illustrative
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

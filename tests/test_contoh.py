"""The data folder: illustrative rows reconcile with the ledger, and every reference resolves."""

import csv
import importlib.util
import re
import shutil
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.world import ROOT, SHIPPED

DATA = SHIPPED
Row = dict[str, str]


def load_generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("buat_contoh", ROOT / "alat" / "buat_contoh.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generator = load_generator()
CONTRACTS: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted((DATA / "kontrak").glob("*.toml"))
}
for one in CONTRACTS.values():
    one.setdefault("kolom", CONTRACTS[one.get("seperti", one["nama"])].get("kolom", []))
REGISTERS = [
    name for name, contract in CONTRACTS.items()
    if any(column["nama"] == "asal" for column in contract["kolom"])
]  # fmt: skip
REFERENCES = [
    (dataset, column["nama"], column["rujuk"])
    for dataset, contract in CONTRACTS.items()
    for column in contract["kolom"]
    if "rujuk" in column
]


def files(dataset: str, folder: Path = DATA) -> list[Path]:
    return sorted(folder.glob(CONTRACTS[dataset]["berkas"].replace("{tahun}", "[0-9]" * 4)))


def rows(dataset: str) -> Iterator[Row]:
    for path in files(dataset):
        with path.open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)


def values(dataset: str, column: str) -> set[str]:
    return {row.get(column, "") for row in rows(dataset)}


def register(year: str) -> dict[str, Row]:
    return {row["id"]: row for row in rows("inovasi") if row["tahun"] == year}


def years() -> list[str]:
    """The years whose register is illustrative; of real ones nothing here is expected."""
    return sorted({row["tahun"] for row in rows("inovasi") if row["asal"] == "contoh"})


def ledger(**wanted: str) -> list[Row]:
    used = (row for row in rows("angka_publikasi") if row["dipakai"] == "ya" and row["nilai"])
    return [row for row in used if wanted.items() <= row.items()]


def illustrative() -> list[Path]:
    return [path for name in REGISTERS for path in files(name) if b",contoh," in path.read_bytes()]


# A city whose registers are all real has no use for the generator.
generating = pytest.mark.skipif(not illustrative(), reason="tidak ada baris contoh")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def regenerate(folder: Path) -> None:
    generator.main(["--data", str(folder)])


# --- the generator -------------------------------------------------------------------------


@generating
def test_regenerating_gives_the_same_bytes(copy: Path) -> None:
    regenerate(copy)
    assert {p.name: p.read_bytes() for p in copy.glob("*.csv")} == {
        p.name: p.read_bytes() for p in DATA.glob("*.csv")
    }


@generating
def test_deleted_illustrative_files_come_back(copy: Path) -> None:
    for path in illustrative():
        (copy / path.name).unlink()
    regenerate(copy)
    assert all((copy / p.name).read_bytes() == p.read_bytes() for p in illustrative())


@pytest.mark.parametrize("path", illustrative(), ids=lambda p: p.name)
def test_a_real_file_is_left_alone_and_so_are_its_neighbours(path: Path, copy: Path) -> None:
    real = copy / path.name
    real.write_bytes(path.read_bytes().replace(b",contoh,", b",publikasi,register-bappeda"))
    before = {p.name: p.read_bytes() for p in copy.glob("*.csv")}
    regenerate(copy)
    assert {p.name: p.read_bytes() for p in copy.glob("*.csv")} == before


@generating
@pytest.mark.parametrize("content", [b"", b"No;Judul Inovasi\n1;Kelurahan \xe9\n"])
def test_a_file_in_another_shape_is_left_alone(content: bytes, copy: Path) -> None:
    for path in illustrative():
        (copy / path.name).write_bytes(content)
    regenerate(copy)
    assert all((copy / path.name).read_bytes() == content for path in illustrative())


@pytest.mark.parametrize("path", illustrative(), ids=lambda p: p.name)
def test_published_rows_stay_and_the_total_with_them(path: Path, copy: Path) -> None:
    mixed = copy / path.name
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines[1] = lines[1].replace(",contoh,", ",publikasi,register-bappeda")
    mixed.write_text("".join(lines), encoding="utf-8", newline="")
    regenerate(copy)
    again = mixed.read_text("utf-8").splitlines(keepends=True)
    assert lines[1] in again
    assert len(again) == len(lines)
    assert sum(",publikasi," in line for line in again) == 1


# --- the illustrative rows -----------------------------------------------------------------


COUNTS = [
    (dataset, count)
    for dataset in REGISTERS
    for count in CONTRACTS[dataset].get("hitungan", ())
    if "seperti" not in CONTRACTS[dataset]  # whose rows nobody invents
]


@pytest.mark.parametrize(("dataset", "count"), COUNTS, ids=[c["ukuran"][0] for _, c in COUNTS])
def test_rows_count_what_was_published(dataset: str, count: dict[str, Any]) -> None:
    pairs = {(row["tahun"], row["asal"]) for row in rows(dataset)}
    real = {year for year, _ in pairs if (year, "contoh") not in pairs}
    column, value = count.get("kolom", ""), count.get("nilai")
    counted = Counter(row["tahun"] for row in rows(dataset) if row.get(column) == value)
    published = {
        row["tahun"]: round(float(row["nilai"]))
        for measure in count["ukuran"]
        for row in ledger(ukuran=measure)
    }
    for year in (counted.keys() | published.keys()) - real:
        assert counted[year] == published.get(year), year


def test_illustrative_rows_have_neutral_names_and_claim_nothing() -> None:
    for row in rows("inovasi"):
        if row["asal"] == "contoh":
            assert re.fullmatch(r"\d{4}-\d{3,}", row["id"])
            assert row["judul"] == f"Contoh {row['id']}"
            assert not (row["kematangan"] or row["tanggal_penerapan"] or row["sumber"])


def test_illustrative_ideas_are_neutral_and_go_through_the_stages_in_order() -> None:
    stages = [row["tahap"] for row in rows("tahap_lab")]
    for row in rows("lab_inovasi"):
        if row["asal"] == "contoh":
            assert row["ide"] == f"Ide contoh {row['id'][-2:]}" and not row["sumber"]
            dates = [row[stage] for stage in stages]
            known = [date for date in dates if date]
            assert dates[: len(known)] == known == sorted(known)
            assert known[-1] <= row["per_tanggal"]
            assert not row["inovasi"] or len(known) == len(stages)


def test_ideas_become_illustrative_innovations_of_the_same_office_once() -> None:
    ideas = [r for r in rows("lab_inovasi") if r["asal"] == "contoh" and r["inovasi"]]
    offices = {row["id"]: row["opd"] for row in rows("inovasi") if row["asal"] == "contoh"}
    assert len({row["inovasi"] for row in ideas}) == len(ideas)
    assert all(offices.get(row["inovasi"], row["opd"]) == row["opd"] for row in ideas)


def test_figures_of_awards_are_in_the_ledger_only() -> None:
    figures = values("angka_publikasi", "nilai") - {""}
    for row in rows("penghargaan"):
        marks = set(re.findall(r"{(\w+)}", row["hasil"]))
        assert marks <= {"angka", "angka_kedua", "sebutan"}
        assert not set(re.findall(r"\d+", row["hasil"])) & figures, row["id"]
        assert bool(row["angka"]) == bool(marks) and bool(row["angka_kedua"]) == (
            "angka_kedua" in marks
        )


def test_published_rows_name_their_source() -> None:
    for dataset in REGISTERS:
        assert all(row["sumber"] for row in rows(dataset) if row["asal"] == "publikasi")


@pytest.mark.parametrize(("before", "after"), list(pairwise(years())))
def test_innovations_carry_on_and_others_begin(before: str, after: str) -> None:
    old, new = register(before), register(after)
    stayed = old.keys() & new.keys()
    assert 0.8 <= len(stayed) / len(old) <= 0.95
    assert all(id_.startswith(after) for id_ in new.keys() - old.keys())
    assert new.keys() - old.keys()
    same = ("judul", "opd", "bentuk", "jenis", "urusan", "inisiator")
    assert all(old[id_][name] == new[id_][name] for id_ in stayed for name in same)


@pytest.mark.parametrize("year", years())
@pytest.mark.parametrize("unit", ["perangkat daerah", "kecamatan"])
def test_every_year_some_have_and_some_have_none(year: str, unit: str) -> None:
    units = {row["kode"] for row in rows("opd") if row["jenis_unit"] == unit}
    having = {row["opd"] for row in register(year).values()} & units
    assert having and having < units


def test_named_offices_have_what_the_source_says_they_have() -> None:
    for fact in rows("fakta_bernama"):
        if fact["opd"] and fact["tahun"] in years():
            theirs = [r for r in register(fact["tahun"]).values() if r["opd"] == fact["opd"]]
            assert theirs, fact["id"]
            if fact["ukuran"] == "inovasi_berjalan":
                assert any(row["keadaan"] == "lanjutan" for row in theirs), fact["id"]


def test_running_innovations_belong_to_the_named_offices_only() -> None:
    named = {r["opd"] for r in rows("fakta_bernama") if r["ukuran"] == "inovasi_berjalan"}
    stated = {row["opd"] for row in rows("inovasi") if row["keadaan"] == "lanjutan"}
    assert stated == named


# --- the ledger and the reference tables ---------------------------------------------------


@pytest.mark.parametrize("dataset", CONTRACTS)
def test_header_and_key_follow_the_contract(dataset: str) -> None:
    contract = CONTRACTS[dataset]
    assert contract["nama"] == dataset
    names = [column["nama"] for column in contract["kolom"]]
    needed = {column["nama"] for column in contract["kolom"] if column.get("wajib")}
    for path in files(dataset):
        header = path.read_text("utf-8").splitlines()[0].split(",")
        assert header == [name for name in names if name in header]
        assert set(header) >= needed
        assert b"\r" not in path.read_bytes()
    keys = Counter(tuple(row[name] for name in contract["kunci"]) for row in rows(dataset))
    assert max(keys.values(), default=1) == 1


@pytest.mark.parametrize(("dataset", "column", "target"), REFERENCES)
def test_every_reference_resolves(dataset: str, column: str, target: str) -> None:
    table, key = target.split(".")
    many = next(c for c in CONTRACTS[dataset]["kolom"] if c["nama"] == column).get("banyak")
    found = values(dataset, column) - {""}
    each = {part for value in found for part in (value.split(";") if many else [value])}
    assert each <= values(table, key)


def test_every_figure_has_source_and_certainty_and_every_gap_a_reason() -> None:
    for row in rows("angka_publikasi"):
        needed = ("sumber", "kepastian") if row["nilai"] else ("catatan",)
        assert all(row[name] for name in needed), row["id"]


def test_one_figure_in_use_per_measure_and_year() -> None:
    used = [row for row in rows("angka_publikasi") if row["dipakai"] == "ya"]
    assert max(Counter((row["tahun"], row["ukuran"]) for row in used).values(), default=1) == 1
    rivals = [row for row in rows("angka_publikasi") if row["dipakai"] == "tidak"]
    in_use = {(row["tahun"], row["ukuran"]) for row in used}
    assert {(row["tahun"], row["ukuran"]) for row in rivals} <= in_use


def test_no_year_is_missing_between_the_first_total_and_the_last_entry() -> None:
    main = set(CONTRACTS["inovasi"]["hitungan"][0]["ukuran"])
    totals = {int(row["tahun"]) for row in rows("angka_publikasi") if row["ukuran"] in main}
    last = max(int(row["tahun"]) for row in rows("angka_publikasi"))
    assert totals == set(range(min(totals), last + 1))


def test_every_measure_in_the_ledger_is_defined() -> None:
    assert values("ukuran", "ukuran") >= values("angka_publikasi", "ukuran")


def test_award_categories_add_up_at_both_publishers() -> None:
    award = [row for row in rows("angka_publikasi") if row["ukuran"].startswith("peserta_")]
    for source in {row["sumber"] for row in award}:
        figures = {r["ukuran"]: float(r["nilai"]) for r in award if r["sumber"] == source}
        total = figures.pop("peserta_inovasi_award")
        assert sum(figures.values()) == total, source


def test_named_offices_are_as_many_as_published() -> None:
    for measure in ("opd_penerima_penghargaan", "kecamatan_penerima_penghargaan"):
        named = [row for row in rows("fakta_bernama") if row["ukuran"] == measure]
        counted = [round(float(entry["nilai"])) for entry in ledger(ukuran=measure)]
        assert counted in ([], [len(named)])


def test_the_score_of_the_city_has_one_home() -> None:
    city = tomllib.loads((DATA / "kota.toml").read_text("utf-8"))["nama"]
    assert city not in {row["daerah"] for row in rows("iid_pembanding")}


@pytest.mark.parametrize(
    ("dataset", "key", "names"),
    [("opd", "kode", ("nama", "singkatan")), ("wilayah", "kode", ("kelurahan",))],
)
def test_every_name_is_found_by_its_alias(dataset: str, key: str, names: tuple[str, ...]) -> None:
    known = {row["alias"].casefold(): row["kode"] for row in rows(f"{dataset}_alias")}
    for row in rows(dataset):
        assert {known[row[name].casefold()] for name in names} == {row[key]}


def test_the_wording_names_no_machine_path() -> None:
    kinds = ("*.csv", "*.md", "*.toml", "kontrak/*.toml")
    for path in (path for kind in kinds for path in DATA.glob(kind)):
        assert not re.search(r"/tmp/|\.\./|\.txt\b", path.read_text("utf-8")), path.name

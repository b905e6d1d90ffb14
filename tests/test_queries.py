"""Every question: its head comment is true, its cases prove it, it runs on a whole city."""

import re
import time
import tomllib
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any
from unittest.mock import patch

import duckdb
import pytest

from dasbor.data.schema import FOUNDATIONS, needed_by
from dasbor.data.store import Store, StoreError
from dasbor.questions.answers import ORIGIN_QUERY, Answers
from dasbor.questions.query import Query, known, read_query
from dasbor.questions.result import Result
from tests.world import CONTRACTS, NO_YEAR, OF_UNITS, ROOT, Stage, columns, each_of, typed, world

CASES = ROOT / "tests" / "kasus"
HEADS: dict[str, Query | ValueError] = {}
for _path in sorted((ROOT / "queries").glob("[!_]*.sql")):
    try:
        HEADS[_path.stem] = read_query(_path)
    except ValueError as _flaw:  # told by a test of its own: one broken head hides no other
        HEADS[_path.stem] = _flaw
QUERIES = {name: query for name, query in HEADS.items() if isinstance(query, Query)}
ENGLISH = {"year", "count", "name", "code", "value", "source", "date", "file", "rank", "growth"}
FILTERS = {"tahun_dari", "tahun_sampai", "opd", "bentuk", "urusan"}
ALL_CASES = [
    (path.stem, case) for path in sorted(CASES.glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["kasus"]
]  # fmt: skip
EVERY_CASE = pytest.mark.parametrize(
    ("name", "case"), ALL_CASES, ids=[f"{name}: {case['bukti']}" for name, case in ALL_CASES]
)
EACH_QUERY = each_of(QUERIES)
WAITING_QUERY = "angka_mana_menunggu_sumber"  # the frozen city has nothing that waits
VIEWS_QUERY = "pandangan_apa_saja"  # kept by editors, none at first
OTHERS_QUERY = "berapa_angka_tiap_daerah_lain"  # the frozen city reads no other dashboard
EVERY_QUERY = pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)


def choices(query: Query) -> list[dict[str, str]]:
    """The ways in which a query that asks for a choice can be asked."""
    return [{key: value} for key, values in query.choices.items() for value in values] or [{}]


@pytest.fixture(scope="module")
def empty() -> Store:
    return world({}).store


# --- the cases --------------------------------------------------------------------------------


@EVERY_CASE
def test_case(name: str, case: dict[str, Any], stage: Stage) -> None:
    with stage.world(case.get("beri", {}), case.get("tahun_ini", NO_YEAR)) as asked:
        everything = asked if case.get("fakta") else asked.demonstration or asked
        result = everything.ask(name, **case.get("tanya", {}))
    shown = columns(case["harap"])
    found = [{key: row[key] for key in shown} for row in result.records()]
    assert found == typed(case["harap"], {column.name: column.type for column in result.columns})


def test_every_query_has_a_case_and_every_case_a_query() -> None:
    assert {name for name, _ in ALL_CASES} == set(QUERIES)


@EACH_QUERY
def test_cases_cover_every_parameter_choice_and_column(query: Query) -> None:
    cases = [case for name, case in ALL_CASES if name == query.name]
    used = {key for case in cases for key in case.get("tanya", {})}
    assert used == set(query.parameters)
    for key, values in query.choices.items():
        assert {case["tanya"][key] for case in cases} == set(values)
    shown = {column for case in cases for column in columns(case["harap"])}
    assert shown == {column.name for column in query.columns}


@each_of({f"{name}: {case['bukti']}": case for name, case in ALL_CASES})
def test_a_case_says_what_it_proves(case: dict[str, Any]) -> None:
    assert case["bukti"].endswith(".")
    assert case.keys() <= {"bukti", "fakta", "tahun_ini", "beri", "tanya", "harap"}


# --- the head comment -------------------------------------------------------------------------


@each_of(HEADS)
def test_a_head_is_whole(query: Query | ValueError) -> None:
    assert isinstance(query, Query), str(query)


def test_a_broken_head_says_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "apa_ini.sql"
    path.write_text("-- Apa ini?\n-- satu baris: satu hal\nselect 1", "utf-8")
    with pytest.raises(ValueError, match=r"apa_ini\.sql: .*parameter.*kolom"):
        read_query(path)


def test_questions_differ() -> None:
    questions = Counter(query.question for query in QUERIES.values())
    assert questions.most_common(1)[0][1] == 1


@EACH_QUERY
def test_name_is_the_question(query: Query) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", query.name) and known(query.name)
    assert query.question[0].isupper() and query.question.count("?") == 1


@EVERY_QUERY
def test_head_is_what_duckdb_says(query: Query, empty: Store) -> None:
    [statement] = duckdb.extract_statements(query.sql)
    assert statement.type == duckdb.StatementType.SELECT
    assert statement.named_parameters == set(query.parameters)
    _, described = empty.table(f"describe {query.sql}", dict.fromkeys(query.parameters))
    assert [(name, kind) for name, kind, *_ in described] == [
        (column.name, column.type) for column in query.columns
    ]


@EACH_QUERY
def test_data_and_measures_are_known(query: Query) -> None:
    assert set(query.data) <= set(CONTRACTS)
    assert all(re.fullmatch(r"[a-z_]+", measure) for measure in query.measures)
    assert set(query.choices) <= set(query.parameters)


@EACH_QUERY
def test_rows_that_can_be_illustrative_are_declared(query: Query) -> None:
    """Whatever counts rows of a register must be able to say "data contoh"."""
    registers = {name for name, contract in CONTRACTS.items() if contract.illustrative}
    macros = "_terpilih|_terhitung|_dicari|_cocok|_terurut"
    words = (
        rf"\b(?:from|join)\s+(?!tahun_)(?:register_)?(\w+?)(?:{macros})?\b|tahun_terpilih\('(\w+)'"
    )
    read = {name for pair in re.findall(words, query.sql) for name in pair if name} & registers
    if query.name != ORIGIN_QUERY:
        assert read == set(query.data)


@EACH_QUERY
def test_labels_are_for_readers(query: Query) -> None:
    labels = [column.label for column in query.columns]
    assert len(set(labels)) == len(labels)
    for label in labels:
        assert label and label[0].isupper() and "_" not in label
        assert not set(label.lower().split()) & ENGLISH, label


YEARS = {"tahun", "dari_tahun", "sampai_tahun", "tahun_sebelumnya"}


@EACH_QUERY
def test_years_and_percentages_carry_their_unit(query: Query) -> None:
    for column in query.columns:
        assert (column.unit == "tahun") == (column.name in YEARS), column
        assert (column.unit == "%") == column.name.endswith("_persen")


@pytest.mark.parametrize(
    "head",
    [
        "-- Berapa\n-- satu baris: x\n-- parameter:\n-- kolom:\n--   a | BIGINT | A\nselect 1 as a",
        "-- Berapa?\n-- parameter:\n-- kolom:\n--   a | BIGINT | A\nselect 1 as a",
        "-- Berapa?\n-- satu baris: x\n-- kolom:\n--   a | BIGINT | A\nselect 1 as a",
        "-- Berapa?\n-- satu baris: x\n-- parameter:\n-- kolom:\nselect 1 as a",
        "select 1 as a",
        "",
    ],
)
def test_an_incomplete_head_is_refused_by_name(head: str, tmp_path: Path) -> None:
    path = tmp_path / "berapa_ini.sql"
    path.write_text(head, encoding="utf-8")
    with pytest.raises(ValueError, match=r"berapa_ini\.sql"):
        read_query(path)


# --- asking -----------------------------------------------------------------------------------


@EVERY_QUERY
def test_an_empty_store_gives_no_rows(query: Query, empty: Store) -> None:
    for choice in choices(query):
        assert Answers(empty).ask(query.name, **choice).rows == ()


@EVERY_QUERY
def test_it_runs_on_the_city(query: Query, city: Answers) -> None:
    narrow: dict[str, Any] = dict.fromkeys(query.parameters)
    narrow |= {"tahun_dari": 2021, "tahun_sampai": 2023, "opd": ["dinkes"], "urusan": ["Kesehatan"]}
    narrow |= {"bentuk": ["Inovasi pelayanan publik"], "dataset": ["inovasi"], "ukuran": []}
    for choice in choices(query):
        unasked = {ORIGIN_QUERY, WAITING_QUERY, VIEWS_QUERY, OTHERS_QUERY, *OF_UNITS}
        if query.name not in unasked:
            assert city.ask(query.name, **choice)
        within = city.ask(query.name, **(narrow | choice))
        assert within.version == city.store.version
        if "tahun_dari" in query.parameters and any(c.name == "tahun" for c in query.columns):
            assert set(within.values("tahun")) <= {2021, 2022, 2023}


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_an_empty_choice_restricts_nothing(name: str, city: Answers) -> None:
    asked = city.ask("inovasi_apa_saja", **{name: []})
    assert asked.rows == city.ask("inovasi_apa_saja").rows
    assert asked.parameters[name] is None


def test_unknown_questions_and_choices_are_refused(city: Answers) -> None:
    with pytest.raises(KeyError):
        city.ask("berapa_harga")
    for wrong in ("judul", "1; drop table inovasi", None):
        with pytest.raises(ValueError, match="bentuk, jenis"):
            city.ask("berapa_per_rincian", rincian=wrong)


@pytest.mark.parametrize("name", ["../app", "_inovasi", "BERKAS_APA_SAJA", "", "berkas_apa_saja\n"])
def test_names_from_outside_are_checked(name: str) -> None:
    assert not known(name)


def test_parameters_it_does_not_declare_are_ignored(city: Answers) -> None:
    result = city.ask("apa_arti_kepastian", opd=["dinkes"], apa="saja")
    assert result.rows == city.ask("apa_arti_kepastian").rows


def test_hostile_values_are_only_values(city: Answers) -> None:
    hostile = ["'; drop table inovasi; --", '"', "\x00", "dinkes' or '1'='1", "%"]
    assert city.ask("inovasi_apa_saja", opd=hostile).rows == ()
    assert city.ask("inovasi_apa_saja").rows


def test_two_who_ask_the_same_at_the_same_time_cost_one_answer(city: Answers) -> None:
    asked = Answers(city.store)
    worked, both = [], Barrier(2)
    ask_store = asked._ask_store

    def slow(query: Query, given: Mapping[str, Any]) -> Result:
        worked.append(query.name)
        time.sleep(0.2)
        return ask_store(query, given)

    def ask() -> Result:
        both.wait()
        return asked.ask("berapa_inovasi_per_tahun", opd=["tidak ada"])

    with patch.object(asked, "_ask_store", slow), ThreadPoolExecutor(2) as pool:
        first, second = (job.result() for job in [pool.submit(ask), pool.submit(ask)])
    assert worked.count("berapa_inovasi_per_tahun") == 1 and first is second
    assert not asked._asking


def test_a_result_is_kept_and_speaks_readers_words(city: Answers) -> None:
    result = city.ask("berapa_inovasi_per_tahun", opd=["dinkes"])
    assert city.ask("berapa_inovasi_per_tahun", opd=("dinkes",)) is result
    assert list(result.frame().columns) == [column.label for column in result.columns]
    assert len(result.frame()) == len(result.rows)
    assert result.values("tahun") == [row["tahun"] for row in result.records()]
    with pytest.raises(KeyError):
        result.values("harga")


def test_a_result_must_have_the_columns_of_its_head(empty: Store) -> None:
    good = QUERIES["apa_arti_kepastian"]
    bad = replace(good, sql=good.sql.replace("select kepastian, arti", "select arti, kepastian"))
    with pytest.raises(ValueError, match="kolom hasil"):
        Answers(empty, {bad.name: bad}).ask(bad.name)


def test_a_city_without_some_data_has_a_store_all_the_same() -> None:
    """Every foundation names in its head what it needs; with less it is not made, and no error."""
    needs = {path.stem: needed_by(path.read_text("utf-8")) for path in FOUNDATIONS}
    assert all(needs.values()) and set().union(*needs.values()) <= set(CONTRACTS)
    for missing in set().union(*needs.values()):
        world({}, {name: c for name, c in CONTRACTS.items() if name != missing})
    for needed in needs.values():  # and with exactly what it names it is made
        world({}, {name: CONTRACTS[name] for name in needed})


def test_the_foundation_is_no_question() -> None:
    assert "_inovasi" not in QUERIES


def test_the_store_refuses_to_be_written(city: Answers) -> None:
    with pytest.raises(StoreError):
        city.store.rows("delete from inovasi returning id")


# --- known faults -----------------------------------------------------------------------------


def test_the_index_has_no_hole_in_its_years() -> None:
    scores = "id,tahun,ukuran,nilai,dipakai\na,2022,skor_iid,37.06,ya\nb,2025,skor_iid,48.3,ya"
    asked = world({"angka_publikasi": scores}).ask("berapa_skor_iid_per_tahun")
    assert asked.values("tahun") == [2022, 2023, 2024, 2025]


def test_the_share_of_the_city_is_of_the_city() -> None:
    given = {"opd": "kode,nama\na,A\nb,B", "inovasi": "tahun,id,opd\n2022,1,a\n2022,2,b"}
    asked = world(given).ask("berapa_inovasi_per_opd", opd=["a"])
    assert asked.values("bagian_persen") == [50.0]

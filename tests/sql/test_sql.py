"""Analysts' own SQL: attacks refused, greed stopped, readers undisturbed, plain words."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import pyarrow
import pytest
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from dasbor import settings
from dasbor.charts import catalogue, svg
from dasbor.data import schema, store, versions
from dasbor.data.sandbox.turns import Turns, Who
from dasbor.documents.export import own_head, own_to_csv
from dasbor.questions.answers import DIGITS, Answers, answers
from dasbor.questions.query import registry
from dasbor.questions.sql import child, guard, job, start, words
from dasbor.questions.sql.job import Answer, Job, Offer
from dasbor.questions.sql.words import Trouble

HERE = Path(__file__).parent
ATTACKS = [
    tuple(part.strip() for part in line.split("|", 1))
    for line in (HERE / "serangan.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
PREFIXES = [
    "/* /* */ explain from opd -- */ explain analyze ",
    "/* /* */ explain from opd -- */ explain ",
    "--x\r explain analyze select 1 as \n explain from opd union all ",
    "-- x\r explain analyze ",
    "explain /* /* */ analyze from opd -- */ analyze ",
    "explain /* /* */ analyze from opd -- */ ",
    "explain --x\r analyze ",
    "explain\ranalyze\r",
    "explain\u00a0analyze ",
    "explain\u2028analyze ",
    "explain analyze explain ",
    "explain (analyze) ",
    "explain (format json) ",
    "explain analyze (format json) ",
    "explain verbose ",
    "\ufeffexplain ",
    "explain/**/analyze/**/",
    "explain /* /* */ */ analyze -- analyze from opd\r",
    "explain from opd; ",
    "-- explain from opd\r\n",
]
GREEDY = tomllib.loads((HERE / "rakus.toml").read_text("utf-8"))["rakus"]
only_posix = pytest.mark.skipif(os.name == "nt", reason="Windows hanya punya batas waktu")


@pytest.fixture(scope="module")
def asked(city_stores: Path) -> Answers:
    return answers(versions.current())


@pytest.fixture(scope="module")
def offer(asked: Answers) -> Offer:
    return start.offer(asked.store)


@pytest.fixture(scope="module")
def inside(offer: Offer) -> Iterator[tuple[Any, guard.Permitted]]:
    """What the child looks at a statement with, without a process for each."""
    connection = store.read_only(offer.store)
    names = {name.lower() for (name,) in connection.execute(child.CATALOGUE).fetchall()}
    closed = frozenset(names - offer.tables)
    yield (
        connection,
        guard.Permitted(offer.tables, offer.macros, offer.table_macros, closed),
    )
    connection.close()


def ran(sql: str, offer: Offer, seconds: int = job.SECONDS) -> Answer | Trouble:
    outcome = Job(sql, offer, seconds).wait(60)
    assert outcome is not None
    return outcome


def good(sql: str, offer: Offer) -> Answer:
    outcome = ran(sql, offer)
    assert isinstance(outcome, Answer), outcome
    return outcome


def bad(sql: str, offer: Offer) -> Trouble:
    outcome = ran(sql, offer)
    assert isinstance(outcome, Trouble), outcome
    return outcome


# --- attacks ----------------------------------------------------------------------------------


def test_the_list_of_attacks_is_long_and_each_says_why() -> None:
    assert len({sql for _, sql in ATTACKS}) == len(ATTACKS) >= 100
    assert all(reason and sql for reason, sql in ATTACKS)


@pytest.mark.parametrize(("reason", "sql"), ATTACKS, ids=[reason for reason, _ in ATTACKS])
def test_an_attack_is_refused_before_it_runs_also_behind_a_prefix(
    reason: str, sql: str, inside: tuple[Any, guard.Permitted]
) -> None:
    nothing = reason.startswith("kosong")  # behind a prefix only that is left, and it may run
    for prefix in ("", *(() if nothing else PREFIXES)):
        with pytest.raises((guard.Refused, duckdb.ParserException, duckdb.BinderException)):
            child._checked(inside[0], prefix + sql, inside[1])


# What may stand around EXPLAIN and ANALYZE: comments that nest, that end at another line end than
# one thinks, that look like statements; blanks of all kinds. Some of it is no SQL at all.
SOUP = st.lists(
    st.sampled_from(
        [
            *(" ", "\n", "\r", "\r\n", "\t", "\f", "\v", "\u00a0", "\u2028", "\u2029", "\u0085"),
            *(
                "/* x */",
                "/* /* */ */",
                "/*-- */",
                "-- x\n",
                "-- x\r",
                "-- x\r\n",
                "--\u2028",
                "/**/",
            ),
            *("/* explain from opd -- */", "-- explain from opd\n", "--*/\n", "/*\n--\n*/", ";"),
            *("-- x\n explain from opd --\r", "/* /* */ explain from opd -- */", "( ", "'", "$$"),
        ]
    ),
    max_size=4,
).map("".join)


@given(SOUP, SOUP, SOUP, SOUP, st.sampled_from(["explain", "EXPLAIN", ""]), st.booleans(),
       st.sampled_from(["from opd", "select folder_data from versi", "select 1 as a", "(from opd)",
                        "vacuum", "create temp table x as from opd"]))  # fmt: skip
@settings_of_hypothesis(max_examples=300, deadline=None)
def test_what_is_checked_is_what_runs(
    inside: tuple[Any, guard.Permitted],
    one: str, two: str, three: str, four: str, explain: str, analyze: bool, statement: str,
) -> None:  # fmt: skip
    """Whatever the soup: what the engine gets is words of ours around a text that passes alone."""
    connection, permitted = inside
    sql = one + explain + two + ("analyze" if analyze else "") + three + statement + four
    try:
        run = child._checked(connection, sql, permitted)
    except (guard.Refused, duckdb.ParserException):
        return
    assert run.text == run.before + run.checked and run.checked in sql
    assert run.before in ("", "explain ", "explain analyze ")
    [(said,)] = connection.execute("select json_serialize_sql(?)", [run.checked]).fetchall()
    assert guard.check(json.loads(said), permitted) == run.read <= {"opd"}
    [engine] = connection.extract_statements(run.text)
    assert engine.type.name == ("EXPLAIN" if run.before else "SELECT")
    assert bool(run.before) == (connection.extract_statements(sql)[0].type.name == "EXPLAIN")


def test_attacks_through_the_child_leak_nothing_and_it_still_answers(offer: Offer) -> None:
    """Every eighth attack in a process of its own; the guard has seen them all above."""
    secrets = [str(settings.data_folder()), str(offer.store), "root:", os.environ.get("HOME", "/")]
    for _, sql in ATTACKS[::8]:
        trouble = bad(sql, offer)
        told = str(trouble) + trouble.detail
        assert not [secret for secret in secrets if len(secret) > 1 and secret in told]
    assert good("select count(*) from opd", offer).rows[0][0] > 30


@only_posix
def test_even_without_the_guard_no_file_no_environment_no_write(
    offer: Offer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The limits of the process and of the engine hold by themselves."""
    monkeypatch.setattr(job, "WORK", "tests.sql.tanpa_penjaga")
    monkeypatch.setenv("RAHASIA_SERVER", "jangan bocor")
    for sql in (
        "select * from read_text('/etc/hostname')",
        "from glob('/*')",
        f"copy (select 1) to '{tmp_path}/curi.csv'",
        "create table curi as select 1",
        "set enable_external_access = true",
        f"attach '{tmp_path}/curi.duckdb' as lain",
        "from 'https://contoh.id/a.csv'",
    ):
        assert isinstance(ran(sql, offer), Trouble), sql
    outcome = ran("select getenv('RAHASIA_SERVER')", offer)
    assert isinstance(outcome, Trouble) or outcome.rows in (((None,),), (("",),))
    assert not list(tmp_path.iterdir())


@only_posix
def test_the_operating_system_alone_refuses_files_sockets_and_memory(tmp_path: Path) -> None:
    """Whatever a flaw in the engine might allow: the process has nothing to do it with."""
    code = """
import socket, sys
from dasbor.data.sandbox import limits
memory = 100 * 2**20
limits.apply(limits.Limits(memory, 5, 0))
held = []
for attempt in (
    lambda: open('/etc/hostname'),
    lambda: open(sys.argv[1], 'w'),
    lambda: socket.socket(),
    lambda: bytearray(2 * memory),
):
    try:
        attempt()
    except (OSError, MemoryError):
        held.append('ya')
sys.stdout.write(' '.join(held))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "curi.txt")],
        cwd=settings.ROOT,
        capture_output=True,
        check=True,
    )
    memory_is_held = sys.platform == "linux"
    assert done.stdout.split().count(b"ya") == 3 + memory_is_held


def test_every_table_of_the_store_itself_is_open_or_closed_on_purpose() -> None:
    made = {line.split()[2] for line in schema.SYSTEM_TABLES.splitlines() if "create table" in line}
    assert made == start.OPEN_SYSTEM_TABLES


def test_the_file_a_child_opens_holds_nothing_but_what_is_on_offer(
    offer: Offer, inside: tuple[Any, guard.Permitted]
) -> None:
    held = inside[0].execute("select table_name from duckdb_tables()").fetchall()
    assert {name for (name,) in held} == offer.tables
    content = offer.store.read_bytes()
    for kept_apart in (str(settings.data_folder()), "wajib_bila", "dasar_berkas", "folder_data"):
        assert kept_apart.encode() not in content


# --- what is allowed --------------------------------------------------------------------------


@pytest.mark.parametrize("name", registry())
def test_a_shipped_question_stands_alone_and_gives_the_same(
    name: str, asked: Answers, inside: tuple[Any, guard.Permitted]
) -> None:
    query = registry()[name]
    values = {key: choices[-1] for key, choices in query.choices.items()}
    for chosen in (values, values | {"opd": ["dinkes", "dinsos"], "tahun_dari": 2021}):
        sql = start.text(query, chosen)
        assert sql.startswith(f"-- {query.question}") and "$" not in sql
        child._checked(inside[0], sql, inside[1])
        wanted = asked.ask(name, **chosen)
        found = inside[0].execute(sql).fetchall()
        assert sorted(map(_to_digits, found)) == sorted(map(_to_digits, wanted.rows))


def _to_digits(row: tuple[Any, ...]) -> str:
    """A row as text; fractions as files get them, without what binary sums add."""
    return repr([float(f"{v:.{DIGITS}g}") if isinstance(v, float) else v for v in row])


@pytest.mark.parametrize(
    "sql",
    [
        "from opd",
        "table opd",
        "values (1, 'a')",
        "summarize inovasi",
        "describe opd",
        "explain select * from opd",
        "-- catatan\n/* lagi */ EXPLAIN ANALYZE select 1",
        "with a as (select 1 as x), b as (select x + 1 as y from a) select * from b;",
        "with recursive r as (select 1 as n union all select n + 1 from r where n < 5) from r",
        "select x, list_transform([1, 2], lambda y: y + x) from range(3) t(x)",
        "select tahun, count(*) filter (opd = 'dinkes') from inovasi group by all order by all",
        "select rank() over (partition by tahun order by judul) from inovasi qualify rank() over"
        " (order by judul) < 5",
        "from (select tahun, bentuk from inovasi) pivot (count(*) for bentuk in ('a', 'b'))",
        "select * exclude (judul) from inovasi tablesample 10% limit 3",
        "select distinct on (opd) opd, judul from inovasi asof join opd o on true",
        "select case when tahun in (2021, 2022) then 1 else 0 end, judul ilike '%a%',"
        " extract(year from tanggal_input), tahun::varchar, coalesce(jenis, '-') from inovasi",
    ],
)
def test_ordinary_sql_passes(sql: str, inside: tuple[Any, guard.Permitted]) -> None:
    child._checked(inside[0], sql, inside[1])


def test_values_come_back_as_they_are(offer: Offer) -> None:
    answer = good(
        "select 1 as a, 1.5::decimal(9, 2) as b, 'é' as c, true as d, date '2023-06-20' as e,"
        " [1, 2] as f, {'k': 'v'} as g, null as h, 1 / 0 as i, sum(1) as j, 'ab'::blob as k",
        offer,
    )
    assert answer.rows == (
        (1, 1.5, "é", True, "2023-06-20", "[1, 2]", "{'k': v}", None, None, 1, "(2 bita)"),
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("factorial(30)", "265252859812191058636308480000000"),
        ("factorial(25)::uhugeint", "15511210043330985984000000"),
        ("9007199254740993", "9007199254740993"),
        ("-170141183460469231731687303715884105727", "-170141183460469231731687303715884105727"),
        ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
        ("1234567890123456.789", "1234567890123456.789"),
        ("1.00000000000000000000000000000000001", "1.00000000000000000000000000000000001"),
        ("date 'infinity'", "infinity"),
        ("date '-infinity'", "-infinity"),
        ("date '9999-12-31'", "9999-12-31"),
        ("date '200000-01-01'", "200000-01-01"),
        ("timestamp '-infinity'", "-infinity"),
        ("timestamptz '2023-06-20 12:00:00+07'", "2023-06-20 12:00:00+07"),
        ("[date 'infinity']", "[infinity]"),
    ],
)
def test_what_no_page_has_a_number_or_date_for_comes_as_exact_text(
    value: str, text: str, asked: Answers, offer: Offer
) -> None:
    sql = f"select {value} as nilai union all select null order by 1 nulls last"
    answer = good(sql, offer)
    assert answer.rows == ((text,), (None,))
    result = start.result(asked, sql, answer)
    assert result.column("nilai").type == "VARCHAR"
    assert pyarrow.Table.from_pandas(result.frame()).num_rows == 2
    assert text in own_to_csv(result).decode()


def test_the_order_of_an_answer_is_that_of_the_statement(offer: Offer) -> None:
    sql = "select x::varchar as x from range(3000) t(x) order by hash(x)"
    rows = good(sql, offer).rows
    assert rows == tuple(duckdb.sql(sql).fetchall()) != tuple(sorted(rows))


def test_the_row_cap_is_reached_and_said(offer: Offer) -> None:
    answer = good("select * from range(1000000000)", offer)
    assert len(answer.rows) == job.ROWS and answer.cut == "baris"
    fat = good("select repeat('x', 1900) from range(9000)", offer)
    assert fat.cut == "besar" and 0 < len(fat.rows) < 9000
    [(text,)] = good("select repeat('x', 100000)", offer).rows
    assert len(text) == child.CELL + 1 and text.endswith("…")


# --- greed ------------------------------------------------------------------------------------


@only_posix
def test_greedy_statements_stop_while_ten_readers_go_on(asked: Answers, offer: Offer) -> None:
    """All of them, two at once; meanwhile ten threads ask the store and nobody is kept waiting."""
    waits: list[float] = []
    faults: list[Exception] = []
    over = threading.Event()

    def reader() -> None:
        while not over.is_set():
            began = time.monotonic()
            try:
                assert asked.store.rows("select count(*) from inovasi") != [(0,)]
            except Exception as fault:  # noqa: BLE001 - whatever it is, it is counted
                faults.append(fault)
            waits.append(time.monotonic() - began)
            over.wait(0.05)

    readers = [threading.Thread(target=reader) for _ in range(10)]
    for thread in readers:
        thread.start()
    try:
        limit = 1
        for case in GREEDY:
            began = time.monotonic()
            outcome = ran(case["sql"], offer, limit)
            assert isinstance(outcome, Trouble), case["nama"]
            assert outcome.said in {
                words.MEMORY, words.BROKEN, words.TIME.format(seconds=limit)
            }, case["nama"]  # fmt: skip
            assert time.monotonic() - began < limit + 6, case["nama"]
    finally:
        over.set()
        for thread in readers:
            thread.join()
    assert not faults and len(waits) > 100
    assert median(waits) < 0.3 and max(waits) < 10
    assert good("select 1", offer).rows == ((1,),)


def test_a_running_query_is_cancelled_at_once(offer: Offer) -> None:
    running = Job(GREEDY[1]["sql"], offer)
    while not running.running:
        time.sleep(0.05)
    time.sleep(0.5)
    began = time.monotonic()
    running.cancel()
    outcome = running.wait(10)
    assert isinstance(outcome, Trouble) and outcome.said == words.CANCELLED
    assert time.monotonic() - began < 3
    assert running._child is not None and running._child.process.poll() is not None


def test_who_waits_too_long_is_told_kindly_and_who_waits_can_leave(
    offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "TURNS", Turns(places=1, patience=0.6))
    with job.TURNS.turn(Who("lain", "alamat")):
        waiting = Job("select 1", offer)
        waiting.cancel()
        outcome = waiting.wait(5)
        assert isinstance(outcome, Trouble) and outcome.said == words.CANCELLED
        mine = Who("saya", "alamat")
        late, second = Job("select 1", offer, who=mine), Job("select 2", offer, who=mine)
        for one, said in ((second, words.FULL), (late, words.BUSY)):
            outcome = one.wait(5)
            assert isinstance(outcome, Trouble) and outcome.said == said
    assert good("select 1", offer).rows == ((1,),)


@only_posix
def test_eight_greedy_windows_leave_the_page_to_the_others(offer: Offer) -> None:
    """Their queries begin anew as soon as they end; four short ones of others are all answered."""
    greedy = GREEDY[1]["sql"]
    over = threading.Event()
    begun: dict[int, Job] = {}

    def loop(number: int) -> None:
        who = Who(f"rakus-{number}", "10.0.0.1")
        while not over.is_set():
            begun[number] = Job(greedy, offer, 2, who)
            begun[number].wait(60)

    loops = [threading.Thread(target=loop, args=(n,)) for n in range(8)]
    for thread in loops:
        thread.start()
    try:
        time.sleep(1)  # they are at it
        for here in ("10.0.0.2", "10.0.0.1"):  # another address, then their own
            some = [Job("select 1", offer, who=Who(f"{here}/{n}", here)) for n in range(4)]
            outcomes = [one.wait(60) for one in some]
            assert [o.rows for o in outcomes if isinstance(o, Answer)] == [((1,),)] * 4
    finally:
        over.set()
        for last in list(begun.values()):
            last.cancel()  # nobody is left whom it could keep waiting
        for thread in loops:
            thread.join()


def test_switched_off_means_off(offer: Offer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASBOR_SQL", "mati")
    with pytest.raises(RuntimeError, match="ditutup"):
        Job("select 1", offer)


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("selct 1", "Baris 1, kolom 1: Salah tulis di dekat “selct”."),
        ("select 1 +", "Baris 1, kolom 10: Salah tulis di dekat “+”."),
        ("select 'é',\n  nama2 from opd", "Baris 2, kolom 3: Kolom “nama2” tidak ada."),
        ("select *\nfrom\n  nggakada", "Baris 3, kolom 3: Tabel “nggakada” tidak ada pada daftar"),
        ("select 'éé', getenv('a')", "Baris 1, kolom 14: Fungsi “getenv” tidak disediakan"),
        ("explain select\n version()", "Baris 2, kolom 2: Fungsi “version” tidak disediakan"),
        ("select tahun, count(*) from inovasi", "Kolom “tahun” perlu ikut di GROUP BY."),
        ("select 'a", "Tanda kutip atau komentar belum ditutup."),
        ("select cast('x' as int)", "Ada isi yang tidak dapat dibaca sebagai jenis nilai itu"),
        ("select 'é', tahun,\n cast(judul as int) from inovasi", "Baris 2, kolom 2: Ada isi"),
        ("explain analyze\n select cast(judul as int) from inovasi", "Baris 2, kolom 9: Ada isi"),
        ("from (pivot inovasi on tahun using count(*))", "PIVOT menemukan sendiri nilainya"),
        ("pivot inovasi on judul || id using count(*)", "PIVOT menemukan sendiri nilainya"),
        ("pivot versi on versi using count(*)", "Tabel “versi” tidak ada"),
        ("select tahunn from inovasi", "Maksud Anda “tahun”?"),
        ("from inovasii", "Maksud Anda “inovasi”?"),
        ("select cuont(*) from inovasi", "Maksud Anda “count”?"),
        ("select versii from berkas", "Kolom “versii” tidak ada."),
        ("select 1; select 2", "Hanya satu perintah"),
        ("", "Belum ada kueri."),
        ("drop table opd", "Hanya SELECT atau EXPLAIN"),
    ],
)
def test_errors_are_plain_indonesian_with_line_and_column(
    sql: str, said: str, offer: Offer
) -> None:
    assert said in str(bad(sql, offer))


@pytest.mark.parametrize(
    ("kind", "message", "said"),
    [
        ("Conversion", "Could not convert string 'rahasia' to INT32", "Ada isi"),
        ("Invalid Input", "rahasia", "Ada isi"),
        ("Invalid Input", 'Referenced column "rahasia" not found', "Ada isi"),
        ("Out of Range", "Overflow in addition of INT32 (rahasia)!", "jangkauan"),
        ("IO", 'Cannot open file "/srv/rahasia/gudang.duckdb"', "bukan karena kuerinya"),
        ("Serialization", "Failed to deserialize: rahasia", "bukan karena kuerinya"),
        ("FATAL", "database has been invalidated /srv/rahasia", "bukan karena kuerinya"),
        ("INTERNAL", "Attempted to access index 3 rahasia", "bukan karena kuerinya"),
        ("Binder", 'Referenced column "rahasia" not found in /srv/rahasia', "Kolom “…” tidak ada"),
        ("Catalog", 'Table with name rahasia does not exist! Did you mean "rahasia"', "Tabel “…”"),
        ("Constraint", "Duplicate key rahasia", words.UNKNOWN),
        ("", "rahasia", words.UNKNOWN),
    ],
)
def test_words_of_the_engine_hold_no_value_and_no_path(kind: str, message: str, said: str) -> None:
    told = json.dumps({"exception_type": kind, "exception_message": message, "position": "7"})
    trouble = words.error(f"{kind} Error: {told}", "select error(x) from opd")
    assert said in str(trouble)
    assert "rahasia" not in str(trouble) + trouble.detail
    assert "rahasia" not in str(words.error(f"{kind} Error: {message}", "select 1"))


@pytest.mark.parametrize("part", ["head", "middle", "gone"])
def test_a_damaged_store_is_not_blamed_on_the_question(
    part: str, offer: Offer, tmp_path: Path
) -> None:
    path = tmp_path / "tempat-rahasia.duckdb"
    shutil.copy(offer.store, path)
    size = path.stat().st_size
    with path.open("r+b") as file:
        if part == "middle":
            file.seek(16384)
            file.write(os.urandom(size - 16384))
        else:
            file.truncate(5000 if part == "head" else 0)
    trouble = bad("from inovasi", replace(offer, store=path))
    assert trouble.said == words.UNSOUND and not trouble.detail
    assert "rahasia" not in str(trouble)


def test_a_statement_that_is_too_long_is_not_even_started(offer: Offer) -> None:
    assert "lebih panjang" in bad(f"select {'1 + ' * job.TEXT} 1", offer).said


# --- the answer on the page and in a file -----------------------------------------------------


def test_samples_are_no_rows_to_own_queries(demonstrated: Answers) -> None:
    of_samples = start.offer(demonstrated.store)
    for sql in (
        "select count(*)::varchar as n from inovasi",
        "select count(*)::varchar as n from kubus_inovasi",
        "select count(*)::varchar as n from inovasi_terhitung(null, null, null, null, null, '')",
    ):
        result = start.result(demonstrated, sql, good(sql, of_samples))
        assert result.rows == (("0",),) and not result.sample
        said = own_head(result, "Kota Uji")
        assert "bukan angka terbit" in said[0] and said[-1].strip() == sql
    bad("from main.inovasi", of_samples)


def test_columns_of_one_name_are_told_apart(asked: Answers, offer: Offer) -> None:
    sql = "select 1 as a, 'x' as a, date '2020-01-01' as a_2, interval 1 day as b"
    result = start.result(asked, sql, good(sql, offer))
    assert [c.name for c in result.columns] == ["a", "a_2", "a_2_2", "b"]
    assert [c.type for c in result.columns] == ["BIGINT", "VARCHAR", "VARCHAR", "VARCHAR"]
    assert len(result.frame().columns) == 4


def test_the_quick_chart_draws_or_says_why_not(asked: Answers, offer: Offer) -> None:
    sql = "select tahun, count(*) as jumlah from inovasi group by tahun order by tahun"
    result = start.result(asked, sql, good(sql, offer))
    for kind in ("kolom", "batang", "garis"):
        assert "<svg" in svg.draw(catalogue.own(result, "tahun", "jumlah", kind))
    sql = "from (values (1, 'a', 2), (1, null, 3), (null, 'a', 4)) t(x, s, n)"
    chart = catalogue.own(start.result(asked, sql, good(sql, offer)), "x", "n", "kolom", "s")
    assert chart.categories == [1, "Tidak diisi"] and chart.groups == ["a", "Tidak diisi"]
    assert [chart.values(group) for group in chart.groups] == [[2, 4], [3, None]]
    rows = start.result(asked, "from inovasi", good("select opd, tahun from inovasi", offer))
    with pytest.raises(ValueError, match="GROUP BY opd"):
        catalogue.own(rows, "opd", "tahun", "kolom")
    many = start.result(asked, "", good("select x, x as y from range(100) t(x)", offer))
    with pytest.raises(ValueError, match="Terlalu banyak"):
        catalogue.own(many, "x", "y", "kolom")


# --- PIVOT without a list of values -----------------------------------------------------------


def test_a_pivot_spreads_its_own_values(offer: Offer) -> None:
    found = good(
        "-- satu, on: dua\npivot (from (values (1, 'b on'), (2, 'a''s'), (1, null)) t(n, s))"
        " /* on */ on s using count(*) group by n order by n;",
        offer,
    )
    assert [name for name, _ in found.columns] == ["n", "a's", "b on"]
    assert found.rows == ((1, 0, 1), (2, 1, 0))
    wide = bad("pivot (select * from range(500) t(n)) on n using count(*)", offer)
    assert "lebih dari 100 kolom" in wide.said and wide.line is None

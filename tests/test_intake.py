"""From bytes to a file the store can load: whatever the bytes are."""

import csv
import io
import shutil
import tempfile
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dasbor.data import checks, inspection
from dasbor.data.build import build
from dasbor.data.contract import Contract, ContractError, read_contract
from dasbor.data.headers import fill
from dasbor.data.inputs import inputs
from dasbor.data.inspection import HEAD_BYTES, NOTES, REFUSES, DataFile, find_files, inspect
from dasbor.data.schema import create_tables
from dasbor.data.store import open_file
from tests.world import CITY, CONTRACTS, SHIPPED

INNOVATIONS = CONTRACTS["inovasi"]
REQUIRED = "id,tahun,judul,opd,asal"


def look(tmp_path: Path, content: str | bytes, contract: Contract = INNOVATIONS) -> DataFile:
    path = tmp_path / "inovasi_2023.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return inspect(DataFile(path.name, path, contract, 2023))


# --- header -----------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_delimiter_and_a_byte_order_mark_are_recognised(
    delimiter: str, mark: str, tmp_path: Path
) -> None:
    file = look(tmp_path, mark + REQUIRED.replace(",", delimiter) + "\n")
    assert file.delimiter == delimiter and not file.findings
    assert file.columns == tuple(REQUIRED.split(","))


def test_rows_with_other_delimiters_do_not_confuse(tmp_path: Path) -> None:
    file = look(
        tmp_path, REQUIRED.replace(",", ";") + "\n1;2023;a, b, c, d, e, f, g;dinkes;contoh\n"
    )
    assert file.delimiter == ";" and not file.refused


@pytest.mark.parametrize(
    ("word", "column"),
    [
        ("judul", "judul"), ("Judul Inovasi", "judul"), ("nama_inovasi", "judul"),
        ("NAMA INOVASI", "judul"), (" Nama  Proposal ", "judul"), ("Admin OPD", "opd"),
        ("skpd", "opd"), ("Perangkat_Daerah", "opd"), ("Skor", "kematangan"),
        ("Urusan Utama", "urusan"), ("Asal baris", "asal"), ("TAHUN", "tahun"),
    ],
)  # fmt: skip
def test_headers_of_real_files_are_known(word: str, column: str, tmp_path: Path) -> None:
    file = look(tmp_path, f"{word},x\n")
    assert file.columns == (column, None)


def test_every_name_label_and_alias_means_one_column_only() -> None:
    for contract in CONTRACTS.values():
        meant: dict[str, str] = {}
        for column in contract.columns:
            for word in (column.name, column.label, *column.aliases):
                plain = " ".join(word.replace("_", " ").casefold().split())
                assert meant.setdefault(plain, column.name) == column.name, (
                    f"{contract.name}: {word}"
                )


def test_the_exact_name_wins_over_an_alias(tmp_path: Path) -> None:
    """Some files have a code and a name: ``opd`` beside ``Perangkat Daerah``."""
    file = look(tmp_path, f"{REQUIRED},Perangkat Daerah,Judul Inovasi\n")
    assert file.columns == (*REQUIRED.split(","), None, None)
    assert not file.refused
    assert [finding.column for finding in file.findings] == ["ke-6", "ke-7"]


@pytest.mark.parametrize(
    ("more", "flaws"),
    [
        ("judul", [("kolom_ganda", "judul")]),
        ("Judul (wajib)", [("kolom_ganda", "judul")]),
        ("jenis_inovasi,Jenis Inovasi", [("kolom_ganda", "jenis")]),
        ("Jenis,jenis_inovasi,Jenis Inovasi", []),  # the name wins, the others are left out
    ],
)
def test_one_column_twice_is_refused(
    more: str, flaws: list[tuple[str, str]], tmp_path: Path
) -> None:
    file = look(tmp_path, f"{REQUIRED},{more}\n")
    assert [(f.rule, f.column) for f in file.findings if f.grade == REFUSES] == flaws


@pytest.mark.parametrize(
    "word", ["Kematangan (0–111)", "Data: Kematangan", "SKOR KEMATANGAN *", "skor [0-111]"]
)
def test_what_the_gate_understands_the_folder_understands(word: str, tmp_path: Path) -> None:
    assert look(tmp_path, f"{REQUIRED},{word}\n").columns == (*REQUIRED.split(","), "kematangan")
    assert fill([word], INNOVATIONS) == ("kematangan",)


def test_the_middle_row_of_a_header_of_three_may_mean_nothing() -> None:
    [column] = fill(["Tanggal: Pelaksanaan: Penerapan"], INNOVATIONS)
    assert column == "tanggal_penerapan"


def test_a_title_with_many_commas_does_not_make_the_comma_a_separator(tmp_path: Path) -> None:
    header = f"{REQUIRED.replace(',', ';')};Nilai (a, b, c, d, e, f, g, h)"
    file = look(tmp_path, header + "\n1;2023;Judul;dinkes;contoh;3\n2;2023;Lain;dinkes;contoh;4\n")
    assert file.delimiter == ";" and not file.refused


def test_unknown_columns_are_noted_and_left_out(tmp_path: Path) -> None:
    file = look(tmp_path, f"No,{REQUIRED},Nama Inisiator,\n")
    assert file.columns == (None, *REQUIRED.split(","), None, None)
    assert {finding.grade for finding in file.findings} == {NOTES} and not file.refused
    assert [finding.column for finding in file.findings] == ["ke-1", "ke-7", "ke-8"]


def test_missing_columns_are_named_together(tmp_path: Path) -> None:
    [flaw] = [f for f in look(tmp_path, "id,tahun\n").findings if f.grade == REFUSES]
    assert flaw.row == 1 and all(word in flaw.message for word in ("judul", "opd", "asal"))
    assert "dari 2 judul dikenal 2" in flaw.cure


def test_a_title_above_the_header_is_refused_without_what_was_read(tmp_path: Path) -> None:
    file = look(tmp_path, f"Daftar Inovasi Kota,,,,\n{REQUIRED}\n")
    assert file.refused and "dari 5 judul dikenal 0" in str(file.findings[-1])
    assert not any("Daftar" in str(finding) for finding in file.findings)


# --- bytes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b" \t\r\n", b"\x00", REQUIRED.encode("utf-16"), REQUIRED.encode() + b"\n\xe9,"],
)
def test_what_is_no_text_is_refused(content: bytes, tmp_path: Path) -> None:
    file = look(tmp_path, content)
    assert [finding.rule for finding in file.findings] == ["berkas"]


def test_a_lonely_byte_order_mark_is_an_empty_file(tmp_path: Path) -> None:
    assert look(tmp_path, b"\xef\xbb\xbf").refused


@pytest.mark.parametrize("shift", range(4))
def test_a_letter_cut_by_the_end_of_the_head_is_no_flaw(shift: int, tmp_path: Path) -> None:
    row = "x" * shift + "é" * HEAD_BYTES
    assert not look(tmp_path, f"{REQUIRED}\n1,2023,{row},dinkes,contoh\n").refused


def test_a_missing_file_and_a_folder_are_refused_in_words(tmp_path: Path) -> None:
    for path in (tmp_path / "tidak_ada.csv", tmp_path):
        [flaw] = inspect(DataFile(path.name, path, CONTRACTS["opd"])).findings
        assert flaw.grade == REFUSES and flaw.cure.endswith(".")


# --- which files ------------------------------------------------------------------------------


def test_files_are_found_by_the_name_in_the_contract(tmp_path: Path) -> None:
    good = ["inovasi_2023.csv", "inovasi_2022.csv"]
    other = ["inovasi_2022 (1).csv", "inovasi_23.csv", "inovasi_2023.csv.bak", "lain_2023.csv"]
    for name in good + other:
        (tmp_path / name).write_text(f"{REQUIRED}\n", "utf-8")
    found = find_files(inputs(tmp_path), {"inovasi": INNOVATIONS})
    assert [(file.name, file.year) for file in found] == [
        ("inovasi_2022.csv", 2022), ("inovasi_2023.csv", 2023),
    ]  # fmt: skip


def test_reference_tables_come_before_what_refers_to_them() -> None:
    order = [file.contract.name for file in find_files(inputs(CITY), CONTRACTS)]
    assert {"opd", "inovasi"} <= set(order)  # a contract may be without a file there
    for contract in CONTRACTS.values():
        for column in contract.columns:
            if column.reference and column.reference[0] != contract.name:
                pair = [name for name in order if name in {contract.name, column.reference[0]}]
                assert sorted(pair, key=lambda name: name == contract.name) == pair


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('judul = "Daftar inovasi daerah"', "isi `judul` belum ada"),
        ('label = "Nomor inovasi"', "isi `label` belum ada"),
        ('tipe = "bulat"', "pilihannya teks, bulat, desimal, tanggal, ya_tidak"),
    ],
)
def test_a_contract_is_refused_with_what_it_lacks(line: str, said: str, tmp_path: Path) -> None:
    text = (SHIPPED / "kontrak" / "inovasi.toml").read_text("utf-8")
    path = tmp_path / "inovasi.toml"
    path.write_text(text.replace(line, 'tipe = "angka"' if "tipe" in line else "", 1), "utf-8")
    with pytest.raises(ContractError, match=rf"inovasi\.toml tidak dapat dipakai: .*{said}"):
        read_contract(path)


# --- anything at all --------------------------------------------------------------------------

TOGETHER = 12  # registers built at once, one year each: many examples for the price of one
FIRST_YEAR = 1900
SCAN = settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest folder that can be built; every example writes its own registers into it."""
    data = tmp_path_factory.mktemp("apa-saja")
    for name in ("opd", "opd_alias", "sumber"):
        shutil.copy(CITY / f"{name}.csv", data)
    return data


def rows_in_use(folder: Path, registers: list[bytes]) -> list[int]:
    """Build a store around these registers; the number of rows that are served of each."""
    for path in folder.glob("inovasi_*.csv"):
        path.unlink()
    years = range(FIRST_YEAR, FIRST_YEAR + len(registers))
    for year, content in zip(years, registers, strict=True):
        register = content.replace(b"TAHUN-BERKAS", str(year).encode())
        (folder / f"inovasi_{year}.csv").write_bytes(register)
    with tempfile.TemporaryDirectory() as scratch:
        build(folder, Path(scratch) / "uji.duckdb", "uji")
        store = open_file(Path(scratch) / "uji.duckdb")
        store = store.with_samples or store  # whatever the rows say of themselves
        served = dict(store.rows("select tahun, count(*) from inovasi group by 1"))
        files = store.rows(
            "select tahun, baris, dipakai, berkas from berkas where tahun is not null"
        )
        refused = {finding.file for finding in store.findings if finding.grade == REFUSES}
    assert {year for year, *_ in files} == set(years)
    for year, counted, used, name in files:
        assert counted == served.get(year, 0)
        assert used == (name not in refused) and (used or not counted)
    return [served.get(year, 0) for year in years]


ODD = [
    b"",
    b"\xef\xbb\xbf",
    REQUIRED.encode() + b'\n"',
    REQUIRED.encode() + b"\n1,1903,\xff,dinkes,contoh\n",
    REQUIRED.encode() + b"\n1,1904,a\x00b,dinkes,contoh\n",
    (REQUIRED + "\n1,1905," + "x" * 70_000 + ",dinkes,contoh\n").encode(),
    (REQUIRED + "\n1,1906," + "x" * 3_000_000 + ",dinkes,contoh\n").encode(),
    REQUIRED.encode() + b"\r1,1907,a,dinkes,contoh\r\n\n\r",
    b"\r\n" + REQUIRED.encode() + b"\n1,1908,a,dinkes,contoh\n",
    REQUIRED.encode() + b"\n" + b"," * 100_000,
]
BYTES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(str.encode),
    st.binary(max_size=99).map(lambda tail: REQUIRED.encode() + b"\n" + tail),
)


@SCAN
@given(registers=st.lists(BYTES, min_size=TOGETHER, max_size=TOGETHER))
@example(registers=ODD)
def test_no_bytes_break_the_build(registers: list[bytes], folder: Path) -> None:
    rows_in_use(folder, registers)


Table = list[dict[str, str]]
CELL = st.one_of(
    st.sampled_from(["", " ", "TAHUN-BERKAS", "1", "dinkes", "contoh", "Dinas Kesehatan", "85,5"]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8),
)
ANY_TABLE = st.lists(st.fixed_dictionaries(dict.fromkeys(REQUIRED.split(","), CELL)), max_size=4)
TITLE = st.text(st.characters(categories=["L", "P", "Zs"]), max_size=12)
SOUND_ROW = {
    "tahun": st.just("TAHUN-BERKAS"),
    "judul": TITLE.map(lambda text: f"x{text}x"),
    "opd": st.sampled_from(["dinkes", "Dinkes", "setda"]),
    "asal": st.sampled_from(["contoh", "publikasi", "CONTOH"]),
}
SOUND_TABLE = st.lists(st.fixed_dictionaries(SOUND_ROW), min_size=1, max_size=4)
DELIMITER = st.sampled_from(",;\t|")


def as_csv(rows: Table, delimiter: str) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, REQUIRED.split(","), delimiter=delimiter)
    writer.writeheader()
    writer.writerows({"id": str(number)} | row for number, row in enumerate(rows))
    return stream.getvalue().encode()


def many(tables: st.SearchStrategy[Table]) -> st.SearchStrategy[list[tuple[Table, str]]]:
    return st.lists(st.tuples(tables, DELIMITER), min_size=TOGETHER, max_size=TOGETHER)


@SCAN
@given(tables=many(ANY_TABLE))
def test_a_table_is_served_whole_or_not_at_all(
    tables: list[tuple[Table, str]], folder: Path
) -> None:
    served = rows_in_use(folder, [as_csv(rows, delimiter) for rows, delimiter in tables])
    for (rows, _), count in zip(tables, served, strict=True):
        assert count in (0, len(rows))


@SCAN
@given(tables=many(SOUND_TABLE))
def test_a_sound_table_is_served(tables: list[tuple[Table, str]], folder: Path) -> None:
    served = rows_in_use(folder, [as_csv(rows, delimiter) for rows, delimiter in tables])
    waiting = [sum(row["asal"] == "publikasi" for row in rows) for rows, _ in tables]  # no source
    whole = [len(rows) for rows, _ in tables]
    assert [sum(one) for one in zip(served, waiting, strict=True)] == whole


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1024])
@pytest.mark.parametrize(
    ("content", "mixed"),
    [
        (b"a\r\nb\r\nc", False),
        (b"a\nb\nc\n", False),
        (b"a\rb\rc", False),
        (b"a\r\nb\nc\r\n", True),
        (b"a\nb\r\nc", True),
        (b"", False),
    ],
)
def test_mixed_line_ends_are_seen_wherever_the_reading_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, mixed: bool, size: int
) -> None:
    monkeypatch.setattr(inspection, "PART_BYTES", size)
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with inspection.one_kind_of_line_end(path) as read:
        assert (read != path) == mixed
        assert not mixed or b"\r" not in read.read_bytes()


# --- rules ------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", [None, "x", "-1", "2999-01-01"])
@pytest.mark.parametrize("name", ["inovasi", "angka_publikasi"])
def test_a_rule_is_broken_where_its_table_says_so(name: str, cell: str | None) -> None:
    """What is asked first, of each table once, and the rows that are then told, never differ."""
    contract, loaded = CONTRACTS[name], frozenset(CONTRACTS)
    with duckdb.connect() as connection:
        create_tables(connection, CONTRACTS)
        columns = ", ".join(f"{column.name} varchar" for column in contract.columns)
        connection.execute(f"create table mentah (baris bigint, {columns})")
        connection.execute(f"insert into mentah values (2{', ?' * len(contract.columns)})",
                           [cell] * len(contract.columns))  # fmt: skip
        for column in filter(checks.has_dictionary, contract.columns):
            connection.execute(checks.dictionary(column, loaded))
        for twice in (False, True):
            if twice:
                connection.execute("insert into mentah select 3, * exclude baris from mentah")
            rules = list(checks.checks(contract, 2023, loaded, date(2026, 12, 1)))
            broken = {sql: bool(connection.execute(sql).fetchall()) for sql, *_ in rules}
            for sql, table, condition in rules:
                asked = connection.execute(f"select 1 from {table} where {condition}").fetchall()
                assert bool(asked) == broken[sql], sql
            assert any(broken.values())
            assert connection.execute(checks.any_broken(rules)).fetchone()
            assert checks.any_broken(rules).count(" from mentah where ") == 1

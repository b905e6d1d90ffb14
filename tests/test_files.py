"""Files read back by the programs they are for, cell by cell, and how their numbers stand."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest
from openpyxl import load_workbook

from dasbor.charts.spreadsheet import safe
from dasbor.city import City
from dasbor.documents import archive, export, open_data
from dasbor.questions.answers import Answers
from dasbor.questions.query import STATED, registry
from dasbor.questions.result import Result
from dasbor.questions.standing import ROW_ORIGIN, Standing
from tests.surfaces import answered
from tests.world import answer, each_of

CITY = City("Kota Uji")
DTYPES = {"BIGINT": "Int64", "DOUBLE": "float64", "BOOLEAN": "boolean", "VARCHAR": "string"}
QUERIES = registry()


def usual(city: Answers, name: str) -> Result:
    return city.ask(name, **{key: values[0] for key, values in QUERIES[name].choices.items()})


def plain(value: Any) -> Any:
    """A cell as the program gave it: what is missing is None, text has its apostrophe."""
    if isinstance(value, str):
        return safe(value)
    return None if value is None or pandas.isna(value) else value


def expected(result: Result) -> list[tuple[Any, ...]]:
    return [tuple(plain(value) for value in row) for row in result.in_files()]


def test_plain_csv_is_read_back_by_pandas_and_duckdb(city: Answers, tmp_path: Path) -> None:
    def check(name: str) -> None:
        result, path = usual(city, name), tmp_path / "data.csv"
        made = archive.plain_csv(result, CITY, "data.csv")["data.csv"]
        path.write_bytes(made)
        columns = QUERIES[name].in_files
        dates = [c.name for c in columns if c.type in ("DATE", "TIMESTAMP")]
        kinds = {c.name: DTYPES[c.type] for c in columns if c.name not in dates}
        frame = pandas.read_csv(
            path, dtype=kinds, parse_dates=dates, keep_default_na=False, na_values=[""]
        )
        assert list(frame.columns) == [c.name for c in columns]
        rows = [tuple(_day(plain(v)) for v in row) for row in frame.itertuples(index=False)]
        assert rows == [tuple(map(_day, row)) for row in expected(result)]
        types = ", ".join(f"'{c.name}': '{c.type}'" for c in columns)
        read = f"from read_csv('{path}', columns = {{{types}}}, header = true, strict_mode = true)"
        assert duckdb.sql(read).fetchall() == expected(result)

    each_of(dict(zip(QUERIES, QUERIES, strict=True)))(check)()


def _day(value: Any) -> Any:
    return str(value)[:10] if isinstance(value, date | datetime | pandas.Timestamp) else value


def test_workbook_and_parquet_hold_the_same_typed_cells(city: Answers, tmp_path: Path) -> None:
    def check(name: str) -> None:
        result = usual(city, name)
        with zipfile.ZipFile(io.BytesIO(archive.pack(result, CITY))) as packed:
            path = tmp_path / "data.parquet"
            path.write_bytes(packed.read("data.parquet"))
            sheet = load_workbook(io.BytesIO(packed.read("data.xlsx")))["Data"]
            about = json.loads(packed.read("data.csv-metadata.json"))
        head, *rows = sheet.iter_rows(values_only=True)
        names = [column.name for column in QUERIES[name].in_files]
        assert list(head) == names == [c["name"] for c in about["tableSchema"]["columns"]]
        stored = [tuple(row) for row in result.in_files()]
        assert duckdb.sql(f"from '{path}'").fetchall() == stored
        seen = [tuple(_day(v) for v in row) for row in rows]
        assert seen == [tuple(_day(v) if v != "" else None for v in row) for row in stored]

    each_of(dict(zip(QUERIES, QUERIES, strict=True)))(check)()


def test_an_indonesian_spreadsheet_has_every_fraction_with_a_comma(city: Answers) -> None:
    def check(name: str) -> None:
        result = usual(city, name)
        made = b"".join(export.in_style(export.EXCEL, result, result.rows, "Kota"))
        assert made.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=";"))
        kinds = [column.type for column in QUERIES[name].in_files]
        for row, stored in zip(rows[1:], result.in_files(), strict=True):
            for cell, value, kind in zip(row, stored, kinds, strict=True):
                if kind == "DOUBLE" and value is not None:
                    assert "," in cell and "." not in cell
                    assert float(cell.replace(",", ".")) == value

    each_of(dict(zip(QUERIES, QUERIES, strict=True)))(check)()


def test_rows_with_numbers_say_how_these_stand(demonstrated: Answers) -> None:
    for name, query in QUERIES.items():
        listed = ROW_ORIGIN in {column.name for column in query.columns}
        assert (STATED in query.in_files) == (bool(query.numbers) and not listed), name
        if STATED in query.in_files:
            for known in (True, False):
                asked = demonstrated if known else demonstrated.demonstration
                assert asked
                words = [row[-1] for row in usual(asked, name).in_files()]
                assert all(words)
                assert not known or not any(Standing.SAMPLE in word for word in words), name


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("2021, 5,  , \n", "dihitung"),
        ("2021, 5, 2, 66.6\n", "dihitung"),
        ("2021,  ,  ,  \n", "belum terbit"),
    ],
)
def test_one_word_is_enough_where_the_numbers_there_are_stand_alike(rows: str, words: str) -> None:
    result = answer("berapa_inovasi_per_tahun", f"tahun, jumlah, naik, naik_persen\n{rows}")
    assert [row[-1] for row in result.in_files()] == [words]


def test_numbers_that_stand_differently_are_told_by_name(city: Answers) -> None:
    [took] = [r for r in city.ask("berapa_kelurahan_ikut_posyantek").in_files() if r[1] is not None]
    assert took[-1] == "ikut: terbit; semua: terbit; diketahui: terbit; ikut_persen: dihitung"


SELECTIONS: Iterable[dict[str, list[str]]] = (
    {"tahun": ["2024", "2025"]},
    {"opd": ["Dishub"]},
    {"opd": ["Setwan"], "bentuk": ["Lainnya"]},
    {"opd": ["Dinkes"], "urusan": ["Kehutanan"]},
)


@pytest.mark.parametrize("link", SELECTIONS, ids=str)
@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "zip", "csv-metadata.json"])
def test_every_form_is_made_of_every_selection(
    form: str, link: dict[str, list[str]], demonstrated: Answers
) -> None:
    for name in ("berapa_inovasi_per_tahun", "berapa_inovasi_per_opd", "inovasi_apa_saja"):
        assert answered(demonstrated, QUERIES[name], link, form)


def test_the_door_of_the_pages_gives_a_workbook(city: Answers) -> None:
    reply = open_data.answer(city, CITY, "unduh/berapa_inovasi_per_tahun.xlsx", [])
    assert reply.filename.endswith(".xlsx") and reply.media_type == open_data.replies.XLSX
    assert load_workbook(io.BytesIO(reply.body)).sheetnames == ["Data", "Keterangan"]

"""CSV for others: it says where it comes from, and no cell of it is run as a formula."""

import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest

from dasbor.documents.export import ANNOTATED, STYLES, head, in_style, own_head, own_to_csv
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from dasbor.questions.query import registry
from dasbor.questions.result import Result
from tests.world import answer, origin, typed

NAME = "inovasi_apa_saja"


def to_csv(result: Result, city: str) -> bytes:
    """The annotated form."""
    return b"".join(in_style(ANNOTATED, result, result.rows, city))


def read(raw: bytes) -> tuple[list[str], list[list[str]]]:
    """Comment lines and rows of the file, as any program would read them."""
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = raw.decode("utf-8-sig").splitlines(keepends=True)
    notes = [line.removeprefix("# ").rstrip("\r\n") for line in lines if line.startswith("# ")]
    body = "".join(line for line in lines if not line.startswith("# "))
    return notes, list(csv.reader(io.StringIO(body, newline="")))


def test_a_file_met_alone_says_what_it_is(city: Answers) -> None:
    result = city.ask(
        "berapa_inovasi_per_tahun", tahun_dari=2021, tahun_sampai=2023, opd=["dinkes"]
    )
    notes, rows = read(to_csv(result, "Kota Uji"))
    text = "\n".join(notes)
    source = provenance.of(result)
    assert notes[0] == f"Kota Uji: {result.query.question}"
    assert result.query.grain in text
    assert source.line in notes and set(source.notes) <= set(notes)
    assert notes[-1] == f"Versi data: {result.version}"
    [filters] = [note for note in notes if note.startswith("Saringan")]
    assert all(word in filters for word in ("2021", "2023", "dinkes"))
    assert rows[0] == [column.label for column in result.query.in_files]
    assert len(rows) == len(result.rows) + 1


@pytest.mark.parametrize("name", registry())
def test_every_answer_can_be_taken_away(name: str, city: Answers) -> None:
    query = registry()[name]
    result = city.ask(name, **{key: values[0] for key, values in query.choices.items()})
    _, rows = read(to_csv(result, "Kota Uji"))
    assert len(rows) == len(result.rows) + 1
    assert {len(row) for row in rows} == {len(query.in_files)}


def test_values_survive_the_way() -> None:
    text = 'tahun, judul, opd\n2021, "Koma, dan ""kutip"""\n2022, Dua'
    columns = {column.name: column.type for column in registry()[NAME].columns} | {"opd": "VARCHAR"}
    [first, _] = typed(text, columns)
    notes, rows = read(to_csv(answer(NAME, 'tahun, judul\n2021, "Koma, dan ""kutip"""'), "Kota"))
    assert rows[1][0] == "2021" and rows[1][2] == first["judul"]
    assert not [note for note in notes if note.startswith("Saringan")]


def with_title(title: str) -> Result:
    asked = answer(NAME, "tahun, judul\n2021, x")
    row = tuple(title if c.name == "judul" else None for c in asked.columns)
    return Result(asked.query, {}, (row,), (), "uji")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "＝", "＠"])
def test_formulas_are_defused(start: str) -> None:
    raw = to_csv(with_title(f"{start}cmd|' /C calc'!A0"), "Kota")
    _, rows = read(raw)
    assert rows[1][2].startswith("'")


ODD = '=HYPERLINK("http://x.y";"klik")'
CELL = re.compile(r"(?:^|[,;\t\r\n])\"*([=+@＝＋＠]|-\S)", re.MULTILINE)


@pytest.mark.parametrize("text", [f"a;{ODD}", f"a\r\n{ODD}", "a;-2+3", f"a\t{ODD}"])
def test_no_cell_begins_a_formula_however_the_file_is_split(text: str) -> None:
    """Indonesian spreadsheets split at semicolons, and know no quotes within such a cell."""
    asked = with_title(text)
    label = replace(asked.columns[0], label=ODD)
    query = replace(asked.query, columns=(label, *asked.columns[1:]), sql=f"select 1 --,{ODD}")
    result = replace(asked, query=query, parameters={"cari": f"x,{ODD}"})
    for style in STYLES:
        parts = in_style(style, result, result.rows, "Kota", [f"lebih;{ODD}"])
        assert not CELL.search(b"".join(parts).decode("utf-8-sig")), style
    assert not CELL.search(own_to_csv(result).decode())


@pytest.mark.parametrize(
    "title", ["baris\nbaru", "baris\n- butir", "titik;koma", '"', "é – “”", "0812", "a - b; c = d"]
)
def test_text_is_left_alone(title: str) -> None:
    _, rows = read(to_csv(with_title(title), "Kota"))
    assert rows[1][2] == title


def test_numbers_dates_and_truth_values() -> None:
    raw = to_csv(
        answer(
            "berapa_inovasi_per_tahun", "tahun, jumlah, naik, tahun_berjalan\n2021, 0, -5, ya\n2022"
        ),
        "K",
    )
    _, rows = read(raw)
    assert rows[1][:3] == ["2021", "0", "-5"] and "ya" in rows[1]
    assert rows[2][1:3] == ["", ""]


def test_samples_say_so_and_facts_do_not() -> None:
    for sample in (False, True):
        asked = answer(NAME, "tahun, judul\n2021, x", sample=sample)
        heads = head(asked, "Kota"), own_head(asked, "Kota")
        assert [provenance.EXAMPLE_NOTE in lines for lines in heads] == [sample] * 2


@pytest.mark.parametrize("note", ["dua\nbaris", "dua\r\n=1+1"])
def test_a_caveat_of_two_lines_stays_a_caveat(note: str) -> None:
    asked = answer(NAME, "tahun, judul\n2021, x")
    result = Result(
        asked.query, {}, asked.rows, (origin(note=note, as_of=date(2021, 1, 1)),), "uji"
    )
    lines = to_csv(result, "Kota").decode("utf-8-sig").splitlines()
    assert [line.startswith("# ") for line in lines].count(False) == len(result.rows) + 1

"""Sheets as offices really make them: merged, hidden, struck, with totals, notes and signatures."""

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from dasbor.gate import reading
from dasbor.gate.matching import known_words
from dasbor.gate.model import UNVALUED, Sheet
from dasbor.gate.reading import foreign, sheet_xml
from dasbor.gate.reading.small import Numbered
from dasbor.gate.reading.style_xml import Styles
from tests.gate.test_reading import accounted, cells, one, reasons, repacked, saved
from tests.world import CONTRACTS

KNOWN = known_words(CONTRACTS)
HEADER = ("No", "Judul Inovasi", "Perangkat Daerah", "Kematangan")


def book(*rows: Iterable[Any]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append([*row])
    return made


def sheets(content: bytes) -> list[Sheet]:
    tables = foreign.tables(content, reading.UPLOADED.room)
    return reading.sheets("x.xlsx", tables, KNOWN, None)


def sole(content: bytes) -> Sheet:
    [sheet] = sheets(content)
    return sheet


def body(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name)


# --- what the cells say -----------------------------------------------------------------------


def test_errors_and_formulas_without_a_value_are_told_apart_from_blanks() -> None:
    content = saved(book(("judul", "nilai"), ("A", "=1/0"), ("B", "=1+1"), ("C", '=""')))
    part = re.sub(
        rb'r="B2">(<f>1/0</f>)<v(?: ?/>|></v>)', rb'r="B2" t="e">\1<v>#DIV/0!</v>', body(content)
    )
    part = re.sub(rb'r="B4">(<f>""</f>)<v(?: ?/>|></v>)', rb'r="B4" t="str">\1<v></v>', part)
    sheet = sole(repacked(content, sheet1=part))
    assert cells(sheet) == [("A", "#DIV/0!"), ("B", UNVALUED), ("C", "")]


ODD_SHAPES = {
    "prefixed": lambda part: part.replace(b"<", b"<x:").replace(b"<x:/", b"</x:")
    .replace(b"<x:?xml", b"<?xml").replace(b"xmlns=", b"xmlns:x="),
    "single quotes": lambda part: part.replace(b'"', b"'"),
    "no references": lambda part: part.replace(b'r="A', b'q="A').replace(b'r="B', b'q="B'),
    "comments": lambda part: part.replace(b"<row", b"<!-- a --><row"),
    "attributes turned": lambda part: part.replace(b't="n"', b'cm="1" t="n"'),
    "strict": lambda part: part.replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    "utf-16": lambda part: part.decode().replace("encoding='utf-8'", "").encode("utf-16"),
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD_SHAPES.values(), ids=ODD_SHAPES)
def test_a_sheet_written_by_another_program_reads_the_same(odd: Any) -> None:
    content = saved(book(("judul", "nilai"), ("A & <b>", 85), ("Café\n“B”", 7.5)))
    changed = odd(body(content))
    assert changed != body(content)
    sheet = sole(repacked(content, sheet1=changed))
    assert cells(sheet) == [("A & <b>", "85"), ("Café\n“B”", "7.5")]


TEXT = st.text(st.characters(exclude_categories=("C",)), max_size=9).filter(
    lambda text: "_x" not in text
)


STYLES = Styles(dates=frozenset("2"), struck=frozenset("3"))
CELL = st.one_of(
    st.just(""),
    st.sampled_from(
        ["<c @/>", '<c @ s="1"/>', '<c @ s="3"></c>', '<c @ t="s"><v>0</v></c>',
         '<c @ s="3" t="s"><v>1</v></c>', '<c @ s="2"><v>45000</v></c>', '<c @><v>1.50</v></c>',
         '<c @ t="b"><v>1</v></c>', '<c @ t="e"><v>#N/A</v></c>', "<c @><f>X</f></c>",
         '<c @ t="str"><f t="shared" si="0"/><v>ya</v></c>', "<c @><f/><v></v></c>"]
    ),
    TEXT.map(lambda text: f'<c @ t="inlineStr"><is><t>{_xml(text)}</t></is></c>'),
    TEXT.map(lambda text: f'<c @ s="1" t="str"><v>{_xml(text)}</v></c>'),
)  # fmt: skip


@given(st.lists(st.tuples(st.booleans(), st.lists(CELL, max_size=4)), max_size=8))
def test_the_quick_way_and_the_parser_say_the_same(rows: list[tuple[bool, list[str]]]) -> None:
    """Rows that are written alike are read by one expression, others cell by cell."""
    lines = "".join(
        f'<row r="{n}" hidden="{unseen:d}">'
        + "".join(
            cell.replace("@", f'r="{place}{n}"') for place, cell in zip("ABCD", cells, strict=False)
        )
        + "</row>"
        for n, (unseen, cells) in enumerate(rows, start=1)
    )
    part = f"<worksheet><sheetData>{lines}</sheetData></worksheet>"
    assert _rows_of(part.encode()) == _rows_of(part.encode("utf-16"))


def _rows_of(part: bytes) -> tuple[list[Numbered], list[int], list[int]]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("lembar.xml", part)
    shared = ["Contoh", "Dicoret"]
    sheet = sheet_xml.Worksheet(zipfile.ZipFile(packed), "lembar.xml", STYLES, shared)
    sheet.look()
    return [*sheet.rows()], [*sheet.marks.struck], [*sheet.marks.rows]


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_cost_follows_content_not_extent() -> None:
    made = book(("judul", "opd"), ("A", "B"))
    made.active["C1048576"] = "tersesat"
    sheet = sole(saved(made))
    assert [row for row, _ in sheet.rows] == [2, 1_048_576]
    assert [(s.row, s.last) for s in sheet.skipped] == [(3, 1_048_575)]


def test_what_stands_beside_the_table_is_no_row_of_it() -> None:
    made = book(("judul", "opd"), *(("A", "B"),) * 80)
    made.active["Z900"] = "tersesat"
    sheet = sole(saved(made))
    assert len(sheet.rows) == 80 and reasons(sheet)[900] == "isi di luar kolom tabel"


# --- what the shape says ----------------------------------------------------------------------


def test_merged_cells_fill_down_and_each_is_told() -> None:
    made = book(HEADER, (1, "A", "Dinas Kesehatan", 1), (2, "B", None, 2), (3, "C", None, 3),
                (4, "D", "Dinas Sosial", 4), (5, "E", None, 5))  # fmt: skip
    made.active.merge_cells("C2:C4")
    sheet = sole(saved(made))
    assert [row[2] for row in cells(sheet)] == [*["Dinas Kesehatan"] * 3, "Dinas Sosial", ""]
    assert [(one.row, one.column) for one in sheet.filled] == [(3, 2), (4, 2)]


def test_a_rowspan_of_a_web_page_fills_down() -> None:
    page = "<table><tr><th>Judul<th>OPD<tr><td>A<td rowspan=2>Dinkes<tr><td>B</table>"
    sheet = one(page, "x.xls")
    assert cells(sheet) == [("A", "Dinkes"), ("B", "Dinkes")]
    assert len(sheet.filled) == 1


def test_hidden_rows_columns_and_struck_rows_are_marked() -> None:
    made = book(HEADER, *((i, f"A{i}", "Dinsos", i) for i in range(1, 6)))
    made.active.row_dimensions[3].hidden = True
    made.active.column_dimensions["D"].hidden = True
    for cell in made.active[5]:
        cell.font = Font(strike=True)
    made.create_sheet("Lain").append(["judul", "opd"])
    made["Lain"].append(["A", "B"])
    made["Lain"].sheet_state = "hidden"
    seen, secret = sheets(saved(made))
    assert (seen.hidden, seen.struck, seen.hidden_columns) == ({3}, {5}, {3})
    assert (seen.secret, secret.secret) == (False, True)


@pytest.mark.parametrize("merge", [True, False])
def test_a_header_of_three_rows(merge: bool) -> None:
    made = book(
        ("DAFTAR",), ("No", "Judul Inovasi", "OPD", "Pelaksanaan"),
        (None, None, None, "Tanggal", None, "Tahapan"), (None, None, None, "Input", "Penerapan"),
        (1, "A", "Dinsos", "2024-01-01", "2024-01-02", "Penerapan"),
    )  # fmt: skip
    for block in ("A2:A4", "B2:B4", "C2:C4", "D2:F2", "D3:E3", "F3:F4") if merge else ():
        made.active.merge_cells(block)
    sheet = sole(saved(made))
    assert sheet.header == (
        *("No", "Judul Inovasi", "OPD", "Pelaksanaan: Tanggal: Input"),
        *("Pelaksanaan: Tanggal: Penerapan", "Pelaksanaan: Tahapan"),
    )
    assert (sheet.header_row, len(sheet.rows), accounted(sheet)) == (4, 1, [1, 2, 3, 4, 5])


SUMS = ["Jumlah: 2 inovasi", "Sub Total", "SUBTOTAL", "Total", "Jumlah seluruhnya", "Grand Total :"]


@pytest.mark.parametrize("label", SUMS)
@pytest.mark.parametrize("office", ["Dinas Sosial", ""])
def test_a_total_in_the_middle_is_no_row(label: str, office: str) -> None:
    rows = (1, "A", "Dinsos", 1), ("", label, office, 3), (2, "B", "Dinsos", 2)
    assert reasons(sole(saved(book(HEADER, *rows)))) == {3: "baris jumlah"}


@pytest.mark.parametrize(
    "title", ["Total Sehat", "Jumlah Stunting Turun", "Rata Kanan", "Totalitas"]
)
def test_a_title_that_begins_like_a_total_is_a_row(title: str) -> None:
    rows = (1, "A", "Dinsos", 1), (2, title, "Dinsos", 3), (3, "B", "Dinsos", 2)
    assert len(sole(saved(book(HEADER, *rows))).rows) == 3


def test_units_and_a_signature_are_no_rows() -> None:
    made = book(
        HEADER, ("(1)", "(2)", "(3)", "(4)"), ("", "(teks)", "(teks)", "(0–111)"),
        (1, "A", "Dinsos", 85), (2, "B", "Dinsos", 86), (),
        (None, None, None, "Cilegon, 20 Juni 2024"), (None, None, None, "Kepala Badan Contoh"), (),
        (None, None, None, "PEJABAT CONTOH"), (None, None, None, "NIP. 00000000 000000 0 000"),
    )  # fmt: skip
    sheet = sole(saved(made))
    assert [row for row, _ in sheet.rows] == [4, 5]
    assert accounted(sheet) == [*range(1, 12)]
    assert reasons(sheet)[3] == "baris satuan" and reasons(sheet)[10] == "catatan di bawah tabel"


def test_tables_one_below_the_other_are_two() -> None:
    made = book(
        ("TAHUN 2022",), HEADER[:3], (1, "A", "Dinkes"), (), ("TAHUN 2023",), HEADER[:3],
        (1, "C", "Dinkes"), (2, "D", "Dinsos"), HEADER[:3], (3, "E", "Dinsos"),
    )  # fmt: skip
    first, second = sheets(saved(made))
    assert (first.title, len(first.rows), accounted(first)) == ("TAHUN 2022", 1, [1, 2, 3, 4])
    assert (second.title, len(second.rows)) == ("TAHUN 2023", 3)
    assert accounted(second) == [*range(5, 11)]
    assert [first.name, second.name] == ["Sheet, tabel 1", "Sheet, tabel 2"]


def test_another_header_below_is_another_table() -> None:
    made = book(HEADER, (1, "A", "Dinkes", 8), ("kode", "nama"), ("dinkes", "Dinas Kesehatan"))
    first, second = sheets(saved(made))
    assert cells(first) == [("1", "A", "Dinkes", "8")]
    assert (second.header[:2], second.header_row) == (("kode", "nama"), 3)


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2)])
def test_words_of_headers_among_the_rows_begin_no_table(order: tuple[int, int, int]) -> None:
    """A list of other words for something holds what columns are called."""
    rows = [
        ("kolom", "alias", "nilai"), ("inisiator", "OPD", "Perangkat Daerah"),
        ("inisiator", "Bupati", "Kepala Daerah"), ("jenis", "1", "Digital"),
        ("inisiator", "SKPD", "Perangkat Daerah"), ("jenis", "Bentuk", "Urusan"),
    ]  # fmt: skip
    [only] = sheets(saved(book(*([row[at] for at in order] for row in rows))))
    assert (len(only.rows), only.header_row) == (5, 1)


def test_tables_side_by_side_are_two() -> None:
    made = book(
        ("2022", None, None, None, "2023"), (*HEADER[:3], None, *HEADER[:3]),
        (1, "A", "Dinkes", None, 1, "C", "Dinsos"), (None, None, None, None, 2, "D", "Dinkes"),
    )  # fmt: skip
    first, second = sheets(saved(made))
    assert [[*row[:3]] for row in cells(first)] == [["1", "A", "Dinkes"]]
    assert cells(second) == [("1", "C", "Dinsos"), ("2", "D", "Dinkes")]
    assert accounted(first) == [1, 2, 3, 4]


# --- other formats ----------------------------------------------------------------------------

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def ods(*rows: str) -> bytes:
    """An OpenDocument sheet of rows of XML, as LibreOffice writes one."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", 8) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", "<manifest/>")
        made.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:body><office:spreadsheet>"
            f'<table:table table:name="Data">{"".join(rows)}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return file.getvalue()


def ods_row(*cells: str) -> str:
    inside = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>'
        for c in cells
    )
    return f"<table:table-row>{inside}</table:table-row>"


def test_an_opendocument_sheet_reads_like_any_other() -> None:
    blanks = '<table:table-row table:number-rows-repeated="9"><table:table-cell/></table:table-row>'
    sheet = sole(ods(ods_row("judul", "opd"), ods_row("A &amp; B", "Dinkes"), blanks))
    assert (sheet.name, sheet.header, cells(sheet)) == (
        "Data", ("judul", "opd"), [("A & B", "Dinkes")],
    )  # fmt: skip
    assert sheet.blind, "what its reader cannot tell is said to the operator"


def test_merged_cells_and_hidden_rows_of_an_opendocument_sheet_are_told() -> None:
    spans = 'table:number-columns-spanned="1" table:number-rows-spanned="2"'
    second = ods_row("B", "Dinkes").replace(
        'value-type="string"', f'value-type="string" {spans}', 2
    )
    second = second.replace(f" {spans}", "", 1)
    covered = ods_row("C").replace(
        "</table:table-row>", "<table:covered-table-cell/></table:table-row>"
    )
    unseen = ods_row("A", "Dinsos").replace("-row>", '-row table:visibility="filter">', 1)
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    sheet = sole(ods(columns, ods_row("judul", "opd"), unseen, second, covered))
    assert cells(sheet) == [("A", "Dinsos"), ("B", "Dinkes"), ("C", "Dinkes")]
    assert (sheet.hidden, sheet.hidden_columns) == ({2}, {1})
    assert [(one.row, one.column) for one in sheet.filled] == [(4, 1)]


def test_a_header_whose_first_cell_is_merged_downwards_may_have_narrow_groups() -> None:
    made = book(
        ("No", "Judul Inovasi", "Waktu", None, "Nilai"),
        (None, None, "Input", "Penerapan", "Kematangan"),
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        (1, "A", "2024-01-02", "2023-01-02", 80),
    )
    made.active.merge_cells("A1:A2")
    sheet = sole(saved(made))
    assert sheet.header[2:] == ("Waktu: Input", "Waktu: Penerapan", "Nilai: Kematangan")
    assert len(sheet.rows) == 1 and accounted(sheet) == [1, 2, 3, 4]

"""Reading what operators really have: every quirk met so far, and then anything at all."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dasbor.gate import reading
from dasbor.gate.model import Sheet, Unreadable
from dasbor.gate.reading import foreign, layout, sheet_xml, text_file, workbook

HEADER = ("No", "Judul Inovasi", "Admin OPD", "Kematangan")
CONTENT = [("1", "SIGAP", "Dinkes (akun1)", "85.00"), ("2", "Pasar Pagi", "Disperindag", "-")]
PLAIN = "No,Judul Inovasi,Admin OPD,Kematangan\n1,SIGAP,Dinkes (akun1),85.00\n"
PLAIN += "2,Pasar Pagi,Disperindag,-\n"


workbook.load()


def read(
    name: str, content: bytes, known: frozenset[str] = frozenset(), progress: layout.Progress = None
) -> list[Sheet]:
    """As in the limited process and beside it, without a process for each of so many files."""
    return reading.sheets(name, foreign.tables(content, reading.UPLOADED.room), known, progress)


def one(content: bytes | str, name: str = "berkas.csv", **options: Any) -> Sheet:
    [sheet] = read(name, content.encode() if isinstance(content, str) else content, **options)
    return sheet


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row for _, row in sheet.rows]


def reasons(sheet: Sheet) -> dict[int, str]:
    return {n: one.reason for one in sheet.skipped for n in range(one.row, one.last + 1)}


def accounted(sheet: Sheet) -> list[int]:
    """Every row the sheet speaks of, once each."""
    return sorted(
        [
            sheet.header_row,
            *(row for row, _ in sheet.rows),
            *(row for s in sheet.skipped for row in range(s.row, s.last + 1)),
        ]
    )


def xlsx(*sheets: Iterable[Sequence[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for i, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Lembar{i}")
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(content: bytes, **changes: bytes) -> bytes:
    """A workbook with some parts replaced: ``sheet1=…`` is ``xl/worksheets/sheet1.xml``."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for name in old.namelist():
            short = name.rpartition("/")[2].partition(".")[0]
            new.writestr(name, changes.get(short, old.read(name)))
    return file.getvalue()


def refusal(content: bytes, name: str = "berkas.csv") -> str:
    with pytest.raises(Unreadable) as refused:
        read(name, content)
    return str(refused.value)


# --- text: encodings, separators, quotes ------------------------------------------------------


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_table_is_the_same_in_any_dress(encoding: str, end: str, mark: str) -> None:
    text = PLAIN.replace("Pasar Pagi", "Café – “Pagi”").replace(",", mark).replace("\n", end)
    sheet = one(text.encode(encoding))
    assert sheet.header == HEADER
    assert cells(sheet) == [CONTENT[0], ("2", "Café – “Pagi”", *CONTENT[1][2:])]
    assert sheet.delimiter == mark
    assert accounted(sheet) == [1, 2, 3]


def test_utf16_with_its_mark_the_other_way_round() -> None:
    assert one(b"\xfe\xff" + PLAIN.encode("utf-16-be")).header == HEADER


def test_one_damaged_byte_does_not_garble_the_whole_file() -> None:
    rows = "".join(f"{i},Café {i},Dinkes,1\n" for i in range(9))
    sheet = one(PLAIN.encode() + rows.encode() + b"9,Ter\xe9potong,Dinkes,1\n")
    assert cells(sheet)[2][1] == "Café 0"
    assert cells(sheet)[-1][1] == "Terépotong"
    assert sheet.mixed == {13}


def test_the_separator_is_told_by_all_rows_not_by_the_header_alone() -> None:
    text = "judul, nama lengkap;opd;nilai\nA;Dinkes;85,00\nB, C, dan D;Dindik;7,50\n"
    sheet = one(text)
    assert sheet.header == ("judul, nama lengkap", "opd", "nilai")
    assert cells(sheet)[1] == ("B, C, dan D", "Dindik", "7,50")


def test_two_columns_with_decimal_commas() -> None:
    assert cells(one("judul;nilai\nA;85,00\nB;7,50\n")) == [("A", "85,00"), ("B", "7,50")]


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"'])
def test_excels_separator_line(line: str) -> None:
    sheet = one(f"{line}\r\njudul;opd\r\nA,B;Dinkes\r\n")
    assert sheet.header == ("judul", "opd")
    assert cells(sheet) == [("A,B", "Dinkes")]
    assert reasons(sheet) == {1: "penanda pemisah dari Excel"}


def test_line_breaks_and_html_within_cells_stay() -> None:
    html = '<p style="x">Satu,\r\ndua</p>\n\n<br/>'
    quoted = html.replace('"', '""')
    sheet = one(f'judul,uraian,opd\r\nA,"{quoted}",Dinkes\r\nB,biasa,Dindik\r\n')
    assert [*sheet.rows] == [(2, ("A", html, "Dinkes")), (3, ("B", "biasa", "Dindik"))]


def test_quotes_escaped_by_a_backslash() -> None:
    sheet = one('judul,uraian,opd\nA,"<p class=\\"x\\">a, b\n</p>",Dinkes\nB,c,Dindik\n')
    assert cells(sheet)[0] == ("A", '<p class="x">a, b\n</p>', "Dinkes")


def test_a_quote_that_never_closes_costs_one_row_only() -> None:
    sheet = one('judul,opd,nilai\n"Sigap,Dinkes,1\nB,Dindik,2\n"C",Dinsos,3\n')
    assert cells(sheet) == [
        ('"Sigap', "Dinkes", "1"),
        ("B", "Dindik", "2"),
        ("C", "Dinsos", "3"),
    ]


def test_words_in_quotes_at_the_start_of_a_cell() -> None:
    sheet = one('judul,opd\n"SIGAP" Sehat,"Dinkes"\nB,Dindik\n')
    assert cells(sheet) == [('"SIGAP" Sehat', "Dinkes"), ("B", "Dindik")]


def test_the_longest_cell_of_excel_is_a_cell() -> None:
    long = "a" * foreign.LONGEST_CELL
    assert cells(one(f"judul,opd\nA,{long}\nB,x\n")) == [("A", long), ("B", "x")]


@pytest.mark.parametrize("text", ["judul,opd\nA,{}\nB,x\n", "judul,{}\nA,B\n", '"{}",opd\nA,B\n'])
def test_a_longer_cell_is_refused_with_its_place(text: str) -> None:
    said = refusal(text.format("a" * 2_000_000).encode())
    row = text[: text.index("{")].count("\n") + 1
    assert f"Baris {row}, sel ke-" in said and "2.000.000 huruf" in said and "Betulkan" in said


def test_thousands_of_broken_quotes_are_refused_before_they_cost_much() -> None:
    text = "judul,opd\n" + '"A,B\n' * (text_file.MAX_BROKEN + 1)
    assert "Tanda kutip" in refusal(text.encode())


def test_ragged_rows_are_padded_and_surplus_is_kept() -> None:
    sheet = one("a,b,c\n1\n1,2,3,,\n1,2,3,4\n")
    assert cells(sheet) == [("1", "", ""), ("1", "2", "3"), ("1", "2", "3", "4")]


def test_a_column_without_a_name_is_a_column() -> None:
    sheet = one("judul,opd,,\nA,Dinkes,x,\n")
    assert sheet.header == ("judul", "opd", "", "")
    assert cells(sheet) == [("A", "Dinkes", "x", "")]


# --- what is no data --------------------------------------------------------------------------

REPORTS = """\
REKAPITULASI INOVASI DAERAH,,,
"Kota Cilegon, Tahun 2023",,,
,,,
No,Judul Inovasi,Admin OPD,Kematangan
(1),(2),(3),(4)
1,SIGAP,Dinkes (akun1),85.00
,,,

No,Judul Inovasi,Admin OPD,Kematangan
2,Pasar Pagi,Disperindag,-
Jumlah,,,2
,,,
,"Cilegon, 20 Juni 2023",,
,NIP 19720101 199803 1 002,,
"""


def test_a_printed_report() -> None:
    sheet = one(REPORTS)
    assert sheet.header == HEADER
    assert sheet.header_row == 4
    assert [*sheet.rows] == [(6, CONTENT[0]), (10, CONTENT[1])]
    assert accounted(sheet) == list(range(1, 15))
    assert reasons(sheet) == {
        1: "judul di atas tabel",
        2: "judul di atas tabel",
        3: "baris kosong",
        5: "baris nomor kolom",
        7: "baris kosong",
        8: "baris kosong",
        9: "judul kolom berulang",
        11: "baris jumlah",
        12: "baris kosong",
        13: "catatan di bawah tabel",
        14: "catatan di bawah tabel",
    }


def test_a_skipped_row_tells_no_personal_number() -> None:
    texts = [skipped.text for skipped in one(REPORTS).skipped]
    assert "REKAPITULASI INOVASI DAERAH" in texts
    assert "NIP 19••••••02" in texts


@pytest.mark.parametrize(
    "total",
    ["Total,,,249", "Grand Total,,,249", ",JUMLAH,,249 inovasi", "Jumlah keseluruhan: 249,,,"],
)
def test_totals_below_the_table(total: str) -> None:
    sheet = one(f"{PLAIN}{total}\n")
    assert reasons(sheet) == {4: "baris jumlah"}


@pytest.mark.parametrize("last", ["3,Total Bersih,Dinkes,", ",Jumlahkan,Dinkes,", "3,,,"])
def test_a_last_row_of_data_is_no_total(last: str) -> None:
    assert len(one(f"{PLAIN}{last}\n").rows) == 3


def test_a_header_of_two_rows() -> None:
    sheet = one(
        "No,Judul Inovasi,Tanggal,,,Kematangan\n,,Input,Penerapan,Pengembangan,\n"
        "1,2,3,4,5,6\n1,SIGAP,01-02-2023,02-02-2023,-,85.00\n"
    )
    assert sheet.header == (
        *("No", "Judul Inovasi"),
        *("Tanggal: Input", "Tanggal: Penerapan", "Tanggal: Pengembangan"),
        "Kematangan",
    )
    assert sheet.header_row == 2
    assert reasons(sheet) == {1: "bagian atas judul kolom dua baris", 3: "baris nomor kolom"}


def test_a_row_of_data_is_not_taken_for_the_second_header() -> None:
    sheet = one("judul,opd,,nilai\nA,Dinkes,x,1\n,Dindik,y,2\n")
    assert sheet.header_row == 1
    assert len(sheet.rows) == 2


def test_known_words_find_a_header_that_fills_little() -> None:
    text = "Laporan,Dinas,Tahun\nsemester satu,2023,x\njudul,opd,\nA,Dinkes,\n"
    assert one(text, known=frozenset({"Judul", "opd"})).header_row == 3


def test_line_breaks_in_a_header_are_blanks() -> None:
    assert one('"Judul\nInovasi", opd \nA,B\n').header == ("Judul Inovasi", "opd")


def test_a_header_alone_is_a_sheet_without_rows() -> None:
    assert list(one("judul,opd\n").rows) == []


# --- workbooks --------------------------------------------------------------------------------


def test_a_workbook_gives_text_as_a_person_reads_it() -> None:
    row = ["A", 85, 85.0, 0.1 + 0.2, date(2023, 6, 20), datetime(2023, 6, 20, 8, 30), True, None]
    sheet = one(xlsx([list("abcdefgh"), row]), "register.xlsx")
    assert cells(sheet) == [
        ("A", "85", "85", "0.3", "2023-06-20", "2023-06-20 08:30:00", "TRUE", "")
    ]


def test_every_sheet_that_holds_a_table() -> None:
    content = xlsx([HEADER, *CONTENT], [], [["kode", "nama"], ["dinkes", "Dinas Kesehatan"]])
    assert [sheet.name for sheet in read("register.xlsx", content)] == ["Lembar1", "Lembar3"]


def test_hidden_sheets_come_last() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx([["kode", "nama"], ["a", "b"]], [HEADER, *CONTENT]))
    )
    book["Lembar1"].sheet_state = "hidden"
    assert [sheet.name for sheet in read("x", saved(book))] == ["Lembar2", "Lembar1"]


def test_merged_titles_missing_rows_and_an_unnamed_column() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "REKAP INOVASI"
    sheet.merge_cells("A1:D1")
    for column, word in enumerate(HEADER, start=1):
        sheet.cell(4, column, word)
        sheet.cell(7, column, CONTENT[0][column - 1])
    sheet["E7"] = "catatan tepi"
    sheet["A9"] = "Jumlah"
    sheet["D9"] = 1
    sheet = one(saved(book), "x.xlsx")
    assert sheet.header == (*HEADER, "")
    assert [*sheet.rows] == [(7, (*CONTENT[0], "catatan tepi"))]
    assert accounted(sheet) == list(range(1, 10))


def test_a_formula_gives_the_value_last_shown() -> None:
    content = xlsx([["judul", "nilai"], ["A", 1]])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        part = book.read("xl/worksheets/sheet1.xml")
    formula = part.replace(b"<v>1</v>", b"<f>40+2</f><v>42</v>")
    assert formula != part
    assert cells(one(repacked(content, sheet1=formula), "x.xlsx")) == [("A", "42")]


def test_dates_from_the_days_of_the_old_mac() -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["judul", "tanggal"])
    book.active.append(["A", date(2023, 6, 20)])
    assert cells(one(saved(book))) == [("A", "2023-06-20")]


def test_a_workbook_that_lies_about_its_size() -> None:
    content = xlsx([HEADER, *CONTENT])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        part = book.read("xl/worksheets/sheet1.xml")
    for size in (b"A1", b"A1:XFD1048576"):
        lying = part.replace(b'ref="A1:D3"', b'ref="' + size + b'"')
        assert lying != part
        assert cells(one(repacked(content, sheet1=lying), "x.xlsx")) == CONTENT


def with_a_cell_at(place: bytes) -> bytes:
    content = xlsx([HEADER, *CONTENT])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        part = book.read("xl/worksheets/sheet1.xml")
    row = place.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    far = b'<row r="%s"><c r="%s"><v>1</v></c></row></sheetData>' % (row, place)
    return repacked(content, sheet1=part.replace(b"</sheetData>", far))


def test_rows_up_to_a_cell_at_the_end_of_the_world_are_not_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(layout, "MAX_ROWS", 10_000)
    assert cells(one(with_a_cell_at(b"A999999999"), "x.xlsx"))[0] == CONTENT[0]


def test_no_more_rows_are_looked_at_than_a_sheet_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_xml, "LAST_ROW", 100)
    content = xlsx([HEADER, *CONTENT])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        part = book.read("xl/worksheets/sheet1.xml")
    for count, said in ((100 - 1 - len(CONTENT), ""), (100, "baris")):
        rows = b"<row><c/></row>" * count + b"</sheetData>"
        many = repacked(content, sheet1=part.replace(b"</sheetData>", rows))
        if said:
            assert said in refusal(many)
        else:
            assert cells(one(many, "x.xlsx")) == CONTENT


@pytest.mark.parametrize("place", [b"ZZZZZZ3", b"JK3"])
def test_nor_are_columns_whose_row_is_refused_at_once(place: bytes) -> None:
    assert "kolom" in refusal(with_a_cell_at(place))


def test_too_many_columns_are_refused() -> None:
    wide = [f"k{i}" for i in range(layout.MAX_COLUMNS + 1)]
    assert "kolom" in refusal(xlsx([wide, wide]))
    assert "kolom" in refusal(f"{','.join(wide)}\n{','.join(wide)}\n".encode())


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MAX_ROWS", 100)
    assert "100 baris" in refusal(PLAIN.encode() + b"1,2,3,4\n" * 100)
    assert "100 baris" in refusal(b"\n" * 200 + PLAIN.encode())


# --- what is refused, and how to cure it ------------------------------------------------------


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, "isi")
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
REFUSED = {
    "kosong": (b"", "kosong"),
    "hanya spasi": (b" \r\n\t\n", "kosong"),
    "tanda BOM saja": (b"\xef\xbb\xbf", "Tidak ada tabel"),
    "pdf": (b"%PDF-1.7\n1 0 obj", "PDF"),
    "gambar": (b"\x89PNG\r\n\x1a\n" + bytes(40), "gambar"),
    "doc lama": (OLE, "Office lama"),
    "xls rusak": (OLE + "Workbook".encode("utf-16-le") + bytes(600), "rusak"),
    "xlsx bersandi": (OLE + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
    "ods": (archive("mimetype", "content.xml"), "rusak"),
    "xlsb": (archive("xl/workbook.bin"), "rusak"),
    "docx": (archive("word/document.xml"), "Word"),
    "zip biasa": (archive("data.csv"), "Ekstrak"),
    "zip terpotong": (xlsx([HEADER, *CONTENT])[:900], "rusak"),
    "isi xlsx rusak": (repacked(xlsx([HEADER, *CONTENT]), sheet1=b"<worksheet><she"), "rusak"),
    "xlsx kosong": (xlsx([], []), "Tidak ada tabel"),
    "biner": (bytes(range(256)) * 20, "bukan teks"),
    "ekor NUL": (PLAIN.encode() + bytes(4096), "rusak"),
    "huruf kendali": (b"\x01\x02\x03\x04abc" * 9, "bukan teks"),
    "halaman masuk": (b"<!DOCTYPE html><html><body>Silakan masuk</body></html>", "halaman web"),
    "json": (b'[{"judul": "A", "opd": "B"}]', "JSON"),
    "xml": (b'<?xml version="1.0"?><Workbook></Workbook>', "XML"),
    "buku kerja XML": (
        b'<?xml version="1.0"?><Workbook><Table><Row><Cell>judul</Cell></Row></Table></Workbook>',
        "XML",
    ),
    "sql": (b"-- dump\nINSERT INTO inovasi VALUES (1,'A');\n", "SQL"),
}


@pytest.mark.parametrize(("content", "word"), REFUSED.values(), ids=REFUSED)
def test_refused_with_a_cure(content: bytes, word: str) -> None:
    message = refusal(content)
    assert word in message
    assert len(message.split(". ")) > 1, "a cure follows the flaw"


def test_a_bomb_is_not_unpacked() -> None:
    content = repacked(xlsx([HEADER]), sheet1=bytes(workbook.SUSPECT + 1))
    assert len(content) < 1_000_000
    assert "terlalu besar" in refusal(content)


def test_a_web_table_called_xls() -> None:
    page = """<html><head><title>x</title></head><body><table border=1>
    <tr><td colspan="4">REKAP</td></tr>
    <tr><th rowspan=2>No</th><th rowspan=2>Judul</th><th colspan=2>Tanggal</th></tr>
    <tr><th>Input</th><th>Penerapan</th></tr>
    <tr><td>1<td>SIGAP &amp; co<br>dua<td>01-02-2023<td>-</tr></table></body></html>"""
    sheet = one(page, "ekspor.xls")
    assert sheet.header == ("No", "Judul", "Tanggal: Input", "Tanggal: Penerapan")
    assert cells(sheet) == [("1", "SIGAP & co\ndua", "01-02-2023", "-")]
    assert accounted(sheet) == [1, 2, 3, 4]


# --- progress and size ------------------------------------------------------------------------


def test_progress_is_told_and_equal_texts_are_held_once() -> None:
    heard: list[int] = []
    rows = "".join(f"{i},Judul {i},Dinas Kesehatan,1\n" for i in range(50_000))
    sheet = one(PLAIN + rows, progress=heard.append)
    assert heard == [20_001, 40_001, 50_003]
    assert len(sheet.rows) == 50_002
    assert sheet.rows[-1] == (50_003, ("49999", "Judul 49999", "Dinas Kesehatan", "1"))
    assert len({id(row[2]) for _, row in sheet.rows[2:]}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n" + "\n" * 100_000,
        " " * 100_000 + "{",
        "a,b,c,d\n" + "1" * 100_000 + "x,,," + "\nJumlah" + " -" * 50_000 + "x,1,,\n",
        "<table>" + "<tr><td>" * 9_000 + "<" * 50_000,
        "(" * 100_000 + ",b\n" + "a@" * 50_000 + ",\n",
    ],
    ids=["baris kosong", "spasi", "angka", "halaman", "kurung"],
)
def test_no_text_takes_forever(text: str) -> None:
    """A careless expression looks at every letter of these from every other letter."""
    tried(text.encode())


# --- anything at all --------------------------------------------------------------------------


def tried(content: bytes) -> list[Sheet]:
    try:
        sheets = read("apa saja", content)
    except Unreadable:
        return []
    assert sheets
    for sheet in sheets:
        rows = accounted(sheet)
        assert rows == list(range(1, len(rows) + 1))
    return sheets


ROYAL = xlsx([("DAFTAR",), HEADER, *CONTENT])


@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"\xff\xfe")
@example(b'"')
@example(b'a\\\n,\\"')
def test_any_bytes(content: bytes) -> None:
    tried(content)


@given(st.text(st.sampled_from('ab1 ,;\t|"\\\r\n=<{[\u00a0é'), max_size=60))
@example('a,\\"\n\\')
def test_any_text(text: str) -> None:
    tried(text.encode())


@given(st.data())
def test_a_damaged_workbook(data: st.DataObject) -> None:
    content = bytearray(ROYAL)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    tried(bytes(content[: data.draw(st.integers(1, len(content)))]))


@given(st.binary(max_size=200), st.sampled_from(["sheet1", "workbook", "styles", "sharedStrings"]))
def test_a_workbook_with_a_damaged_part(part: bytes, name: str) -> None:
    tried(repacked(ROYAL, **{name: part}))


WORD = st.text(st.characters(categories=("L",)), min_size=1, max_size=8)
TEXT = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\ufffd\ufeff"),
    max_size=12,
)


@st.composite
def tables(draw: st.DrawFn, cell: st.SearchStrategy[str]) -> list[list[str]]:
    """A header of different words, and rows that begin with a letter: nothing to be skipped."""
    header = draw(st.lists(WORD, min_size=2, max_size=6, unique=True))
    inner = st.lists(cell, min_size=len(header) - 1, max_size=len(header) - 1)
    rows = draw(st.lists(st.tuples(WORD.map("data-{}".format), inner), min_size=1, max_size=8))
    return [header, *([first, *others] for first, others in rows)]


def as_csv(rows: list[list[str]], mark: str, end: str, encoding: str, quoting: int) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=mark, lineterminator=end, quoting=quoting).writerows(rows)
    return text.getvalue().encode(encoding)


@given(
    tables(TEXT | st.sampled_from(['a"b', "a\nb", "a\r\nb", '"', ""])),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_quoted_table_comes_back_as_written(
    rows: list[list[str]], mark: str, end: str, encoding: str
) -> None:
    sheet = one(as_csv(rows, mark, end, encoding, csv.QUOTE_ALL))
    assert [list(row) for row in cells(sheet)] == rows[1:]
    assert list(sheet.header) == rows[0]


@given(
    tables(st.text(st.sampled_from("abc é–.()%-"), max_size=12)),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "cp1252", "utf-16-le", "utf-16-be"]),
)
def test_an_unquoted_table_comes_back_as_written(
    rows: list[list[str]], mark: str, encoding: str
) -> None:
    rows = [
        [word.encode("cp1252", "ignore").decode("cp1252") or "x" for word in rows[0]],
        *rows[1:],
    ]
    rows = [
        rows[0],
        *([c.encode("cp1252", "ignore").decode("cp1252") for c in r] for r in rows[1:]),
    ]
    content = as_csv(rows, mark, "\n", encoding, csv.QUOTE_MINIMAL)
    assume(encoding != "cp1252" or content.decode("utf-8", "ignore").isascii())  # could be either
    sheet = one(content)
    assert [list(row) for row in cells(sheet)] == rows[1:]


@given(tables(TEXT.map(lambda text: text.lstrip("="))), st.lists(st.integers(0, 2), max_size=3))
def test_a_workbook_comes_back_as_written(rows: list[list[str]], blanks: list[int]) -> None:
    content = xlsx([*([] for _ in blanks), *rows])
    sheet = one(content, "x.xlsx")
    assert cells(sheet) == [tuple(row) for row in rows[1:]]
    assert [row for row, _ in sheet.rows] == [i + len(blanks) for i in range(2, len(rows) + 1)]

"""The account is over the file: every sheet, table and row of generated workbooks, all told."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from dasbor.cli.parser import Unusable
from dasbor.cli.shape import mapped
from dasbor.cli.shape import sheet as chosen
from dasbor.gate import reading
from dasbor.gate.cleaning import HIDDEN, SETTLED, STRUCK, YearChoice, clean
from dasbor.gate.guessing import Headers, guess
from dasbor.gate.joined import ALL, join
from dasbor.gate.matching import known_words, match, spellings
from dasbor.gate.model import Cleaned, Settled, Sheet
from dasbor.gate.reading import foreign
from dasbor.gate.references import References, references
from dasbor.gate.service.opening import Opened
from dasbor.gate.service.whole_file import others
from dasbor.gate.values import shown
from dasbor.questions.answers import Answers
from tests.world import CONTRACTS

REGISTER = CONTRACTS["inovasi"]
KNOWN = known_words(CONTRACTS)
HEADER = ("No", "Judul Inovasi", "Perangkat Daerah", "Kematangan")
BY_COLUMN = YearChoice(column="tahun")


@pytest.fixture(scope="module")
def lists(city: Answers) -> References:
    return references(city.store)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def opened(content: bytes, name: str = "x.xlsx") -> Opened:
    heard = reading.sheets(name, foreign.tables(content, reading.UPLOADED.room), KNOWN, None)
    matches = tuple(tuple(match(sheet, CONTRACTS)) for sheet in heard)
    return Opened(name, content, tuple(heard), matches)


def cleaned(
    sheet: Sheet, lists: References, settled: Settled = SETTLED, year: YearChoice | None = None
) -> Cleaned:
    best = next(m for m in match(sheet, CONTRACTS) if m.dataset == "inovasi")
    return clean(sheet, best, REGISTER, lists, year or YearChoice(2023), settled)


# --- generated workbooks ----------------------------------------------------------------------

OFFICES = ("Dinas Kesehatan", "Dinas Sosial", "dinkes")
ROW = st.sampled_from(
    ("data", "data", "data", "tanpa judul", "galat", "jumlah", "kosong", "tidak ada", "tersembunyi",
     "dicoret", "gabung", "kelompok")
)  # fmt: skip


@st.composite
def books(draw: st.DrawFn) -> tuple[bytes, int]:
    """A workbook of several sheets, and how many rows below headers a person counts in it."""
    book, running, counted = Workbook(), 0, 0
    book.remove(book.active)
    for at in range(draw(st.integers(1, 3))):
        sheet = book.create_sheet(f"Lembar {at}")
        if draw(st.booleans()):
            sheet.append(["DAFTAR INOVASI"])
        sheet.append(HEADER)
        sheet.append((1, f"Awal {at}", "Dinas Kesehatan", 80))
        counted += 1
        for kind in draw(st.lists(ROW, max_size=8)):
            running += 1
            counted += kind != "kosong"
            _add(sheet, kind, running, draw(st.sampled_from(OFFICES)))
        sheet.append((9, f"Akhir {at}", "Dinas Sosial", 81))
        counted += 1
    return saved(book), counted


def _add(sheet, kind: str, running: int, office: str) -> None:  # type: ignore[no-untyped-def]
    row = sheet.max_row + 1
    cells = {
        "tanpa judul": (running, None, office, 70), "galat": (running, "#REF!", office, 70),
        "jumlah": (None, "Jumlah", None, 3), "tidak ada": (running, "Tidak ada", office, None),
        "kelompok": ("A.", "DINAS PERHUBUNGAN", None, None),
        "gabung": (running, f"Judul {running}", None, 7),
    }.get(kind, (running, f"Judul {running}", office, running % 100))  # fmt: skip
    if kind == "kosong":
        cells = (None,) * 4
    for column, value in enumerate(cells, start=1):
        cell = sheet.cell(row, column, value)
        if kind == "dicoret":
            cell.font = Font(strike=True)
    if kind == "kosong":
        sheet.cell(row, 1).font = Font(bold=True)  # a row that is there, and holds nothing
    if kind == "tersembunyi":
        sheet.row_dimensions[row].hidden = True
    if (
        kind == "gabung"
        and not str(sheet.cell(row - 1, 3).value or "").startswith("=")
        and (
            sheet.cell(row - 1, 3).value
            and sheet.cell(row - 1, 3).coordinate not in sheet.merged_cells
        )
    ):
        sheet.merge_cells(start_row=row - 1, end_row=row, start_column=3, end_column=3)


@settings(max_examples=25)
@given(made=books(), without=st.sets(st.sampled_from([HIDDEN, STRUCK])))
def test_all_rows_of_all_sheets_are_accounted_for(
    lists: References, made: tuple[bytes, int], without: set[str]
) -> None:
    content, counted = made
    file = opened(content)
    whole = join(file.sheets) if len(file.sheets) > 1 else file.sheets[0]
    done = cleaned(whole, lists, Settled(without=frozenset(without)))
    above = ("baris kosong", "judul di atas tabel", "judul kolom lembar berikutnya")
    left_out = sum(one.rows for one in done.sheet.skipped if one.reason not in above)
    assert len(done.rows) + len(done.rejected) + left_out == counted
    spoken = [*(n for n, _ in done.rows), *(r.row for r in done.rejected), done.sheet.header_row,
              *(n for s in done.sheet.skipped for n in range(s.row, s.last + 1))]  # fmt: skip
    assert sorted(spoken) == [*range(1, len(spoken) + 1)]
    _every_difference_is_told(done)


def _every_difference_is_told(done: Cleaned) -> None:
    """A published cell that the file does not say in these words has a line."""
    raw = dict(done.sheet.rows)
    told = {(change.row, change.column) for change in done.changes}
    told_once = {change.column for change in done.changes if " pada " in change.reason}
    for row, values in done.rows:
        for at, name in enumerate(done.match.columns):
            if name and name != "id" and shown(values[name]) != raw[row][at]:
                assert (row, name) in told or name in told_once, (row, name, values[name])
    filled = {one.row for one in done.sheet.filled}
    assert filled & raw.keys() <= {row for row, _ in told}


# --- several sheets as one --------------------------------------------------------------------


def per_sheet(**rows: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, lines in rows.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append([*line])
    return saved(book)


def test_one_sheet_per_office_without_a_column_for_it(lists: References) -> None:
    head = ("No", "Nama Inovasi")
    file = opened(per_sheet(Dinkes=[head, (1, "A")], Dinsos=[head, (1, "B"), (2, "C")]))
    done = cleaned(join(file.sheets), lists)
    assert [(row["judul"], row["opd"]) for _, row in done.rows] == [
        ("A", "dinkes"), ("B", "dinsos"), ("C", "dinsos"),
    ]  # fmt: skip
    assert [done.sheet.said(row) for row, _ in done.rows] == ["Dinkes 2", "Dinsos 2", "Dinsos 3"]
    assert {c.reason for c in done.changes if c.column == "opd" and not c.before} == {
        "OPD menurut nama lembar"
    }


def test_one_sheet_per_year_with_columns_in_another_order(lists: References) -> None:
    file = opened(
        per_sheet(
            **{"2022": [("Judul Inovasi", "OPD"), ("A", "Dinkes")],
               "2023": [("OPD", "Judul Inovasi", "Jenis"), ("Dinsos", "B", "Digital")]}
        )
    )  # fmt: skip
    done = cleaned(join(file.sheets), lists, year=BY_COLUMN)
    assert [(r["tahun"], r["judul"], r["opd"], r["jenis"]) for _, r in done.rows] == [
        (2022, "A", "dinkes", None), (2023, "B", "dinsos", "Digital"),
    ]  # fmt: skip
    assert "tahun menurut nama atau judul lembar" in {change.reason for change in done.changes}


def test_sheets_that_are_not_taken_are_told_with_their_rows() -> None:
    head = ("Judul Inovasi", "OPD")
    content = per_sheet(Dinkes=[head, ("A", "x")], Dinsos=[head, ("B", "y"), ("C", "y")],
                        Catatan=[("hal", "isi"), ("a", "b")])  # fmt: skip
    file = opened(content)
    alike, note = others(file, 0, file.matches[0][0])
    assert (alike.grade, note.grade) == ("peringatan", "catatan")
    assert "“Dinsos” (2 baris)" in alike.message and "“Catatan” (1 baris)" in note.message


def test_a_recapitulation_is_no_register_of_its_own() -> None:
    register = [("Judul Inovasi", "OPD"), ("A", "x")]
    recap = [("OPD", "Jumlah"), ("Dinsos", 1), ("Dinkes", 2)]
    file = opened(per_sheet(Data=register, Rekap=recap))
    [note] = others(file, 0, file.matches[0][0])
    assert note.grade == "catatan" and "“Rekap” (2 baris)" in note.message


def test_a_total_stands_aside_of_the_running_numbers(lists: References) -> None:
    head = ("No", "Judul Inovasi", "OPD")
    rows = [
        head,
        (1, "A", "Dinkes"),
        (2, "Jumlah Kunjungan Naik", "Dinkes"),
        ("", "Jumlah Dinkes", 2),
    ]
    done = cleaned(opened(per_sheet(Data=rows)).sheets[0], lists)
    assert [r["judul"] for _, r in done.rows] == ["A", "Jumlah Kunjungan Naik"]
    assert not done.rejected and [one.row for one in done.sheet.skipped] == [4]


def test_idem_is_what_stands_above(lists: References) -> None:
    rows = [("Judul", "OPD"), ("A", "Dinkes"), ("B", "idem"), ("C", "s.d.a."), ("D", "Dinsos")]
    done = cleaned(opened(per_sheet(Data=rows)).sheets[0], lists)
    assert [r["opd"] for _, r in done.rows] == ["dinkes", "dinkes", "dinkes", "dinsos"]
    told = [(c.row, c.after) for c in done.changes if "idem" in c.reason]
    assert told == [(3, "Dinkes"), (4, "Dinkes")]


def test_publishing_several_sheets_needs_a_word() -> None:
    head = ("Judul Inovasi", "OPD")
    two = opened(per_sheet(Dinkes=[head, ("A", "x")], Dinsos=[head, ("B", "y")]))
    file = Opened(two.name, b"", (*two.sheets, join(two.sheets)), (*two.matches, ()), (0, 1))
    with pytest.raises(Unusable, match="--lembar semua"):
        chosen(file, "", publishing=True)
    assert (chosen(file, "", publishing=False), chosen(file, ALL, publishing=True)) == (0, 2)
    assert file.others(2) == () and file.others(0) == (1,)


# --- headers ----------------------------------------------------------------------------------

PAIRS = {
    "Nama OPD": "opd", "Nama SKPD": "opd", "OPD/Unit": "opd", "Nama Perangkat Daerah": "opd",
    "Perangkat Daerah Pengusul": None, "Nama Inovasi Daerah": "judul", "Inovasi": "judul",
    "Urusan Pemerintah": "urusan", "Urusan Inovasi Daerah": "urusan", "Tahap Inovasi": "tahapan",
    "Bentuk Inovasi Daerah": "bentuk", "Inisiator Daerah": "inisiator", "Nama Inisiator": None,
    "Inisiator Inovasi": "inisiator", "Waktu Implementasi": "tanggal_penerapan",
    "Waktu Penerapan Inovasi Daerah": "tanggal_penerapan", "Jenis Inovasi Daerah": "jenis",
    "Tanggal Mulai Penerapan": "tanggal_penerapan", "Judul yang diusulkan": "judul",
    "Nama": None, "Alamat": None, "Nomor HP": None, "Keterangan": None,
}  # fmt: skip


@pytest.mark.parametrize("header", PAIRS)
def test_a_header_is_known_by_words_that_mean_the_same(header: str) -> None:
    sheet = Sheet("x.csv", "", 1, (header,), [(2, ("apa saja",))])
    found = guess(Headers(sheet), REGISTER, (None,), {}).get(0)
    assert (found.column if found else None) == PAIRS[header]


def test_a_column_is_known_by_what_it_holds() -> None:
    rows = [(n, ("A", office)) for n, office in enumerate(["Dinkes", "Dinas Sosial", "lain"], 2)]
    sheet = Sheet("x.csv", "", 1, ("Judul", "Dibuat Oleh"), rows)
    held = {"opd": frozenset(["dinkes", "dinassosial"])}
    best = match(sheet, {"inovasi": REGISTER}, None, held)[0]
    assert (best.columns, best.certain, best.guessed) == (("judul", "opd"), False, {1})
    assert best.likely == {1}, "what a column holds is likeness, not a word"
    told = match(sheet, {"inovasi": REGISTER}, {("inovasi", "dibuat oleh"): ""}, held)
    assert not told or told[0].columns == ("judul", None)


def test_a_bare_name_is_a_title_where_the_other_columns_say_so() -> None:
    sheet = Sheet("x.csv", "", 1, ("Nama", "OPD", "Jenis", "Urusan"), [(2, ("A", "B", "C", "D"))])
    found = guess(Headers(sheet), REGISTER, (None, "opd", "jenis", "urusan"), {})
    assert found[0].column == "judul" and not found[0].meant


def test_yes_and_no_are_no_names_of_a_list(tmp_path: Path) -> None:
    (tmp_path / "urusan.csv").write_text("urusan,kelompok,dasar\nSosial,wajib,ya\n")
    assert spellings({"urusan": tmp_path / "urusan.csv"})["urusan"] == {"sosial", "wajib"}


def test_a_running_number_is_no_code_of_a_list() -> None:
    rows = [(n, (str(n - 1), f"Judul {n}")) for n in range(2, 9)]
    sheet = Sheet("x.csv", "", 1, ("No", "Judul"), rows)
    codes = {"urusan": frozenset(map(str, range(1, 39)))}
    assert guess(Headers(sheet), REGISTER, (None, "judul"), codes) == {}


def test_what_is_mapped_in_the_shell() -> None:
    assert mapped(["Nama SKPD=opd", "Mutu=Kematangan", "Catatan = abaikan"], CONTRACTS) == {
        "nama skpd": "opd", "mutu": "kematangan", "catatan": "",
    }  # fmt: skip
    for wrong in ("Nama SKPD", "=opd", "x=tak ada"):
        with pytest.raises(Unusable):
            mapped([wrong], CONTRACTS)

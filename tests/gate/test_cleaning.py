"""Cleaning: what becomes of every cell and every row of a messy sheet."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasbor.city import City
from dasbor.data import personal
from dasbor.data.build_notes import BuildNotes
from dasbor.data.contract import Column
from dasbor.data.inspection import NOTES, REFUSES, WARNS
from dasbor.data.store import Store
from dasbor.data.versions import Publisher
from dasbor.gate import account, values
from dasbor.gate.cleaning import YearChoice, clean, columns, rejects_csv
from dasbor.gate.cleaning.cells import reader
from dasbor.gate.model import Cleaned, Match, Settled, Sheet, Skipped
from dasbor.gate.references import ALIKE, Names, References, references, rows_titled
from dasbor.gate.review import review
from dasbor.questions.answers import Answers
from tests.world import CONTRACTS, world

CITY = City("Kota Cilegon", "Cilegon")
REGISTER = CONTRACTS["inovasi"]
DATES = YearChoice(column="tanggal_penerapan")
Y2023 = YearChoice(2023)
NOTHING = Settled()


@pytest.fixture(scope="module")
def lists(city: Answers) -> References:
    """The lists of the city."""
    return references(city.store)


def sheet(header: str, *rows: str | Sequence[str]) -> Sheet:
    """A sheet from ``a|b`` lines, rows numbered from 2."""
    cells = [tuple(row.split("|")) if isinstance(row, str) else tuple(row) for row in rows]
    return Sheet("berkas.csv", "", 1, tuple(header.split("|")), list(enumerate(cells, 2)))


def match(header: Sequence[str], dataset: str = "inovasi", **headers: str) -> Match:
    """Headers named as the contract's columns match; others only when told."""
    known = {column.name for column in CONTRACTS[dataset].columns}
    columns = tuple(headers.get(h, h if h in known else None) for h in header)
    return Match(dataset, columns, certain=True)


def cleaned(
    lists: References,
    header: str,
    *rows: str | Sequence[str],
    year: YearChoice = Y2023,
    dataset: str = "inovasi",
    **headers: str,
) -> Cleaned:
    found = sheet(header, *rows)
    matched = match(found.header, dataset, **headers)
    return clean(found, matched, CONTRACTS[dataset], lists, year)


def row(done: Cleaned, at: int = 0) -> dict[str, Any]:
    return dict(done.rows[at][1])


def one(lists: References, name: str, text: str) -> Any:
    """What one cell of the register becomes."""
    return read(lists, name, text).value


def read(lists: References, name: str, text: str) -> values.Reading:
    return reader(REGISTER.column(name), lists)(text)


# --- texts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "text", "note"),
    [
        ("SIMPEL", "SIMPEL", ""),
        ("  SIMPEL ", "SIMPEL", values.TRIMMED),
        ("SIMPEL\u00a0", "SIMPEL", values.TIDIED),
        ("SIM\u200bPEL\ufeff", "SIMPEL", values.TIDIED),
        ("a\r\nb   c\td", "a b c d", values.TIDIED),
        ("<p>Satu<br/>Dua</p>", "Satu Dua", values.UNMARKED),
        ("A &amp; B&nbsp;C", "A & B C", values.UNMARKED),
        ("&amp;lt;b&amp;gt;tebal", "tebal", values.UNMARKED),
        ("R&D dan Q&A", "R&D dan Q&A", ""),
        ("nilai < 5 dan > 3", "nilai < 5 dan > 3", ""),
        ("&paralel", "&paralel", ""),
        ("'=SUM(A1)", "=SUM(A1)", values.TIDIED),
        ("'kutip'", "'kutip'", ""),
        ("nol\x00byte", "nolbyte", values.TIDIED),
    ],
)
def test_texts_are_tidied_and_it_is_said_how(raw: str, text: str, note: str) -> None:
    assert values.tidy(raw) == (text, note)


@pytest.mark.parametrize("text", ["", " ", "-", "–", "null", "NULL", "n/a", "N/A", "Nihil", "--"])
@pytest.mark.parametrize("name", ["judul", "kematangan", "tanggal_penerapan", "opd", "jenis"])
def test_marks_for_missing(lists: References, name: str, text: str) -> None:
    found = read(lists, name, text)
    assert found.value is None and found.flaw is None


@given(st.text(max_size=40))
def test_a_tidied_text_is_one_line_without_blanks_around(raw: str) -> None:
    text, _ = values.tidy(raw)
    assert text == " ".join(text.split()) and not {"\u200b", "\x00"} & set(text)


# --- numbers and dates ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("85", 85.0), ("85.00", 85.0), ("85,00", 85.0), ("85.000", 85.0), ("0", 0.0),
        ("111", 111.0), ("1.5", 1.5), ("85,125", 85.125), ("1.234,5", None), ("111,01", None),
        ("-1", None), ("tinggi", None), ("١٢", None), ("9" * 400, None),
        ("1.1.1", None), ("8-5", None), ("inf", None), ("85/100", None), ("85 dari 100", None),
    ],
)  # fmt: skip
def test_kematangan(lists: References, text: str, value: float | None) -> None:
    found = read(lists, "kematangan", text)
    assert found.value == value and (found.flaw is None) == (value is not None)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1.234,5", "desimal", 1234.5), ("1,234.5", "desimal", 1234.5), ("1.234", "desimal", 1234),
        ("1.234.567", "desimal", 1234567), ("0,5", "desimal", 0.5), ("1,234", "desimal", 1.234),
        ("1.234.5", "desimal", None), ("2.023", "bulat", 2023), ("85.00", "bulat", 85),
        ("85,5", "bulat", None), ("12", "bulat", 12), ("1.000.000", "bulat", 1_000_000),
    ],
)  # fmt: skip
def test_numbers_without_limits(text: str, kind: str, value: float | None) -> None:
    assert values.number_parser(Column("x", "X", type=kind))(text).value == value


@pytest.mark.parametrize(
    "text",
    [
        "20-06-2023", "20/06/2023", "20.6.2023", "2023-06-20", "2023/06/20", "20 Juni 2023",
        "20 juni 2023", "20 Jun 2023", "20-Jun-2023", "20 June 2023", "Selasa, 20 Juni 2023",
        "2023-06-20 00:00:00", "2023-06-20T10:15:00", "2023-06-20T00:00:00.000Z", "45097",
        "45097.5", "20-06-2023 13:45", "20/06/2023 13.45 WIB", "2023-06-19T17:00:00.000Z",
        "2023-06-20T23:00:00+07:00", " 20-06-2023 ",
    ],
)  # fmt: skip
def test_dates(lists: References, text: str) -> None:
    assert one(lists, "tanggal_penerapan", text) == date(2023, 6, 20)


@pytest.mark.parametrize("text", ["20 AGUSTUS 2023", "20-Agustus-2023", "20 Agt 2023"])
def test_months_in_words_are_no_times(lists: References, text: str) -> None:
    """The T of AGUSTUS was once read as the T of an ISO time."""
    assert one(lists, "tanggal_penerapan", text) == date(2023, 8, 20)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("31-02-2023", "tanggal"), ("31/31/2023", "tanggal"), ("2023-13-01", "tanggal"),
        ("99999", "tipe"), ("123", "tipe"), ("segera", "tipe"), ("0000-01-01", "tanggal"),
        ("2023-02-31T00:00:00", "tipe"),
    ],
)  # fmt: skip
def test_what_is_no_day(lists: References, text: str, rule: str) -> None:
    flaw = read(lists, "tanggal_penerapan", text).flaw
    assert flaw and flaw.rule in {rule, "tanggal"} and not flaw.rejects and flaw.cure


@pytest.mark.parametrize("text", ["0000-00-00", "0000-00-00 00:00:00", "00-00-0000"])
def test_a_database_writes_no_date_as_zeros(lists: References, text: str) -> None:
    found = read(lists, "tanggal_penerapan", text)
    assert found.value is None and not found.flaw


YES = ("ya", "Ya", "Y", "1", "true", "√", "✓", "✔️", "v", "V", "Ikut", "ikut serta", "Sudah")
NO = ("tidak", "TIDAK", "t", "0", "false", "Tidak Ikut", "tdk", "belum", "✗", "belum ikut")


@given(st.sampled_from(YES), st.sampled_from(NO))
def test_yes_and_no_in_the_ways_people_mark_them(yes: str, no: str) -> None:
    parse = values.yes_parser()
    assert (parse(yes).value, parse(no).value) == (True, False)


def test_a_cross_says_no_beside_ticks_and_is_asked_about_alone() -> None:
    assert values.yes_parser(["√", "x"])("x").value is False
    alone = values.yes_parser(["x", ""])("x")
    assert alone.value is None and alone.flaw and alone.flaw.rejects
    assert values.yes_parser()("mungkin").flaw


# --- dates of a column, numbers with units ----------------------------------------------------


def dates_of(lists: References, *texts: str, settled: Settled = NOTHING) -> Cleaned:
    rows = [f"Judul {at}|dinkes|{text}" for at, text in enumerate(texts)]
    found = sheet("judul|opd|tanggal_penerapan", *rows)
    return clean(found, match(found.header), REGISTER, lists, Y2023, settled)


def days(done: Cleaned) -> list[date | None]:
    assert not done.rejected
    return [values["tanggal_penerapan"] for _, values in done.rows]


DAYS = st.dates(date(2010, 1, 1), date(2024, 12, 31))


@given(st.lists(DAYS, min_size=1, max_size=8), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]))
def test_one_order_of_day_and_month_in_a_column(
    lists: References, wanted: list[date], style: str
) -> None:
    """A day above 12 anywhere tells it for all; else it is day first and said, or as chosen."""
    texts = [day.strftime(style) for day in wanted]
    done = dates_of(lists, *texts)
    told = any(day.day > 12 for day in wanted)
    same = all(day.day == day.month for day in wanted)
    said = any(f.rule == "urutan_hari" for f in done.findings)
    if told or same or style == "%d/%m/%Y":
        assert days(done) == wanted
    assert said == ((not told and not same) or (told and style == "%m/%d/%Y"))
    chosen = Settled(order="bulan-hari" if style == "%m/%d/%Y" else "hari-bulan")
    assert days(dates_of(lists, *texts, settled=chosen)) == wanted


def test_orders_are_never_mixed_in_a_column(lists: References) -> None:
    done = dates_of(lists, "20/06/2023", "06/20/2023", "06/07/2023", "7/7/2023", "7 Juni 2023")
    june = date(2023, 6, 20)
    assert days(done) == [june, june, None, date(2023, 7, 7), date(2023, 6, 7)]
    assert [f.row for f in done.findings if f.rule == "urutan_hari"] == [4]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Januari 2023", "Januari 2023"), ("JAN 2023", "Januari 2023"), ("2023", "2023"),
        ("Tahun 2023", "2023"), ("Triwulan II 2023", "Triwulan II 2023"),
        ("01/2023", "Januari 2023"), ("TW 2 2023", "Triwulan II 2023"),
        ("Semester I Tahun 2023", "Semester I 2023"), ("2023-01", "Januari 2023"),
        ("Bulan Januari 2023", "Januari 2023"), ("Q4 2023", "Triwulan IV 2023"),
        ("Jan-23", "Januari 2023"),
    ],
)  # fmt: skip
def test_a_month_or_a_year_is_kept_as_such(lists: References, text: str, kept: str) -> None:
    done = dates_of(lists, text, "20-06-2023")
    assert days(done) == [None, date(2023, 6, 20)]
    assert [values["masa_penerapan"] for _, values in done.rows] == [kept, None]
    assert [f.grade for f in done.findings if f.row == 2] == [WARNS]
    assert ("masa_penerapan", text, kept) in {(c.column, c.before, c.after) for c in done.changes}
    by_date = cleaned(lists, "judul|opd|tanggal_penerapan", f"A|dinkes|{text}", year=DATES)
    assert [values["tahun"] for _, values in by_date.rows] == [2023]


@pytest.mark.parametrize("of", ["input", "pengembangan"])
def test_every_date_keeps_its_month_or_year(lists: References, of: str) -> None:
    header = f"judul|opd|tanggal_{of}"
    done = cleaned(lists, header, "A|dinkes|Mei 2022", "B|dinkes|2022", "C|dinkes|1-2-2022")
    assert [values[f"masa_{of}"] for _, values in done.rows] == ["Mei 2022", "2022", None]
    assert {f.rule for f in done.findings if f.grade == WARNS} == {"tanggal_kira"}


def test_a_year_of_two_figures_is_near(lists: References) -> None:
    done = dates_of(lists, "20/6/23", "20 juni 2023.", "1-2-98")
    assert days(done) == [date(2023, 6, 20), date(2023, 6, 20), date(1998, 2, 1)]


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("85 poin", 85.0, False), ("85,5 poin", 85.5, False), ("85/111", 85.0, False),
        ("85 %", 85.0, True), ("85%", 85.0, True), ("Skor: 85", 85.0, False),
        ("1.234", 1.234, True), ("85 dari 111", 85.0, False), ("85.000", 85.0, False),
        ("85.5", 85.5, False),
    ],
)  # fmt: skip
def test_numbers_with_units_and_doubtful_points(
    lists: References, text: str, value: float, said: bool
) -> None:
    done = cleaned(lists, "judul|opd|kematangan", f"A|dinkes|{text}")
    assert row(done)["kematangan"] == value
    assert bool([f for f in done.findings if f.rule == "angka_ragu"]) == said


OPTIONAL = ["kematangan", "tanggal_penerapan", "jenis", "urusan", "bentuk", "unit"]


@given(st.text(max_size=12), st.sampled_from(OPTIONAL))
def test_an_optional_cell_never_costs_the_row(lists: References, text: str, name: str) -> None:
    done = cleaned(lists, f"judul|opd|{name}", ["A", "dinkes", text])
    assert len(done.rows) == 1
    lost = text.strip() and row(done)[name] is None
    assert not lost or done.findings or done.changes


# --- lists ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("jenis", "digital", "Digital"), ("jenis", "NON-DIGITAL", "Non Digital"),
        ("jenis", "Nondigital", "Non Digital"), ("tahapan", "ujicoba", "Uji Coba"),
        ("inisiator", "OPD", "Perangkat Daerah"), ("inisiator", "opd ", "Perangkat Daerah"),
        ("inisiator", "asn", "ASN"), ("bentuk", "Pelayanan Publik", "Inovasi pelayanan publik"),
        ("bentuk", "INOVASI TATA KELOLA PEMERINTAHAN DAERAH",
         "Inovasi tata kelola pemerintahan daerah"),
    ],
)  # fmt: skip
def test_choices_get_the_official_spelling(
    lists: References, name: str, text: str, value: str
) -> None:
    assert one(lists, name, text) == value


@pytest.mark.parametrize(("name", "text"), [("jenis", "3"), ("bentuk", "Hibrida")])
def test_an_unknown_choice_is_emptied_and_said(lists: References, name: str, text: str) -> None:
    done = cleaned(lists, f"judul|opd|{name}", f"A|dinkes|{text}")
    assert row(done)[name] is None
    [found] = [f for f in done.findings if f.grade == WARNS]
    assert (found.row, found.column, found.value) == (2, name, text)
    assert "Pilih salah satu" in found.cure
    [change] = [c for c in done.changes if c.column == name]
    assert (change.before, change.after) == (text, "")


@pytest.mark.parametrize(
    "text",
    [
        "dinkes", "DINKES", "Dinas Kesehatan", "dinas  kesehatan", "Dinas Kesehatan (dinkes_01)",
        "Dinas Kesehatan Kota Cilegon", "DINAS KESEHATAN KOTA CILEGON (akun)", "Dinas Kesahatan",
        "Dinas-Kesehatan.", "Dinas Kesehatan, Pemerintah Kota Cilegon", "Dinkes Cilegon",
    ],
)  # fmt: skip
def test_an_opd_by_any_of_its_names(city: Answers, text: str) -> None:
    known = references(city.store)
    lists = replace(known, city=CITY)
    assert one(lists, "opd", text) == "dinkes"


def test_the_city_may_be_part_of_the_name(lists: References) -> None:
    assert one(lists, "opd", "Kecamatan Cilegon") == "kec-cilegon"
    assert one(lists, "opd", "Kec. Cilegon Kota Cilegon") == "kec-cilegon"
    assert one(lists, "opd", "RSUD Kota Cilegon") == "rsud"
    assert one(lists, "opd", "Dinas Komunikasi, Informatika, Statistik & Persandian") == "dkiss"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Dinas Kesehattan", "Dinas Kesehatan"),
        ("Kantor Baru (Satpol PP)", "Satuan Polisi Pamong Praja"),
        ("Dinas Kependudukan", "Dinas Kependudukan dan Pencatatan Sipil"),
    ],
)
def test_a_near_opd_is_asked_for_and_never_taken_over(
    lists: References, text: str, meant: str
) -> None:
    """Inspektorat and Dinas PMD of another kabupaten were once counted as the city's own."""
    done = cleaned(lists, "judul|opd", f"A|{text}")
    assert not len(done.rows)
    [reason] = done.rejected[0].reasons
    assert f"Maksud Anda “{meant}”" in reason and "Nama yang belum dikenal" in reason


def test_a_spelling_of_two_offices_is_not_guessed() -> None:
    written = (("Dinas A", "a"), ("Dinas B", "b"), ("Dinas", "a"), ("Dinas", "b"))
    names = Names(written, {"a": "Dinas A", "b": "Dinas B"})
    flaw = read(References({"opd": names}), "opd", "dinas").flaw
    assert flaw and "“Dinas A” atau “Dinas B”" in flaw.message


def test_the_account_behind_an_opd_is_shown_nowhere(lists: References) -> None:
    done = cleaned(lists, "judul|opd", "A|Dinas Kesehatan (budi)", "B|Dinas Entah (budi)")
    said = [str(f) for f in done.findings] + [r for x in done.rejected for r in x.reasons]
    assert not [text for text in said if "budi" in text]
    assert not [c for c in done.changes if "budi" in c.before + c.after]
    assert done.rejected[0].cells[1] == "Dinas Entah (budi)"


# --- urusan -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("pendidikan", "Pendidikan"),
        ("Pendidikan dan Pelatihan", "Pendidikan dan Pelatihan"),
        ("Pendidikan, Kesehatan", "Pendidikan; Kesehatan"),
        ("Kesehatan; Pendidikan dan Pelatihan; Sosial",
         "Kesehatan; Pendidikan dan Pelatihan; Sosial"),
        ("Koperasi, Usaha Kecil, dan Menengah", "Koperasi, Usaha Kecil, dan Menengah"),
        ("koperasi, usaha kecil dan menengah, perdagangan",
         "Koperasi, Usaha Kecil, dan Menengah; Perdagangan"),
        ("Ketentraman, Ketertiban Umum dan Perlindungan Masyarakat",
         "Ketenteraman, Ketertiban Umum, dan Pelindungan Masyarakat"),
        ("Kepemudaan dan Olahraga", "Kepemudaan dan Olah Raga"),
        ("1.01 Urusan Pendidikan", "Pendidikan"),
    ],
)  # fmt: skip
def test_urusan_longest_label_first_and_never_split_on_commas(
    lists: References, text: str, value: str
) -> None:
    found = read(lists, "urusan", text)
    assert found.value == value and not found.flaw


def test_the_first_urusan_is_the_main_one_the_rest_go_beside(lists: References) -> None:
    done = cleaned(
        lists,
        "judul|opd|urusan|urusan_lain",
        "A|dinkes|Kesehatan, Sosial|Sosial; Pangan, Kesehatan",
    )
    assert row(done)["urusan"] == "Kesehatan"
    assert row(done)["urusan_lain"] == "Sosial; Pangan"


def test_an_unknown_urusan_is_missing_and_said(lists: References) -> None:
    done = cleaned(lists, "judul|opd|urusan", "A|dinkes|Perdukunan", "B|dinkes|Sosial dan gotong")
    assert [values["urusan"] for _, values in done.rows] == [None, "Sosial"]
    unknown, partly = [f for f in done.findings if f.rule == "rujukan"]
    assert unknown.grade == WARNS and unknown.value == "Perdukunan"
    assert "gotong" in partly.message


# --- kelurahan --------------------------------------------------------------------------------

TWO_NAMES = """
    kode,          kelurahan, kode_kecamatan, kecamatan
    36.72.01.1001, Cibeber,   36.72.01,       Cibeber
    36.72.05.1005, Gedong Dalem, 36.72.05,    Jombang
    36.72.06.1002, Mekar,     36.72.06,       Grogol
    36.72.07.1003, Mekar,     36.72.07,       Purwakarta
"""


@pytest.fixture(scope="module")
def villages() -> References:
    alias = "alias, kode\n Gedung Dalem, 36.72.05.1005"
    return references(world({"wilayah": TWO_NAMES, "wilayah_alias": alias}).store)


@pytest.mark.parametrize(
    ("name", "district", "code"),
    [
        ("36.72.05.1005", "", "36.72.05.1005"), ("3672051005", "", "36.72.05.1005"),
        ("Gedong Dalem", "", "36.72.05.1005"), ("KEL. GEDUNG DALEM", "Jombang", "36.72.05.1005"),
        ("Kelurahan Cibeber", "Kec. Cibeber", "36.72.01.1001"),
        ("Mekar", "Grogol", "36.72.06.1002"), ("Mekar", "Kecamatan Gerogol", "36.72.06.1002"),
        ("mekar", "PURWAKARTA", "36.72.07.1003"), ("Mekar, Kec. Grogol", "", "36.72.06.1002"),
        ("Mekar (Kecamatan Purwakarta)", "-", "36.72.07.1003"),
    ],
)  # fmt: skip
def test_a_kelurahan_by_code_or_by_name_and_kecamatan(
    villages: References, name: str, district: str, code: str
) -> None:
    done = cleaned(
        villages, "kode|Kecamatan|ikut", [name, district, "Ya"], dataset="posyantek", year=Y2023
    )
    assert (row(done)["kode"], row(done)["ikut"]) == (code, True)


@pytest.mark.parametrize(
    ("name", "district", "said"),
    [
        ("Mekar", "", "kecamatan Grogol dan kecamatan Purwakarta"),
        ("Cibeber", "Jombang", "kecamatan Cibeber, bukan Jombang"),
        ("Gedong Dalm", "", "Maksud Anda “Gedong Dalem”"),
        ("-", "Jombang", "kosong"),
    ],
)
def test_an_uncertain_kelurahan_is_rejected(
    villages: References, name: str, district: str, said: str
) -> None:
    done = cleaned(villages, "kode|kecamatan|ikut", [name, district, "ya"], dataset="posyantek")
    assert said in done.rejected[0].reasons[0]


# --- years ------------------------------------------------------------------------------------


def test_one_year_for_the_whole_file(lists: References) -> None:
    done = cleaned(lists, "judul|opd|tahun", "A|dinkes|2022", "B|dinkes|2023", "C|dinkes|-")
    assert [values["tahun"] for _, values in done.rows] == [2023] * 3
    [change] = [c for c in done.changes if c.column == "tahun"]
    assert (change.row, change.before, change.after) == (2, "2022", "2023")
    assert done.choices["tahun"] == "2023 untuk seluruh berkas"


@pytest.mark.parametrize("column", ["tanggal_penerapan", "tanggal_input"])
def test_the_year_of_a_date(lists: References, column: str) -> None:
    choice = YearChoice(column=column)
    done = cleaned(
        lists, f"judul|opd|{column}", "A|dinkes|20-06-2021", "B|dinkes|-", "C|dinkes|31-02-2022",
        year=choice,
    )  # fmt: skip
    assert [(at, values["tahun"]) for at, values in done.rows] == [(2, 2021)]
    without, impossible = done.rejected
    assert "tahun daftar tidak diketahui" in without.reasons[0]
    assert len(impossible.reasons) == 1 and "kalender" in impossible.reasons[0]
    assert done.choices["tahun"] == f"menurut {column}"


def test_a_choice_of_a_column_that_the_file_lacks(lists: References) -> None:
    done = cleaned(lists, "judul|opd", "A|dinkes", year=DATES)
    assert "pilih satu tahun untuk seluruh berkas" in done.rejected[0].reasons[0]


@pytest.mark.parametrize(
    ("text", "year"),
    [("2023", 2023), ("2023.0", 2023), ("TA 2022", 2022), ("2.021", 2021), ("20-06-2023", 2023)],
)
def test_the_year_of_the_column_tahun(lists: References, text: str, year: int) -> None:
    done = cleaned(lists, "judul|opd|tahun", f"A|dinkes|{text}", year=YearChoice())
    assert row(done)["tahun"] == year


@pytest.mark.parametrize("text", ["-", "2021-2023", "lama", "1899", "23"])
def test_what_is_not_one_year(lists: References, text: str) -> None:
    done = cleaned(lists, "judul|opd|tahun", f"A|dinkes|{text}", year=YearChoice())
    assert not len(done.rows) and len(done.rejected[0].reasons) == 1


# --- rows -------------------------------------------------------------------------------------


def test_obligatory_values(lists: References) -> None:
    done = cleaned(lists, "judul|opd|kematangan", "|dinkes|5", "A||200", "A|dinkes|5")
    assert [at for at, _ in done.rows] == [4]
    assert [len(r.reasons) for r in done.rejected] == [1, 1]
    assert {(f.row, f.column, f.rule, f.grade) for f in done.findings} == {
        (2, "judul", "wajib", REFUSES), (3, "opd", "wajib", REFUSES),
        (3, "kematangan", "rentang", WARNS),
    }  # fmt: skip


def test_an_obligatory_column_that_the_file_lacks(lists: References) -> None:
    done = cleaned(lists, "judul", "A", "B")
    assert not len(done.rows)
    assert "kolom wajib ini tidak ada" in done.rejected[1].reasons[0]


def test_a_row_with_a_cell_too_many_cannot_be_trusted(lists: References) -> None:
    done = cleaned(lists, "judul|opd", "A|dinkes|lebih", "B|dinkes| ", "C")
    assert [at for at, _ in done.rows] == [3]
    assert "lebih banyak sel" in done.rejected[0].reasons[0]


def test_rows_of_another_government_are_not_the_citys(city: Answers) -> None:
    lists = replace(references(city.store), city=CITY)
    pemda = ["Kota Cilegon", "Pemkot CILEGON", "-", "36.72", "Provinsi Jawa Timur"]
    done = cleaned(lists, "judul|opd|Pemda", *(f"A{i}|dinkes|{p}" for i, p in enumerate(pemda)))
    assert len(done.rows) == 4
    assert "bukan Kota Cilegon" in done.rejected[0].reasons[0]


def test_the_second_of_two_equal_rows_is_rejected(lists: References) -> None:
    done = cleaned(
        lists, "judul|opd|kematangan",
        "A|dinkes|1", " A |Dinas Kesehatan|2", "A|dindik|3", "a|dinkes|4",
    )  # fmt: skip
    assert [at for at, _ in done.rows] == [2, 4, 5]
    assert "sama dengan baris 2" in done.rejected[0].reasons[0]


def test_equal_rows_of_two_years_are_one_innovation_that_goes_on(lists: References) -> None:
    done = cleaned(
        lists, "judul|opd|tahun", "A|dinkes|2032", "A|dinkes|2031", "A|dinkes|2034",
        year=YearChoice(),
    )  # fmt: skip
    assert [values["id"] for _, values in done.rows] == ["2031-001", "2031-001", "2034-001"]


def test_the_first_of_two_may_be_one_that_is_rejected_itself(lists: References) -> None:
    done = cleaned(lists, "judul|opd|Pemda", "A|dinkes|Kota Lain", "A|dinkes|Kota Cilegon")
    assert [at for at, _ in done.rows] == [3]


def test_the_same_title_of_another_number_or_day_is_another_innovation(lists: References) -> None:
    header = "id|judul|opd|tanggal_penerapan"
    apart = ["2023-101|A|dinkes|2023-01-05", "2023-102|A|dinkes|2023-03-09", "|A|dinkes|2023-04-01"]
    assert len(cleaned(lists, header, *apart).rows) == 3
    same = ["|A|dinkes|2023-01-05", "|A|dinkes|2023-01-05", "|A|dinkes|"]
    assert [at for at, _ in cleaned(lists, header, *same).rows] == [2]


def test_a_double_key_of_the_file_is_rejected(lists: References) -> None:
    done = cleaned(lists, "id|judul|opd", "2023-007|A|dinkes", "2023-007|B|dinkes")
    assert [values["id"] for _, values in done.rows] == ["2023-007"]
    assert "kunci sama dengan baris 2" in done.rejected[0].reasons[0]


def test_numbers_of_rows_or_of_another_system_are_no_ids(lists: References) -> None:
    """As ids they would make two strangers in two years look like one continued innovation."""
    done = cleaned(lists, "id|judul|opd", "7|A|dinkes", "7|B|dinkes", "2023-007|C|dinkes")
    ids = [values["id"] for _, values in done.rows]
    assert len(set(ids)) == 3 and "7" not in ids and ids[-1] == "2023-007"
    assert "nomor_asing" in {finding.rule for finding in done.findings}


def test_a_kelurahan_twice_in_one_year_is_rejected(villages: References) -> None:
    done = cleaned(villages, "kode|ikut", "Cibeber|ya", "36.72.01.1001|t", dataset="posyantek")
    assert len(done.rows) == len(done.rejected) == 1


def test_origin_is_the_citys_own_register_unless_the_file_says_more(lists: References) -> None:
    done = cleaned(
        lists, "judul|opd|asal|sumber", "A|dinkes||", "B|dinkes|contoh|", "C|dinkes||galeri-2021"
    )
    assert [(values["asal"], values["sumber"]) for _, values in done.rows] == [
        ("publikasi", "register-bappeda"), ("contoh", None), ("publikasi", "galeri-2021"),
    ]  # fmt: skip


# --- ids --------------------------------------------------------------------------------------

REGISTERS = """
    id,       tahun, judul,         opd,    asal
    2022-004, 2022,  Sapa Warga,    dinkes, publikasi
    2022-005, 2022,  Jemput Bola,   dindik, publikasi
    2023-002, 2023,  Jemput Bola!,  dindik, publikasi
    2023-017, 2023,  Contoh,        dindik, contoh
"""
OFFICES = "kode, nama, singkatan, jenis_unit\n dinkes, Dinas Kesehatan, Dinkes, perangkat daerah\n"
OFFICES += " dindik, Dinas Pendidikan, Dindik, perangkat daerah\n"


def test_ids_of_this_year_then_of_the_year_before_then_new_ones() -> None:
    lists = references(world({"inovasi": REGISTERS, "opd": OFFICES}).store)
    done = cleaned(
        lists, "judul|opd",
        "JEMPUT BOLA|dindik", "Sapa  warga|dinkes", "Sapa Warga|dindik", "Contoh|dindik",
        "Baru|dinkes",
    )  # fmt: skip
    assert [values["id"] for _, values in done.rows] == [
        "2023-002", "2022-004", "2023-018", "2023-019", "2023-020",
    ]  # fmt: skip
    assert done.choices["id"] == "2 dikenali dari daftar, 3 baru"


def test_an_id_is_given_once_and_those_of_the_file_are_kept() -> None:
    lists = references(world({"inovasi": REGISTERS, "opd": OFFICES}).store)
    done = cleaned(
        lists, "id|judul|opd", "|Jemput Bola|dindik", "|jemput bola|dindik", "2023-030|X|dinkes",
    )  # fmt: skip
    assert [values["id"] for _, values in done.rows] == ["2023-002", "2022-005", "2023-030"]
    again = cleaned(lists, "id|judul|opd", "2023-030|X|dinkes", "|Y|dinkes")
    assert [values["id"] for _, values in again.rows] == ["2023-030", "2023-031"]


@given(st.lists(st.text(alphabet="aAéÉ .-!12İ한\t_'&", max_size=6), min_size=1, max_size=12),
       st.sampled_from(["jelajah_inovasi", ""]))  # fmt: skip
def test_the_store_finds_the_same_titles_as_comparing_each(titles: list[str], ready: str) -> None:
    """Half the titles are in the register, half are looked for; some in both (no ligatures)."""
    known, asked = titles[::2], [*titles[1::2], titles[0].upper(), None]
    connection = duckdb.connect()
    connection.execute("create table inovasi (tahun bigint, opd varchar, judul varchar, id varchar,"
                       " asal varchar)")  # fmt: skip
    rows = [(2020 + n % 3, "dinkes", title, str(n), None) for n, title in enumerate(known)]
    connection.executemany("insert into inovasi values (?, ?, ?, ?, ?)", rows)
    if ready:
        text = ALIKE.format("judul")
        connection.execute(f"create table {ready} as select *, {text} as teks from inovasi")
    store = Store(connection, BuildNotes("uji", "", datetime(2026, 11, 1)))
    plain = {values.words(title or "") for title in asked}
    wanted = {key for _, _, title, key, _ in rows if values.words(title) in plain}
    assert {key for *_, key in rows_titled(store, asked)} == wanted


# --- personal data ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    ["Nama Inisiator", "inovator", "Penggagas", "No. HP", "Telepon", "E-mail", "NIK", "nama_pic",
     "Email Inovator", "nomor_wa"],
)  # fmt: skip
def test_personal_columns_are_never_taken(lists: References, header: str) -> None:
    done = cleaned(lists, f"judul|opd|{header}", "A|dinkes|Budi", **{header: "inisiator"})
    assert row(done)["inisiator"] is None and not done.rejected
    [found] = [f for f in done.findings if f.rule == "kolom_pribadi"]
    assert found.grade == NOTES and found.column == header
    assert "Budi" not in "".join(map(str, done.findings)) + str(done.changes)


@pytest.mark.parametrize("header", ["Inisiator", "Judul Inovasi", "Wali", "Kontak Layanan Digital"])
def test_other_columns_are_not_personal(header: str) -> None:
    assert not values.PERSONAL_HEADER.fullmatch(values.words(header))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Hubungi 081234567812", "Hubungi 08••••••12"),
        ("wa +62 812-3456-7812", "wa +6••••••12"),
        ("NIK 3672011234567890", "NIK 36••••••90"),
        ("budi@contoh.go.id", "bu••••••id"),
        ("Layanan 112 tahun 2023 nomor 36.72.05.1005", ""),
    ],
)
def test_masking(text: str, safe: str) -> None:
    assert personal.masked(text) == (safe or text)


# --- changes ----------------------------------------------------------------------------------


def test_every_change_is_listed_and_trimming_counted_together(lists: References) -> None:
    done = cleaned(
        lists, "judul|opd|kematangan|tanggal_penerapan",
        " A |dinkes|85,5|20-06-2023", "B |dinkes|-|2023-06-20", "<b>C</b>|DINKES|85.50|",
    )  # fmt: skip
    assert {(c.row, c.column, c.before, c.after) for c in done.changes} == {
        (2, "judul", " A ", "A"),
        (2, "kematangan", "85,5", "85.5"),
        (2, "tanggal_penerapan", "20-06-2023", "2023-06-20"),
        (3, "kematangan", "-", ""),
        (4, "judul", "<b>C</b>", "C"),
        (4, "opd", "DINKES", "dinkes"),
        (2, "tahun", "", "2023"),
        (2, "asal", "", "publikasi"),
        (2, "sumber", "", "register-bappeda"),
    }
    [trimmed] = [c for c in done.changes if c.before == " A "]
    assert trimmed.reason == "spasi di tepi dibuang pada 2 sel"
    assert done.choices["perubahan"] == "10"


def test_too_many_changes_are_a_sample_of_every_kind(
    lists: References, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (account, columns):
        monkeypatch.setattr(module, "CHANGES_KEPT", 10)
    done = cleaned(lists, "judul|opd|jenis", *(f"<i>A{n}|Dinkes|digital" for n in range(40)))
    assert done.choices["perubahan"] == "123"
    assert len(done.changes) <= 10
    assert {c.column for c in done.changes} == {"judul", "opd", "jenis", "tahun", "asal", "sumber"}


def test_findings_of_one_rule_are_capped(lists: References) -> None:
    done = cleaned(lists, "judul|opd", *(f"A{n}|Dinas Entah" for n in range(80)))
    found = [f for f in done.findings if f.rule == "rujukan"]
    assert len(found) == 51 and "masih ada 30" in found[-1].message and found[-1].row is None


# --- rejects ----------------------------------------------------------------------------------


def reloaded(done: Cleaned) -> Sheet:
    lines = csv.reader(io.StringIO(rejects_csv(done).decode("utf-8-sig")))
    header, *rows = lines
    return Sheet("tolakan.csv", "", 1, tuple(header), list(enumerate(map(tuple, rows), 2)))


def test_rejects_can_be_corrected_and_loaded_again(lists: References) -> None:
    done = cleaned(lists, "judul|opd|kematangan", "=1+1|entah|-5", 'A "b"\nc|entah|85')
    again = reloaded(done)
    assert again.header == ("alasan_ditolak", "judul", "opd", "kematangan")
    assert "tidak ada di daftar" in again.rows[0][1][0]
    assert again.rows[0][1][1:] == ("'=1+1", "entah", "'-5")
    corrected = [(at, (why, title, "dinkes", "5")) for at, (why, title, *_) in again.rows]
    fixed = Sheet(again.file, "", 1, again.header, corrected)
    loaded = clean(fixed, match(again.header), REGISTER, lists, Y2023)
    assert [values["judul"] for _, values in loaded.rows] == ["=1+1", 'A "b" c']
    assert "alasan" not in str(loaded.findings)


def test_rejects_of_rejects_carry_the_new_reasons_only(lists: References) -> None:
    first = reloaded(cleaned(lists, "judul|opd", "A|entah"))
    second = reloaded(clean(first, match(first.header), REGISTER, lists, Y2023))
    assert second.header == first.header and len(second.rows[0][1]) == 3


# --- the account ------------------------------------------------------------------------------

CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["dinkes", "Dinas Kesehatan (x)", "Dinas Kesehtan", "Kesehatan, Sosial", "20-06-2023",
         "85,00", "999", "31-02-2023", "-", "2023", "Digital", "3672051005", "Gerem", "9" * 30,
         "2023-06-20T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]
    ),
)  # fmt: skip
CHOICES = st.sampled_from([Y2023, DATES, YearChoice(), YearChoice(column="judul")])


@pytest.mark.parametrize("dataset", ["inovasi", "posyantek"])
@given(data=st.data())
def test_every_row_is_accounted_for(
    city: Answers, lists: References, dataset: str, data: st.DataObject
) -> None:
    """No exception escapes, and accepted + rejected + skipped rows are all rows of the file."""
    names = [column.name for column in CONTRACTS[dataset].columns]
    headers = st.sampled_from([*names, "Pemda", "kecamatan", "nik", "", "lain"])
    header = tuple(data.draw(st.lists(headers, max_size=8)))
    rows = data.draw(st.lists(st.lists(CELLS, max_size=len(header) + 1).map(tuple), max_size=8))
    columns = data.draw(st.tuples(*(st.sampled_from([None, *names]) for _ in header)))
    skipped = (Skipped(1, "judul", "judul"),)
    found = Sheet("x.csv", "", 2, header, list(enumerate(rows, 3)), skipped)
    done = clean(
        found, Match(dataset, columns, False), CONTRACTS[dataset], lists, data.draw(CHOICES)
    )
    taken = {at for at, _ in done.rows}
    turned_down = {r.row for r in done.rejected}
    left_out = {s.row for s in done.sheet.skipped} - {1}
    assert len(done.rows) + len(done.rejected) + len(done.sheet.skipped) == len(rows) + 1
    assert taken | turned_down | left_out == set(range(3, 3 + len(rows)))
    assert all(r.reasons and set(rows[r.row - 3]) <= {*r.cells, ""} for r in done.rejected)
    for _, values_of_row in done.rows:
        assert list(values_of_row) == names
        assert all(
            values_of_row[c.name] is not None for c in CONTRACTS[dataset].columns if c.required
        )
    keys = [tuple(v[name] for name in CONTRACTS[dataset].key) for _, v in done.rows]
    assert len(keys) == len(set(keys))
    assert len(reloaded(done).rows) == len(done.rejected)
    assert {f.file for f in review(done, city.store)} <= {"x.csv"}


def test_accepted_rows_are_accepted_by_the_store(city_copy: Path) -> None:
    """What cleaning lets through, written as the year's CSV, is refused by no check."""
    lists = references(Publisher(city_copy, city_copy.parent / "gudang").current())
    done = cleaned(
        lists, "judul|opd|jenis|urusan|inisiator|tanggal_penerapan|kematangan|tanggal_input",
        "A|Dinas Kesehatan (x)|digital|Kesehatan, Sosial|OPD|20 Juni 2023|85,5|45097",
        "<b>B</b>|Dindik|-|entah|entah|-|1.234|2023-06-20T17:00:00Z", "C|entah||||||",
    )  # fmt: skip
    with (city_copy / "inovasi_2023.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(done.rows[0][1])
        writer.writerows([values.shown(v) for v in row.values()] for _, row in done.rows)
    store = Publisher(city_copy, city_copy.parent / "gudang").current()
    assert not [str(f) for f in store.findings if f.grade == REFUSES]
    names = [column.name for column in REGISTER.columns]
    read_back = store.rows(f"select {', '.join(names)} from inovasi where tahun = 2023 order by id")
    assert read_back == [tuple(row.values()) for _, row in done.rows]


def test_accepted_rows_are_a_sequence() -> None:
    rows = account.Accepted([2, 3], {"a": [1, 2], "b": ["x", "y"]})
    assert list(rows) == [(2, {"a": 1, "b": "x"}), (3, {"a": 2, "b": "y"})]
    assert rows[-1] == (3, {"a": 2, "b": "y"}) and list(rows[1:]) == [rows[1]]
    assert len(rows) == 2 and list(rows.column("a")) == [1, 2]

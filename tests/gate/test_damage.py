"""Cells that came to harm: errors of formulas, garbled letters, swallowed and shifted rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasbor.gate.cleaning import SETTLED, YearChoice, clean, damage
from dasbor.gate.cleaning.structure import leave_out
from dasbor.gate.matching import known_words, match
from dasbor.gate.model import UNVALUED, Cleaned, Settled
from dasbor.gate.references import References, references
from dasbor.questions.answers import Answers
from tests.gate.test_reading import read
from tests.world import CONTRACTS

REGISTER = CONTRACTS["inovasi"]


@pytest.fixture(scope="module")
def lists(city: Answers) -> References:
    return references(city.store)


def done(
    lists: References, text: str | bytes, settled: Settled = SETTLED, year: int = 2023
) -> Cleaned:
    content = text.encode() if isinstance(text, str) else text
    [sheet] = read("berkas.csv", content, known_words(CONTRACTS))
    best = next(m for m in match(sheet, CONTRACTS) if m.dataset == "inovasi")
    return clean(sheet, best, REGISTER, lists, YearChoice(year), settled)


def rules(cleaned: Cleaned) -> set[str]:
    return {finding.rule for finding in cleaned.findings}


ERRORS = ["#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "#####", "Err:502"]


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("name", ["judul", "opd", "kematangan", "jenis", "tanggal_input", "urusan"])
def test_an_error_is_no_value_in_any_column(lists: References, error: str, name: str) -> None:
    cells = {"judul": "A", "opd": "dinkes", "kematangan": "", "jenis": "", "tanggal_input": "",
             "urusan": ""} | {name: error}  # fmt: skip
    cleaned = done(lists, f"{','.join(cells)}\n{','.join(cells.values())}\n")
    assert "galat_rumus" in rules(cleaned)
    assert len(cleaned.rejected) == (name in ("judul", "opd"))
    assert all(row[name] is None for _, row in cleaned.rows)


@pytest.mark.parametrize("word", ["#SIAPCILEGON", "# 1", "Error 404", "E", "#1 Layanan!"])
def test_a_word_that_looks_like_an_error_is_a_title(lists: References, word: str) -> None:
    assert done(lists, f"judul,opd\n{word},dinkes\n").rows[0][1]["judul"] == word


def test_a_formula_without_a_value_says_so(lists: References) -> None:
    cleaned = done(lists, f"judul,opd,kematangan\nA,dinkes,{UNVALUED}\n{UNVALUED},dinkes,1\n")
    assert len(cleaned.rows) == 1 and "simpan ulang" in cleaned.rejected[0].reasons[0]
    assert "rumus_tanpa_nilai" in rules(cleaned)


LETTERS = st.text(st.sampled_from("éèüñ–—“”‘’…•™©àçÉ°½ "), min_size=1, max_size=6)


@given(LETTERS)
def test_letters_read_in_the_wrong_encoding_are_restored(text: str) -> None:
    garbled = "".join(
        bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b)
        for b in text.encode()
    )
    assert damage.repaired(f"A{garbled}B") == f"A{text}B"
    assert damage.repaired(f"A{text}B") == f"A{text}B"


def test_a_restored_title_is_a_change_and_a_warning(lists: References) -> None:
    cleaned = done(lists, "judul,opd\nLayanan â€œCepatâ€\x9d,dinkes\nRu\ufffdak,dinkes\n")
    assert [row["judul"] for _, row in cleaned.rows] == ["Layanan “Cepat”", "Ru\ufffdak"]
    assert [c.reason for c in cleaned.changes if c.column == "judul"] == [damage.REPAIRED]
    assert [f.row for f in cleaned.findings if f.rule == "huruf_rusak"] == [2, 3]


def test_two_encodings_in_one_file(lists: References) -> None:
    text = "judul,opd\n“A”,dinkes\n".encode() + "“B” – é,dinkes\nC,dinkes\n".encode("cp1252")
    cleaned = done(lists, text)
    assert [row["judul"] for _, row in cleaned.rows] == ["“A”", "“B” – é", "C"]
    assert "1 baris (baris 3)" in next(
        f.message for f in cleaned.findings if f.rule == "dua_penyandian"
    )


LISTS = [
    "1. A\n2. B\n3. C",
    "1) Satu 2) Dua 3) Tiga",
    "1.A; 2.B",
    "- A\n- B",
    "a. A\nb. B",
    "• A\n• B",
]
ONE = ["1. A", "Posyandu 5.0", "Layanan 1.2", "Tahap 1\nlayanan", "A - B\nC", "1. Rumah 2 Lantai"]


@pytest.mark.parametrize(
    ("text", "warned"), [*((t, True) for t in LISTS), *((t, False) for t in ONE)]
)
def test_several_innovations_in_one_cell(lists: References, text: str, warned: bool) -> None:
    cleaned = done(lists, f'judul,opd\n"{text}",dinkes\n')
    assert len(cleaned.rows) == 1
    assert ("banyak_dalam_satu_sel" in rules(cleaned)) == (text in LISTS)


def test_a_stray_quote_that_swallowed_a_row(lists: References) -> None:
    text = 'judul,opd,tahapan\n"A,dinkes,Uji Coba\nB layar 16",dinkes,Penerapan\nC,dinkes,\n'
    cleaned = done(lists, text)
    assert [row["judul"] for _, row in cleaned.rows] == ["C"]
    assert "baris lain" in cleaned.rejected[0].reasons[0]
    assert len(done(lists, 'judul,opd\n"A\nsatu baris lagi",dinkes\n').rows) == 1


@pytest.mark.parametrize("column", ["tahun", "jenis", "kematangan"])
def test_a_separator_without_quotes_shifts_the_row(lists: References, column: str) -> None:
    usual = {"tahun": "2023", "jenis": "Digital", "kematangan": "8"}[column]
    text = f"opd,judul,{column},catatan\ndinkes,A,{usual},\ndinkes,B, tahap lanjut,{usual}\n"
    cleaned = done(lists, text)
    assert len(cleaned.rows) == len(cleaned.rejected) == 1


NOTHING = [
    "Tidak ada",
    "tidak ada inovasi",
    "Belum ada inovasi",
    "NIHIL",
    "idem",
    "s.d.a",
    "0",
    "-",
]


@pytest.mark.parametrize("word", NOTHING)
def test_a_sign_for_nothing_is_no_innovation(lists: References, word: str) -> None:
    cleaned = done(lists, f"judul,opd\nA,dinkes\n{word},dinsos\n")
    assert len(cleaned.rows) == 1 and not cleaned.rejected
    assert [(s.row, s.reason) for s in cleaned.sheet.skipped] == [(3, "tanda “tidak ada inovasi”")]
    assert "tanda_tidak_ada" in rules(cleaned)


@pytest.mark.parametrize("word", ["Tidak Ada Kata Terlambat", "Belum Telat", "Nihil Stunting", "X"])
def test_a_title_that_begins_like_nothing_counts(lists: References, word: str) -> None:
    assert len(done(lists, f"judul,opd\n{word},dinkes\n").rows) == 1


def test_a_mark_of_excel_for_a_control_character_is_removed(lists: References) -> None:
    cleaned = done(lists, 'judul,opd\n"A_x000D_\nB",dinkes\n')
    assert cleaned.rows[0][1]["judul"] == "A B"
    assert any(c.before == "A_x000D_\nB" for c in cleaned.changes)


# --- whose rows they are, and which are left out ----------------------------------------------

GROUPED = (
    "No,Judul Inovasi,Jenis\nA.,Dinas Kesehatan,\n1,Satu,\n2,Dua,\nB.,DINAS SOSIAL,\n1,Tiga,\n"
)


def test_headings_of_groups_give_the_office(lists: References) -> None:
    cleaned = done(lists, GROUPED)
    assert [(n, row["opd"]) for n, row in cleaned.rows] == [
        (3, "dinkes"),
        (4, "dinkes"),
        (6, "dinsos"),
    ]
    assert {s.row: s.reason for s in cleaned.sheet.skipped} == {
        2: "judul kelompok",
        5: "judul kelompok",
    }
    assert [c.row for c in cleaned.changes if c.reason == "OPD menurut judul kelompok"] == [3, 4, 6]
    assert "opd_dari_berkas" in rules(cleaned)


@pytest.mark.parametrize("title", ["OPD: Dinas Kesehatan", "INOVASI DINAS KESEHATAN TAHUN 2023"])
def test_a_title_above_the_table_gives_the_office(lists: References, title: str) -> None:
    cleaned = done(lists, f"{title},,\nNo,Judul Inovasi,Jenis\n1,Satu,\n")
    assert [row["opd"] for _, row in cleaned.rows] == ["dinkes"]


def test_the_operators_office_wins_over_a_title_and_never_over_a_cell(lists: References) -> None:
    wish = Settled(opd="Dinas Sosial")
    text = "OPD: Dinas Kesehatan,\nNo,Judul Inovasi\n1,Satu\n"
    assert [row["opd"] for _, row in done(lists, text, wish).rows] == ["dinsos"]
    both = done(lists, "judul,opd\nA,\nB,dinkes\n", wish)
    assert [row["opd"] for _, row in both.rows] == ["dinsos", "dinkes"]


def test_rows_left_out_keep_the_account(lists: References) -> None:
    [sheet] = read("b.csv", b"judul,opd\nA,dinkes\nB,dinkes\n")
    less = leave_out(sheet, {3: "baris tersembunyi"})
    assert len(less.rows) == 1 and [s.row for s in less.skipped] == [3]

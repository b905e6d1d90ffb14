"""Numbers, dates and lists as Indonesian readers write them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasbor import format_id


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, None, "0"), (999, None, "999"), (1000, None, "1.000"), (1_234_567, None, "1.234.567"),
        (1234.5, None, "1.234,50"), (37.06, None, "37,06"), (48.3, 2, "48,30"), (2.0, None, "2"),
        (-12.25, 1, "−12,3"), (0.5, 0, "1"), (2.5, 0, "3"), (1.005, 2, "1,01"),
        (Decimal("1234.5"), 1, "1.234,5"), (10**15, None, "1.000.000.000.000.000"),
        (None, None, "–"), (float("nan"), None, "–"), (float("nan"), 2, "–"),
    ],
)  # fmt: skip
def test_numbers(value: Any, decimals: int | None, text: str) -> None:
    assert format_id.number(value, decimals) == text


@given(st.integers(-(10**15), 10**15))
def test_an_integer_can_be_read_back(value: int) -> None:
    assert int(format_id.number(value).replace(".", "").replace("−", "-")) == value


@given(st.floats(-1e12, 1e12))
def test_a_number_can_be_read_back(value: float) -> None:
    text = format_id.number(value, 2)
    back = float(text.replace(".", "").replace(",", ".").replace("−", "-"))
    assert abs(back - value) <= 0.0051


@pytest.mark.parametrize("value", [1e40, float("inf"), -float("inf")])
def test_absurd_numbers_are_no_traceback(value: float) -> None:
    assert format_id.number(value)


def test_a_rounded_zero_has_no_sign() -> None:
    assert format_id.number(-0.04, 1) == "0,0"


@pytest.mark.parametrize(
    ("value", "signed", "text"),
    [(136.7, True, "+136,7%"), (136.7, False, "136,7%"), (-25, True, "−25,0%"),
     (0, True, "0,0%"), (100, False, "100,0%"), (None, True, "–")],
)  # fmt: skip
def test_percentages(value: float | None, signed: bool, text: str) -> None:
    assert format_id.percent(value, signed=signed).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2023, 6, 20), "20 Juni 2023"), (datetime(2025, 12, 1, 8, 0), "1 Desember 2025"),
        ("2023-06-20", "20 Juni 2023"), ("2024", "2024"), ("", "–"), (None, "–"),
    ],
)  # fmt: skip
def test_days(value: Any, text: str) -> None:
    assert format_id.day(value) == text


@pytest.mark.parametrize("value", ["akhir 2024", "20-06-2023", "Juni  2023"])
def test_words_of_ten_letters_are_no_date(value: str) -> None:
    assert len(value) == len("2023-06-20")
    assert format_id.day(value) == value


def test_there_are_twelve_months() -> None:
    days = [format_id.day(date(2023, month, 1)) for month in range(1, 13)]
    assert len(set(days)) == 12 and days[7] == "1 Agustus 2023"


@pytest.mark.parametrize(
    ("values", "text"),
    [([2021, 2022, 2023], "2021–2023"), ([2023, 2021, 2022, 2021], "2021–2023"), ([], "–"),
     ([2021, 2022], "2021 dan 2022"), ([2024], "2024"),
     ([2020, 2021, 2023], "2020, 2021, dan 2023")],
)  # fmt: skip
def test_years(values: list[int], text: str) -> None:
    assert format_id.years(values) == text


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b, dan c")],
)  # fmt: skip
def test_listings(words: list[str], text: str) -> None:
    assert format_id.listing(words) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (2024, "tahun", "2024"), (2024, "", "2.024"), (12.5, "%", "12,5%"), (True, "", "ya"),
        (False, "", "tidak"), (date(2023, 6, 20), "", "20 Juni 2023"), (None, "%", "–"),
        ("", "", "–"),
        (["a", 1000], "", "a, 1.000"), ("teks", "inovasi", "teks"), (0, "inovasi", "0"),
    ],
)  # fmt: skip
def test_cells(value: Any, unit: str, text: str) -> None:
    assert format_id.cell(value, unit).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (999, "999"), (1000, "1 rb"), (12_345, "12,3 rb"), (987_654_321, "988 jt"),
     (-2_500_000_000, "−2,5 M"), (10**12, "1 T")],
)  # fmt: skip
def test_few_letters_for_large_numbers(value: int, text: str) -> None:
    assert format_id.compact(value) == text


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("50000000", 50_000_000),
        ("Rp 50.000.000", 50_000_000),
        ("Rp50 juta", 50_000_000),
        ("7,5 jt", 7_500_000),
        (" 1.250 ribu ", 1_250_000),
        ("1 miliar", 1_000_000_000),
        ("1", 1),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, amount: int) -> None:
    assert format_id.rupiah(typed) == amount


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("-5", "negatif"),
        ("−5 juta", "negatif"),
        ("0", "antara Rp1"),
        ("9" * 60, "antara Rp1"),
        ("2.000 miliar", "antara Rp1"),
        ("50,000", "tidak terbaca"),
        ("50,5", "tidak terbaca"),
        ("5.00", "tidak terbaca"),
        ("lima puluh", "tidak terbaca"),
        ("1e6", "tidak terbaca"),
        ("٥", "tidak terbaca"),
        ("Rp", "tidak terbaca"),
    ],
)
def test_what_is_no_amount_is_answered(typed: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        format_id.rupiah(typed)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Skor Indeks Inovasi Daerah", "skor Indeks Inovasi Daerah"),
        ("Skor IID", "skor IID"),
        ("Peserta Award: TTG", "peserta Award: TTG"),
        ("Inovasi yang terdata", "inovasi yang terdata"),
        ("OPD penerima penghargaan", "OPD penerima penghargaan"),
        ("Satu OPD Satu Inovasi", "Satu OPD Satu Inovasi"),
        ("Dinas Kesehatan punya 8", "Dinas Kesehatan punya 8"),
        ("Lima OPD teratas", "lima OPD teratas"),
        ("", ""),
    ],
)
def test_labels_inside_a_sentence_keep_the_capitals_of_names(label: str, text: str) -> None:
    assert format_id.lowered(label) == text


def test_in_a_title_nothing_is_torn_apart() -> None:
    written = format_id.title("6 angka dari ke-3; 79 (2021), pada 2022 dan 33,2% lagi")
    assert written == "6\u00a0angka dari ke\u20113; 79\u00a0(2021), pada 2022 dan 33,2%\u00a0lagi"

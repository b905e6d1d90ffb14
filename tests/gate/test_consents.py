"""What may well be a mistake is published only when the operator agrees to it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dasbor.__main__ import main
from dasbor.city import now
from dasbor.data.inspection import NOTES, REFUSES, WARNS, Finding
from dasbor.data.versions import Publisher
from dasbor.gate import consents, contradictions, order
from dasbor.gate.cleaning import YearChoice
from dasbor.gate.model import Cleaned, Match, Sheet, Skipped
from tests.world import each_of

HEADER = ("judul", "opd", "tahun", "tanggal_input")
TODAY = date(2026, 6, 1)


def cleaned(
    *rows: tuple[str, str], year: int, file: str = "a.csv", name: str = "", above: str = ""
):
    """Rows of (what the column of years says, day of entry)."""
    cells = [(f"Judul {at}", "dinkes", said, day) for at, (said, day) in enumerate(rows)]
    skipped = (Skipped(1, above, "judul"),) if above else ()
    sheet = Sheet(file, name, 2, HEADER, list(enumerate(cells, 3)), skipped)
    values = [
        (row, {"judul": c[0], "tahun": year, "tanggal_input": date.fromisoformat(c[3])})
        for row, c in enumerate(cells, 3)
    ]
    return Cleaned(sheet, Match("inovasi", HEADER, True), values)


OF_2022 = ("2022", "2022-03-01")


@each_of(
    {
        "kolom tahun": (cleaned(OF_2022, OF_2022, year=2024), "2 dari 2 baris"),
        "nama berkas": (cleaned(OF_2022, year=2024, file="register_2022.csv"), "nama berkas"),
        "nama lembar": (cleaned(OF_2022, year=2024, name="TA 2022"), "nama lembar"),
        "judul": (cleaned(OF_2022, year=2024, above="REGISTER TAHUN 2022"), "judul di atas"),
        "tanggal": (cleaned(("", "2025-01-02"), ("", "2025-03-04"), year=2024), "tanggal input"),
    }
)
def test_a_file_that_speaks_of_another_year_is_contradicted(case: tuple[Cleaned, str]) -> None:
    made, words = case
    found = list(contradictions.of_years(made, YearChoice(2024), TODAY))
    assert {f.rule for f in found} == {consents.OTHER_YEAR}
    assert any(words in f.message for f in found)


def test_a_file_that_speaks_of_the_same_year_is_not() -> None:
    made = cleaned(
        ("2024", "2024-01-02"), ("", "2023-05-06"), ("Tahun 2024", "2025-01-01"),
        year=2024, file="register_2022_2024.csv", name="TA 2024", above="s.d. 31-12-2024",
    )  # fmt: skip
    assert list(contradictions.of_years(made, YearChoice(2024), TODAY)) == []


def test_a_year_to_come_is_asked() -> None:
    for year in (2027, 2042):
        made = cleaned(("", "2026-01-02"), year=year)
        found = list(contradictions.of_years(made, YearChoice(year), TODAY))
        assert [f.rule for f in found] == [consents.YEAR_TO_COME]


# --- the whole way ----------------------------------------------------------------------------


@pytest.fixture
def shell(
    gate_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Publish rows (title, office) with some options: what is said when it is refused, else ''."""

    def run(rows: int, *options: str, year: int = 2023) -> str:
        path = tmp_path / "register.csv"
        lines = [f"Judul {at},Dinkes" for at in range(rows)]
        path.write_text("\n".join(["Judul Inovasi,SKPD", *lines]), "utf-8")
        words = ["terbitkan", str(path), "--tahun", str(year), "--alasan", "uji", "--oleh", "ani"]
        capsys.readouterr()
        refused = main([*words, *options])
        return capsys.readouterr().err if refused else ""

    return run


def test_a_register_that_loses_half_needs_its_own_consent(shell: Callable[..., str]) -> None:
    said = shell(124, "--ganti")
    assert "menyusut dari 249 menjadi 124 baris" in said and "--boleh-susut" in said
    assert shell(124, "--ganti", "--boleh-susut") == ""
    assert shell(63, "--ganti") == "", "63 of 124 is more than half"
    said = shell(1)
    assert "62 baris yang berlaku tidak ada di berkas ini" in said and "--tambah" in said
    assert shell(1, "--tambah") == "", "what is added takes nothing away"


def test_a_year_to_come_stops_the_shell(shell: Callable[..., str]) -> None:
    year = now().year + 1
    assert "--tetap-tahun" in shell(3, year=year)
    assert shell(3, "--tetap-tahun", year=year) == ""


def test_a_column_told_by_likeness_alone_stops_the_shell(
    gate_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "register.csv"
    path.write_text("Judul Inovasi,Dibuat Oleh\nA,Dinkes\nB,Dinas Sosial\n", "utf-8")
    words = ["periksa", str(path), "--tahun", "2024"]
    assert main(words) == 1 and "--kolom-benar" in capsys.readouterr().err
    assert main([*words, "--kolom-benar"]) == 0
    assert main([*words, "--petakan", "Dibuat Oleh=opd"]) == 0
    assert "kemiripan" not in capsys.readouterr().out.split("Cara:")[-1]


def test_yearless_sets_are_added_to_unless_replacing_is_asked_for(
    city_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One new row of targets replaced four."""
    path = tmp_path / "target.csv"
    path.write_text(
        "ukuran,tahun,lingkup,nilai,sumber,kepastian\nskor_iid,2031,kota,60,register-bappeda,A\n",
        "utf-8",
    )
    publisher = Publisher(city_copy, tmp_path / "lain")
    [(before,)] = publisher.fresh().rows("select count(*) from target")
    words = ["terbitkan", str(path), "--alasan", "uji", "--oleh", "ani"]
    assert main(words) == 0
    assert publisher.fresh().rows("select count(*) from target") == [(before + 1,)]
    assert main([*words, "--ganti"]) == 1
    assert "menyusut" in capsys.readouterr().err


# --- order ------------------------------------------------------------------------------------


def finding(grade: str, rule: str, row: int | None = None, **more: str) -> Finding:
    return Finding(grade, "a.csv", more.pop("message", rule), "obat", row, rule=rule, **more)


def test_findings_come_in_the_order_of_their_consequence() -> None:
    found = [
        finding(NOTES, "kosong"),
        finding(WARNS, "tanggal_janggal", 7),
        finding(WARNS, "cocok_angka_terbit"),
        finding(REFUSES, "rujukan", 5),
        finding(WARNS, consents.SHRINKS),
        finding(WARNS, consents.LIKELY_COLUMN, 1),
        finding(REFUSES, "baris_ditolak"),
        finding(REFUSES, "pemda"),
    ]
    expected = [
        "pemda",
        "baris_ditolak",
        "menyusut",
        "kolom_mirip",
        "cocok_angka_terbit",
        "rujukan",
        "tanggal_janggal",
    ]
    assert [f.rule for f in order.by_consequence(found)] == [*expected, "kosong"]


def test_findings_alike_are_told_once_with_their_rows_and_values() -> None:
    found = [finding(REFUSES, "rujukan", row, value=v) for row, v in enumerate("AABBBC", 3)]
    found.append(Finding(REFUSES, "a.csv", "masih ada", "obat", rule="rujukan", further=94))
    [group] = order.grouped(found)
    assert group.count == 100 and group.places == "baris 3, 4, 5 … (100 baris)"
    assert group.said == "“B” (3), “A” (2), “C” (1)"


def test_of_messages_alike_only_what_all_of_them_say_is_told() -> None:
    found = [
        finding(REFUSES, "rujukan", row, message=f"tidak dikenal. Maksud Anda {name}?")
        for row, name in enumerate(("Dinas A", "Dinas B"), 2)
    ]
    found.append(finding(REFUSES, "rujukan", 4, message="tidak dikenal."))
    [group] = order.grouped(found)
    assert group.message == "tidak dikenal."

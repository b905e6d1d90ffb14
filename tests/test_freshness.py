"""How old the last figures are, and what is owed: told against the day it is in the city."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dasbor import city, narrative
from dasbor.app.kelola.waiting import owed as rows_owed
from dasbor.data.versions import Publisher
from dasbor.documents import content
from dasbor.documents.blocks import Light, Sentences, Table
from dasbor.documents.view import View
from dasbor.questions.answers import Answers
from dasbor.questions.filters import from_link, options
from tests.world import CONTRACTS, Stage

YEARS = (2026, 2027, 2030)
GIVEN = {
    "ukuran": """
        ukuran,          label,                satuan,     penerbit_tahunan
        inovasi_terdata, Inovasi yang terdata, inovasi,    Bappeda
        skor_iid,        Skor IID,             skor 0–100, Kemendagri
    """,
    "sumber": """
        sumber, judul, penerbit,   tanggal
        x,      X,     Penerbit X, 2025-12-22
    """,
    "angka_publikasi": """
        id, tahun, ukuran,          nilai, dipakai, sumber, kepastian, per_tanggal, cakupan_waktu
        a,  2022,  inovasi_terdata, 187,   ya,      x,      A,         ,            tidak dinyatakan
        b,  2023,  inovasi_terdata, 249,   ya,      x,      A,         2023-06-20,  tahun berjalan
        c,  2025,  skor_iid,        48.3,  ya,      x,      B,         ,            setahun penuh
    """,
}
# Every question with a year in each row, and the dataset that every year owes.
YEARLY = ("berapa_inovasi_per_tahun", "berapa_baru_dan_lanjutan", "berapa_skor_iid_per_tahun")
YEARLY += ("berapa_jarak_ke_predikat_berikutnya", "penghargaan_apa_saja")


def on(monkeypatch: pytest.MonkeyPatch, year: int, month: int = 11) -> None:
    moment = datetime(year, month, 30, 3, tzinfo=UTC).timestamp()
    monkeypatch.setattr(city.time, "time", lambda: moment)


@pytest.mark.parametrize("year", YEARS)
def test_axes_run_to_the_current_year_and_no_past_one_is_running(
    year: int, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, year)
    awards = "id, tahun, nama, jenis\nx, 2024, X, kompetisi"
    with stage.world(GIVEN | {"penghargaan": awards}, year) as asked:
        for name in YEARLY:
            result = asked.ask(name, tingkat="semua")
            found = result.values("tahun")
            assert max(found) == year and set(found) == set(range(min(found), year + 1)), name
            assert "berjalan" not in " ".join(map(str, result.rows)), name
        totals = asked.ask("berapa_inovasi_per_tahun")
        words = [narrative.growth(totals), narrative.headline(totals), narrative.span(totals)]
        assert not any("berjalan" in str(word) for word in words)
        assert "20 Juni" in str(words[0]) and "%" not in str(words[0])


@pytest.mark.parametrize(("year", "age"), [(2026, "3 tahun 5"), (2027, "4 tahun 5"), (2030, "7 ")])
def test_the_last_figures_are_told_with_their_age_and_what_is_owed(
    year: int, age: str, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, year)
    with stage.world(GIVEN, year) as asked:
        owed = asked.ask("angka_mana_yang_belum_terbit")
    told = str(narrative.freshness(owed))
    assert told.startswith(f"Angka terakhir: inovasi yang terdata Juni 2023 ({age}")
    assert "skor IID 2025 (terbit Desember 2025," in told
    assert str(narrative.freshness(owed, "skor_iid")).startswith("Angka terakhir: skor IID")
    [until] = [row["belum"] for row in owed.records() if row["kode"] == "inovasi_terdata"]
    assert until == f"2024–{year}"
    assert f"inovasi yang terdata {until} (oleh Bappeda)" in str(narrative.owed(owed))


def test_a_figure_that_never_appeared_is_owed_by_its_publisher(stage: Stage) -> None:
    ledger = GIVEN["angka_publikasi"].replace("skor_iid,        48.3", "inovasi_terdata, 48")
    with stage.world(GIVEN | {"angka_publikasi": ledger}, 2026) as asked:
        owed = asked.ask("angka_mana_yang_belum_terbit")
        choices = options(asked)
        view = View(asked, from_link({}, choices), choices)
        blocks = content.section(content.FRONT, view).blocks
    assert "skor IID (oleh Kemendagri)" in str(narrative.owed(owed))
    assert "skor" not in str(narrative.freshness(owed))
    charts = [chart for block in blocks if isinstance(block, Light) for chart in block.charts]
    told = [
        one.text for block in blocks if isinstance(block, Sentences) for one in block.items if one
    ]
    assert not charts and "Belum ada skor IID terbit; yang menerbitkan: Kemendagri" in told


def test_the_reminder_says_what_is_owed_since_when_by_whom_and_where_it_goes(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, 2026)
    given = {
        "inovasi": "tahun, id, judul, asal\n2022, a, A, publikasi\n2024, b, B, publikasi"
        "\n2025, c, C, contoh",
        "menunggu_sumber": """
            berkas,     dataset, baris, tahun, isi,        kurang
            target.csv, target,  3,     2026,  Nilai: 300, kepastian
        """,
    }
    with stage.world(GIVEN | given, 2026) as asked:
        choices = options(asked)
        rows = {row[0]: row[1:] for row in rows_owed(View(asked, from_link({}, choices), choices))}
    assert rows["Inovasi yang terdata"] == [
        "2024–2026", "2023 (20 Juni 2023)", "Bappeda", "Buku angka terbit",
    ]  # fmt: skip
    assert rows["Skor IID"][:2] == ["2026", "2025 (terbit 22 Desember 2025)"]
    what, last, _, where = rows[CONTRACTS["inovasi"].title]
    assert (what, last, where) == ("2023 dan 2025", "2024", "unggahan inovasi_2025.csv")
    [late] = [row for what, *row in rows.items() if "Nilai: 300" in what]
    assert late[0][0] == "kepastian" and late[0][-1] == "target.csv, baris 3"


def test_an_age_counts_whole_months() -> None:
    today = date(2026, 11, 30)
    ages = {
        date(2023, 6, 20): "3 tahun 5 bulan lalu",
        date(2025, 11, 30): "1 tahun lalu",
        date(2025, 12, 1): "11 bulan lalu",
        date(2026, 11, 1): "kurang dari sebulan lalu",
        date(2026, 12, 9): "kurang dari sebulan lalu",
    }
    assert {then: narrative.age(then, today) for then in ages} == ages


def test_pages_say_it_first_where_figures_are_accounted_for(city: Answers) -> None:
    choices = options(city)
    view = View(city, from_link({}, choices), choices, {})
    tables = [b for b in content.section("sumber_mutu", view).blocks if isinstance(b, Table)]
    assert tables[0].heading == "Belum terbit"
    for page in ("ringkasan", "sumber_mutu"):
        told = [str(sentence) for sentence in content.section(page, view).sentences]
        assert any(text.startswith("Angka terakhir: ") for text in told), page


def test_a_new_year_makes_a_new_store(unbuilt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publisher = Publisher(unbuilt, unbuilt.parent / "gudang")
    for year in (2026, 2027):
        on(monkeypatch, year, month=1)
        assert (
            Answers(publisher.fresh()).ask("berapa_inovasi_per_tahun").values("tahun")[-1] == year
        )

"""How each number stands, worked out from the rows of its year, the ledger and the head."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dasbor.charts import catalogue, svg
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from dasbor.questions.query import registry
from dasbor.questions.result import Result
from dasbor.questions.standing import KINDS, read_rule
from tests.world import answer, origin, world

LEDGER = """
id, tahun, ukuran,           nilai, sumber, per_tanggal, kepastian, dipakai
a,  2021,  inovasi_terdata,  2,     s,      2021-12-31,  A,         ya
b,  2022,  inovasi_terdata,  3,     s,      2022-12-31,  A,         ya
c,  2023,  inovasi_terdata,  9,     s,      2023-12-31,  A,         ya
d,  2025,  skor_iid,         40.5,  s,      2025-12-31,  B,         ya
"""
MEASURES = """
ukuran,          label,                 satuan
inovasi_terdata, Inovasi yang terdata,  inovasi
skor_iid,        Skor,                  skor
"""
OFFICES = """
kode, nama,   singkatan, jenis_unit
a,    Alfa,   Alfa,      perangkat daerah
b,    Beta,   Beta,      perangkat daerah
"""


def register(year: int, count: int, origin: str) -> str:
    return "".join(f"{year}-{n},{year},Judul {n},{'ab'[n % 2]},{origin}\n" for n in range(count))


def city(*registers: tuple[int, int, str]) -> Answers:
    """Counted registers: (year, rows, origin of the rows)."""
    rows = "".join(register(*one) for one in registers)
    return world(
        {
            "angka_publikasi": LEDGER,
            "ukuran": MEASURES,
            "sumber": "sumber,judul,penerbit,tanggal\ns,Berita,Koran,2024-01-01",
            "opd": OFFICES,
            "inovasi": f"id,tahun,judul,opd,asal\n{rows}",
        }
    )


def stands(result: Result, column: str) -> dict[Any, str]:
    """Year -> the standing of its value."""
    return dict(zip(result.values("tahun"), map(str, result.standings[column]), strict=True))


COUNTS = re.compile(r"count\((?:[^()]|\([^()]*\))*\)(?:\s*\w+\s*\([^()]*\))*\s+as\s+(\w+)")
SAMPLE, REAL = "contoh", "publikasi"
TOTALS = "berapa_inovasi_per_tahun"


@pytest.mark.parametrize(
    ("registers", "filters", "expected"),
    [
        # samples: the total is the published one, of its parts nothing is known
        ([(2021, 2, SAMPLE), (2022, 3, SAMPLE)], {}, {2021: "terbit", 2022: "terbit"}),
        ([(2021, 5, SAMPLE)], {}, {2021: "terbit"}),
        ([(2021, 2, SAMPLE), (2022, 3, SAMPLE)], {"opd": ["Alfa"]}, {2022: "belum terbit"}),
        # real rows: published where equal to the ledger, counted where not, or within a filter
        ([(2021, 2, REAL), (2022, 4, REAL)], {}, {2021: "terbit", 2022: "dihitung"}),
        ([(2021, 2, REAL)], {"opd": ["Beta"]}, {2021: "dihitung"}),
        # one year real, one a sample: each stands by its own rows
        ([(2021, 2, REAL), (2022, 3, SAMPLE)], {"opd": ["Alfa"]},
         {2021: "dihitung", 2022: "belum terbit"}),
    ],
)  # fmt: skip
def test_a_total_stands_by_the_rows_of_its_own_year(
    registers: list[tuple[int, int, str]], filters: dict[str, Any], expected: dict[int, str]
) -> None:
    found = stands(city(*registers).ask(TOTALS, **filters), "jumlah")
    assert {year: found[year] for year in expected} == expected


def test_a_year_without_figure_is_not_there_yet() -> None:
    asked = city((2021, 2, SAMPLE), (2025, 1, REAL))
    assert stands(asked.ask(TOTALS), "jumlah")[2024] == "belum terbit"


def test_what_is_worked_out_is_as_weak_as_its_weakest_part() -> None:
    whole = city((2021, 2, SAMPLE), (2022, 3, SAMPLE))
    found = stands(whole.ask(TOTALS), "naik")
    assert (found[2021], found[2022]) == ("belum terbit", "dihitung")
    assert stands(whole.ask(TOTALS, opd=["Alfa"]), "naik")[2022] == "belum terbit"
    assert whole.demonstration
    shown = whole.demonstration.ask(TOTALS, opd=["Alfa"])
    assert stands(shown, "jumlah")[2022] == stands(shown, "naik")[2022] == "contoh"


def test_a_sample_has_no_source_and_a_published_figure_keeps_its_own() -> None:
    asked = city((2021, 2, SAMPLE), (2022, 3, SAMPLE))
    published = provenance.of(asked.ask(TOTALS)).line
    assert "Koran" in published and "ontoh" not in published
    assert asked.demonstration
    ranking = provenance.of(asked.demonstration.ask("berapa_inovasi_per_opd")).line
    assert "tidak bersumber" in ranking
    assert "Koran" not in ranking and "Kepastian" not in ranking


def test_a_passport_names_each_source_with_its_years_and_no_year_borrows_another() -> None:
    asked = city((2021, 2, REAL), (2023, 4, REAL))  # of 2023 the ledger says 9
    line = provenance.of(asked.ask(TOTALS)).line
    assert "Kepastian: dua sumber/resmi" in line
    alone = provenance.of(asked.ask(TOTALS, tahun_dari=2023, tahun_sampai=2023)).line
    assert "Koran" not in alone and "Kepastian" not in alone
    assert "Koran" in provenance.of(asked.ask(TOTALS), year=2021).line
    assert "Koran" not in provenance.of(asked.ask(TOTALS), year=2023).line


def test_what_goes_on_through_a_year_without_rows_is_still_a_sample() -> None:
    """A streak of samples is said of the years after them too."""
    asked = city((2021, 2, SAMPLE), (2022, 3, SAMPLE)).demonstration
    assert asked
    result = asked.ask("opd_mana_memenuhi_target", tampil="semua", opd=["Alfa"])
    assert set(map(str, result.standings["beruntun"])) <= {"contoh", "belum terbit"}
    assert result.sample


def test_figures_of_the_ledger_are_published() -> None:
    result = city((2021, 2, SAMPLE)).ask("berapa_skor_iid_per_tahun")
    assert stands(result, "skor")[2025] == "terbit" and not result.sample


@pytest.mark.parametrize("name", [n for n, query in registry().items() if not query.data])
def test_what_is_counted_here_is_no_published_figure(name: str) -> None:
    query = registry()[name]
    counted = set(COUNTS.findall(query.sql)) | {c.name for c in query.columns if c.unit == "baris"}
    for column in counted.intersection(query.numbers):
        rule = query.standings.get(column)
        assert rule and (rule.inputs or rule.kind in ("dihitung", "perkiraan")), column


def test_offices_that_sources_name_are_counted_unless_the_ledger_counts_them(
    request: pytest.FixtureRequest,
) -> None:
    asked = request.getfixturevalue("city")
    named = asked.ask("berapa_opd_disebut_sumber")
    told = zip(named.records(), named.standings["jumlah"], strict=True)
    stand = {(row["fakta"], row["tahun"]): (row["jumlah"], str(s)) for row, s in told}
    assert stand["OPD penerima penghargaan", 2021] == (10, "terbit")
    assert stand["Inovasi yang sudah berjalan", 2020] == (6, "dihitung")  # 17 innovations
    chosen = asked.ask("berapa_opd_disebut_sumber", tahun_dari=2021, tahun_sampai=2021)
    assert provenance.foot(chosen).startswith("Terbit")
    one = asked.ask("berapa_opd_disebut_sumber", opd=["kec-ciwandan"], tahun_dari=2021)
    assert set(map(str, one.standings["jumlah"])) == {"dihitung"}  # one of one chosen
    chart = catalogue.named(asked.ask("opd_mana_disebut_sumber"), named)
    assert chart.standing == "dihitung"
    assert svg.standing_words(chart) == "Angka terbit dan dihitung"
    assert provenance.foot(named).startswith("Terbit dan dihitung · ")
    ten = catalogue.named(asked.ask("opd_mana_disebut_sumber", tahun_dari=2021), chosen)
    assert svg.standing_words(ten) == "Angka terbit"


def test_a_figure_that_no_source_states_is_not_published() -> None:
    rows = "tahun, predikat, bawah, kepastian\n2025, Inovatif, 35.01, B\n2025, Kurang, 0.01, C"
    bounds = answer("apa_batas_predikat_iid_tiap_edisi", rows)
    assert bounds.standings["bawah"] == ("terbit", "dihitung")


def test_words_judged_from_a_register_stand_as_counted() -> None:
    asked = city((2021, 2, REAL))
    matrix = asked.ask("opd_mana_memenuhi_target", tampil="semua")
    assert catalogue.compliance(matrix).standing in ("dihitung", "belum terbit")
    rows = "tahun, singkatan, status, terakhir\n2021, Alfa, Ya, ya"
    judged = answer("opd_mana_memenuhi_target", rows)
    assert catalogue.compliance(judged).standing == "dihitung"
    told = answer("opd_mana_disebut_sumber", "tahun, singkatan, disebut\n2021, Alfa, Disebut")
    none = replace(asked.ask("berapa_opd_disebut_sumber"), rows=())
    assert catalogue.named(told, none).standing == "terbit"


def test_a_figure_of_the_ledger_lends_no_date_to_what_was_counted_beside_it() -> None:
    row = "tahun, ikut, semua, diketahui, ikut_persen\n2025, 15, 43, 43, 34.9"
    counted = origin(dataset="posyantek", year=2025, publisher="Kota", published=None, rows=43)
    counted = replace(counted, as_of=None, certainty="")
    of_43 = origin(dataset="angka_publikasi", year=2025, publisher="Koran", published=43.0, rows=0)
    of_43 = replace(of_43, as_of=date(2025, 2, 24), certainty="A")
    result = replace(answer("berapa_kelurahan_ikut_posyantek", row), origins=(counted, of_43))
    told = provenance.of(result)
    assert not told.certainty and "tidak dinyatakan" in told.as_of and told.source == "Sumber: Kota"


def test_what_a_simulation_starts_from_is_no_published_figure() -> None:
    start = "besaran, label, nilai, terkecil, terbesar, geser\nspd, SPD, 31.5, 0, 63, 0.5"
    result = world({"titik_mulai_iid": start}).ask("dari_mana_simulasi_indeks_mulai")
    assert result.standings["nilai"] == ("perkiraan",)


@pytest.mark.parametrize(
    "name", ["berapa_perkiraan_indeks", "bagaimana_indeks_bila_laporan_bertambah"]
)
def test_an_estimate_names_the_source_of_its_formula(name: str) -> None:
    formula = (
        "edisi, k, maks_spd, maks_kematangan, maks_jumlah, poin_per_inovasi, batas_inovasi,"
        " pelayanan_dasar_semua, pembagi, skala, sumber, kepastian\n"
        "2026, 12, 63, 111, 76, 0.38, 200, 6, 250, 100, p, C"
    )
    known = {"rumus_iid": formula, "sumber": "sumber, judul, penerbit\np, Pedoman, Penerbit P"}
    result = world(known).ask(name, inovasi=60, kematangan=50, spd=30, pelayanan_dasar=5)
    assert result and set(result.values("penerbit")) == {"Penerbit P"}
    line = provenance.of(result).line
    assert "Sumber: Penerbit P" in line and "Kepastian: hasil olahan" in line


def test_what_is_reported_to_the_index_stands_as_the_ledger_has_it() -> None:
    head = "id, tahun, ukuran, nilai, sumber, kepastian, dipakai"
    ledger = f"{head}\na, 2023, inovasi_terdaftar_iid, 73, s, B, ya"
    known = {
        "angka_publikasi": ledger,
        "ukuran": "ukuran, label\ninovasi_terdaftar_iid, Di aplikasi",
    }
    asked = "berapa_terdaftar_di_aplikasi_indeks"
    assert stands(world(known).ask(asked), "jumlah")[2023] == "terbit"
    rows = "tahun, id, asal\n2023, a, publikasi\n2023, b, publikasi"
    counted = world({**known, "inovasi_indeks": rows})
    assert stands(counted.ask(asked), "jumlah")[2023] == "dihitung"


@pytest.mark.parametrize(
    "text", ["", "ngawur", "perkiraan dari jumlah", "terbit dari jumlah", "dihitung dari a b"]
)
def test_a_strange_rule_in_a_head_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="tidak dikenal"):
        read_rule(text)


def test_every_rule_of_a_head_speaks_of_columns_that_are_there() -> None:
    for query in world({}).queries.values():
        names = {column.name for column in query.columns}
        for column, rule in query.standings.items():
            assert rule.kind in KINDS
            assert {column, *(name for name, _ in rule.inputs)} <= names, query.name

"""What sentences mean: for every rule a table from given rows to the sense, and laws over any rows.

``test_narrative`` holds the grammar and the guards; here each rule is held to the truth. A row of
a table is: the answer's rows, what the sentence says, what it must not say. ``None`` means that
nothing is said.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dasbor import narrative
from dasbor.questions.answers import Answers
from dasbor.questions.result import Result
from tests.world import Stage, answer

Rule = Callable[[Result], Any]
TOTALS = "tahun, jumlah, naik, naik_persen, ukuran, tahun_berjalan\n"
RANKING = "tahun, singkatan, jumlah\n"
PARTS = "tahun, rincian, jumlah\n"
STATES = "tahun, keadaan, jumlah, keterangan\n"
FIELDS = "tahun, urusan, kelompok, pelayanan_dasar, jumlah\n"
TAKES_PART = "tahun, ikut, semua, diketahui, ikut_persen\n"
MATRIX = "tahun, singkatan, target, status, beruntun, terpenuhi, terakhir, aturan_berlaku\n"


def check(sentence: Any, says: str | None, never: str = "") -> None:
    if says is None:
        assert sentence is None
        return
    text = re.sub(r"\s", " ", str(sentence))  # also the blank before "%" that does not break
    for part in says.split(" | "):
        assert part in text, f"{part!r} tidak ada pada: {text}"
    for part in filter(None, never.split(" | ")):
        assert part.casefold() not in text.casefold(), f"{part!r} ada pada: {text}"


def table(rule: Rule, query: str, head: str, rows: str, **filters: Any) -> Any:
    return rule(answer(query, head + rows, **filters))


# --- the yearly register ----------------------------------------------------------------------

RATES = {
    (20, 30): "Kenaikan makin cepat", (30, 20): "Kenaikan melambat", (20, 0): "Kenaikan berhenti",
    (-20, -30): "Penurunan makin cepat", (-30, -20): "Penurunan melambat",
    (-20, 0): "Penurunan berhenti", (20, -20): "Berbalik turun", (-20, 20): "Berbalik naik",
    (0, 20): "Mulai naik", (0, -20): "Mulai turun", (0, 0): None, (20, 20): None, (-20, -20): None,
}  # fmt: skip


@pytest.mark.parametrize(("rates", "says"), RATES.items(), ids=str)
def test_pace(rates: tuple[int, int], says: str | None) -> None:
    before, last = rates
    rows = f"2021, 100, , , a\n2022, 100, 0, {before}, a\n2023, 100, 0, {last}, a"
    check(table(narrative.pace, "berapa_inovasi_per_tahun", TOTALS, rows), says)


GROWTH = [
    ("2021, 80, , , a\n2022, 120, 40, 50, a", "naik dari 80 (2021) menjadi 120 | +50,0%", "turun"),
    ("2021, 120, , , a\n2022, 80, -40, -33.3, a", "turun dari 120 | −33,3%", "naik"),
    ("2021, 80, , , a\n2022, 80, 0, 0, a", "tetap 80", "naik | turun | %"),
    ("2021, 0, , , a\n2022, 3, 3, , a", "naik dari 0", "%"),
    ("2021, 0, , , a\n2022, 0, 0, , a", "Belum ada inovasi tercatat", "naik | turun"),
    ("2020, 59, , , a\n2021, 79, , , b", "79 inovasi tercatat pada 2021", "59 | naik | lebih"),
    ("2021, 59, , , a\n2022, , , , \n2023, 79, , , a", "79 inovasi", "59 | naik | lebih"),
    ("2022, 187, , , a\n2023, 249, , , a, ya",
     "249 inovasi | belum setahun penuh | sudah 62 lebih banyak daripada sepanjang 2022",
     "naik | %"),
    ("2022, 187, , , a\n2023, 141, , , a, ya",
     "141 inovasi | belum setahun penuh | belum dapat dibandingkan", "turun | % | lebih banyak"),
    ("2023, 249, , , a, ya\n2024, 221, , , a",
     "221 inovasi tercatat pada 2024 | belum setahun penuh | belum dapat dibandingkan",
     "turun | %"),
    ("2023, 60, , , a, ya\n2024, 141, , , a", "belum dapat dibandingkan", "naik | % | lebih"),
    ("2022, 5, , , \n2023, 9, , , ", "9 inovasi", "5 | naik | dibandingkan"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "says", "never"), GROWTH)
def test_growth(rows: str, says: str, never: str) -> None:
    check(table(narrative.growth, "berapa_inovasi_per_tahun", TOTALS, rows), says, never)


SPAN = [
    ("2021, 79, , , a\n2023, 249, , , a", "3,2 kali lipat"),
    ("2021, 100, , , a\n2023, 150, , , a", "1,5 kali lipat"),
    ("2021, 100, , , a\n2023, 149, , , a", None),
    ("2021, 100, , , a\n2023, 104, , , a", None),
    ("2021, 100, , , a\n2023, 20, , , a", None),
    ("2021, 0, , , a\n2023, 20, , , a", None),
    ("2021, 10, , , a\n2023, 20, , , b", None),
    ("2021, 16, , , \n2023, 20, , , ", None),
    ("2021, 10, , , a\n2022, 20, , , b\n2023, 0, , , a", None),
    ("2021, 10, , , a, ya\n2023, 90, , , a", "Tercatat 10 (2021, belum setahun penuh), 90 (2023)"),
    (
        "2021, 79, , , a\n2023, 249, , , a, ya\n2024, 213, , , a",
        "Tercatat 79 (2021), 249 (2023, belum setahun penuh), 213 (2024)",
    ),
]


@pytest.mark.parametrize(("rows", "says"), SPAN)
def test_span(rows: str, says: str | None) -> None:
    check(table(narrative.span, "berapa_inovasi_per_tahun", TOTALS, rows), says)


HEADLINE = [
    ("2022, 187, , , a\n2023, 249, , , a, ya", "249 inovasi tercatat", "187 | %"),
    ("2023, 249, , , a, ya\n2024, 213, , , a",
     "213 inovasi tercatat pada 2024 | 249 (2023, belum setahun penuh) belum dapat dibandingkan",
     "turun | %"),
    ("2021, 79, , , a\n2022, 187, 108, 136.7, a", "187 inovasi pada 2022, naik dari 79 (2021)", ""),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "says", "never"), HEADLINE)
def test_headline(rows: str, says: str, never: str) -> None:
    check(table(narrative.headline, "berapa_inovasi_per_tahun", TOTALS, rows), says, never)


PART = [
    ("2023, A, 3\n2023, B, 1", "A terbanyak: 75,0% dari 4 inovasi", "sama banyak | belum diisi"),
    ("2023, A, 2\n2023, B, 2", "A dan B sama banyak: masing-masing 50,0%", "terbanyak"),
    ("2023, A, 1\n2023, Tidak diisi, 3", "A terbanyak: 25,0% dari 4 | 75,0% belum diisi", ""),
    ("2023, Tidak diisi, 3", "tidak satu pun dari 3 inovasi | sudah diisi", "terbanyak"),
    ("2022, A, 3\n2023, , 0", "Tidak ada inovasi pada 2023", "Belum ada | terbanyak"),
    ("2022, A, 3\n2023, ,", "A terbanyak: 100,0% | 2022", "2023"),
    ("2022, ,", "Belum ada daftar inovasi", "Tidak ada"),
]


@pytest.mark.parametrize(("rows", "says", "never"), PART)
def test_largest_part(rows: str, says: str, never: str) -> None:
    def rule(parts: Result) -> Any:
        return narrative.largest_part(parts, "jenis")

    check(table(rule, "berapa_per_rincian", PARTS, rows), says, never)


PARTLY = "Dibandingkan dengan register tahun sebelumnya yang belum setahun penuh"
SPLIT = [
    ("2023, Baru, 5\n2023, Lanjutan, 9", "Pada 2023: 5 baru dan 9 lanjutan", "setahun"),
    (
        "2023, Baru, 5,",
        "Pada 2023: 5 baru",
        "",
    ),
    (f"2024, Baru, 97, {PARTLY}", "97 baru, dibandingkan dengan 2023 yang belum setahun", "jalan"),
    ("2022, Baru, 5\n2023, , 0", "Tidak ada inovasi pada 2023", "Belum ada | 2022"),
    ("2023, ,", "Belum ada daftar inovasi", "Tidak ada"),
]


@pytest.mark.parametrize(("rows", "says", "never"), SPLIT)
def test_split(rows: str, says: str, never: str) -> None:
    check(table(narrative.split, "berapa_baru_dan_lanjutan", STATES, rows), says, never)


# --- the offices ------------------------------------------------------------------------------

LEADERS = [
    ("2023, A, 5\n2023, B, 3", {}, "A paling banyak: 5 inovasi pada 2023", "saringan | sama"),
    ("2023, A, 5\n2023, B, 5\n2023, C, 1", {}, "A dan B sama banyak, masing-masing 5", "paling"),
    ("2023, A, 0\n2023, B, 0", {}, "Tidak ada OPD dengan inovasi", "Belum | paling"),
    ("2023, A, 5", {"opd": ["a"]}, "A: 5 inovasi pada 2023", "paling | saringan"),
    ("2023, A, 0", {"opd": ["a"]}, "A: 0 inovasi pada 2023", "Belum ada"),
    ("2023, A, 5", {"opd": ["a"], "bentuk": ["x"]}, "A: 5 inovasi dalam saringan ini", "paling"),
    ("2023, A, 5\n2023, B, 3", {"opd": ["a", "b"]}, "A paling banyak dalam saringan ini: 5", ""),
    ("2023, A, 5\n2023, B, 3", {"bentuk": ["x"]}, "A paling banyak dalam saringan ini: 5", ""),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "filters", "says", "never"), LEADERS)
def test_leaders(rows: str, filters: dict[str, Any], says: str, never: str) -> None:
    found = table(narrative.leaders, "berapa_inovasi_per_opd", RANKING, rows, **filters)
    check(found, says, never)


IDLE = [
    ("2023, A, 5\n2023, B, 0\n2023, C, 0", {}, "2 dari 3 OPD belum punya inovasi"),
    ("2023, A, 5\n2023, B, 3", {}, "Kedua OPD punya inovasi pada 2023"),
    ("2023, A, 5\n2023, B, 3\n2023, C, 1", {}, "Semua 3 OPD punya inovasi"),
    ("2023, A, 5\n2023, B, 0", {"opd": ["a", "b"]}, "1 dari 2 OPD terpilih belum"),
    ("2023, A, 5\n2023, B, 0", {"urusan": ["x"]}, "belum punya inovasi dalam saringan ini"),
]


@pytest.mark.parametrize(("rows", "filters", "says"), IDLE)
def test_without_innovation(rows: str, filters: dict[str, Any], says: str) -> None:
    rule = narrative.without_innovation
    check(table(rule, "berapa_inovasi_per_opd", RANKING, rows, **filters), says)


NAMED = [
    ("2025, Juara, 3\n2023, Juara, 9\n2024, Peserta, 12\n2025, OPD penerima, 2",
     "disebut sumber: 3 pada 2025 (juara) dan 12 pada 2024 (peserta)", "9 | penerima"),
    ("2025, OPD penerima, 4", "4 pada 2025 (OPD penerima)", ""),
    ("2025, Juara, 2", "OPD yang disebut sumber: 2 pada 2025 (juara)", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "says", "never"),
    [
        (
            "A, 2022, 5\nB, 2022, 0\nA, 2023, \nB, 2023, ",
            "A 5 dan B 0 inovasi | 2022",
            "2023 | naik",
        ),
        ("A, 2021, 9\nA, 2022, 5\nB, 2021, 1\nB, 2022, 7", "A 5 dan B 7 | 2022", "12 | 9"),
        ("A, 2022, ", "Belum ada jumlah inovasi per OPD", "2022"),
        ("\n".join(f"D{n}, 2022, {n}" for n in range(9)), "9 OPD terpilih: 0–8 inovasi", "36"),
    ],
)
def test_compared(rows: str, says: str, never: str) -> None:
    head = "singkatan, tahun, jumlah\n"
    found = table(narrative.compared, "berapa_inovasi_per_opd_per_tahun", head, rows)
    check(found, says, never)


@pytest.mark.parametrize(("rows", "says", "never"), NAMED)
def test_named(rows: str, says: str, never: str) -> None:
    head = "tahun, fakta, jumlah\n"
    check(table(narrative.named, "berapa_opd_disebut_sumber", head, rows), says, never)


DOMAINS = "2023, A, wajib, ya, 2\n2023, B, wajib, ya, 0\n2023, C, pilihan, tidak, 1"
FILED = [
    (DOMAINS, {}, "2 dari 3 urusan punya inovasi pada 2023, termasuk 1 dari 2", "saringan"),
    (DOMAINS, {"opd": ["a"]}, "2 dari 3 urusan punya inovasi dalam saringan ini pada 2023", ""),
    ("2023, A, wajib, ya, 0", {}, "Tidak ada urusan dengan inovasi pada 2023", "Belum"),
    ("2023, A, wajib, ya, 1\n2023, Tidak diisi, tidak diisi, tidak, 9", {}, "1 dari 1", "9"),
]


@pytest.mark.parametrize(("rows", "filters", "says", "never"), FILED)
def test_fields(rows: str, filters: dict[str, Any], says: str, never: str) -> None:
    found = table(narrative.fields, "berapa_inovasi_per_urusan", FIELDS, rows, **filters)
    check(found, says, never)


def test_concentration_says_its_scope() -> None:
    rows = "\n".join(f"2023, X{n}, 1" for n in range(20))
    within = table(narrative.concentration, "berapa_inovasi_per_opd", RANKING, rows, bentuk=["x"])
    check(within, "25,0% dari 20 inovasi dalam saringan ini")


ONE = "2023, A, 1, Ya, 1, 2023, ya, ya\n2023, B, 1, Belum, 0, , ya, ya"
TWO = "2023, A, 2, Belum, 0, , ya, ya\n2023, B, 2, Belum, 0, , ya, ya"
NEVER_MET = [
    (ONE, "1 OPD (50,0%) belum punya inovasi pada 2023", "target"),
    (TWO, "2 OPD (100,0%) belum mencapai target pada 2023", "punya inovasi"),
    (ONE.replace("Belum, 0, ", "Ya, 1, 2023"), None, ""),
]


@pytest.mark.parametrize(("rows", "says", "never"), NEVER_MET)
def test_never_met(rows: str, says: str | None, never: str) -> None:
    check(table(narrative.never_met, "opd_mana_memenuhi_target", MATRIX, rows), says, never)


MET = [
    (ONE, "1 dari 2 OPD punya paling sedikit 1 inovasi | belum: B"),
    (TWO, "0 dari 2 OPD punya paling sedikit 2 inovasi"),
    ("2023, A, 1, Ya, 1, 2023, ya, ya", "A sudah punya paling sedikit 1 inovasi"),
    ("2023, A, 1, Belum, 0, , ya, ya", "A belum punya paling sedikit 1 inovasi"),
    (ONE.replace("Belum, 0, ", "Ya, 1, 2023"), "Kedua OPD punya paling sedikit 1"),
    ("2023, A, 1, Tanpa data, , , ya, ya", "Belum ada daftar inovasi atau target"),
]


@pytest.mark.parametrize(("rows", "says"), MET)
def test_compliance(rows: str, says: str) -> None:
    check(table(narrative.compliance, "opd_mana_memenuhi_target", MATRIX, rows), says)


# --- kelurahan, laboratory, index -------------------------------------------------------------

POSYANTEK = [
    ("2025, 14, 43, 43, 32.6", "14 dari 43 kelurahan (32,6%) ikut", "belum diketahui"),
    ("2022, 11, 43, 38, 28.9",
     "11 dari 38 kelurahan yang diketahui (28,9%) | 5 belum diketahui", "dari 43"),
    ("2025, 0, 43, 43, 0", "0 dari 43", "Belum ada"),
    ("2025, , 43, ,", "Belum ada data penilaian", "0 dari"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "says", "never"), POSYANTEK)
def test_posyantek(rows: str, says: str, never: str) -> None:
    name = "berapa_kelurahan_ikut_posyantek"
    check(table(narrative.posyantek, name, TAKES_PART, rows), says, never)


TREND = [
    ("2022, 11, 43, 43, 1\n2025, 18, 43, 43, 1", "naik dari 11 (2022) menjadi 18 (2025)", "turun"),
    ("2022, 18, 43, 43, 1\n2025, 11, 43, 43, 1", "turun dari 18", "naik"),
    ("2022, 18, 43, 43, 1\n2025, 18, 43, 43, 1", "sama banyak, 18", "naik | turun | menjadi"),
    ("2022, 11, 43, 38, 1\n2025, 18, 43, 40, 1",
     "11 dari 38 kelurahan yang diketahui (2022), lalu 18 dari 40", "naik | menjadi"),
    ("2025, 18, 43, 43, 1", "Baru satu penilaian", "naik"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "says", "never"), TREND)
def test_trend(rows: str, says: str, never: str) -> None:
    check(table(narrative.trend, "berapa_kelurahan_ikut_posyantek", TAKES_PART, rows), says, never)


def test_only_who_is_known_to_be_absent_is_invited() -> None:
    rows = TAKES_PART + "2025, 18, 43, 40, 45"
    asked = answer("berapa_kelurahan_ikut_posyantek", rows)
    ranking, totals = answer("berapa_inovasi_per_opd"), answer("berapa_inovasi_per_tahun")
    scores, rivals = (
        answer("berapa_jarak_ke_predikat_berikutnya"),
        answer("angka_mana_yang_bertentangan"),
    )
    text = " ".join(narrative.decisions(ranking, asked, totals, scores, rivals))
    check(text, "22 kelurahan yang tidak ikut", "25 kelurahan")


REGISTERED = [
    (
        "2022, 50, 9, 18",
        "9 dari 50 ide (2022) menjadi inovasi terdaftar, 18,0%",
        "belum diketahui",
    ),
    ("2022, 50, 0, 0", "0 dari 50 ide", "belum diketahui"),
    ("2022, 50, ,", "Berapa dari 50 ide (2022) | belum diketahui", "0 dari | %"),
    ("2022, 0, ,", "Belum ada ide", "belum diketahui"),
]


@pytest.mark.parametrize(("rows", "says", "never"), REGISTERED)
def test_registered(rows: str, says: str, never: str) -> None:
    head = "tahun, ide, terdaftar, terdaftar_persen\n"
    found = table(narrative.registered, "berapa_ide_lab_menjadi_inovasi", head, rows)
    check(found, says, never)


STAGES = "tahun, tahap, sampai, berhenti, median_tunggu, per_tanggal\n"
REACHED = [
    ("2022, 1, X, 9, 50, 2023-06-30\n2022, 2, Y, 4, 50, 2023-06-30",
     "50 ide lahir di Lab Inovasi 2022, 4 sampai tahap Y per 30 Juni 2023", "terbit"),
    ("2022, 1, X, , 50\n2022, 2, Y, , 50", "50 ide lahir | sampai tahap mana belum terbit", "X"),
    ("2022, 1, X, 9, 9\n2022, 2, Y, 2, 9\n2023, 1, X, , 7\n2023, 2, Y, , 7", "7 ide | 2023", "9"),
    ("2022, 1, X, 0, 0\n2022, 2, Y, 0, 0", "Tidak ada ide Lab Inovasi 2022", "lahir"),
    ("2022, 1, X, ,", "Belum ada ide Lab Inovasi", "lahir"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "says", "never"), REACHED)
def test_reached(rows: str, says: str, never: str) -> None:
    head = "tahun, urutan, tahap, sampai, semua, per_tanggal\n"
    check(table(narrative.reached, "berapa_ide_lab_per_tahap", head, rows), says, never)


WAITING = [
    ("2022, X, 9, 5, 10, 2023-06-30\n2022, Y, 4, 2, 7, 2023-06-30\n2022, Z, 2, , , 2023-06-30",
     "Paling banyak menunggu di tahap X: 5 ide", "tahap Y"),
    ("2022, X, 9, 3, 10, 2023-06-30\n2022, Y, 6, 3, 7, 2023-06-30\n2022, Z, 3, , , 2023-06-30",
     "Sama banyak menunggu di tahap X dan Y: masing-masing 3 ide", "Paling"),
    ("2022, X, 9, 0, 10, 2023-06-30\n2022, Y, 9, , , 2023-06-30", "Tidak ada ide yang menunggu",
     "Paling"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "says", "never"), WAITING)
def test_waiting(rows: str, says: str, never: str) -> None:
    check(table(narrative.waiting, "berapa_ide_lab_per_tahap", STAGES, rows), says, never)


INDEX = [
    ("2022, 37\n2025, 48", "naik dari 37,00 (2022) menjadi 48,00 (2025)", "turun"),
    ("2022, 48\n2025, 37", "turun dari 48,00", "naik"),
    ("2022, 37\n2025, 37", "sama, 37,00, pada 2022 dan 2025", "naik | turun | menjadi"),
    ("2025, 48", "Skor IID 48,00 pada 2025", "naik | turun"),
]


@pytest.mark.parametrize(("rows", "says", "never"), INDEX)
def test_index(rows: str, says: str, never: str) -> None:
    check(table(narrative.index, "berapa_skor_iid_per_tahun", "tahun, skor\n", rows), says, never)


# --- laws over any register -------------------------------------------------------------------

OFFICES = ("a", "b", "c")
MASTER = "kode, singkatan, nama\n" + "\n".join(f"{o}, {o.upper()}, Dinas {o}" for o in OFFICES)
COVER = st.sampled_from(["setahun penuh", "tahun berjalan", "tidak dinyatakan"])
REGISTER = st.dictionaries(
    st.integers(2020, 2024),
    st.tuples(
        st.lists(st.tuples(st.sampled_from(OFFICES), st.sampled_from(["x", "y", ""])), max_size=9),
        st.sampled_from(["inovasi_terdata", "inovasi_diluncurkan"]),
        COVER,
    ),
    min_size=1,
)
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "opd": st.lists(st.sampled_from(OFFICES), min_size=1, unique=True),
        "bentuk": st.just(["x"]),
    },
)
LAWS = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def csv_of(register: dict[int, Any]) -> Iterator[tuple[str, str]]:
    """The tables of a register: year -> (rows, measure, what part of the year it covers)."""
    rows = [
        f"{year}, {year}-{n}, {office}, {form}"
        for year, (entries, *_) in register.items()
        for n, (office, form) in enumerate(entries)
    ]
    ledger = [
        f"{year}, {year}, {measure}, {len(entries)}, ya, {cover}"
        for year, (entries, measure, cover) in register.items()
        if entries
    ]
    yield "inovasi", "\n".join(["tahun, id, opd, bentuk", *rows])
    head = "id, tahun, ukuran, nilai, dipakai, cakupan_waktu"
    yield "angka_publikasi", "\n".join([head, *ledger])
    yield "ukuran", "ukuran, label\ninovasi_terdata, Satu\ninovasi_diluncurkan, Dua"
    yield "opd", MASTER


def within(register: dict[int, Any], filters: dict[str, Any]) -> dict[int, Counter[str]]:
    """Year with a register -> office -> count, worked out without the store."""
    return {
        year: Counter(
            office
            for office, form in entries
            if office in filters.get("opd", OFFICES) and form in filters.get("bentuk", form)
        )
        for year, (entries, *_) in sorted(register.items())
        if entries
    }


def comparable(register: dict[int, Any], year: int) -> bool:
    """Whether a year may be compared with the one before: both whole and of one measure."""
    pair = [register.get(y) for y in (year - 1, year)]
    if not all(p and p[0] for p in pair):
        return False
    (_, one, first), (_, other, last) = pair  # type: ignore[misc]
    return one == other and "tahun berjalan" not in (first, last)


@LAWS
@given(register=REGISTER, filters=FILTERS)
def test_no_sentence_says_more_than_its_rows(
    stage: Stage, register: dict[int, Any], filters: dict[str, Any]
) -> None:
    counts = within(register, filters)
    with stage.world(dict(csv_of(register))) as asked:
        growth = str(narrative.growth(asked.ask("berapa_inovasi_per_tahun", **filters)))
        leaders = str(narrative.leaders(asked.ask("berapa_inovasi_per_opd", **filters)))
        _check_growth(growth, register, counts, filters)
        _check_leaders(leaders, counts, filters)
        _check_pace(asked, register, counts, filters)
        _check_parts(asked, register, counts, filters)


def _check_growth(
    text: str, register: dict[int, Any], counts: dict[int, Counter[str]], filters: dict[str, Any]
) -> None:
    assert text.startswith("Belum ada jumlah inovasi") == (not counts)
    if not counts:
        return
    last = max(counts)
    totals = {year: sum(found.values()) for year, found in counts.items()}
    if not comparable(register, last):
        assert not re.search(r"\b(naik|turun|tetap)\b|%", text), text
    elif totals[last] != totals[last - 1]:
        assert ("naik" if totals[last] > totals[last - 1] else "turun") in text
    if "lebih banyak" in text:
        assert totals[last] > totals[last - 1] and register[last - 1][2] != "tahun berjalan"
    assert ("belum setahun penuh" in text) >= (register[last][2] == "tahun berjalan")
    assert bool(filters) == ("saringan" in text)


def _check_leaders(text: str, counts: dict[int, Counter[str]], filters: dict[str, Any]) -> None:
    if not counts:
        assert text.startswith("Belum ada")
        return
    found = counts[max(counts)]
    top = [office.upper() for office, n in found.items() if n == max(found.values())]
    if "paling banyak" in text:
        assert len(top) == 1 and text.startswith(f"{top[0]} ")
    if "sama banyak" in text:
        assert len(top) > 1 and all(office in text for office in top)
    if len(filters.get("opd", OFFICES)) > 1:
        assert text.startswith("Tidak ada") == (not found)
        assert bool(filters) == ("saringan" in text)


def _check_pace(
    asked: Answers, register: dict[int, Any], counts: dict[int, Counter[str]], filters: Any
) -> None:
    sentence = narrative.pace(asked.ask("berapa_inovasi_per_tahun", **filters))
    if sentence is None:
        return
    totals = {year: sum(found.values()) for year, found in counts.items()}
    years = [int(year) for year in re.findall(r"pada (\d{4})", sentence.text)]
    assert len(years) == 2 and all(comparable(register, year) for year in years)
    before, last = ((totals[y] - totals[y - 1]) / totals[y - 1] for y in years)
    faster, slower = "makin cepat" in sentence.text, "melambat" in sentence.text
    assert faster == (before * last > 0 and abs(last) > abs(before))
    assert slower == (before * last > 0 and abs(last) < abs(before))
    assert ("Berbalik" in sentence.text) == (before * last < 0)


def _check_parts(
    asked: Answers, register: dict[int, Any], counts: dict[int, Counter[str]], filters: Any
) -> None:
    parts = asked.ask("berapa_per_rincian", rincian="bentuk", **filters)
    text = str(narrative.largest_part(parts, "bentuk"))
    assert text.startswith("Belum ada daftar inovasi") == (not counts)
    if not counts:
        return
    chosen = filters.get("opd", OFFICES)
    forms = Counter(
        form
        for office, form in register[max(counts)][0]
        if office in chosen and form in filters.get("bentuk", form)
    )
    total = forms.total()
    assert text.startswith("Tidak ada") == (not total)
    assert not total or f"dari {total} inovasi" in text
    named = {form: n for form, n in forms.items() if form}
    top = [form for form, n in named.items() if n == max(named.values())]
    if "terbanyak" in text:
        assert len(top) == 1 and f" {top[0]} terbanyak" in text
    assert ("sama banyak" in text) == (len(top) > 1)
    assert bool(filters) == ("saringan" in text)


@pytest.mark.parametrize(("year", "asked"), [(2021, False), (2022, True)])
def test_of_an_old_register_nothing_is_asked_of_offices(year: int, asked: bool) -> None:
    ranking = answer("berapa_inovasi_per_opd", f"tahun, singkatan, jumlah\n{year}, A, 0")
    totals = answer("berapa_inovasi_per_tahun", "tahun, jumlah\n2021, 5\n2022, 6\n2023,")
    nothing = [answer(name) for name in (
        "berapa_kelurahan_ikut_posyantek", "berapa_jarak_ke_predikat_berikutnya",
        "angka_mana_yang_bertentangan",
    )]  # fmt: skip
    told = narrative.decisions(ranking, nothing[0], totals, *nothing[1:])
    assert any("OPD tanpa inovasi" in one for one in told) == asked


def test_what_cannot_be_told_apart_is_no_part() -> None:
    text = "tahun, keadaan, jumlah\n2024, Belum dapat dipisahkan, 221"
    check(narrative.split(answer("berapa_baru_dan_lanjutan", text)), "221 inovasi pada 2024: ")


def test_ideas_of_an_office_that_nobody_published_are_not_none() -> None:
    rows = "tahun, urutan, tahap, keterangan\n2022, 1, Drum-up, Yang terbit hanya banyaknya ide"
    stages = answer("berapa_ide_lab_per_tahap", rows, opd=["dinkes"])
    check(narrative.reached(stages), "Berapa ide Lab Inovasi dalam saringan ini belum terbit")

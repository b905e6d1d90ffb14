"""Sentences: rules and guards, not wording. No sentence about data that is not there."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dasbor import narrative
from dasbor.documents.markup import paragraph, sentences
from dasbor.format_id import lowered
from dasbor.narrative import hearing
from dasbor.questions.annotations import Target
from dasbor.questions.answers import Answers
from dasbor.questions.query import ResultColumn, registry
from dasbor.questions.result import Result
from tests.world import answer, named_in, of_one_answer, origin

TOTALS = "berapa_inovasi_per_tahun"
AWARDS = "penghargaan_apa_saja"
RANKING = "berapa_inovasi_per_opd"
DISTANCE = "berapa_jarak_ke_predikat_berikutnya"
LIMITS = "apa_batas_predikat_iid_tiap_edisi"
PEERS, ELSEWHERE = "berapa_skor_iid_daerah_lain", "berapa_angka_tiap_daerah_lain"
STEPS = "berapa_perkiraan_indeks"
PART_YEAR = "belum setahun penuh"
HEAD = "tahun, jumlah, naik, naik_persen, ukuran, tahun_berjalan, keterangan\n"
BIG = 10**15

# Every rule about one answer, and the query it reads.
RULES: Mapping[Callable[[Result], Any], str] = {
    narrative.growth: TOTALS,
    narrative.headline: TOTALS,
    narrative.span: TOTALS,
    narrative.pace: TOTALS,
    narrative.gaps: TOTALS,
    narrative.without_innovation: RANKING,
    narrative.leaders: RANKING,
    narrative.concentration: RANKING,
    narrative.named: "berapa_opd_disebut_sumber",
    narrative.gap: TOTALS,
    narrative.registered_for_index: "berapa_terdaftar_di_aplikasi_indeks",
    narrative.freshness: "angka_mana_yang_belum_terbit",
    narrative.owed: "angka_mana_yang_belum_terbit",
    narrative.posyantek: "berapa_kelurahan_ikut_posyantek",
    narrative.trend: "berapa_kelurahan_ikut_posyantek",
    narrative.by_district: "berapa_kelurahan_ikut_per_kecamatan",
    narrative.places: "apa_status_tiap_kelurahan",
    narrative.history: "kelurahan_mana_absen_posyantek",
    narrative.index: "berapa_skor_iid_per_tahun",
    narrative.distance: DISTANCE,
    narrative.certainty: DISTANCE,
    narrative.limits: LIMITS,
    narrative.peers: PEERS,
    narrative.elsewhere: ELSEWHERE,
    narrative.national: "berapa_pemda_melapor_ke_indeks",
    narrative.starting_point: "dari_mana_simulasi_indeks_mulai",
    narrative.best_step: STEPS,
    narrative.report_limit: STEPS,
    narrative.weak_reports: "bagaimana_indeks_bila_laporan_bertambah",
    narrative.maturity: "bagaimana_sebaran_kematangan",
    narrative.split: "berapa_baru_dan_lanjutan",
    narrative.compared: "berapa_inovasi_per_opd_per_tahun",
    narrative.never: "berapa_inovasi_per_opd_per_tahun",
    narrative.fields: "berapa_inovasi_per_urusan",
    narrative.compliance: "opd_mana_memenuhi_target",
    narrative.longest_streak: "opd_mana_memenuhi_target",
    narrative.never_met: "opd_mana_memenuhi_target",
    narrative.before_the_rule: "opd_mana_memenuhi_target",
    narrative.target: "apa_target_inovasi_per_opd",
    narrative.reached: "berapa_ide_lab_per_tahap",
    narrative.state: "berapa_ide_lab_per_tahap",
    narrative.waiting: "berapa_ide_lab_per_tahap",
    narrative.overdue: "rencana_lab_apa_yang_terlambat",
    narrative.planned: "rencana_lab_apa_yang_terlambat",
    narrative.registered: "berapa_ide_lab_menjadi_inovasi",
    narrative.recorded: AWARDS,
    narrative.kinds: AWARDS,
    narrative.levels: AWARDS,
    narrative.unrecorded: AWARDS,
    narrative.participants: "berapa_peserta_award_per_kategori",
    narrative.rival_count: "berapa_peserta_award_per_kategori",
    lambda parts: narrative.largest_part(parts, "bentuk"): "berapa_per_rincian",
}
CHOICES = {
    "berapa_per_rincian": {"rincian": "bentuk"},
    "opd_mana_memenuhi_target": {"tampil": "semua"},
    AWARDS: {"tingkat": "semua"},
}
EVERY_RULE = pytest.mark.parametrize(("rule", "query"), RULES.items())


def totals(rows: str, **parameters: Any) -> Result:
    return answer(TOTALS, HEAD + rows, **parameters)


def ranking(counts: Mapping[str, int], **parameters: Any) -> Result:
    rows = "\n".join(f"2022, {name}, {count}" for name, count in counts.items())
    return answer(RANKING, f"tahun, singkatan, jumlah\n{rows}", **parameters)


def said(sentence: Any) -> str:
    assert sentence is not None
    return str(sentence)


# --- of every rule ----------------------------------------------------------------------------


def test_every_sentence_of_one_answer_is_in_the_table() -> None:
    told = named_in(RULES) | {"listed"}  # words of a control: nothing found is no "Belum ada"
    missing = sorted(of_one_answer(narrative, "Sentence") - told)
    lines = [f'narrative.{name}: "<pertanyaannya>"' for name in missing]
    assert not missing, f"tambahkan pada RULES di tests/test_narrative.py: {', '.join(lines)}"


@EVERY_RULE
def test_nothing_is_claimed_about_an_empty_answer(
    rule: Callable[[Result], Any], query: str
) -> None:
    sentence = rule(answer(query))
    assert sentence is None or str(sentence).startswith("Belum ada")
    assert not any(character.isdigit() for character in str(sentence))


@EVERY_RULE
def test_sentences_read_well_and_say_what_they_rest_on(
    rule: Callable[[Result], Any], query: str, city: Answers
) -> None:
    asked = city.ask(query, **CHOICES.get(query, {}))
    sentence = rule(asked)
    if sentence is not None:
        text = str(sentence)
        assert sentence.basis == (query,)
        assert text[0].isupper() or text[0].isdigit()
        assert not text.endswith(".") and "  " not in text
        assert not re.search(r"\b(None|nan|inf)\b", text)
        assert not {"(", ")"} & set(text.strip(")")[-1:])


# --- edges: every rule on answers nobody expects ----------------------------------------------

YEARS = range(2020, 2025)
NAMES = ("kode", "singkatan", "nama", "kecamatan", "kelurahan", "judul", "opd", "daerah")
MAY_BE_EMPTY = {  # what the questions leave open; years and keys are always there
    *("jumlah", "naik", "naik_persen", "skor", "ikut", "ikut_persen", "per_tanggal", "nilai"),
    *("ukuran", "keterangan", "catatan", "predikat", "penerbit", "sumber", "kepastian", "lingkup"),
    *("bagian_persen", "keadaan", "rincian", "target", "jarak", "batas", "tandingan"),
    *("kematangan", "sebelumnya", "peserta", "terakhir", "hari"),
}
KEYS = {
    LIMITS: {"predikat"},
    "dari_mana_simulasi_indeks_mulai": {"keterangan"},
    "berapa_opd_disebut_sumber": {"jumlah"},
}


def filler(column: ResultColumn, place: int, number: float) -> Any:
    """A value of the type of a column."""
    if column.name == "tahun":
        return YEARS[place]
    values: dict[str, Any] = {
        "BIGINT": int(number),
        "INTEGER": int(number),
        "DOUBLE": float(number),
        "DATE": date(2023, 6, 20),
        "BOOLEAN": place % 2 == 0,
        "VARCHAR": f"Nama {place}" if column.name in NAMES else "Ikut",
        "VARCHAR[]": [],
    }
    return values[column.type]


def edge(query: str, number: float, rows: int, empty: str = "") -> Result:
    """An answer of ``rows`` rows full of one number, with one column empty throughout."""
    asked = answer(query, **CHOICES.get(query, {}))
    filled = tuple(
        tuple(None if c.name == empty else filler(c, place, number) for c in asked.columns)
        for place in range(rows)
    )
    return replace(asked, rows=filled)


def edges(query: str) -> Iterator[Result]:
    """One year, all equal, zero, huge, with a target in every year; each column empty in turn."""
    for number in (0, 1, 7, BIG):
        for rows in (1, len(YEARS)):
            yield edge(query, number, rows)
    for column in registry()[query].columns:
        if column.name in MAY_BE_EMPTY - KEYS.get(query, set()):
            yield edge(query, 7, len(YEARS), empty=column.name)
    aim = tuple(Target(year, 7, "inovasi", "Ukuran", "kota", "", "", "") for year in YEARS)
    yield replace(edge(query, 3, len(YEARS)), targets=aim)


@EVERY_RULE
def test_no_answer_makes_a_sentence_stumble_and_of_a_sample_nothing_is_stated(
    rule: Callable[[Result], Any], query: str
) -> None:
    asked_only = f"Peragaan: {lowered(registry()[query].question)}"
    for asked in edges(query):
        text = str(rule(asked) or "Tidak ada")
        assert not re.search(r"\b(None|nan|inf|True|False)\b|∞|  |\(\)|,,|\{|\[", text), text
        assert text[-1].isalnum() or text[-1] in ")%”", text
        assert text[0].isupper() or text[0].isdigit(), text
        assert str(rule(replace(asked, sample=True)) or asked_only) == asked_only


@EVERY_RULE
def test_every_sentence_carries_the_answers_it_rests_on(
    rule: Callable[[Result], Any], query: str, city: Answers
) -> None:
    if sentence := rule(city.ask(query, **CHOICES.get(query, {}))):
        assert tuple(result.query.name for result in sentence.results) == sentence.basis
        asked = sentences([sentence], way=lambda result: paragraph(result.query.name))
        assert query in asked and sentence.results[0].version[:8] in asked


# --- the gap to a target ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "words"), [(60, "13 kurang dari"), (80, "7 di atas"), (73, "tepat pada target")]
)
def test_the_gap_is_measured_from_the_target_of_the_same_year(value: int, words: str) -> None:
    aims = tuple(
        Target(year, aim, "inovasi", "Di aplikasi", "kota", "", "", "")
        for year, aim in ((2022, 500), (2023, 73), (2024, 900))
    )
    asked = replace(totals(f"2022, 1\n2023, {value}, , , a, ya\n2024,"), targets=aims)
    text = said(narrative.gap(asked))
    assert words in text and "2023" in text and PART_YEAR in text and "500" not in text


def test_without_a_target_there_is_no_gap() -> None:
    assert narrative.gap(totals("2022, 1")) is None


# --- growth -----------------------------------------------------------------------------------


def test_growth_from_one_year_to_the_next() -> None:
    text = said(narrative.growth(totals("2021, 80, , , a\n2022, 120, 40, 50, a")))
    assert "naik" in text and "80 (2021)" in text and "120 pada 2022" in text
    assert "+50,0" in text and PART_YEAR not in text


def test_decline_and_standstill_are_called_so() -> None:
    fall = said(narrative.growth(totals("2021, 100, , , a\n2022, 75, -25, -25, a")))
    assert "turun" in fall and "−25,0" in fall and "naik" not in fall
    same = said(narrative.growth(totals("2021, 100, , , a\n2022, 100, 0, 0, a")))
    assert "tetap" in same and "naik" not in same and "turun" not in same
    none = said(narrative.growth(totals("2021, 0, , , a\n2022, 0, 0, , a")))
    assert none == "Belum ada inovasi tercatat pada 2021 dan 2022"


def test_a_part_year_is_said() -> None:
    text = said(narrative.growth(totals("2022, 187, , , a\n2023, 249, 62, 33.2, a, ya")))
    assert PART_YEAR in text


def test_a_part_year_alone_is_said() -> None:
    """A filter on the last year leaves nothing to compare with; the year is still half a year."""
    assert PART_YEAR in said(narrative.growth(totals("2023, 249, , , a, ya")))


def test_a_part_year_to_compare_with_is_said() -> None:
    """The year after the present one: 2024 whole, 2023 half."""
    text = said(narrative.growth(totals("2023, 249, , , a, ya\n2024, 400, , , a")))
    assert PART_YEAR in text and "belum dapat dibandingkan" in text


def test_across_a_break_or_a_gap_nothing_is_compared() -> None:
    text = said(narrative.growth(totals("2020, 59, , , a\n2021, 79, , , b")))
    assert "naik" not in text and "59" not in text and "79" in text
    gap = said(narrative.growth(totals("2020, 59, , , a\n2021, , \n2022, 70, , , a")))
    assert "naik" not in gap and "70" in gap and "2022" in gap


def test_a_gap_at_the_end_is_not_the_latest_year() -> None:
    text = said(
        narrative.growth(totals("2022, 5, , , a\n2023, 7, 2, 40, a\n2024, , , , , , alasan"))
    )
    assert "2023" in text and "2024" not in text


def test_one_year_zero_and_huge_numbers() -> None:
    assert "7 inovasi" in said(narrative.growth(totals("2022, 7")))
    from_zero = said(narrative.growth(totals("2021, 0, , , a\n2022, 3, 3, , a")))
    assert "%" not in from_zero and "0 (2021)" in from_zero
    huge = said(narrative.growth(totals(f"2021, 1, , , a\n2022, {BIG}, {BIG - 1}, 1e17, a")))
    assert "1.000.000.000.000.000" in huge


# --- how many times, and how fast -------------------------------------------------------------


def test_span_counts_years_of_one_measure_only() -> None:
    rows = "2020, 59, , , a\n2021, 79, , , b\n2022, 187, 108, 136.7, b\n2023, 249, 62, 33.2, b, ya"
    text = said(narrative.span(totals(rows.replace(", ya", ""))))
    assert "3,2 kali" in text and "59" not in text
    partial = said(narrative.span(totals(rows)))
    assert "kali" not in partial and PART_YEAR in partial
    assert partial.startswith("Tercatat 79 (2021), 187 (2022), 249 (2023")


@pytest.mark.parametrize(
    "rows",
    ["2022, 5, , , a", "2021, 5, , , a\n2022, 5, 0, 0, a", "2021, 5, , , a\n2022, 4, -1, -20, a",
     "2021, 0, , , a\n2022, 4, 4, , a", "2021, , \n2022, , ", "2021, 5, , , a\n2022, 9, , , b"],
)  # fmt: skip
def test_span_says_nothing_when_there_is_no_growth_to_tell(rows: str) -> None:
    assert narrative.span(totals(rows)) is None


def test_pace_needs_two_rates_in_a_row() -> None:
    slower = "2020, 10, , , a\n2021, 20, 10, 100, a\n2022, 30, 10, 50, a"
    assert "melambat" in said(narrative.pace(totals(slower)))
    faster = "2020, 10, , , a\n2021, 11, 1, 10, a\n2022, 22, 11, 100, a"
    assert "makin cepat" in said(narrative.pace(totals(faster)))
    assert narrative.pace(totals("2020, 10, , , a\n2021, 20, 10, 100, a")) is None
    equal = "2020, 10, , , a\n2021, 20, 10, 100, a\n2022, 40, 20, 100, a"
    assert narrative.pace(totals(equal)) is None
    apart = "2020, 10, 5, 100, a\n2021, 20, 10, 100, a\n2022, ,\n2023, 9, , , a\n2024, 10, 1, 11, a"
    assert narrative.pace(totals(apart)) is None


def test_pace_into_a_part_year_is_no_verdict() -> None:
    rows = "2021, 79, , , a\n2022, 187, 108, 136.7, a\n2023, 249, , , a, ya"
    assert narrative.pace(totals(rows)) is None


def test_gaps_are_named_and_are_not_zero() -> None:
    text = said(narrative.gaps(totals("2022, 5\n2023, 0\n2024, , , , , , x\n2025, , , , , , x")))
    assert "2024" in text and "2025" in text and "2023" not in text and "bukan nol" in text
    assert narrative.gaps(totals("2022, 0\n2023, 5")) is None


# --- offices ----------------------------------------------------------------------------------


def test_offices_without_are_counted_and_named_when_they_are_few() -> None:
    counts = {"A": 3, "B": 0, "C": 0}
    text = said(narrative.without_innovation(ranking(counts)))
    assert "2 dari 3" in text and "B dan C" in text
    many = ranking({"A": 1} | {f"X{n}": 0 for n in range(20)})
    assert "20 dari 21" in said(narrative.without_innovation(many))
    assert "X7" not in said(narrative.without_innovation(many))


def test_all_offices_having_one_is_said_so() -> None:
    text = said(narrative.without_innovation(ranking({"A": 3, "B": 1})))
    assert "Kedua OPD" in text and "belum" not in text


@pytest.mark.parametrize("narrowed", ["bentuk", "urusan"])
def test_within_a_filter_nobody_is_without_any_innovation(narrowed: str) -> None:
    """ "None of this kind" is not "none"."""
    filtered = ranking({"A": 3, "B": 0}, **{narrowed: ["x"]})
    assert "saringan" in said(narrative.without_innovation(filtered))


@pytest.mark.parametrize("narrowed", ["bentuk", "urusan"])
def test_within_a_filter_nobody_is_without_any_innovation_ever(narrowed: str) -> None:
    rows = "singkatan, tahun, jumlah\nA, 2022, 3\nB, 2022, 0"
    filtered = answer("berapa_inovasi_per_opd_per_tahun", rows, **{narrowed: ["x"]})
    assert "saringan" in said(narrative.never(filtered))


def test_leaders_share_the_first_place() -> None:
    assert "A dan B" in said(narrative.leaders(ranking({"A": 3, "B": 3, "C": 1})))
    crowd = said(narrative.leaders(ranking({f"X{n}": 2 for n in range(9)})))
    assert "9 OPD" in crowd and "X1" not in crowd
    assert said(narrative.leaders(ranking({"A": 0, "B": 0}))).startswith("Tidak ada")
    assert "1.000.000" in said(narrative.leaders(ranking({"A": 10**6, "B": 1})))


def test_concentration_needs_many_offices() -> None:
    assert narrative.concentration(ranking({f"X{n}": 1 for n in range(10)})) is None
    assert narrative.concentration(ranking({f"X{n}": 0 for n in range(20)})) is None
    text = said(narrative.concentration(ranking({f"X{n}": 1 for n in range(20)})))
    assert "25,0" in text and "20 inovasi" in text


def test_never_looks_only_at_years_with_data() -> None:
    rows = (
        "singkatan, tahun, jumlah\nA, 2021, 1\nA, 2022,\nB, 2021, 0\nB, 2022,\nC, 2021,\nC, 2022,"
    )
    text = said(narrative.never(answer("berapa_inovasi_per_opd_per_tahun", rows)))
    assert text.startswith("1 ") and text.endswith("pada 2021: B")


# --- posyantek, index, parts ------------------------------------------------------------------

TAKES_PART = "tahun, ikut, semua, ikut_persen\n"


def test_posyantek_speaks_of_the_latest_known_year() -> None:
    rows = TAKES_PART + "2023, 10, 43, 23.3\n2024, , 43,\n2025, 14, 43, 32.6\n2026, , 43,"
    asked = answer("berapa_kelurahan_ikut_posyantek", rows)
    text = said(narrative.posyantek(asked))
    assert "14 dari 43" in text and "32,6" in text and "2025" in text and "2026" not in text
    assert "naik" in said(narrative.trend(asked)) and "2024" not in said(narrative.trend(asked))


def test_one_assessment_is_no_trend() -> None:
    text = said(
        narrative.trend(
            answer("berapa_kelurahan_ikut_posyantek", TAKES_PART + "2025, 14, 43, 32.6")
        )
    )
    assert "satu penilaian" in text and "naik" not in text


def test_nobody_taking_part_is_zero_and_said() -> None:
    text = said(
        narrative.posyantek(
            answer("berapa_kelurahan_ikut_posyantek", TAKES_PART + "2025, 0, 43, 0")
        )
    )
    assert "0 dari 43" in text


def test_districts_without_are_named() -> None:
    rows = (
        "kecamatan, status, jumlah, semua, tahun\nA, Ikut, 2, 4, 2025\nA, Tidak ikut, 2, 4, 2025\n"
        "B, Ikut, 0, 4, 2025\nB, Tidak ikut, 4, 4, 2025"
    )
    name = "berapa_kelurahan_ikut_per_kecamatan"
    assert "Kecamatan B" in said(narrative.by_district(answer(name, rows)))
    every = rows.replace("B, Ikut, 0", "B, Ikut, 1")
    assert "Setiap kecamatan" in said(narrative.by_district(answer(name, every)))


def test_places_are_counted_and_never_named() -> None:
    rows = "kode, kelurahan, tahun, status\n1, A, 2025, Ikut\n2, B, 2025, Tidak ikut\n"
    name = "apa_status_tiap_kelurahan"
    assert said(narrative.places(answer(name, rows))) == "Pada 2025: 1 kelurahan ikut, 1 tidak ikut"
    more = said(narrative.places(answer(name, rows + "3, C, 2025, Belum ada data")))
    assert more.endswith("1 belum ada datanya")
    nothing = answer(name, "kode, tahun, status\n1, 2023, Belum ada data")
    assert said(narrative.places(nothing)).startswith("Belum ada")


def test_nobody_stopped_after_one_assessment() -> None:
    name = "kelurahan_mana_absen_posyantek"
    one = answer(name, 'riwayat, dinilai\n"Tidak ikut, baru satu penilaian diketahui", 1')
    assert "belum dapat dikatakan" in said(narrative.history(one))
    two = answer(
        name, 'riwayat, dinilai\nTidak pernah ikut, 2\n"Berhenti: pernah ikut, terakhir tidak", 2'
    )
    text = said(narrative.history(two))
    assert text.startswith("1 kelurahan tidak pernah ikut dan 1 berhenti") and "2 penilaian" in text


def test_a_simulation_multiplies_only_what_was_typed() -> None:
    name = "berapa_biaya_menurut_simulasi"
    empty = answer(name, "kecamatan, terhitung, biaya\nA, 3,\nB, 0,")
    assert "Rp" not in said(narrative.simulation(empty, None, "yang ikut"))
    costs = answer(name, "kecamatan, terhitung, biaya\nA, 3, 4500000\nB, 1, 1500000")
    text = said(narrative.simulation(costs, 1_500_000, "yang ikut"))
    assert text == "4 kelurahan (yang ikut) × Rp1.500.000 = Rp6.000.000"
    assert said(narrative.simulation(answer(name), 1, "semua")).startswith("Belum ada")


def test_index_quotes_published_predicates_only() -> None:
    name = "berapa_skor_iid_per_tahun"
    head = "tahun, skor, predikat, predikat_hitung\n"
    both = said(
        narrative.index(answer(name, head + "2022, 37.06, Inovatif\n2023,\n2025, 48.3, Inovatif"))
    )
    assert (
        "37,06 (2022)" in both and "48,30 (2025)" in both and "naik" in both and "2023" not in both
    )
    own = said(narrative.index(answer(name, head + "2025, 30, , Kurang Inovatif")))
    assert "Inovatif" not in own and "30,00 pada 2025" in own
    fell = said(narrative.index(answer(name, head + "2022, 50\n2023, 40")))
    assert "turun" in fell


def test_split_and_parts_speak_of_the_latest_year_with_rows() -> None:
    states = answer(
        "berapa_baru_dan_lanjutan",
        "tahun, keadaan, jumlah\n2022, Baru, 9\n2023, Baru, 5\n2023, Lanjutan, 1000\n2024, ,",
    )
    assert said(narrative.split(states)) == "Pada 2023: 5 baru dan 1.000 lanjutan"
    parts = answer(
        "berapa_per_rincian", "tahun, rincian, jumlah\n2022, A, 9\n2023, A, 1\n2023, B, 3\n2024, ,"
    )
    text = said(narrative.largest_part(parts, "jenis"))
    assert "jenis" in text and "B" in text and "75,0" in text and "2023" in text


def test_fields_count_basic_services_apart() -> None:
    rows = (
        "tahun, urusan, pelayanan_dasar, jumlah\n2022, A, ya, 2\n2022, B, ya, 0\n2022, C, tidak, 1"
    )
    text = said(narrative.fields(answer("berapa_inovasi_per_urusan", rows)))
    assert "2 dari 3" in text and "1 dari 2" in text and "2022" in text
    none = rows.replace(", 2\n", ", 0\n").replace("tidak, 1", "tidak, 0")
    assert said(narrative.fields(answer("berapa_inovasi_per_urusan", none))).startswith("Tidak ada")


# --- to the operator --------------------------------------------------------------------------

NEEDS = "berkas_apa_yang_dibutuhkan"
NEED = "dataset, berkas, kolom_wajib, dimuat, baris\nposyantek, posyantek_{tahun}.csv, kode, ya, "


def to_load(rows: int, *origins: Any) -> list[str]:
    asked = replace(answer("berapa_kelurahan_ikut_posyantek"), origins=origins)
    return [str(s) for s in narrative.to_load(asked, answer(NEEDS, f"{NEED}{rows}"))]


def test_the_operator_is_told_which_years_are_missing_and_nothing_else() -> None:
    real = origin(dataset="posyantek", year=2025, rows=43)
    other = origin(dataset="inovasi", year=2025)
    assert to_load(43, real, other) == []
    published = origin(dataset="posyantek", year=2026, rows=0, published=14.0)
    [text] = to_load(43, real, published)
    assert "untuk 2026" in text and "posyantek_2026.csv" in text and "kode" in text


def test_a_dataset_without_a_row_asks_for_its_file() -> None:
    [text] = to_load(0)
    assert text.startswith("Belum ada datanya; muat posyantek_{tahun}.csv lewat Kelola Data")
    [need] = answer(NEEDS, f"{NEED.replace(' ya,', ' tidak,')}0").records()
    assert "isi posyantek_{tahun}.csv di folder data" in narrative.missing(need)


def test_an_answer_without_published_figures_asks_for_them() -> None:
    asked = answer("berapa_skor_iid_per_tahun")
    known, absent = (origin(year=year, published=p) for year, p in ((2022, 37.06), (2023, None)))
    assert narrative.to_publish(replace(asked, origins=(known,))) == ""
    text = narrative.to_publish(replace(asked, origins=(known, absent)))
    assert "untuk 2023;" in text and "angka_publikasi.csv" in text and "skor_iid" in text
    assert narrative.to_publish(asked).startswith("Belum ada angka terbit; bila ada, muat")


# --- one office, one innovation ---------------------------------------------------------------

COMPLIANCE = "opd_mana_memenuhi_target"
COMPLIANCE_HEAD = (
    "tahun, singkatan, target, status, beruntun, terpenuhi, terakhir, aturan_berlaku\n"
)


def compliance(rows: str) -> Result:
    return answer(COMPLIANCE, COMPLIANCE_HEAD + rows)


def test_who_meets_the_target_is_counted_among_the_offices_of_the_latest_register() -> None:
    rows = (
        "2022, A, 1, Ya, 1, 2022, tidak\n2023, A, 1, Ya, 2, 2023, ya\n2024, A, 1, Tanpa data, 2\n"
        "2023, B, 1, Belum, 0, , ya\n2023, C, 1, Tidak ada OPD, 0, , ya"
    )
    text = said(narrative.compliance(compliance(rows)))
    assert text.startswith("1 dari 2 ") and "2023" in text and text.endswith("belum: B")
    streak = said(narrative.longest_streak(compliance(rows)))
    assert streak.count("2 tahun") == 1 and "termasuk tahun sebelum aturan" in streak
    assert said(narrative.never_met(compliance(rows))).startswith("1 OPD (50,0")
    assert "melewati" not in streak  # a gap after the run is none in it


def test_a_run_over_a_year_without_register_says_so() -> None:
    rows = (
        "2022, A, 1, Ya, 1, 2022, tidak, ya\n2022, B, 1, Ya, 1, 2022, tidak, ya\n"
        "2023, A, 1, Tanpa data, 1, 2022, tidak, ya\n2023, B, 1, Tanpa data, 1, 2022, tidak, ya\n"
        "2024, A, 1, Ya, 2, 2024, ya, ya\n2024, B, 1, Ya, 2, 2024, ya, ya"
    )
    assert said(narrative.longest_streak(compliance(rows))) == (
        "Beruntun terpanjang 2 tahun, melewati 2023 yang belum ada daftarnya, dicapai kedua OPD"
    )


def test_a_run_that_ends_in_a_part_of_a_year_says_so() -> None:
    rows = "2022, A, 1, Ya, 1, 2022, tidak, ya, tidak\n2023, A, 1, Ya, 2, 2023, ya, ya, ya"
    result = answer(COMPLIANCE, f"{COMPLIANCE_HEAD.strip()}, tahun_berjalan\n{rows}")
    assert "termasuk 2023 (belum setahun penuh)" in said(narrative.longest_streak(result))


def test_two_years_are_not_held_against_each_other() -> None:
    head = "tahun, jumlah\n"
    reported = answer("berapa_terdaftar_di_aplikasi_indeks", f"{head}2023, 73")
    same, later = (answer("berapa_inovasi_per_tahun", f"{head}{y}, 221") for y in (2023, 2024))
    assert hearing.only_registered(same, reported)
    assert not hearing.only_registered(later, reported)


def test_everybody_or_one_office_meets_the_target() -> None:
    one = "2023, A, 2, Ya, 1, 2023, ya"
    assert said(narrative.compliance(compliance(one))).startswith("A sudah punya paling sedikit 2")
    not_yet = said(narrative.compliance(compliance("2023, A, 1, Belum, 0, , ya")))
    assert not_yet.startswith("A belum punya")
    both = f"{one}\n2023, B, 2, Ya, 1, 2023, ya"
    assert said(narrative.compliance(compliance(both))).startswith("Kedua OPD")
    assert narrative.never_met(compliance(both)) is None
    assert narrative.longest_streak(compliance(both)) is None


def test_years_before_the_rule_are_named_as_such() -> None:
    rows = "2021, A, 1, Ya, 1, 2021, tidak, tidak\n2022, A, 1, Ya, 2, 2022, ya, ya"
    sentence = narrative.before_the_rule(compliance(rows))
    assert "2021" in said(sentence) and "2022" not in said(sentence)
    assert narrative.before_the_rule(compliance("2022, A, 1, Ya, 1, 2022, ya, ya")) is None


def test_a_streak_says_until_when_if_the_latest_year_is_not_met() -> None:
    assert narrative.streak({"beruntun": 3, "status": "Ya", "terpenuhi": "2023"}) == "3 tahun"
    late = {"beruntun": 2, "status": "Belum", "terpenuhi": "2022"}
    assert narrative.streak(late) == "2 tahun s.d. 2022"
    assert narrative.streak({"beruntun": 0, "status": "Belum", "terpenuhi": "2020"}) == "0 tahun"


def test_only_a_run_that_began_before_the_rule_says_so() -> None:
    rows = (
        "2021, A, 1, Ya, 1, 2021, tidak, tidak\n2022, A, 1, Ya, 2, 2022, ya, ya\n"
        "2021, B, 1, Belum, 0, , tidak, tidak\n2022, B, 1, Ya, 1, 2022, ya, ya"
    )
    assert narrative.begun_before_the_rule(compliance(rows)) == {"A"}


def test_absence_from_a_part_year_is_no_failure_yet() -> None:
    head = COMPLIANCE_HEAD.replace("\n", ", tahun_berjalan\n")
    part = answer(COMPLIANCE, head + "2023, A, 1, Belum, 0, , ya, ya, ya")
    dated = replace(part, origins=(origin(year=2023, as_of=date(2023, 6, 20)),))
    words = ": belum ada pada daftar sampai 20 Juni 2023"
    assert narrative.not_yet(dated) == words
    assert "2023, yang belum setahun penuh" in narrative.not_yet(part)
    assert narrative.not_yet(compliance("2022, A, 1, Belum, 0, , ya, ya")) == ""


# --- Lab Inovasi ------------------------------------------------------------------------------

STAGES = "berapa_ide_lab_per_tahap"
LAB = "tahun, urutan, tahap, sampai, semua, berhenti, median_tunggu, per_tanggal, keterangan\n"
DAY = "2023-06-30"


def stages(rows: str, **parameters: Any) -> Result:
    return answer(STAGES, LAB + rows, **parameters)


def test_a_published_number_of_ideas_is_said_while_nobody_knows_their_stages() -> None:
    text = said(narrative.reached(stages("2022, 1, A, , 50\n2022, 5, B, , 50")))
    assert text == "50 ide lahir di Lab Inovasi 2022; sampai tahap mana belum terbit"
    assert narrative.waiting(stages("2022, 1, A, , 50\n2022, 5, B, , 50")) is None


def test_a_sentence_speaks_of_filters_only_where_there_are_some() -> None:
    missing = "2022, 1, A, , , , , , alasan"
    assert said(narrative.reached(stages(missing))) == "Belum ada ide Lab Inovasi"
    narrowed = stages(missing, tahun_dari=2022, tahun_sampai=2022)
    assert said(narrative.reached(narrowed)).endswith("dalam saringan ini")


def test_ideas_are_said_with_the_date_of_their_state() -> None:
    rows = f"2022, 1, Awal, 50, 50, 32, 240, {DAY}\n2022, 5, Akhir, 18, 50, 18, , {DAY}"
    text = said(narrative.reached(stages(rows)))
    assert "50 ide" in text and "18 sampai tahap Akhir" in text and "30 Juni 2023" in text
    waiting = said(narrative.waiting(stages(rows)))
    assert "Awal" in waiting and "32 ide" in waiting and "240 hari" in waiting


def test_nobody_waits_at_the_last_stage_and_a_missing_cohort_claims_nothing() -> None:
    assert narrative.waiting(stages(f"2022, 1, A, 9, 9, 0, , {DAY}\n2022, 5, B, 9, 9, 9")) is None
    missing = stages("2022, 1, A, , , , , , alasan\n2022, 5, B, , , , , , alasan")
    assert said(narrative.reached(missing)).startswith("Belum ada")
    empty = stages("2022, 1, A, 0, 0, 0\n2022, 5, B, 0, 0, 0")
    assert said(narrative.reached(empty)).startswith("Tidak ada ide")


def test_being_late_is_counted_per_plan_and_never_added_up() -> None:
    name = "rencana_lab_apa_yang_terlambat"
    head = "tahun, kegiatan, selesai, terlambat, per_tanggal\n"
    rows = f"2022, Design, 2023-03-31, 27, {DAY}\n2022, Deliver, 2023-03-31, 32, {DAY}"
    text = said(narrative.overdue(answer(name, head + rows)))
    assert "27 ide belum selesai Design" in text and "32 ide" in text and "59" not in text
    on_time = said(narrative.overdue(answer(name, f"{head}2022, Design, 2023-03-31, 0, {DAY}")))
    assert on_time.startswith("Tidak ada ide yang melewati")
    assert said(narrative.planned(answer(name, head + rows))).endswith("per 30 Juni 2023")
    assert narrative.overdue(answer(name, f"{head}2022, Display, , , ")) is None


def test_ideas_are_not_added_to_innovations() -> None:
    rows = "tahun, ide, terdaftar, terdaftar_persen\n2022, 50, 13, 26\n2021, 9, 9, 100"
    text = said(narrative.registered(answer("berapa_ide_lab_menjadi_inovasi", rows)))
    assert "13 dari 50" in text and "tidak dijumlahkan" in text and "63" not in text


# --- awards -----------------------------------------------------------------------------------


def test_entries_are_called_by_their_kinds_and_gaps_are_not_zero() -> None:
    rows = (
        "tahun, jenis, tingkat\n2024, kompetisi, nasional\n2023, ,\n2022, studi tiru, lain"
        "\n2021, pameran, kota\n2021, sasaran, nasional\n2020, penghargaan, tidak dinyatakan"
    )
    asked = answer(AWARDS, rows, tingkat="semua")
    text = said(narrative.recorded(asked))
    assert text.startswith("1 kompetisi dan 1 penghargaan tercatat 2020 dan 2024")
    assert text.endswith(", 1 di antaranya tingkat nasional")
    others = answer(AWARDS, "tahun, jenis, tingkat\n2022, pameran, kota", tingkat="semua")
    assert said(narrative.recorded(others)) == "1 pameran tercatat 2022"
    both = "tahun, jenis, tingkat\n2022, kompetisi, nasional\n2023, kompetisi, nasional"
    whole = said(narrative.recorded(answer(AWARDS, both, tingkat="semua")))
    assert whole == "2 kompetisi tercatat 2022 dan 2023, semuanya tingkat nasional"
    assert "1 kompetisi" in said(narrative.kinds(asked))
    spread = said(narrative.levels(asked))
    assert "1 studi tiru" in spread and "1 tingkat nasional" in spread and "1 sasaran" in spread
    gap = said(narrative.unrecorded(asked))
    assert "2023" in gap and "bukan berarti tanpa" in gap and "2022" not in gap
    assert narrative.unrecorded(answer(AWARDS, "tahun, jenis\n2023,", tingkat="kota")) is None


def test_the_award_says_its_parts_and_its_rival() -> None:
    name = "berapa_peserta_award_per_kategori"
    head = "tahun, kategori, semua, peserta, sumber, kepastian, "
    head += "tandingan, sumber_tandingan, kepastian_tandingan\n"
    rows = "2025, TTG, tidak, 2, A, A, 4, B, D\n2025, Semua, ya, 44, A, A, 64, B, D"
    asked = answer(name, head + rows)
    assert said(narrative.participants(asked)).endswith("2025: 2 TTG")
    rival = said(narrative.rival_count(asked))
    assert "64 peserta (bertentangan/lisan)" in rival and "44 menurut A (dua sumber/resmi)" in rival
    assert narrative.rival_count(answer(name, head + rows.replace("64, B, D", ","))) is None


# --- the index --------------------------------------------------------------------------------


def test_a_distance_is_said_only_when_the_limit_is_known() -> None:
    head = "tahun, skor, predikat, berikutnya, batas, jarak, kepastian, kepastian_batas\n"
    known = said(
        narrative.distance(
            answer(DISTANCE, head + "2025, 48.3, Inovatif, Sangat Inovatif, 65.01, 16.71, B, B")
        )
    )
    assert "48,30" in known and "16,71 poin lagi ke Sangat Inovatif (65,01)" in known
    unknown = said(
        narrative.distance(answer(DISTANCE, head + "2025, 20, Kurang Inovatif, Inovatif"))
    )
    assert "batas Inovatif belum diketahui" in unknown and "poin" not in unknown
    top = said(narrative.distance(answer(DISTANCE, head + "2025, 80, Sangat Inovatif")))
    assert top == "Skor IID 80,00 pada 2025, Sangat Inovatif"
    bare = said(narrative.distance(answer(DISTANCE, head + "2025, 80\n2026,")))
    assert "predikatnya belum diketahui" in bare and "2026" not in bare


def test_limits_that_changed_are_told_with_their_editions() -> None:
    head = "tahun, predikat, bawah, atas, diketahui\n"
    rows = (
        "2022, Sangat Inovatif, 60.01, 100, ya\n2023, Sangat Inovatif, 60.01, 100, ya\n"
        "2025, Sangat Inovatif, 65.01, 100, ya\n2025, Inovatif atau Kurang Inovatif, , 65, tidak"
    )
    text = said(narrative.limits(answer(LIMITS, head + rows)))
    assert "60,01 (edisi 2022 dan 2023), lalu 65,01 (edisi 2025)" in text
    assert "Inovatif dan Kurang Inovatif edisi 2025 belum diketahui" in text


def test_the_same_score_has_another_name_in_another_edition() -> None:
    scores = answer(DISTANCE, "tahun, skor, predikat\n2022, 37.06, Inovatif\n2025, 48.3, Inovatif")
    bands = answer(
        LIMITS,
        "tahun, predikat, bawah, atas, diketahui\n2026, Inovatif, 40.01, 65, ya\n"
        "2026, Kurang Inovatif, 0.01, 40, ya",
    )
    [only] = narrative.other_editions(scores, bands)
    assert "37,06" in str(only) and "edisi 2026" in str(only)
    assert str(only).endswith("Kurang Inovatif")
    assert narrative.other_editions(scores, answer(LIMITS)) == []


def test_a_place_is_claimed_among_the_known_only() -> None:
    head = "tahun, daerah, skor, urutan, banyak, rata_rata, penerbit\n"
    rows = (
        "2025, Kota A, 72, 1, 2, tidak, x\n2025, Rata-rata nasional, 49.43, , 2, ya, x\n"
        "2025, Kota Cilegon, 48.3, 2, 2, tidak, x"
    )
    text = said(narrative.peers(answer(PEERS, head + rows)))
    assert "urutan" not in text
    assert "1,13 poin di bawah rata-rata nasional (49,43)" in text
    three = rows.replace(", 2, tidak", ", 3, tidak") + "\n2025, Kota B, 40, 3, 3, tidak, x"
    ranked = said(narrative.peers(answer(PEERS, head + three)))
    assert "urutan ke-2 dari 3 daerah yang angkanya ada" in ranked
    alone = said(narrative.peers(answer(PEERS, head + "2025, Kota Cilegon, 48.3, 1, 1, tidak, x")))
    assert "urutan" not in alone
    absent = said(narrative.peers(answer(PEERS, head + "2024, Rata-rata nasional, 46, , 0, ya")))
    assert "belum diketahui" in absent and "rata-rata nasional 46,00" in absent


def test_figures_of_others_are_a_range_with_its_gaps_and_no_ranking() -> None:
    head = "tahun, ukuran, daerah, nilai, tahun_berjalan\n"
    two = f"{head}2024, Terdata, Kota A, 1200, tidak\n2024, Terdata, Kota B, 90, ya\n"
    assert said(narrative.elsewhere(answer(ELSEWHERE, f"{two}2024, Terdata, Kota C, , tidak"))) == (
        "Terdata 2024: 90 sampai 1.200 di 2 daerah (1 di antaranya belum setahun penuh);"
        " 1 daerah lain belum ada angkanya"
    )
    one = f"{head}2025, Skor IID, Kota A, 48.3, tidak"
    assert said(narrative.elsewhere(answer(ELSEWHERE, one))) == "Skor IID 2025: 48,30 di Kota A"


def test_the_best_single_step_is_named_with_what_it_pays() -> None:
    head = "urutan, langkah, rincian, skor, selisih, batas_laporan\n0, Sekarang, , 45, , 27.4\n"
    best = narrative.best_step(
        answer(STEPS, head + "3, Menaikkan A, x, 47, 2\n1, Menambah B, , 46, 1\n5, C, ,")
    )
    assert "menaikkan A (x), +2,00 poin" in said(best)
    tied = narrative.best_step(answer(STEPS, head + "3, Naik, , 47, 2\n1, Tambah, , 47, 2"))
    assert "naik dan tambah" in said(tied)
    none = narrative.best_step(answer(STEPS, head + "1, A, , 45, 0\n2, B, , 44, -1"))
    assert "Tidak satu pun" in said(none)
    assert narrative.best_step(answer(STEPS, head)) is None
    assert "di atas 27,4" in said(narrative.report_limit(answer(STEPS, head)))
    free = head.replace("27.4", "0")
    assert "tidak menurunkan" in said(narrative.report_limit(answer(STEPS, free)))


def test_weak_reports_that_lower_the_index_are_called_so() -> None:
    name, head = "bagaimana_indeks_bila_laporan_bertambah", "inovasi, mutu, selisih\n"
    falls = said(
        narrative.weak_reports(answer(name, head + "60, Lemah, 0\n70, Lemah, -1\n80, Lemah, 1"))
    )
    assert "menurunkan" in falls and "−1,00 poin pada 70" in falls and "+1,00 pada 80" in falls
    rises = said(narrative.weak_reports(answer(name, head + "60, Lemah, 0\n70, Lemah, 1")))
    assert "tidak turun: +1,00 poin sesudah 10 laporan lagi" in rises


def test_maturity_is_never_given_a_predicate() -> None:
    name = "bagaimana_sebaran_kematangan"
    head = "tahun, kelompok, jumlah, terisi, baris, rata_rata\n"
    none = said(narrative.maturity(answer(name, head + "2023, 0–<20, , 0, 249,")))
    assert none.startswith("Belum ada")
    some = said(narrative.maturity(answer(name, head + "2023, 0–<20, 3, 3, 4, 43.5")))
    assert "43,5 dari 111" in some and "3 inovasi" in some and "Inovatif" not in some

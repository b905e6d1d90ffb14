"""The laws of test_laws.py for awards, the Lab and the index, over generated rows."""

import re
import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasbor import narrative
from dasbor.format_id import number, percent
from tests import test_laws
from tests.test_laws import LAWS, OFFICES
from tests.world import ROOT, Stage, answer, of_one_answer

STAGES = ("drum_up", "diagnose", "design", "deliver", "display")
KINDS, LEVELS = ("kompetisi", "penghargaan", "sasaran", "studi tiru"), ("kota", "nasional", "")
FORMULA = ROOT / "tests" / "kasus" / "berapa_perkiraan_indeks.toml"
SCOPE = "dalam saringan ini"
SOURCE = {"sumber": "sumber, judul\ns, S"}
MASTERS = "kode, singkatan, nama\n" + "\n".join(f"{o}, {o.upper()}, Dinas {o}" for o in OFFICES)
CHOSEN = st.none() | st.sampled_from(OFFICES).map(lambda office: [office])


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage()


def lines(head: str, rows: list[tuple[Any, ...]]) -> str:
    return "\n".join([head, *(", ".join(map(str, row)) for row in rows)])


# --- awards -----------------------------------------------------------------------------------


@LAWS
@given(
    entries=st.lists(
        st.tuples(st.integers(2019, 2025), *map(st.sampled_from, (KINDS, LEVELS, OFFICES))),
        min_size=1,
        max_size=8,
    ),
    opd=CHOSEN,
)
def test_awards_are_counted_within_what_is_said(
    stage: Stage, entries: list[tuple[int, str, str, str]], opd: list[str] | None
) -> None:
    head = "id, tahun, jenis, tingkat, nama, opd, sumber, kepastian"
    rows = [
        (n, y, kind, level, "N", who, "s", "A") for n, (y, kind, level, who) in enumerate(entries)
    ]
    mine = [one for one in entries if not opd or one[3] in opd]
    with stage.world({**SOURCE, "opd": MASTERS, "penghargaan": lines(head, rows)}, 2026) as asked:
        awards = asked.ask("penghargaan_apa_saja", tingkat="semua", opd=opd)
        rules = (narrative.recorded, narrative.kinds, narrative.levels, narrative.unrecorded)
        told = [str(made) for rule in rules if (made := rule(awards))]
    contests = [level for _, kind, level, _ in mine if kind in ("penghargaan", "kompetisi")]
    shown = sum(map(int, re.findall(r"\d+(?= [a-z])", told[0].partition(" tercatat ")[0])))
    assert shown == len(contests or mine) if mine else told[0].startswith("Belum ada penghargaan")
    assert ("nasional" in told[0]) == ("nasional" in contests)
    assert all((SCOPE in text) == bool(opd) for text in told), told
    for kind, count in Counter(kind for _, kind, *_ in mine).items():
        assert f"{count} {kind}" in told[1]
    for text in told[1:3] if mine else []:
        assert sum(map(int, re.findall(r"(?<!\S)\d+(?= (?!\())", text))) == len(mine), text
    if mine and len({year for year, *_ in mine}) < 2026 - min(year for year, *_ in entries) + 1:
        assert all(str(year) not in told[-1] for year, *_ in mine if "–" not in told[-1]), told[-1]


# --- the Lab ----------------------------------------------------------------------------------

STARTED = date(2022, 11, 1)
IDEAS = st.lists(
    st.tuples(st.sampled_from(OFFICES), st.integers(1, 5), st.integers(1, 200)), max_size=7
)
DUE = date(2023, 3, 31)


@LAWS
@given(ideas=IDEAS, opd=CHOSEN)
def test_of_ideas_the_counts_are_those_of_the_rows(
    stage: Stage, ideas: list[tuple[str, int, int]], opd: list[str] | None
) -> None:
    as_of = STARTED + timedelta(days=400)
    rows = []
    for n, (office, reached, apart) in enumerate(ideas):
        dates = [STARTED + timedelta(days=min(399, apart * at)) for at in range(reached)]
        rows.append((n, 2022, office, *dates, *[""] * (5 - reached), as_of, "publikasi", "s"))
    world = {
        **SOURCE,
        "opd": MASTERS,
        "tahap_lab": lines("tahap, urutan, nama, definisi",
                           [(name, n, name.upper(), "d") for n, name in enumerate(STAGES, 1)]),
        "rencana_lab": "id, tahun, kegiatan, tahap, selesai, keadaan, sumber, kepastian\n"
                       f"r, 2022, DESIGN, design, {DUE}, rencana, s, A",
        "lab_inovasi": lines(
            f"id, tahun, opd, {', '.join(STAGES)}, per_tanggal, asal, sumber", rows),
    }  # fmt: skip
    mine = [one for one in ideas if not opd or one[0] in opd]
    with stage.world(world, 2026) as asked:
        stages = asked.ask("berapa_ide_lab_per_tahap", opd=opd)
        text, waits = str(narrative.reached(stages)), narrative.waiting(stages)
        late = narrative.overdue(asked.ask("rencana_lab_apa_yang_terlambat", opd=opd))
    if not ideas:
        assert text.startswith("Belum ada ide")
        return
    assert (SCOPE in text) == bool(opd), text
    if not mine:
        assert text.startswith("Tidak ada ide")
        return
    assert text.startswith(f"{len(mine)} ide")
    assert f", {sum(reached == 5 for _, reached, _ in mine)} sampai tahap DISPLAY" in text
    _waits_longest(str(waits), Counter(reached for _, reached, _ in mine if reached < 5))
    open_ones = sum(reached < 4 for _, reached, _ in mine)
    assert (f"{open_ones} ide belum selesai DESIGN" in str(late)) == bool(open_ones), late


def _waits_longest(text: str, stands: Counter[int]) -> None:
    most = [stage for stage, count in stands.items() if count == max(stands.values())]
    assert text.startswith("Paling banyak menunggu") == (len(most) == 1), text
    for stage in most:
        assert STAGES[stage - 1].upper() in text, text


# --- the index --------------------------------------------------------------------------------

BANDS = (("Sangat Inovatif", 60.01, 100), ("Inovatif", 35, 60), ("Kurang Inovatif", 0.01, 34.99))
SCORES = st.dictionaries(
    st.integers(2020, 2025), st.integers(1, 9999).map(lambda n: n / 100), max_size=4
)


@LAWS
@given(scores=SCORES, others=st.lists(st.integers(3000, 3005), max_size=4), mean=st.booleans())
def test_of_scores_every_word_follows_from_two_numbers(
    stage: Stage, scores: dict[int, float], others: list[int], mean: bool
) -> None:
    ledger = [(y, y, "skor_iid", score, "ya", "s", "A") for y, score in scores.items()]
    year = max(scores, default=2024)
    peers = [(year, f"Kota {n}", other / 100, "s", "A") for n, other in enumerate(others)]
    peers += [(year, "Rata-rata nasional", 30.02, "s", "A")] * mean
    world = {
        **SOURCE,
        "angka_publikasi": lines("id, tahun, ukuran, nilai, dipakai, sumber, kepastian", ledger),
        "iid_pembanding": lines("tahun, daerah, skor, sumber, kepastian", peers),
        "ambang_iid": lines("edisi, predikat, batas_bawah, batas_atas, sumber, kepastian",
                            [(y, *band, "s", "A") for y in scores for band in BANDS]),
    }  # fmt: skip
    with stage.world(world, 2026) as asked:
        course = str(narrative.index(asked.ask("berapa_skor_iid_per_tahun")))
        way = str(narrative.distance(asked.ask("berapa_jarak_ke_predikat_berikutnya")))
        place = str(narrative.peers(asked.ask("berapa_skor_iid_daerah_lain")))
    if not scores:
        assert course.startswith("Belum ada") and way.startswith("Belum ada")
        return
    first, last = scores[min(scores)], scores[year]
    if len(scores) > 1:
        verb = "naik" if last > first else "turun" if last < first else "sama"
        assert f"Skor IID {verb}" in course and number(first, 2) in course
    for limit in (60.01, 35.0):
        if f"({number(limit, 2)})" in way:
            assert f"; {number(round(limit - last, 2), 2)} poin lagi" in way, way
    ranked = sorted([last, *(other / 100 for other in others)], reverse=True)
    if len(ranked) >= 3:
        assert f"urutan ke-{ranked.index(last) + 1} dari {len(ranked)} daerah" in place
        assert ("sama dengan" in place.split(";")[0]) == (ranked.count(last) > 1), place
    if mean:
        side = "di atas" if last > 30.02 else "di bawah" if last < 30.02 else "sama dengan"
        assert f"{side} rata-rata nasional" in place


@given(part=st.integers(0, 60), whole=st.integers(1, 60))
def test_a_share_said_is_of_the_denominator_said(part: int, whole: int) -> None:
    part = min(part, whole)
    rows = f"tahun, ide, terdaftar, terdaftar_persen\n2022, {whole}, {part}, {100 * part / whole}"
    text = str(narrative.registered(answer("berapa_ide_lab_menjadi_inovasi", rows)))
    assert text.startswith(f"{part} dari {whole} ide")
    assert percent(100 * part / whole) in text


# --- the estimate -----------------------------------------------------------------------------

TRIED = st.fixed_dictionaries(
    {"inovasi": st.integers(0, 300), "kematangan": st.integers(0, 111), "spd": st.integers(0, 63),
     "pelayanan_dasar": st.integers(0, 6), "kematangan_laporan": st.integers(0, 111)}
)  # fmt: skip


@LAWS
@given(tried=TRIED)
def test_the_step_called_best_is_the_best_and_a_fall_is_one(
    stage: Stage, tried: dict[str, int]
) -> None:
    [given_tables, *_] = tomllib.loads(FORMULA.read_text("utf-8"))["kasus"]
    with stage.world(given_tables["beri"], 2026) as asked:
        steps = asked.ask("berapa_perkiraan_indeks", edisi=2026, **tried)
        curve = asked.ask("bagaimana_indeks_bila_laporan_bertambah", edisi=2026, **tried)
    best, weak = str(narrative.best_step(steps)), str(narrative.weak_reports(curve))
    rises = {row["langkah"]: row["selisih"] for row in steps.known("selisih")}
    most = max(rises.values())
    leading = {name.lower() for name, rise in rises.items() if rise == most}
    assert (f"+{number(most, 2)} poin" in best) == (most > 0), best
    for name in rises if most > 0 else []:
        assert (name.lower() in re.split(r"\W+", best.lower())) == (name.lower() in leading), best
    scores = [row["skor"] for row in curve.records() if row["mutu"] == "Lemah"]
    assert ("dapat menurunkan" in weak) == (min(scores) < scores[0]), weak
    moved = min(scores) - scores[0] if min(scores) < scores[0] else scores[-1] - scores[0]
    assert number(round(moved, 2), 2) in weak, weak


# --- that none is forgotten -------------------------------------------------------------------

# Held by their truth tables (test_sense.py, test_narrative.py): no maximum, no filter, no change.
PLAIN = {
    *("before_the_rule", "certainty", "elsewhere", "history", "limits", "named", "national"),
    *("participants", "places", "planned", "registered_for_index", "report_limit"),
    *("rival_count", "starting_point", "state", "target"),
}


def test_every_sentence_has_its_law_or_is_plain() -> None:
    laws = "".join(Path(name).read_text("utf-8") for name in (test_laws.__file__, __file__))
    held = set(re.findall(r"narrative\.(\w+)", laws))
    assert of_one_answer(narrative, "Sentence") - held == PLAIN

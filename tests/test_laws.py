"""What holds for every sentence and every title of a picture, over generated registers."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from dasbor import narrative
from dasbor.charts import catalogue
from dasbor.documents.content.register import BREAKDOWNS
from dasbor.format_id import cell, number
from dasbor.questions import headlines
from dasbor.questions.answers import Answers
from dasbor.questions.result import Result
from tests.world import Stage, answer

OFFICES = ("a", "b", "c", "d")
LASTING = {"a": "", "b": "", "c": "2022,", "d": ",2021"}  # since, until
FORMS, FIELDS = ("x", "y", ""), ("u", "v", "")
UNTIL = "-06-20"
PART, WHOLE = "tahun berjalan", "setahun penuh"
YEARS = range(2020, 2025)
REGISTER = st.dictionaries(
    st.sampled_from(YEARS),
    st.tuples(
        st.lists(
            st.tuples(
                *map(st.sampled_from, (OFFICES, FORMS, FIELDS)), st.sampled_from([7, 80, ""])
            ),
            min_size=1,
            max_size=9,
        ),
        st.sampled_from([PART, WHOLE, "tidak dinyatakan"]),
    ),
    max_size=4,
)
CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "opd": st.lists(st.sampled_from(OFFICES), min_size=1, unique=True).map(sorted),
        "bentuk": st.just(["x"]),
        "urusan": st.just(["u"]),
    },
)
EACH_OFFICE = "berapa_inovasi_per_opd"
TARGET = "opd_mana_memenuhi_target"
PIVOT = "berapa_inovasi_per_baris_dan_kolom"
OF_OFFICES = (TARGET, PIVOT, "berapa_inovasi_per_tahun", "berapa_inovasi_per_opd_per_tahun")
OF_OFFICES += ("berapa_baru_dan_lanjutan", "berapa_per_rincian", "berapa_inovasi_per_urusan")

Said = Callable[[Result], Any]
ON_REGISTERS: list[tuple[str, dict[str, Any], Said]] = [
    *(
        ("berapa_inovasi_per_tahun", {}, rule)
        for rule in (narrative.growth, narrative.headline, narrative.span, narrative.pace,
                     narrative.gap, narrative.gaps, catalogue.totals)
    ),
    ("berapa_baru_dan_lanjutan", {}, narrative.split),
    *(
        ("berapa_per_rincian", {"rincian": w}, lambda r, w=w: narrative.largest_part(r, w))
        for w in BREAKDOWNS
    ),
    *(
        (EACH_OFFICE, {}, rule)
        for rule in (narrative.leaders, narrative.without_innovation, narrative.concentration,
                     catalogue.ranking)
    ),
    ("berapa_inovasi_per_opd_per_tahun", {}, narrative.never),
    ("berapa_inovasi_per_opd_per_tahun", {}, narrative.compared),
    ("berapa_inovasi_per_opd_per_tahun", {}, catalogue.matrix),
    ("berapa_inovasi_per_urusan", {}, narrative.fields),
    ("berapa_inovasi_per_urusan", {}, catalogue.fields),
    *(
        (TARGET, {"tampil": "semua"}, rule)
        for rule in (narrative.compliance, narrative.longest_streak, narrative.never_met,
                     catalogue.compliance)
    ),
    ("bagaimana_sebaran_kematangan", {}, narrative.maturity),
    (PIVOT, {"baris": "opd", "kolom": "tahun"}, lambda r: narrative.pivoted(r, "opd", "tahun")),
    (PIVOT, {"baris": "bentuk"}, lambda r: narrative.pivoted(r, "bentuk", "", narrative.MEAN)),
    ("berapa_inovasi_per_pilihan", {}, narrative.listed),
]  # fmt: skip


LAWS = settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a smaller example costs minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def tables(register: dict[int, Any]) -> Iterator[tuple[str, str]]:
    """Of a register: year -> (rows of office, form, field, maturity; how far it goes)."""
    rows = [
        f"{year}, {year}-{n}, J, {office}, {form}, {field}, {mature}, publikasi, s"
        for year, (entries, _) in register.items()
        for n, (office, form, field, mature) in enumerate(entries)
    ]
    head = "tahun, id, judul, opd, bentuk, urusan, kematangan, asal, sumber"
    yield "inovasi", "\n".join([head, *rows])
    ledger = [
        f"{year}, {year}, inovasi_terdata, {len(entries)}, ya, {cover}, {year}{UNTIL}, s, A"
        for year, (entries, cover) in register.items()
    ]
    target = "t, 2021, target_inovasi_per_opd_per_tahun, 1, ya, setahun penuh, , s, A"
    head = "id, tahun, ukuran, nilai, dipakai, cakupan_waktu, per_tanggal, sumber, kepastian"
    yield "angka_publikasi", "\n".join([head, *ledger, target])
    yield "sumber", "sumber, judul\ns, S"
    yield "ukuran", "ukuran, label, satuan\ninovasi_terdata, Satu, inovasi"
    yield "urusan", "urusan, kelompok, pelayanan_dasar\nu, wajib, ya\nv, wajib, tidak"
    yield "bentuk", "bentuk, singkatan\nx, X\ny, Y"
    masters = (f"{o}, {o.upper()}, Dinas {o}, {LASTING[o]}" for o in OFFICES)
    head = "kode, singkatan, nama, berlaku_dari, berlaku_sampai"
    yield "opd", "\n".join([head, *(row if LASTING[row[0]] else f"{row}," for row in masters)])


def told(asked: Answers, choices: dict[str, list[str]]) -> Iterator[tuple[str, Result]]:
    for name, fixed, rule in ON_REGISTERS:
        result = asked.ask(name, **choices, **fixed)
        made = rule(result)
        if made is not None:
            yield getattr(made, "title", str(made)), result


HALF_A_YEAR = {2022: ([("a", "x", "u", 7)] * 3, WHOLE), 2023: ([("a", "x", "u", 7)], PART)}


@LAWS
@given(register=REGISTER, choices=CHOICES)
@example(register=HALF_A_YEAR, choices={})
@example(register=HALF_A_YEAR, choices={"opd": ["a", "b"], "urusan": ["u"]})
@example(register={2023: ([("a", "x", "u", 7)], WHOLE)}, choices={"opd": ["d"]})
@example(register={2022: ([("a", "", "", "")], WHOLE)}, choices={"opd": ["b", "c"]})
def test_every_sentence_keeps_the_laws(
    stage: Stage, register: dict[int, Any], choices: dict[str, list[str]]
) -> None:
    cut = {year for year, (_, cover) in register.items() if cover == PART}
    with stage.world(dict(tables(register)), 2026) as asked:
        for text, result in told(asked, choices):
            _scope_is_said(text, result)
            _part_years_are_said(text, cut)
            _nothing_is_missing_but_what_is(text, bool(register))
            _numbers_are_readable(text)


def _scope_is_said(text: str, result: Result) -> None:
    """Whatever a filter leaves out is said, or the one office is named."""
    heard = [name for name in ("opd", "bentuk", "urusan") if result.parameters.get(name)]
    if not heard or text.startswith(("Belum ada", "Satu: ", "OPD terpilih")):
        return
    named = heard == ["opd"] and re.match(r"[ABCD] (sudah|belum|\d)|[ABCD]: ", text)
    assert re.search(r"saringan ini|terpilih|pilihan", text) or named, text


def _part_years_are_said(text: str, cut: set[int]) -> None:
    for year in cut & {int(found) for found in re.findall(r"\b20\d\d\b", text)}:
        if " pada 20" in text and not text.startswith(("Belum terbit", "Inovasi menurut")):
            assert "sampai 20 Juni" in text or "belum setahun penuh" in text, (year, text)
    if "sampai" in text:
        assert not re.search(r"\b(turun|naik) dari [\d.]+ \([^)]*sampai", text), text
    assert "berjalan" not in text


def _nothing_is_missing_but_what_is(text: str, there: bool) -> None:
    assert text.startswith(("Belum ada jumlah inovasi", "Belum ada OPD", "Belum ada urusan")) <= (
        not there
    ), text


def _numbers_are_readable(text: str) -> None:
    assert not re.search(r"\b(None|nan|inf|True|False)\b|  |\(\)|−0(,0)?\b", text), text


SUPERLATIVES = r"paling banyak|terbanyak|tertinggi"


@LAWS
@given(register=REGISTER.filter(bool))
def test_a_superlative_is_of_one_that_is_named(stage: Stage, register: dict[int, Any]) -> None:
    """Worked out again from the rows: who leads alone, by each way of grouping."""
    entries = register[max(register)][0]
    with stage.world(dict(tables(register)), 2026) as asked:
        leaders = str(narrative.leaders(asked.ask(EACH_OFFICE)))
        _leads(leaders, Counter(office.upper() for office, *_ in entries))
        parts = asked.ask("berapa_per_rincian", rincian="bentuk")
        _leads(str(narrative.largest_part(parts, "bentuk")), _forms(entries))
        every = [entry for rows, _ in register.values() for entry in rows]
        pivot = asked.ask(PIVOT, baris="bentuk")
        _leads(str(narrative.pivoted(pivot, "bentuk", "")), _forms(every))


def _forms(entries: list[Any]) -> Counter[str]:
    return Counter(form.upper() for _, form, *_ in entries if form)


def _leads(text: str, counts: Counter[str]) -> None:
    first = [name for name, count in counts.items() if count == max(counts.values())]
    assert bool(re.search(SUPERLATIVES, text)) == (len(first) == 1), (text, counts)
    if len(first) == 1:
        assert re.search(rf"\b{first[0]}\b", text), (text, counts)


@LAWS
@given(register=REGISTER.filter(bool), office=st.sampled_from(OFFICES))
def test_an_office_that_is_no_more_has_no_zeros(
    stage: Stage, register: dict[int, Any], office: str
) -> None:
    first, last = {"c": (2022, 9999), "d": (0, 2021)}.get(office, (0, 9999))
    with stage.world(dict(tables(register)), 2026) as asked:
        for name in OF_OFFICES:
            for row in asked.ask(
                name, opd=[office], tampil="semua", rincian="bentuk", baris="opd", kolom="tahun"
            ).known("jumlah"):
                year = int(row.get("tahun") or row["kolom"])
                rows, _ = register.get(year, ([], ""))
                there = first <= year <= last or office in [of for of, *_ in rows]
                assert row["jumlah"] > 0 or (there and rows), (name, row)


KNOWN = st.sampled_from(["ya", "tidak", ""])


@LAWS
@given(rounds=st.dictionaries(st.sampled_from(YEARS), st.lists(KNOWN, min_size=4, max_size=4)))
def test_of_kelurahan_the_denominator_said_is_the_one_used(
    stage: Stage, rounds: dict[int, list[str]]
) -> None:
    places = "\n".join(f"{n}, Kel {n}, K{n % 2}" for n in range(4))
    rows = [
        f"{y}, {n}, {s}, publikasi, s"
        for y, all4 in rounds.items()
        for n, s in enumerate(all4)
        if s
    ]
    world = {
        "wilayah": f"kode, kelurahan, kecamatan\n{places}",
        "posyantek": "\n".join(["tahun, kode, ikut, asal, sumber", *rows]),
        "sumber": "sumber, judul\ns, S",
    }
    judged = {year: [s for s in all4 if s] for year, all4 in rounds.items() if any(all4)}
    with stage.world(world, 2026) as asked:
        took = asked.ask("berapa_kelurahan_ikut_posyantek")
        text = str(narrative.posyantek(took))
        course = str(narrative.trend(took))
        by_district = str(narrative.by_district(asked.ask("berapa_kelurahan_ikut_per_kecamatan")))
    assert text.startswith("Belum ada") == (not judged)
    if not judged:
        return
    year = max(judged)
    count = f"{judged[year].count('ya')} dari {len(judged[year])}"
    assert text.startswith(f"{count} kelurahan") and count == headlines.kelurahan(took)
    assert ("belum diketahui" in text) == (len(judged[year]) < 4)
    first, last = (judged[y] for y in (min(judged), year))
    rise = last.count("ya") - first.count("ya")
    may = len(first) == len(last) == 4 and min(judged) != year
    assert (f" {'naik' if rise > 0 else 'turun'} dari" in course) == (may and rise != 0), course
    for district in re.findall(r"Kecamatan (K\d)|dan (K\d)", by_district):
        [name] = filter(None, district)
        assert set(rounds[year][int(name[1]) :: 2]) == {"tidak"}, by_district


@given(before=st.integers(1, 400), last=st.integers(0, 400))
def test_a_share_above_a_bar_is_rounded_once(before: int, last: int) -> None:
    rise = last - before
    head = "tahun, jumlah, naik, naik_persen, ukuran, tahun_berjalan\n"
    rows = f"2021, {before}, , , a, tidak\n2022, {last}, {rise}, {100 * rise / before}, a, tidak"
    [words] = catalogue.totals(answer("berapa_inovasi_per_tahun", head + rows)).above.values()
    exact = Decimal(100 * rise) / Decimal(before)
    whole = exact.quantize(Decimal(1), ROUND_HALF_UP)
    plain = words.replace("−", "-").replace("+", "").replace(".", "")
    assert int(plain.removesuffix("%")) == whole


@LAWS
@given(tenths=st.lists(st.integers(0, 1110), min_size=1, max_size=9))
@example(tenths=[399, 400])
@example(tenths=[1, 1, 1, 1, 1, 1, 1, 8])  # 0,1875
def test_a_mean_is_rounded_once_half_away_from_zero(stage: Stage, tenths: list[int]) -> None:
    rows = [f"2023, {n}, {ten / 10}, publikasi, s" for n, ten in enumerate(tenths)]
    inovasi = "\n".join(["tahun, id, kematangan, asal, sumber", *rows])
    with stage.world({"inovasi": inovasi, "sumber": "sumber, judul\ns, S"}, 2026) as asked:
        spread = asked.ask("bagaimana_sebaran_kematangan")
    mean = Decimal(sum(tenths)) / 10 / len(tenths)
    assert f"kematangan {number(mean, 1)} dari 111" in str(narrative.maturity(spread))
    shown = mean.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    assert cell(spread.values("rata_rata")[0]) == number(shown, None)

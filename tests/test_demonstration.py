"""Samples are shown as what they are: a demonstration, apart from everything that is known."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from dasbor.charts import Chart, scale, svg
from dasbor.data.inspection import REFUSES, WARNS
from dasbor.data.versions import Publisher
from dasbor.documents import blocks, content, page, sheet
from dasbor.documents.blocks import Demonstration
from dasbor.documents.meeting.briefing import prepare
from dasbor.documents.view import View
from dasbor.format_id import percent
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, from_link, options
from dasbor.questions.query import Query, registry
from dasbor.questions.standing import Standing
from tests.world import OF_UNITS

QUERIES = registry()
# Of the register in the index application the city has no rows.
ON_ROWS = [name for name, query in QUERIES.items() if {*query.data} - {"inovasi_indeks"}]
REGISTERS = ("inovasi", "posyantek", "lab_inovasi")
GAPS = {2024, 2025}
SILENT = (blocks.Finding, blocks.Empty, blocks.Deaf, blocks.Slot)
YEAR = 2023


def choice(query: Query) -> dict[str, str]:
    return {key: values[0] for key, values in query.choices.items()}


def seen(asked: Answers, link: dict[str, list[str]] | None = None, samples: bool = False) -> View:
    choices = options(asked)
    return View(asked, from_link(link or {}, choices), choices, link or {}, samples)


def mark(folder: Path, names: Iterable[str], origin: str, source: str) -> None:
    """Say of every row of some files where it comes from."""
    for path in (path for name in names for path in folder.glob(f"{name}.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, rows[0], lineterminator="\n")
            out.writeheader()
            out.writerows({**row, "asal": origin, "sumber": source} for row in rows)


def published_by(folder: Path) -> Answers:
    return Answers(Publisher(folder, folder.parent / "gudang").current())


def test_nothing_is_wrong_with_either_city(city: Answers, demonstrated: Answers) -> None:
    for asked in (city, demonstrated):
        assert not [str(f) for f in asked.store.findings if f.grade in (REFUSES, WARNS)]


def test_where_no_row_is_a_sample_nothing_is_demonstrated(city: Answers) -> None:
    assert city.demonstration is None
    view = seen(city)
    for name in content.PAGES:
        assert not any(isinstance(b, Demonstration) for b in content.section(name, view).blocks)


@pytest.mark.parametrize("link", [{}, {"opd": ["Dinkes"]}, {"tahun": ["2024"]}], ids=str)
def test_a_page_opens_on_a_picture_or_a_sentence_and_never_on_a_table(
    city: Answers, demonstrated: Answers, link: dict[str, list[str]]
) -> None:
    for asked in (city, demonstrated):
        for name in content.PAGES:
            told = blocks.each(content.section(name, seen(asked, link)).blocks)
            seen_first = next(b for b in told if not isinstance(b, SILENT))
            assert not isinstance(seen_first, blocks.Table), name


def test_years_without_a_published_total_are_gaps_with_a_reason(city: Answers) -> None:
    for name in ("berapa_inovasi_per_tahun", "berapa_baru_dan_lanjutan"):
        rows = {r["tahun"]: r for r in city.ask(name).records() if r["tahun"] in GAPS}
        assert set(rows) == GAPS
        for row in rows.values():
            assert row["jumlah"] is None and "angka terbit" in row["keterangan"]


@pytest.mark.parametrize("year", ["", "2020", "2021", "2025"])
def test_a_demonstration_draws_samples_only_and_never_opens_on_nothing(
    demonstrated: Answers, year: str
) -> None:
    view = seen(demonstrated, {"tahun": [year]} if year else {})
    for name in content.PAGES:
        told = list(blocks.each(content.section(name, view).blocks))
        opened = [n for n, block in enumerate(told) if isinstance(block, Demonstration)]
        charts = [chart for n in opened for block in told[n:] for chart in drawn(block)]
        assert bool(opened) == any(chart.result.sample for chart in charts), name
        for chart in charts:
            if chart.result.sample:
                standings = chart.result.standings.get(chart.y, ())
                assert Standing.PUBLISHED not in standings, chart.key
                assert not any(scale.whole(chart, one) for one in chart.categories), chart.key


def test_a_sample_has_no_date_of_its_own_and_no_number_without_its_word(
    demonstrated: Answers,
) -> None:
    shown = _demonstration(demonstrated)
    for name in ON_ROWS:
        for origin in shown.ask(name, **choice(QUERIES[name])).origins:
            if origin.rows and origin.rows == origin.illustrative_rows:
                assert not (origin.as_of or origin.source or origin.certainty or origin.period)
    view = seen(demonstrated)
    for name in content.PAGES:
        told = list(blocks.each(content.section(name, view).blocks))
        opened = [n for n, block in enumerate(told) if isinstance(block, Demonstration)]
        for chart in [c for n in opened for block in told[n:] for c in drawn(block)]:
            assert not any("s.d." in words for words in chart.pale.values()), chart.key
    text = str(page.draw(content.section("lab_inovasi", view).blocks, view))
    assert "ide contoh</b>" in text and " ide</b>" not in text


def drawn(block: blocks.Block) -> Iterable[Chart]:
    if isinstance(block, blocks.Picture):
        return (block.chart, *block.others())
    return block.charts if isinstance(block, blocks.Light | blocks.Listing) else ()


@pytest.mark.parametrize("name", QUERIES)
def test_no_answer_holds_a_sample_and_the_demonstration_says_that_it_does(
    name: str, demonstrated: Answers
) -> None:
    usual = choice(QUERIES[name])
    known, shown = demonstrated.ask(name, **usual), _demonstration(demonstrated).ask(name, **usual)
    assert not known.sample and provenance.SAMPLE_SOURCE not in provenance.of(known).line
    assert all(Standing.SAMPLE not in column for column in known.standings.values())
    assert shown.sample == (name in ON_ROWS)
    if shown.sample:
        told = provenance.of(shown)
        assert told.source == provenance.SAMPLE_SOURCE and not told.certainty


def _demonstration(asked: Answers) -> Answers:
    assert asked.demonstration
    return asked.demonstration


def test_what_is_published_stays_published_among_samples(demonstrated: Answers) -> None:
    """The totals, the new and the going ones of 2020, the kelurahan, the ideas: each its own."""
    totals = demonstrated.ask("berapa_inovasi_per_tahun")
    assert totals.values("jumlah")[:4] == [59, 79, 187, 249]
    assert set(totals.standings["jumlah"][:4]) == {Standing.PUBLISHED}
    parts = demonstrated.ask("berapa_baru_dan_lanjutan", tahun_dari=2020, tahun_sampai=2020)
    assert dict(zip(parts.values("keadaan"), parts.values("jumlah"), strict=True)) == {
        "Baru": 42,
        "Lanjutan": 17,
    }
    [took] = demonstrated.ask("berapa_kelurahan_ikut_posyantek").known("ikut")
    assert (took["ikut"], took["diketahui"]) == (14, 43)
    assert percent(took["ikut_persen"]) == "32,6%"
    assert set(demonstrated.ask("berapa_ide_lab_per_tahap").values("semua")) == {50}


@pytest.mark.parametrize("filters", [{"opd": ["Dinkes"]}, {"bentuk": ["Lainnya"]}])
def test_a_part_of_a_published_total_is_not_known(
    filters: dict[str, list[str]], demonstrated: Answers
) -> None:
    view = seen(demonstrated, filters)
    for name in ("berapa_inovasi_per_tahun", "berapa_baru_dan_lanjutan"):
        rows = [r for r in view.ask(name).records() if r["tahun"] <= YEAR]
        assert rows and all(row["jumlah"] is None for row in rows)
        assert {row["keterangan"] for row in rows} == {
            "Yang terbit hanya jumlah se-kota; rinciannya belum"
        }


LINKS = [{}, {"opd": ["DLH"]}, {"tahun": ["2022", "2023"]}, {"bentuk": ["Lainnya"]}]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("name", content.PAGES)
def test_no_sentence_and_no_picture_is_made_of_samples_but_in_the_demonstration(
    name: str, link: dict[str, list[str]], demonstrated: Answers
) -> None:
    view = seen(demonstrated, link)
    section = content.section(name, view)
    assert not any(result.sample for result in section.results)
    told = (section.finding, *section.sentences)
    assert not any(result.sample for sentence in told for result in sentence.results)
    closed = page.draw(
        tuple(content.section(name, seen(demonstrated, link | {"contoh": ["tidak"]})).blocks), view
    )
    assert "CONTOH" not in closed and "Peragaan" not in closed


@pytest.mark.parametrize("name", ["pertumbuhan", "opd", "posyantek"])
def test_a_year_without_anything_says_so_once_and_demonstrates_nothing(
    name: str, demonstrated: Answers
) -> None:
    view = seen(demonstrated, {"tahun": ["2024"]})
    drawn = page.whole(content.section(name, view).blocks, view, svg.WIDE, name)
    assert "Peragaan" not in drawn and "CONTOH" not in drawn
    heads = re.findall(r"<h[12][^>]*>([^<]*)<", drawn)
    assert len({*heads}) == len(heads)
    most = 3 if name == "posyantek" else 2  # its map stays, so that a kelurahan can be looked up
    assert len([head for head in heads if head.startswith("Belum ada")]) <= most, heads


def test_a_mark_of_a_sample_says_so_when_pointed_at(demonstrated: Answers) -> None:
    view = seen(demonstrated, samples=True)
    told = [
        words
        for name in content.PAPERS
        for chart in content.section(name, view).charts
        if chart.result.sample and chart.kind != "petak"
        for words in re.findall(
            r'aria-label="Saring ([^"]+)"', svg.draw(chart, href=lambda *_: "./opd")
        )
    ]
    assert told and all(words.endswith(" (contoh)") for words in told), told


def test_what_the_demonstration_is_titled_with_states_nothing(demonstrated: Answers) -> None:
    view = seen(demonstrated, samples=True)
    charts = [c for name in content.PAPERS for c in content.section(name, view).charts]
    titles = {chart.title for chart in charts if chart.result.sample}
    assert len(titles) > 5
    for title in titles:
        assert title.startswith("Peragaan: ") and not re.search(r"\d", title.split("5D")[0]), title


def test_papers_leave_the_demonstration_out_unless_it_is_asked_for(demonstrated: Answers) -> None:
    choices = options(demonstrated)
    plain = prepare(demonstrated, Filters(), choices)
    whole = prepare(demonstrated, Filters(), choices, samples=True)
    assert not plain.samples and whole.samples
    assert not any(chart.result.sample for _, chart in plain.pictures)
    assert any(chart.result.sample for _, chart in whole.pictures)
    for section in whole.sections:  # no fact stands among samples
        order = [chart.result.sample for chart in whole.charts(section)]
        assert order == sorted(order)
    for paper in (plain, whole):
        assert not re.search(r"\b(29|31|34|36) (dari|perangkat)", " ".join(paper.decisions))


def test_the_sheet_and_its_message_hold_published_figures_only(demonstrated: Answers) -> None:
    text = sheet.page(demonstrated, {}, "https://kota.example")
    assert "14 dari 43 kelurahan" in text and "249" in text
    words = re.sub(r"(?s)<style>.*?</style>", "", text)
    assert "contoh" not in words.lower().replace("contohnya", "")


def test_a_register_that_comes_ends_the_demonstration_of_its_page(city_copy: Path) -> None:
    """Real rows of one year beside samples of the others: those are no longer shown at all."""
    mark(city_copy, [f"{name}_*" for name in REGISTERS], "contoh", "")
    mark(city_copy, [f"inovasi_{YEAR}"], "publikasi", "register-bappeda")
    asked = published_by(city_copy)
    view = seen(asked)
    for name in ("opd", "satu_opd_satu_inovasi", "pertumbuhan"):
        blocks = content.section(name, view).blocks
        assert not any(isinstance(block, Demonstration) for block in blocks), name
    years = {
        r["tahun"]: r["jumlah"] for r in view.ask("berapa_inovasi_per_opd_per_tahun").records()
    }
    assert years[YEAR] is not None and years[YEAR - 1] is None
    assert any(isinstance(b, Demonstration) for b in content.section("posyantek", view).blocks)


def test_with_the_last_sample_the_demonstration_is_gone(city_copy: Path) -> None:
    asked = published_by(city_copy)
    assert asked.demonstration is None
    for name in set(ON_ROWS) - set(OF_UNITS):
        assert asked.ask(name, **choice(QUERIES[name])), name


def test_numbers_along_the_list_of_offices_say_that_the_list_is_not_official(
    city: Answers,
) -> None:
    for name in ("berapa_inovasi_per_opd", "berapa_inovasi_per_opd_per_tahun"):
        assert "bukan daftar resmi" in provenance.of(city.ask(name)).line
    assert "bukan daftar resmi" not in provenance.of(city.ask("berapa_inovasi_per_tahun")).line

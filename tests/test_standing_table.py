"""Every number on every surface stands as the CSVs say, worked out here without the product.

Two proofs. What a reader meets is the same to the letter whether samples are loaded or not, so no
sample decides any of it. And the totals stand as plain Python over the CSVs says they do.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import pytest

from dasbor import narrative
from dasbor.documents import content, foot, markup
from dasbor.documents.meeting import deck
from dasbor.documents.meeting.briefing import prepare
from dasbor.documents.meeting.ledger import figures
from dasbor.documents.meeting.wording import EXAMPLE_LINE
from dasbor.documents.view import SUMMED, YES, View
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, options
from dasbor.questions.query import registry
from tests.surfaces import (
    FILES,
    LINKS_OF_ALL_KINDS,
    Link,
    Rows,
    answered,
    city_of_samples,
    differing,
    of_api,
    of_pages,
    of_papers,
    on_sheet,
    seen,
    served,
    shipped_rows,
)
from tests.test_deck import native, opened
from tests.world import answer, origin

SHIPPED_AS_IT_IS, SAMPLES, NEW = "seperti dikirim", "semua contoh", "inovasi_2024"
WORLDS = (SAMPLES, *FILES, NEW)
OF_REGISTERS = ("inovasi_terdata", "inovasi_diluncurkan")
LEFT_OUT = 7  # of a register that looks real every so many rows, but the last one's
TOTALS = "berapa_inovasi_per_tahun"


def real(rows: Rows, stem: str) -> Rows:
    """A register that looks real: a publisher's, and not as long as the ledger says."""
    kept = [row for n, row in enumerate(rows) if stem == "inovasi_2023" or n % LEFT_OUT]
    return [{**row, "asal": "publikasi", "sumber": "bantenraya-2023"} for row in kept]


def files_of(world: str) -> dict[str, Rows]:
    """The shipped files, or those of a city of samples with one real; of 2024 a new one."""
    if world == SHIPPED_AS_IT_IS:
        return shipped_rows()
    files = city_of_samples()
    if world == NEW:
        files[NEW] = [{**row, "tahun": "2024"} for row in files["inovasi_2023"]]
    if world in files:
        files[world] = real(files[world], world)
    return files


@cache
def loaded(world: str, samples: bool = True) -> Answers:
    """The answers to those files, or to what is left of them without the samples."""
    files = files_of(world)
    bare = {s: [r for r in rows if r.get("asal") != "contoh"] for s, rows in files.items()}
    return served(files if samples else bare)


# --- no sample decides anything ----------------------------------------------------------------


@pytest.mark.parametrize("world", [SHIPPED_AS_IT_IS, *WORLDS])
def test_pages_and_answers_are_the_same_to_the_letter_without_the_samples(world: str) -> None:
    whole, bare = loaded(world), loaded(world, samples=False)
    for link in LINKS_OF_ALL_KINDS[:5] if world == SAMPLES else LINKS_OF_ALL_KINDS[:1]:
        assert not list(differing(of_pages(whole, link), of_pages(bare, link))), link
        assert not list(differing(of_api(whole, link), of_api(bare, link))), link


def test_files_are_the_same_without_the_samples() -> None:
    whole, bare = loaded(SAMPLES), loaded(SAMPLES, samples=False)
    assert not list(differing(of_api(whole, {}, "csv"), of_api(bare, {}, "csv")))


@pytest.mark.parametrize(
    ("world", "link"), [(SHIPPED_AS_IT_IS, {}), (SAMPLES, {}), (NEW, LINKS_OF_ALL_KINDS[1])]
)
def test_papers_are_the_same_without_the_samples(world: str, link: Link) -> None:
    whole, bare = loaded(world), loaded(world, samples=False)
    assert not list(differing(of_papers(whole, link), of_papers(bare, link)))


# --- how the totals stand ----------------------------------------------------------------------


def worked_out(files: Mapping[str, Rows], link: Link) -> dict[int, tuple[float | None, str]]:
    """Year -> the total and how it stands, from the rows of the files alone."""
    found: dict[int, tuple[float | None, str]] = {}
    for year in range(2020, 2025):
        rows = [r for r in files.get(f"inovasi_{year}", []) if r["asal"] != "contoh"]
        published = _published(files["angka_publikasi"], year)
        whole = not set(link) - {"tahun"}
        if rows:
            count = sum(_fits(row, link, files) for row in rows)
            stands = "terbit" if whole and count == published else "dihitung"
            found[year] = (count, stands)
        elif whole and published is not None:
            found[year] = (published, "terbit")
        else:
            found[year] = (None, "belum terbit")
    first, last = (int(y) for y in link.get("tahun", ["2020", "2024"]))
    return {year: one for year, one in found.items() if first <= year <= last}


def _published(ledger: Rows, year: int) -> float | None:
    values = [
        r["nilai"]
        for r in ledger
        if r["ukuran"] in OF_REGISTERS and r["tahun"] == str(year) and r["dipakai"] == "ya"
    ]
    return float(values[0]) if values and values[0] else None


def _fits(row: dict[str, str], link: Link, files: Mapping[str, Rows]) -> bool:
    codes = {r["singkatan"]: r["kode"] for r in files["opd"]}
    short = {r["bentuk"]: r["singkatan"] for r in files["bentuk"] if "singkatan" in r}
    return (
        ("opd" not in link or row["opd"] in {codes[name] for name in link["opd"]})
        and ("bentuk" not in link or short.get(row["bentuk"], row["bentuk"]) in link["bentuk"])
        and ("urusan" not in link or row["urusan"] in link["urusan"])
    )


def of_json(asked: Answers, link: Link) -> dict[int, tuple[Any, str]]:
    told = json.loads(answered(asked, registry()[TOTALS], link))
    stands = told["kedudukan"]["jumlah"]
    return {r["tahun"]: (r["jumlah"], s) for r, s in zip(told["baris"], stands, strict=True)}


def of_csv(asked: Answers, link: Link) -> Iterator[tuple[int, tuple[float | None, str]]]:
    text = answered(asked, registry()[TOTALS], link, "csv").decode()
    for row in csv.DictReader(io.StringIO(text, newline="")):
        words = row["kedudukan"]
        own = re.search(r"jumlah: ([a-z ]+)", words)
        value = float(row["jumlah"]) if row["jumlah"] else None
        yield int(row["tahun"]), (value, own[1] if own else words)


@pytest.mark.parametrize(
    ("world", "link"), [*product(WORLDS, LINKS_OF_ALL_KINDS), (SHIPPED_AS_IT_IS, {})], ids=str
)
def test_totals_stand_as_the_files_say(world: str, link: Link) -> None:
    asked = loaded(world)
    years = {row["tahun"] for row in asked.ask(TOTALS).records()}
    expected = {
        year: one
        for year, one in worked_out(files_of(world), link).items()
        if year in years or one[0] is not None
    }
    assert {y: one for y, one in of_json(asked, link).items() if y in expected} == expected
    assert {y: one for y, one in of_csv(asked, link) if y in expected} == expected
    charts = [c for c in _charts(asked, link) if c.key == "total_per_tahun"][:1]
    if all(value is None for value, _ in expected.values()):
        assert not charts  # a picture of nothing is none
        return
    [chart] = charts
    drawn = zip(chart.values(), chart.result.standings["jumlah"], strict=True)
    shown = dict(zip(chart.categories, drawn, strict=True))
    assert {year: one for year, one in shown.items() if year in expected} == expected


def _charts(asked: Answers, link: Link) -> Any:
    summed = replace(seen(asked, link), query={SUMMED: (YES,)})  # several offices are compared
    return content.section("pertumbuhan", summed).charts


@pytest.mark.parametrize("world", WORLDS)
def test_sheet_and_deck_show_what_is_published_or_counted(world: str) -> None:
    asked = loaded(world)
    known = {y: v for y, (v, _) in worked_out(files_of(world), {}).items() if v is not None}
    text = on_sheet(asked, {})
    assert all(f">{number:g}<" in text for number in known.values())
    drawn = native(opened(deck.make(prepare(asked, Filters(), options(asked)))).slides)
    plot = drawn["total_per_tahun"][0].plots[0]
    years = [int(str(name).split("\n")[0]) for name in plot.categories]
    shown = dict(zip(years, plot.series[0].values, strict=True))
    assert {year: value for year, value in shown.items() if value is not None} == known


@pytest.mark.parametrize("world", [SAMPLES, NEW])
def test_the_front_page_says_its_heading_once(world: str) -> None:
    for link in LINKS_OF_ALL_KINDS:
        section = content.section(content.FRONT, seen(loaded(world), link))
        assert section.title not in {sentence.text for sentence in section.sentences}, link


@pytest.mark.parametrize("world", [SAMPLES, "posyantek_2025", "inovasi_2022", NEW])
def test_a_key_figure_names_only_who_said_that_very_number(world: str) -> None:
    ledger = files_of(world)["angka_publikasi"]
    publishers = {r["sumber"]: r["penerbit"] for r in files_of(world)["sumber"]}
    for figure in figures(seen(loaded(world), {})):
        value = figure.value.split(" ")[0].replace(".", "").replace(",", ".")
        said = {publishers.get(r["sumber"]) for r in ledger if _same(r["nilai"], value)}
        named = {name for name in publishers.values() if name and figure.words.endswith(name)}
        assert named <= said, figure
        assert named or world != SAMPLES or "belum terbit" in figure.words


def _same(one: str, other: str) -> bool:
    return bool(one) and float(one) == float(other)


# --- what is a sample says so ------------------------------------------------------------------


def test_alternative_texts_and_papers_say_sample_of_samples_only() -> None:
    asked = loaded(SAMPLES)
    choices = options(asked)
    view = View.of_papers(asked, Filters(), choices, samples=True)
    for name in content.PAPERS:
        for chart in content.section(name, view).charts:
            marked = re.search("contoh|peragaan", chart.alt_in_full, re.IGNORECASE)
            assert bool(marked) == chart.result.sample, (chart.key, chart.alt_in_full)
    plain, whole = (prepare(asked, Filters(), choices, samples=s) for s in (False, True))
    assert EXAMPLE_LINE not in " ".join(of_papers(asked, {}).values())
    assert not plain.samples and whole.samples


# --- the passport is that of the year shown ----------------------------------------------------


def test_a_sentence_of_one_year_names_the_source_of_that_year() -> None:
    rows = (
        "tahun, ikut, semua, diketahui, ikut_persen\n2024, 10, 43, 43, 23.3\n2025, 14, 43, 43, 32.6"
    )
    both = [
        origin(dataset="posyantek", year=year, publisher=f"Koran {year}", published=count, rows=0)
        for year, count in ((2024, 10.0), (2025, 14.0))
    ]
    result = replace(answer("berapa_kelurahan_ikut_posyantek", rows), origins=tuple(both))
    drawn = foot.of_sentences([narrative.posyantek(result)])
    assert "Koran 2025" in drawn and "Koran 2024" not in drawn
    assert "Koran 2024" in markup.source_line(result)

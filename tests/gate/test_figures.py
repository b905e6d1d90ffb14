"""Whatever a publication moves, in any answer and on any page, is named before it is published."""

import csv
import json
import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dasbor.data.build import build
from dasbor.data.inspection import REFUSES
from dasbor.data.schema import BY_ROW
from dasbor.data.store import open_file
from dasbor.data.versions import Publisher
from dasbor.documents import asked as places
from dasbor.documents import content
from dasbor.format_id import cell
from dasbor.gate import contents, spoken
from dasbor.gate.effect import compare
from dasbor.gate.figures import OF_FILES
from dasbor.questions import behind
from dasbor.questions.answers import ORIGIN_QUERY, Answers
from dasbor.questions.query import registry
from tests.gate.test_typed import others
from tests.surfaces import of_api, of_pages
from tests.world import CONTRACTS, found_city

PARTS = 4
# Answers that others bring along: their sources, targets and events.
BESIDE = {ORIGIN_QUERY, "target_apa_saja", "peristiwa_apa_saja", "ukuran_apa_saja"}
BY_ROWS = {name for name, query in registry().items() if BY_ROW in behind.words(query)}
OF_DATA = ("baris", "kedudukan", "sumber", "keterangan", "asal_usul")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found_city(tmp_path_factory.mktemp("angka") / "data")


@pytest.fixture(scope="module")
def served(folder: Path, city_stores: Path) -> Answers:
    return Answers(Publisher(folder, city_stores).current())


def one_cell_each(
    folder: Path, served: Answers, names: list[str], to: Path
) -> Iterator[tuple[str, Path]]:
    """Files of the datasets with one cell of each changed, whichever chance says."""
    for name in names:
        contract, chance = CONTRACTS[name], random.Random(name)
        year = contents.years(contract, served.store)[0] if contract.yearly else ""
        file = contract.file.replace("{tahun}", str(year))
        with (folder / file).open(encoding="utf-8", newline="") as stream:
            head, *rows = csv.reader(stream)
        row = chance.choice(rows)
        free = [c.name for c in contract.columns if c.name in head and not c.many
                and c.name not in (*contract.key, "tahun", "asal")
                and c.years_away is None]  # fmt: skip
        column = chance.choice([n for n in free if row[head.index(n)]] or free)
        value = row[head.index(column)]
        labels = spoken.labels(served.store, contract)
        row[head.index(column)] = next(others(contract, column, value, labels))
        with (to / file).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([head, *rows])
        yield file, to / file


def told(asked: Answers) -> dict[str, dict[str, Any]]:
    """What programs get as the answer to each question."""
    answers = of_api(asked, {}).items()
    found = {file.removesuffix(".json"): json.loads(text) for file, text in answers}
    return {name: {key: answer[key] for key in OF_DATA} for name, answer in found.items()}


def numbers(answer: dict[str, Any]) -> set[Any]:
    """The numbers that an answer states."""
    values = (value for row in answer["baris"] for value in row.values())
    return {value for value in values if isinstance(value, int | float)}


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize("part", range(PARTS))
def test_every_answer_and_every_page_that_changes_is_named(
    part: int, folder: Path, served: Answers, tmp_path: Path
) -> None:
    there = sorted(name for name in CONTRACTS if served.store.rows(f"select 1 from {name} limit 1"))
    overlay = dict(one_cell_each(folder, served, there[part::PARTS], tmp_path))
    target = tmp_path / "sesudah.duckdb"
    build(folder, target, "sesudah", overlay, served.store.path)
    with closing(open_file(target)) as store:
        assert not [str(one) for one in store.findings if one.grade == REFUSES]
        after = Answers(store)
        effect = compare(served, after, CONTRACTS)
        assert {one.dataset for one in effect.rows} == set(there[part::PARTS])
        named = {one.name: one for one in effect.answers}
        before, now = (told(one) for one in (served, after))
        moved = {name for name in now if now[name]["baris"] != before[name]["baris"]} - BY_ROWS
        assert moved - OF_FILES == named.keys() - {ORIGIN_QUERY}, moved ^ named.keys()
        beside = {name for name in now if now[name] != before[name]} - moved - BY_ROWS
        assert not beside or named.keys() & BESIDE, beside
        for name in moved:
            said = " ".join(f"{f.label} {f.before} {f.after}" for f in named[name].figures)
            units = {column.unit for column in registry()[name].columns}
            for value in numbers(now[name]) - numbers(before[name]):
                assert any(cell(value, unit) in said for unit in units), (name, value)
        old, new = (of_pages(one, {}) for one in (served, after))
        pages = {page.removeprefix("halaman ") for page in new if new[page] != old[page]}
        titles = {title for name in named for title in places.pages(after).get(name, ())}
        assert {content.PAGES[page].title for page in pages} <= titles, pages

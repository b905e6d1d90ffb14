"""Every surface on which a number reaches a reader, as text; and the shipped data as plain rows."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
from pptx import Presentation

from dasbor.charts.theme import palette
from dasbor.city import City, city
from dasbor.data.contract import Contract
from dasbor.data.schema import create_tables
from dasbor.documents import bundle, content, open_data, page, sheet
from dasbor.documents.blocks import Table, ToLoad
from dasbor.documents.meeting import deck, handout, workbook
from dasbor.documents.meeting.briefing import Refused, prepare
from dasbor.documents.view import View
from dasbor.questions.answers import Answers
from dasbor.questions.filters import from_link, options
from dasbor.questions.query import Query, registry
from tests.world import CITY, CONTRACTS, SHIPPED, filled

Link = Mapping[str, list[str]]
Rows = list[dict[str, str]]
FILES = sorted(path.stem for path in CITY.glob("*_20??.csv"))
REGISTERS = sorted({stem[:-5] for stem in FILES})
OF_FILES = {  # what these answers say of is the files themselves, samples and all
    *("berkas_apa_saja", "berkas_apa_yang_dibutuhkan", "tabel_apa_saja", "variabel_apa_saja"),
}
FILES_PAGE = "sumber_mutu"
OF_FILES_THERE = "|".join([FILES_PAGE, *OF_FILES])
LINKS_OF_ALL_KINDS: tuple[Link, ...] = (
    {},
    {"opd": ["Dinkes"]},
    {"opd": ["DLH", "Dishub"]},
    {"tahun": ["2022", "2023"]},
    {"tahun": ["2024", "2025"]},
    {"bentuk": ["Lainnya"]},
    {"urusan": ["Kesehatan"]},
)
HIDDEN = {"contoh": ["tidak"]}


def rows_of(data: Path) -> dict[str, Rows]:
    """A data folder by file, as any program reads a CSV."""
    return {path.stem: _read(path.read_text("utf-8-sig")) for path in data.glob("*.csv")}


def city_of_samples() -> dict[str, Rows]:
    """The frozen city by file, all its registers samples, as with a new installation."""
    files = rows_of(CITY)
    sample = {"asal": "contoh", "sumber": ""}
    return files | {stem: [row | sample for row in files[stem]] for stem in FILES}


def shipped_rows() -> dict[str, Rows]:
    """The shipped data by file."""
    return rows_of(SHIPPED)


def _read(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def served(files: Mapping[str, Rows], contracts: Mapping[str, Contract] = CONTRACTS) -> Answers:
    """The questions, put to a store of these rows: of a register its years together."""
    tables: dict[str, Rows] = {}
    for stem, rows in sorted(files.items()):
        name = next((name for name in REGISTERS if stem.startswith(f"{name}_20")), stem)
        tables.setdefault(name, []).extend(rows)
    connection = duckdb.connect()
    create_tables(connection, contracts)
    given = {name: _text(rows) for name, rows in tables.items() if rows}
    return Answers(filled(connection, contracts, given, city().today().year))


def _text(rows: Rows) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def seen(asked: Answers, link: Link) -> View:
    choices = options(asked)
    return View(asked, from_link(link, choices), choices, link)


def of_pages(asked: Answers, link: Link) -> dict[str, str]:
    """Every page as it is drawn, its alternative texts among it; without what it demonstrates."""
    view = seen(asked, {**link, **HIDDEN})
    return {f"halaman {name}": _drawn(name, view) for name in content.PAGES}


def _drawn(name: str, view: View) -> str:
    """A page but for what it says of the files themselves."""
    blocks = content.section(name, view).blocks
    told = [b for b in blocks if not isinstance(b, ToLoad | Table) or not _of_files(b)]
    return str(page.draw(told, view))


def _of_files(block: ToLoad | Table) -> bool:
    return isinstance(block, ToLoad) or block.result.query.name in OF_FILES


def of_papers(asked: Answers, link: Link) -> dict[str, str]:
    """Sheet, message, deck with its notes, hand-out, workbook and offline package."""
    view = seen(asked, link)
    made = {"lembar dan pesan": on_sheet(asked, link)}
    try:
        paper = prepare(asked, view.filters, view.options)
    except Refused as none:
        return made | {"rapat": str(none)}
    told = tuple(section for section in paper.sections if section.page != FILES_PAGE)
    paper = replace(paper, sections=told)
    made["paparan"] = in_deck(deck.make(paper))
    made["edaran"] = json.dumps(handout._content(paper, palette("light")), default=str)
    made["buku kerja"] = json.dumps(in_workbook(workbook.make(paper)), default=str)
    packed = bundle.files(bundle.everything(asked, view.filters, view.options))
    for name, body in packed.items():
        if name.endswith((".html", ".csv", ".txt")) and not re.search(OF_FILES_THERE, name):
            made[f"paket {name}"] = body.decode()
    return made


def on_sheet(asked: Answers, link: Link) -> str:
    """The sheet and its message: drawn anew, as all these stores call themselves by one name."""
    sheet._kept.clear()
    return str(sheet.page(asked, link, ""))


def of_api(asked: Answers, link: Link, form: str = "json") -> dict[str, str]:
    """The answer to every question, with the parameters of the link that it hears."""
    found = {}
    for name, query in registry().items():
        if name not in OF_FILES:
            found[f"{name}.{form}"] = answered(asked, query, link, form).decode()
    return found


def answered(asked: Answers, query: Query, link: Link, form: str = "json") -> bytes:
    """The bytes of one answer through the door of programs."""
    heard = set(open_data.accepted(query))
    pairs = [(key, value) for key, values in link.items() for value in values if key in heard]
    pairs += [(key, values[0]) for key, values in query.choices.items()]
    reply = open_data.answer(asked, City("Kota Uji"), f"v1/kueri/{query.name}.{form}", pairs)
    return reply.body or b"".join(reply.parts)


def in_deck(made: bytes) -> str:
    """Every word and number of the slides, of their charts, their notes and descriptions."""
    found: list[str] = []
    for slide in Presentation(io.BytesIO(made)).slides:
        parts = [slide.part, slide.notes_slide.part]
        parts += [shape.chart.part for shape in slide.shapes if shape.has_chart]
        for part in parts:
            for node in part._element.iter():
                found += [node.text or "", node.get("descr", "")]
    return "\n".join(filter(str.strip, found))


def in_workbook(made: bytes) -> list[tuple[Any, ...]]:
    """Every row of every sheet."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(made))
    return [(sheet.title, *row) for sheet in book for row in sheet.iter_rows(values_only=True)]


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> Iterable[str]:
    """What is not said alike on two sets of surfaces, the first words of each difference."""
    for name in sorted({*one, *other}):
        here, there = one.get(name, ""), other.get(name, "")
        if here != there:
            at = next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), 0)
            yield f"{name}: …{here[at - 60 : at + 90]!r} ≠ …{there[at - 60 : at + 90]!r}"

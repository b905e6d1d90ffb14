"""Paket luring: whole, alone, the same every time, and true to the answers."""

import io
import json
import re
import zipfile
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from dasbor.documents import bundle, content
from dasbor.documents.view import View
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, options


@pytest.fixture(scope="module")
def folder(city: Answers) -> dict[str, bytes]:
    whole = bundle.everything(city, Filters(), options(city))
    return bundle.files(replace(whole, extras={"paparan.pptx": b"isi"}))


def test_every_page_is_a_file_and_every_link_stays_inside(folder: dict[str, bytes]) -> None:
    pages = {name: body.decode() for name, body in folder.items() if name.endswith(".html")}
    assert len(pages) == len(content.PAPERS) and "index.html" in pages
    for html in pages.values():
        assert "<script" not in html and '<html lang="id">' in html
        for address in re.findall(r'(?:href|src)="([^"#]+)"', html):
            assert address == "data:," or (not urlsplit(address).scheme and address in folder)


def test_the_styles_ask_for_nothing(folder: dict[str, bytes]) -> None:
    css = folder[bundle.STYLES].decode()
    assert "@import" not in css
    for address in re.findall(r"url\(['\"]?([^'\")]+)", css):
        assert f"aset/{address.removeprefix('./')}" in folder


def test_every_answer_lies_there_with_its_source(folder: dict[str, bytes], city: Answers) -> None:
    view = View(city, Filters(), options(city))
    told = {n: json.loads(b) for n, b in folder.items() if n.endswith(".csv-metadata.json")}
    questions = {about["dc:title"] for about in told.values()}
    for section in content.sections(view):
        assert {result.query.question for result in section.results} <= questions
    for name, about in told.items():
        assert name == f"data/{about['url']}-metadata.json"
        first = folder[f"data/{about['url']}"].partition(b"\r\n")[0].decode()
        assert first.split(",") == [c["name"] for c in about["tableSchema"]["columns"]]


@pytest.mark.parametrize("samples", [False, True])
def test_samples_go_along_only_when_asked_for_and_marked(
    samples: bool, demonstrated: Answers
) -> None:
    choices = options(demonstrated)
    files = bundle.files(bundle.everything(demonstrated, Filters(), choices, samples))
    note = provenance.EXAMPLE_NOTE.encode()
    assert (note in files[bundle.README]) == samples
    for name in ("opd.html", "posyantek.html"):
        assert (b">CONTOH<" in files[name]) == samples, name
    assert b">CONTOH<" not in files["indeks.html"]
    marked = [name for name in files if name.startswith("data/") and note in files[name]]
    assert bool(marked) == samples


def test_the_same_data_make_the_same_bytes(city: Answers) -> None:
    choices = options(city)
    chosen = Filters(choices.years[0], choices.years[1], opd=("Dinkes",))
    first, second = (bundle.make(bundle.everything(city, chosen, choices)) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert b"2020\xe2\x80\x932021" in archive.read("index.html")
        assert "tidak berlaku untuk halaman ini" in archive.read("posyantek.html").decode()
        growth = archive.read("pertumbuhan.html").decode()
        assert "Saringan OPD tidak berlaku untuk gambar ini." in growth
        rules = archive.read("satu_opd_satu_inovasi.html").decode()
        assert "Saringan Tahun dan OPD tidak berlaku untuk tabel ini." in rules
        assert "untuk Posyantek dan IID" in archive.read("index.html").decode()


def test_an_empty_selection_is_no_trouble(city: Answers) -> None:
    choices = options(city)
    last = choices.years[-1]
    assert bundle.make(bundle.everything(city, Filters(last, last, opd=("Dinkes",)), choices))

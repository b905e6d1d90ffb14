"""Siap Rapat: a press of a button, and the file is there; the choice is in the address."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page, expect
from pptx import Presentation

from dasbor.documents import bundle, content
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, options
from tests.e2e.browser import Record, axe, context_options, settle


def test_the_chosen_pages_come_as_a_deck(tab: Page) -> None:
    tab.goto("/siap_rapat?halaman=Pertumbuhan&tahun=2021-2023&judul=Rapat+Juni")
    settle(tab)
    expect(tab.locator("ol.urut li")).to_have_count(3)
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="Unduh PowerPoint").click()
    name = waiting.value.suggested_filename
    assert name.startswith("rapat-juni-2021-2023-") and name.endswith(".pptx")
    content = Path(waiting.value.path()).read_bytes()
    slides = Presentation(io.BytesIO(content)).slides
    titles = [s.shapes.title.text_frame.text.replace("\xa0", " ") for s in slides]
    shown = tab.locator("ol.urut li").all_inner_texts()
    assert titles[0] == "Rapat Juni"
    assert [t for t in titles[2:-1] if any(t in row for row in shown)] == titles[2:-1]


def test_the_offline_bundle_opens_from_a_stick(
    new_context: Callable[..., Any], record: Record, city: Answers, tmp_path: Path
) -> None:
    """Every page, every link, without any server, in light and in dark."""
    whole = bundle.everything(city, Filters(opd=("Dinkes",)), options(city))
    for name, body in bundle.files(whole).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(body)
    context = new_context(**context_options("desktop"))
    record.follow(context)
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    names = page.locator("nav a").all_inner_texts()
    assert len(names) == len(content.PAPERS)
    for name in names:
        page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
        expect(page.locator("nav a[aria-current]")).to_have_text(name)
        for address in page.locator("a").evaluate_all("all => all.map(a => a.href)"):
            assert Path(unquote(urlsplit(address).path)).is_file(), address
        assert not record.console and not record.page_errors
        assert not axe(page)
        record.console.clear()  # axe itself asks for style sheets, which files may not
    page.emulate_media(color_scheme="dark")
    assert not axe(page)
    assert all(url.startswith("file:") for url in record.requests)


def test_a_file_that_is_no_template_is_said_and_does_no_harm(tab: Page, tmp_path: Path) -> None:
    wrong = tmp_path / "templat.pptx"
    wrong.write_text("bukan pptx")
    tab.goto("/siap_rapat?halaman=Pertumbuhan")
    settle(tab)
    tab.locator("input[type=file]").set_input_files(str(wrong))
    expect(tab.get_by_text("Templat tidak dapat dipakai")).to_be_visible()
    expect(tab.get_by_role("button", name="Unduh PowerPoint")).to_be_enabled()


def test_an_empty_selection_is_refused_kindly(tab: Page) -> None:
    tab.goto("/siap_rapat?opd=Dishub&halaman=OPD")
    settle(tab)
    expect(tab.get_by_text("Longgarkan saringan")).to_be_visible()
    expect(tab.get_by_role("button", name="Unduh PowerPoint")).to_have_count(0)

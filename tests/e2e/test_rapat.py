"""Siap Rapat: a press of a button, and the file is there; the choice is in the address."""

import io
from pathlib import Path

from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.e2e.browser import tunggu


def test_the_chosen_pages_come_as_a_deck(halaman: Page) -> None:
    halaman.goto("/siap_rapat?halaman=Pertumbuhan&tahun=2021-2023&judul=Rapat+Juni")
    tunggu(halaman)
    expect(halaman.locator("ol.urut li")).to_have_count(3)
    with halaman.expect_download() as waiting:
        halaman.get_by_role("button", name="Unduh PowerPoint").click()
    name = waiting.value.suggested_filename
    assert name.startswith("rapat-juni-2021-2023-") and name.endswith(".pptx")
    content = Path(waiting.value.path()).read_bytes()
    titles = [s.shapes.title.text_frame.text for s in Presentation(io.BytesIO(content)).slides]
    shown = halaman.locator("ol.urut li").all_inner_texts()
    assert titles[0] == "Rapat Juni"
    assert [t for t in titles[2:-1] if any(t in row for row in shown)] == titles[2:-1]


def test_a_file_that_is_no_template_is_said_and_does_no_harm(halaman: Page, tmp_path: Path) -> None:
    wrong = tmp_path / "templat.pptx"
    wrong.write_text("bukan pptx")
    halaman.goto("/siap_rapat?halaman=Pertumbuhan")
    tunggu(halaman)
    halaman.locator("input[type=file]").set_input_files(str(wrong))
    expect(halaman.get_by_text("Templat tidak dapat dipakai")).to_be_visible()
    expect(halaman.get_by_role("button", name="Unduh PowerPoint")).to_be_enabled()


def test_an_empty_selection_is_refused_kindly(halaman: Page) -> None:
    halaman.goto("/siap_rapat?opd=Dishub&halaman=OPD")
    tunggu(halaman)
    expect(halaman.get_by_text("Longgarkan saringan")).to_be_visible()
    expect(halaman.get_by_role("button", name="Unduh PowerPoint")).to_have_count(0)

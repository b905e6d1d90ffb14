"""A whole afternoon at Kelola Data in the browser: names, passport, publication, and back."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, expect

from dasbor.data.versions import Publisher
from dasbor.documents import content
from dasbor.documents.meeting import deck
from dasbor.documents.meeting.briefing import prepare
from dasbor.questions.answers import Answers
from tests.e2e.browser import settle
from tests.e2e.desk import (
    LOCALLY,
    SAVED,
    choose_source,
    choose_year,
    come_in,
    listen,
    take_back,
    upload,
)
from tests.e2e.server import Server
from tests.surfaces import in_deck, seen
from tests.world import found_city, invented

YEAR = 2024
FIGURE = f"{YEAR} · Jumlah inovasi"
REGISTER = "ringkasan", "pertumbuhan", "opd", "satu_opd_satu_inovasi", "profil_opd", "jelajah"
ROWS = ("Antrean Cepat,Dinkes", "Perpus Keliling,Dindikbud", "Sapa Ibu,Puskesmas Antah Berantah")


def in_force(site: str) -> tuple[int | None, bool]:
    """How many innovations the register of the year has, and whether samples are among them."""
    address = f"{site}/api/v1/kueri/berapa_inovasi_per_tahun.json?tahun={YEAR}"
    with urlopen(address, timeout=60) as answer:
        told = json.load(answer)
    return told["baris"][0]["jumlah"], told["data_contoh"]


def decide_names(desk: Page) -> None:
    form = desk.get_by_test_id("stForm").filter(has_text="Simpan nama")
    form.get_by_label("Alasan").fill("puskesmas di bawah dinas")
    form.get_by_role("button", name="Simpan nama").click()
    listen(desk, "1 nama tersimpan sebagai versi 1")
    settle(desk)


def declare_source(desk: Page, title: str) -> None:
    choose_source(desk, "Sumber baru")
    for label, words in (("Judul sumber", title), ("Penerbit", "Bappeda Uji")):
        field = desk.get_by_label(label, exact=True)
        field.fill(words)
        field.press("Enter")
        settle(desk)


def without_a_sample(reader: Page, site: str) -> None:
    """Every page of the year opens, and those of the register mark nothing as a sample."""
    for name in content.PAGES:
        reader.goto(f"{site}/{name}?tahun={YEAR}")
        settle(reader)
        words = reader.get_by_test_id("stMain").inner_text()
        assert "Maaf" not in words and "kode rujukan" not in words.casefold(), name
        if name in REGISTER:
            assert "contoh" not in words.casefold(), name


def test_an_afternoon_in_the_browser(
    tab: Page, tmp_path: Path, server: Callable[..., Server]
) -> None:
    data = invented(found_city(tmp_path / "data"))
    running = server(data=data, env=LOCALLY)
    before = in_force(running.site_url)
    come_in(tab, running)
    said = tab.get_by_test_id("stMain")
    upload(tab, "register.csv", "\n".join(["Judul Inovasi,SKPD", *ROWS]).encode())
    choose_year(tab, YEAR)
    expect(said).to_contain_text("2 baris diterima · 1 ditolak")

    decide_names(tab)
    expect(said).to_contain_text("3 baris diterima · 0 ditolak")
    declare_source(tab, "Register Uji")
    moved = said.get_by_role("region", name="Angka yang berubah")
    expect(moved.get_by_role("row").filter(has_text=FIGURE).first).to_contain_text("3")
    assert in_force(running.site_url) == before, "nothing is published before it is asked for"
    said.get_by_label(SAVED).fill("register tahun itu")
    said.get_by_role("button", name="Terbitkan", exact=True).click()
    listen(tab, "Terbit sebagai versi 2")
    settle(tab)

    assert in_force(running.site_url) == (3, False)
    reader = tab.context.new_page()
    without_a_sample(reader, running.site_url)
    reader.close()
    asked = Answers(Publisher(data, tmp_path / "lain").fresh())
    view = seen(asked, {"tahun": [str(YEAR)]})
    slides = in_deck(deck.make(prepare(asked, view.filters, view.options)))
    assert str(YEAR) in slides and "contoh" not in slides.casefold()
    assert "Bappeda Uji" in slides, "the source that was declared"

    take_back(tab, 3, "Satu kumpulan data dan tahun", "3 hilang")
    assert in_force(running.site_url) == before
    names = Publisher(data, tmp_path / "lain").fresh().rows("select nama from unit")
    assert ("Puskesmas Antah Berantah",) in names, "what else was published that afternoon stays"

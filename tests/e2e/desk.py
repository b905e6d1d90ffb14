"""Working at Kelola Data: what an operator does there, and what the page says to it."""

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import settle
from tests.e2e.server import Server

LOCALLY = {"DASBOR_EDITOR": "lokal"}
CALLED = "Ani Uji"
SAVED = "Alasan (dicatat pada riwayat)"
FOLD, CHECK = "Isi tanpa berkas", "Periksa entri ini"
ROW = 35  # pixels of a row of a table


def come_in(page: Page, running: Server) -> None:
    """Through the link in the terminal, with a name for the records."""
    page.goto(running.local_link())
    settle(page)
    page.get_by_label("Nama Anda").fill(CALLED)
    page.get_by_role("button", name="Lanjut").click()
    settle(page)


def listen(page: Page, words: str) -> None:
    """Wait for a message; the one before it may still be fading."""
    told = page.get_by_test_id("stMain").get_by_test_id("stAlert").filter(has_text=words)
    expect(told).to_be_visible()


def open_page(page: Page, fold: str) -> None:
    page.get_by_test_id("stExpander").get_by_text(fold).click()
    page.wait_for_timeout(700)  # it opens slowly, and what is below moves


def pick(place: Locator, label: str, option: str) -> None:
    box = place.get_by_role("combobox", name=label, exact=True)
    if box.input_value() == option:
        return
    box.click()
    box.fill(option)
    place.page.get_by_role("option").filter(has_text=option).first.click()
    if box.get_attribute("aria-expanded") == "true":  # of several: the list stays open
        box.press("Escape")


# --- a file -----------------------------------------------------------------------------------


def upload(page: Page, name: str, content: bytes) -> None:
    uploads = page.locator("input[type=file]")
    uploads.set_input_files({"name": name, "mimeType": "", "buffer": content})
    settle(page)


def choose_year(page: Page, year: int, source: str = "") -> None:
    """The year, and the source where the file does not tell it."""
    field = page.get_by_role("spinbutton", name="Tahun")
    field.fill(str(year))
    field.press("Enter")
    if source:
        settle(page)
        choose_source(page, source)
    expect(page.get_by_role("heading", name="Terbitkan", exact=True)).to_be_visible()
    settle(page)


def choose_source(page: Page, title: str) -> None:
    pick(page.get_by_test_id("stMain"), "Sumber", title)
    settle(page)


def replace_the_year(page: Page) -> None:
    """The file is the whole register of its year."""
    page.get_by_test_id("stMain").get_by_text("Isi lengkap: menggantikan").click()
    settle(page)


# --- entries ----------------------------------------------------------------------------------


def form(page: Page, submit: str = CHECK) -> Locator:
    return page.get_by_test_id("stForm").filter(has_text=submit)


def open_form(page: Page, dataset: str) -> Locator:
    """The fold with the form of a dataset."""
    fold = page.get_by_test_id("stExpander").filter(has_text=FOLD)
    if not fold.get_by_role("combobox", name="Kumpulan yang diisi").is_visible():
        open_page(page, FOLD)
    pick(fold, "Kumpulan yang diisi", dataset)
    settle(page)
    return fold


def write(page: Page, entry: Mapping[str, str]) -> None:
    for label, words in entry.items():
        field = form(page).get_by_label(label, exact=True).first
        role = field.get_attribute("role")
        if role == "combobox":
            pick(form(page), label, words)
        elif role == "group":  # a day, with a field each for day, month and year
            field.get_by_role("spinbutton").first.click()
            page.keyboard.type(words)
        else:
            field.fill(words)
    form(page).get_by_role("button", name=CHECK).click()
    settle(page)


def write_cell(page: Page, grid: Locator, column: int, row: int, words: str) -> None:
    """Type into a cell of a table; both count from 0, the column from the first in sight."""
    expect(grid.locator("canvas").first).to_be_visible()
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    at = box["x"] + 2 * ROW, box["y"] + ROW * (row + 1.5)
    page.mouse.move(*at)  # a grid takes a click only where it has seen the pointer come
    page.wait_for_timeout(300)
    page.mouse.click(*at)
    for right in range(column):  # what is pressed before the last key was heard is lost
        expect(grid.locator(f"#glide-cell-{right + 1}-{row}")).to_be_focused()
        page.keyboard.press("ArrowRight")
    expect(grid.locator(f"#glide-cell-{column + 1}-{row}")).to_be_focused()
    page.keyboard.press("Enter")
    field = page.locator("#portal textarea")
    expect(field).to_be_focused()
    field.fill(words)
    field.press("Enter")
    expect(grid.locator(f"#glide-cell-{column + 1}-{row}")).to_have_text(words)
    settle(page)


# --- publication and back ---------------------------------------------------------------------


def publish(page: Page, number: int) -> None:
    page.get_by_label(SAVED).fill(f"uji {number}")
    page.get_by_role("button", name="Terbitkan", exact=True).click()
    listen(page, f"Terbit sebagai versi {number}")
    settle(page)


def take_back(page: Page, number: int, way: str, shown: str = "") -> None:
    """Look at it, see what was expected, do it."""
    said = page.get_by_test_id("stMain")
    open_page(page, "Pulihkan versi lama")
    said.get_by_text(way).click()
    settle(page)
    said.get_by_role("button", name="Lihat akibatnya").click()
    settle(page)
    expect(said).to_contain_text(shown)
    said.get_by_label("Alasan pemulihan").fill("keliru")
    said.get_by_role("button", name="Pulihkan", exact=True).click()
    listen(page, f"Dipulihkan sebagai versi {number}")
    settle(page)

"""Mode Rapat through Streamlit's own test runner: one finding, within the slides there are."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dasbor import settings
from dasbor.data import versions

MENU = str(settings.ROOT / "dasbor" / "app" / "menu.py")


def test_one_finding_within_the_slides_and_within_the_filters(city_copy: Path) -> None:
    versions.reset()
    app = AppTest.from_file(MENU, default_timeout=60).run()
    app.query_params["slide"] = "999"
    app.query_params["halaman"] = "opd"
    shown = app.switch_page("../../pages/mode_rapat.py").run()
    assert not shown.exception
    number = shown.number_input(key="slide")
    assert number.min <= number.value <= number.max
    assert "bagian" in " ".join(shown.selectbox(key="rapat_lompat").options)
    drawn = " ".join(element.value for element in shown.markdown)
    assert "mode-rapat" in drawn and "<svg" in drawn and "CONTOH" not in drawn
    shown.number_input(key="slide").set_value(2).run()
    shown.query_params["opd"] = ["Dinkes"]
    shown.run()
    assert "Dinkes" in " ".join(element.value for element in shown.markdown)
    assert shown.number_input(key="slide").value == 2


def test_without_pages_the_screen_tells_the_whole_story(city_copy: Path) -> None:
    versions.reset()
    app = AppTest.from_file(MENU, default_timeout=60).run()
    shown = app.switch_page("../../pages/mode_rapat.py").run()
    number = shown.number_input(key="slide")
    assert 9 <= number.max <= 12
    said = []
    for place in range(1, int(number.max) + 1):
        shown.number_input(key="slide").set_value(place).run()
        assert not shown.exception
        said.append(" ".join(element.value for element in shown.markdown))
    for place, word in ((0, "Inovasi Kota"), (1, "Angka pokok"), (-1, "Keputusan yang diminta")):
        assert word in said[place]

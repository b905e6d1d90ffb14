"""A page is described once: its first picture says and shows what the app does, in that order."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dasbor import settings
from dasbor.app import ui
from dasbor.charts import svg
from dasbor.data import versions
from dasbor.documents import content
from dasbor.documents.blocks import Slot, each
from dasbor.documents.prerender import first_picture
from dasbor.documents.view import View
from dasbor.questions.answers import answers
from dasbor.questions.filters import Filters, options
from tests.world import found_city, lend_stores

PAGES = list(content.PAGES)
Link = Mapping[str, list[str]]


@pytest.fixture(scope="module", autouse=True)
def _served(city_stores: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("sekali")
    found_city(folder / "data")
    versions.reset()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASBOR_DATA", str(folder / "data"))
        patch.setenv("DASBOR_GUDANG", str(lend_stores(city_stores, folder / "gudang")))
        patch.setattr(ui, "simulator", lambda: None)  # a tool: what it says is no description
        yield
    versions.reset()


def links() -> dict[str, Link]:
    """Filters, and what controls say, as links spell them."""
    offered = options(answers(versions.current()))
    first, second, *_, last = map(str, offered.years)
    office = next(iter(offered.values["opd"]))
    place = answers(versions.current()).ask("apa_status_tiap_kelurahan").values("kode")[0]
    return {
        "none": {},
        "years and office": {"tahun": [first, second], "opd": [office]},
        "nothing left": {"tahun": [last, last], "bentuk": [next(iter(offered.values["bentuk"]))]},
        "controls": {
            "target": ["300"],
            "rincian": ["jenis"],
            "tampil": ["belum"],
            "tingkat": ["provinsi"],
            "tandingan": ["true"],
            "kelurahan": [place],
        },
        "strange": {"target": ["banyak"], "rincian": ["ngawur"], "kelurahan": ["ngawur"]},
    }


def words(html: str) -> str:
    """All that can be read."""
    html = re.sub("</?bdi>", "", str(html))
    return unescape(re.sub(r"<svg.*?</svg>|<script.*?</script>|<[^>]+>", "\n", html))


def in_the_app(name: str, link: Link) -> list[str]:
    """The parts of a page as the app has drawn them, in reading order."""
    app = AppTest.from_file(str(settings.ROOT / "dasbor/app/menu.py"), default_timeout=60)
    for key, values in link.items():
        app.query_params[key] = values
    shown = app.run()
    if name != content.FRONT:
        shown = shown.switch_page(f"../../pages/{name}.py")
        for key, values in link.items():
            shown.query_params[key] = values
        shown = shown.run()
    assert not shown.exception
    facts = [json.loads(element.proto.json)[0] for element in shown.get("bidi_component")]
    assert [one["id"].partition("/")[0] for one in facts] == [name] * len(facts)
    return [one["html"] for one in facts]


@pytest.mark.parametrize(
    "case", ["none", "years and office", "nothing left", "controls", "strange"]
)
@pytest.mark.parametrize("name", PAGES)
def test_the_first_picture_is_what_the_app_draws(name: str, case: str) -> None:
    """Byte by byte: so the app can take it over; what is left keeps the place of a tool."""
    link = links()[case]
    rest = str(first_picture(versions.current(), name, dict(link)))
    drawn = in_the_app(name, link)
    places = [rest.index(part) for part in drawn]
    assert places and places == sorted(places)
    for part in drawn:
        rest = rest.replace(part, "", 1)
    assert not words(re.sub("<footer.*?</footer>", "", rest)).strip()


def test_what_documents_say_is_on_the_page() -> None:
    asked = answers(versions.current())
    view = View(asked, Filters(), options(asked))
    for name in PAGES:
        drawn = words(first_picture(versions.current(), name, {}))
        section = content.section(name, view)
        assert section.title in drawn and section.remark in drawn
        silent = [s for s in section.sentences if s.text not in drawn]
        assert len(silent) <= 2 * (name == content.FRONT), name  # its cards say these two


def test_every_tool_of_a_description_has_a_page_that_draws_it() -> None:
    asked = answers(versions.current())
    view = View(asked, Filters(), options(asked))
    for name in PAGES:
        source = (settings.PAGES / f"{name}.py").read_text("utf-8")
        for block in each(content.section(name, view).blocks):
            if isinstance(block, Slot):
                assert f"{block.name}=" in source, (name, block.name)


def test_a_picture_is_drawn_for_the_place_it_has() -> None:
    store = versions.current()
    for browser, wide, half in (("", svg.FULL, svg.FULL // 2), ("Mobi", svg.NARROW, svg.NARROW)):
        alone = first_picture(store, "pertumbuhan", {}, browser)
        beside = first_picture(store, "opd", {}, browser).split('class="berjajar"')[1]
        assert f'viewBox="0 0 {wide} ' in alone
        assert re.findall(r'class="gambar" viewBox="0 0 (\d+) ', beside)[:2] == [str(half)] * 2

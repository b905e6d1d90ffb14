"""What leaves the house: cards, one picture in a page of others, previews, the home screen."""

import io
import json
import re
from collections.abc import Iterator
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

import app as entry
from dasbor import settings
from dasbor.charts import catalogue
from dasbor.city import City
from dasbor.documents import content, share
from dasbor.documents.open_data import Refused
from dasbor.documents.share import home_screen
from dasbor.documents.share.found import find
from dasbor.documents.view import View
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, options
from dasbor.server.api import Buckets

HERE = "https://inovasi.contoh.go.id"
CITY = City("Kota <Uji>")
OFFICE = [("opd", "dinkes"), ("tahun", "2021"), ("tahun", "2022")]
EVIL = '"><script>alert(1)</script>'


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    site = Starlette(routes=entry.routes, middleware=entry.middleware)
    with TestClient(site, follow_redirects=False) as client:
        yield client


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Buckets, "take", lambda *_: (True, 1, 0))


def sent(asked: Answers, path: str, *pairs: tuple[str, str]) -> str:
    return share.answer(asked, CITY, path, list(pairs), HERE).body.decode()


def words(svg: str) -> list[str]:
    return [e.text or "" for e in ET.fromstring(svg).iter() if e.tag.endswith("text")]


def pictures(asked: Answers) -> Iterator[tuple[str, str]]:
    """Page and key of every picture that documents have."""
    view = View.of_papers(asked, Filters(), options(asked))
    for page in content.PAGES:
        section = content.section(page, view)
        yield from ((page, chart.key) for chart in (*section.charts, *section.further))


def test_every_picture_is_a_card_with_all_it_needs(city: Answers) -> None:
    found = list(pictures(city))
    assert len(found) > 10
    for page, key in found:
        one = find(city, page, {}, key)
        assert one.chart is not None
        said = words(sent(city, f"kartu/{page}/{key}.svg"))
        whole = " ".join(said)
        assert " ".join(one.title.split()[:4]) in whole
        assert ("Inovasi Kota <Uji>" in said and "Angka terbit" in whole) or "Dihitung" in whole
        where = HERE.partition("://")[2]
        assert (where if page == content.FRONT else f"{where}/{page}") in said


def test_a_card_is_a_png_of_the_size_that_chats_want(city: Answers) -> None:
    made = share.answer(city, CITY, "kartu/pertumbuhan.png", [], HERE)
    picture = Image.open(io.BytesIO(made.body)).convert("RGB")
    assert made.media_type == "image/png" and picture.size == (1200, 630)
    colours = picture.getcolors(200_000) or []
    assert len(colours) > 50 and len(made.body) < 120_000
    title = picture.crop((40, 40, 1160, 130)).convert("L").getextrema()
    assert title[0] < 60 and title[1] > 240, "the title is set in a typeface that is there"


def test_of_a_demonstration_nothing_leaves_the_house(demonstrated: Answers) -> None:
    """Neither where samples are drawn on the page, nor when the link asks for them."""
    choices = options(demonstrated)
    view = View.of_papers(demonstrated, Filters(), choices, samples=True)
    refused = 0
    for page in content.PAGES:
        for chart in content.section(page, view).charts:
            for door, form in (("kartu", ".svg"), ("sematkan", "")):
                path = f"{door}/{page}/{chart.key}{form}"
                try:
                    made = sent(demonstrated, path, ("contoh", "ya"))
                except Refused:
                    made, refused = "", refused + 1
                assert made or chart.samples, path
                assert "arsir-" not in made and "karangan" not in made, path
    assert refused > 6


def test_a_page_without_a_figure_is_a_card_with_its_title(demonstrated: Answers) -> None:
    for page in ("lab_inovasi", "posyantek", "tentang"):
        one = find(demonstrated, page, {})
        said = words(sent(demonstrated, f"kartu/{page}.svg"))
        assert (" ".join(said).startswith(" ".join(one.title.split()[:3])) and len(said) < 8) or (
            one.chart is not None and not one.chart.samples
        )
    assert find(demonstrated, "lab_inovasi", {}).chart is None


@pytest.mark.parametrize(
    "path",
    [
        "kartu/",
        "kartu/ngawur.png",
        "kartu/opd/ngawur.png",
        "kartu/opd",
        "kartu/opd.pdf",
        "kartu/../app.png",
        "sematkan/opd",
        "sematkan/opd/ngawur",
        "sematkan/pertumbuhan/total_per_tahun.png",
    ],
)
def test_what_is_not_there_is_refused(path: str, city: Answers) -> None:
    with pytest.raises(Refused) as refused:
        sent(city, path)
    assert refused.value.status == 404


def test_an_embedded_picture_states_itself_and_asks_for_nothing(city: Answers) -> None:
    html = sent(city, "sematkan/indeks/skor_iid_batas", *OFFICE, ("asal", EVIL))
    assert not re.search(r"<script|<link(?! rel=\"icon\" href=\"data:,\")|\ssrc=\"|@import", html)
    assert "alert(1)" not in html and "Kota <Uji>" not in html
    text = unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL))
    for part in ("Kota <Uji>", "Angka terbit", "Sumber: ", "inovasi.contoh.go.id/indeks"):
        assert part in text
    assert "opd=Dinkes" in html and "<table" in html and "wa.me/?text=" in html
    [frame] = re.findall(r"&lt;iframe src=&#34;(.*?)&#34;|&lt;iframe src=&quot;(.*?)&quot;", html)
    assert any(f"{HERE}/sematkan/indeks/skor_iid_batas?tahun=2021" in one for one in frame)


def test_a_link_keeps_what_the_controls_of_its_page_say_and_drops_the_rest(city: Answers) -> None:
    link = {"target": ["300"], "rincian": ["jenis"], "ngawur": [EVIL], "opd": ["Bukan OPD"]}
    one = find(city, "pertumbuhan", link)
    assert one.query == "rincian=jenis&target=300"
    assert one.chart is not None and one.chart.target
    assert "300" in sent(city, "kartu/pertumbuhan.svg", ("target", "300"))


def test_a_preview_is_of_its_page_and_its_filters(city: Answers) -> None:
    told = {
        (page, years): share.preview(
            city, CITY, page, {"tahun": list(years)} if years else {}, HERE
        )
        for page in ("ringkasan", "pertumbuhan", "indeks", "posyantek", "opd")
        for years in ((), ("2021", "2022"))
    }
    assert len(set(told.values())) == len(told)
    for (page, years), tags in told.items():
        said = {
            name: unescape(words) for name, words in re.findall(r'"(og:.*?)" content="(.*?)"', tags)
        }
        assert said["og:title"] and said["og:description"] and len(said["og:description"]) <= 200
        assert said["og:image"].startswith(f"{HERE}/kartu/{page}.png")
        assert said["og:image"].endswith("?tahun=2021&tahun=2022") == bool(years)
        assert said["og:site_name"] == "Inovasi Kota <Uji>" and "<Uji>" not in tags
        path = said["og:image"].removeprefix(f"{HERE}/").partition("?")[0]
        made = share.answer(city, CITY, path, [("tahun", year) for year in years], HERE)
        assert made.media_type == "image/png"


def test_a_tool_is_presented_by_the_front_page(city: Answers) -> None:
    tool, front = (share.preview(city, CITY, page, {}, HERE) for page in ("sql", content.FRONT))
    assert tool == front


def test_only_an_embedded_picture_may_stand_in_a_frame_of_others(
    client: TestClient, unlimited: None
) -> None:
    there = client.get("/sematkan/pertumbuhan/total_per_tahun")
    assert there.status_code == 200 and there.headers["content-type"].startswith("text/html")
    for path in ("/sematkan/pertumbuhan/total_per_tahun", "/sematkan/x", "/sematkan/"):
        headers = client.get(path).headers
        assert "x-frame-options" not in headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script" not in policy
        assert policy.endswith("frame-ancestors *")
        assert headers["x-content-type-options"] == "nosniff"
    for path in (
        "/",
        "/sematkan",
        "/kartu/pertumbuhan.png",
        "/lembar",
        "/gambar/opd",
        "//sematkan/",
    ):
        headers = client.get(path).headers
        assert headers["x-frame-options"] == "SAMEORIGIN", path
        assert headers["content-security-policy"].endswith("frame-ancestors 'self'")


def test_a_refusal_in_a_frame_is_words_and_of_a_card_it_is_json(
    client: TestClient, unlimited: None
) -> None:
    seen = client.get("/sematkan/pertumbuhan/ngawur")
    assert seen.status_code == 404 and "Gambar ini tidak ada" in seen.text and "<main>" in seen.text
    card = client.get("/kartu/ngawur.png")
    assert card.status_code == 404 and card.json()["galat"]["kode"] == "gambar_tidak_dikenal"


def test_a_card_is_counted_like_a_file_and_a_picture_like_a_page(client: TestClient) -> None:
    def left(path: str) -> int:
        return int(client.get(path).headers["ratelimit-remaining"])

    first = left("/sematkan/pertumbuhan/total_per_tahun")
    assert first - left("/kartu/pertumbuhan.svg") <= 1
    assert first - left("/kartu/pertumbuhan.png") >= 9


def test_a_card_is_sent_once(client: TestClient, unlimited: None) -> None:
    first = client.get("/kartu/pertumbuhan.png")
    again = client.get("/kartu/pertumbuhan.png", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["cache-control"] == "no-cache"


def test_the_head_of_a_page_has_its_preview_and_icons(client: TestClient, unlimited: None) -> None:
    html = client.get("/posyantek").text
    assert html.count('property="og:title"') == 1 and "/kartu/posyantek.png" in html
    for name, kind in (
        ("manifest.webmanifest", "application/manifest+json"),
        ("ikon-180.png", "image/png"),
    ):
        assert f'href="./aset/{name}"' in html
        assert client.get(f"/aset/{name}").headers["content-type"] == kind


def test_the_home_screen_is_in_indonesian_and_its_icons_are_there(client: TestClient) -> None:
    told = json.loads(home_screen.manifest())
    assert told["lang"] == "id" and told["start_url"] == "../"
    assert {icon.get("purpose", "any") for icon in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        made = client.get(f"/aset/{icon['src'].removeprefix('./')}")
        picture = Image.open(io.BytesIO(made.content)).convert("RGBA")
        assert "x".join(map(str, picture.size)) == icon["sizes"]
        assert picture.getpixel((0, 0))[3] == 255, "a phone rounds the corners itself"


def test_the_typeface_of_cards_is_shipped() -> None:
    assert list((settings.ASSETS / "cetak").glob("Inter-*.ttf"))


def test_what_a_reader_has_put_together_can_be_taken_along_too(city: Answers) -> None:
    chart = catalogue.totals(city.ask("berapa_inovasi_per_tahun"))
    made = share.picture(chart, CITY, f"{HERE}/jelajah")
    assert Image.open(io.BytesIO(made)).size == (1200, 630)

"""``/lembar``: small, alone, true to the data, and cheap to ask for again."""

import re
from collections.abc import Mapping, Sequence
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import app as entry
from dasbor.app import endpoints
from dasbor.data import versions
from dasbor.documents import markup, sheet
from dasbor.questions.answers import Answers
from dasbor.questions.filters import options
from dasbor.server import build_routes

ADDRESS = "https://inovasi.contoh.go.id"
LARGEST = 40_000
Link = Mapping[str, Sequence[str]]


def show(answers: Answers, **link: Sequence[str]) -> str:
    return sheet.page(answers, link, ADDRESS)


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


def message(html: str) -> str:
    [text] = re.findall(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)
    return unescape(text)


@pytest.mark.parametrize("link", [{}, {"tahun": ["2021", "2023"], "opd": ["Dinkes", "Dinsos"]}])
def test_it_is_small_and_asks_for_nothing(city: Answers, link: Link) -> None:
    html = sheet.page(city, link, ADDRESS)
    assert len(html.encode()) <= LARGEST
    assert '<html lang="id">' in html and "<script" not in html
    assert not re.search(r"url\((?!#arsir-)", html)  # only hatches of its own
    assert not re.findall(r'\ssrc="|<link(?! rel="icon" href="data:,")|@import', html)


def test_it_says_what_the_front_page_says(city: Answers) -> None:
    html = show(city)
    totals = [row for row in city.ask("berapa_inovasi_per_tahun").records() if row["jumlah"]]
    for row in totals:
        assert f">{row['jumlah']}</text>" in html
    words = text_of(html)
    for part in ("OPD punya inovasi", "Posyantek", "skor indeks", "Sumber: ", "Ukuran: "):
        assert part in words


def test_those_without_an_innovation_are_named_where_a_register_tells(
    city: Answers, demonstrated: Answers
) -> None:
    html = show(city)
    idle = [r["singkatan"] for r in city.ask("berapa_inovasi_per_opd").records() if not r["jumlah"]]
    words = text_of(html[html.index('class="belum"') : html.index('class="pesan"')])
    assert idle and all(words.count(name) == 1 for name in idle)
    unknown = show(demonstrated)
    assert 'class="belum"' not in unknown and not any(n in text_of(unknown) for n in idle)


def test_filters_of_the_link_hold_are_shown_and_go_on(city: Answers) -> None:
    html = show(city, tahun=["2021-2022"], opd=["dinkes"])
    assert "2021–2022" in html and ">Dinkes<" in html
    assert "Saringan OPD tidak berlaku untuk Posyantek dan IID" in html
    assert 'href="./opd?tahun=2021&amp;tahun=2022&amp;opd=Dinkes"' in html
    address = f"{ADDRESS}/lembar?tahun=2021&tahun=2022&opd=Dinkes"
    assert message(html).endswith(address)
    assert unquote(re.findall(r"wa\.me/\?text=([^\"]+)", html)[0]).endswith(address)


def test_what_a_link_made_up_is_mentioned_and_harmless(city: Answers) -> None:
    html = show(city, opd=['"><script>alert(1)</script>'], tahun=["1500", "0"], lain=["x"])
    assert "tidak dikenal dan diabaikan" in html and "<script" not in html
    assert "1500" in html and message(html).endswith(f"{ADDRESS}/lembar")


def test_a_hostile_address_stays_words(city: Answers) -> None:
    html = sheet.page(city, {}, 'http://x"><script>')
    assert "<script" not in html


def test_the_message_has_figures_date_and_version(city: Answers) -> None:
    text = message(show(city))
    last = [r for r in city.ask("berapa_inovasi_per_tahun").records() if r["jumlah"]][-1]
    assert str(last["jumlah"]) in text and "2023 sampai 20 Juni 2023" in text
    assert city.store.version[:8] in text and text.count("\n• ") >= 4


def test_the_message_tells_a_figure_once(city: Answers) -> None:
    told = [line for line in message(show(city)).splitlines() if line.startswith("• ")]
    assert sum("249" in line for line in told) == 1 and "249" in told[0]
    assert "sudah 62 lebih banyak" in told[0]


def test_a_damaged_file_is_named(city_copy: Path) -> None:
    path = city_copy / "inovasi_2022.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2022,", "dua ribu,", 1), encoding="utf-8")
    answers = Answers(versions.Publisher(city_copy, city_copy.parent / "gudang").current())
    html = show(answers)
    assert "Ada masalah pada berkas data" in html and "inovasi_2022.csv" in html


def test_an_empty_selection_is_no_trouble(city: Answers) -> None:
    [year] = options(city).years[-1:]
    assert "Belum ada" in show(city, tahun=[str(year), str(year)])


def test_asking_again_draws_nothing(city: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    first = show(city, opd=["Dinkes"])
    monkeypatch.delattr(sheet, "_draw")
    assert show(city, opd=["Dinkes"]) == first


def test_many_different_links_do_not_fill_the_memory(
    city: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = sheet._Sheet("", markup.NOTHING, "", markup.NOTHING)
    monkeypatch.setattr(sheet, "_draw", lambda *_: nothing)
    for number in range(2 * sheet.KEPT_PAGES):
        show(city, opd=[f"ngawur {number}"])
    assert len(sheet._kept) <= sheet.KEPT_PAGES
    sheet._kept.clear()


@pytest.fixture
def client() -> TestClient:
    """Our routes around nothing: the sheet needs no Streamlit."""
    routes = build_routes(entry.site, dict, endpoints.picture, {"lembar": endpoints.light_sheet})
    return TestClient(Starlette(routes=routes))


def test_the_server_sends_it_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASBOR_ALAMAT", f"{ADDRESS}/")
    first = client.get("/lembar?opd=Dinkes")
    again = client.get("/lembar?opd=Dinkes", headers={"If-None-Match": first.headers["etag"]})
    assert first.headers["content-type"] == "text/html; charset=utf-8"
    assert first.headers["cache-control"] == "no-cache"
    assert (again.status_code, again.content) == (304, b"")
    assert f"{ADDRESS}/lembar?opd=Dinkes" in first.text


def test_the_tag_follows_the_data(client: TestClient, city_copy: Path) -> None:
    first = client.get("/lembar").headers["etag"]
    path = city_copy / "inovasi_2022.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Contoh 2022-", "Judul 2022-", 1), encoding="utf-8")
    versions.reset()
    again = client.get("/lembar", headers={"If-None-Match": first})
    assert again.status_code == 200 and again.headers["etag"] != first


def test_without_data_the_server_says_why(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing() -> None:
        raise versions.StoreUnavailable("Belum ada berkas data.")

    monkeypatch.setattr(versions, "current", nothing)
    answer = client.get("/lembar")
    assert (answer.status_code, answer.text) == (503, "Belum ada berkas data.")

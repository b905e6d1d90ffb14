"""What the pages show: the ledger's figures, and files that say the same."""

import csv
import io
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from dasbor import format_id
from dasbor.city import city
from tests.e2e.browser import Record, centre, reach, settle
from tests.world import CITY


def rows(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((CITY / file).read_text("utf-8"))))


def ledger(*measures: str) -> dict[str, float | None]:
    """Year -> the published figure in use, or None where a year has none."""
    return {
        row["tahun"]: float(row["nilai"]) if row["nilai"] else None
        for row in rows("angka_publikasi.csv")
        if row["ukuran"] in measures and row["dipakai"] == "ya"
    }


REGISTER = ledger("inovasi_diluncurkan", "inovasi_terdata")
KNOWN = {year: count for year, count in REGISTER.items() if count is not None}
LEGIBLE = 9  # pixels, the height of a line of letters
GAPS = [year for year, count in REGISTER.items() if count is None]
YEARS = [str(year) for year in range(int(min(REGISTER)), city(CITY).today().year + 1)]


def figure(page: Page, position: int) -> dict[str, Any]:
    """Traces and layout of a Plotly chart as the browser has them."""
    drawn: dict[str, Any] = reach(page, position).evaluate(
        """plot => ({
            traces: plot.data.map(({name, x, y}) => ({name, x: [...x], y: [...y]})),
            shapes: (plot.layout.shapes ?? []).map(({type, y0}) => ({type, y0})),
            xaxis: [...plot.querySelectorAll('.xaxislayer-above text')].map(t => t.textContent),
            yaxis: [...plot.querySelectorAll('.yaxislayer-above text')].map(t => t.textContent),
            values: [...plot.querySelectorAll('.points text')].map(t => t.textContent),
            notes: [...plot.querySelectorAll('.annotation text')].map(t => t.textContent),
        })"""
    )
    return drawn


@pytest.mark.parametrize("tab", ["desktop", "ponsel"], indirect=True)
def test_front_page_says_what_matters_without_plotly(tab: Page, record: Record) -> None:
    tab.goto("/")
    settle(tab)

    finding = tab.get_by_role("heading", level=1)
    expect(finding).to_have_count(1)
    expect(finding).to_contain_text(format_id.number(list(KNOWN.values())[-1]))

    picture = tab.locator("svg.gambar").first
    values = picture.locator(".nilai").all_text_contents()
    assert values == [format_id.number(count) for count in KNOWN.values()]
    assert picture.locator(".nama").all_text_contents() == YEARS
    expect(picture.locator(".kosong")).to_have_count(1)  # one field for neighbouring years
    for year in GAPS:
        expect(tab.get_by_role("listitem").filter(has_text=year).first).to_be_visible()
    assert "contoh" not in tab.locator("[data-testid=stMain]").inner_text()

    latest = max(KNOWN)
    having = len({row["opd"] for row in rows(f"inovasi_{latest}.csv")})
    scores = [score for score in ledger("skor_iid").values() if score is not None]
    taking_part = ledger("kelurahan_ikut_penilaian_posyantek")
    in_all = ledger("jumlah_kelurahan")
    for page, numbers in {
        "opd": [having, len(rows("opd.csv"))],
        "posyantek": [taking_part[max(taking_part)], in_all[max(in_all)]],
        "indeks": [format_id.number(scores[-1], 2)],
    }.items():
        line = tab.locator(f'.fakta a[href="./{page}"] b')
        shown = re.findall(r"[\d.,]+", line.inner_text())
        assert shown == [n if isinstance(n, str) else format_id.number(n) for n in numbers]

    unused = ("plotly", "MaterialSymbols", "Multiselect", "Slider")  # nobody reached for them
    assert not [url for url in record.requests if any(one in url for one in unused)]


def test_growth_draws_the_ledger_and_what_the_reader_asks_for(tab: Page, record: Record) -> None:
    tab.goto("/pertumbuhan?target=1500")
    settle(tab)
    frame = tab.locator(".stApp .bingkai").first
    high = frame.evaluate("frame => frame.clientHeight")
    assert not [url for url in record.requests if "plotly" in url.lower()]  # nobody reached for it

    total = figure(tab, 0)
    [bars] = total["traces"]
    drawn = dict(zip(bars["x"], bars["y"], strict=True))
    assert drawn == dict.fromkeys(YEARS) | REGISTER
    assert total["values"] == [format_id.number(count) for count in KNOWN.values()]
    assert [label[:4] for label in total["xaxis"]] == YEARS
    assert len([note for note in total["notes"] if "belum terbit" in note]) == 1
    assert {"type": "line", "y0": 1500} in total["shapes"]
    assert abs(frame.evaluate("frame => frame.clientHeight") - high) <= 1

    # New, continued, and those nobody can tell apart; the sums over the stacks have no name.
    parts = [trace for trace in figure(tab, 1)["traces"] if trace["name"]]
    for year, count in KNOWN.items():
        values = [dict(zip(part["x"], part["y"], strict=True)).get(year) for part in parts]
        assert sum(value or 0 for value in values) == count

    before = [trace["name"] for trace in figure(tab, 2)["traces"]]
    tab.get_by_text("jenis", exact=True).click()
    expect(tab).to_have_url(re.compile(r"[?&]rincian=jenis"))
    settle(tab)
    kinds = [trace["name"] for trace in figure(tab, 2)["traces"] if trace["name"]]
    assert kinds != before
    assert set(kinds) <= {row["jenis"] for row in rows(f"inovasi_{max(KNOWN)}.csv")}
    expect(tab).to_have_url(re.compile(r"[?&]target=1500"))

    target = tab.get_by_role("spinbutton")
    target.fill("0")
    target.press("Enter")
    settle(tab)
    assert not [s for s in figure(tab, 0)["shapes"] if s["type"] == "line" and s["y0"]]
    expect(tab).not_to_have_url(re.compile("target"))


def test_thousands_on_a_chart_have_a_point(tab: Page) -> None:
    tab.goto("/pertumbuhan?target=1500")
    settle(tab)
    total = figure(tab, 0)
    assert total["yaxis"] == []  # values stand on the marks
    assert [note for note in total["notes"] if "1.500" in note]


def downloaded(page: Page, link: Locator) -> tuple[str, list[dict[str, str]]]:
    """Head and rows of the annotated form of the file behind a link."""
    with page.expect_download() as waiting:
        link.click()
    assert waiting.value.path().read_text("utf-8").count("\n") > 1
    address = str(link.evaluate("link => link.href"))
    annotated = f"{address}{'&' if '?' in address else '?'}gaya=keterangan"
    text = page.request.get(annotated).body().decode("utf-8-sig")
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("# ")]
    return "\n".join(head), list(csv.DictReader(lines[len(head) :]))


@pytest.mark.parametrize(("address", "position"), [("/pertumbuhan", 0), ("/opd", 0)])
def test_downloaded_file_equals_the_table_and_names_filter_and_standing(
    tab: Page, address: str, position: int
) -> None:
    tab.goto(f"{address}?opd=Dinkes&opd=Dinsos&tahun=2021&tahun=2024&jumlahkan=ya")
    settle(tab)
    fold = tab.locator("details.kaki:has(table)").nth(position)
    fold.locator("summary").click()
    table = fold.get_by_role("table")
    expect(table).to_be_visible()
    head, data = downloaded(tab, fold.get_by_role("link", name="CSV", exact=True))

    for promise in (
        "dinkes",
        "dinsos",
        "2021",
        "2024",
        "Sumber:",
    ):
        assert promise in head
    category, value, *_ = table.get_by_role("columnheader").all_inner_texts()
    shown = {
        cells[0]: cells[1].split(" ")[0]
        for row in table.locator("tbody tr").all()
        if (cells := row.get_by_role("cell").all_inner_texts())
    }
    assert shown == {
        row[category]: format_id.number(float(row[value])) if row[value] else "–" for row in data
    }
    assert shown


def test_every_download_link_gives_a_file_with_its_origin(tab: Page) -> None:
    for address in ("/", "/pertumbuhan", "/opd", "/posyantek", "/sumber_mutu"):
        tab.goto(address)
        settle(tab)
        links = tab.locator("a.unduh[href*='.csv']")
        assert links.count()
        for link in links.evaluate_all("links => links.map(link => link.href)"):
            answer = tab.request.get(link)
            assert answer.status == 200, link
            head, *rows = csv.reader(io.StringIO(answer.body().decode("utf-8")))
            assert rows and len(set(head)) == len(head), link
            assert {len(row) for row in rows} == {len(head)}, link


def test_a_chart_can_be_read_before_the_app_is_there_and_stays(tab: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    tab.route("**/static/js/index.*.js", hold)
    tab.goto("/pertumbuhan", wait_until="commit")
    early = reach(tab, place="#awal")
    tab.mouse.move(*centre(early.locator(".points .point path").nth(3)))
    expect(early.locator(".hoverlayer text").first).to_be_visible()
    early.evaluate("plot => { plot.kenal = true; }")
    assert held
    for route in held:
        route.continue_()
    settle(tab)
    plot = reach(tab)
    assert plot.evaluate("plot => plot.kenal")  # the very same, not drawn again

    plot.hover()
    tools = plot.locator(".modebar-btn").evaluate_all("all => all.map(one => one.dataset.title)")
    assert tools == ["Unduh gambar (PNG)", "Layar penuh"]  # nothing that sends a chart away
    high = plot.evaluate("plot => getComputedStyle(plot).height")
    plot.locator(".modebar-btn[data-title='Layar penuh']").click()
    expect(plot).to_have_css("height", f"{tab.evaluate('innerHeight')}px")
    tab.evaluate("document.exitFullscreen()")
    expect(plot).to_have_css("height", high)


@pytest.mark.parametrize("tab", ["desktop", "ponsel"], indirect=True)
def test_without_plotly_its_charts_are_still_there_and_legible(tab: Page, record: Record) -> None:
    record.expected += ["ERR_FAILED", "plotly"]
    tab.route("**/plotly.min.js*", lambda route: route.abort())
    tab.goto("/opd")
    settle(tab)
    pictures = tab.locator(".stApp .bingkai > svg.gambar")
    expect(pictures).to_have_count(3)
    for number in range(3):
        names = pictures.nth(number).locator("text")
        expect(names.first).to_be_visible()
        heights = names.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        assert sorted(heights)[len(heights) // 2] >= LEGIBLE

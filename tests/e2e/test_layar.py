"""First screens, and no jump: what a reader meets without scrolling, before the app and after."""

import pytest
from playwright.sync_api import Page, expect

from dasbor.documents import content, frame
from tests.e2e.browser import Record, assert_sound, axe, settle

WIDTHS = {"ponsel": (390, 844), "kecil": (1280, 720)}
READ = [name for name in content.PAGES if name not in content.AT_THE_FOOT]
TOOLS = ["jelajah", "siap_rapat", "periksa_klaim", "sql"]
PAGES = ["" if name == content.FRONT else name for name in content.PAGES]
DEEPEST, JUMP, SIZES, WORDS = 260, 8, 7, 70
PLOT, LEGIBLE = 0.75, 10.5  # share of a figure's height; pixels

# The tops of all blocks of a page, in their order.
TOPS = """place => [...document.querySelectorAll(`${place} .pulau > *`)]
    .filter(block => block.getBoundingClientRect().height > 0)
    .map(block => [block.className.trim() || block.tagName, block.getBoundingClientRect().top])"""
# The top of the first picture, or of the sentence that a page without one opens on.
FIRST = """() => {
    const top = what => [...document.querySelectorAll(`.stApp :is(${what})`)]
        .map(one => one.getBoundingClientRect()).filter(box => box.width && box.height)[0]?.top;
    const pictures = 'svg.gambar, .plotly-kita, .matriks, .opd-banding, .peta, .linimasa, .tahap';
    return top(`${pictures}, .kartu`) ?? top('.kalimat') ?? Infinity;
}"""
LETTERS = """() => {
    const sizes = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const inside = walk.currentNode.parentElement;
        if (!walk.currentNode.textContent.trim() || inside.closest('svg, script, style')) continue;
        if (inside.checkVisibility()) sizes.add(getComputedStyle(inside).fontSize);
    }
    return [...sizes];
}"""
CUT_OFF = """() => {
    const main = document.querySelector('[data-testid=stMain]').getBoundingClientRect();
    return main.bottom - innerHeight;
}"""
SMALL = """() => [...document.querySelectorAll(
    'a, button, select, summary, [role=button], .isian input:not([type=hidden])')]
    .filter(one => one.checkVisibility() && !one.closest('svg, .js-plotly-plot')
        && !one.matches('[data-testid=stSkipToContent], [id^=react-aria]')
        && !(one.matches('a') && getComputedStyle(one).display === 'inline'))
    .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 24 || box.height < 24) && box.bottom > 0)
    .map(([what, box]) => `${what} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
# Words joined by a hyphen that stand on more than one line; longer ones may.
BROKEN = """() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (walk.nextNode()) {
        const inside = walk.currentNode.parentElement;
        if (!inside.closest('.dasbor')) continue;
        if (inside.closest('svg, script, style, textarea, pre')) continue;
        if (!inside.checkVisibility()) continue;
        const joined = /\\S*[\\p{L}\\d][-–][\\p{L}\\d]\\S*/gu;
        for (const word of walk.currentNode.textContent.matchAll(joined)) {
            if (word[0].length > 24) continue;
            const range = document.createRange();
            range.setStart(walk.currentNode, word.index);
            range.setEnd(walk.currentNode, word.index + word[0].length);
            const tops = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
            if (tops.size > 1) found.push(word[0]);
        }
    }
    return found;
}"""
# Words of a picture and the contrast with the mark that they lie on, and of neighbouring zones.
FAINT = """() => {
    const light = ([r, g, b]) => [r, g, b].map(part => part / 255)
        .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
        .reduce((sum, part, at) => sum + part * [.2126, .7152, .0722][at], 0);
    const between = (one, other) => {
        const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
        return (bright + .05) / (dark + .05);
    };
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    const paper = numbers(getComputedStyle(document.querySelector('.stApp')).backgroundColor);
    const ground = mark => {
        const {fill, fillOpacity} = getComputedStyle(mark);
        if (!fill.startsWith('rgb')) return null; // none, or a hatch
        return numbers(fill).slice(0, 3)
            .map((part, at) => part * fillOpacity + paper[at] * (1 - fillOpacity));
    };
    const found = [];
    for (const text of document.querySelectorAll('.stApp svg.gambar text')) {
        const box = text.getBoundingClientRect();
        if (!box.width || !text.checkVisibility()) continue;
        const x = box.left + box.width / 2, y = box.top + box.height / 2;
        const under = [...text.closest('svg').querySelectorAll('rect, circle')].filter(mark => {
            const place = mark.getBoundingClientRect();
            const below = mark.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
            return below && place.left <= x && x <= place.right
                && place.top <= y && y <= place.bottom;
        }).map(ground).filter(Boolean).pop() ?? paper;
        const contrast = between(numbers(getComputedStyle(text).fill), under);
        if (contrast < 4.5) found.push(`${text.textContent} ${contrast.toFixed(2)}`);
    }
    for (const svg of document.querySelectorAll('.stApp svg.gambar')) {
        const zones = [...svg.querySelectorAll('rect[class^=pita]')];
        zones.forEach((zone, at) => {
            const next = zones[at + 1];
            if (!next || next.getAttribute('y') !== zone.getAttribute('y')) return;
            const contrast = between(ground(zone), ground(next));
            if (contrast < 1.5) found.push(`${zone.getAttribute('class')} ${contrast.toFixed(2)}`);
        });
    }
    return found;
}"""
# Controls that do not show the keyboard's place, lie on words, or have words that are too faint.
UNSEEN = """() => {
    const light = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
        .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
        .reduce((sum, part, at) => sum + part * [.2126, .7152, .0722][at], 0);
    const between = (one, other) => {
        const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
        return (bright + .05) / (dark + .05);
    };
    const paper = getComputedStyle(document.querySelector('.stApp')).backgroundColor, found = [];
    const told = [...document.querySelectorAll('.stApp :is(h1, h2, p, th)')];
    const words = told.filter(one => one.checkVisibility()).flatMap(text => {
        const range = document.createRange();
        range.selectNodeContents(text);
        return [...range.getClientRects()];
    });
    const onWords = ({left, right, top, bottom}) => words.some(at => at.width
        && left < at.right && at.left < right && top < at.bottom && at.top < bottom);
    for (const one of document.querySelectorAll(
        '.stApp :is(.pilihan a, .isian :is(input:not([type=hidden]), select, button))')) {
        one.focus({preventScroll: true});
        const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(one);
        const ring = outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2;
        const hint = getComputedStyle(one, '::placeholder').color;
        if (!ring || between(outlineColor, paper) < 3) found.push(one.outerHTML);
        if (onWords(one.getBoundingClientRect())) found.push(`${one.textContent} lies on words`);
        if (one.placeholder && between(hint, paper) < 4.5) found.push(`${one.placeholder} ${hint}`);
    }
    return found;
}"""
# Of pictures with columns: how much of what is below their legend the columns may fill.
FLAT = """() => [...document.querySelectorAll('.stApp svg.gambar')]
    .filter(svg => svg.checkVisibility()).map(svg => [svg, svg.querySelector('line.sumbu')])
    .filter(([, axis]) => axis && axis.getAttribute('y1') === axis.getAttribute('y2'))
    .map(([svg, axis]) => {
        const whole = svg.getBoundingClientRect(), keys = [...svg.querySelectorAll('text')]
            .filter(text => text.compareDocumentPosition(axis) & Node.DOCUMENT_POSITION_FOLLOWING);
        const top = Math.max(whole.top, ...keys.map(text => text.getBoundingClientRect().bottom));
        const share = (axis.getBoundingClientRect().top - top) / (whole.bottom - top);
        return [svg.getAttribute('aria-label').slice(0, 60), share];
    })"""
TINY = """() => [...document.querySelectorAll('.stApp svg.gambar:not(.peta) text')]
    .filter(text => text.checkVisibility())
    .map(text => [text.textContent,
        parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a])"""
NAMELESS = """() => [...document.querySelectorAll('[role=figure], [role=img]')]
    .filter(one => one.checkVisibility() && !one.getAttribute('aria-label'))
    .map(one => one.outerHTML)"""
SEEN = """() => {
    const main = document.querySelector('.stApp [data-testid=stMain]');
    const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), words = [];
    while (walk.nextNode()) {
        const inside = walk.currentNode.parentElement, range = document.createRange();
        range.selectNodeContents(walk.currentNode);
        const box = range.getBoundingClientRect();
        if (inside.closest('svg, script, style') || !inside.checkVisibility()) continue;
        if (box.width && box.bottom <= innerHeight) words.push(walk.currentNode.textContent);
    }
    return words.join(' ').split(/\\s+/).filter(word => /[\\p{L}\\d]/u.test(word));
}"""


@pytest.fixture(params=WIDTHS)
def sized(request: pytest.FixtureRequest, tab: Page) -> Page:
    wide, high = WIDTHS[request.param]
    tab.set_viewport_size({"width": wide, "height": high})
    return tab


def test_the_front_page_says_it_all_on_one_screen(sized: Page) -> None:
    sized.goto("/")
    settle(sized)
    high = sized.evaluate("innerHeight")
    told = sized.locator(".stApp .layar")
    for seen in (told.locator("svg.gambar"), told.locator(".fakta li").last):
        box = seen.bounding_box()
        assert box and box["y"] + box["height"] <= high
    assert told.locator(".fakta li").count() == 4
    said = sized.evaluate(SEEN)
    assert len(said) <= WORDS, said
    assert sized.evaluate(CUT_OFF) <= 0  # the end of a page can be scrolled to
    title = sized.locator(".stApp h1")
    line = float(title.evaluate("h1 => parseFloat(getComputedStyle(h1).lineHeight)"))
    box = title.bounding_box()
    assert box and box["height"] <= 2 * line + 1


def test_every_page_shows_its_first_picture_at_once(tab: Page) -> None:
    tab.set_viewport_size({"width": 1280, "height": 720})
    tops = {}
    for name in READ:
        tab.goto(f"/{name}?opd=Dinkes" if name == "profil_opd" else f"/{name}")
        settle(tab)
        tops[name] = tab.evaluate(FIRST)
    assert {name: top for name, top in tops.items() if top > DEEPEST} == {}


def test_filters_are_in_reach_and_a_page_offers_only_those_it_hears(tab: Page) -> None:
    for wide, high in ((320, 640), *WIDTHS.values(), (1920, 1080)):
        tab.set_viewport_size({"width": wide, "height": high})
        for name in ("", "posyantek", "sumber_mutu"):
            tab.goto(f"/{name}")
            buttons = tab.locator(".bingkai-situs form > button").all()
            heard = frame.hears(name or content.FRONT)
            wanted = [word for key, word in (("tahun", "Tahun"), ("opd", "OPD")) if key in heard]
            assert [b.inner_text().partition(":")[0] for b in buttons[: len(wanted)]] == wanted
            for button in buttons:
                expect(button).to_be_in_viewport(ratio=1)
            expect(tab.locator(".bingkai-situs .nama")).to_be_in_viewport(ratio=1)


def test_every_page_stands_the_narrowest_screen_in_both_schemes(tab: Page) -> None:
    tab.set_viewport_size({"width": 320, "height": 640})
    found = {}
    for name in [*PAGES, *TOOLS]:
        assert_sound(tab, f"/{name}")
        assert tab.evaluate(BROKEN) + tab.evaluate(FAINT) + tab.evaluate(NAMELESS) == [], name
        tab.emulate_media(color_scheme="dark")
        settle(tab)
        found[name] = axe(tab) + tab.evaluate(SMALL) + tab.evaluate(FAINT)
        tab.emulate_media(color_scheme="light")
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize("tab", ["desktop", "ponsel-gelap"], indirect=True)
def test_every_control_shows_where_the_keyboard_is(tab: Page) -> None:
    found = {}
    for address in ("pertumbuhan", "opd", "posyantek", "penghargaan", "satu_opd_satu_inovasi"):
        tab.goto(f"/{address}")
        settle(tab)
        tab.keyboard.press("Tab")  # from now on the focus is to be seen
        found[address] = tab.evaluate(UNSEEN)
        assert tab.locator(".stApp :is(.pilihan, .isian)").count(), address
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize("tab", ["ponsel", "desktop"], indirect=True)
def test_few_sizes_of_letters_and_pictures_that_fill_their_place(tab: Page) -> None:
    many, poor = {}, {}
    for name in [*PAGES, *TOOLS]:
        tab.goto(f"/{name}?opd=Dinkes" if name == "profil_opd" else f"/{name}")
        settle(tab)
        many[name] = tab.evaluate(LETTERS)
        flat = [what for what, share in tab.evaluate(FLAT) if share < PLOT]
        tiny = [words for words, size in tab.evaluate(TINY) if size < LEGIBLE - 0.05]
        poor[name] = flat + tiny + tab.evaluate(BROKEN)
    assert {name: sizes for name, sizes in many.items() if len(sizes) > SIZES} == {}
    assert {name: what for name, what in poor.items() if what} == {}


def test_nothing_jumps_when_the_app_takes_over(sized: Page, record: Record) -> None:
    record.expected.append("ERR_FAILED")
    jumps = {}
    for name in PAGES:
        address = f"/{name}?opd=Dinkes" if name == "profil_opd" else f"/{name}"
        sized.route("**/static/js/**", lambda route: route.abort())
        sized.goto(address)
        sized.wait_for_load_state("networkidle")
        before = sized.evaluate(TOPS, ".awal")
        sized.unroute("**/static/js/**")
        sized.goto(address)
        settle(sized)
        after = sized.evaluate(TOPS, ".stApp")
        assert before and [kind for kind, _ in before] == [kind for kind, _ in after], address
        moved = [
            (kind, round(top), round(now))
            for (kind, top), (_, now) in zip(before, after, strict=True)
            if abs(top - now) > JUMP
        ]
        jumps[name] = moved
    assert {name: moved for name, moved in jumps.items() if moved} == {}

"""The controls of a page: links and forms that say the address they lead to, with no script."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from dasbor.documents import content, controls, page, simulation
from dasbor.documents.blocks import Choice, Control, Number, Pick, Slot, each
from dasbor.documents.view import View
from dasbor.questions.answers import Answers
from dasbor.questions.filters import from_link, options

LEVEL = Choice("Tingkat", "tingkat", ("semua", "kota", "provinsi"))
TARGET = Number("Garis target", "target", 1000, 10, "Milik Anda.")


def seen(city: Answers, **link: list[str]) -> View:
    offered = options(city)
    return View(city, from_link(link, offered), offered, link)


def addresses(html: str) -> dict[str, dict[str, list[str]]]:
    """The word of each link -> the query it leads to."""
    found = re.findall(r'<a class="langsung" href="([^"]*)"[^>]*>([^<]*)</a>', html)
    return {word: parse_qs(urlsplit(unescape(href)).query) for href, word in found}


def hidden(html: str) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', html):
        kept.setdefault(unescape(name), []).append(unescape(value))
    return kept


def test_a_choice_leads_to_each_word_and_keeps_the_rest(city: Answers) -> None:
    html = str(controls.draw(LEVEL, seen(city, opd=["Dinkes"], tingkat=["kota"])))
    assert addresses(html) == {
        "semua": {"opd": ["Dinkes"]},
        "kota": {"opd": ["Dinkes"], "tingkat": ["kota"]},
        "provinsi": {"opd": ["Dinkes"], "tingkat": ["provinsi"]},
    }
    assert re.findall(r'aria-current="true">(\w+)', html) == ["kota"]


@pytest.mark.parametrize(("said", "shown"), [("300", "300"), ("0", ""), ("", "")])
def test_a_number_is_shown_and_none_is_none(city: Answers, said: str, shown: str) -> None:
    html = str(controls.draw(TARGET, seen(city, target=[said], rincian=["jenis"])))
    assert re.findall(r'name="target"(?: value="(\d*)")?', html) == [shown]
    assert hidden(html) == {"rincian": ["jenis"]}
    assert "tidak dikenal" not in html


@pytest.mark.parametrize("control", [LEVEL, TARGET])
@pytest.mark.parametrize("said", ["ngawur", "-5", "1e9", "99999", "<b>x</b>", "true\n"])
def test_what_a_link_made_up_is_mentioned_once(city: Answers, control: Control, said: str) -> None:
    view = seen(city, **{control.name: [said]})
    html = str(controls.draw(control, view))
    assert html.count("tidak dikenal dan diabaikan") == 1
    assert "<b>" not in html and controls.strange(control, view) == said


def test_an_office_is_picked_for_its_page_with_the_filters_alone(city: Answers) -> None:
    pick = Pick("OPD", "opd", (("Dinkes", "Dinkes"), ("DLH", "DLH")), "DLH", "profil_opd")
    link = {"opd": ["DLH"], "tahun": ["2022", "2023"], "urut": ["nama"]}
    html = str(controls.draw(pick, seen(city, **link)))
    assert 'action="./profil_opd"' in html
    assert hidden(html) == {"tahun": ["2022", "2023"]}
    assert re.findall(r"<option value=\"(\w*)\" selected>", html) == ["DLH"]


def test_what_the_link_says_in_nothing_printable_is_not_carried_on(city: Answers) -> None:
    html = str(controls.draw(TARGET, seen(city, rincian=["jenis\0"], tampil=["belum"])))
    assert hidden(html) == {"tampil": ["belum"]}


@pytest.mark.parametrize("page", content.PAGES)
def test_every_control_of_a_page_can_be_drawn_and_changes_it(city: Answers, page: str) -> None:
    view = seen(city)
    for block in each(content.section(page, view).blocks):
        if isinstance(block, Choice):
            words = addresses(str(controls.draw(block, view)))
            named = [query.get(block.name, [block.offered[0]])[0] for query in words.values()]
            assert tuple(named) == block.offered


def test_a_simulation_counts_with_what_was_typed_and_says_what_it_cannot_read(
    city: Answers,
) -> None:
    published = city.ask("angka_kelurahan_mana_yang_terbit")

    def drawn(**link: list[str]) -> str:
        return str(simulation.draw(seen(city, **link), published))

    assert "Rp7.500.000" in drawn(biaya=["7,5 juta"], aturan=["semua"])
    assert "<table" not in drawn() and "<table" in drawn(biaya=["1000"])
    wrong = drawn(biaya=["<i>banyak"])
    assert 'role="status"' in wrong and "<i>" not in wrong
    assert 'value="&lt;i&gt;banyak"' in wrong or 'value="&lt;i&gt;banyak"' in unescape(wrong)


@pytest.mark.parametrize("name", [*content.PAGES])
def test_what_a_choice_changes_stands_below_it(name: str, city: Answers) -> None:
    choices = [block for block in content.blocks(name, seen(city)) if isinstance(block, Choice)]
    for choice in choices:
        one, other = (
            _parts(name, seen(city, **{choice.name: [value]})) for value in choice.offered[:2]
        )
        at = next(n for n, html in enumerate(one) if f'aria-label="{choice.label}"' in html)
        assert one[:at] == other[:at] and one[at] != other[at], choice.label


def _parts(name: str, view: View) -> list[str]:
    """The parts of a page without the addresses in them, which know every choice."""
    parts = page.parts(content.blocks(name, view))
    drawn = [page.draw(one, view) for one in parts if not isinstance(one, Slot)]
    return [re.sub(r' href="[^"]*"|<input[^>]*>', "", str(html)) for html in drawn]

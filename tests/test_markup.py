"""Words and numbers as HTML: every value escaped, every number ours, every finding to be seen."""

import xml.etree.ElementTree as ET
from urllib.parse import parse_qs, urlsplit

import pytest

from dasbor.data.inspection import NOTES, REFUSES, WARNS, Finding
from dasbor.documents import markup
from dasbor.narrative import growth
from dasbor.questions.answers import Answers
from dasbor.questions.filters import from_link, options
from dasbor.questions.query import registry
from tests.world import answer, origin

EVIL = "<script>alert('x')</script>\"&"


def parsed(html: str) -> ET.Element:
    """The markup as XML: fails when a tag is left open or a value is not escaped."""
    return ET.fromstring(f"<div>{html}</div>".replace(" download>", ' download="">'))


def words(html: str) -> str:
    return " ".join(text.strip() for text in parsed(html).itertext() if text.strip())


def finding(grade: str = REFUSES, file: str = "a.csv") -> Finding:
    return Finding(grade, file, f"salah {EVIL}.", "Betulkan.", 7, "opd", EVIL)


@pytest.mark.parametrize(
    "html",
    [
        markup.heading(EVIL), markup.paragraph(EVIL), markup.paragraph(EVIL, "sumber"),
        markup.badge(EVIL), markup.kicker(EVIL), markup.card(EVIL, EVIL, EVIL),
        markup.details(EVIL), markup.table([EVIL], [[EVIL]], [True], EVIL),
        markup.notice([finding()], EVIL),
    ],
)  # fmt: skip
def test_values_are_escaped(html: str) -> None:
    assert "<script" not in html
    assert EVIL in words(html)


def test_data_are_escaped_in_tables_notes_and_cards() -> None:
    result = answer("inovasi_apa_saja", "tahun, judul\n2021, <b>tebal</b>")
    assert "<b>" not in markup.result_table(result)
    assert "<b>tebal</b>" in words(markup.result_table(result))
    note = origin(note="<b>tebal</b>", definition="<i>", measure="<u>", publisher="<s>")
    marked = type(result)(result.query, {}, result.rows, (note,), "uji")
    for html in (markup.notes(marked), markup.source_line(marked)):
        assert not {element.tag for element in parsed(html).iter()} & {"b", "i", "u", "s"}


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("44 angka dari 15 penerbit dipakai; 6 angka", ["44 angka", "15 penerbit", "6 angka"]),
        ("Naik 33,2% pada 2023, dari 1.187 (2022)", ["33,2% pada", "1.187 (2022)"]),
        ("Urutan ke-3 dari 7 daerah", ["ke-3", "7 daerah"]),
        ("Pada 2022 dan 2023–2025 tidak ada", ["2023–2025"]),
    ],
)
def test_in_a_heading_a_number_stays_with_what_it_counts(title: str, kept: list[str]) -> None:
    html = markup.wrap(markup.heading(title))
    assert [one.text for one in parsed(html).iter("bdi")] == kept
    assert "".join(parsed(html).itertext()) == title


def test_a_block_is_one_line() -> None:
    """A line break would let Markdown rules apply inside."""
    assert "\n" not in markup.wrap("<p>a\n\n    b</p>", kind="x")


def test_only_columns_of_long_text_may_break() -> None:
    rows = [["4 November 2022", "a" * 40, "1"], ["-", "b", "2"]]
    html = markup.table(["A", "B", "C"], rows, [False, False, True], "x", "t-x")
    assert html.count('<td role="cell" class="panjang">') == 2
    assert 'class="panjang"' not in markup.table(["A", "B", "C"], rows, [False] * 3, "x")
    assert "<tbody" in markup.table(["A"], iter(()), [False], "x", "t-x")


def test_tables_speak_our_numbers() -> None:
    rows = "tahun, jumlah, naik_persen, tahun_berjalan\n2023, 1249, 33.2, ya\n2024, , ,"
    text = words(markup.result_table(answer("berapa_inovasi_per_tahun", rows)))
    assert "2023 1.249" in text and "33,2" in text and "2.023" not in text and "ya" in text
    assert "None" not in text


def test_readers_are_told_of_refused_files_only_and_of_how_many() -> None:
    mild = [finding(WARNS, "w.csv"), finding(NOTES, "n.csv")]
    refused = [finding(REFUSES, f"r{n}.csv") for n in range(5)]
    text = words(markup.notice([*mild, *refused], "Lama."))
    assert text.index("r0.csv") < text.index("r1.csv") < text.index("r2.csv")
    assert not {"n.csv", "w.csv", "r3.csv"} & set(text.split()) and "2 temuan lain" in text
    assert "Lama." in text and "baris 7" in text and "kolom opd" in text and "Betulkan." in text


def test_no_notice_without_something_to_notice() -> None:
    for grade in (NOTES, WARNS):
        assert markup.notice([finding(grade)], "") == ""
    assert markup.notice([], "") == ""


def test_a_sample_is_marked_and_has_no_way_out() -> None:
    real, sample = (
        answer("inovasi_apa_saja", "tahun, judul\n2021, x", sample=kind) for kind in (False, True)
    )
    assert markup.example_badge(real) == "" and markup.example_badge() == ""
    assert words(markup.example_badge(real, sample)) == "CONTOH"
    for way in (markup.files, markup.ways):
        assert "href" in way(real) and way(sample) == ""


@pytest.mark.parametrize("name", registry())
def test_a_download_asks_the_same_again(name: str, city: Answers) -> None:
    query = registry()[name]
    asked = {"tahun_dari": 2021, "tahun_sampai": 2022, "opd": ["dinkes"], "urusan": ["Kesehatan"]}
    own = {key: values[-1] for key, values in query.choices.items()}
    result = city.ask(name, **(asked | own))
    link = parsed(markup.files(result)).find(".//a")
    assert link is not None
    address = urlsplit(link.get("href", ""))
    assert address.path == f"./unduh/{name}.csv"
    given = parse_qs(address.query)
    offered = options(city)
    chosen = from_link(given, offered).parameters(offered)
    again = city.ask(name, **(chosen | {key: given[key][0] for key in query.choices}))
    assert again.rows == result.rows


def test_a_named_table_stands_as_cards_on_a_phone_and_stays_a_table() -> None:
    html = markup.table(["A", "B"], [["1", EVIL]], [True, False], "Isi", "t-uji")
    root = parsed(html)
    assert {e.get("role") for e in root.iter() if e.get("role")} >= {"table", "row", "cell"}
    assert '.t-uji td:nth-child(2)::before { content: "B"; }' in html
    plain = markup.table(["A"], [["1"]], [True], "Isi")
    assert "tumpuk" not in plain and "<style" not in plain and 'role="cell"' not in plain


def test_sentences_can_be_asked_where_they_come_from_only_where_there_is_no_foot() -> None:
    sentence = growth(answer("berapa_inovasi_per_tahun", "tahun, jumlah\n2022, 7"))
    assert "berapa_inovasi_per_tahun.csv" in markup.sentences([sentence], markup.files)
    assert "<details" not in markup.sentences([sentence])

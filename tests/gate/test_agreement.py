"""Columns that name the same thing agree, and codes of BPS are never those of the ministry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasbor.gate.cleaning import clean
from dasbor.gate.cleaning.villages import BPS, EITHER, MINISTRY, code_system
from dasbor.gate.matching import match as match_sheet
from dasbor.gate.model import Cleaned
from dasbor.gate.references import References, references
from dasbor.questions.answers import Answers
from tests.gate.test_cleaning import Y2023, sheet
from tests.world import CONTRACTS


@pytest.fixture(scope="module")
def lists(city: Answers) -> References:
    return references(city.store)


def read(lists: References, header: str, *rows: str) -> Cleaned:
    found = sheet(header, *rows)
    best = match_sheet(found, CONTRACTS)[0]
    return clean(found, best, CONTRACTS[best.dataset], lists, Y2023)


def villages_of(done: Cleaned) -> list[str]:
    return [values["kode"] for _, values in done.rows]


ANY = st.data()


@given(ANY)
def test_a_list_of_kelurahan_means_the_same_in_every_spelling(
    lists: References, data: st.DataObject
) -> None:
    """Codes of BPS or of the ministry, with or without points, with or without the names."""
    back = {code: bps for bps, code in lists.bps.items()}
    codes = data.draw(st.lists(st.sampled_from(sorted(back)), min_size=1, max_size=9, unique=True))
    write = data.draw(st.sampled_from([back.__getitem__, lambda c: c.replace(".", ""), str]))
    named = data.draw(st.booleans())
    labels = lists.names["wilayah"].labels
    texts = [write(code) for code in codes]
    header = "Kode Wilayah|Nama Kelurahan|Ikut" if named else "Kode Wilayah|Ikut"
    rows = [
        f"{text}|{labels[code]}|ya" if named else f"{text}|ya"
        for text, code in zip(texts, codes, strict=True)
    ]
    done = read(lists, header, *rows)
    taken = dict(zip((at for at, _ in done.rows), villages_of(done), strict=True))
    assert all(taken[at] == codes[at - 2] for at in taken)
    if named:
        assert len(taken) == len(codes)
    for rejected in done.rejected:
        assert "Kemendagri atau kode BPS" in rejected.reasons[0]


def test_whose_codes_they_are_is_told_by_names_or_by_the_whole_column(lists: References) -> None:
    def system(*pairs: tuple[str, str]) -> str:
        return code_system(pairs, lists)

    assert system(("3672021001", "Ramanuju")) == BPS
    assert system(("3672021001", "Bagendung")) == MINISTRY
    assert system(("3672021001", "")) == EITHER
    assert system(("3672021001", ""), ("3672010001", "")) == BPS
    assert system(("3672021001", ""), ("3672051001", "")) == MINISTRY
    assert system(("36.72.02.1001", "")) == MINISTRY


def test_a_code_and_a_name_that_contradict_each_other_cost_the_row(lists: References) -> None:
    done = read(
        lists, "Kode|Kelurahan|Ikut penilaian",
        "36.72.01.1001|Warnasari|ya", "36.72.08.1001|Warnasari|tidak", "36.72.08.1002||ya",
    )  # fmt: skip
    assert villages_of(done) == ["36.72.08.1001", "36.72.08.1002"]
    assert "menyebut yang lain" in done.rejected[0].reasons[0]


def test_two_columns_of_offices_that_disagree_are_told_by_row(lists: References) -> None:
    done = read(
        lists, "Judul Inovasi|OPD|Perangkat Daerah",
        "A|Dinas Kesehatan|Dinas Sosial", "B|Dinas Sosial|Dinsos", "C|Dinas Sosial|",
    )  # fmt: skip
    assert [values["opd"] for _, values in done.rows] == ["dinkes", "dinsos", "dinsos"]
    [told] = [f for f in done.findings if f.rule == "beda_kolom"]
    assert (told.grade, told.row) == ("peringatan", 2)

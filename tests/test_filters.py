"""Links: what people type or keep means the same, and what means nothing is said kindly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasbor.questions.answers import Answers
from dasbor.questions.filters import (
    CHOICES,
    Filters,
    Options,
    canonical,
    from_link,
    link_of,
    options,
    unknown,
)
from tests.world import world

OFFERED = {  # label -> value, and every other spelling
    "opd": {
        "Dindikbud": ("dindik", "Dinas Pendidikan, Kebudayaan"),
        "Dinkes": ("dinkes", "Dinas Kesehatan"),
        "Kec. Jauh": ("kec", "Kecamatan Jauh"),
    },
    "bentuk": {"Pelayanan publik": ("Inovasi pelayanan publik",)},
    "urusan": {
        name: (name,)
        for name in ("Koperasi, Usaha Kecil", "Pangan", "Pendidikan", "Pendidikan dan Pelatihan")
    },
}
OPTIONS = Options(
    (2020, 2021, 2022, 2023),
    {name: {label: words[0] for label, words in all_.items()} for name, all_ in OFFERED.items()},
    {
        name: {word.casefold(): label for label, words in all_.items() for word in (label, *words)}
        for name, all_ in OFFERED.items()
    },
)
WORLD = {
    "inovasi": "tahun,id,bentuk,urusan\n2020,a,Inovasi pelayanan publik,Pangan\n"
    "2023,b,Inovasi pelayanan publik,Pangan",
    "opd": """
        kode,   singkatan,   nama
        kec,    Kec. Jauh,   Kecamatan Jauh
        dinkes, Dinkes,      Dinas Kesehatan
        dindik, Dindikbud,   "Dinas Pendidikan, Kebudayaan"
    """,
    "bentuk": "bentuk,singkatan\nInovasi pelayanan publik,Pelayanan publik",
    "urusan": 'urusan\nPangan\n"Koperasi, Usaha Kecil"\nPendidikan\nPendidikan dan Pelatihan',
}
Pairs = list[tuple[str, str]]
HOSTILE = [
    "'; drop table inovasi; --",
    "<script>alert(1)</script>",
    "\x00",
    "../../etc",
    "%",
    "é" * 9,
]


def test_options_are_what_the_data_offer() -> None:
    assert options(world(WORLD)) == OPTIONS
    assert list(options(world(WORLD)).values["opd"]) == ["Dindikbud", "Dinkes", "Kec. Jauh"]
    assert options(world({})) == Options((), {n: {} for n in CHOICES}, {n: {} for n in CHOICES})


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ("Dinkes", "Dinkes"), ("dinkes", "Dinkes"), (" DINKES ", "Dinkes"), ("dindik", "Dindikbud"),
        ("Dinas Kesehatan", "Dinkes"), ("dinas  kesehatan", "Dinkes"), ("kec. jauh", "Kec. Jauh"),
        ("Dinas Pendidikan, Kebudayaan", "Dindikbud"), ("kecamatan jauh", "Kec. Jauh"),
    ],
)  # fmt: skip
def test_codes_names_and_abbreviations_mean_the_same(given: str, label: str) -> None:
    assert canonical([("opd", given)], OPTIONS) == [("opd", label)]
    assert from_link({"opd": [given]}, OPTIONS).opd == (label,)
    assert not unknown({"opd": [given]}, OPTIONS)


def test_a_name_within_another_and_a_name_with_commas_are_whole() -> None:
    asked = {"urusan": ["pendidikan", "Koperasi, Usaha Kecil"], "bentuk": ["pelayanan publik"]}
    found = from_link(asked, OPTIONS)
    assert found.urusan == ("Pendidikan", "Koperasi, Usaha Kecil")
    assert found.parameters(OPTIONS)["bentuk"] == ["Inovasi pelayanan publik"]


@pytest.mark.parametrize(
    ("given", "years"),
    [
        (["2021", "2023"], (2021, 2023)), (["2023", "2021"], (2021, 2023)),
        (["2021-2023"], (2021, 2023)), (["2023-2021"], (2021, 2023)), (["2021–2022"], (2021, 2022)),
        (["2021,2022"], (2021, 2022)), (["2021..2022"], (2021, 2022)),
        ([" 2021 - 2022 "], (2021, 2022)),
        (["2022"], (2022, 2022)), (["2022-2022"], (2022, 2022)), (["2022", "2022"], (2022, 2022)),
        (["1990-2021"], (2020, 2021)), (["2022-2090"], (2022, 2023)), ([], (None, None)),
        (["2020", "2021", "2023"], (2020, 2023)),
    ],
)  # fmt: skip
def test_years_as_people_write_them(given: list[str], years: tuple[int, int]) -> None:
    found = from_link({"tahun": given}, OPTIONS)
    assert (found.first_year, found.last_year) == years


def test_a_single_year_is_written_as_a_range_for_the_slider() -> None:
    assert canonical([("tahun", "2022")], OPTIONS) == [("tahun", "2022"), ("tahun", "2022")]
    pairs = [("opd", "dinkes"), ("tahun", "2021-2022"), ("profil", "X")]
    spelled = [("opd", "Dinkes"), ("tahun", "2021"), ("tahun", "2022"), ("profil", "X")]
    assert canonical(pairs, OPTIONS) == spelled


@pytest.mark.parametrize("value", [*HOSTILE, "Dinas Antah", "", " ", "dinkes,dindik"])
@pytest.mark.parametrize("name", CHOICES)
def test_values_that_mean_nothing_are_refused_in_words(name: str, value: str) -> None:
    assert unknown({name: [value]}, OPTIONS) == [value]
    with pytest.raises(ValueError, match="Saringan tidak dikenal"):
        from_link({name: [value]}, OPTIONS)


@pytest.mark.parametrize("value", [*HOSTILE, "1990", "2024", "99999", "-1", "2021-", "²", "20 21", "1990-1995", "2O21", "٢٠٢١"])  # noqa: E501  # fmt: skip
def test_years_that_are_not_there_are_refused_in_words(value: str) -> None:
    with pytest.raises(ValueError, match="Saringan tidak dikenal"):
        from_link({"tahun": [value]}, OPTIONS)


def test_the_refusal_is_short_whatever_was_given() -> None:
    with pytest.raises(ValueError, match="Saringan tidak dikenal") as refusal:
        from_link({"opd": ["x" * 10_000]}, OPTIONS)
    assert len(str(refusal.value)) < 300


def test_parameters_of_others_are_left_alone() -> None:
    pairs = [("rincian", "jenis"), ("target", "300"), ("embed", "true"), ("x", "dinkes")]
    assert canonical(pairs, OPTIONS) == pairs
    assert from_link({"rincian": ["apa saja"]}, OPTIONS) == Filters()


WORDS = st.one_of(
    st.sampled_from(["2020", "2023", "2021-2022", "2023-2021", "1990-1991", "7", " 2021 ", "²"]),
    st.sampled_from([*OPTIONS.spellings["opd"], *OPTIONS.spellings["urusan"], *HOSTILE]),
    st.text(max_size=9),
)
NAMES = st.sampled_from(["tahun", *CHOICES, "rincian", "profil"])


@given(st.lists(st.tuples(NAMES, WORDS), max_size=6))
def test_canonical_is_final(pairs: Pairs) -> None:
    once = canonical(pairs, OPTIONS)
    assert canonical(once, OPTIONS) == once
    assert {name for name, _ in once} == {name for name, _ in pairs}


@given(st.dictionaries(NAMES, st.lists(WORDS, max_size=3), max_size=4))
def test_a_link_is_understood_or_refused(link: dict[str, list[str]]) -> None:
    spelled: dict[str, list[str]] = {name: [] for name in link}
    for name, value in canonical([(n, v) for n, vs in link.items() for v in vs], OPTIONS):
        spelled[name].append(value)
    if unknown(spelled, OPTIONS):
        with pytest.raises(ValueError, match="Saringan tidak dikenal"):
            from_link(link, OPTIONS)
    else:
        asked = from_link(link, OPTIONS).parameters(OPTIONS)
        assert set(asked) == {"tahun_dari", "tahun_sampai", *CHOICES}


def test_every_label_of_the_shipped_data_is_its_own_spelling(city: Answers) -> None:
    offered = options(city)
    for name in CHOICES:
        for label, value in offered.values[name].items():
            assert canonical([(name, label), (name, value)], offered) == [(name, label)] * 2


# --- in force ---------------------------------------------------------------------------------


def test_all_years_restrict_nothing() -> None:
    whole = Filters(2020, 2023)
    assert whole.parameters(OPTIONS) == {
        "tahun_dari": None, "tahun_sampai": None, "opd": [], "bentuk": [], "urusan": [],
    }  # fmt: skip
    assert whole.words(OPTIONS) == []


def test_what_restricts_is_said() -> None:
    some = Filters(2021, 2022, opd=("Dinkes", "Kec. Jauh"))
    assert some.words(OPTIONS) == ["2021–2022", "Dinkes dan Kec. Jauh"]
    assert some.parameters(OPTIONS)["opd"] == ["dinkes", "kec"]
    assert Filters(2021, 2021).words(OPTIONS) == ["2021"]


def test_one_office_asked_for_twice_is_one() -> None:
    assert from_link({"opd": ["Dinkes", "dinkes", "Dinkes"]}, OPTIONS).opd == ("Dinkes",)


def test_missing_years_restrict_nothing() -> None:
    assert Filters().words(OPTIONS) == []


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(2021, 2022), Filters(2022, 2022, ("Dinkes",), (), ("Pangan",))]
)
def test_the_link_of_an_answer_asks_the_same_again(filters: Filters) -> None:
    parameters = filters.parameters(OPTIONS)
    link = {name: [str(v) for v in values] for name, values in link_of(parameters).items()}
    assert from_link(link, OPTIONS).parameters(OPTIONS) == parameters


@pytest.mark.parametrize("years", [(), (2023,)])
def test_few_years_are_no_trouble(years: tuple[int, ...]) -> None:
    few = Options(years, OPTIONS.values, OPTIONS.spellings)
    ends = Filters(*(years[:1] + years[-1:] or (None, None)))
    assert ends.parameters(few)["tahun_dari"] is None
    assert ends.words(few) == []

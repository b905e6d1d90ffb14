"""Offices, the units below them, and whose a row is: found, suggested, or silent."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasbor.city import City
from dasbor.gate.offices import Office, Offices, Suggestion
from dasbor.gate.owners import foreign
from dasbor.gate.references import References, references
from dasbor.questions.answers import Answers
from tests.gate.test_cleaning import cleaned, row
from tests.world import each_of

OWN = City("Kota Cilegon", "Cilegon", province="Banten", code="36.72")
NAMES = {
    "setda": "Sekretariat Daerah", "dinkes": "Dinas Kesehatan", "dinsos": "Dinas Sosial",
    "dindik": "Dinas Pendidikan dan Kebudayaan", "bappeda": "Bappeda", "bpkad": "BPKAD",
    "damkar": "Dinas Pemadam Kebakaran dan Penyelamatan", "bpbd": "BPBD",
    "pangan": "Dinas Ketahanan Pangan dan Pertanian", "kec-timur": "Kecamatan Timur",
    "kec-barat": "Kecamatan Barat",
}  # fmt: skip
UNITS = {"kel-mekar": "Kelurahan Mekar", "pkm-timur": "Puskesmas Timur"}
PARENTS = {"kel-mekar": "kec-timur", "pkm-timur": "dinkes"}
OFFICES = Offices(
    [(name, key) for key, name in NAMES.items()],
    [(name, key) for key, name in UNITS.items()],
    PARENTS,
    [("Mekar", "Timur"), ("Rindang", "Barat")],
    OWN,
)


@pytest.fixture(scope="module")
def lists(city: Answers) -> References:
    return replace(references(city.store), city=OWN)


@each_of(
    {
        text: (text, office)
        for office, texts in {
            Office("kec-timur", "kel-mekar"): (
                "Kelurahan Mekar", "KEL. MEKAR", "kel mekar", "Kelurahan Mekar, Kec. Timur",
                "Kelurahan Mekar Kota Cilegon",
            ),
            Office("dinkes", "pkm-timur"): (
                "Puskesmas Timur", "UPTD Puskesmas Timur", "UPT Puskesmas DTP Timur", "PKM Timur",
                "Puskesmas Timur Dinas Kesehatan",
            ),
            Office("kec-timur"): ("Kecamatan Timur", "kec. timur", "Kec Timur Kota Cilegon"),
            Office("dinkes"): ("Dinas  Kesehatan", "Dinas Kesehatan Kota Cilegon"),
            None: (
                "Puskesmas Barat", "Badan Kesehatan", "Kelurahan Timur", "Desa Mekar", "Dinas",
                "Kelurahan Mekar Kecamatan Barat", "Dinas Kesehatan Kabupaten Lain", "",
            ),
        }.items()
        for text in texts
    }
)  # fmt: skip
def test_an_office_or_unit_by_its_usual_names(case: tuple[str, Office | None]) -> None:
    text, office = case
    assert OFFICES.find(text) == office


@each_of(
    {
        text: (text, suggestion)
        for suggestion, texts in {
            ("alias", "dinkes"): ("Dinas Kesehtan", "Dinas Kesehatann"),
            ("alias", "pangan"): ("Dinas Pertanian", "Dinas Pangan"),
            ("alias", "kec-barat"): ("Kecamatan Barrat",),
            ("unit", "kec-barat"): ("Kelurahan Rindang", "Kel. Rindangg"),
            ("unit", "dinkes"): ("Puskesmas Barat", "UPTD Puskesmas Selatan", "Labkesda"),
            ("unit", "dindik"): ("SDN Mekar 2", "SMP Negeri 4", "TK Pembina", "SKB Timur"),
            ("unit", "setda"): ("Bagian Organisasi Sekretariat Daerah", "Bagian Hukum"),
            ("unit", "damkar"): ("UPTD Pemadam Kebakaran",),
            ("unit", "dinsos"): ("UPTD Panti Dinas Sosial", "Bidang Rehabilitasi Dinas Sosial"),
            ("", ""): (
                "Bapenda", "PDAM", "Badan Kesehatan", "KOTA TANGERANG", "Kantor Sosial", "BPKB",
                "SMAN 1 Timur", "Kelurahan Antah", "Dinas Antah Berantah", "Desa Rindang", "Badan",
                "Kelurahan Timur",
            ),
        }.items()
        for text in texts
    }
)  # fmt: skip
def test_a_suggestion_keeps_the_kind_of_office_or_is_silent(
    case: tuple[str, tuple[str, str]],
) -> None:
    text, (kind, key) = case
    found = OFFICES.suggest(text)
    assert (found.kind, found.key) == (kind, key) if found else kind == "", found


LEVELS = ("Dinas", "Badan", "Kantor", "Kecamatan", "Kelurahan", "Puskesmas", "Bagian", "UPTD", "")
WORDS = st.sampled_from(["Kesehatan", "Sosial", "Timur", "Mekar", "Pangan", "Hukum", "Antah", "2"])


@given(st.sampled_from(LEVELS), st.lists(WORDS, max_size=4))
def test_what_is_suggested_as_the_same_is_of_the_same_kind(level: str, said: list[str]) -> None:
    found: Suggestion | None = OFFICES.suggest(" ".join([level, *said]))
    if found and found.kind == "alias":
        name = {**NAMES, **UNITS}[found.key]
        assert name.startswith(level)
    if found and found.kind == "unit":
        assert level in ("Kelurahan", "Puskesmas", "Bagian", "UPTD") and found.key in NAMES


# --- whose it is ------------------------------------------------------------------------------


@each_of(
    {
        text: (text, strange)
        for strange, texts in {
            False: (
                "Kota Cilegon", "KOTA CILEGON", "Cilegon", "Pemkot Cilegon", "-", "", "36.72",
                "3672", "12", "Pemerintah Kota Cilegon", "Kota Cilegon, Provinsi Banten",
                "KELURAHAN MEKAR", "Kecamatan Timur", "Kel. Mekar Kota Cilegon",
                "3672051005", "Dinas Kesehatan Kota Cilegon", "Kota Cilegon (36.72)",
            ),
            True: (
                "Kabupaten Cilegon", "Kab. Serang", "Kota Serang", "Provinsi Banten", "36.04",
                "3604", "Kota Cilegon Baru", "Kelurahan Antah", "Kecamatan Selatan", "Serang",
                "Pemkab Cilegon",
                "Kelurahan Mekar Kota Serang",
            ),
        }.items()
        for text in texts
    }
)  # fmt: skip
def test_whose_a_row_is_by_whole_names_and_codes(case: tuple[str, bool]) -> None:
    text, strange = case
    assert foreign(text, OWN, OFFICES) == strange


@pytest.mark.parametrize("header", ["Pemda", "Kabupaten/Kota", "Nama Daerah", "Kab/Kota"])
def test_the_government_is_looked_for_under_all_its_headers(lists: References, header: str) -> None:
    serang = replace(lists, city=City("Kota Serang", "Serang", province="Banten"))
    rows = ["A|dinkes|Kabupaten Serang", "B|dinkes|Kota Serang", "C|dinkes|Kota Serang"]
    done = cleaned(serang, f"judul|opd|{header}", *rows)
    assert [rejected.row for rejected in done.rejected] == [2]


# --- units in a register ----------------------------------------------------------------------


def test_an_innovation_of_a_kelurahan_counts_for_its_kecamatan(lists: References) -> None:
    done = cleaned(lists, "judul|opd", "A|KELURAHAN GEREM (akun)", "B|Dinas Kesehatan")
    said = [(row(done, at)[n]) for at in (0, 1) for n in ("opd", "unit", "klasifikasi")]
    assert said == ["kec-grogol", "kel-gerem", "Desa/Kelurahan", "dinkes", None, None]
    filled = {(change.column, change.after) for change in done.changes if not change.before}
    assert filled >= {("unit", "kel-gerem"), ("klasifikasi", "Desa/Kelurahan")}


def test_a_unit_brings_its_parent_and_must_not_contradict_it(lists: References) -> None:
    done = cleaned(
        lists, "judul|opd|unit|jenis", "A||Kelurahan Gerem|Digital",
        "B|Dinas Sosial|Kelurahan Gerem|Digital", "C|Dinas Sosial|Dinas Sosial|Digital",
        "D|Dinas Sosial|Seksi Antah|Digital",
    )  # fmt: skip
    assert [(v["opd"], v["unit"]) for _, v in done.rows] == [
        ("kec-grogol", "kel-gerem"), ("dinsos", None), ("dinsos", None), ("dinsos", None),
    ]  # fmt: skip
    assert {(f.row, f.rule) for f in done.findings if f.grade == "peringatan"} == {
        (3, "beda_kolom"), (5, "rujukan"),
    }  # fmt: skip


def test_names_that_no_list_knows_are_counted_once_with_what_they_may_be(
    lists: References,
) -> None:
    done = cleaned(
        lists, "judul|opd|urusan|tahapan", "A|UPTD Puskesmas Antah (a)|Kesehatan|Coba coba",
        "B|uptd puskesmas  antah (b)|Pertahanan|Coba-coba", "C|Bapenda|Pertahanan|Penerapan",
    )  # fmt: skip
    found = {(n.dataset, n.column, n.text, n.rows, *n.suggests) for n in done.unknown}
    assert found == {
        ("opd", "opd", "UPTD Puskesmas Antah", 2, "unit", "dinkes"),
        ("opd", "opd", "Bapenda", 1, "", ""),
        ("nilai", "tahapan", "Coba coba", 2, "", ""),
        ("urusan", "urusan", "Pertahanan", 2, "", ""),
    }

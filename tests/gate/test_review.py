"""Review: what is found when the cleaned rows are looked at together."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from random import Random
from typing import Any

import pytest

from dasbor.data.inspection import NOTES, REFUSES, WARNS, Finding
from dasbor.data.store import Store
from dasbor.gate import account, similar
from dasbor.gate.account import Accepted
from dasbor.gate.model import Cleaned, Match, Rejected, Sheet
from dasbor.gate.review import review as reviewed
from tests.world import world

TODAY = date(2024, 1, 1)
LEDGER = """
    id,        tahun, ukuran,          nilai, dipakai
    terdata-3, 2023,  inovasi_terdata, 3,     ya
    baru-3,    2023,  inovasi_baru,    1,     ya
    lain-3,    2023,  inovasi_terdata, 9,     tidak
    terdata-2, 2022,  inovasi_terdata, 7,     ya
"""
REGISTER = """
    id,       tahun, judul,       opd,    asal
    2021-003, 2021,  Jemput Bola, dindik, publikasi
    2022-009, 2022,  Sapa Warga,  dindik, contoh
"""


@pytest.fixture(scope="module")
def store() -> Store:
    return world({"angka_publikasi": LEDGER, "inovasi": REGISTER}).store


@pytest.fixture(scope="module")
def silent() -> Store:
    """A store without a word to compare with."""
    return world({}).store


def innovation(**given: Any) -> dict[str, Any]:
    plain = {"id": "2023-001", "tahun": 2023, "judul": "Judul", "opd": "dinkes"}
    return {**plain, "asal": "publikasi", **given}


def cleaned(*rows: Mapping[str, Any], dataset: str = "inovasi", **more: Any) -> Cleaned:
    """Rows numbered from 2, each with an id of its own unless given."""
    known = [{"id": f"2023-{n:03d}", **row} for n, row in enumerate(rows, 1)]
    sheet = Sheet("berkas.csv", "", 1, (), ())
    return Cleaned(sheet, Match(dataset, (), True), list(enumerate(known, 2)), **more)


def titled(*titles: str, **given: Any) -> Cleaned:
    rows = [innovation(judul=title, **given) for title in titles]
    return cleaned(*({**row, "id": f"2023-{n:03d}"} for n, row in enumerate(rows, 1)))


def find(rule: str, done: Cleaned, store: Store) -> list[Finding]:
    return [f for f in reviewed(done, store, TODAY) if f.rule == rule]


def rows_of(found: Sequence[Finding]) -> list[int | None]:
    return [finding.row for finding in found]


# --- the whole --------------------------------------------------------------------------------


def test_the_gravest_first_and_nothing_that_cleaning_has_said(silent: Store) -> None:
    note = Finding(NOTES, "berkas.csv", "catatan.", "obat.", rule="dari_pembersihan")
    gone = (
        Rejected(3, ("x",), ("Judul: kosong. Isi.", "Perangkat daerah: entah. Betulkan.")),
        Rejected(4, ("y",), ("Judul: kosong. Isi.",)),
    )
    done = cleaned(innovation(), findings=(note,), rejected=gone)
    found = reviewed(done, silent, TODAY)
    grades = [(REFUSES, WARNS, NOTES).index(f.grade) for f in found]
    assert grades == sorted(grades) and note not in found
    [summary] = [f for f in found if f.rule == "baris_ditolak"]
    assert summary.grade == REFUSES
    assert "2 dari 3 baris ditolak karena Judul (2) dan Perangkat daerah (1)" in summary.message


def test_a_sound_file_has_notes_only(silent: Store) -> None:
    found = reviewed(titled("Sapa Warga", "Jemput Bola"), silent, TODAY)
    assert {f.grade for f in found} <= {NOTES}


def test_an_empty_file_is_no_error(silent: Store) -> None:
    assert reviewed(cleaned(), silent, TODAY) == ()


def test_rows_held_by_column_say_the_same(store: Store) -> None:
    done = titled("A", "a", "Jemput Bola")
    columns = {name: [values[name] for _, values in done.rows] for name in innovation()}
    held = Cleaned(done.sheet, done.match, Accepted([2, 3, 4], columns))
    assert reviewed(held, store, TODAY) == reviewed(done, store, TODAY)


def test_every_finding_has_place_rule_and_cure(store: Store) -> None:
    done = titled("A 081234567812", "a 081234567812", tanggal_penerapan=date(1990, 1, 1))
    for finding in reviewed(done, store, TODAY):
        assert finding.file == "berkas.csv" and finding.rule and finding.message and finding.cure


# --- dates ------------------------------------------------------------------------------------


def test_dates_in_the_future_or_before_2000(silent: Store) -> None:
    done = cleaned(
        innovation(tanggal_input=date(2024, 1, 2)),
        innovation(tanggal_input=date(2024, 1, 1)),
        innovation(tanggal_input=date(1999, 12, 31)),
        innovation(tanggal_input=None),
    )
    future, old = find("tanggal_janggal", done, silent)
    assert (future.row, future.value, future.grade) == (2, "2024-01-02", WARNS)
    assert "akan datang" in future.message
    assert old.row == 4 and "sebelum tahun 2000" in old.message


@pytest.mark.parametrize("later", ["tanggal_input", "tanggal_pengembangan"])
def test_dates_out_of_order(silent: Store, later: str) -> None:
    early, late = date(2020, 1, 1), date(2021, 1, 1)
    done = cleaned(
        innovation(tanggal_penerapan=late, **{later: early}),
        innovation(tanggal_penerapan=early, **{later: late}),
        innovation(tanggal_penerapan=early, **{later: early}),
        innovation(tanggal_penerapan=None, **{later: early}),
    )
    [found] = find("urutan_tanggal", done, silent)
    assert (found.row, found.grade, found.value) == (2, WARNS, "2021-01-01")
    assert "1 Januari 2020" in found.message


# --- titles -----------------------------------------------------------------------------------


def test_the_same_title_of_one_opd_and_of_two(silent: Store) -> None:
    done = cleaned(
        innovation(judul="Sapa Warga"), innovation(judul="SAPA-WARGA"),
        innovation(judul="Sapa warga", opd="dindik"), innovation(judul="Sapa Warga", tahun=2022),
    )  # fmt: skip
    [same] = find("judul_kembar", done, silent)
    assert (same.row, same.grade) == (3, WARNS) and "baris 2" in same.message
    [other] = find("judul_kembar_opd_lain", done, silent)
    assert (other.row, other.grade) == (4, NOTES) and "dinkes" in other.message


def test_nearly_the_same_title(silent: Store) -> None:
    done = titled("Sapa Warga Sehat Sentosa", "Jemput Bola", "Sapa Warga Sehat Sentausa")
    [found] = find("judul_mirip", done, silent)
    assert (found.row, found.grade) == (4, WARNS) and "mirip dengan baris 2" in found.message


@pytest.mark.parametrize(
    "titles",
    [
        ("Klinik Keliling Tahap 1", "Klinik Keliling Tahap 2"),
        ("Contoh 2023-017", "Contoh 2023-018"),
        ("Sapa Warga", "Sapa Wisatawan"),
        ("Sapa Warga Sehat", "sapa warga  sehat"),
    ],
)
def test_titles_that_are_not_nearly_the_same(silent: Store, titles: tuple[str, ...]) -> None:
    assert not find("judul_mirip", titled(*titles), silent)


@pytest.mark.parametrize("ends", ["I II III IV", "A B C", "1 2", "X XI"])
def test_titles_with_a_count_behind_are_not_alike(silent: Store, ends: str) -> None:
    titles = [f"Kelas Ibu Hamil Sehat dan Bahagia {end}" for end in ends.split()]
    assert not find("judul_mirip", titled(*titles), silent)


def test_the_same_service_in_two_places_is_not_alike(silent: Store) -> None:
    places = ("Ciwandan", "Jombang", "Grogol")
    titles = [f"Layanan Keliling Administrasi Kependudukan Kecamatan {place}" for place in places]
    assert not find("judul_mirip", titled(*titles), silent)
    misspelt = titled(titles[0], titles[0].replace("Keliling", "Kelilling"))
    assert rows_of(find("judul_mirip", misspelt, silent)) == [3]


def test_a_partial_list_of_kelurahan_names_the_missing_ones() -> None:
    villages = (
        "kode, kelurahan, kode_kecamatan, kecamatan\na, Satu, k, K\nb, Dua, k, K\nc, Tiga, k, K"
    )
    known = world({"wilayah": villages}).store
    row = {"tahun": 2026, "kode": "a", "ikut": True, "asal": "publikasi"}
    [found] = find("kelurahan_belum_ada", cleaned(row, dataset="posyantek"), known)
    assert found.grade == WARNS
    assert "1 dari 3" in found.message and "Dua dan Tiga" in found.message
    full = [{**row, "kode": code} for code in "abc"]
    assert not find("kelurahan_belum_ada", cleaned(*full, dataset="posyantek"), known)


def test_nearly_the_same_among_many(silent: Store) -> None:
    """All are compared with all: the two that are alike stand far apart in every order."""
    letters = "abcdefghijklmnopqrst"
    many = [f"{one * 9} {two * 9}" for one in letters[:12] for two in letters]
    done = titled(*many, "layanan terpadu keluarga kita", "xayanan terpadu keluerga kita")
    assert len(many) + 3 in rows_of(find("judul_mirip", done, silent))


def test_marking_misses_no_pair() -> None:
    """Of many texts most pairs are told apart by their marks: the same as comparing all."""
    chance = Random(3)
    base = ["".join(chance.choices("abcdeni ", k=chance.randint(8, 70))) for _ in range(60)]
    texts = list(dict.fromkeys(changed(chance, text) for text in base * 6))
    assert len(texts) > similar.FEW
    close = {
        frozenset((one, two))
        for one, two in combinations(texts, 2)
        if similar.share(one, two) >= 92
    }
    found = [frozenset((one, two)) for one, two, _ in similar.Search().alike(texts, 92)]
    assert len(close) > 100 and set(found) == close and len(found) == len(close)


def test_a_search_ends_and_says_what_it_left_out() -> None:
    """As many pairs as the square of the texts are neither kept nor looked for."""
    texts = [f"layanan terpadu keluarga {one}{two}" for one in "abcdefghij" for two in "klmnopqrst"]
    whole, few, short = similar.Search(), similar.Search(pairs=50), similar.Search(work=10_000)
    assert len(list(whole.alike(texts, 92))) == 4950 and not whole.left_out
    assert 50 <= len(list(few.alike(texts, 92))) <= 50 + similar.AT_ONCE and few.left_out
    assert len(list(short.alike(texts, 92))) < 4950 and short.left_out
    assert not list(few.alike(["satu", "satu"], 92)) and few.left_out > len(texts)


def test_two_titles_of_any_length_are_compared_by_their_beginning() -> None:
    one, two = "a" * 200_000 + "b", "a" * 200_000 + "c"
    search = similar.Search()
    assert list(search.alike([one, two], 92)) == [(one, two, 100.0)]
    assert search._work > similar.WORK - 10_000


def test_titles_not_compared_are_counted_for_the_reader(
    silent: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dasbor.gate.review.Search", lambda: similar.Search(pairs=1))
    done = titled(
        "Sapa Warga Sehat Sentosa", "Sapa Warga Sehat Sentausa", "Sapa Warga Sehat Sentoso"
    )
    found = find("judul_mirip", done, silent)
    assert any("judul belum dibandingkan" in one.message and one.cure for one in found)


def changed(chance: Random, text: str) -> str:
    """A few letters of a text left out, put in, or replaced."""
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(("", "x", "a", "qz")) + text[at + chance.randint(0, 1) :]
    return text


def test_what_moved_or_was_written_otherwise_may_be_continued(store: Store) -> None:
    done = cleaned(
        innovation(judul="jemput bola", opd="dindik", id="2023-044"),
        innovation(judul="Jemput Bola", opd="dinkes", id="2023-045"),
        innovation(judul="Jemput Bolla", opd="dindik", id="2023-046"),
        innovation(judul="Sapa Warga", opd="dindik", id="2023-047"),
        innovation(judul="Jemput Sampah", opd="dindik", id="2023-048"),
    )
    found = find("mungkin_lanjutan", done, store)
    assert [(one.row, one.grade, one.value) for one in found] == [
        (2, NOTES, "2023-044"), (3, NOTES, "2023-045"), (4, NOTES, "2023-046"),
    ]  # fmt: skip
    assert all("2021-003 “Jemput Bola”" in one.message for one in found)
    assert "OPD lain" in found[1].message and "mirip" in found[2].message


def test_the_same_id_in_another_year_is_what_it_should_be(store: Store) -> None:
    done = cleaned(innovation(judul="Jemput Bola", opd="dindik", id="2021-003"))
    assert not find("mungkin_lanjutan", done, store)


def test_innovations_too_many_to_be_compared_are_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dasbor.gate.review.MOST", 1)
    done = cleaned(innovation(judul="Satu", id="a"), innovation(judul="Jemput Bola", id="b"))
    [told] = find("mungkin_lanjutan", done, store)
    assert "1 inovasi terlalu banyak" in told.message


def test_other_years_of_the_same_file(silent: Store) -> None:
    done = cleaned(innovation(id="a", tahun=2021), innovation(id="b", tahun=2023))
    assert rows_of(find("mungkin_lanjutan", done, silent)) == [3]


# --- totals -----------------------------------------------------------------------------------


def test_counts_against_the_ledger(store: Store) -> None:
    done = titled("A", "B", keadaan="baru")
    total, new = sorted(
        find("cocok_angka_terbit", done, store), key=lambda f: f.column == "keadaan"
    )
    assert total.grade == WARNS and "terhitung 2 baris, angka terbit 3 (terdata-3)" in total.message
    assert "Baru atau lanjutan = baru: terhitung 2 baris, angka terbit 1" in new.message


def test_counts_that_agree_or_that_nobody_stated(store: Store) -> None:
    assert not find("cocok_angka_terbit", titled("A", "B", "C"), store)
    assert not find("cocok_angka_terbit", titled("A", tahun=2030), store)


def test_yes_and_no_are_counted_too() -> None:
    ledger = "id, tahun, ukuran, nilai, dipakai\n ikut, 2025, kelurahan_ikut_penilaian_posyantek"
    store = world({"angka_publikasi": f"{ledger}, 2, ya"}).store
    rows = [{"tahun": 2025, "kode": code, "ikut": code == "a"} for code in "abc"]
    [found] = find("cocok_angka_terbit", cleaned(*rows, dataset="posyantek"), store)
    assert "terhitung 1 baris, angka terbit 2 (ikut)" in found.message


# --- personal data and gaps -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "kind", "shown"),
    [
        ("Hubungi 0812-3456-7812", "nomor telepon", "Hubungi 08••••••12"),
        ("Hubungi +6281234567812", "nomor telepon", "Hubungi +6••••••12"),
        ("Surat budi@contoh.go.id", "alamat surel", "Surat bu••••••id"),
        ("NIK 3672011234567890", "NIK", "NIK 36••••••90"),
    ],
)
def test_personal_data_in_titles(silent: Store, title: str, kind: str, shown: str) -> None:
    [found] = find("data_pribadi", titled(title, "Layanan 112 tahun 2023"), silent)
    assert (found.row, found.column, found.grade, found.value) == (2, "judul", WARNS, shown)
    assert kind in found.message
    everything = "".join(map(str, reviewed(titled(title, title.upper()), silent, TODAY)))
    assert title.split()[-1].casefold() not in everything.casefold()


def test_how_much_is_missing(silent: Store) -> None:
    done = cleaned(innovation(jenis="Digital", urusan=None), innovation(jenis=None, urusan=None))
    nothing, half = sorted(find("kosong", done, silent), key=lambda f: f.column)
    assert nothing.grade == half.grade == NOTES
    assert "Urusan" in nothing.message
    assert half.column == "jenis" and "1 dari 2 baris (50,0%)" in half.message


def test_findings_of_a_rule_are_capped(silent: Store) -> None:
    many = account.FINDINGS_PER_RULE + 20
    done = cleaned(*(innovation(tanggal_input=date(1990, 1, 1)) for _ in range(many)))
    found = find("tanggal_janggal", done, silent)
    assert len(found) == account.FINDINGS_PER_RULE + 1
    assert "masih ada 20 baris lain" in found[-1].message
    early = cleaned(
        *(
            innovation(tanggal_input=date(2020, 1, 1), tanggal_penerapan=date(2021, 1, 1))
            for _ in range(many)
        )
    )
    assert "masih ada 20" in find("urutan_tanggal", early, silent)[-1].message

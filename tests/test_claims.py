"""The claim checker, on short quotations from the five articles and on what becomes of them."""

from typing import Any

import pytest

from dasbor import claims
from dasbor.claims import ABSENT, DIFFERS, MATCHES, OTHER_MEASURE, UNCLEAR
from dasbor.query import Answers, Result


@pytest.fixture(scope="module")
def ledger() -> Result:
    """The published figures that ship with the product."""
    from dasbor.query import answers
    from dasbor.versions import current

    asked: Answers = answers(current())
    return asked.ask("angka_mana_untuk_memeriksa_klaim")


def said(text: str, ledger: Result) -> list[tuple[float, str]]:
    return [(one.claim.value, one.verdict) for one in claims.check(text, ledger, "Cilegon")]


ARTICLES: list[tuple[str, list[tuple[float, str]]]] = [
    ("total sebanyak 249 inovasi pelayanan publik dan inovasi tata kelola pemerintahan yang ada,"
     " angka tersebut semakin naik dibanding sebelumnya pada 2022 ada 187 inovasi dan 2021 hanya"
     " 79 inovasi", [(249, MATCHES), (187, MATCHES), (79, MATCHES)]),
    ("predikatnya itu kurang inovatif, sekarang sudah menjadi inovatif dengan 37 point",
     [(37, MATCHES)]),
    ("anggaran untuk pengembangan inovasi senilai Rp50 juta untuk pembuatan inovasi",
     [(50e6, MATCHES)]),
    ("pabrik sampah yang dibangun dengan kerjasama PLN senilai Rp10 miliar", [(10e9, UNCLEAR)]),
    ("Sebanyak 100 inovator asal Kabupaten Tapin datang", [(100, MATCHES)]),
    ("457", [(457, UNCLEAR)]),
    ("453\n×", [(453, UNCLEAR)]),
    ("dari tanggal 2 sampai 4 November 2022", []),
    ("berhasil lahirkan 50 inovasi ide baru", [(50, MATCHES)]),
    ("ada 3 kepala OPD yang diwakilkan kehadirannya", [(3, MATCHES)]),
    ("Peraturan Pemerintah nomor 38 tahun 2017 dan instruksi Walikota Nomor 1 tahun 2022", []),
    ("diikuti oleh sebanyak  44 peserta, terdiri dari 14 inovasi pelayanan publik dari OPD,14"
     " inovasi teknologi tepat guna,2 teknologi tepat guna unggulan,14 posyantek kelurahan",
     [(44, MATCHES), (14, MATCHES), (14, MATCHES), (2, MATCHES), (14, MATCHES)]),
    ("dari 43 kelurahan, yang mengikuti penilaian kelembagaan hanya 14 kelurahan",
     [(43, MATCHES), (14, MATCHES)]),
    ("ujar Fajar,Senin (24/2/2025)", []),
    ("Launching Inovasi Tahun 2020, mengusung 42 inovasi baru dari total sebanyak 59 inovasi,"
     " dimana 17 inovasi sudah di laksanakan", [(42, MATCHES), (59, MATCHES), (17, MATCHES)]),
    ("sekitar 28 inovasi terbaik hasil karya 10 OPD yang didisplay",
     [(28, MATCHES), (10, UNCLEAR)]),
    ("memberikan penghargaan atas inovasi yang dihasilkan oleh 10 OPD dan 1 Kecamatan",
     [(10, MATCHES), (1, MATCHES)]),
    ("meraih TOP 45 dari 3.156 inovasi Se-Nasional di Tahun 2019",
     [(45, MATCHES), (3156, MATCHES)]),
    ("MASUK 8 BESAR KOTA DENGAN PERENCANAAN PEMBANGUNAN TERBAIK DI TAHUN 2019", [(8, MATCHES)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ARTICLES)
def test_the_articles(text: str, expected: list[tuple[float, str]], ledger: Result) -> None:
    assert said(text, ledger) == expected


@pytest.mark.parametrize(
    ("text", "value", "verdict", "words"),
    [
        ("Pada 2022 tercatat 200 inovasi", 200, DIFFERS, "187 (2022)"),
        ("Tahun 2023 ada 187 inovasi", 187, DIFFERS, "249 (2023)"),
        ("Pada 2024 ada 300 inovasi", 300, ABSENT, "Belum ada angka terbit"),
        ("Kota ini punya 300 inovasi", 300, ABSENT, "Tahunnya tidak disebut"),
        ("Pada 2025 ada 44 inovasi", 44, OTHER_MEASURE, "Peserta Inovasi Award 2025"),
        ("Inovasi Award 2025 diikuti 64 peserta", 64, DIFFERS, "tandingan"),
        ("Inovasi Award 2025 diikuti 44 peserta", 44, MATCHES, "Tandingan: 64"),
        ("14 dari 43 kelurahan ikut penilaian Posyantek", 14, MATCHES, "2025"),
        ("11 kelurahan ikut penilaian Posyantek 2025", 11, OTHER_MEASURE, "posyantek"),
        ("Inovasi naik 136,7 persen pada 2022", 136.7, MATCHES, "2021–2022"),
        ("Inovasi naik 137% pada 2022", 137, MATCHES, "136,7"),
        ("Inovasi naik 33,2 persen pada 2022", 33.2, DIFFERS, "136,7"),
        ("Inovasi naik 33,2 persen dari 2022", 33.2, MATCHES, "tahun berjalan"),
        ("Inovasi turun 33,2 persen pada 2023", 33.2, DIFFERS, "+33,2"),
        ("Inovasi naik 33,9 persen pada 2021", 33.9, ABSENT, "ukuran yang sama"),
        ("Sebanyak 32,6 persen kelurahan ikut", 32.6, UNCLEAR, "Tidak jelas"),
        ("Skor indeks inovasi 2022 sebesar 48,3", 48.3, DIFFERS, "37,06"),
        ("Skor IID 48,30 pada 2025", 48.3, MATCHES, "48,3"),
        ("Skor indeks inovasi 2023 mencapai 45", 45, ABSENT, "Belum ada"),
        ("Kabupaten Tapin punya 79 inovasi", 79, UNCLEAR, "Kabupaten Tapin"),
        ("Ada 79 sepeda", 79, UNCLEAR, "Tidak jelas"),
        ("Cilegon menjadi juara 1 TTG tingkat nasional 2023", 1, ABSENT, "tahun lain: 1 (2024)"),
        ("Cilegon menjadi juara 1 TTG tingkat nasional 2024", 1, MATCHES, "2024"),
        ("Dari 3.156 inovasi pada KIPP 2018", 3156, ABSENT, "tahun lain: 3.156 (2019)"),
        ("Ada 249 inovasi, naik dibanding tahun 2022", 249, MATCHES, "tahun angka ini tidak jelas"),
        ("Naik dari 79 inovasi menjadi 187 inovasi pada 2022", 79, MATCHES, "2021"),
        ("Dibanding 2021, inovasi naik 33,2 persen", 33.2, DIFFERS, "136,7"),
        ("Indeks 2025 mencapai 48,30, sangat inovatif", 48.3, DIFFERS, "yang terbit Inovatif"),
        ("Indeks 2025 mencapai 48,30, kurang  inovatif", 48.3, DIFFERS, "yang terbit Inovatif"),
        ("Indeks 2025 mencapai 48,30, inovatif", 48.3, MATCHES, "48,30"),
        ("Indeks 2025 mencapai 48,30, belum sangat inovatif", 48.3, MATCHES, "48,30"),
        ("Indeks 2025 mencapai 48,30, belum inovatif", 48.3, DIFFERS, "yang terbit Inovatif"),
        ("29 kelurahan tidak ikut penilaian Posyantek 2025", 29, MATCHES, "43 dikurangi"),
        ("29 dari 43 kelurahan belum ikut penilaian", 29, MATCHES, "= 29"),
        ("Yang tidak ikut penilaian Posyantek 2025 ada 30 kelurahan", 30, DIFFERS, "= 29"),
        ("29 kelurahan tidak ikut penilaian Posyantek 2024", 29, UNCLEAR, "tidak lengkap"),
        ("24 kelurahan tanpa inovasi pada 2023", 24, UNCLEAR, "tidak lengkap"),
        ("14 kelurahan ikut penilaian dan sisanya tidak", 14, MATCHES, "2025"),
        ("Tidak hanya 249 inovasi pada 2023", 249, MATCHES, "2023"),
        ("Inovasi tidak naik 33,2 persen pada 2023", 33.2, UNCLEAR, "sangkalan"),
        ("Inovasi naik 33,2 persen setahun penuh pada 2023", 33.2, OTHER_MEASURE, "tahun berjalan"),
        ("Inovasi naik 40 persen setahun penuh pada 2023", 40, ABSENT, "tahun berjalan"),
        ("Sepanjang 2023 ada 249 inovasi", 249, OTHER_MEASURE, "per 20 Juni 2023"),
        ("Inovasi naik 136,7 persen setahun penuh pada 2022", 136.7, MATCHES, "2021–2022"),
    ],
)
def test_what_speakers_make_of_them(
    text: str, value: float, verdict: str, words: str, ledger: Result
) -> None:
    one = claims.check(text, ledger, "Cilegon")[0]
    assert (one.claim.value, one.verdict) == (value, verdict), one.words
    assert words in one.words


@pytest.mark.parametrize(
    "text", ["TOP 45 dari 3.156 inovasi KIPP 2019", "Pada 24/2/2025 tercatat 79 inovasi"]
)
def test_a_sentence_with_a_year_is_not_said_to_have_none(text: str, ledger: Result) -> None:
    for one in claims.check(text, ledger, "Cilegon"):
        assert one.verdict == MATCHES
        assert "tidak menyebut tahun" not in one.words


def test_every_answer_but_an_unclear_one_says_where_it_comes_from(ledger: Result) -> None:
    for text, _ in ARTICLES:
        for one in claims.check(text, ledger, "Cilegon"):
            assert bool(one.rows) == (one.verdict not in (UNCLEAR, ABSENT))
            assert all("kepastian" in claims.source(row) for row in one.rows)


def test_a_caveat_of_the_ledger_is_passed_on(ledger: Result) -> None:
    [one] = claims.check("anggaran pengembangan inovasi senilai Rp50 juta", ledger, "Cilegon")
    assert "Tidak boleh dikalikan" in claims.source(one.rows[0])


@pytest.mark.parametrize("text", ["", "tanpa angka", "2022", "(20/6)", "…" * 5_000, "1" * 5_000])
def test_odd_text_does_no_harm(text: str, ledger: Result) -> None:
    found: list[Any] = claims.check(text, ledger, "Cilegon")
    assert all(one.verdict == UNCLEAR for one in found)

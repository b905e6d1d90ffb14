"""The claim checker, on short quotations from the five articles and on what becomes of them."""

from collections.abc import Callable
from typing import Any

import pytest

from dasbor.questions import claims
from dasbor.questions.answers import Answers
from dasbor.questions.claims import ABSENT, DIFFERS, MATCHES, OTHER_MEASURE, UNCLEAR, numerals
from tests.dunia import world

Check = Callable[[str], list[claims.Verdict]]


@pytest.fixture(scope="module")
def check(jawaban: Answers) -> Check:
    """The checker with the published figures and the words that ship with the product."""
    given = [
        jawaban.ask(name)
        for name in ("angka_mana_untuk_memeriksa_klaim", "kata_apa_yang_menyebut_ukuran")
    ]
    return lambda text: claims.check(text, *given, "Cilegon")


def said(text: str, check: Check) -> list[tuple[float, str]]:
    return [(one.claim.value, one.verdict) for one in check(text)]


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
def test_the_articles(text: str, expected: list[tuple[float, str]], check: Check) -> None:
    assert said(text, check) == expected


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
        ("Sebanyak 32,6 persen kelurahan ikut", 32.6, MATCHES, "14 dari 43"),
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
    text: str, value: float, verdict: str, words: str, check: Check
) -> None:
    one = check(text)[0]
    assert (one.claim.value, one.verdict) == (value, verdict), one.words
    assert words in one.words


SPEECHES: list[tuple[str, list[tuple[float, str]]]] = [
    ("Sekitar 250 inovasi lahir pada tahun 2023.", [(250, MATCHES)]),
    ("Sekitar 300 inovasi lahir pada tahun 2023.", [(300, DIFFERS)]),
    ("Hampir 190 inovasi kita miliki pada 2022.", [(190, MATCHES)]),
    ("Hampir 180 inovasi kita miliki pada 2022.", [(180, DIFFERS)]),
    ("Lebih dari 180 inovasi pada 2022, dan tidak kurang dari 240 inovasi pada 2023.",
     [(180, MATCHES), (240, MATCHES)]),
    ("Lebih dari 200 inovasi tercatat pada tahun 2022.", [(200, DIFFERS)]),
    ("Kurang dari 15 kelurahan ikut penilaian Posyantek 2025.", [(15, MATCHES)]),
    ("Indeks inovasi kita di atas 50 pada 2025.", [(50, DIFFERS)]),
    ("Antara 180 sampai 190 inovasi pada tahun 2022.", [(180, MATCHES)]),
    ("Ada 190-200 inovasi pada tahun 2022.", [(190, DIFFERS)]),
    ("Inovasi kita naik dari 79 menjadi 187 pada tahun 2022.", [(79, MATCHES), (187, MATCHES)]),
    ("Jumlah inovasi naik dari 79 pada 2021 menjadi 190 pada 2022 dan 249 pada 2023.",
     [(79, MATCHES), (190, DIFFERS), (249, MATCHES)]),
    ("Jumlah inovasi 2023: 249; 2022: 187; 2021: 97.",
     [(249, MATCHES), (187, MATCHES), (97, DIFFERS)]),
    ("Inovasi bertambah 108 dari 2021 ke 2022.", [(108, MATCHES)]),
    ("Jumlah inovasi bertambah 62 buah pada 2023 menjadi 249.", [(62, MATCHES), (249, MATCHES)]),
    ("Inovasi bertambah 80 buah pada 2023.", [(80, DIFFERS)]),
    ("Skor indeks naik 11,24 poin dari 37,06 pada 2022.", [(11.24, MATCHES), (37.06, MATCHES)]),
    ("Skor 48,30 dari 100 untuk indeks 2025.", [(48.3, MATCHES), (100, UNCLEAR)]),
    ("Inovasi meningkat dua kali lipat dari tahun 2021 ke 2022.", [(2, MATCHES)]),
    ("Inovasi naik lebih dari dua kali lipat pada 2022.", [(2, MATCHES)]),
    ("Inovasi naik tiga kali lipat pada 2022.", [(3, DIFFERS)]),
    ("Inovasi meningkat 3 kali lipat dari 2021 ke 2023.", [(3, MATCHES)]),
    ("Inovasi naik 215,2 persen dari 2021 ke 2023.", [(215.2, MATCHES)]),
    ("Inovasi naik 136,7 persen dari 2021 ke 2023.", [(136.7, DIFFERS)]),
    ("Pada tahun dua ribu dua puluh dua ada seratus delapan puluh tujuh inovasi.",
     [(187, MATCHES)]),
    ("Pada 2022 ada dua ratus inovasi, bukan sedikit.", [(200, DIFFERS)]),
    ("Satu OPD satu inovasi: dua hal yang sama.", []),
    ("Anggaran pengembangan inovasi lima puluh juta rupiah.", [(50e6, MATCHES)]),
    ("Anggaran pengembangan inovasi Rp60 juta.", [(60e6, DIFFERS)]),
    ("Hanya 40 persen kelurahan yang ikut penilaian Posyantek pada 2025.", [(40, DIFFERS)]),
    ("Sebanyak 67,4 persen kelurahan tidak ikut penilaian Posyantek 2025.", [(67.4, MATCHES)]),
    ("Dari 43 kelurahan, 14 ikut penilaian Posyantek 2025.", [(43, MATCHES), (14, MATCHES)]),
    ("Kami menargetkan 250 inovasi tahun 2023.", [(250, UNCLEAR)]),
    ("Kota ini peringkat 8 nasional pada 2022.", [(8, UNCLEAR)]),
    ("187 inovasi pada 2022, 5 di antaranya digital.", [(187, MATCHES), (5, UNCLEAR)]),
    ("Hubungi 0254-391234, (0254) 391234, 0812-3456-7890, atau 081234567890.", []),
    ("Lihat halaman 12, lampiran 3, pasal 5 ayat 2, RT 05 RW 02; Covid-19.", []),
    ("Dalam 3 tahun dan 5 hari, 4 kali juara.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SPEECHES)
def test_the_manner_of_speeches(text: str, expected: list[tuple[float, str]], check: Check) -> None:
    assert said(text, check) == expected


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("sebelas", "11"), ("empat belas", "14"), ("dua puluh delapan", "28"), ("seratus", "100"),
        ("tiga ribu seratus lima puluh enam", "3156"), ("sejuta", "1000000"), ("lima", "lima"),
        ("ribuan inovasi", "ribuan inovasi"), ("ribu", "ribu"), ("dua tiga", "dua tiga"),
        ("dua ribu sembilan belas", "2019"), ("dua ratus juta", "200000000"),
    ],
)  # fmt: skip
def test_numbers_in_letters(words: str, digits: str) -> None:
    assert numerals.in_digits(words) == digits


def test_another_measure_is_data_and_no_code(check: Check) -> None:
    city = world(
        {
            "angka_publikasi": "id,tahun,ukuran,nilai,dipakai\na,2025,taman,7,ya",
            "ukuran": "ukuran,label\ntaman,Taman kota",
            "kata_klaim": "urutan,jenis,ukuran,sesudah,kalimat\n1,jumlah,taman,taman … hijau,kota",
        }
    )
    asked = [
        city.ask(name)
        for name in ("angka_mana_untuk_memeriksa_klaim", "kata_apa_yang_menyebut_ukuran")
    ]
    for count, verdict in ((7, MATCHES), (8, DIFFERS)):
        [one] = claims.check(f"Kota ini punya {count} taman yang hijau", *asked, "Uji")
        assert one.verdict == verdict


@pytest.mark.parametrize(
    "text", ["TOP 45 dari 3.156 inovasi KIPP 2019", "Pada 24/2/2025 tercatat 79 inovasi"]
)
def test_a_sentence_with_a_year_is_not_said_to_have_none(text: str, check: Check) -> None:
    for one in check(text):
        assert one.verdict == MATCHES
        assert "tidak menyebut tahun" not in one.words


def test_every_answer_but_an_unclear_one_says_where_it_comes_from(check: Check) -> None:
    for text, _ in ARTICLES:
        for one in check(text):
            assert bool(one.rows) == (one.verdict not in (UNCLEAR, ABSENT))
            assert all("kepastian" in claims.source(row) for row in one.rows)


def test_a_caveat_of_the_ledger_is_passed_on(check: Check) -> None:
    [one] = check("anggaran pengembangan inovasi senilai Rp50 juta")
    assert "Tidak boleh dikalikan" in claims.source(one.rows[0])


@pytest.mark.parametrize("text", ["", "tanpa angka", "2022", "(20/6)", "…" * 5_000, "1" * 5_000])
def test_odd_text_does_no_harm(text: str, check: Check) -> None:
    found: list[Any] = check(text)
    assert all(one.verdict == UNCLEAR for one in found)

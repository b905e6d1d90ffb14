"""Figures beside the ledger: what lies beside them, and that nothing false reads as confirmed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dasbor.questions import claims
from dasbor.questions.claims import numbers, numerals
from tests.world import world

LEDGER = """
id,tahun,ukuran,nilai,sebutan,sumber,per_tanggal,cakupan_waktu,kepastian,dipakai,lingkup,catatan
a,2020,inovasi_diluncurkan,59,,s,2020-08-04,saat kegiatan,A,ya,42 baru dan 17 sudah berjalan,
b,2021,inovasi_terdata,79,,s,,tidak dinyatakan,A,ya,pelayanan publik dan tata kelola,
c,2022,inovasi_terdata,187,,s,,tidak dinyatakan,A,ya,pelayanan publik dan tata kelola,
d,2023,inovasi_terdata,249,,s,2023-06-20,tahun berjalan,A,ya,pelayanan publik dan tata kelola,
e,2022,skor_iid,37.06,Inovatif,s,,setahun penuh,A,ya,Kota Cilegon,
f,2025,skor_iid,48.3,Inovatif,s,,setahun penuh,B,ya,Kota Cilegon,
g,2023,anggaran_inovasi,50000000,,s,2023-06-20,tidak dinyatakan,A,ya,pembuatan inovasi,Jangan dikali
h,2025,peserta_award,44,,s,2025-02-24,saat kegiatan,A,ya,,
i,2025,peserta_award,64,,t,2025-02-24,saat kegiatan,D,tidak,,
j,2025,kelurahan_ikut,14,,s,2025-02-24,saat kegiatan,A,ya,,
k,2025,jumlah_kelurahan,43,,s,2025-02-24,saat kegiatan,A,ya,,
l,2019,kelompok_kipp,45,,s,,tidak dinyatakan,A,ya,"GEGANA PEDES, Dinas Kesehatan",
m,2019,peserta_kipp,3156,,s,,tidak dinyatakan,A,ya,seluruh Indonesia,
n,2022,opd_diwakili,3,,s,,saat kegiatan,A,ya,,
o,2024,inovasi_terdata,,,,,,,ya,,Belum terbit
"""
MEASURES = """
ukuran,label,definisi,satuan,bagian_dari
inovasi_terdata,Inovasi yang terdata,Bukan daftar peluncuran,inovasi,
inovasi_diluncurkan,Inovasi pada daftar peluncuran,Bukan jumlah seluruhnya,inovasi,
skor_iid,Skor Indeks Inovasi Daerah,Nilai kota,skor 0–100,
anggaran_inovasi,Anggaran pengembangan inovasi,Anggaran yang disebut,rupiah,
peserta_award,Peserta Inovasi Award,Peserta lomba,peserta,
kelurahan_ikut,Kelurahan yang ikut penilaian Posyantek,Peserta penilaian,kelurahan,jumlah_kelurahan
jumlah_kelurahan,Jumlah kelurahan,Seluruh kelurahan,kelurahan,
kelompok_kipp,Kelompok terbaik KIPP,Bukan peringkat,kelompok Top,
peserta_kipp,Inovasi peserta KIPP,Seluruh Indonesia,inovasi,
opd_diwakili,Kepala OPD yang diwakili,Diwakili sekretaris,orang,
"""
MORE = """
2023|55||Inovasi yang dihimpun tim monitoring|inovasi|2023-06-16|tahun berjalan|
2023|57||Inovasi pejabat eselon II|inovasi|2023-08-23|tahun berjalan|pejabat eselon II
2023|24||Kelurahan yang inovasinya belum berjalan|kelurahan|2023-08-23|tahun berjalan|
2023|2||Kelurahan tanpa inovasi|kelurahan|2023-08-23|tahun berjalan|
2023|100|lebih dari 100|Inovasi hasil Laboratorium Inovasi|inovasi|2023-09-26|tahun berjalan|
2023|50000000||Anggaran inovasi per kelurahan|rupiah per kelurahan|2022-12-07|setahun penuh|
2023|100||Target inovasi kota|inovasi|2023-08-23|tahun berjalan|
2023|8||Gelar juara TTG tingkat provinsi|gelar|2023-06-06|saat kegiatan|
2023|5||Posyantek peserta lomba provinsi|posyantek|2023-06-20|saat kegiatan|
2024|93||Kota yang melapor ke Indeks Inovasi Daerah|kota|2024-10-18|setahun penuh|dari 93 kota
2022|12||Kota terinovatif pada IGA|kota|2022-12-23|setahun penuh|Kota Cilegon tidak termasuk
2025|25||Permohonan layanan Jebol Dissagon|permohonan|2025-07-30|tahun berjalan|warga sakit
""".strip().splitlines()  # year, value, as said, measure, unit, day, time, scope
HERE = Path(__file__).parent
SOURCES = "sumber,judul,penerbit,tanggal\ns,Berita,Koran,2025-02-25\nt,Lain,Koran Lain,2025-02-25"
Check = Callable[[str], list[claims.Beside]]


@pytest.fixture(scope="module")
def check() -> Check:
    city = world({"angka_publikasi": LEDGER, "ukuran": MEASURES, "sumber": SOURCES})
    ledger = city.ask("angka_mana_untuk_memeriksa_klaim")
    return lambda text: claims.check(text, ledger, "Kota Cilegon")


def told(one: claims.Beside) -> str:
    return " ".join([*one.words, one.rest])


# --- what no sentence may do: read as confirmed ------------------------------------------------


def listed(text: str) -> list[str]:
    return " ".join(text.split()).split("; ")


SUBJECTS = listed("""
Kota Serang; Kabupaten Serang; Provinsi Banten; Jakarta; Secara nasional; Indonesia; Dinas
Kesehatan; Dinkes; Bappedalitbang; DPRD; Setiap kelurahan; Tiap OPD; Masing-masing kecamatan;
Sekolah di Cilegon; Puskesmas Cibeber; Kecamatan Jombang; Kelurahan Gedong Dalem; Posyantek;
Warga; Perguruan tinggi; Perusahaan; UMKM; Rata-rata nasional; Rata-rata OPD; Kota Tangerang;
Lebak; Pandeglang; BUMD; Kementerian; Pemerintah pusat; Tetangga kita; Kabupaten Tapin
""")
KINDS = listed("""
digital; nondigital; pelayanan publik; tata kelola; unggulan; baru; lanjutan; gagal; terbaik;
internasional; berbayar; mandiri; yang dipatenkan; teruji; fiktif; yang dihentikan; kesehatan;
pendidikan; UMKM; pertanian; transportasi; tahap uji coba; tahap penerapan; berkelanjutan; tanpa
anggaran; milik swasta; milik warga; asli daerah; hasil lab; yang diadopsi; yang dicontek;
kreatif
""")
UNITS = listed("""
per kelurahan; per OPD; per kecamatan; per tahun; per bulan; per hari; tiap tahun; setiap tahun;
setiap bulan; tiap OPD; rata-rata; per seribu penduduk; per orang; persen poin; poin; dari 500;
kali; juta; ribu; persen; paket; jam; hektare; di setiap sekolah; di tiap puskesmas; secara
kumulatif; total seluruhnya; bersih; per kapita; masing-masing; sekaligus; bulanan
""")
DIRECTIONS = listed("""
turun menjadi; merosot menjadi; anjlok ke; menyusut menjadi; berkurang menjadi; kehilangan;
membatalkan; menghapus; tidak ada; tidak sampai; belum mencapai; bukan; tanpa; hanya; lebih
dari; kurang dari; hampir; sekitar; melampaui; di bawah; di atas; gagal mencapai; menargetkan;
diharapkan; direncanakan; diproyeksikan; semestinya; terendah; tertinggi; tetap; stagnan di;
naik dua kali ke
""")
PERIODS = listed("""
pada semester pertama; pada semester kedua; hingga Januari; sampai Maret; per Desember; pada
triwulan pertama; sejak 2019; selama 2018; dalam sebulan; dalam sehari; kemarin; minggu lalu;
tahun lalu; bulan ini; sekarang; kini; hari ini; setahun penuh; sepanjang periode; selama lima
tahun terakhir; sebelum pandemi; sesudah pandemi; pada awal masa jabatan; pada akhir masa
jabatan; setiap Ramadan; saat libur; besok; nanti; mendatang; pada abad lalu; sebelum 2010;
antara 2010 dan 2012
""")


def near_misses() -> Iterator[tuple[str, str]]:
    """Axis and sentence: a true one with one thing put wrong."""
    for subject in SUBJECTS:
        yield "pokok", f"{subject} mencatat 187 inovasi pada 2022."
    for kind in KINDS:
        yield "jenis", f"Pada 2022 ada 187 inovasi {kind}."
    for unit in UNITS:
        yield "satuan", f"Pada 2021 tercatat 79 inovasi {unit}."
    for direction in DIRECTIONS:
        yield "arah", f"Pada 2021 inovasi {direction} 79."
    for period in PERIODS:
        yield "waktu", f"Ada 187 inovasi {period} pada 2022."
    for said, year in ((187, 2021), (79, 2022), (249, 2022), (187, 2023), (249, 2021), (59, 2021)):
        yield "waktu", f"Pada {year} ada {said} inovasi."


NEAR = list(near_misses())
ARTICLE_TRAPS = (
    "Pada 2021 tercatat 187 inovasi dan pada 2022 tercatat 79 inovasi.",
    "Skor IID Cilegon 37.99 pada 2022.",
    "Skor IID 48.99 pada 2025.",
    "Kita punya 187-an inovasi.",
    "Dua pertiga kelurahan ikut penilaian Posyantek 2025.",
    "Lebih dari separuh kelurahan ikut penilaian Posyantek 2025.",
    "Inovasi naik 33,2 persen pada 2023.",
    "Jumlah inovasi turun dari 249 menjadi 187 pada 2023.",
    "14 dari 43 kelurahan menang penilaian Posyantek 2025.",
    "Total Rp50 juta untuk 43 kelurahan pada 2023.",
    "Anggaran pengembangan inovasi Rp50 juta per kelurahan pada 2023.",
    "Setiap tahun inovasi naik 136,7 persen.",
)


SLIPS = """
187 inovasi milik Kota Cirebon tercatat pada 2022.
Di Kota Cilegon Timur ada 249 inovasi pada 2023.
Pemerintah Kota memiliki 79 inovasi pada 2021 dan 2022.
Ada 249 inovasi yang sudah menang pada 2023.
Ada 187 inovator pada 2022.
Ada 249 ide inovasi pada 2023.
Pada 2022 terdata 187 usulan inovasi.
Pada 2021 terdata 79 inovasi kelurahan.
Jumlah inovasi 2022: 187 persen.
Inovasi tahun 2022 berjumlah 187 kali lipat.
Kota punya 187 juta inovasi pada 2022.
Inovasi yang terdata pada 2023 tidak 249.
Inovasi yang terdata pada 2022 sebanyak 187, semuanya digital.
Pada 2023 inovasi yang terdata 249 per Desember.
Pada 31 Desember 2023 tercatat 249 inovasi.
Pada 20 Juni 2022 tercatat 249 inovasi.
Sampai 20 Juni 2023 tercatat 187 inovasi.
Skor IID kota 48,03 pada 2025.
Skor IID kota 84,30 pada 2025.
Skor IID 37,06 pada 2023.
Skor IID 48,30 pada 2024.
Skor IID naik 48,30 pada 2025.
Skor IID 48,30 persen pada 2025.
Skor IID 2025 sebesar 48,30 dari 50.
Predikat Sangat Inovatif dengan skor IID 48,30 pada 2025.
Skor IID Sangat Inovatif 48,30 pada 2025.
Skor IID Kurang Inovatif 37,06 pada 2022.
Empat belas kelurahan menolak penilaian Posyantek 2025.
Empat belas dari 44 kelurahan ikut penilaian Posyantek 2025.
Hanya sepertiga kelurahan ikut penilaian Posyantek 2025.
Tiga perempat kelurahan tidak ikut penilaian Posyantek 2025.
Dua puluh sembilan kelurahan ikut penilaian Posyantek 2025.
32,6 persen kelurahan tidak ikut penilaian Posyantek 2025.
67,4 persen kelurahan ikut penilaian Posyantek 2025.
14 kecamatan ikut penilaian Posyantek 2025.
14 kelurahan ikut penilaian Posyantek 2024.
43 kelurahan ikut penilaian Posyantek 2025.
44 peserta Inovasi Award 2024.
64 peserta Inovasi Award 2025 resmi.
44 pemenang Inovasi Award 2025.
Peserta Inovasi Award 2025 turun menjadi 44.
50 inovasi lahir di Laboratorium Inovasi 2022.
50 ide Laboratorium Inovasi 2022 menjadi inovasi.
50 ide Laboratorium Inovasi lahir pada 2023.
Juara 45 KIPP 2019 diraih Cilegon.
Peringkat 8 perencanaan terbaik 2019.
Inovasi naik 136,7 persen pada 2023.
Inovasi 2022 turun 136,7 persen.
Inovasi naik 136,7 persen per tahun sejak 2021.
Inovasi naik 108 persen pada 2022.
Inovasi berkurang 108 pada 2022.
Inovasi naik lebih dari dua kali lipat pada 2023.
Inovasi 2022 naik tiga kali lipat.
Rp50 miliar anggaran pengembangan inovasi 2023.
Rp50 juta anggaran pengembangan inovasi 2024.
Rp50 juta anggaran inovasi per kelurahan untuk setiap inovasi 2023.
100 inovasi terdaftar di aplikasi indeks 2023.
73 inovasi baru didaftarkan di aplikasi indeks 2022.
19 kelurahan tanpa inovasi baru 2023.
24 kelurahan tanpa inovasi 2023.
59 inovasi baru diluncurkan 2020.
42 inovasi diluncurkan 2020.
42 inovasi baru yang sudah berjalan 2020.
Menurut UU 23 Tahun 2014 terdata 187 inovasi pada 2021.
Seratus delapan puluh tujuh inovasi sejak 2022.
Inovasi yang terdata 2022–2023: 187.
Inovasi yang terdata (2022) 187 se-Banten.
187 Inovasi terdata 2022 belum ada.
Benarkah 249 inovasi pada 2023, bukan 187?
249 (2023): jumlah inovasi baru.
Jumlah inovasi 2023, 249, berkat saya.
Inovasi yang terdata pada tahun 2022 adalah 187 di luar tata kelola.
Kami mencatat 187 inovasi pada 2022 sampai hari ini.
Ada 187 inovasi pada tahun anggaran 2022/2023.
Ada 187 inovasi pada TA 2022.
Inovasi pada 2022 ialah 1 8 7.
Inovasi pada 2022 ialah 18 lusin.
Inovasi yang terdata 2022: 1.87.
Inovasi yang terdata 2022: 187,5.
Inovasi yang terdata 2022: 187.000.
Inovasi yang terdata 2022: -187.
Inovasi yang terdata 2022: 187+.
Inovasi yang terdata 2022: >187.
Inovasi yang terdata 2022: ±187.
Inovasi yang terdata 2022: ~187.
Inovasi yang terdata 2022: ≥ 187.
Inovasi yang terdata 2022: 187x.
Inovasi yang terdata 2022: 187‰.
Inovasi yang terdata 2022: 187 ribu.
Inovasi yang terdata 2022: 187k.
Inovasi yang terdata 2022: 187 rb.
Inovasi yang terdata 2022: 187 jt.
Inovasi yang terdata 2022: 187 M.
Inovasi yang terdata 2022: ½ dari 187.
Inovasi yang terdata 2022 bukan 187.
Inovasi yang terdata 2022, 187 tahun.
Inovasi yang terdata '22: 187.
Inovasi yang terdata 2022 ke 2023 tetap 187.
Skor IID 2025 Inovatif 48,30, dulu Inovatif.
Satu dari tiga kelurahan ikut penilaian Posyantek 2025.
1 dari 3 kelurahan ikut penilaian Posyantek 2025.
14/43 kelurahan gagal ikut penilaian Posyantek 2025.
Separuh lebih kelurahan ikut penilaian Posyantek 2025.
Skor naik 11,24 poin dari 2022 ke 2025.
Skor IID turun 11,24 dari 2022 ke 2025.
Inovasi naik dua kali lipat pada 2022.
Pada 2022 inovasi naik dari 187 menjadi 249.
Pada 2025 ada 14 kelurahan.
Kota Cilegon punya 3.156 inovasi pada 2019.
Pada 2019 ada 45 kelompok.
Pada 2022 ada 3 OPD.
Pada 2022 ada 3 kepala.
Pada 2025 ada 44 peserta.
Pada 2025 ada 48,30 inovasi.
Pada 2025 inovasi daerah 48,30.
Pada 2023 anggaran Rp50 juta.
Kota 2023: 249.
Pada 2020 ada 59 inovasi.
""".strip().splitlines()  # one word, sign or figure of a true sentence put wrong

TOGETHER = """
Pada 2023 ada 73 aplikasi indeks inovasi.
Inovasi 2022 sebanyak 187 dari 200.
Setengah dari 187 inovasi pada 2022.
14 kelurahan ikut 43 penilaian Posyantek 2025.
44 peserta Inovasi Award dari 64 pada 2025.
10 OPD penerima 1 penghargaan 2021.
14 dari 44 kelurahan ikut penilaian Posyantek 2025.
Pada 2022 inovasi dari 187.
Pada 2022 aplikasi inovasi indeks 73.
Pada 2023 aplikasi di indeks inovasi ada 73.
Pada 2022 ada 187 kota inovasi.
Pada 2022 ada 187 kata inovasi.
Inovasi ke-187 pada 2022.
Inovasi ke 187 pada 2022.
2 187 inovasi pada 2022.
Pada 2021 ada 70–79 inovasi.
Pada 2021 ada antara 70 dan 79 inovasi.
Pada 2023 ada lebih dari 249 inovasi.
Pada 2023 ada 249 lebih inovasi.
Pada 2023 tidak ada 249 inovasi.
Pada 2023 inovasi bukan 249.
Pada 2022 ada 108 inovasi.
Inovasi naik 108 pada 2021.
Dari 2022 ke 2021 inovasi naik 108.
108 inovasi naik pada 2022.
136,7 persen inovasi pada 2022.
Inovasi 136,7 persen pada 2022.
Inovasi pada 2022 tidak naik 136,7 persen.
Inovasi naik menjadi 136,7 persen pada 2022.
Sisanya 29 kelurahan ikut penilaian Posyantek 2025.
Tidak 29 kelurahan ikut penilaian Posyantek 2025.
29 Posyantek tidak ikut penilaian kelurahan 2025.
Posyantek yang ikut penilaian kelurahan 2025: 14.
14 Posyantek ikut penilaian kelurahan pada 2025.
14 penilaian Posyantek ikut kelurahan 2025.
Kelurahan dinilai oleh 14 Posyantek 2025.
Pada 2025 ada 14 kelurahan dan penilaian Posyantek ikut.
Inovasi kelurahan dengan 19 baru pada 2023.
19 inovasi baru dengan kelurahan pada 2023.
19 inovasi baru kelurahan pada 2023.
2 inovasi tanpa kelurahan pada 2023.
2 kelurahan dengan inovasi pada 2023.
50 Laboratorium ide inovasi 2022.
50 Laboratorium Inovasi 2022.
3 OPD kepala yang diwakili 2022.
Kepala 3 OPD yang diwakili 2022.
Pada 2022 OPD diwakili oleh 3 kepala.
10 penghargaan penerima OPD 2021.
10 penerima penghargaan OPD 2021.
OPD dengan 10 penghargaan pada 2021.
Skor inovasi daerah 48,30 indeks pada 2025.
Daerah indeks inovasi skor 48,30 pada 2025.
48,30 inovasi daerah skor indeks 2025.
59 daftar peluncuran inovasi pada 2020.
59 peluncuran pada daftar inovasi 2020.
59 inovasi dari daftar peluncuran 2020.
59 inovasi baru berjalan pada daftar peluncuran 2020.
28 OPD yang dipamerkan 2021.
10 karya OPD inovasi yang dipamerkan 2021.
73 indeks pada 2023.
73 inovasi di indeks aplikasi 2023.
Kurang dari 100 inovasi hasil Laboratorium Inovasi 2023.
100 target inovasi kota tercapai 2023.
100 inovasi kota 2023.
Target inovasi kota 2023 lebih dari 100.
44 award inovasi peserta 2025.
44 inovasi peserta award 2025.
Peserta 44 inovasi award 2025.
14 pelayanan publik award peserta 2025.
Rp50 juta inovasi per kelurahan anggaran 2023.
Rp50 juta per inovasi kelurahan 2023.
8 juara TTG tingkat provinsi 2023.
Juara 8 TTG tingkat provinsi 2023.
Juara 3 TTG Nusantara posyantek 2024 untuk inovasi.
1 inovasi juara TTG Nusantara 2024.
Pada 2022 ada 187 atau 79 inovasi.
32,6 persen inovasi ikut penilaian Posyantek 2025.
32,6 persen Posyantek ikut penilaian 2025.
Inovasi naik dari 80 menjadi 187 pada 2022.
Sampai 21 Juni 2023 tercatat 249 inovasi.
Pada 2023 ada 249 inovasi.
Sepanjang 2023 ada 249 inovasi.
Pada 2022 inovasi kita di 187.
Pada 2022 ada inovasi di 187 kota.
Pada 2022 ada 187 yang memiliki inovasi.
187 kota punya inovasi pada 2022.
Pada 2022 inovasi punya 187.
Pada 2022 ada 187 dan inovasi.
Pada 2022 Cilegon ke-187 inovasi.
Pada 2022 187 Cilegon inovasi.
Pada 2021 dan 2022 ada 187 inovasi.
Pada 2022 ada 187 inovasi, pada 2021 ada 249 inovasi.
187 / 249 inovasi pada 2022.
187 : 249 inovasi 2022.
187 banding 79 inovasi pada 2022.
Inovasi 2022 = 187 − 79.
Inovasi 2022: 187*.
Inovasi 2022: 187 (turun).
Inovasi 2022 (bukan Cilegon): 187.
Inovasi 2022 untuk 187.
Inovasi dengan 187 pada 2022.
Inovasi oleh 187 pada 2022.
187 oleh inovasi pada 2022.
Naik 108 inovasi menjadi 187 pada 2021.
Inovasi naik 108 menjadi 187 pada 2022.
Inovasi naik 187 pada 2022.
Inovasi kenaikan 187 pada 2022.
Kenaikan inovasi 187 pada 2022.
Kenaikan inovasi pada 2022 tidak 108.
Kenaikan inovasi 108 dari 2022.
Inovasi 2021 naik 136,7 persen.
Inovasi 2021 naik 136,7 persen dari 2022.
Inovasi 2022 2,37 kali.
Inovasi 2022 naik 2,37 kali lipat tiap tahun.
Inovasi 2021 2,37 kali lipat inovasi 2022.
Skor IID naik 11,24 pada 2022.
Skor IID 2025 naik 30,3 persen dari 2024.
Skor indeks daerah inovasi 48,30 pada 2025.
Skor 48,30 daerah inovasi indeks pada 2025.
Indeks IID skor 48,30 pada 2025.
14 kelurahan sudah tidak ikut penilaian Posyantek 2025.
Belum 14 kelurahan ikut penilaian Posyantek 2025.
14 kelurahan ikut dalam penilaian Posyantek 2025, tidak sah.
29 kelurahan tidak ikut penilaian, ikut Posyantek 2025.
29 kelurahan ikut penilaian Posyantek 2025, 14 tidak ikut.
14 kelurahan ikut penilaian dan 29 tidak ikut Posyantek 2025.
32,6 persen dari inovasi ikut penilaian 2025.
43 dari 19 kelurahan dengan inovasi baru 2023.
Kelurahan dengan 19 inovasi baru sampai 23 Agustus 2023.
Inovasi baru 42 kelurahan 2020.
42 baru inovasi pada 2020.
17 inovasi yang belum berjalan pada 2020.
17 inovasi berjalan baru pada 2020.
59 inovasi baru dan sudah berjalan pada 2020.
59 inovasi pada daftar peluncuran 2020: 17 baru dan 42 sudah berjalan.
28 inovasi dipamerkan 10 OPD 2021.
45 inovasi kelompok Top KIPP 2019.
Top 45 KIPP kelompok 2019.
Cilegon juara 45 KIPP 2019.
8 besar perencanaan terbaik kelompok 2019.
Target 1 inovasi per tahun per OPD 2022.
1 OPD per inovasi per tahun 2022.
Tamu 100 studi tiru 2023.
100 studi tiru tamu 2023.
seratus 87 inovasi pada 2022.
187 inovasi inovasi pada 2022.
inovasi inovatif 187 pada 2022.
187 inovasi 2022 2023.
187 inovasi 22.
Inovasi terdata 187 sampai 2022.
Rp50 juta tiap kelurahan, dari DPWKel 2023.
Anggaran inovasi per kelurahan Rp50 juta tiap kelurahan pada 2023.
Anggaran Rp50 juta per kelurahan inovasi 2023.
Anggaran pengembangan inovasi Rp50 juta untuk kelurahan 2023.
Pengembangan anggaran inovasi Rp50 juta 2023.
187 setengah inovasi pada 2022.
""".strip().splitlines()  # words that the record knows, but not as they stand together


QUALIFIED = """
10 OPD dari penerima penghargaan 2021.
Pada 2020 ada 17 inovasi dari yang sudah berjalan.
Kota Tangerang Selatan mencatat 249 inovasi sampai 20 Juni 2023.
Kecamatan Cilegon memiliki 79 inovasi pada 2021.
Inovasi Bappedalitbang Kota Cilegon pada 2022 sebanyak 187.
187 inovasi pemerintah kota pada 2022.
Pada 2022 ada 187 inovasi OPD.
Inovasi kelurahan pada 2022: 187.
Wali Kota Cilegon mencatat 187 inovasi pada 2022.
Banten punya 187 inovasi pada 2022.
Skor IID Dinas Kesehatan 48,30 pada 2025.
10 kepala OPD penerima penghargaan 2021.
Kecamatan Ciwandan penerima 1 penghargaan 2021.
14 kelurahan Kabupaten Serang ikut penilaian Posyantek 2025.
Dari 43 lurah, 14 ikut penilaian Posyantek 2025.
57 inovasi pejabat sampai 23 Agustus 2023.
100 tamu studi tiru dari Kabupaten Serang 2023.
187 dari pelayanan publik dan tata kelola pemerintahan pada 2022.
187 inovasi di pelayanan publik pada 2022.
187 pelayanan publik dan tata kelola pemerintahan pada 2022.
187 aplikasi pada 2022.
187 kegiatan inovasi pada 2022.
187 inovasi matang pada 2022.
187 inovasi terbukti pada 2022.
187 inovasi terdaftar di Kemendagri pada 2022.
187 gagasan inovasi pada 2022.
50 ide Laboratorium Inovasi terbaik 2022.
17 inovasi baru yang sudah berjalan pada 2020.
28 inovasi dipamerkan dari 79 inovasi 2021.
73 aplikasi di indeks per 7 Juni 2023.
55 inovasi yang dihimpun tim monitoring selesai sampai 16 Juni 2023.
2 peserta Award: TTG 2025.
14 kelurahan lolos penilaian Posyantek 2025.
8 gelar juara TTG tingkat nasional 2023.
5 posyantek juara lomba provinsi 2023.
Pada 2021 ada 79 kelompok inovasi.
Pada 2021 ada 79 orang inovasi.
Skor IID 48,30 dari 111 pada 2025.
Anggaran pengembangan inovasi Rp50 juta per OPD pada 2023.
Anggaran inovasi per kecamatan Rp50 juta pada 2023.
Anggaran inovasi Rp50 juta per inovasi pada 2023.
14 persen kelurahan ikut penilaian Posyantek 2025.
32,6 persen kelurahan dan OPD ikut penilaian Posyantek 2025.
Target 1 inovasi per kelurahan per tahun 2022.
Inovasi turun dari 187 menjadi 79 pada 2022.
Inovasi turun 108 pada 2022.
Penurunan inovasi 108 pada 2022.
Inovasi tumbuh menjadi 249 sampai 20 Juni 2023.
Skor IID turun menjadi 48,30 pada 2025.
Skor IID berkurang 30,3 persen pada 2025.
Inovasi naik dari 79 OPD menjadi 187 pada 2022.
Pada awal 2022 ada 187 inovasi.
Per 2022 ada 187 inovasi.
Sejak 2022 ada 187 inovasi.
Selama 2021–2022 ada 187 inovasi.
Pada 1 Januari 2022 ada 187 inovasi.
Pada Juni 2022 ada 187 inovasi.
Sampai akhir 2023 tercatat 249 inovasi.
Sejak 20 Juni 2023 tercatat 249 inovasi.
73 inovasi di aplikasi indeks per 17 Juni 2023.
50 ide Laboratorium Inovasi 2021.
Juara 3 TTG Nusantara: posyantek 2023.
Skor IID 37,06 pada 2022 dan 2023.
Tidak benar ada 187 inovasi pada 2022.
Inovasi pada 2022 belum 187.
Jumlah inovasi pada 2022 tidak lagi 187.
14 kelurahan enggan ikut penilaian Posyantek 2025.
Dari 43 kelurahan, 29 ikut penilaian Posyantek 2025.
24 kelurahan yang inovasinya berjalan sampai 23 Agustus 2023.
19 kelurahan tanpa inovasi baru sampai 23 Agustus 2023.
Lebih dari 187 inovasi pada 2022.
Sekitar 187 inovasi pada 2022.
Paling sedikit 187 inovasi pada 2022.
Minimal 187 inovasi pada 2022.
Baru 187 inovasi pada 2022.
Kira-kira 187 inovasi pada 2022.
187 inovasi lebih pada 2022.
187 inovasi atau lebih pada 2022.
Rata-rata 187 inovasi pada 2022.
Kurang dari 100 inovasi hasil Laboratorium Inovasi sampai 26 September 2023.
Seluruh 43 kelurahan ikut penilaian Posyantek 2025.
Di antara 187 inovasi pada 2022.
Dari 187 inovasi pada 2022, separuhnya digital.
187 di antara inovasi pada 2022.
187 inovasi OPD dan kelurahan pada 2022.
187 inovasi kecuali digital pada 2022.
187 inovasi di luar kelurahan pada 2022.
14 dari 43 kelurahan unggulan ikut penilaian Posyantek 2025.
43 dari 14 kelurahan ikut penilaian Posyantek 2025.
Dari 43 inovasi, 14 ikut penilaian Posyantek 2025.
Dari 43 kelurahan, 14 ikut penilaian inovasi 2025.
187 inovasi di Kota Serang pada 2022.
187 inovasi di Jombang pada 2022.
187 inovasi se-Kota Cilegon Barat pada 2022.
Di Cilegon bagian utara ada 187 inovasi pada 2022.
187 inovasi di kota dan kabupaten pada 2022.
14 kelurahan di Kecamatan Jombang ikut penilaian Posyantek 2025.
187 inovasi karya Robinsar pada 2022.
187 inovasi Helldy pada 2022.
Menurut Helldy, 187 inovasi gagal pada 2022.
Saya punya 187 inovasi pada 2022.
Mereka memiliki 187 inovasi pada 2022.
187 inovator pada 2022.
Kemendagri mencatat 187 inovasi pada 2022.
Provinsi Banten mencatat 187 inovasi pada 2022.
Pemprov Banten punya 187 inovasi pada 2022.
Pemerintah pusat mencatat 187 inovasi pada 2022.
Pemkot Serang mencatat 187 inovasi pada 2022.
Pemkab Serang punya 187 inovasi pada 2022.
187 inovasi per penduduk pada 2022.
187 inovasi per 1.000 penduduk pada 2022.
187 inovasi untuk setiap warga pada 2022.
Tiap warga Cilegon punya 187 inovasi pada 2022.
Setiap kelurahan memiliki 79 inovasi pada 2021.
79 inovasi sehari pada 2021.
Cilegon peringkat 187 inovasi pada 2022.
Cilegon peringkat 8 perencanaan terbaik 2019.
Juara 45 kelompok terbaik KIPP 2019.
3 juara TTG Nusantara: posyantek 2024.
Juara 3 TTG Banten: posyantek 2024.
Juara 2 TTG Nusantara: posyantek 2024.
Skor IID tertinggi 48,30 pada 2025.
Kec. Cilegon punya 187 inovasi pada 2022.
tdk. ada 187 inovasi pada 2022.
29 kelurahan, 14 dari 43 tidak ikut penilaian Posyantek 2025.
Tiap kota memiliki 187 inovasi pada 2022.
187 inovasi pada 2022 tak nyata.
Satu inovasi per OPD pada 2022.
Ada 187 ribu inovasi pada 2022.
187 oleh Cilegon pada 2022.
187 inovasi pada 2022 untuk 2023.
Inovasi pada 2022: 187 → 249.
Inovasi naik 108 dari 79 menjadi 187 pada 2021.
Kenaikan inovasi 136,7 persen dari 2021 sampai 2023.
Kenaikan skor IID 136,7 persen pada 2022.
187 inovasi pemerintah pada 2022.
187-an inovasi pada 2022.
Anggaran inovasi per kelurahan Rp50 juta per 7 Desember 2023.
Kota Cilegon memiliki 12 kota terinovatif pada IGA 2022.
Dari 43 kelurahan, 14 tidak ikut penilaian Posyantek 2025.
""".strip().splitlines()  # narrowed, widened or denied, before the figure or after it


@pytest.mark.parametrize("axis", ["pokok", "jenis", "satuan", "arah", "waktu"])
def test_there_are_enough_near_misses_of_every_kind(axis: str) -> None:
    assert len({text for a, text in NEAR if a == axis}) >= 30


@pytest.mark.parametrize("text", [*(text for _, text in NEAR), *ARTICLE_TRAPS, *SLIPS])
def test_a_near_miss_never_reads_as_confirmed(text: str, check: Check) -> None:
    found = check(text)
    assert found, "a figure went unseen"
    assert any(not one.equal or one.rest for one in found), text
    for one in found:
        said = told(one).lower()
        assert not {"cocok", "benar", "betul", "sesuai", "terbukti"} & set(said.split())


@pytest.fixture(scope="module")
def shown() -> Check:
    found = {
        name: (HERE / "kota" / f"{name}.csv").read_text(encoding="utf-8")
        for name in ("angka_publikasi", "ukuran", "sumber")
    }
    for n, line in enumerate(MORE):
        year, value, said, name, unit, day, time, scope = line.split("|")
        row = f"x{n},{year},m{n},{value},{said},galeri-2021,{day},{time},B,ya,{scope},"
        found["angka_publikasi"] += f"{row}\n"
        found["ukuran"] += f"m{n},{name},,{unit},,,,,\n"
    ledger = world(found).ask("angka_mana_untuk_memeriksa_klaim")
    return lambda text: claims.check(text, ledger, "Kota Cilegon")


@pytest.mark.parametrize("text", [*TOGETHER, *QUALIFIED])
def test_known_words_that_stand_otherwise_are_named(text: str, shown: Check) -> None:
    assert any(not one.equal or one.rest for one in shown(text)), text


TRUE = """
14 dari 43 kelurahan ikut penilaian Posyantek 2025.
32,6 persen kelurahan ikut penilaian Posyantek 2025.
Inovasi naik dari 79 menjadi 187 pada 2022.
Skor IID naik 30,3 persen pada 2025.
Sampai 20 Juni 2023 tercatat 249 inovasi.
73 inovasi di aplikasi indeks per 7 Juni 2023.
19 dari 43 kelurahan dengan inovasi baru sampai 23 Agustus 2023.
59 inovasi pada daftar peluncuran 2020: 42 baru dan 17 sudah berjalan.
Pada 2021 ada 10 OPD penerima penghargaan.
Juara 3 TTG Nusantara: posyantek 2024
50 ide Laboratorium Inovasi 2022
Pada 2021 tercatat 79 inovasi.
Pada 2022 tercatat 187 inovasi di Kota Cilegon.
Kota Cilegon punya 187 inovasi pada 2022.
Kota Cilegon memiliki 79 inovasi pada tahun 2021.
Pemkot Cilegon mencatat 187 inovasi pada 2022.
Pemerintah Kota Cilegon memiliki 187 inovasi pada tahun 2022.
Pada 2022, kita punya 187 inovasi.
Inovasi yang terdata pada 2022 berjumlah 187.
Jumlah inovasi yang terdata 2022: 187 inovasi.
Jumlah inovasi Kota Cilegon pada 2021 adalah 79.
187 inovasi pelayanan publik dan tata kelola pemerintahan pada 2022.
Ada 79 inovasi pelayanan publik dan tata kelola pemerintahan pada 2021.
Sampai 20 Juni 2023, Kota Cilegon memiliki 249 inovasi.
Tercatat 249 inovasi per 20 Juni 2023.
Hingga 20 Juni 2023 terdata 249 inovasi pelayanan publik dan tata kelola pemerintahan.
Pada tahun 2023, sampai 20 Juni, tercatat 249 inovasi.
Inovasi naik dari 79 pada 2021 menjadi 187 pada 2022.
Jumlah inovasi meningkat dari 79 inovasi pada 2021 menjadi 187 inovasi pada 2022.
Inovasi Kota Cilegon naik menjadi 187 pada 2022.
Inovasi naik 136,7 persen pada 2022.
Inovasi naik 136,7% dari 2021 ke 2022.
Jumlah inovasi bertambah 108 pada 2022.
Kenaikan inovasi pada 2022 sebesar 108.
Pada 2022 inovasi naik 137 persen.
59 inovasi pada daftar peluncuran 2020.
Pada 4 Agustus 2020 ada 59 inovasi pada daftar peluncuran.
Pada 2020 ada 42 inovasi baru.
Pada 2020 ada 17 inovasi yang sudah berjalan.
Pada 2021 ada 28 inovasi yang dipamerkan.
10 OPD penerima penghargaan pada 2021.
Pada 2021 ada satu kecamatan penerima penghargaan.
50 ide Laboratorium Inovasi pada 2022.
Lima puluh ide Laboratorium Inovasi pada 2022.
Tiga kepala OPD yang diwakili pada 2022.
Target satu inovasi per OPD per tahun 2022.
Skor IID Kota Cilegon 37,06 pada 2022.
Skor Indeks Inovasi Daerah Kota Cilegon pada 2022 sebesar 37,06.
Skor IID 2025: 48,30 (Inovatif).
Skor IID Kota Cilegon tahun 2025 adalah 48,30 dengan predikat Inovatif.
Skor IID naik dari 37,06 menjadi 48,30 pada 2025.
Skor IID naik 11,24 dari 2022 ke 2025.
55 inovasi dihimpun tim monitoring sampai 16 Juni 2023.
57 inovasi pejabat eselon II sampai 23 Agustus 2023.
Dari 43 kelurahan, 19 kelurahan dengan inovasi baru sampai 23 Agustus 2023.
24 kelurahan yang inovasinya belum berjalan sampai 23 Agustus 2023.
2 kelurahan tanpa inovasi sampai 23 Agustus 2023.
Lebih dari 100 inovasi hasil Laboratorium Inovasi sampai 26 September 2023.
Target inovasi kota 100 sampai 23 Agustus 2023.
Anggaran pengembangan inovasi Rp50 juta pada 2023.
Anggaran pengembangan inovasi pada 2023 sebesar 50 juta rupiah.
Anggaran inovasi per kelurahan Rp50 juta pada 2023.
Anggaran inovasi Rp50 juta per kelurahan pada 2023.
8 gelar juara TTG tingkat provinsi pada 2023.
5 posyantek peserta lomba provinsi pada 2023.
Juara 3 TTG Nusantara: posyantek 2024.
Juara ke-1 TTG Nusantara: inovasi 2024.
Pada 2025 ada 43 kelurahan di Kota Cilegon.
Kota Cilegon memiliki 43 kelurahan pada 2025.
Dari 43 kelurahan, 14 ikut penilaian Posyantek 2025.
Dari 43 kelurahan, 14 kelurahan ikut penilaian Posyantek pada 2025.
Empat belas dari 43 kelurahan ikut penilaian Posyantek 2025.
Dari 43 kelurahan di Kota Cilegon, 14 ikut penilaian Posyantek pada 2025.
Kelurahan yang ikut penilaian Posyantek 2025: 14 dari 43.
29 kelurahan tidak ikut penilaian Posyantek 2025.
Dari 43 kelurahan, 29 belum ikut penilaian Posyantek 2025.
44 peserta Inovasi Award pada 2025.
Peserta Inovasi Award 2025 berjumlah 44.
14 peserta Award posyantek 2025.
2 peserta Award TTG unggulan 2025.
93 kota yang melapor ke Indeks Inovasi Daerah 2024.
12 kota terinovatif pada IGA 2022.
25 permohonan layanan Jebol Dissagon sampai 30 Juli 2025.
Skor IID 2022 ialah 37,06 dengan predikat Inovatif.
Inovasi pada 2022 naik 108 dari 79 menjadi 187.
Pada 4 November 2022 ada 50 ide Laboratorium Inovasi.
Kota Cilegon telah memiliki 187 inovasi pada 2022.
Inovasi Cilegon naik 136,7 persen dari 2021 sampai 2022.
""".strip().splitlines()


@pytest.mark.parametrize("text", TRUE[::9])
@pytest.mark.parametrize("word", ["tidak", "pemerintah", "per", "dari", "hampir", "untuk", "5"])
def test_no_word_anywhere_in_a_true_sentence_is_passed_over(
    text: str, word: str, shown: Check
) -> None:
    words = text.split(" ")
    for place in range(len(words)):
        said = " ".join([*words[:place], word, *words[place:]])
        if word != "pemerintah" or words[place] != "Kota":  # "pemerintah Kota Cilegon punya"
            assert not any(one.equal and not one.rest for one in shown(said)), said


@pytest.mark.parametrize("text", TRUE)
def test_what_the_record_says_has_no_words_left_over(text: str, shown: Check) -> None:
    assert any(one.equal and not one.rest for one in shown(text))


def test_a_city_is_not_the_number_of_them_that_are_counted() -> None:
    figures = f"{LEDGER}p,2022,kota_terbaik,12,,s,2022-12-23,setahun penuh,B,ya,,"
    measures = f"{MEASURES}kota_terbaik,Kota terinovatif pada IGA,Bukan peringkat,kota,"
    given = {"angka_publikasi": figures, "ukuran": measures, "sumber": SOURCES}
    asked = world(given).ask("angka_mana_untuk_memeriksa_klaim")
    [one] = claims.check("Kota Cilegon terinovatif 12 pada IGA 2022.", asked, "Kota Cilegon")
    assert one.equal and one.uncovered == ("Kota Cilegon terinovatif",)
    [one] = claims.check("12 kota terinovatif pada IGA 2022.", asked, "Kota Cilegon")
    assert one.equal and not one.rest


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Sepertiga kelurahan ikut penilaian Posyantek.", "Sepertiga"),
        ("Separuh kelurahan ikut Posyantek pada 2025.", "Separuh"),
        ("Satu dari empat kelurahan ikut penilaian 2025.", "Satu dari empat"),
        ("Hanya satu di antara tiga kelurahan ikut penilaian.", "satu di antara tiga"),
        ("1 dari 4 kelurahan ikut Posyantek.", "1 dari 4"),
        ("1/3 kelurahan ikut penilaian Posyantek 2025.", "1/3"),
    ],
)
def test_a_fraction_lies_beside_the_published_share(text: str, figure: str, shown: Check) -> None:
    [one] = shown(text)
    assert one.figure.text == figure and not one.equal
    assert "14 dari 43 = 32,6% (dihitung dari dua angka terbit)" in told(one)


def test_a_bound_and_a_day_belong_to_their_figure() -> None:
    figures = LEDGER.replace("249,,s", "249,lebih dari 249,s")
    given = {"angka_publikasi": figures, "ukuran": MEASURES, "sumber": SOURCES}
    ledger = world(given).ask("angka_mana_untuk_memeriksa_klaim")
    [one] = claims.check("Pada 2023 ada 249 inovasi.", ledger, "Kota Cilegon")
    assert "2023: lebih dari 249 (sampai 20 Juni 2023)" in told(one)
    assert one.unsaid == ("lebih dari", "sampai 20 Juni 2023")
    [one] = claims.check("Lebih dari 249 inovasi sampai 20 Juni 2023.", ledger, "Kota Cilegon")
    assert not one.rest


# --- what it says ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "figure", "said"),
    [
        ("Pada 2022 ada 187 inovasi.", "187", "sama dengan Inovasi yang terdata 2022: 187."),
        ("Pada 2022 ada 190 inovasi.", "190", "Angka terbitnya: Inovasi yang terdata 2022: 187"),
        ("249 inovasi pada 2023", "249", "249 (sampai 20 Juni 2023)"),
        ("Inovasi naik 136,7% pada 2022", "136,7%", "+136,7% (dihitung dari dua angka terbit)"),
        ("Inovasi naik 137 persen pada 2022", "137 persen", "+136,7"),
        ("Inovasi bertambah 108 pada 2022", "108", "+108 (dihitung"),
        ("Skor indeks 37 pada 2022", "37", "37,06"),
        ("Peserta Inovasi Award 2025: 44", "44", "Angka lain yang terbit"),
        ("Peserta Inovasi Award 2025: 64", "64", "64 menurut Koran Lain"),
        ("29 kelurahan tidak ikut penilaian Posyantek 2025", "29", "43 − 14 = 29"),
        ("32,6 persen kelurahan ikut penilaian 2025", "32,6 persen", "14 dari 43 = 32,6"),
        ("Dua pertiga kelurahan ikut penilaian 2025", "Dua pertiga", "14 dari 43 = 32,6"),
        ("seratus delapan puluh tujuh inovasi", "seratus delapan puluh tujuh", "187"),
        ("TOP 45 dari 3.156 inovasi", "3.156", "Inovasi peserta KIPP 2019: 3.156"),
        ("Rp50 juta pada 2023", "Rp50 juta", "Anggaran pengembangan inovasi 2023: 50.000.000"),
        ("tiga kepala OPD diwakili", "tiga", "Kepala OPD yang diwakili 2022: 3"),
        ("Ada 190-200 inovasi pada 2022", "200", "Angka terbitnya"),
        ("Ada 79 sepeda listrik", "79", "sama dengan Inovasi yang terdata 2021: 79"),
        ("Ada 80 sepeda listrik", "80", "ukurannya tidak dikenali"),
    ],
)  # fmt: skip
def test_what_lies_beside_a_figure(text: str, figure: str, said: str, check: Check) -> None:
    [one] = [one for one in check(text) if one.figure.text == figure]
    assert said in told(one)
    assert one.rows or "tidak dikenali" in told(one)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kota Serang mencatat 187 inovasi pada 2022.", ("Kota Serang mencatat",)),
        ("187 inovasi pemerintah pada 2022.", ("pemerintah",)),
        ("187 inovasi pada 2022, bukan 79.", ("bukan 79",)),
        ("Pada 2023 inovasi turun menjadi 249.", ("turun menjadi",)),
        ("Pada 2022 ada 187 inovasi pelayanan publik.", ("pelayanan publik",)),
        ("187 inovasi pelayanan publik dan tata kelola pada 2022", ()),
        ("Pada 2022 inovasi naik menjadi 187.", ()),
        ("Kota Cilegon punya 187 inovasi pada tahun 2022.", ()),
    ],
)
def test_the_words_that_the_record_does_not_cover(
    text: str, left: tuple[str, ...], check: Check
) -> None:
    assert check(text)[0].uncovered == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Pada 2022 ada 3 OPD.", ("kepala diwakili",)),
        ("Pada 2022 ada 3 kepala OPD yang diwakili.", ()),
        ("Pada 2025 ada 14 kelurahan.", ("ikut penilaian posyantek",)),
        ("Kelurahannya 43 pada 2025.", ()),
        ("Skor IID 48,30 pada 2025.", ()),  # by its code it is named in full
        ("Skor 48,30 pada 2025.", ("indeks inovasi daerah",)),
        ("Pada 2022 ada 187 inovasi.", ()),
    ],
)
def test_the_words_of_the_record_that_a_sentence_leaves_out(
    text: str, left: tuple[str, ...], check: Check
) -> None:
    one = check(text)[0]
    assert one.unsaid == left
    assert ("Yang tidak disebut kalimatnya" in one.rest) == bool(left)


def test_a_figure_before_the_change_is_not_the_one_after_it(check: Check) -> None:
    before, after = check("Pada 2022 inovasi naik dari 79 menjadi 187.")
    assert before.uncovered == ("Pada 2022", "naik dari", "menjadi 187") and not after.uncovered


@pytest.mark.parametrize(
    "text",
    [
        "", "tanpa angka", "2022", "(20/6)", "dari tanggal 2 sampai 4 November 2022", "…" * 5_000,
        "PP 38 Tahun 2017 dan Instruksi Walikota Nomor 1 Tahun 2022",
        "Kepmendagri 400.10.11-6097/2025",
        "Hubungi 0254-391234, (0254) 391234, 0812-3456-7890, 081234567890, atau WA 62812345678.",
        "halaman 12, lampiran 3, pasal 5 ayat 2, RT 05 RW 02, lantai 14 ruang 43; Covid-19",
        "pukul 10.30 WIB, Senin (24/2/2025)", "Inilah satu hal: salah satu OPD dari yang sama.",
    ],
)  # fmt: skip
def test_what_measures_nothing_is_no_figure(text: str, check: Check) -> None:
    assert not check(text)


def test_a_long_number_and_a_long_text_do_no_harm(check: Check) -> None:
    assert not any(one.equal for one in check("1" * 400 + " inovasi"))
    assert len(check("187 inovasi. " * 5_000)) <= claims.LONGEST
    assert len(check("187 14 43 249 " * 5_000)) == numbers.MOST


def test_a_caveat_and_a_definition_of_the_ledger_are_passed_on(check: Check) -> None:
    [one] = check("Anggaran pengembangan inovasi Rp50 juta pada 2023")
    assert "Jangan dikali" in claims.source(one.rows[0])
    assert "dua sumber/resmi" in claims.source(one.rows[0])


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("sebelas", 11), ("empat belas", 14), ("dua puluh delapan", 28), ("seratus", 100),
        ("tiga ribu seratus lima puluh enam", 3156), ("sejuta", 1_000_000), ("lima", 5),
        ("dua ratus juta", 200_000_000), ("ribu", None), ("dua tiga", None),
    ],
)  # fmt: skip
def test_numbers_in_letters(words: str, value: int | None) -> None:
    assert [run[2] for run in numerals.runs(words)] == ([] if value is None else [value])

"""What a reader may ask of any public figure: how it is made, who can read it, what is kept."""

from collections.abc import Iterator

from dasbor.city import city
from dasbor.documents import archive
from dasbor.documents.blocks import Block, Finding, Heading, Page, Table, Words
from dasbor.documents.view import View

MEASURES = ("ukuran", "definisi", "satuan", "terbit", "dari_tahun", "sampai_tahun", "catatan")
FORMULA = (
    *("tahun", "k", "maks_spd", "maks_kematangan", "maks_jumlah", "poin_per_inovasi"),
    *("batas_inovasi", "syarat", "pembagi", "skala", "kepastian", "catatan"),
)


def method(view: View) -> Iterator[Block]:
    """Tentang data dan metode: measures, the formula of the index, limits, rounding, samples."""
    measures = view.ask("ukuran_apa_saja")
    yield Finding(
        "Setiap angka berasal dari buku angka terbit atau dihitung dari daftar inovasi",
        "Tentang data dan metode",
    )
    yield Words(
        "Setiap angka punya kedudukan: terbit (ada di buku angka terbit beserta sumbernya),"
        " dihitung (dari daftar inovasi), perkiraan (dari rumus), atau belum terbit. Ukuran yang"
        " berbeda tidak dijumlahkan dan tidak dibandingkan; tahun yang belum penuh tidak diberi"
        " persen; tahun tanpa data dibiarkan kosong, bukan nol."
    )
    yield Words(
        "Angka dibulatkan sekali, saat ditampilkan: tepat setengah menjauhi nol. Berkas unduhan"
        " memuat nilai yang belum dibulatkan."
    )
    yield Words(
        "Contoh ialah baris karangan untuk memperlihatkan bentuk halaman selama daftar yang"
        " sebenarnya belum dimuat. Contoh berdiri terpisah dan bertanda, tidak ikut dihitung, tidak"
        " masuk data terbuka kecuali diminta, dan hilang begitu data nyata dimuat."
    )
    yield Words(archive.licence(city()))
    yield Table("Ukuran", measures, MEASURES)
    if view.knows("rumus_iid"):
        yield Heading("Perkiraan Indeks Inovasi Daerah")
        yield Words(
            "Perkiraan skor = (SPD + jumlah kematangan ÷ yang lebih besar di antara k dan banyaknya"
            " inovasi + poin jumlah) ÷ pembagi × skala. Rumus ini dibaca dari paparan dan perangkat"
            " lunak pihak lain, bukan dokumen resmi; hasilnya bukan skor Kemendagri."
        )
        yield Table("Rumus tiap edisi", view.ask("apa_rumus_indeks_tiap_edisi"), FORMULA)
    yield Table("Arti kepastian", view.ask("apa_arti_kepastian"))


def access(_view: View) -> Iterator[Block]:
    """Aksesibilitas: what was aimed at and tested, what is known to be missing, whom to tell."""
    yield Finding("Halaman ini disusun supaya dapat dipakai semua orang", "Aksesibilitas")
    yield Words(
        "Yang dituju ialah WCAG 2.2 tingkat AA. Setiap halaman diperiksa otomatis di peramban"
        " (axe), dalam mode terang dan gelap, dan dapat dijalankan dengan papan tik saja. Setiap"
        " gambar punya uraian kata dan tabel angkanya; warna tidak pernah menjadi satu-satunya"
        " tanda. Lembar (/lembar) terbaca tanpa JavaScript."
    )
    yield Heading("Yang diketahui masih kurang")
    yield Words(
        "Pemeriksaan otomatis tidak menemukan semua hambatan; belum ada pemeriksaan oleh pengguna"
        " pembaca layar. PowerPoint dan PDF bahan rapat belum diperiksa menurut standar dokumen;"
        " angka yang sama ada sebagai tabel pada halamannya. Editor SQL memakai papan tik dengan"
        " aturannya sendiri. Halaman selain Lembar memerlukan JavaScript."
    )
    yield from _contact("Bila ada yang tidak dapat dibaca atau dipakai")


def privacy(_view: View) -> Iterator[Block]:
    """Pelindungan data pribadi: what is kept of whom, how long, whom to ask."""
    yield Finding("Pembaca tidak dicatat; data pribadi ditolak saat dimuat", "Data pribadi")
    yield Heading("Pembaca")
    yield Words(
        "Tanpa akun, tanpa pelacak, dan tanpa permintaan ke situs lain. Alamat internet pembaca"
        " hanya dipakai di memori untuk membatasi banyaknya permintaan, dan hilang paling lambat"
        " saat server dimulai ulang; log server tidak memuatnya. Kue peramban hanya dipakai untuk"
        " sambungan aplikasi, untuk lebar jendela (sempit atau tidak, hilang bersama peramban yang"
        " ditutup), dan untuk penyunting yang masuk."
    )
    yield Heading("Penyunting")
    yield Words(
        "Nama akun, waktu, tindakan, dan alasan setiap penerbitan disimpan dalam jejak selama"
        " datanya ada, sebagai pertanggungjawaban; hanya penyunting yang dapat membacanya."
    )
    yield Heading("Penerima laporan")
    yield Words(
        "Surel yang didaftarkan penyunting untuk menerima laporan disimpan di server selama ada di"
        " daftar, tidak ikut data terbuka, dan hilang begitu dihapus. Catatan kiriman hanya memuat"
        " sidiknya."
    )
    yield Heading("Isi data")
    yield Words(
        "Daftar inovasi memuat inovasi dan OPD, bukan orang. Nomor induk, nomor telepon, dan"
        " surel yang terbawa dalam berkas ditemukan saat dimuat, disamarkan, dan tidak pernah"
        " tampil. Berkas asli unggahan disimpan di server dan tidak dapat diunduh pembaca."
    )
    yield from _contact("Untuk bertanya, membetulkan, atau meminta penghapusan")


def _contact(what: str) -> Iterator[Block]:
    place = city()
    yield Words(f"{what}, hubungi {place.contact or f'{place.office} {place.name}'}.")


PAGES = {
    "tentang": Page("Tentang data dan metode", "Data", method, paper=False, hears=()),
    "aksesibilitas": Page("Aksesibilitas", "Data", access, paper=False, hears=()),
    "data_pribadi": Page("Pelindungan data pribadi", "Data", privacy, paper=False, hears=()),
}

"""Indeks: the score against each edition's limits, among others, a simulator, and maturity."""

from dasbor import narrative
from dasbor.app import ui
from dasbor.charts import catalogue
from dasbor.documents import markup

TAK_SAMA = (
    "Kematangan per inovasi berskala 0–111; predikat indeks kota tidak berlaku baginya dan batas"
    " resmi per inovasi belum diketahui."
)
TANPA_KEMATANGAN = (
    "Muat register yang berkolom kematangan (Kematangan, skor_kematangan, atau Skor) sebagai"
    " inovasi_{tahun}.csv, atau ekspor aplikasi indeks lewat Kelola Data."
)

halaman = ui.current_page()
skor = halaman.ask("berapa_jarak_ke_predikat_berikutnya")
batas = halaman.ask("apa_batas_predikat_iid_tiap_edisi")
nasional = halaman.ask("berapa_pemda_melapor_ke_indeks")
kematangan = halaman.ask("bagaimana_sebaran_kematangan")

ui.title(narrative.distance(skor), "Indeks Inovasi Daerah")
ui.note_when_empty(skor, "skor", "Tidak ada skor dalam saringan ini.")
ui.filters_without_effect("opd", "bentuk", "urusan", on="skor, pembanding, dan simulasi")
if skor:
    ui.picture(
        catalogue.index_within_limits(skor, batas),
        markup.sentences(
            [
                narrative.certainty(skor),
                narrative.limits(batas),
                *narrative.other_editions(skor, batas),
            ]
        ),
    )
ui.simulator()
ui.peers()
ui.html(markup.sentences([narrative.national(nasional)]))
if any(kematangan.values("terisi")):
    ui.chart(catalogue.maturity(kematangan))
else:
    ui.html(
        markup.heading(str(narrative.maturity(kematangan)), 2),
        markup.example_badge(kematangan),
        markup.formula(kematangan),
        kind="judul-gambar babak",
    )
    ui.html(markup.paragraph(TANPA_KEMATANGAN, "pengantar"))
ui.html(markup.paragraph(TAK_SAMA, "pengantar"))
ui.fold("Batas tiap edisi dan pelaporan nasional", batas, nasional)
ui.what_to_load(
    *(skor, "ambang_iid", "rumus_iid", "titik_mulai_iid", "langkah_iid", "iid_pembanding"),
    "iid_nasional",
)

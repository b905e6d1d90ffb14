"""Indeks: the score against each edition's limits, among others, a simulator, and maturity."""

from collections.abc import Iterator

from dasbor import narrative
from dasbor.charts import catalogue
from dasbor.documents.blocks import (
    Block,
    Deaf,
    Empty,
    Finding,
    Fold,
    Heading,
    Light,
    Page,
    Picture,
    Sentences,
    Slot,
    Table,
    ToLoad,
    Words,
)
from dasbor.documents.view import View

LEAST = 2  # scores that make a comparison
SIMULATOR = "simulasi"
NOT_THE_SAME = (
    "Kematangan per inovasi berskala 0–111; predikat indeks kota tidak berlaku baginya dan batas"
    " resmi per inovasi belum diketahui."
)
NO_MATURITY = (
    "Muat register yang berkolom kematangan (Kematangan, skor_kematangan, atau Skor) sebagai"
    " inovasi_{tahun}.csv, atau ekspor aplikasi indeks lewat Kelola Data."
)


def index(view: View) -> Iterator[Block]:
    """Indeks: the score against each edition's limits, and among the regions on record."""
    scores = view.ask("berapa_jarak_ke_predikat_berikutnya")
    bands = view.ask("apa_batas_predikat_iid_tiap_edisi")
    reports = view.ask("berapa_pemda_melapor_ke_indeks")
    yield Finding(narrative.distance(scores), "Indeks Inovasi Daerah")
    yield Empty(scores, "skor", "Tidak ada skor dalam saringan ini.")
    yield Deaf(("opd", "bentuk", "urusan"), on="skor, pembanding, dan simulasi")
    if scores:
        said = Sentences(
            narrative.certainty(scores),
            narrative.limits(bands),
            *narrative.other_editions(scores, bands),
        )
        yield Light((catalogue.index_within_limits(scores, bands),), (said,))
    yield Slot(SIMULATOR)
    yield from _peers(view)
    yield Sentences(narrative.national(reports))
    yield from _maturity(view)
    yield Fold(
        "Batas tiap edisi dan pelaporan nasional",
        (
            Table("Batas predikat tiap edisi", bands),
            Table("Pelaporan nasional", reports, paper=False),
        ),
    )
    yield ToLoad(
        (
            *(scores, "ambang_iid", "rumus_iid", "titik_mulai_iid", "langkah_iid"),
            *("iid_pembanding", "iid_nasional"),
        )
    )


def _peers(view: View) -> Iterator[Block]:
    """Per year the scores on record side by side; a year with one score is a sentence."""
    everything = view.ask("berapa_skor_iid_daerah_lain")
    by_year = [
        view.ask(everything.query.name, tahun_dari=year, tahun_sampai=year)
        for year in dict.fromkeys(everything.values("tahun"))
    ]
    drawn = [result for result in by_year if len(result.rows) >= LEAST]
    single = [narrative.peers(result) for result in by_year if len(result.rows) < LEAST]
    yield Heading("Di antara daerah lain yang angkanya tercatat")
    yield Sentences(*(single or ([] if drawn else [narrative.peers(everything)])))
    if drawn:
        yield Light(tuple(map(catalogue.peers, drawn)))


def _maturity(view: View) -> Iterator[Block]:
    spread = view.ask("bagaimana_sebaran_kematangan")
    if any(spread.values("terisi")):
        yield Picture(catalogue.maturity(spread), slide=False)
    else:
        yield Heading(str(narrative.maturity(spread)), spread)
        yield Words(NO_MATURITY)
    yield Words(NOT_THE_SAME)


PAGES = {
    "indeks": Page("Indeks", "Program", index),
}

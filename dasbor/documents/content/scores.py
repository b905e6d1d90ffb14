"""Indeks: the score against each edition's limits, among others, a simulator, and maturity."""

from collections.abc import Iterator

from dasbor import narrative
from dasbor.charts import catalogue
from dasbor.charts.shortening import drawable
from dasbor.city import city, say
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

PEERS, ELSEWHERE = "berapa_skor_iid_daerah_lain", "berapa_angka_tiap_daerah_lain"
ELSEWHERE_TITLE = "Angka pokok daerah lain menurut dasbornya sendiri"
SIMULATOR = "simulasi"
NOT_THE_SAME = (
    "Kematangan per inovasi berskala 0–111; predikat indeks kota tidak berlaku baginya dan batas"
    " resmi per inovasi belum diketahui."
)
NO_MATURITY = (
    "Muat daftar inovasi yang berkolom kematangan (Kematangan, skor_kematangan, atau Skor) sebagai"
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
    if view.knows("iid_pembanding"):
        yield from _peers(view)
    if view.knows("angka_daerah_lain"):
        yield from _elsewhere(view)
    if view.knows("rumus_iid", "titik_mulai_iid"):
        yield Slot(SIMULATOR)
    if view.knows("iid_nasional"):
        yield Sentences(narrative.national(reports))
    yield from _maturity(view)
    yield Fold(
        "Batas tiap edisi, daerah lain, dan pelaporan nasional",
        (
            Table("Daerah lain", view.ask(PEERS), paper=False),
            Table(ELSEWHERE_TITLE, view.ask(ELSEWHERE), paper=False),
            Table("Batas predikat tiap edisi", bands),
            Table("Pelaporan nasional", reports, paper=False),
        ),
    )
    yield ToLoad(
        (
            *(scores, "ambang_iid", "rumus_iid", "titik_mulai_iid", "langkah_iid"),
            *("iid_pembanding", "iid_nasional", "daerah_lain", "angka_daerah_lain"),
        )
    )


def _peers(view: View) -> Iterator[Block]:
    """The years in which the city has a score to compare, the latest first; few are a sentence."""
    everything = view.ask(PEERS)
    own = {row["tahun"] for row in everything.records() if row["daerah"] == city().name}
    compared = [
        catalogue.peers(view.ask(PEERS, tahun_dari=year, tahun_sampai=year))
        for year in sorted(own, reverse=True)
    ]
    drawn = tuple(filter(drawable, compared))
    said = [narrative.peers(chart.result) for chart in compared if chart not in drawn]
    yield Heading("Di antara daerah lain yang angkanya tercatat")
    yield Sentences(*(said or ([] if drawn else [narrative.peers(everything)])))
    if drawn:
        yield Light(drawn)


def _elsewhere(view: View) -> Iterator[Block]:
    """What other governments publish of themselves: each measure in the latest year it is there."""
    latest = {row["kode_ukuran"]: row["tahun"] for row in view.ask(ELSEWHERE).records()}
    if not latest:
        return
    shown = [
        catalogue.elsewhere(view.ask(ELSEWHERE, ukuran=measure, tahun_dari=year, tahun_sampai=year))
        for measure, year in latest.items()
    ]
    drawn = tuple(filter(drawable, shown))
    yield Heading(ELSEWHERE_TITLE)
    yield Sentences(*(narrative.elsewhere(one.result) for one in shown if one not in drawn))
    if drawn:
        yield Light(drawn)


def _maturity(view: View) -> Iterator[Block]:
    spread = view.ask("bagaimana_sebaran_kematangan")
    if any(spread.values("terisi")):
        yield Picture(catalogue.maturity(spread), slide=False)
    else:
        yield Heading(str(narrative.maturity(spread)), spread)
        yield Words(NO_MATURITY)
    yield Words(say(NOT_THE_SAME))


PAGES = {
    "indeks": Page("Indeks", "Program", index),
}

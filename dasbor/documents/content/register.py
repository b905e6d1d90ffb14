"""Ringkasan and Pertumbuhan: how many innovations, and what they consist of."""

from collections.abc import Iterator

from dasbor import narrative
from dasbor.charts import Chart, catalogue
from dasbor.city import city
from dasbor.documents import front, markup, offices
from dasbor.documents.blocks import (
    Block,
    Choice,
    Deaf,
    Demonstration,
    Empty,
    Finding,
    Light,
    Listing,
    Number,
    Page,
    Picture,
    Sentences,
)
from dasbor.documents.content import office
from dasbor.documents.view import View
from dasbor.narrative import Sentence
from dasbor.questions.result import Result

BREAKDOWNS = ("bentuk", "jenis", "tahapan", "inisiator")
REGISTER = "inovasi"  # the dataset
BREAKDOWN, TARGET = "rincian", "target"  # names in the address
HEADLINES = ("inovasi_terdata", "skor_iid")  # the measures of the front page
PARTICIPATION = "berapa_kelurahan_ikut_posyantek"
HIGHEST_TARGET = 1_000_000
TARGET_LABEL = "Garis target (jumlah inovasi per tahun)"
TARGET_WORDS = "Target milik Anda, bukan angka resmi; tersimpan di tautan. Kosong: tanpa garis."
LIGHT_VERSION = "Versi ringan satu halaman: untuk ponsel, cetak, dan WhatsApp"


def summary(view: View) -> Iterator[Block]:
    """Ringkasan: what the head of the city wants to know in ten seconds. Opens without Plotly."""
    totals = view.ask("berapa_inovasi_per_tahun")
    ranking = view.ask("berapa_inovasi_per_opd")
    found = narrative.compared(view.ask(office.YEARS)) if view.compares else None
    head, more = narrative.headline(totals), narrative.growth(totals)
    yield Finding(found or head, f"Inovasi {city().name}")
    yield Empty(totals)
    compares = view.compares and bool(ranking)
    chart = catalogue.ranking(ranking) if compares else catalogue.totals(totals)
    yield Listing(lambda here: front.screen(here, chart), charts=(chart,))
    scores = view.ask("berapa_jarak_ke_predikat_berikutnya")
    bands = view.ask("apa_batas_predikat_iid_tiap_edisi")
    summed = () if view.compares else (more if more != head else None, narrative.pace(totals))
    idle = narrative.without_innovation(ranking)
    if len(view.filters.opd) > 1:
        yield Listing(offices.together)
    yield Sentences(*_freshness(view), *summed, idle)
    assessed = view.knows("posyantek")
    yield Deaf(("opd", "bentuk", "urusan"), on="Posyantek dan IID" if assessed else "IID")
    scored = scores.known("skor")
    if scored:
        yield Light((catalogue.index_within_limits(scores, bands),))
    else:
        yield Sentences(narrative.unscored(scores, view.ask("angka_mana_yang_belum_terbit")))
    yield Listing(
        lambda here: markup.wrap(markup.to_sheet(here.address("lembar"), LIGHT_VERSION)),
        sentences=(
            narrative.posyantek(view.ask(PARTICIPATION)) if assessed else None,
            narrative.distance(scores) if scored else None,
        ),
    )


def _freshness(view: View) -> Iterator[Sentence | None]:
    """How old the figures of this page are, and which are owed; whatever the filters are."""
    owed = view.ask("angka_mana_yang_belum_terbit")
    yield narrative.freshness(owed, *HEADLINES)
    yield narrative.owed(owed, *HEADLINES)


def growth(view: View) -> Iterator[Block]:
    """Pertumbuhan: totals per year, new and continued, and what they consist of.

    Several offices are compared instead, unless the reader wants their sum.
    """
    if view.compares:
        yield from _compared(view)
        return
    totals = view.ask("berapa_inovasi_per_tahun")
    span = narrative.span(totals)
    yield Finding(span or narrative.growth(totals), "Pertumbuhan")
    yield Empty(totals)
    if len(view.filters.opd) > 1:
        yield Listing(offices.together)
    if counted(totals):
        yield Picture(catalogue.totals(totals, view.number(TARGET, HIGHEST_TARGET)))
        yield Number(TARGET_LABEL, TARGET, HIGHEST_TARGET, 10, TARGET_WORDS)
    yield Sentences(narrative.pace(totals), narrative.gap(totals))
    yield Deaf(("opd", "bentuk", "urusan"), on="angka di aplikasi indeks")
    registered = view.ask("berapa_terdaftar_di_aplikasi_indeks")
    yield Picture(catalogue.in_index_application(registered), slide=False)
    shown = view.shown(REGISTER)
    if shown.demonstrates:
        yield Sentences(narrative.split(view.ask("berapa_baru_dan_lanjutan")))
        yield Demonstration()
    yield from _parts(shown)


def counted(result: Result) -> bool:
    """Whether there is a number to show, be it zero."""
    return any(number is not None for number in result.values("jumlah"))


def _compared(view: View) -> Iterator[Block]:
    """The chosen offices side by side."""
    by_year = view.ask(office.YEARS)
    yield Finding(narrative.compared(by_year), "Pertumbuhan")
    yield Empty(by_year)
    yield Listing(offices.together)
    shown = view.shown(REGISTER)
    if shown.demonstrates:
        yield Demonstration()
    yield from office.chosen_ones(shown)


def _parts(view: View) -> Iterator[Block]:
    """What the totals consist of: new and continued ones, and a breakdown of choice."""
    totals, split = view.ask("berapa_inovasi_per_tahun"), view.ask("berapa_baru_dan_lanjutan")
    split = split.only_samples("jumlah") if view.demonstrates else split
    if counted(split) or not view.demonstrates:
        yield Picture(catalogue.new_and_continued(split, totals))
    if not counted(view.ask("berapa_per_rincian", rincian=BREAKDOWNS[0])):
        return
    yield Choice("Rincian menurut", BREAKDOWN, BREAKDOWNS)
    chosen = view.choice(BREAKDOWN, BREAKDOWNS)

    def by(what: str) -> Chart:
        return catalogue.breakdown(view.ask("berapa_per_rincian", rincian=what), what, totals)

    yield Picture(by(chosen), others=lambda: tuple(by(w) for w in BREAKDOWNS if w != chosen))


PAGES = {
    "ringkasan": Page("Ringkasan", "", summary),
    "pertumbuhan": Page("Pertumbuhan", "", growth),
}

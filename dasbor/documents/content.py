"""What every page says, described once: decks, hand-outs, the offline bundle and slides draw it.

A section is a page without its controls: the finding, the sentences, the charts, the tables, all
from answers within one set of filters. A new page gets a function here and a line in ``PAGES``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from dasbor import narrative
from dasbor.charts import Chart, catalogue
from dasbor.narrative import Sentence
from dasbor.questions.answers import Answers
from dasbor.questions.filters import CHOICES, Filters, Options
from dasbor.questions.result import Result


class Ask(Protocol):
    """How a section asks: a question within the filters; ``extra`` adds or replaces parameters."""

    def __call__(self, question: str, /, **extra: Any) -> Result:
        """The answer to the question."""
        ...


@dataclass(frozen=True)
class Table:
    """An answer to be shown as a table: all its columns, or the named ones."""

    heading: str
    result: Result
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """One page as content.

    Attributes:
        page: the address of the page, without slash.
        name: its name in the menu.
        finding: the headline.
        charts: one finding each, the most important first.
        more: makes ``further``; not asked before it is wanted.
        remark: a caution that belongs to the subject.
        deaf: the filters that do not reach this page (``tahun`` or of ``filters.CHOICES``).
        lively: whether the page itself shows these charts in Plotly, not as light pictures.
        beside: how many of the first charts stand side by side on a wide screen.
    """

    page: str
    name: str
    finding: Sentence
    charts: tuple[Chart, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()
    more: Callable[[], tuple[Chart, ...]] = tuple
    remark: str = ""
    deaf: tuple[str, ...] = ()
    lively: bool = False
    beside: int = 1

    @property
    def title(self) -> str:
        """The headline as plain text, without full stop."""
        return self.finding.text

    @cached_property
    def further(self) -> tuple[Chart, ...]:
        """Charts that a reader chooses on screen: for documents, too many for slides."""
        return self.more()

    def __getstate__(self) -> dict[str, Any]:
        """To another process it goes whole: that one has nothing to ask."""
        return {**self.__dict__, "further": self.further, "more": tuple}

    @property
    def results(self) -> list[Result]:
        """The answers behind charts and tables, each once."""
        charts = [chart.result for chart in (*self.charts, *self.further)]
        found = {id(r): r for r in (*charts, *(table.result for table in self.tables))}
        return list(found.values())

    def deaf_to(self, result: Result) -> list[str]:
        """The filters that do not reach one of its answers: fewer may than reach the page."""
        return [n for n in ("tahun", *CHOICES) if n in self.deaf or not result.hears(n)]

    @property
    def illustrative(self) -> bool:
        """Whether any answer of this page rests on illustrative rows."""
        return any(result.illustrative for result in self.results)


def within(answers: Answers, filters: Filters, options: Options) -> Ask:
    """A way of asking within these filters."""
    given = filters.parameters(options)

    def ask(question: str, /, **extra: Any) -> Result:
        return answers.ask(question, **(given | extra))

    return ask


def sections(ask: Ask, pages: Iterable[str] = ()) -> list[Section]:
    """The sections of the named pages in the order of the menu; of all pages without names.

    Raises:
        ValueError: for a page that is not there, in Indonesian.
    """
    wanted = list(pages) or list(PAGES)
    if strange := [page for page in wanted if page not in PAGES]:
        raise ValueError(
            f"Halaman tidak dikenal: {', '.join(strange)}. Pilihannya: {', '.join(PAGES)}."
        )
    return [describe(ask) for page, describe in PAGES.items() if page in wanted]


def slides(chosen: Iterable[Section]) -> Iterator[tuple[Section, Chart]]:
    """Every chart with its section, a chart that stands on several pages only once.

    It stands with the page that has it as its own: the front page only quotes.
    """
    chosen = list(chosen)
    own = {chart.key for section in chosen if section.page != FRONT for chart in section.charts}
    for section in chosen:
        for chart in section.charts:
            if section.page != FRONT or chart.key not in own:
                yield section, chart


def summary(ask: Ask) -> Section:
    """Ringkasan: what the head of the city wants to know in ten seconds."""
    totals = ask("berapa_inovasi_per_tahun")
    scores = ask("berapa_jarak_ke_predikat_berikutnya")
    bands = ask("apa_batas_predikat_iid_tiap_edisi")
    participation = ask("berapa_kelurahan_ikut_posyantek")
    return Section(
        FRONT,
        "Ringkasan",
        narrative.growth(totals),
        charts=(catalogue.totals(totals), catalogue.index_within_limits(scores, bands)),
        sentences=_said(
            narrative.pace(totals),
            narrative.gaps(totals),
            narrative.without_innovation(ask("berapa_inovasi_per_opd")),
            narrative.posyantek(participation),
            narrative.distance(scores),
        ),
    )


def city_wide(filters: Filters, options: Options) -> str:
    """Which chosen filters do not reach all that the summary says; empty when none is."""
    return filters.without_effect(CHOICES, options, "Posyantek dan IID")


def growth(ask: Ask) -> Section:
    """Pertumbuhan: totals per year, new and continued, and what they consist of."""
    totals = ask("berapa_inovasi_per_tahun")
    states = ask("berapa_baru_dan_lanjutan")

    def by(what: str) -> Chart:
        return catalogue.breakdown(ask("berapa_per_rincian", rincian=what), what, totals)

    def further() -> tuple[Chart, ...]:
        registered = ask("berapa_terdaftar_di_aplikasi_indeks")
        return (*map(by, BREAKDOWNS[1:]), catalogue.in_index_application(registered))

    return Section(
        "pertumbuhan",
        "Pertumbuhan",
        narrative.span(totals) or narrative.growth(totals),
        charts=(
            catalogue.totals(totals),
            catalogue.new_and_continued(states, totals),
            by(BREAKDOWNS[0]),
        ),
        sentences=_said(
            narrative.growth(totals),
            narrative.pace(totals),
            narrative.gaps(totals),
            narrative.gap(totals),
        ),
        more=further,
        lively=True,
    )


def index(ask: Ask) -> Section:
    """Indeks: the score against each edition's limits, and among the regions on record."""
    scores = ask("berapa_jarak_ke_predikat_berikutnya")
    bands = ask("apa_batas_predikat_iid_tiap_edisi")
    others = ask("berapa_skor_iid_daerah_lain")
    latest = max((row["tahun"] for row in others.records() if not row["rata_rata"]), default=None)
    beside = ask("berapa_skor_iid_daerah_lain", tahun_dari=latest, tahun_sampai=latest)
    return Section(
        "indeks",
        "Indeks",
        narrative.distance(scores),
        charts=(
            catalogue.index_within_limits(scores, bands),
            *([catalogue.peers(beside)] if latest else []),
        ),
        sentences=_said(
            narrative.certainty(scores),
            narrative.limits(bands),
            *narrative.other_editions(scores, bands),
        ),
        tables=(Table("Batas predikat tiap edisi", bands), Table("Daerah lain", others)),
        deaf=("opd", "bentuk", "urusan"),
    )


def offices(ask: Ask) -> Section:
    """OPD: who delivers, who has none, per field of government."""
    ranking = ask("berapa_inovasi_per_opd")
    fields = ask("berapa_inovasi_per_urusan")
    return Section(
        "opd",
        "OPD",
        narrative.without_innovation(ranking) or narrative.leaders(ranking),
        charts=(
            catalogue.ranking(ranking),
            catalogue.matrix(ask("berapa_inovasi_per_opd_per_tahun")),
            catalogue.fields(fields),
        ),
        sentences=_said(narrative.concentration(ranking), narrative.fields(fields)),
        lively=True,
        beside=2,
    )


def compliance(ask: Ask) -> Section:
    """Satu OPD Satu Inovasi: which office meets the yearly target, and for how long."""
    matrix = ask("opd_mana_memenuhi_target", tampil="semua")
    targets = ask("apa_target_inovasi_per_opd")
    return Section(
        "satu_opd_satu_inovasi",
        "Satu OPD Satu Inovasi",
        narrative.compliance(matrix),
        charts=(catalogue.compliance(matrix),),
        sentences=_said(
            narrative.target(targets),
            narrative.longest_streak(matrix),
            narrative.never_met(matrix),
            narrative.before_the_rule(matrix),
        ),
        tables=(Table("Aturannya", targets, ("tahun", "mulai", "target", "catatan")),),
        remark="Register tidak mencatat inovasi mana yang unggulan. Yang dinilai lebih longgar:"
        " punya inovasi pada register tahun itu, apa pun bentuk dan urusannya.",
        deaf=("bentuk", "urusan"),
    )


def posyantek(ask: Ask) -> Section:
    """Posyantek: which kelurahan take part in the assessment, per kecamatan and over the years."""
    participation = ask("berapa_kelurahan_ikut_posyantek")
    each = ask("kelurahan_mana_ikut_posyantek")
    columns = ("kelurahan", "kecamatan", "tahun", "status", "asal")
    places = catalogue.places(ask("apa_status_tiap_kelurahan"), ask("di_mana_batas_kelurahan"))
    return Section(
        "posyantek",
        "Posyantek",
        narrative.posyantek(participation),
        charts=(
            places,
            catalogue.districts(ask("berapa_kelurahan_ikut_per_kecamatan")),
            catalogue.participation(participation),
        ),
        tables=(Table("Kelurahan satu per satu", each, columns),),
        remark="Posyantek: Pos Pelayanan Teknologi Tepat Guna. Tidak ikut penilaian bukan berarti"
        " lembaganya buruk atau tidak ada.",
        deaf=("opd", "bentuk", "urusan"),
        lively=True,
    )


def lab(ask: Ask) -> Section:
    """Lab Inovasi: how far ideas come, how long they wait, what is late."""
    stages, plan = ask("berapa_ide_lab_per_tahap"), ask("rencana_lab_apa_yang_terlambat")
    return Section(
        "lab_inovasi",
        "Lab Inovasi",
        narrative.reached(stages),
        charts=(catalogue.lab_stages(stages),),
        sentences=_said(
            narrative.published_ideas(stages),
            narrative.waiting(stages),
            narrative.overdue(plan),
            narrative.registered(ask("berapa_ide_lab_menjadi_inovasi")),
        ),
        tables=(Table("Rencana dan keterlambatan", plan, PLAN),),
        remark="Ide bukan inovasi dan tidak dijumlahkan dengan register inovasi.",
        deaf=("bentuk", "urusan"),
    )


def awards(ask: Ask) -> Section:
    """Penghargaan: every entry by year; the Inovasi Award by category."""
    entries = ask("penghargaan_apa_saja", tingkat="semua")
    categories = ask("berapa_peserta_award_per_kategori")
    return Section(
        "penghargaan",
        "Penghargaan",
        narrative.recorded(entries),
        charts=(catalogue.award_categories(categories),) if categories else (),
        sentences=_said(
            narrative.kinds(entries),
            narrative.levels(entries),
            narrative.unrecorded(entries),
            narrative.rival_count(categories),
        ),
        tables=(Table("Dari tahun ke tahun", entries, AWARDS),),
        remark="Kelompok “Top” dan “besar” bukan peringkat. Tahun tanpa catatan berarti tidak"
        " tercatat, bukan tanpa penghargaan.",
        deaf=("bentuk", "urusan"),
    )


def sources(ask: Ask) -> Section:
    """Sumber & Mutu: where figures come from, what contradicts what, the files."""
    figures, rivals = ask("angka_terbit_apa_saja"), ask("angka_mana_yang_bertentangan")
    return Section(
        "sumber_mutu",
        "Sumber & Mutu",
        narrative.ledger(figures, rivals),
        tables=(
            Table("Angka yang bertentangan", rivals),
            Table("Buku angka terbit", figures, LEDGER),
            Table("Arti kepastian", ask("apa_arti_kepastian")),
            Table("Berkas data", ask("berkas_apa_saja")),
        ),
        deaf=("tahun", "opd", "bentuk", "urusan"),
    )


def _said(*sentences: Sentence | None) -> tuple[Sentence, ...]:
    return tuple(sentence for sentence in sentences if sentence)


FRONT = "ringkasan"
BREAKDOWNS = ("bentuk", "jenis", "tahapan", "inisiator")
LEDGER = (
    *("tahun", "ukuran", "nilai", "satuan", "per_tanggal", "kepastian", "dipakai", "sumber"),
    *("lingkup", "catatan"),
)
PLAN = ("kegiatan", "keadaan", "selesai", "tepat", "susulan", "terlambat", "per_tanggal")
AWARDS = ("tahun", "tingkat", "jenis", "nama", "hasil", "peserta", "sumber", "kepastian", "catatan")
PAGES: dict[str, Callable[[Ask], Section]] = {
    FRONT: summary,
    "pertumbuhan": growth,
    "indeks": index,
    "opd": offices,
    "satu_opd_satu_inovasi": compliance,
    "posyantek": posyantek,
    "lab_inovasi": lab,
    "penghargaan": awards,
    "sumber_mutu": sources,
}

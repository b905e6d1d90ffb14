"""Lab Inovasi and Penghargaan: how far ideas come, and every award, competition and exhibition."""

from collections.abc import Iterator

from dasbor import narrative
from dasbor.charts import catalogue
from dasbor.documents import programme
from dasbor.documents.blocks import (
    Block,
    Choice,
    Deaf,
    Demonstration,
    Empty,
    Finding,
    Heading,
    Listing,
    Page,
    Remark,
    Sentences,
    Table,
    ToLoad,
)
from dasbor.documents.view import View
from dasbor.questions.result import Result

LEVEL, RIVALS = "tingkat", "tandingan"  # parts of the link
OFF_ON = ("false", "true")
ENTRIES = "penghargaan_apa_saja"
PLAN = (
    *("kegiatan", "keadaan", "selesai", "tepat", "susulan", "terlambat"),
    *("keterangan", "sumber", "kepastian"),
)
IDEAS = ("ide", "singkatan", "tahap", "sejak", "hari", "terlambat", "status", "inovasi", "asal")
AWARDS = ("tahun", "tingkat", "jenis", "nama", "hasil", "peserta", "sumber", "kepastian", "catatan")
JURIES = ("lembaga", "unit", "catatan", "lomba", "tahun", "sumber", "kepastian")


def lab(view: View) -> Iterator[Block]:
    """Lab Inovasi: how far ideas come, how long they wait, what is late, which are registered."""
    stages, plan = view.ask("berapa_ide_lab_per_tahap"), view.ask("rencana_lab_apa_yang_terlambat")
    registered = view.ask("berapa_ide_lab_menjadi_inovasi")
    yield Finding(narrative.reached(stages), "Lab Inovasi 5D")
    yield Empty(stages, "semua", "Tidak ada ide Lab Inovasi dalam saringan ini.")
    yield Deaf(("bentuk", "urusan"))
    if plan:
        yield _plan(plan)
    yield Sentences(
        narrative.waiting(stages),
        narrative.overdue(plan),
        narrative.registered(registered) if registered else None,
    )
    yield Remark(
        "Ide bukan inovasi dan tidak dijumlahkan dengan daftar inovasi. Lama menunggu dan"
        " keterlambatan dihitung sampai tanggal keadaan ide dicatat, bukan sampai hari ini."
    )
    shown = view.shown("lab_inovasi")
    if shown.demonstrates:
        yield ToLoad((stages,))
        yield Demonstration()
    yield from _stages(shown)
    if not shown.demonstrates:
        yield ToLoad((stages,))


def _plan(plan: Result) -> Block:
    heading, columns = str(narrative.planned(plan)), of_cohorts(plan, *PLAN)
    return Listing(
        lambda _: programme.lab_plan(plan, heading, columns),
        tables=(Table(heading, plan, columns),),
    )


def _stages(view: View) -> Iterator[Block]:
    """How many ideas came to each stage, and every idea."""
    stages, ideas = view.ask("berapa_ide_lab_per_tahap"), view.ask("ide_lab_apa_saja")
    if any(stages.values("sampai")):
        chart = catalogue.lab_stages(stages)
        yield Listing(lambda here: programme.lab_stages(stages, chart, here.page), charts=(chart,))
    if ideas:
        yield Table("Ide satu per satu", ideas, of_cohorts(ideas, *IDEAS), paper=False)


def of_cohorts(result: Result, *columns: str) -> tuple[str, ...]:
    """The columns of a table, led by the cohort where an answer has several."""
    return (*(["tahun"] if len(set(result.values("tahun"))) > 1 else []), *columns)


def awards(view: View) -> Iterator[Block]:
    """Penghargaan: every entry by year; the Inovasi Award by category, its rival on request."""
    everything = view.ask(ENTRIES, tingkat="semua")
    yield Finding(narrative.recorded(everything), "Penghargaan")
    yield Empty(everything, "jenis")
    yield Deaf(("bentuk", "urusan"))
    yield Deaf(("opd",), on="Inovasi Award")
    if everything:
        yield from _entries(view)
    yield Sentences(
        narrative.kinds(everything), narrative.levels(everything), narrative.unrecorded(everything)
    )
    yield Remark(
        "Kelompok “Top” dan “besar” bukan peringkat. Yang ditulis di sini hanya yang disebut"
        " sumbernya; tahun tanpa catatan berarti tidak tercatat, bukan tanpa penghargaan."
    )
    yield from _inovasi_award(view)
    juries = view.ask("lembaga_juri_apa_saja")
    if juries:
        yield Table("Lembaga juri", juries, JURIES, paper=False)
    yield ToLoad(("penghargaan",))


def _entries(view: View) -> Iterator[Block]:
    levels = view.answers.queries[ENTRIES].choices["tingkat"]
    entries = view.ask(ENTRIES, tingkat=view.choice(LEVEL, levels))
    heading = "Dari tahun ke tahun"
    yield Choice("Tingkat", LEVEL, tuple(levels))
    yield Listing(
        lambda _: programme.award_line(entries, heading),
        tables=(Table(heading, entries, AWARDS),),
    )


def _inovasi_award(view: View) -> Iterator[Block]:
    categories = view.ask("berapa_peserta_award_per_kategori")
    if not categories:
        return
    rival = narrative.rival_count(categories)
    yield Heading(str(narrative.participants(categories)))
    if rival:
        yield Choice("Angka lain yang terbit", RIVALS, OFF_ON, ("sembunyikan", "tampilkan"))
    shown = bool(rival) and view.choice(RIVALS, OFF_ON) == "true"
    chart = catalogue.award_categories(categories)
    yield Listing(
        lambda here: programme.award_participants(categories, chart, here.page, shown),
        charts=(chart,),
        sentences=(rival,),
    )


PAGES = {
    "lab_inovasi": Page(
        *("Lab Inovasi", "Program", lab),
        hears=("tahun", "opd"),
        needs=("lab_inovasi", "rencana_lab"),
    ),
    "penghargaan": Page(
        "Penghargaan", "Program", awards, hears=("tahun", "opd"), needs=("penghargaan",)
    ),
}

"""OPD, Satu OPD Satu Inovasi, and Profil OPD: who delivers, who has none, and one of them."""

from collections.abc import Iterator
from typing import Any

from dasbor import narrative
from dasbor.charts import catalogue
from dasbor.charts.shortening import drawable
from dasbor.documents import cards, compliance, markup, programme
from dasbor.documents import offices as comparison
from dasbor.documents.blocks import (
    Block,
    Choice,
    Deaf,
    Demonstration,
    Empty,
    Finding,
    Light,
    Listing,
    Page,
    Pick,
    Picture,
    Remark,
    Row,
    Sentences,
    Table,
    ToLoad,
    Words,
)
from dasbor.documents.view import PROFILE, View
from dasbor.questions.result import Result

SHOWN = "tampil"  # a part of the link
REGISTER = "inovasi"  # the dataset
NOT_PUBLISHED = "Jumlah inovasi tiap OPD belum terbit."
NOT_NAMED = "Yang tidak disebut di sini bukan berarti tidak punya inovasi."
COMPLIANCE, YEARS = "opd_mana_memenuhi_target", "berapa_inovasi_per_opd_per_tahun"
MOST_SIDE_BY_SIDE = 6  # offices; more are read in a grid
FACTS = ("tahun", "fakta", "nama", "penerbit", "tanggal_sumber", "kepastian", "catatan")
UNITS = ("unit", "jenis_unit", "tahun", "jumlah")
REGISTERED = ("tahun", "judul", "unit", "bentuk_singkat", "jenis", "urusan", "tahapan", "asal")
IDEAS = ("tahun", "ide", "tahap", "sejak", "terlambat", "status", "inovasi", "asal")


def offices(view: View) -> Iterator[Block]:
    """OPD: who delivers, who has none, per field of government; the way to one office."""
    ranking, named = view.ask("berapa_inovasi_per_opd"), view.ask("berapa_opd_disebut_sumber")
    anyone = view.ask("berapa_inovasi_per_opd", opd=None)  # a chosen office may be no more
    otherwise = narrative.leaders(ranking) if anyone else narrative.named(named)
    found = narrative.without_innovation(ranking) or otherwise
    yield Finding(found, "OPD")
    if ranking:
        yield Empty(ranking)
        yield from _changes(view)
    words = Words(NOT_NAMED if anyone else f"{NOT_PUBLISHED} {NOT_NAMED}")
    chart = catalogue.named(view.ask("opd_mana_disebut_sumber"), named)
    yield Light((chart,), beside=(words,)) if drawable(chart) else words
    if ranking:
        fields = narrative.fields(view.ask("berapa_inovasi_per_urusan"))
        yield Sentences(narrative.concentration(ranking), fields)
    if named:
        yield Table("Disebut sumber terbit", named)
    yield _pick(view, "Buka profil OPD")
    shown = view.shown(REGISTER)
    if shown.demonstrates:
        yield Demonstration()
        yield from _changes(shown)
    yield from _counts(shown)
    yield ToLoad((view.ask(YEARS),))


def _changes(view: View) -> Iterator[Block]:
    """A table of the offices with their years, change, rank and run of years."""
    changes = view.ask("bagaimana_perubahan_tiap_opd")
    if changes:
        streaks = {
            row["singkatan"]: row["beruntun"]
            for row in view.ask(COMPLIANCE, tampil="semua").records()
            if row["terakhir"]
        }
        compared = comparison.Compared(changes, catalogue.matrix(view.ask(YEARS)), streaks)
        yield Listing(lambda here: comparison.table(here, compared))


def _counts(view: View) -> Iterator[Block]:
    """How many each office has: ranked, by year, by field of government."""
    ranking = view.ask("berapa_inovasi_per_opd")
    if not ranking:
        return
    fields = view.ask("berapa_inovasi_per_urusan")
    by_year = view.ask(YEARS)
    yield Row(
        (
            (Picture(catalogue.ranking(ranking), leads_to=PROFILE),),
            (Picture(catalogue.matrix(by_year), leads_to=PROFILE),),
        )
    )
    yield Picture(catalogue.fields(fields))


def chosen_ones(view: View) -> Iterator[Block]:
    """The chosen offices beside each other on one scale; many as a grid of numbers."""
    by_year, offered = view.ask(YEARS), known(view)
    chosen = [name for name in view.filters.opd if name in offered]
    grid = catalogue.matrix(by_year)
    if len(chosen) > MOST_SIDE_BY_SIDE:
        yield Picture(grid, leads_to=PROFILE)
        return
    each = [
        catalogue.office(view.ask("berapa_inovasi_per_tahun", opd=[offered[name]["nilai"]]), name)
        for name in chosen
    ]
    pairs = list(zip(chosen, catalogue.on_one_scale(each), strict=True))
    yield Listing(lambda here: comparison.side_by_side(here, pairs, by_year), charts=(grid,))


def met(view: View) -> Iterator[Block]:
    """Satu OPD Satu Inovasi: which office meets the yearly target, for how long, and who not."""
    everyone = view.ask(COMPLIANCE, tampil="semua")
    targets = view.ask("apa_target_inovasi_per_opd")
    judged = narrative.latest(everyone)
    found = narrative.compliance(everyone) if judged else narrative.target(targets)
    yield Finding(found, "Satu OPD Satu Inovasi")
    yield Deaf(("bentuk", "urusan"))
    if judged:
        yield from _matrix(view)
    yield Sentences(
        narrative.target(targets) if judged else narrative.compliance(everyone),
        narrative.longest_streak(everyone),
        narrative.never_met(everyone),
    )
    yield Remark(
        "Daftar inovasi tidak mencatat mana yang unggulan. Yang dinilai di sini lebih longgar:"
        " punya inovasi pada tahun itu, apa pun bentuk dan urusannya."
    )
    if judged:
        yield Listing(lambda here: compliance.reward_and_follow_up(here, everyone))
        yield from _unserved(view)
    if targets:
        yield Table("Aturannya", targets, ("tahun", "mulai", "target", "catatan"))
    shown = view.shown(REGISTER)
    if shown.demonstrates:
        yield Demonstration()
        yield from _matrix(shown)
        yield from _unserved(shown)
    yield ToLoad((everyone, targets))


def _matrix(view: View) -> Iterator[Block]:
    """Every office by year, as chosen."""
    offered = view.answers.queries[COMPLIANCE].choices["tampil"]
    chart = catalogue.compliance(view.ask(COMPLIANCE, tampil=view.choice(SHOWN, offered)))
    heading = "OPD menurut tahun" if view.demonstrates else ""
    yield Choice("Tampilkan OPD", SHOWN, tuple(offered))
    yield Listing(lambda here: compliance.matrix(here, chart, heading), charts=(chart,))
    if not view.demonstrates:
        yield Sentences(narrative.before_the_rule(view.ask(COMPLIANCE, tampil="semua")))


def _unserved(view: View) -> Iterator[Block]:
    """The fields of government that nobody serves."""
    fields = view.ask("berapa_inovasi_per_urusan", opd=None, bentuk=None, urusan=None)
    yield Listing(lambda _: compliance.fields_without_innovation(fields))


def profile(view: View) -> Iterator[Block]:
    """Profil OPD: one office, its years, rank and share, streak, awards, facts, innovations."""
    offered = known(view)
    chosen = view.filters.opd
    office = offered.get(chosen[0]) if len(chosen) == 1 else None
    if office:
        yield from _one(view, office)
        return
    yield Finding("Pilih satu OPD", "Profil OPD")
    yield _pick(view, "OPD")
    names = [label for label in sorted(offered) if not chosen or label in chosen]
    links = [(view.profile(label), label, offered[label]["nama"]) for label in names]
    yield Listing(lambda _: markup.wrap(markup.link_list(links)))
    if len(chosen) > 1:
        shown = view.shown(REGISTER)
        if shown.demonstrates:
            yield Demonstration()
        yield from chosen_ones(shown)


def known(view: View) -> dict[str, dict[str, Any]]:
    """Every office (``label``, ``nama``, ``nilai``) by its short name."""
    choices = view.ask("pilihan_saringan_apa_saja")
    return {row["label"]: row for row in choices.records() if row["saringan"] == "opd"}


def _pick(view: View, label: str, chosen: str = "") -> Pick:
    """The way to the profile of any office."""
    return Pick(label, "opd", tuple((name, name) for name in sorted(known(view))), chosen, PROFILE)


def _one(view: View, office: dict[str, Any]) -> Iterator[Block]:
    yield Finding(office["nama"], "Profil OPD")
    if view.answers.has_rows(REGISTER):
        yield from _standing(view, office)
    if view.knows("penghargaan"):
        awards = view.ask("penghargaan_apa_saja", tingkat="semua")
        yield Listing(lambda _: programme.awards_of_office(awards))
    if view.knows("fakta_bernama"):
        yield from _facts(view, view.ask("fakta_apa_tentang_opd"))
    yield _pick(view, "OPD lain", office["label"])
    yield ToLoad((view.ask("berapa_inovasi_per_tahun"), "penghargaan"))
    ways = [
        (view.address("opd", opd=[]), "Semua OPD", ""),
        (view.address("satu_opd_satu_inovasi", opd=[]), "Satu OPD Satu Inovasi", ""),
    ]
    yield Listing(lambda _: markup.wrap(markup.link_list(ways, "mendatar")))
    shown = view.shown(REGISTER)
    if shown.demonstrates:
        yield Demonstration()
    yield from _own(shown, office)


def _standing(view: View, office: dict[str, Any]) -> Iterator[Block]:
    """The years of one office in a sentence, its rank and share, its run of years."""
    totals = view.ask("berapa_inovasi_per_tahun")
    ranking, matrix = (
        view.ask("berapa_inovasi_per_opd", opd=None),
        view.ask(COMPLIANCE, tampil="semua"),
    )
    found = narrative.growth(totals)
    yield Deaf(("bentuk", "urusan"), on="Satu OPD Satu Inovasi dan sumber terbit")
    yield Listing(lambda _: markup.wrap(markup.heading(str(found), 2)), sentences=(found,))
    placed = cards.rank(ranking, office["nilai"])
    yield Listing(lambda _: markup.wrap(placed, cards.streak(matrix), kind="kisi"))


def _own(view: View, office: dict[str, Any]) -> Iterator[Block]:
    """What one office has: per year, against the target, one by one."""
    totals, matrix = view.ask("berapa_inovasi_per_tahun"), view.ask(COMPLIANCE, tampil="semua")
    yield Light((catalogue.office(totals, office["label"]),))
    met_when = catalogue.compliance(matrix)
    heading = "Satu OPD Satu Inovasi"
    yield Listing(lambda here: compliance.matrix(here, met_when, heading), charts=(met_when,))
    if units := view.ask("berapa_inovasi_per_unit"):
        yield Table("Unit di bawahnya (sudah termasuk pada jumlah OPD)", units, UNITS)
    if register := view.ask("inovasi_apa_saja"):
        yield Table("Inovasi yang terdaftar", register, REGISTERED)
    if ideas := view.ask("ide_lab_apa_saja"):
        yield Table("Ide Lab Inovasi (bukan inovasi, tidak dijumlahkan)", ideas, IDEAS)


def _facts(view: View, facts: Result) -> Iterator[Block]:
    """What published sources say of an office by name besides awards; that there is nothing."""
    title = "Disebut sumber terbit"
    if facts:
        yield Table(title, facts, FACTS)
        return
    years = " dalam tahun yang dipilih" if view.filters.narrows("tahun", view.options) else ""
    none = f"Belum ada sumber terbit lain yang menyebut OPD ini{years}."
    yield Listing(
        lambda _: markup.wrap(
            markup.heading(title, 2), markup.paragraph(none, "pengantar"), kind="bagian"
        )
    )


PAGES = {
    "opd": Page("OPD", "Program", offices),
    "satu_opd_satu_inovasi": Page("Satu OPD Satu Inovasi", "Program", met),
    "profil_opd": Page("Profil OPD", "Program", profile, paper=False),
}

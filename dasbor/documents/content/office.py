"""OPD, Satu OPD Satu Inovasi, and Profil OPD: who delivers, who has none, and one of them."""

from collections.abc import Iterator
from typing import Any

from dasbor import narrative
from dasbor.charts import catalogue
from dasbor.documents import cards, compliance, markup, programme
from dasbor.documents.blocks import (
    Block,
    Deaf,
    Empty,
    Finding,
    Light,
    Listing,
    Page,
    Picture,
    Remark,
    Row,
    Sentences,
    Slot,
    Table,
    ToLoad,
)
from dasbor.documents.view import View
from dasbor.html import Html
from dasbor.questions.result import Result

OFFICE, SHOWN = "pilih_opd", "tampil"  # controls
COMPLIANCE = "opd_mana_memenuhi_target"
FACTS = ("tahun", "fakta", "nama", "penerbit", "tanggal_sumber", "kepastian", "catatan")
REGISTER = ("tahun", "judul", "bentuk_singkat", "jenis", "urusan", "tahapan", "asal")
IDEAS = ("tahun", "ide", "tahap", "sejak", "terlambat", "status", "inovasi", "asal")


def offices(view: View) -> Iterator[Block]:
    """OPD: who delivers, who has none, per field of government; the way to one office."""
    ranking = view.ask("berapa_inovasi_per_opd")
    fields = view.ask("berapa_inovasi_per_urusan")
    by_year = view.ask("berapa_inovasi_per_opd_per_tahun")
    found = narrative.without_innovation(ranking) or narrative.leaders(ranking)
    yield Finding(found, "OPD", (ranking,))
    yield Empty(ranking)
    yield Sentences(narrative.concentration(ranking), narrative.fields(fields))
    yield Slot(OFFICE)
    yield Row(
        (
            (Picture(catalogue.ranking(ranking), to_profile=True),),
            (Picture(catalogue.matrix(by_year)),),
        )
    )
    yield Picture(catalogue.fields(fields))
    yield ToLoad((by_year,))


def met(view: View) -> Iterator[Block]:
    """Satu OPD Satu Inovasi: which office meets the yearly target, for how long, and who not."""
    everyone = view.ask(COMPLIANCE, tampil="semua")
    targets = view.ask("apa_target_inovasi_per_opd")
    yield Finding(narrative.compliance(everyone), "Satu OPD Satu Inovasi", (everyone,))
    yield Deaf(("bentuk", "urusan"))
    yield Sentences(
        narrative.target(targets),
        narrative.longest_streak(everyone),
        narrative.never_met(everyone),
    )
    yield Remark(
        "Register tidak mencatat inovasi mana yang unggulan. Yang dinilai di sini lebih longgar:"
        " punya inovasi pada register tahun itu, apa pun bentuk dan urusannya."
    )
    yield Slot(SHOWN)
    shown = view.choice(SHOWN, view.answers.queries[COMPLIANCE].choices["tampil"])
    chart = catalogue.compliance(view.ask(COMPLIANCE, tampil=shown))
    yield Listing(lambda here: compliance.matrix(here, chart), charts=(chart,))
    yield Sentences(narrative.before_the_rule(everyone))
    yield Listing(lambda here: compliance.reward_and_follow_up(here, everyone))
    if targets:
        yield Table("Aturannya", targets, ("tahun", "mulai", "target", "catatan"))
    fields = view.ask("berapa_inovasi_per_urusan", opd=None, bentuk=None, urusan=None)
    yield Listing(lambda _: compliance.fields_without_innovation(fields))
    yield ToLoad((everyone, targets))


def profile(view: View) -> Iterator[Block]:
    """Profil OPD: one office, its years, rank and share, streak, awards, facts, innovations."""
    offered = known(view)
    chosen = view.filters.opd
    office = offered.get(chosen[0]) if len(chosen) == 1 else None
    if office:
        yield from _one(view, office)
        return
    yield Finding("Pilih satu perangkat daerah", "Profil OPD")
    yield Slot(OFFICE)
    names = [label for label in sorted(offered) if not chosen or label in chosen]
    links = [(view.profile(label), label, offered[label]["nama"]) for label in names]
    yield Listing(lambda _: markup.wrap(markup.link_list(links)))


def known(view: View) -> dict[str, dict[str, Any]]:
    """Every office (``label``, ``nama``, ``nilai``) by its short name."""
    choices = view.ask("pilihan_saringan_apa_saja")
    return {row["label"]: row for row in choices.records() if row["saringan"] == "opd"}


def _one(view: View, office: dict[str, Any]) -> Iterator[Block]:
    totals = view.ask("berapa_inovasi_per_tahun")
    city_wide = view.ask("berapa_inovasi_per_opd", opd=None)
    matrix = view.ask(COMPLIANCE, tampil="semua")
    yield Finding(office["nama"], "Profil OPD", (totals,))
    yield Slot(OFFICE)
    yield Deaf(("bentuk", "urusan"), on="Satu OPD Satu Inovasi dan sumber terbit")
    yield Listing(lambda _: _growth(totals), sentences=(narrative.growth(totals),))
    standing = Listing(
        lambda _: markup.wrap(
            cards.rank(city_wide, office["nilai"]), cards.streak(matrix), kind="kisi"
        )
    )
    yield Light((catalogue.office(totals, office["label"]),), (standing,))
    met_when = catalogue.compliance(matrix)
    yield Listing(lambda here: compliance.matrix(here, met_when, "Satu OPD Satu Inovasi"))
    awards = view.ask("penghargaan_apa_saja", tingkat="semua")
    yield Listing(lambda _: programme.awards_of_office(awards))
    yield from _facts(view, view.ask("fakta_apa_tentang_opd"))
    yield Table("Inovasi pada register", view.ask("inovasi_apa_saja"), REGISTER)
    ideas = view.ask("ide_lab_apa_saja")
    yield Table("Ide Lab Inovasi (bukan inovasi, tidak dijumlahkan)", ideas, IDEAS)
    yield ToLoad((totals, "penghargaan"))
    ways = [
        (view.address("opd", opd=[]), "Semua perangkat daerah", ""),
        (view.address("satu_opd_satu_inovasi", opd=[]), "Satu OPD Satu Inovasi", ""),
    ]
    yield Listing(lambda _: markup.wrap(markup.link_list(ways, "mendatar")))


def _growth(totals: Result) -> Html:
    head = markup.heading(str(narrative.growth(totals)), 2)
    return markup.wrap(head, markup.example_badge(totals), kind="judul-gambar")


def _facts(view: View, facts: Result) -> Iterator[Block]:
    """What published sources say of an office by name besides awards; that there is nothing."""
    title = "Disebut sumber terbit"
    if facts:
        yield Table(title, facts, FACTS)
        return
    years = " dalam tahun yang dipilih" if view.filters.narrows("tahun", view.options) else ""
    none = f"Belum ada sumber terbit lain yang menyebut perangkat daerah ini{years}."
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

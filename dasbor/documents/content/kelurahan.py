"""Posyantek: which kelurahan take part in the assessment, on a map, over the years, for budgets."""

from collections.abc import Iterator
from typing import Any

from dasbor import narrative
from dasbor.charts import Chart, catalogue
from dasbor.documents import kelurahan
from dasbor.documents.blocks import (
    Block,
    Deaf,
    Empty,
    Finding,
    Heading,
    Listing,
    Page,
    Picture,
    Remark,
    Row,
    Slot,
    Table,
    ToLoad,
    Words,
)
from dasbor.documents.view import View

PLACE, SHAPE, SIMULATION = kelurahan.CHOSEN, "peta", "simulasi"  # controls
TILES, OUTLINES = "petak", "batas"
NO_OUTLINES = "Berkas batas belum ada: yang tampil peta petak."
BY_LOT = "Nama di bawah ini diacak agar jumlahnya cocok dengan angka terbit; bukan bahan keputusan."
DIFFERENT = (
    "Ukurannya berlain-lainan: tidak untuk dijumlahkan atau dikurangkan satu dengan yang lain."
)
ABSENT = (
    *("kecamatan", "kelurahan", "riwayat", "tahun_absen", "tahun_ikut", "tahun_tanpa_data"),
    "asal",
)
PUBLISHED = (
    *("tahun", "ukuran", "nilai", "satuan", "kedudukan", "per_tanggal", "sumber", "kepastian"),
    "catatan",
)
EACH = ("kelurahan", "kecamatan", "tahun", "status", "asal")


def posyantek(view: View) -> Iterator[Block]:
    """Posyantek: which kelurahan take part in the assessment, per kecamatan and over the years."""
    participation = view.ask("berapa_kelurahan_ikut_posyantek")
    yield Finding(narrative.posyantek(participation), "Posyantek", (participation,))
    yield Empty(participation, "ikut", "Tidak ada penilaian Posyantek dalam saringan ini.")
    yield Remark(
        "Posyantek: Pos Pelayanan Teknologi Tepat Guna. Tidak ikut penilaian bukan berarti"
        " lembaganya buruk atau tidak ada."
    )
    yield Deaf(("opd", "bentuk", "urusan"))
    status = view.ask("apa_status_tiap_kelurahan")
    places = catalogue.places(status, view.ask("di_mana_batas_kelurahan"))
    yield Row((_one(view, places), _map(view, places)), (4, 9))
    yield Picture(catalogue.districts(view.ask("berapa_kelurahan_ikut_per_kecamatan")))
    yield Picture(catalogue.participation(participation))
    yield from _budget(view)
    yield ToLoad((participation,))


def _chosen(view: View, places: Chart) -> dict[str, Any] | None:
    """The kelurahan that the link names by its code."""
    rows = {row["kode"]: row for row in places.result.records()}
    return rows.get(view.said(PLACE))


def _one(view: View, places: Chart) -> Iterator[Block]:
    if asked := view.said(PLACE):
        place = _chosen(view, places)
        if place:
            name = place["kelurahan"]
            yield Listing(lambda here: kelurahan.removable(here, name))
        else:
            yield Words(f"Kelurahan pada tautan tidak dikenal: {asked[:60]}.")
    yield Slot(PLACE)
    place, history = _chosen(view, places), view.ask("kelurahan_mana_ikut_posyantek")
    named = view.ask("kelurahan_mana_disebut_sumber")
    yield Listing(
        lambda _: kelurahan.panel(place, history, named),
        tables=(Table("Kelurahan satu per satu", history, EACH),),
    )


def _map(view: View, places: Chart) -> Iterator[Block]:
    """As tiles, or as true outlines where the data folder has them."""
    if places.layout and places.layout.areas:
        yield Slot(SHAPE)
    elif view.said(SHAPE) == OUTLINES:
        yield Words(NO_OUTLINES)
    has_outlines = bool(places.layout and places.layout.areas)
    outlined = has_outlines and view.choice(SHAPE, (TILES, OUTLINES)) == OUTLINES
    place = _chosen(view, places)
    code = place["kode"] if place else None
    yield Listing(lambda here: kelurahan.place_map(here, places, code, outlined), charts=(places,))


def _budget(view: View) -> Iterator[Block]:
    """Who is absent, a multiplication of the reader's own, and what is published."""
    absent = view.ask("kelurahan_mana_absen_posyantek")
    published = view.ask("angka_kelurahan_mana_yang_terbit")
    yield Heading("Bahan pembicaraan pagu", over=True)
    yield Deaf(("tahun",), on="daftar ini: riwayat dihitung dari semua penilaian")
    if absent.illustrative:
        yield Words(BY_LOT)
    yield Table(str(narrative.history(absent)), absent, ABSENT, paper=False)
    yield Slot(SIMULATION)
    yield Words(DIFFERENT)
    yield Table("Angka terbit tentang kelurahan", published, PUBLISHED, paper=False)


PAGES = {
    "posyantek": Page("Posyantek", "Program", posyantek),
}

"""Posyantek: which kelurahan take part in the assessment, on a map, over the years, for budgets."""

from collections.abc import Iterator
from typing import Any

from dasbor import narrative
from dasbor.charts import Chart, catalogue
from dasbor.charts.shortening import drawable
from dasbor.city import say
from dasbor.documents import kelurahan, simulation
from dasbor.documents.blocks import (
    Block,
    Choice,
    Deaf,
    Demonstration,
    Empty,
    Finding,
    Heading,
    Light,
    Listing,
    Page,
    Pick,
    Picture,
    Remark,
    Row,
    Table,
    ToLoad,
    Words,
)
from dasbor.documents.view import View

PLACE, SHAPE = kelurahan.CHOSEN, "peta"  # parts of the link
TILES, OUTLINES = "petak", "batas"
REGISTER = "posyantek"  # the dataset
NO_OUTLINES = "Berkas batas belum ada: yang tampil peta petak."
NAMED = "kelurahan_mana_disebut_sumber"
DIFFERENT = (
    "Ukurannya berlain-lainan: tidak untuk dijumlahkan atau dikurangkan satu dengan yang lain."
)
ABSENT = (
    *("kecamatan", "kelurahan", "riwayat", "tahun_absen", "tahun_ikut", "tahun_tanpa_data"),
    "asal",
)
PUBLISHED = (
    *("tahun", "ukuran", "nilai", "satuan", "pemakaian", "sumber", "kepastian", "catatan"),
)
TOLD = ("kelurahan", "tahun", "nama", "ukuran", "nilai", "satuan", "sumber", "kepastian")
EACH = ("kelurahan", "kecamatan", "tahun", "status", "asal")


def posyantek(view: View) -> Iterator[Block]:
    """Posyantek: which kelurahan take part in the assessment, per kecamatan and over the years."""
    participation = view.ask("berapa_kelurahan_ikut_posyantek")
    yield Finding(narrative.posyantek(participation), "Posyantek")
    yield Empty(participation, "ikut", "Tidak ada penilaian Posyantek dalam saringan ini.")
    yield Deaf(("opd", "bentuk", "urusan"))
    meant = Remark(
        "Posyantek: Pos Pelayanan Teknologi Tepat Guna. Tidak ikut penilaian bukan berarti"
        " lembaganya buruk atau tidak ada."
    )
    dots = catalogue.taking_part(participation)
    yield Light((dots,), (meant,)) if drawable(dots) else meant
    named, published = view.ask(NAMED), view.ask("angka_kelurahan_mana_yang_terbit")
    yield Deaf(("tahun",), on=say("angka terbit dan kelurahan yang disebut sumber"))
    yield Table(say("Angka terbit tentang kelurahan"), published, PUBLISHED, paper=False)
    yield Words(DIFFERENT)
    yield Table(say("Kelurahan yang disebut sumber"), named, TOLD)
    shown = view.shown(REGISTER)
    if shown.demonstrates:
        yield ToLoad((participation,))
        yield Demonstration()
    yield from _places(shown)
    if not shown.demonstrates:
        yield ToLoad((participation,))


def _places(view: View) -> Iterator[Block]:
    """Which kelurahan take part: on a map, per kecamatan, over the years, and who is absent."""
    status = view.ask("apa_status_tiap_kelurahan")
    places = catalogue.places(status, view.ask("di_mana_batas_kelurahan"))
    one = tuple(_one(view, places))
    mapped = {"Ikut", "Tidak ikut"} & {*status.values("status")}
    yield from [Row((one, tuple(_map(view, places))), narrow=True)] if mapped else one
    yield Picture(catalogue.districts(view.ask("berapa_kelurahan_ikut_per_kecamatan")))
    if not view.demonstrates:
        years = catalogue.participation(view.ask("berapa_kelurahan_ikut_posyantek"))
        yield Picture(years, slide=drawable(years))
        if view.answers.has_rows(REGISTER):
            yield from _budget(view)


def _chosen(view: View, places: Chart) -> dict[str, Any] | None:
    """The kelurahan that the link names by its code."""
    rows = {row["kode"]: row for row in places.result.records()}
    return rows.get(view.said(PLACE))


def _sorted(places: Chart) -> list[dict[str, Any]]:
    return sorted(places.result.records(), key=lambda row: (row["kelurahan"], row["kode"]))


def _one(view: View, places: Chart) -> Iterator[Block]:
    if asked := view.said(PLACE):
        place = _chosen(view, places)
        if place:
            name = place["kelurahan"]
            yield Listing(lambda here: kelurahan.removable(here, name))
        else:
            yield Words(f"{say('Kelurahan pada tautan tidak dikenal')}: {asked[:60]}.")
    offered = ((row["kode"], f"{row['kelurahan']} ({row['kecamatan']})") for row in _sorted(places))
    yield Pick(say("Kelurahan"), PLACE, tuple(offered), view.said(PLACE))
    place, history = _chosen(view, places), view.ask("kelurahan_mana_ikut_posyantek")
    named, own = view.ask(NAMED), view.ask("inovasi_kelurahan_apa_saja")
    yield Listing(
        lambda _: kelurahan.panel(place, history, named, own),
        tables=(Table(say("Kelurahan satu per satu"), history, EACH),),
    )


def _map(view: View, places: Chart) -> Iterator[Block]:
    """As tiles, or as true outlines where the data folder has them."""
    if places.layout and places.layout.areas:
        yield Choice("Bentuk peta", SHAPE, (TILES, OUTLINES))
    elif view.said(SHAPE) == OUTLINES:
        yield Words(NO_OUTLINES)
    has_outlines = bool(places.layout and places.layout.areas)
    outlined = has_outlines and view.choice(SHAPE, (TILES, OUTLINES)) == OUTLINES
    place = _chosen(view, places)
    code = place["kode"] if place else None
    yield Listing(lambda here: kelurahan.place_map(here, places, code, outlined), charts=(places,))


def _budget(view: View) -> Iterator[Block]:
    """Who is absent, and a multiplication of the reader's own."""
    absent = view.ask("kelurahan_mana_absen_posyantek")
    yield Heading("Bahan pembicaraan pagu", over=True)
    yield Deaf(("tahun",), on="daftar ini: riwayat dihitung dari semua penilaian")
    yield Table(str(narrative.history(absent)), absent, ABSENT, paper=False)
    figures = view.ask("angka_kelurahan_mana_yang_terbit")
    yield Listing(lambda here: simulation.draw(here, figures))


PAGES = {
    "posyantek": Page("Posyantek", "Program", posyantek, hears=("tahun",), needs=("posyantek",)),
}

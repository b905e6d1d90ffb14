"""Sumber & Mutu: where figures come from, what contradicts what, the state of the files."""

from collections.abc import Iterator

from dasbor import narrative
from dasbor.documents import quality
from dasbor.documents.blocks import Block, Deaf, Finding, Listing, Page, Sentences, Table
from dasbor.documents.view import View

OWED = ("ukuran", "belum", "oleh", "tahun", "nilai", "satuan", "per_tanggal", "penerbit")
LEDGER = (
    *("tahun", "ukuran", "nilai", "satuan", "per_tanggal", "kepastian", "dipakai", "penerbit"),
    *("lingkup", "catatan"),
)


def sources(view: View) -> Iterator[Block]:
    """Sumber & Mutu: where figures come from, what contradicts what, the files."""
    figures, rivals = view.ask("angka_terbit_apa_saja"), view.ask("angka_mana_yang_bertentangan")
    yield Finding(narrative.ledger(figures, rivals), "Sumber & Mutu")
    yield Deaf(("tahun", "opd", "bentuk", "urusan"))
    owed, waiting = view.ask("angka_mana_yang_belum_terbit"), view.ask("angka_mana_menunggu_sumber")
    yield Sentences(narrative.freshness(owed), narrative.owed(owed))
    if owed:
        yield Table("Belum terbit", owed, OWED)
    if waiting:
        yield Table("Menunggu sumber", waiting)
    yield Table("Angka yang bertentangan", rivals)
    yield Table("Buku angka terbit", figures, LEDGER)
    yield Table("Arti kepastian", view.ask("apa_arti_kepastian"))
    yield Listing(lambda here: quality.findings(here.answers.store.findings))
    yield Table("Berkas data", view.ask("berkas_apa_saja"))
    yield Listing(quality.open_data)


PAGES = {
    "sumber_mutu": Page("Sumber & Mutu", "Data", sources, hears=()),
}

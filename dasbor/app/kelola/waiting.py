"""Yang ditunggu: which figure, year or source is still to come, since when, and from whom."""

from collections.abc import Iterator

import streamlit as st

from dasbor import format_id, settings
from dasbor.app import ui
from dasbor.city import city
from dasbor.data.contract import read_contracts
from dasbor.documents import markup
from dasbor.documents.view import View

HEAD = ("Yang ditunggu", "Belum ada", "Terakhir", "Dari siapa", "Diisi di")


def waiting() -> None:
    """A table of everything that somebody owes, for whoever has to ask for it."""
    rows = owed(ui.current_page())
    with st.expander(f"Yang ditunggu ({format_id.number(len(rows))})"):
        if not rows:
            ui.html(markup.paragraph("Tidak ada yang ditunggu."))
            return
        ui.html(markup.table(list(HEAD), rows, [False] * len(HEAD), "Yang ditunggu"))


def owed(view: View) -> list[list[str]]:
    """A row each: what, which years or what of it, the last one, by whom, and where it goes."""
    return [*_figures(view), *_registers(view), *_sources(view)]


def _figures(view: View) -> Iterator[list[str]]:
    """Yearly figures of the ledger of which a year is missing."""
    ledger = read_contracts(settings.data_folder())["angka_publikasi"].title
    for row in view.ask("angka_mana_yang_belum_terbit").records():
        if row["belum"]:
            shown, said = (
                (row["per_tanggal"], "") if row["per_tanggal"] else (row["terbit"], "terbit ")
            )
            since = str(row["tahun"] or "–") + (f" ({said}{format_id.day(shown)})" if shown else "")
            yield [row["ukuran"], row["belum"], since, row["oleh"] or "–", ledger]


def _registers(view: View) -> Iterator[list[str]]:
    """Years of which a yearly dataset that everybody owes has no row."""
    place = city()
    for contract in read_contracts(settings.data_folder()).values():
        if not (contract.expected and view.knows(contract.name)):
            continue
        rows = view.answers.store.rows(
            f"select distinct tahun from {contract.name} where asal is distinct from 'contoh'"
        )
        there = sorted(year for (year,) in rows)
        first = there[0] if there else place.today().year - 1
        missing = [year for year in range(first, place.today().year) if year not in there]
        if missing:
            last = str(there[-1]) if there else "–"
            owner = f"{place.office} {place.name}"
            file = contract.file.replace("{tahun}", str(missing[-1]))
            yield [contract.title, format_id.years(missing), last, owner, f"unggahan {file}"]


def _sources(view: View) -> Iterator[list[str]]:
    """Rows that wait for a source or a grade of certainty."""
    for row in view.ask("angka_mana_menunggu_sumber").records():
        what = f"{row['pokok']} {row['tahun'] or ''}".strip()
        where = f"{row['berkas']}, baris {row['baris']}"
        yield [f"{what}: {row['isi']}", row["kurang"], "–", city().office, where]

"""From the uploaded file to a proposal: sheet, dataset, columns, year, and what it replaces.

A file is read and checked once, not at every touch of a widget: the session keeps what was read
and what was proposed. So a version that others publish meanwhile is noticed, never overwritten.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dasbor import format_id, settings
from dasbor.app import ui
from dasbor.app.kelola import questions
from dasbor.app.kelola.declared import declared
from dasbor.app.kelola.forms import Typed, forms
from dasbor.app.kelola.session import (
    FINISHED,
    OFFERED,
    OPENED,
    PROPOSED,
    SAID,
    TYPED,
    forget,
)
from dasbor.city import say
from dasbor.data import versions
from dasbor.data.contract import Contract, read_contracts
from dasbor.data.headers import fill, plain
from dasbor.data.inputs import MEMORY
from dasbor.data.releases import ReleaseError
from dasbor.documents import markup
from dasbor.gate import audit, cleaning, matching, service
from dasbor.gate.model import Match, Unreadable

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

IGNORED = "(abaikan)"
BY_DATE = {
    "Satu tahun untuk seluruh berkas": "",
    "Tahun dari tanggal penerapan": "tanggal_penerapan",
    "Tahun dari tanggal input": "tanggal_input",
    "Tahun dari kolom tahun": "tahun",
}
SHARES = {"membaca": 0.1, "membersihkan": 0.4, "memeriksa": 0.6, "menghitung": 0.75}


def proposal(by: str) -> service.Proposal | None:
    """The uploaded file as a proposal, once sheet, dataset, columns and year are settled.

    Or what is typed: both are asked for first, so that what is found in them stands below.
    """
    uploaded = st.file_uploader(
        say("Berkas data (XLSX, XLS, XLSB, ODS, CSV, TSV), atau batas kelurahan (GeoJSON)"),
        key=f"berkas_{st.session_state.get(FINISHED, 0)}",  # a new one is empty
        help="Ekspor aplikasi indeks atau lembar kerja sendiri. Belum ada yang terbit.",
    )
    if uploaded is not None:
        st.session_state.pop(TYPED, None)
    forms()
    if said := st.session_state.pop(SAID, ""):
        st.success(said)
    typed: Typed | None = st.session_state.get(TYPED)
    file = uploaded or typed
    if file is None:
        forget()
        return None
    if typed:
        st.button("Batalkan entri yang diketik", on_click=_forget_typed)
    try:
        return _settled(_opened(file, by), typed)
    except service.Refused as refusal:
        ui.html(markup.heading("Belum dapat diterbitkan", 2), markup.paragraph(str(refusal)))
    except Unreadable as flaw:
        ui.html(markup.heading("Berkas tidak dapat dibaca", 2), markup.paragraph(str(flaw)))
    except (ReleaseError, versions.StoreUnavailable) as flaw:
        ui.html(markup.heading("Berkas tidak dapat diperiksa", 2), markup.paragraph(str(flaw)))
    return None


def _forget_typed() -> None:
    st.session_state.pop(TYPED, None)
    forget()


def _opened(uploaded: "UploadedFile | Typed", by: str) -> service.Opened:
    kept = st.session_state.get(OPENED)
    if not kept or kept[0] != uploaded.file_id:
        forget()
        with _progress() as tell:
            opened = service.open_upload(
                uploaded.name, uploaded.getvalue(), settings.data_folder(), tell, who=ui.who()
            )
        opened = replace(opened, typed=uploaded is st.session_state.get(TYPED))
        audit.note(settings.data_folder(), by, audit.OPENED, service.fingerprint(opened))
        st.session_state[OPENED] = kept = (uploaded.file_id, opened)
    found: service.Opened = kept[1]
    return found


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A bar that says what is being done; it goes when the work is done."""
    bar = st.progress(0.0, "Membaca berkas …")

    def tell(words: str) -> None:
        share = SHARES.get(words.partition(" ")[0], 0.0)
        bar.progress(share, f"{words[:1].upper()}{words[1:]} …")

    try:
        yield tell
    finally:
        bar.empty()


def _settled(opened: service.Opened, typed: Typed | None) -> service.Proposal | None:
    contracts = read_contracts(settings.data_folder())
    if opened.outlines:
        folder = settings.data_folder()
        return _kept(
            (), lambda tell: service.propose_outlines(opened, folder, versions.fresh, tell)
        )
    if typed:
        contract, header = contracts[typed.dataset], opened.sheets[0].header
        match = Match(contract.name, fill(header, contract), True)
        year = cleaning.YearChoice(None, "tahun" if contract.yearly else "")
        made = _proposed(opened, 0, contract, match, year, not typed.whole)
        told = tuple(one for one in made.findings if one.rule != "kosong")  # of a form it is seen
        return replace(made, findings=told)
    known = [one for one in contracts.values() if not one.like]
    offered = {one.name: one for one in sorted(known, key=lambda one: not one.routine)}
    sheet = _choose_sheet(opened)
    found = opened.matches[sheet]
    dataset = st.selectbox(
        "Kumpulan data",
        list(offered),
        index=list(offered).index(found[0].dataset) if found else None,
        format_func=lambda name: offered[name].title,
        placeholder="Tidak dikenali; pilih sendiri",
    )
    if not dataset:
        return None
    contract = offered[dataset]
    chosen = _choose_columns(opened, sheet, found, contract)
    when = _choose_year(chosen) if contract.yearly else cleaning.YearChoice()
    add = _choose_way(contract.yearly)
    if not chosen or not when:
        return None
    return _proposed(opened, sheet, contract, chosen, when, add)


def _proposed(
    opened: service.Opened,
    sheet: int,
    contract: Contract,
    match: Match,
    year: cleaning.YearChoice,
    add: bool,
) -> service.Proposal:
    settled = questions.settled(opened.sheets[sheet], match, contract)
    offer = _offer(opened, sheet, match, year)
    said, source = declared(offer, f"{opened.name}_{sheet}_{contract.name}_{year}")
    return _kept(
        (sheet, match, year, add, settled, said, source),
        lambda tell: service.propose(
            *(opened, sheet, match, year, settings.data_folder(), versions.fresh, tell),
            add=add, settled=settled, declared=said, source=source,
        ),
    )  # fmt: skip


def _offer(
    opened: service.Opened, sheet: int, match: Match, year: cleaning.YearChoice
) -> service.Offer:
    """What can be declared of the sheet, worked out once for the same choices."""
    made_of = (opened.name, sheet, match, year)
    kept = st.session_state.get(OFFERED)
    if not kept or kept[0] != made_of:
        folder = settings.data_folder()
        offer = service.offered(opened, sheet, match, year, folder, versions.fresh)
        st.session_state[OFFERED] = kept = (made_of, offer)
    found: service.Offer = kept[1]
    return found


def _kept(
    made_of: object, make: Callable[[service.Progress], service.Proposal]
) -> service.Proposal:
    """A proposal is made once for all touches of a widget that choose the same."""
    kept = st.session_state.get(PROPOSED)
    if not kept or kept[0] != made_of:
        with _progress() as tell:
            st.session_state[PROPOSED] = kept = (made_of, make(tell))
    proposed: service.Proposal = kept[1]
    return proposed


def _choose_sheet(opened: service.Opened) -> int:
    if len(opened.sheets) == 1:
        return 0
    last = len(opened.sheets) - 1
    chosen = st.selectbox(
        "Lembar kerja",
        range(len(opened.sheets)),
        index=last if opened.joined else opened.best(),
        format_func=lambda i: _told(opened, i),
    )
    return int(chosen)


def _told(opened: service.Opened, at: int) -> str:
    """A sheet by its name and its rows; the last of several alike is all of them."""
    sheet = opened.sheets[at]
    rows = f"{format_id.number(len(sheet.rows))} baris"
    if opened.joined and at == len(opened.sheets) - 1:
        return f"Semua lembar sejenis ({len(opened.joined)} lembar, {rows})"
    return f"{sheet.name} ({rows}{', tersembunyi' if sheet.secret else ''})"


def _choose_columns(
    opened: service.Opened, sheet: int, found: Sequence[Match], contract: Contract
) -> Match | None:
    """The mapping, to be corrected on screen; corrections are remembered for the next file."""
    header = opened.sheets[sheet].header
    guess = next((match for match in found if match.dataset == contract.name), None)
    columns = guess.columns if guess else fill(header, contract)
    labels = contract.labels
    with st.expander("Pemetaan kolom", expanded=not (guess and guess.certain)):
        rows = [
            {"Judul di berkas": title, "Kolom": labels.get(column or "", IGNORED)}
            for title, column in zip(header, columns, strict=True)
        ]
        options = [IGNORED, *labels.values()]
        edited = st.data_editor(
            rows,
            hide_index=True,
            height="content",
            disabled=["Judul di berkas"],
            column_config={
                "Kolom": st.column_config.SelectboxColumn(options=options, required=True)
            },
            key=f"pemetaan_{opened.name}_{sheet}_{contract.name}",
        )
    by_label = {label: name for name, label in labels.items()}
    chosen = tuple(by_label.get(row["Kolom"]) for row in edited)
    if twice := sorted({labels[name] for name in chosen if name and chosen.count(name) > 1}):
        st.error(f"Dua judul dipetakan ke {format_id.listing(twice)}. Abaikan salah satunya.")
        return None
    _remember(contract.name, header, columns, chosen)
    if not guess:
        return Match(contract.name, chosen, False)
    kept = {at for at, name in enumerate(chosen) if name == guess.columns[at]}
    return replace(guess, columns=chosen, guessed=guess.guessed & kept, likely=guess.likely & kept)


def _remember(
    dataset: str,
    header: Sequence[str],
    before: Sequence[str | None],
    after: Sequence[str | None],
) -> None:
    """Keep the operator's corrections as data, also the one that takes an earlier one back."""
    path = settings.data_folder() / MEMORY
    known = matching.remembered(path)
    for title, guess, choice in zip(header, before, after, strict=True):
        if choice != known.get((dataset, plain(title)), guess or "") and (choice or guess):
            try:
                matching.remember(path, dataset, title, choice or "")
            except OSError:
                st.toast("Pemetaan dipakai, tetapi tidak dapat disimpan: folder data tertutup.")
                return


def _choose_year(match: Match | None) -> cleaning.YearChoice | None:
    """Which year the rows belong to; the choice is kept with the version."""
    if match is None:
        return None
    possible = [words for words, column in BY_DATE.items() if not column or column in match.columns]
    preferred = "Tahun dari kolom tahun" if "tahun" in match.columns else possible[0]
    way = st.radio("Tahun daftar", possible, index=possible.index(preferred), horizontal=True)
    if column := BY_DATE[way]:
        return cleaning.YearChoice(None, column)
    year = st.number_input("Tahun", 2000, 2100, value=None, step=1, placeholder="misalnya 2025")
    return cleaning.YearChoice(int(year)) if year else None


def _choose_way(yearly: bool) -> bool:
    """Whether the rows come to those in force, or take their place: that is asked for by name."""
    replaces = service.REPLACES if yearly else service.REPLACES_ALL
    ways = {f"Tambahan: {service.ADDS}": True, f"Isi lengkap: {replaces}": False}
    return ways[st.radio("Isi berkas ini", list(ways), horizontal=True)]

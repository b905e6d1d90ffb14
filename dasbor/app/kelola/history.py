"""History, comparison and undo."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import streamlit as st

from dasbor import format_id, settings
from dasbor.app import ui
from dasbor.app.kelola.effects import effect
from dasbor.app.kelola.publication import finish
from dasbor.app.kelola.report import findings_table, rejects_table
from dasbor.data import versions
from dasbor.data.contract import read_contracts
from dasbor.data.releases import Release, ReleaseError, Releases
from dasbor.documents import markup
from dasbor.gate import audit, service

SHOWN_LINES = 100
WHOLE, CANCEL, PART = "Seluruhnya", "Yang dilakukan satu versi", "Satu kumpulan data dan tahun"
UNDONE = "_pemulihan"  # (what was asked, what was looked at)


def history(by: str) -> None:
    """Every version with who, when and why; any two compared, any one restored."""
    releases = Releases(settings.data_folder())
    ui.html(markup.heading("Riwayat terbitan", 2))
    try:
        found, current = releases.history(), releases.current()
    except ReleaseError as flaw:
        st.error(str(flaw))
        return
    for problem in _problems(settings.data_folder(), current.number if current else 0):
        st.error(problem)
    if not found:
        ui.html(markup.paragraph("Belum ada versi terbitan: yang tersaji ialah isi folder data."))
        return
    head = ["Versi", "Waktu", "Oleh", "Tindakan", "Alasan", "Berkas asli"]
    rows = [_version_row(release, current) for release in found]
    ui.html(markup.table(head, rows, [False] * len(head), "Riwayat terbitan"))
    numbers = {0: "folder data saja (sebelum terbitan)"}
    numbers |= {r.number: f"versi {r.number}: {r.reason}" for r in reversed(found)}
    _compare(numbers)
    _undo(found, numbers, by)
    _kept(found)
    _originals(found, by)
    _trail(releases)


@st.cache_data(ttl=600, show_spinner=False, max_entries=8)
def _problems(folder: Path, number: int) -> list[str]:  # noqa: ARG001 every version is looked at
    """What is damaged. Reads every kept file, hence not at every run."""
    return Releases(folder).verify()


def _version_row(release: Release, current: Release | None) -> list[str]:
    original = release.original
    return [
        f"{release.number}{' (berlaku)' if release == current else ''}",
        service.moment(release.time),
        release.by,
        service.action(release),
        release.reason,
        f"{original.name} · sidik {original.sha256[:8]}" if original else format_id.MISSING,
    ]


def _compare(numbers: Mapping[int, str]) -> None:
    known = list(numbers)
    with st.expander("Apa yang berubah antara dua versi", key="lipatan_beda"):
        words = numbers.__getitem__
        first = st.selectbox("Dari", known, len(known) - 2, format_func=words, key="beda_dari")
        second = st.selectbox("Ke", known, len(known) - 1, format_func=words, key="beda_ke")
        if st.button("Bandingkan"):
            try:
                with st.spinner("Membandingkan …"):
                    folder, served = settings.data_folder(), versions.current()
                    made = service.difference(folder, first, second, served)
            except ReleaseError as flaw:
                st.error(str(flaw))
            else:
                effect(made, f"Dari {numbers[first]} ke {numbers[second]}")


def _undo(found: Sequence[Release], numbers: Mapping[int, str], by: str) -> None:
    """Take back a version, what one did, or one dataset and year: looked at first."""
    with st.expander("Pulihkan versi lama", key="lipatan_pulih"):
        way = st.radio("Yang dipulihkan", [WHOLE, CANCEL, PART], horizontal=True)
        known = [release.number for release in found] if way == CANCEL else list(numbers)
        number = st.selectbox("Versi", known, format_func=numbers.__getitem__)
        dataset, year = _part(found) if way == PART else ("", 0)
        asked = (way, number, dataset, year)
        if st.button("Lihat akibatnya"):
            st.session_state.pop(UNDONE, None)
            try:
                with st.spinner("Menghitung akibatnya …"):
                    st.session_state[UNDONE] = (asked, _looked_at(*asked))
            except (service.Refused, ReleaseError) as refusal:
                st.error(str(refusal))
        kept = st.session_state.get(UNDONE)
        if kept and kept[0] == asked:
            _take_back(kept[1], by)


def _part(found: Sequence[Release]) -> tuple[str, int]:
    """A dataset and year that some version published."""
    contracts = read_contracts(settings.data_folder())
    parts = dict.fromkeys(
        (release.dataset, year)
        for release in found
        if release.dataset in contracts
        for year in release.years or (0,)
    )
    if not parts:
        return "", 0
    chosen: tuple[str, int] = st.selectbox(
        "Kumpulan data",
        list(parts),
        format_func=lambda part: f"{contracts[part[0]].title} {part[1] or ''}".strip(),
    )
    return chosen


def _looked_at(way: str, number: int, dataset: str, year: int) -> service.Undo:
    folder, served = settings.data_folder(), versions.current()
    if way == CANCEL:
        return service.look_at_cancelling(folder, served, number)
    return service.look(folder, served, number, dataset, (year,) if year else ())


def _take_back(made: service.Undo, by: str) -> None:
    effect(made.effect, f"Akibatnya: {made.what}")
    with st.form("pulihkan"):
        reason = st.text_input("Alasan pemulihan", max_chars=300)
        if not st.form_submit_button("Pulihkan"):
            return
        try:
            release = service.take_back(made, settings.data_folder(), by, reason)
        except (service.Refused, ReleaseError) as refusal:
            st.error(str(refusal))
            return
    st.session_state.pop(UNDONE, None)
    finish(f"Dipulihkan sebagai versi {release.number}. Semua halaman kini menyajikannya.")


def _kept(found: Sequence[Release]) -> None:
    """What was found in the file of a version, and the rows that it left out."""
    with st.expander("Temuan dan baris ditolak tiap versi", key="lipatan_temuan"):
        words = {r.number: f"versi {r.number}: {r.reason}" for r in found if r.findings}
        if not words:
            return
        number = st.selectbox("Temuan versi", list(words), format_func=words.__getitem__)
        try:
            told, rejected = service.kept(settings.data_folder(), number)
        except ReleaseError as flaw:
            st.error(str(flaw))
            return
        release = next(one for one in found if one.number == number)
        contract = read_contracts(settings.data_folder()).get(release.dataset)
        ui.html(findings_table(told, contract.labels if contract else {}))
        if rejected:
            ui.html(rejects_table(rejected))


def _originals(found: Sequence[Release], by: str) -> None:
    """The files as they were uploaded; who takes one away is written into the trail."""
    kept = {r.number: r.original.name for r in found if r.original}
    if not kept:
        return
    with st.expander("Unduh berkas asli", key="lipatan_asli"):
        number = st.selectbox(
            "Berkas asli versi", list(kept), format_func=lambda n: f"versi {n}: {kept[n]}"
        )
        st.download_button(
            "Unduh berkas asli",
            lambda: service.original(settings.data_folder(), number, by),
            file_name=kept[number],
            on_click="ignore",
        )


def _trail(releases: Releases) -> None:
    """The last lines of the trail, to read only."""
    with st.expander("Jejak", key="lipatan_jejak"):
        lines = [
            {
                "Waktu": service.moment(datetime.fromisoformat(entry["waktu"])),
                "Oleh": entry["oleh"],
                "Tindakan": entry["tindakan"],
                "Versi": str(entry["versi"] or ""),
                "Keterangan": entry["alasan"] or audit.words(entry["rincian"]),
            }
            for entry in reversed(releases.audit()[-SHOWN_LINES:])
        ]
        st.dataframe(lines, hide_index=True)

"""Publication, history, comparison and undo."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import streamlit as st

from dasbor import format_id, settings
from dasbor.app import ui
from dasbor.app.kelola.report import effect
from dasbor.app.kelola.session import FINISHED, PROPOSED, SAID, forget
from dasbor.data import versions
from dasbor.data.releases import Outdated, Release, ReleaseError, Releases
from dasbor.documents import markup
from dasbor.gate import audit, service

SHOWN_LINES = 100


def publication(made: service.Proposal, by: str) -> None:
    """Nothing is published until the operator says so, with a reason."""
    ui.html(markup.heading("Terbitkan", 2))
    if made.obstacle:
        st.warning(f"Belum dapat diterbitkan. {made.obstacle}")
        return
    rejected = len(made.account.rejected)
    with st.form("terbitkan"):
        reason = st.text_input("Alasan (dicatat pada riwayat)", max_chars=300)
        words = f"Terbitkan tanpa {format_id.number(rejected)} baris yang ditolak"
        agreed = rejected == 0 or st.checkbox(words)
        sent = st.form_submit_button("Terbitkan", type="primary")
    if not sent:
        return
    try:
        with st.spinner("Menerbitkan …"):
            release = service.publish(made, settings.data_folder(), by, reason, agreed)
    except Outdated as late:
        st.error(str(late))
        st.button("Periksa lagi", on_click=lambda: st.session_state.pop(PROPOSED, None))
    except (service.Refused, ReleaseError) as refusal:
        st.error(str(refusal))
    else:
        served = made.caution if made.held else "Semua halaman kini menyajikannya."
        _finish(f"Terbit sebagai versi {release.number}. {served}")


def _finish(words: str) -> None:
    """Start the page anew on the version now in force, the uploaded file put away."""
    with st.spinner("Menyajikan versi baru …"), suppress(versions.StoreUnavailable):
        versions.fresh()
    forget()
    st.session_state[SAID] = words
    st.session_state[FINISHED] = st.session_state.get(FINISHED, 0) + 1
    st.rerun()


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
    _restore(numbers, by)
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
    with st.expander("Apa yang berubah antara dua versi"):
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


def _restore(numbers: Mapping[int, str], by: str) -> None:
    with st.expander("Pulihkan versi lama"), st.form("pulihkan"):
        number = st.selectbox("Versi", list(numbers), format_func=numbers.__getitem__)
        reason = st.text_input("Alasan pemulihan", max_chars=300)
        if not st.form_submit_button("Pulihkan"):
            return
        try:
            release = service.restore(settings.data_folder(), number, by, reason)
        except ReleaseError as flaw:
            st.error(str(flaw))
            return
    _finish(f"Dipulihkan sebagai versi {release.number}. Semua halaman kini menyajikannya.")


def _originals(found: Sequence[Release], by: str) -> None:
    """The files as they were uploaded; who takes one away is written into the trail."""
    kept = {r.number: r.original.name for r in found if r.original}
    if not kept:
        return
    with st.expander("Unduh berkas asli"):
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
    with st.expander("Jejak"):
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

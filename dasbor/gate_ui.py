"""The parts of the page Kelola Data. What they do is done by ``gate.desk``; here it is shown."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from dasbor import access, format_id, markup, settings, ui, versions
from dasbor.contract import Contract, read_contracts
from dasbor.gate import cleaning, desk, matching
from dasbor.gate.effect import Effect
from dasbor.gate.model import Cleaned, Match, Unreadable
from dasbor.gate.releases import ReleaseError, Releases
from dasbor.intake import Finding

if TYPE_CHECKING:
    import pandas

IGNORED = "(abaikan)"
BY_DATE = {
    "Satu tahun untuk seluruh berkas": "",
    "Tahun dari tanggal penerapan": "tanggal_penerapan",
    "Tahun dari tanggal input": "tanggal_input",
    "Tahun dari kolom tahun": "tahun",
}
PREVIEWED = 50


# -- who may ------------------------------------------------------------------------------------


def login_configured() -> bool:
    """Whether the secrets of this installation name an OIDC provider."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def way_in() -> bool:
    """Whether this installation lets anybody change data, so that the menu shows the page."""
    return access.open_at_all(login_configured())


def visitor() -> access.Visitor:
    """The one who asks, judged at this very run."""
    configured = login_configured()
    user: Mapping[str, Any] = st.user.to_dict() if configured else {}
    return access.decide(
        access.Request(
            login_configured=configured,
            logged_in=bool(user.get("is_logged_in")),
            claims=user,
            server_address=st.get_option("server.address") or "",
            client_address=st.context.ip_address,
            headers=st.context.headers.to_dict(),
        )
    )


def require_editor() -> str:
    """The editor's name; anybody else sees why the page is closed, and how to get in."""
    who = visitor()
    if who.editor:
        if login_configured():
            st.button(f"Keluar ({who.name})", on_click=st.logout)
        return who.name
    ui.html(markup.heading("Kelola Data tertutup"), markup.paragraph(who.reason))
    if login_configured() and not who.name:
        st.button("Masuk", on_click=st.login, type="primary")
    elif login_configured():
        st.button("Keluar", on_click=st.logout)
    ui.end(ui.current_page())
    st.stop()
    raise AssertionError("st.stop() does not return")


# -- from the file to a proposal ----------------------------------------------------------------


def proposal() -> desk.Proposal | None:
    """The uploaded file as a proposal, once sheet, dataset, columns and year are settled."""
    uploaded = st.file_uploader(
        "Berkas register (CSV, TSV, atau XLSX)",
        key="berkas_unggahan",
        help="Ekspor aplikasi indeks atau lembar kerja sendiri. Belum ada yang terbit.",
    )
    if uploaded is None:
        return None
    try:
        opened = _opened(uploaded.name, uploaded.getvalue())
        return _settled(opened)
    except Unreadable as flaw:
        ui.html(markup.heading("Berkas tidak dapat dibaca", 2), markup.paragraph(str(flaw)))
    except ReleaseError as flaw:
        ui.html(markup.heading("Versi terbitan bermasalah", 2), markup.paragraph(str(flaw)))
    return None


@st.cache_data(show_spinner="Membaca berkas …", max_entries=2)
def _opened(name: str, content: bytes) -> desk.Opened:
    return desk.open_upload(name, content, settings.data_folder())


def _settled(opened: desk.Opened) -> desk.Proposal | None:
    contracts = {n: c for n, c in read_contracts(settings.data_folder()).items() if c.yearly}
    sheet = _choose_sheet(opened)
    found = opened.matches[sheet]
    dataset = st.selectbox(
        "Kumpulan data",
        list(contracts),
        index=list(contracts).index(found[0].dataset) if found else None,
        format_func=lambda name: contracts[name].title,
        placeholder="Tidak dikenali; pilih sendiri",
    )
    if not dataset:
        return None
    match = _choose_columns(opened, sheet, found, contracts[dataset])
    year = _choose_year(match)
    if year is None:
        return None
    with st.status("Memeriksa berkas …") as status:
        made = desk.propose(
            opened, sheet, match, year, settings.data_folder(), versions.fresh,
            lambda words: status.update(label=f"Memeriksa berkas: {words} …"),
        )  # fmt: skip
        status.update(label="Berkas selesai diperiksa", state="complete")
    return made


def _choose_sheet(opened: desk.Opened) -> int:
    if len(opened.sheets) == 1:
        return 0
    names = [sheet.name for sheet in opened.sheets]
    chosen = st.selectbox("Lembar kerja", names, index=opened.best())
    return names.index(chosen)


def _choose_columns(
    opened: desk.Opened, sheet: int, found: Sequence[Match], contract: Contract
) -> Match:
    """The mapping, to be corrected on screen; corrections are remembered for the next file."""
    header = opened.sheets[sheet].header
    guess = next((match for match in found if match.dataset == contract.name), None)
    columns = guess.columns if guess else matching.fill(header, contract)
    labels = {column.name: column.label for column in contract.columns}
    with st.expander("Pemetaan kolom", expanded=not (guess and guess.certain)):
        frame = _grid(
            {"Judul di berkas": header, "Kolom": [labels.get(c or "", IGNORED) for c in columns]}
        )
        edited = st.data_editor(
            frame,
            hide_index=True,
            disabled=["Judul di berkas"],
            column_config={
                "Kolom": st.column_config.SelectboxColumn(
                    options=[IGNORED, *labels.values()], required=True
                )
            },
            key=f"pemetaan_{opened.name}_{sheet}_{contract.name}",
        )
    by_label = {label: name for name, label in labels.items()}
    chosen = tuple(by_label.get(label) for label in edited["Kolom"])
    _remember(contract.name, header, columns, chosen)
    return Match(contract.name, chosen, guess.certain if guess else False)


def _remember(
    dataset: str,
    header: Sequence[str],
    before: Sequence[str | None],
    after: Sequence[str | None],
) -> None:
    """Keep the operator's corrections as data, once each."""
    path = settings.data_folder() / desk.MEMORY
    known = matching.remembered(path)
    for title, guess, choice in zip(header, before, after, strict=True):
        if choice != guess and known.get((dataset, title)) != (choice or ""):
            try:
                matching.remember(path, dataset, title, choice or "")
            except OSError:
                st.toast("Pemetaan dipakai, tetapi tidak dapat disimpan: folder data tertutup.")
                return


def _choose_year(match: Match) -> cleaning.YearChoice | None:
    """Which year the rows belong to; the choice is kept with the version."""
    possible = [words for words, column in BY_DATE.items() if not column or column in match.columns]
    preferred = "Tahun dari kolom tahun" if "tahun" in match.columns else possible[0]
    way = st.radio("Tahun register", possible, index=possible.index(preferred), horizontal=True)
    if column := BY_DATE[way]:
        return cleaning.YearChoice(None, column)
    year = st.number_input("Tahun", 2000, 2100, value=None, step=1, placeholder="misalnya 2025")
    return cleaning.YearChoice(int(year)) if year else None


# -- what the proposal says ---------------------------------------------------------------------


def account(made: desk.Proposal) -> None:
    """Every row accounted for; the rows themselves with what was changed marked."""
    cleaned = made.cleaned
    counts = (
        f"{format_id.number(len(cleaned.rows))} baris diterima ·"
        f" {format_id.number(len(cleaned.rejected))} ditolak ·"
        f" {format_id.number(len(cleaned.sheet.skipped))} dilewati ·"
        f" {format_id.number(len(cleaned.changes))} nilai dirapikan"
    )
    ui.html(markup.heading("Isi berkas", 2), markup.paragraph(counts))
    _preview(cleaned)
    if cleaned.changes:
        with st.expander("Nilai yang dirapikan"):
            st.dataframe(_frame(cleaned.changes), hide_index=True)
    if cleaned.rejected:
        st.download_button(
            "Unduh baris yang ditolak",
            cleaning.rejects_csv(cleaned),
            file_name=f"ditolak_{made.opened.name.rsplit('.', 1)[0]}.csv",
            mime="text/csv",
            help="Betulkan di berkas itu, lalu unggah lagi.",
        )


def _preview(cleaned: Cleaned) -> None:
    rows = [{"baris": row, **values} for row, values in cleaned.rows[:PREVIEWED]]
    if not rows:
        return
    frame = _grid(rows).astype(str).replace({"None": "", "nan": ""})
    changed = {(change.row, change.column) for change in cleaned.changes}
    marked = frame.style.apply(
        lambda row: [
            "font-weight: 600; text-decoration: underline dotted"
            if (int(row["baris"]), column) in changed
            else ""
            for column in frame.columns
        ],
        axis=1,
    )
    st.dataframe(marked, hide_index=True)


def findings(made: desk.Proposal) -> None:
    """Findings to sort, filter and download."""
    found = (*made.findings, *made.broken)
    ui.html(markup.heading("Temuan", 2))
    if not found:
        ui.html(markup.paragraph("Tidak ada temuan."))
        return
    grades = sorted({finding.grade for finding in found})
    chosen = st.pills("Tingkat", grades, selection_mode="multi", default=grades)
    frame = _findings_frame([finding for finding in found if finding.grade in (chosen or [])])
    st.dataframe(frame, hide_index=True)
    st.download_button(
        "Unduh temuan", _findings_frame(found).to_csv(index=False).encode("utf-8-sig"),
        file_name="temuan.csv", mime="text/csv",
    )  # fmt: skip


def _findings_frame(found: Sequence[Finding]) -> "pandas.DataFrame":
    return _grid(
        [
            {
                "Tingkat": f.grade,
                "Baris": f.row,
                "Kolom": f.column,
                "Nilai": f.value,
                "Masalah": f.message,
                "Obat": f.cure,
            }
            for f in found
        ]
    )


def _grid(content: Any) -> "pandas.DataFrame":
    import pandas as pd  # slow to import, and only this page needs it

    return pd.DataFrame(content)


def _frame(items: Sequence[Any]) -> "pandas.DataFrame":
    labels = {
        "row": "Baris", "column": "Kolom", "before": "Sebelum", "after": "Sesudah",
        "reason": "Alasan",
    }  # fmt: skip
    return _grid([{label: getattr(item, name) for name, label in labels.items()} for item in items])


def effect(made: Effect) -> None:
    """Key figures before and after, and the rows that come, go and change."""
    ui.html(markup.heading("Akibatnya bila diterbitkan", 2))
    if made.nothing:
        ui.html(markup.paragraph("Tidak ada yang berubah."))
        return
    moved = [[f.label, f.before, f.after] for f in made.figures if f.changed]
    same = [[f.label, f.before, f.after] for f in made.figures if not f.changed]
    head = ["Angka", "Sebelum", "Sesudah"]
    ui.html(
        markup.table(head, moved, [False, True, True], "Angka yang berubah"),
        markup.details(
            "Angka yang tetap", markup.table(head, same, [False, True, True], "Angka yang tetap")
        ),
    )
    for rows in made.rows:
        words = f"{rows.new} baru, {rows.gone} hilang, {rows.changed} berubah"
        table = markup.table(
            ["Yang terjadi", "Kunci", "Isi"], rows.examples, [False] * 3, "Baris yang berubah"
        )
        ui.html(markup.details(f"{rows.dataset} {rows.year}: {words}", table))


# -- publication and history --------------------------------------------------------------------


def publication(made: desk.Proposal, by: str) -> None:
    """Nothing is published until the operator says so, with a reason."""
    rejected = len(made.cleaned.rejected)
    ui.html(markup.heading("Terbitkan", 2))
    with st.form("terbitkan"):
        reason = st.text_input("Alasan (dicatat pada riwayat)", max_chars=300)
        agreed = rejected == 0 or st.checkbox(f"Terbitkan tanpa {rejected} baris yang ditolak")
        sent = st.form_submit_button("Terbitkan", type="primary")
    if not sent:
        return
    try:
        release = desk.publish(made, settings.data_folder(), by, reason, without_rejected=agreed)
    except (desk.Refused, ReleaseError) as refusal:
        st.error(str(refusal))
    else:
        st.success(f"Terbit sebagai versi {release.number}. Halaman lain mengikutinya.")


def history(by: str) -> None:
    """Every version with who, when and why; any two compared, any one restored."""
    releases = Releases(settings.data_folder())
    ui.html(markup.heading("Riwayat terbitan", 2))
    try:
        found, current = releases.history(), releases.current()
    except ReleaseError as flaw:
        st.error(str(flaw))
        return
    for problem in releases.verify():
        st.error(problem)
    rows = [
        [
            f"{release.number}{' (berlaku)' if release == current else ''}",
            f"{format_id.day(release.time)} {release.time:%H.%M} UTC",
            release.by,
            f"{release.action} {release.dataset} {format_id.years(list(release.years))}",
            release.reason,
        ]
        for release in found
    ]
    if not rows:
        ui.html(markup.paragraph("Belum ada versi terbitan: yang tersaji ialah isi folder data."))
        return
    head = ["Versi", "Waktu", "Oleh", "Tindakan", "Alasan"]
    ui.html(markup.table(head, rows, [False] * len(head), "Riwayat terbitan"))
    numbers = [0, *sorted(release.number for release in found)]
    _compare(numbers)
    _restore(releases, numbers, by)


def _compare(numbers: Sequence[int]) -> None:
    with st.expander("Apa yang berubah antara dua versi"):
        first = st.selectbox("Dari versi", numbers, index=len(numbers) - 2, key="beda_dari")
        second = st.selectbox("Ke versi", numbers, index=len(numbers) - 1, key="beda_ke")
        if st.button("Bandingkan"):
            try:
                effect(desk.difference(settings.data_folder(), first, second))
            except ReleaseError as flaw:
                st.error(str(flaw))


def _restore(releases: Releases, numbers: Sequence[int], by: str) -> None:
    with st.expander("Pulihkan versi lama"), st.form("pulihkan"):
        number = st.selectbox(
            "Versi",
            numbers,
            format_func=lambda n: f"versi {n}" if n else "folder data saja (sebelum terbitan)",
        )
        reason = st.text_input("Alasan pemulihan", max_chars=300)
        if st.form_submit_button("Pulihkan"):
            try:
                release = releases.restore(number, by, reason)
                st.success(f"Dipulihkan sebagai versi {release.number}.")
            except ReleaseError as flaw:
                st.error(str(flaw))

"""The parts of the page Kelola Data. What they do is done by ``gate.desk``; here it is shown.

A file is read and checked once, not at every touch of a widget: the session keeps what was read
and what was proposed. So a version that others publish meanwhile is noticed, never overwritten.
"""

import csv
import io
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from dasbor import access, export, format_id, markup, settings, theme, ui, versions
from dasbor.contract import Contract, read_contracts
from dasbor.gate import cleaning, desk, matching
from dasbor.gate.effect import Effect
from dasbor.gate.layout import plain
from dasbor.gate.model import Cleaned, Match, Unreadable
from dasbor.gate.releases import Outdated, Release, ReleaseError, Releases
from dasbor.inputs import MEMORY
from dasbor.intake import NOTES, REFUSES, WARNS, Finding

if TYPE_CHECKING:
    import pandas
    from streamlit.runtime.uploaded_file_manager import UploadedFile

IGNORED = "(abaikan)"
BY_DATE = {
    "Satu tahun untuk seluruh berkas": "",
    "Tahun dari tanggal penerapan": "tanggal_penerapan",
    "Tahun dari tanggal input": "tanggal_input",
    "Tahun dari kolom tahun": "tahun",
}
SHARES = {"membaca": 0.1, "membersihkan": 0.4, "memeriksa": 0.6, "menghitung": 0.75}
PREVIEWED = 50
SHOWN_REJECTS = 200
# What the session keeps: (id of the upload, what was read), (what it was made of, proposal),
# what is to be said after the next run, how many uploads were finished.
OPENED, PROPOSED, SAID, FINISHED = "_dibuka", "_usulan", "_pesan", "_selesai"


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
    if said := st.session_state.pop(SAID, ""):
        st.success(said)
    uploaded = st.file_uploader(
        "Berkas register (CSV, TSV, atau XLSX)",
        key=f"berkas_{st.session_state.get(FINISHED, 0)}",  # a new one is empty
        help="Ekspor aplikasi indeks atau lembar kerja sendiri. Belum ada yang terbit.",
    )
    if uploaded is None:
        _forget()
        return None
    try:
        return _settled(_opened(uploaded))
    except desk.Refused as refusal:
        ui.html(markup.heading("Belum dapat diterbitkan", 2), markup.paragraph(str(refusal)))
    except Unreadable as flaw:
        ui.html(markup.heading("Berkas tidak dapat dibaca", 2), markup.paragraph(str(flaw)))
    except (ReleaseError, versions.StoreUnavailable) as flaw:
        ui.html(markup.heading("Berkas tidak dapat diperiksa", 2), markup.paragraph(str(flaw)))
    return None


def _forget() -> None:
    st.session_state.pop(OPENED, None)
    st.session_state.pop(PROPOSED, None)


def _opened(uploaded: "UploadedFile") -> desk.Opened:
    kept = st.session_state.get(OPENED)
    if not kept or kept[0] != uploaded.file_id:
        _forget()
        with _progress() as tell:
            opened = desk.open_upload(
                uploaded.name, uploaded.getvalue(), settings.data_folder(), tell
            )
        st.session_state[OPENED] = kept = (uploaded.file_id, opened)
    found: desk.Opened = kept[1]
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
    add = _choose_way(desk.corrects(opened.sheets[sheet]))
    return _proposed(opened, sheet, match, year, add) if match and year else None


def _proposed(
    opened: desk.Opened, sheet: int, match: Match, year: cleaning.YearChoice, add: bool
) -> desk.Proposal:
    made_of = (sheet, match, year, add)
    kept = st.session_state.get(PROPOSED)
    if not kept or kept[0] != made_of:
        with _progress() as tell:
            made = desk.propose(
                opened, sheet, match, year, settings.data_folder(), versions.fresh, tell, add=add
            )
        st.session_state[PROPOSED] = kept = (made_of, made)
    proposed: desk.Proposal = kept[1]
    return proposed


def _choose_sheet(opened: desk.Opened) -> int:
    if len(opened.sheets) == 1:
        return 0
    names = [sheet.name for sheet in opened.sheets]
    chosen = st.selectbox("Lembar kerja", names, index=opened.best())
    return names.index(chosen)


def _choose_columns(
    opened: desk.Opened, sheet: int, found: Sequence[Match], contract: Contract
) -> Match | None:
    """The mapping, to be corrected on screen; corrections are remembered for the next file."""
    header = opened.sheets[sheet].header
    guess = next((match for match in found if match.dataset == contract.name), None)
    columns = guess.columns if guess else matching.fill(header, contract)
    labels = _labels(contract)
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
    return Match(contract.name, chosen, guess.certain if guess else False)


def _labels(contract: Contract) -> dict[str, str]:
    return {column.name: column.label for column in contract.columns}


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
    way = st.radio("Tahun register", possible, index=possible.index(preferred), horizontal=True)
    if column := BY_DATE[way]:
        return cleaning.YearChoice(None, column)
    year = st.number_input("Tahun", 2000, 2100, value=None, step=1, placeholder="misalnya 2025")
    return cleaning.YearChoice(int(year)) if year else None


def _choose_way(adds: bool) -> bool:
    """Whether the rows come to the register in force, as corrected rejects do, or replace it."""
    ways = {"Register lengkap: menggantikan register tahun itu": False}
    ways["Tambahan: menambah pada register yang berlaku"] = True
    chosen = st.radio("Isi berkas ini", list(ways), index=int(adds), horizontal=True)
    return ways[chosen]


# -- what the proposal says ---------------------------------------------------------------------


def account(made: desk.Proposal) -> None:
    """Every row accounted for; the rows themselves with what was changed or found marked."""
    cleaned = made.cleaned
    changed = int(cleaned.choices.get("perubahan", len(cleaned.changes)))
    counts = (
        f"{format_id.number(len(cleaned.rows))} baris diterima ·"
        f" {format_id.number(len(cleaned.rejected))} ditolak ·"
        f" {format_id.number(len(cleaned.sheet.skipped))} dilewati ·"
        f" {format_id.number(changed)} nilai dirapikan"
    )
    contract = read_contracts(settings.data_folder())[cleaned.match.dataset]
    ui.html(markup.heading("Isi berkas", 2), markup.paragraph(counts))
    _preview(cleaned, made.findings, contract)
    if cleaned.changes:
        with st.expander(f"{format_id.number(changed)} nilai yang dirapikan"):
            _changes(cleaned, contract)
    if cleaned.sheet.skipped:
        with st.expander(f"{format_id.number(len(cleaned.sheet.skipped))} baris yang dilewati"):
            skipped = [
                {"Baris": row.row, "Isi": row.text, "Alasan": row.reason}
                for row in cleaned.sheet.skipped[:SHOWN_REJECTS]
            ]
            st.dataframe(skipped, hide_index=True)
    if cleaned.rejected:
        _rejects(made)


def _preview(cleaned: Cleaned, found: Sequence[Finding], contract: Contract) -> None:
    """The first rows, those with findings before others; what changed or was found stands out."""
    flagged = {(finding.row, finding.column) for finding in found}
    rows = _rows_to_show(cleaned, {row for row, _ in flagged if row})
    if not rows:
        return
    changed = {(change.row, change.column) for change in cleaned.changes}
    labels = _labels(contract)
    content = _frame(
        {"Baris": row}
        | {labels[name]: format_id.cell(v, _unit(name)) for name, v in values.items()}
        for row, values in rows
    )
    warning = f"color: {theme.palette(st.context.theme.type or 'light').warning}; font-weight: 700"
    styles: dict[tuple[int | None, str], str] = dict.fromkeys(changed, "font-weight: 700")
    styles |= dict.fromkeys(flagged, warning)
    marked = content.style.apply(
        lambda row: ["", *(styles.get((row["Baris"], name), "") for name in rows[0][1])], axis=1
    )
    st.dataframe(marked, hide_index=True)
    words = f"{len(rows)} dari {format_id.number(len(cleaned.rows))} baris. Tebal: nilai dirapikan;"
    ui.html(markup.paragraph(f"{words} tebal dan berwarna: ada temuan.", "sumber"))


def _unit(name: str) -> str:
    return "tahun" if name == "tahun" else ""


def _rows_to_show(cleaned: Cleaned, flagged: set[int]) -> list[tuple[int, Mapping[str, Any]]]:
    places: set[int] = set()
    for row in sorted(flagged):
        at = bisect_left(cleaned.rows, row, key=itemgetter(0))
        if at < len(cleaned.rows) and cleaned.rows[at][0] == row and len(places) < PREVIEWED:
            places.add(at)
    others = (at for at in range(len(cleaned.rows)) if at not in places)
    places |= {at for at, _ in zip(others, range(PREVIEWED - len(places)), strict=False)}
    return [cleaned.rows[at] for at in sorted(places)]


def _changes(cleaned: Cleaned, contract: Contract) -> None:
    labels = _labels(contract)
    st.dataframe(
        [
            {
                "Baris": change.row,
                "Kolom": labels.get(change.column, change.column),
                "Sebelum": change.before,
                "Sesudah": change.after,
                "Alasan": change.reason,
            }
            for change in cleaned.changes
        ],
        hide_index=True,
    )


def _rejects(made: desk.Proposal) -> None:
    """Rejected rows with every reason, and the file to correct and load again."""
    rejected = made.cleaned.rejected
    with st.expander(f"{format_id.number(len(rejected))} baris yang ditolak", expanded=True):
        rows = [
            {"Baris": row.row, "Alasan": " ".join(row.reasons)} for row in rejected[:SHOWN_REJECTS]
        ]
        st.dataframe(rows, hide_index=True)
        st.download_button(
            "Unduh baris yang ditolak",
            cleaning.rejects_csv(made.cleaned),
            file_name=f"ditolak_{made.opened.name.rsplit('.', 1)[0]}.csv",
            mime="text/csv",
            help="Betulkan di berkas itu, lalu unggah lagi.",
        )


def findings(made: desk.Proposal) -> None:
    """Findings to sort, filter and download."""
    found = (*made.findings, *made.broken)
    ui.html(markup.heading("Temuan", 2))
    if not found:
        ui.html(markup.paragraph("Tidak ada temuan."))
        return
    counts = {grade: sum(f.grade == grade for f in found) for grade in (REFUSES, WARNS, NOTES)}
    grades = [grade for grade, count in counts.items() if count]
    chosen = st.pills(
        "Tingkat",
        grades,
        selection_mode="multi",
        default=grades,
        format_func=lambda grade: f"{grade} ({format_id.number(counts[grade])})",
    )
    rows = _finding_rows(found, read_contracts(settings.data_folder())[made.cleaned.match.dataset])
    shown = [row for row in rows if row["Tingkat"] in (chosen or [])]
    if shown:
        st.dataframe(shown, hide_index=True, column_order=[*shown[0]])
    st.download_button(
        "Unduh temuan", _csv(rows), file_name="temuan.csv", mime="text/csv", on_click="ignore"
    )


def _finding_rows(found: Sequence[Finding], contract: Contract) -> list[dict[str, str]]:
    labels = _labels(contract)
    return [
        {
            "Tingkat": finding.grade,
            "Baris": str(finding.row or ""),
            "Kolom": labels.get(finding.column, finding.column),
            "Nilai": finding.value,
            "Masalah": finding.message,
            "Yang perlu dilakukan": finding.cure,
        }
        for finding in found
    ]


def _csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """As Excel opens it; what a spreadsheet would run is made a text."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow(export.safe(cell) for cell in row.values())
    return buffer.getvalue().encode("utf-8-sig", "replace")


def _frame(rows: Iterator[Mapping[str, Any]]) -> "pandas.DataFrame":
    import pandas as pd  # slow to import, and only this page needs it

    return pd.DataFrame(list(rows))


def effect(made: Effect, heading: str = "Akibatnya bila diterbitkan") -> None:
    """Key figures before and after, and the rows that come, go and change."""
    ui.html(markup.heading(heading, 2))
    if made.nothing:
        ui.html(markup.paragraph("Tidak ada yang berubah."))
        return
    head = ["Angka", "Sebelum", "Sesudah"]
    tables = {
        caption: markup.table(
            head,
            [[f.label, f.before, f.after] for f in made.figures if f.changed is changed],
            [False, True, True],
            caption,
        )
        for caption, changed in (("Angka yang berubah", True), ("Angka yang tetap", False))
    }
    moved, same = tables.values()
    if not any(figure.changed for figure in made.figures):
        moved = markup.paragraph("Tidak ada angka yang berubah.")
    ui.html(moved, markup.details("Angka yang tetap", same))
    contracts = read_contracts(settings.data_folder())
    for rows in made.rows:
        table = markup.table(
            ["Yang terjadi", "Nomor", "Isi"], rows.examples, [False] * 3, "Baris yang berubah"
        )
        title = f"{contracts[rows.dataset].title} {rows.year}: {rows.words}"
        ui.html(markup.details(title, table))


# -- publication and history --------------------------------------------------------------------


def publication(made: desk.Proposal, by: str) -> None:
    """Nothing is published until the operator says so, with a reason."""
    rejected = len(made.cleaned.rejected)
    ui.html(markup.heading("Terbitkan", 2))
    with st.form("terbitkan"):
        reason = st.text_input("Alasan (dicatat pada riwayat)", max_chars=300)
        words = f"Terbitkan tanpa {format_id.number(rejected)} baris yang ditolak"
        agreed = rejected == 0 or st.checkbox(words)
        sent = st.form_submit_button("Terbitkan", type="primary")
    if not sent:
        return
    try:
        with st.spinner("Menerbitkan …"):
            release = desk.publish(made, settings.data_folder(), by, reason, agreed)
    except Outdated as late:
        st.error(str(late))
        st.button("Periksa lagi", on_click=lambda: st.session_state.pop(PROPOSED, None))
    except (desk.Refused, ReleaseError) as refusal:
        st.error(str(refusal))
    else:
        _finish(f"Terbit sebagai versi {release.number}. Semua halaman kini menyajikannya.")


def _finish(words: str) -> None:
    """Start the page anew on the version now in force, the uploaded file put away."""
    with st.spinner("Menyajikan versi baru …"), suppress(versions.StoreUnavailable):
        versions.fresh()
    _forget()
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
    _restore(releases, numbers, by)


@st.cache_data(ttl=600, show_spinner=False, max_entries=8)
def _problems(folder: Path, number: int) -> list[str]:  # noqa: ARG001 every version is looked at
    """What is damaged. Reads every kept file, hence not at every run."""
    return Releases(folder).verify()


def _version_row(release: Release, current: Release | None) -> list[str]:
    original = release.original
    return [
        f"{release.number}{' (berlaku)' if release == current else ''}",
        desk.moment(release.time),
        release.by,
        desk.action(release),
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
                    made = desk.difference(settings.data_folder(), first, second)
            except ReleaseError as flaw:
                st.error(str(flaw))
            else:
                effect(made, f"Dari {numbers[first]} ke {numbers[second]}")


def _restore(releases: Releases, numbers: Mapping[int, str], by: str) -> None:
    with st.expander("Pulihkan versi lama"), st.form("pulihkan"):
        number = st.selectbox("Versi", list(numbers), format_func=numbers.__getitem__)
        reason = st.text_input("Alasan pemulihan", max_chars=300)
        if not st.form_submit_button("Pulihkan"):
            return
        try:
            release = releases.restore(number, by, reason)
        except ReleaseError as flaw:
            st.error(str(flaw))
            return
    _finish(f"Dipulihkan sebagai versi {release.number}. Semua halaman kini menyajikannya.")

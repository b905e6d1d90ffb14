"""Building a store file from a data folder: load, check, convert, reconcile.

A file that something refuses is left out whole and leaves findings; everything sound is served.
"""

import contextlib
import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dasbor.city import FILE, City, city
from dasbor.data import boundaries
from dasbor.data.belonging import hold_together
from dasbor.data.build_notes import BuildNotes, note
from dasbor.data.checks import (
    WARNING_RULES,
    any_broken,
    checks,
    dictionary,
    has_dictionary,
    literal,
)
from dasbor.data.contract import Contract, ContractError, read_contracts
from dasbor.data.inputs import BOUNDARIES, CONTRACTS, hidden_edits, inputs
from dasbor.data.inspection import (
    REFUSES,
    WARNS,
    DataFile,
    Finding,
    and_more,
    blank_rows,
    find_files,
    one_kind_of_line_end,
    refuses,
    strangers,
)
from dasbor.data.personal import for_readers
from dasbor.data.personal_cells import mask
from dasbor.data.reconcile import reconcile
from dasbor.data.releases import ReleaseError
from dasbor.data.releases.atomic import sha256
from dasbor.data.reuse import Counted, Earlier, basis_of
from dasbor.data.schema import FOUNDATIONS, again, create_tables, finish, insert, note_absent
from dasbor.data.sourcing import set_up, take_in
from dasbor.data.store import MEMORY, Connection, StoreError, connect, lacks_memory, lacks_space
from dasbor.format_id import number

log = logging.getLogger("dasbor.data.build")

FINDINGS_PER_RULE = 20
MACHINE = "mesin"  # rule of what is no fault of any file
CSV_OPTIONS = """header = true, auto_detect = false, all_varchar = true, quote = '"', escape = '"',
    store_rejects = true, rejects_limit = 1000"""


def build(
    folder: Path,
    target: Path,
    version: str,
    overlay: Mapping[str, Path] | None = None,
    earlier: Path | None = None,
    memory: str = MEMORY,
    foundations: Sequence[Path] = FOUNDATIONS,
) -> None:
    """Build a store file from a data folder. A refused file leaves its table without its rows.

    ``overlay`` takes the place of the published version in force (see ``inputs``). What has not
    changed since ``earlier``, another store file, is taken from there; a damaged one is passed by.
    ``memory`` is what DuckDB may hold of it at a time; ``foundations`` are what its questions need.

    Raises:
        ContractError, StoreError: when there is nothing to build from.
    """
    if earlier:
        try:
            return _build(folder, target, version, overlay, earlier, memory, foundations)
        except StoreError as error:
            log.warning("%s: %s", earlier.name, error, extra={"event": "gudang_lama_tak_terbaca"})
            target.unlink(missing_ok=True)
    return _build(folder, target, version, overlay, None, memory, foundations)


def _build(
    folder: Path,
    target: Path,
    version: str,
    overlay: Mapping[str, Path] | None,
    earlier: Path | None,
    memory: str,
    foundations: Sequence[Path],
) -> None:
    contracts, place = read_contracts(folder), city(folder)
    files = inputs(folder, overlay)
    if all(name.startswith(CONTRACTS) for name in files):
        raise ContractError(f"Folder data {folder} kosong atau tidak ada.")
    connection = connect(target, memory)
    try:
        create_tables(connection, contracts)
        set_up(connection, contracts.values())
        found, bases = _load_all(connection, files, contracts, Earlier(connection, earlier), place)
        findings = [*(Finding(WARNS, FILE, *flaw, rule="kota") for flaw in place.flaws), *found]
        hold_together(connection, place)
        if BOUNDARIES in files and "wilayah" in contracts:
            findings += _load_boundaries(connection, files[BOUNDARIES])
        findings += reconcile(connection, contracts, place.name)
        findings += [_hidden_edit(name) for name in hidden_edits(folder)]
        connection.execute("drop table if exists isi_berkas")
        note_absent(connection)
        finish(connection, contracts, place.today().year, place, foundations)
        findings = list(map(for_readers, findings))
        note(target, BuildNotes(version, str(folder), place.now(), tuple(findings), bases))
        connection.execute("checkpoint")
    finally:
        connection.close()


def _load_boundaries(connection: Connection, path: Path) -> list[Finding]:
    """The optional boundaries: sound and drawn small, or left out with a word why."""
    places = connection.execute(boundaries.PLACES).fetchall()
    drawn, findings = boundaries.read(path, boundaries.centres(places))
    insert(
        connection,
        boundaries.DATASET,
        [(code, json.dumps(area, separators=(",", ":"))) for code, area in drawn.items()],
    )
    with contextlib.suppress(OSError):
        facts = (len(drawn), 0, path.stat().st_size, sha256(path), bool(drawn), None)
        insert(connection, "berkas", [(BOUNDARIES, boundaries.DATASET, None, *facts)])
    return findings


def _hidden_edit(name: str) -> Finding:
    return Finding(
        WARNS,
        name,
        "Berkas di folder data diubah sesudah versi terbitan mengambil alih; perubahan itu tidak"
        " tersaji.",
        "Terbitkan berkas itu di Kelola Data, atau pulihkan tahun itu saja ke folder data.",
        rule="tertutup_terbitan",
    )


def _load_all(
    connection: Connection,
    files: Mapping[str, Path],
    contracts: Mapping[str, Contract],
    earlier: Earlier,
    place: City,
) -> tuple[list[Finding], dict[str, str]]:
    """Load every file, references before the files that refer to them; what each stands on."""
    findings = list(_strange(strangers(files, contracts)))
    usable: dict[str, list[str]] = {}  # dataset -> on what each of its files stands
    facts: list[tuple[Any, ...]] = []
    bases: dict[str, str] = {}
    for file in find_files(files, contracts):
        others = {name: basis for name, basis in usable.items() if name != file.contract.name}
        digest = _digest(file)
        basis = basis_of(connection, file, digest, others)
        if basis and (same := earlier.take(file, basis)):
            sound, counted, found = True, same, list(file.findings)
        else:
            found = _read_and_check(connection, file, frozenset(others), place.today())
            if sound := not refuses(found):
                take_in(connection, file, frozenset(others))
            counted = _counted(connection, file)
        if sound:
            usable.setdefault(file.contract.name, []).append(basis)
            bases[file.name] = basis
        facts.append(_file_row(file, sound, digest, counted))
        findings += found
    insert(connection, "berkas", facts)
    return findings, bases


def _strange(names: Sequence[str]) -> Iterable[Finding]:
    """That there are such files, by number: a name that fits no contract may be a person's."""
    if names:
        yield Finding(
            WARNS,
            "berkas tak dikenal",
            f"{number(len(names))} berkas CSV di folder data tidak dikenal dan tidak dibaca.",
            "Di folder data, ganti namanya menurut kontrak, misalnya inovasi_2023.csv, atau"
            " pindahkan.",
            rule="berkas_asing",
        )


def _read_and_check(
    connection: Connection, file: DataFile, usable: frozenset[str], today: date
) -> list[Finding]:
    if file.refused:
        return list(file.findings)
    try:
        broken = _read_raw(connection, file)
    except StoreError as error:
        if lacks_memory(error) or lacks_space(error):  # the file is not to blame
            raise
        kind = type(error).__name__  # its words quote cells
        log.warning("%s: %s", file.name, kind, extra={"event": "berkas_tak_terbaca"})
        return [*file.findings, _unreadable(file)]
    broken += mask(connection, file)
    for column in filter(has_dictionary, file.contract.columns):
        again(connection, dictionary(column, usable))
    return [*file.findings, *broken, *_check_rows(connection, file, usable, today)]


def _read_raw(connection: Connection, file: DataFile) -> list[Finding]:
    with one_kind_of_line_end(file.path) as path:
        return _read_lines(connection, replace(file, path=path))


def _read_lines(connection: Connection, file: DataFile) -> list[Finding]:
    """Put the file as text behind ``mentah``; rows that are not rows become findings.

    Raises ``StoreError`` when the file is no CSV at all.
    """
    present = {name for name in file.columns if name}
    spec = ", ".join(
        f"{literal(name or f'_abaikan_{i}')}: 'VARCHAR'" for i, name in enumerate(file.columns)
    )
    columns = ", ".join(
        c.name if c.name in present else f"null::varchar as {c.name}" for c in file.contract.columns
    )
    for leftover in ("isi_berkas", "reject_errors", "reject_scans"):
        connection.execute(f"drop table if exists {leftover}")
    connection.execute(
        f"create temp table isi_berkas as select {columns} from"
        f" read_csv({literal(str(file.path))}, columns = {{{spec}}},"
        f" delim = {literal(file.delimiter)}, {CSV_OPTIONS})"
    )
    broken = connection.execute(
        "select line, min(error_type), min(column_name)"
        " from reject_errors group by line order by line"
    ).fetchall()
    passed_over = {*blank_rows(file.path, file.delimiter), *(line for line, *_ in broken)}
    connection.execute(
        f"create or replace temp view mentah as select {_line_number(passed_over)} as baris, *"
        " from isi_berkas"
    )
    empty = " and ".join(f"nullif(trim({c.name}), '') is null" for c in file.contract.columns)
    again(connection, f"delete from isi_berkas where {empty}")  # rows of nothing but delimiters
    return [_broken_row(file, *row) for row in broken[:FINDINGS_PER_RULE]]


def _line_number(passed_over: Iterable[int]) -> str:
    """The row as a spreadsheet counts, out of the place in the table (a window would be slower).

    Each line that was passed over moves the rows behind it by one.
    """
    number = "rowid + 2"
    bounds = [line - before for before, line in enumerate(sorted(passed_over))]
    return f"{number} + len(list_filter({bounds}, lambda b: b <= {number}))" if bounds else number


def _unreadable(file: DataFile) -> Finding:
    return Finding(
        REFUSES,
        file.name,
        "Berkas tidak terbaca sebagai CSV.",
        "Simpan ulang sebagai “CSV UTF-8 (dipisahkan koma)” atau pulihkan dari cadangan.",
        rule="berkas",
    )


def _broken_row(file: DataFile, line: int, kind: str, column: str | None) -> Finding:
    words = {
        "MISSING COLUMNS": "jumlah kolom kurang; barisnya mungkin terpotong.",
        "TOO MANY COLUMNS": "jumlah kolom lebih; mungkin ada koma di luar tanda kutip.",
        "UNQUOTED VALUE": "tanda kutip tidak ditutup.",
        "INVALID ENCODING": "ada huruf yang bukan UTF-8.",
    }
    message = words.get(kind, "baris tidak terbaca.")
    cure = "Betulkan baris itu; bandingkan dengan baris di atasnya."
    return Finding(REFUSES, file.name, message, cure, line, column or "", rule="baris")


def _check_rows(
    connection: Connection, file: DataFile, usable: frozenset[str], today: date
) -> Iterable[Finding]:
    rules = list(checks(file.contract, file.year, usable, today))
    if not again(connection, any_broken(rules)).fetchone():
        return
    for sql, *_ in rules:
        rows = connection.execute(f"{sql} order by baris limit {FINDINGS_PER_RULE + 1}").fetchall()
        found = [
            Finding(_grade(rule), file.name, message, cure, row, column, rule=rule)
            for row, column, rule, message, cure in rows[:FINDINGS_PER_RULE]
        ]
        yield from found
        if len(rows) > FINDINGS_PER_RULE:
            [total] = connection.execute(f"select count(*) from ({sql})").fetchone() or (0,)
            yield and_more(found[0], total - FINDINGS_PER_RULE)


def _grade(rule: str) -> str:
    return WARNS if rule in WARNING_RULES else REFUSES


def _digest(file: DataFile) -> str:
    """The hash of the bytes of a file; empty when it cannot be read."""
    with contextlib.suppress(OSError):
        return sha256(file.path)
    return ""


def _file_row(file: DataFile, used: bool, digest: str, counted: Counted) -> tuple[Any, ...]:
    """One row of ``berkas``: counted rows, of these illustrative, size, hash, in use."""
    facts = (file.name, file.contract.name, file.year)
    unread = (*facts, 0, 0, None, None, False, None)
    if not digest:
        return unread
    try:
        stat = file.path.stat()
    except OSError:
        return unread
    rows, illustrative, sources = counted
    return (*facts, rows, illustrative, stat.st_size, digest, used, sources)


def _counted(connection: Connection, file: DataFile) -> Counted:
    example = "count(*) filter (asal = 'contoh')" if file.contract.illustrative else "0"
    where = f"where tahun = {file.year}" if file.year else ""
    sources = "null"
    if file.contract.illustrative and any(c.name == "sumber" for c in file.contract.columns):
        sources = "list(distinct sumber order by sumber) filter (asal <> 'contoh')"
    [row] = connection.execute(
        f"select count(*), {example}, {sources} from {file.contract.name} {where}"
    ).fetchall()
    return row


def why_not(flaw: Exception) -> Finding:
    """Why no store was built, in words for readers: never those of the engine or the system."""
    if isinstance(flaw, (ContractError, ReleaseError)):
        message, cure, rule = str(flaw).splitlines()[0], "Pulihkan folder data.", "berkas"
        return Finding(REFUSES, "folder data", message, cure, rule=rule)
    if lacks_space(flaw):
        message = "Ruang simpan untuk gudang data penuh, jadi data terbaru belum tersusun."
        cure = "Kosongkan ruang di tempat gudang; penyusunan dicoba lagi sendiri."
    elif lacks_memory(flaw):
        message = "Memori server tidak cukup, jadi data terbaru belum tersusun."
        cure = "Beri dasbor memori lebih banyak; penyusunan dicoba lagi sendiri."
    else:
        message = "Gudang data tidak dapat disusun; sebabnya tertulis di catatan server."
        cure = "Periksa isi folder data dan hak tulis pada folder gudang."
    return Finding(REFUSES, "gudang data", message, cure, rule=MACHINE)

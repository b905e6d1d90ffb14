"""Building a store file from a data folder: load, check, convert, reconcile.

A file that something refuses is left out whole and leaves findings; everything sound is served.
"""

import contextlib
import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from dasbor import boundaries
from dasbor.checks import WARNING_RULES, checks, dictionary, has_dictionary, literal, typed_rows
from dasbor.contract import Contract, read_contracts
from dasbor.format_id import number
from dasbor.inputs import BOUNDARIES, hidden_edits, inputs, sha256
from dasbor.intake import (
    REFUSES,
    WARNS,
    DataFile,
    Finding,
    blank_rows,
    find_files,
    one_kind_of_line_end,
    refuses,
    strangers,
)  # fmt: skip
from dasbor.store import Connection, StoreError, connect, create_tables, finish, insert

log = logging.getLogger("dasbor.build")

FINDINGS_PER_RULE = 20
LONGEST_VALUE = 80
CSV_OPTIONS = """header = true, auto_detect = false, all_varchar = true, quote = '"', escape = '"',
    store_rejects = true, rejects_limit = 1000"""


def build(
    folder: Path, target: Path, version: str, overlay: Mapping[str, Path] | None = None
) -> None:
    """Build a store file from a data folder. A refused file leaves its table without its rows.

    ``overlay`` takes the place of the published version in force (see ``inputs``).

    Raises:
        ContractError, StoreError: when there is nothing to build from.
    """
    contracts = read_contracts(folder)
    connection = connect(target)
    try:
        create_tables(connection, contracts)
        files = inputs(folder, overlay)
        findings = _load_all(connection, files, contracts)
        if BOUNDARIES in files and "wilayah" in contracts:
            findings += _load_boundaries(connection, files[BOUNDARIES])
        if "angka_publikasi" in contracts:
            findings += _rival_totals(connection)
            findings += _without_entry(connection, contracts)
            findings += _reconcile(connection, contracts)
        findings += [_hidden_edit(name) for name in hidden_edits(folder)]
        insert(connection, "temuan", [_finding_row(finding) for finding in findings])
        connection.execute("drop table if exists mentah")
        finish(connection, version, folder)
        connection.execute("checkpoint")
    finally:
        connection.close()


def _load_boundaries(connection: Connection, path: Path) -> list[Finding]:
    """The optional boundaries: sound and drawn small, or left out with a word why."""
    rows = connection.execute("select kode, bujur, lintang from wilayah").fetchall()
    places = (dict(zip(("kode", "bujur", "lintang"), row, strict=True)) for row in rows)
    drawn, findings = boundaries.read(path, boundaries.centres(places))
    insert(
        connection,
        "batas_kelurahan",
        [(code, json.dumps(area, separators=(",", ":"))) for code, area in drawn.items()],
    )
    with contextlib.suppress(OSError):
        changed = datetime.fromtimestamp(path.stat().st_mtime)
        facts = (len(drawn), 0, path.stat().st_size, sha256(path), changed, bool(drawn), None)
        insert(connection, "berkas", [(BOUNDARIES, "batas_kelurahan", None, *facts)])
    return findings


def _hidden_edit(name: str) -> Finding:
    return Finding(
        WARNS,
        name,
        "Berkas di folder data diubah sesudah versi terbitan mengambil alih; perubahan itu tidak"
        " tersaji.",
        "Terbitkan berkas itu di Kelola Data, atau pulihkan versi 0.",
        rule="tertutup_terbitan",
    )


def _load_all(
    connection: Connection, files: Mapping[str, Path], contracts: Mapping[str, Contract]
) -> list[Finding]:
    """Load every file, references before the files that refer to them."""
    findings = [_stranger(name) for name in strangers(files, contracts)]
    usable: set[str] = set()
    for file in find_files(files, contracts):
        others = frozenset(usable - {file.contract.name})
        found = _read_and_check(connection, file, others)
        if sound := not refuses(found):
            connection.execute(f"insert into {file.contract.name} {typed_rows(file.contract)}")
            usable.add(file.contract.name)
        insert(connection, "berkas", [_file_row(connection, file, sound)])
        findings += found
    return findings


def _stranger(name: str) -> Finding:
    return Finding(
        WARNS,
        name,
        "Berkas ini tidak dikenal dan tidak dibaca.",
        "Ganti namanya menurut kontrak, misalnya inovasi_2023.csv, atau pindahkan.",
        rule="berkas_asing",
    )


def _read_and_check(
    connection: Connection, file: DataFile, usable: frozenset[str]
) -> list[Finding]:
    if file.refused:
        return list(file.findings)
    try:
        broken = _read_raw(connection, file)
    except StoreError as error:
        log.warning("%s: %s", file.name, error)
        return [*file.findings, _unreadable(file)]
    for column in filter(has_dictionary, file.contract.columns):
        connection.execute(dictionary(column, usable))
    return [*file.findings, *broken, *_check_rows(connection, file, usable)]


def _read_raw(connection: Connection, file: DataFile) -> list[Finding]:
    with one_kind_of_line_end(file.path) as path:
        return _read_lines(connection, replace(file, path=path))


def _read_lines(connection: Connection, file: DataFile) -> list[Finding]:
    """Fill ``mentah`` with the file as text; rows that are not rows become findings.

    Raises ``StoreError`` when the file is no CSV at all.
    """
    present = {name for name in file.columns if name}
    spec = ", ".join(
        f"{literal(name or f'_abaikan_{i}')}: 'VARCHAR'" for i, name in enumerate(file.columns)
    )
    columns = ", ".join(
        c.name if c.name in present else f"null::varchar as {c.name}" for c in file.contract.columns
    )
    for leftover in ("mentah", "reject_errors", "reject_scans"):
        connection.execute(f"drop table if exists {leftover}")
    connection.execute(
        f"create temp table mentah as select row_number() over () + 1 as baris, {columns} from"
        f" read_csv({literal(str(file.path))}, columns = {{{spec}}},"
        f" delim = {literal(file.delimiter)}, {CSV_OPTIONS})"
    )
    broken = connection.execute(
        "select line, min(error_type), min(left(csv_line, 80)), min(column_name)"
        " from reject_errors group by line order by line"
    ).fetchall()
    passed_over = {*blank_rows(file.path, file.delimiter), *(line for line, *_ in broken)}
    for line in sorted(passed_over):
        connection.execute("update mentah set baris = baris + 1 where baris >= ?", [line])
    empty = " and ".join(f"nullif(trim({c.name}), '') is null" for c in file.contract.columns)
    connection.execute(f"delete from mentah where {empty}")  # rows of nothing but delimiters
    return [_broken_row(file, *row) for row in broken[:FINDINGS_PER_RULE]]


def _unreadable(file: DataFile) -> Finding:
    return Finding(
        REFUSES,
        file.name,
        "Berkas tidak terbaca sebagai CSV.",
        "Simpan ulang sebagai “CSV UTF-8 (dipisahkan koma)” atau pulihkan dari cadangan.",
        rule="berkas",
    )


def _broken_row(
    file: DataFile, line: int, kind: str, text: str | None, column: str | None
) -> Finding:
    words = {
        "MISSING COLUMNS": "jumlah kolom kurang; barisnya mungkin terpotong.",
        "TOO MANY COLUMNS": "jumlah kolom lebih; mungkin ada koma di luar tanda kutip.",
        "UNQUOTED VALUE": "tanda kutip tidak ditutup.",
        "INVALID ENCODING": "ada huruf yang bukan UTF-8.",
    }
    message = words.get(kind, "baris tidak terbaca.")
    cure = "Betulkan baris itu; bandingkan dengan baris di atasnya."
    return Finding(REFUSES, file.name, message, cure, line, column or "", text or "", "baris")


def _check_rows(
    connection: Connection, file: DataFile, usable: frozenset[str]
) -> Iterable[Finding]:
    rules = list(checks(file.contract, file.year, usable))
    if not connection.execute(f"{' union all '.join(rules)} limit 1").fetchone():
        return
    for sql in rules:
        rows = connection.execute(f"{sql} order by baris limit {FINDINGS_PER_RULE + 1}").fetchall()
        for row, column, value, rule, message, cure in rows[:FINDINGS_PER_RULE]:
            brief = (value or "")[:LONGEST_VALUE]
            yield Finding(_grade(rule), file.name, message, cure, row, column, brief, rule)
        if len(rows) > FINDINGS_PER_RULE:
            [total] = connection.execute(f"select count(*) from ({sql})").fetchone() or (0,)
            yield _and_more(file, rows[0], total - FINDINGS_PER_RULE)


def _and_more(file: DataFile, example: tuple[Any, ...], remaining: int) -> Finding:
    _, column, _, rule, _, cure = example
    message = f"masih ada {number(remaining)} baris lain dengan masalah yang sama."
    return Finding(_grade(rule), file.name, message, cure, None, column, "", rule)


def _grade(rule: str) -> str:
    return WARNS if rule in WARNING_RULES else REFUSES


def _rival_totals(connection: Connection) -> list[Finding]:
    """Two totals in use for one register and year: nobody but the data owner can choose."""
    rows = connection.execute(
        "select p.tahun, string_agg(p.id, ', ' order by p.id) from angka_publikasi p"
        " join hitungan h on h.ukuran = p.ukuran and h.utama where p.dipakai"
        " group by h.dataset, p.tahun having count(*) > 1 order by 1"
    ).fetchall()
    return [
        Finding(
            REFUSES,
            "angka_publikasi.csv",
            f"Untuk {year} ada lebih dari satu jumlah yang dipakai: {entries}.",
            "Sisakan satu dengan dipakai = ya; tandingannya ditulis dipakai = tidak.",
            column="dipakai",
            value="ya",
            rule="dipakai_ganda",
        )
        for year, entries in rows
    ]


def _without_entry(connection: Connection, contracts: Mapping[str, Contract]) -> Iterable[Finding]:
    """Years with rows but without a line in the ledger: nobody knows what was counted, and when."""
    for dataset, year in connection.execute(
        "select b.dataset, b.tahun from berkas b where b.dipakai and b.tahun is not null"
        " and exists (select 1 from hitungan h where h.dataset = b.dataset and h.utama)"
        " and not exists (select 1 from angka_publikasi p join hitungan h on h.ukuran = p.ukuran"
        " and h.utama and h.dataset = b.dataset where p.dipakai and p.tahun = b.tahun) order by all"
    ).fetchall():
        yield Finding(
            WARNS,
            contracts[dataset].file.replace("{tahun}", str(year)),
            "Tahun ini belum punya baris di buku angka terbit: ukuran, tanggal, dan sumbernya"
            " belum diketahui.",
            "Tambahkan satu baris di angka_publikasi.csv; nilainya boleh kosong.",
            rule="tanpa_buku_angka",
        )


def _reconcile(connection: Connection, contracts: Mapping[str, Contract]) -> list[Finding]:
    """Counted rows against the published ledger: a difference is shown, never hidden."""
    findings = []
    for contract in contracts.values():
        for count in contract.counts:
            where = f"where {count.column}::varchar = $nilai" if count.column else ""
            value = {"ya": "true", "tidak": "false"}.get(count.value, count.value)
            rows = connection.execute(
                f"with dihitung as"
                f" (select tahun, count(*) as n from {contract.name} {where} group by 1),"
                f" ada as (select distinct tahun from {contract.name})"
                " select p.tahun, p.nilai, d.n, ada.tahun is not null, p.id from angka_publikasi p"
                " left join dihitung d using (tahun) left join ada using (tahun)"
                " where p.dipakai and p.nilai is not null and list_contains($ukuran, p.ukuran)"
                " and (coalesce(d.n, 0) <> p.nilai) and (ada.tahun is not null or $utama)"
                " order by 1",
                {"ukuran": list(count.measures), "utama": count.main}
                | ({"nilai": value} if count.column else {}),
            ).fetchall()
            findings += [_difference(contract, *row) for row in rows]
    return findings


def _difference(
    contract: Contract, year: int, published: float, counted: int | None, there: bool, entry: str
) -> Finding:
    file = contract.file.replace("{tahun}", str(year))
    if not there:
        return Finding(
            WARNS,
            file,
            f"Angka terbit {number(published)} ({entry}) ada, barisnya tidak dapat disajikan.",
            f"Letakkan {file} yang utuh di folder data.",
            rule="berkas_tahun",
        )
    return Finding(
        WARNS,
        file,
        f"Terhitung {number(counted or 0)} baris, angka terbit {number(published)} ({entry}).",
        "Lengkapi berkasnya, atau perbarui angka_publikasi.csv beserta sumbernya.",
        rule="cocok_angka_terbit",
    )


def _finding_row(finding: Finding) -> tuple[Any, ...]:
    return (
        finding.grade, finding.file, finding.row, finding.column, finding.value, finding.rule,
        finding.message, finding.cure,
    )  # fmt: skip


def _file_row(connection: Connection, file: DataFile, used: bool) -> tuple[Any, ...]:
    """One row of ``berkas``: counted rows, of these illustrative, size, hash, time, in use."""
    facts = (file.name, file.contract.name, file.year)
    try:
        stat, digest = file.path.stat(), sha256(file.path)
    except OSError:
        return (*facts, 0, 0, None, None, None, False, None)
    changed = datetime.fromtimestamp(stat.st_mtime)
    example = "count(*) filter (asal = 'contoh')" if file.contract.illustrative else "0"
    where = f"where tahun = {file.year}" if file.year else ""
    sources = "null"
    if file.contract.illustrative and any(c.name == "sumber" for c in file.contract.columns):
        sources = "list(distinct sumber order by sumber) filter (asal <> 'contoh')"
    counted = connection.execute(
        f"select count(*), {example}, {sources} from {file.contract.name} {where}"
    ).fetchone()
    rows, illustrative, named = counted or (0, 0, None)
    return (*facts, rows, illustrative, stat.st_size, digest, changed, used, named)

"""From bytes on disk to a file the store can load: which dataset, which encoding, which header.

Nothing here raises for bad input: what is wrong becomes a ``Finding`` in Indonesian.
"""

import codecs
import csv
import itertools
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from dasbor.data.contract import Contract
from dasbor.data.headers import fill, plain
from dasbor.data.separator import dialect_of
from dasbor.format_id import listing, number

REFUSES, WARNS, NOTES = "menolak", "peringatan", "catatan"
HEAD_BYTES = 64 * 1024
PART_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """One thing found in the input: where it is, what is wrong, and what cures it."""

    grade: str
    file: str
    message: str
    cure: str
    row: int | None = None  # as a spreadsheet counts: the header is row 1
    column: str = ""
    value: str = ""
    rule: str = ""
    further: int = 0  # places that this one stands for, beside those that are told one by one

    def __str__(self) -> str:
        place = [self.file]
        place += [f"baris {self.row}"] if self.row else []
        place += [f"kolom {self.column}"] if self.column else []
        place += [f"nilai “{self.value}”"] if self.value else []
        return f"{', '.join(place)}: {self.message} {self.cure}"


def and_more(example: Finding, rest: int) -> Finding:
    """That so many further rows have the same flaw as the example."""
    message = f"masih ada {number(rest)} baris lain dengan masalah yang sama."
    return replace(example, message=message, row=None, value="", further=rest)


def refuses(findings: Iterable[Finding]) -> bool:
    """Whether any finding keeps what it was found in from being used."""
    return any(finding.grade == REFUSES for finding in findings)


@dataclass(frozen=True)
class DataFile:
    """A file that can be loaded: ``columns`` holds, per column of the file, its contract name.

    ``name`` is the one in the data folder, also when ``path`` is that of a published content.
    """

    name: str
    path: Path
    contract: Contract
    year: int | None = None
    delimiter: str = ","
    columns: tuple[str | None, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether something was found that keeps the file from being loaded at all."""
        return refuses(self.findings)


def find_files(files: Mapping[str, Path], contracts: Mapping[str, Contract]) -> list[DataFile]:
    """Every file of every contract, references first.

    A list that another file needs is refused when it is missing; what nobody refers to, a
    government may not have.
    """
    found: list[DataFile] = []
    needed = _needed_lists(files, contracts)
    for contract in contracts.values():
        if contract.yearly:
            years = {name: contract.year_of(name) for name in sorted(files)}
            found += [
                inspect(DataFile(name, files[name], contract, year))
                for name, year in years.items()
                if year is not None
            ]
        elif contract.file in files or contract.name in needed:
            path = files.get(contract.file, Path(contract.file))
            found.append(inspect(DataFile(contract.file, path, contract)))
    return found


def _needed_lists(files: Mapping[str, Path], contracts: Mapping[str, Contract]) -> set[str]:
    """The datasets that a file which is there has to name entries of."""
    there = [
        contract
        for contract in contracts.values()
        if contract.file in files or any(map(contract.year_of, files))
    ]
    columns = (column for contract in there for column in contract.columns if column.required)
    return {column.reference[0] for column in columns if column.reference}


def strangers(files: Mapping[str, Path], contracts: Mapping[str, Contract]) -> list[str]:
    """CSV files of the data folder that answer to no contract: misnamed, or no data of ours."""
    plain = {contract.file for contract in contracts.values()}
    return [
        name
        for name in files
        if name.casefold().endswith(".csv")
        and "/" not in name
        and name not in plain
        and all(contract.year_of(name) is None for contract in contracts.values())
    ]


def inspect(file: DataFile) -> DataFile:
    """Read only the head of a file: encoding, delimiter, header against the contract."""
    try:
        with file.path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError as error:
        return _refused(file, *_unreadable(file, error))
    if not head.removeprefix(codecs.BOM_UTF8).strip():
        return _refused(
            file, "Berkas kosong.", "Kembalikan isinya dari cadangan atau hapus berkasnya."
        )
    text = _decode(head)
    if text is None:
        cure = "Simpan ulang sebagai “CSV UTF-8 (dipisahkan koma)”."
        return _refused(file, "Berkas bukan teks UTF-8.", cure)
    delimiter = dialect_of(text).delimiter
    header = next(csv.reader(text.splitlines(), delimiter=delimiter), [])
    columns, findings = _match_header(file.name, header, file.contract)
    return replace(file, delimiter=delimiter, columns=columns, findings=tuple(findings))


def _unreadable(file: DataFile, error: OSError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return "Berkas tidak ada.", f"Letakkan {file.name} di folder data."
    return f"Berkas tidak dapat dibaca ({error.strerror}).", "Periksa hak akses berkas itu."


def _refused(file: DataFile, message: str, cure: str) -> DataFile:
    finding = Finding(REFUSES, file.name, message, cure, rule="berkas")
    return replace(file, findings=(finding,))


def _decode(head: bytes) -> str | None:
    if b"\x00" in head:
        return None
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        cut_at_end = error.start >= len(head) - 3 and len(head) == HEAD_BYTES
        return head[: error.start].decode("utf-8-sig") if cut_at_end else None


@contextmanager
def one_kind_of_line_end(path: Path) -> Iterator[Path]:
    """The file itself, or a copy when lines end now one way, now the other: an editor's mixture."""
    if not _mixed_line_ends(path):
        yield path
        return
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / path.name
        copy.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
        yield copy


def _mixed_line_ends(path: Path) -> bool:
    returns = new_lines = both = 0
    last = b""
    with path.open("rb") as stream:
        while part := stream.read(PART_BYTES):  # a file of a million rows need not be in memory
            returns += part.count(b"\r")
            new_lines += part.count(b"\n")
            both += part.count(b"\r\n") + (last == b"\r" and part[:1] == b"\n")
            last = part[-1:]
    return returns > 0 and new_lines != both


def blank_rows(path: Path, delimiter: str) -> list[int]:
    """Row numbers of empty lines between rows, which a CSV reader passes over without counting."""
    with path.open("rb") as lines:
        next(lines, None)
        blanks = itertools.dropwhile(bytes.strip, lines)
        if not any(map(bytes.strip, blanks)):
            return []
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        rows = csv.reader(stream, delimiter=delimiter)
        return [
            number
            for number, cells in enumerate(rows, start=1)
            if len(cells) <= 1 and not "".join(cells).strip()
        ]


def _match_header(
    file: str, words: Iterable[str], contract: Contract
) -> tuple[tuple[str | None, ...], list[Finding]]:
    header = list(words)
    matched = fill(header, contract)
    filled = {plain(word): name for word, name in zip(header, matched, strict=True) if name}
    findings = [
        Finding(
            NOTES,
            file,
            "Kolom tidak ada dalam kontrak dan diabaikan.",
            "Hapus kolom itu atau tambahkan ke kontrak.",
            row=1,
            column=f"ke-{place}",
            rule="kolom_asing",
        )
        for place, (word, name) in enumerate(zip(header, matched, strict=True), start=1)
        if name is None and plain(word) not in filled
    ]
    twice = Counter(filled[plain(word)] for word in header if plain(word) in filled)
    return matched, findings + _header_flaws(file, header, twice, contract)


def _header_flaws(
    file: str, header: list[str], found: Mapping[str, int], contract: Contract
) -> list[Finding]:
    absent = [c.name for c in contract.columns if c.required and c.name not in found]
    flaws = [
        Finding(
            REFUSES,
            file,
            f"Kolom muncul {count} kali pada baris judul.",
            "Sisakan satu.",
            row=1,
            column=name,
            rule="kolom_ganda",
        )
        for name, count in found.items()
        if count > 1
    ]
    if absent:
        flaws.append(
            Finding(
                REFUSES,
                file,
                f"Kolom wajib tidak ditemukan: {listing(absent)}.",
                "Baris pertama harus berisi judul kolom;"
                f" dari {len(header)} judul dikenal {len(found)}.",
                row=1,
                column=absent[0],
                rule="kolom_wajib",
            )
        )
    return flaws

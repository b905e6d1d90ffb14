"""Names that no list knows, decided by the operator and published as data like any other."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dasbor.data.contract import Contract
from dasbor.data.releases import Release
from dasbor.data.store import Store
from dasbor.gate.model import Refused, UnknownName
from dasbor.gate.offices import ALIAS, UNIT
from dasbor.gate.output import to_fill_in
from dasbor.gate.references import References, references
from dasbor.gate.service.baseline import Present
from dasbor.gate.service.decisions import Row, keep
from dasbor.gate.values import compact, words

NEW, LEAVE = "baru", "tinggalkan"
ACTIONS = {ALIAS: "sama dengan", UNIT: "unit di bawah", NEW: "baru", LEAVE: "tinggalkan barisnya"}
HEADER = ("daftar", "kolom", "nama", "baris", "perlakuan", "yang_dimaksud")
ADDED = "ditetapkan di “Nama yang belum dikenal”"
FILE = "nama.csv"


@dataclass(frozen=True)
class Decision:
    """What a name is: the same as ``key``, a unit below it, new in its list, or left out."""

    dataset: str
    column: str
    text: str
    action: str
    key: str = ""


def actions(name: UnknownName, required: bool) -> dict[str, str]:
    """What can be decided about a name, in words."""
    fitting = {ALIAS}
    fitting |= {UNIT, NEW} if name.dataset == "opd" else set()
    fitting |= {UNIT} if name.dataset == "unit" else set()
    fitting |= {NEW} if name.dataset == "sumber" else set()
    fitting |= {LEAVE} if required and name.dataset != "nilai" else set()
    return {action: said for action, said in ACTIONS.items() if action in fitting}


def lacks_target(decision: Decision) -> bool:
    """Whether it is not yet said what a name is the same as, or below what."""
    return decision.action in (ALIAS, UNIT) and not decision.key


def left(decisions: Iterable[Decision]) -> frozenset[tuple[str, str]]:
    """The names whose rows are left out, as ``Settled`` has them."""
    return frozenset((d.dataset, compact(d.text)) for d in decisions if d.action == LEAVE)


def meant(name: UnknownName, known: References, contract: Contract) -> dict[str, str]:
    """What a name can be the same as, or below: key -> label."""
    if name.dataset == "nilai":
        return {choice: choice for choice in contract.column(name.column).allowed}
    lists = ("opd", "unit") if name.dataset in ("opd", "unit") else (name.dataset,)
    return {k: v for one in lists if one in known.names for k, v in known.names[one].labels.items()}


def publish_names(
    decisions: Sequence[Decision], folder: Path, fresh: Callable[[], Store], by: str, reason: str
) -> Release:
    """Keep what was decided as data: further rows of the lists, as one version.

    Raises:
        Refused: when nothing is to be kept, or the lists would not be sound any more.
        ReleaseError: when it cannot be written, or another version came in between.
    """
    present = Present.of(folder, fresh)
    added = _added(decisions, references(present.store))
    if not added:
        raise Refused("Belum ada nama yang diputuskan. Pilih perlakuannya lebih dulu.")
    choices = {"nama": str(sum(map(len, added.values())))}
    return keep(present, folder, added, (FILE, decisions_csv(decisions)), by, reason, choices)


def _added(decisions: Iterable[Decision], known: References) -> dict[str, list[Row]]:
    """The rows that come to each list."""
    added: dict[str, list[Row]] = {}
    taken = {key for names in known.names.values() for key in names.labels}
    for decision in decisions:
        if decision.action == LEAVE:
            continue
        dataset, row = _row(decision, known, taken)
        added.setdefault(dataset, []).append(row)
    return added


def _row(decision: Decision, known: References, taken: set[str]) -> tuple[str, Row]:
    text, key = decision.text, decision.key
    if decision.action == NEW:
        code = _code(text, taken)
        if decision.dataset == "sumber":
            return "sumber", {"sumber": code, "judul": text, "catatan": ADDED}
        kind = "kecamatan" if words(text).startswith("kec") else "perangkat daerah"
        return "opd", {"kode": code, "nama": text, "singkatan": text, "jenis_unit": kind}
    if decision.action == UNIT:
        return "unit", _unit(decision, known, taken)
    if decision.dataset == "nilai":
        return "nilai_alias", {
            "kolom": decision.column, "alias": text, "nilai": key, "catatan": ADDED
        }  # fmt: skip
    named = decision.dataset
    if named in ("opd", "unit"):
        named = "unit" if key in known.parents else "opd"
    column = {"opd": "kode", "wilayah": "kode"}.get(named, named)
    return f"{named}_alias", {"alias": text, column: key, "catatan": ADDED}


def _unit(decision: Decision, known: References, taken: set[str]) -> Row:
    kind = known.offices.kind(decision.text)
    villages = known.names.get("wilayah")
    found: tuple[str, ...] = ()
    if kind == "kelurahan" and villages:
        found = villages.keys(decision.text.split(maxsplit=1)[-1])
    return {
        "unit": _code(decision.text, taken),
        "nama": decision.text,
        "jenis_unit": kind,
        "induk": decision.key,
        "kelurahan": found[0] if len(found) == 1 else None,
        "catatan": ADDED,
    }


def _code(text: str, taken: set[str]) -> str:
    """A short code that no list uses yet."""
    plain = re.sub(r"[^a-z0-9]+", "-", words(text)).strip("-")[:40].strip("-") or "nama"
    code, number = plain, 2
    while code in taken:
        code, number = f"{plain}-{number}", number + 1
    taken.add(code)
    return code


# --- as a file, for the shell -----------------------------------------------------------------


def names_csv(unknown: Iterable[UnknownName]) -> bytes:
    """The unknown names as a table to fill in: what is suggested stands in it."""
    rows = (
        (n.dataset, n.column, n.text, str(n.rows), ACTIONS.get(n.suggests[0], ""), n.suggests[1])
        for n in unknown
    )
    return to_fill_in(HEADER, rows)


def decisions_csv(decisions: Iterable[Decision]) -> bytes:
    """Decisions as they are kept with the version."""
    rows = ((d.dataset, d.column, d.text, "", ACTIONS[d.action], d.key) for d in decisions)
    return to_fill_in(HEADER, rows)


def decided(content: bytes, known: References, contracts: Mapping[str, Contract]) -> list[Decision]:
    """The decisions in a filled-in table; rows without a treatment are left for later.

    Raises:
        Refused: naming the row that cannot be understood.
    """
    lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace")))
    if not set(HEADER) <= set(lines.fieldnames or ()):
        raise Refused(f"Tabel nama harus punya kolom {', '.join(HEADER)}.")
    by_words = {compact(said): action for action, said in ACTIONS.items()}
    found = []
    for number, line in enumerate(lines, start=2):
        asked = compact(line["perlakuan"] or "")
        if not asked:
            continue
        if asked not in by_words:
            choices = " | ".join(ACTIONS.values())
            raise Refused(f"Tabel nama, baris {number}: pilih salah satu: {choices}.")
        found.append(_decision(number, line, by_words[asked], known, contracts))
    return found


def _decision(
    number: int,
    line: Mapping[str, str],
    action: str,
    known: References,
    contracts: Mapping[str, Contract],
) -> Decision:
    name = UnknownName(line["daftar"], line["kolom"], line["nama"].strip(), 0)
    if action not in actions(name, required=True) or not name.text:
        raise Refused(f"Tabel nama, baris {number}: perlakuan itu tidak ada bagi {name.dataset}.")
    if action in (NEW, LEAVE):
        return Decision(name.dataset, name.column, name.text, action)
    text = (line["yang_dimaksud"] or "").strip()
    holders = [c for c in contracts.values() if name.column in c.labels]
    options = {k: v for contract in holders for k, v in meant(name, known, contract).items()}
    asked = compact(text)
    keys = {key for key, label in options.items() if asked in (compact(key), compact(label))}
    if action == UNIT:
        keys &= set(known.names["opd"].labels)
    if len(keys) != 1:
        said = f"“{text}” tidak ada di daftar {name.dataset}" if text else "kolomnya kosong"
        raise Refused(f"Tabel nama, baris {number}, yang_dimaksud: {said}.")
    return Decision(name.dataset, name.column, name.text, action, keys.pop())

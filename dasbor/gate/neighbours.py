"""What other governments publish of themselves, as the file that an operator would load of them.

It is read on request only, never while a page is shown, and goes through the gate like any file.
"""

import csv
import http.client
import io
import urllib.error
import urllib.request
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dasbor.data.contract import Contract
from dasbor.data.store import Store
from dasbor.gate import output

LISTED, FIGURES = "daerah_lain", "angka_daerah_lain"
ANSWER = "unduh/angka_pokok_apa_saja.csv"  # of their dashboard: the columns of ``FIGURES``
LARGEST, PATIENCE = 2**20, 20.0  # bytes, seconds
Row = dict[str, Any]


@dataclass(frozen=True)
class Neighbour:
    """One government: its rows, or why there are none; ``left`` are measures that are not ours."""

    name: str
    rows: tuple[Row, ...] = ()
    flaw: str = ""
    left: tuple[str, ...] = ()


def listed(store: Store) -> list[tuple[str, str]]:
    """The governments to compare with, and where the dashboard of each is, or nothing."""
    asked = f"select daerah, coalesce(alamat_dasbor, '') from {LISTED} order by daerah"
    return [(name, address) for name, address in store.rows(asked)]


def read(name: str, address: str, contract: Contract, measures: Iterable[str]) -> Neighbour:
    """What the dashboard at an address says of that government, of measures that are known here."""
    try:
        rows = list(csv.DictReader(io.StringIO(_fetched(address), newline="")))
    except (OSError, ValueError, csv.Error, http.client.HTTPException) as flaw:
        return Neighbour(name, flaw=f"dasbornya tidak terbaca ({flaw})")
    if lacking := [c.name for c in contract.columns if rows and c.name not in rows[0]]:
        return Neighbour(name, flaw=f"jawabannya tanpa kolom {lacking[0]}; programnya lebih lama")
    if others := sorted({row["daerah"] for row in rows} - {name}):
        return Neighbour(name, flaw=f"alamat itu milik {others[0][:80]}")
    known = frozenset(measures)
    left = dict.fromkeys(row["ukuran"] for row in rows if row["ukuran"] not in known)
    return Neighbour(name, tuple(row for row in rows if row["ukuran"] in known), left=tuple(left))


def _fetched(address: str) -> str:
    """Raises ``OSError`` or ``ValueError``, in words for readers."""
    if not address.startswith(("https://", "http://")):
        raise ValueError("alamatnya harus https://…")
    asked = urllib.request.Request(f"{address.rstrip('/')}/{ANSWER}")  # noqa: S310 see above
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
            content = answer.read(LARGEST + 1)
    except urllib.error.HTTPError as flaw:
        with flaw:  # it holds the answer
            raise OSError(f"jawaban {flaw.code}") from None
    except urllib.error.URLError as flaw:
        raise OSError(str(flaw.reason)) from None
    if len(content) > LARGEST:
        raise ValueError("jawabannya terlalu besar")
    return bytes(content).decode("utf-8-sig")


def merged(found: Sequence[Neighbour], store: Store, contract: Contract) -> bytes:
    """All that is compared: what was read, and what is in force of those who did not answer."""
    names = [column.name for column in contract.columns]
    silent = [one.name for one in found if one.flaw]
    kept = store.rows(
        f"select {', '.join(names)} from {FIGURES} where list_contains($silent, daerah)",
        {"silent": silent},
    )
    rows = [dict(zip(names, row, strict=True)) for row in kept]
    rows += [row for one in found for row in one.rows]
    columns = {name: [row.get(name) or None for row in rows] for name in names}
    return b"".join(output.files(contract, columns, {}).values())

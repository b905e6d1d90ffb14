"""Saved views: what an editor found, under a name, for all; published as data like any other."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from dasbor.data.personal import personal_kind
from dasbor.data.releases import Release, Releases
from dasbor.data.store import Store
from dasbor.gate import output
from dasbor.gate.model import Refused
from dasbor.gate.service.baseline import Present

DATASET = "pandangan"
LONGEST_NAME, LONGEST_LINK, LONGEST_WORDS = 80, 4000, 300


@dataclass(frozen=True)
class SavedView:
    """A page and the query of its address, with what readers are told of it."""

    nama: str
    halaman: str
    tautan: str
    keterangan: str
    pemilik: str


def publish_view(
    view: SavedView, folder: Path, fresh: Callable[[], Store], by: str, reason: str
) -> Release:
    """Keep a view for all, in place of the one of that name.

    Raises:
        Refused: for a view without name or owner, or that would not be sound as data.
        ReleaseError: when it cannot be written, or another version came in between.
    """
    _check(view)
    present = Present.of(folder, fresh)
    if not (contract := present.contracts.get(DATASET)):
        raise Refused(f"Daftar {DATASET} tidak ada di folder data; lengkapi kontraknya dulu.")
    columns = {name: [value or None] for name, value in asdict(view).items()}
    files = output.files(contract, columns, present.kept(contract, columns))
    _, broken = present.outcome(files)
    if broken:
        raise Refused(f"Pandangan itu belum dapat disimpan: {broken[0]}")
    return Releases(folder).publish(
        files,
        dataset=DATASET,
        years=(),
        original=("pandangan.txt", f"{view.halaman}?{view.tautan}".encode()),
        findings=b"[]",
        by=by,
        reason=reason,
        choices={"pandangan": view.nama},
        expected=present.version,
    )


def _check(view: SavedView) -> None:
    if not view.nama or not view.pemilik:
        raise Refused("Isi nama pandangan dan pemiliknya.")
    if not view.tautan:
        raise Refused("Belum ada yang dipilih: pandangan ini sama dengan halaman kosongnya.")
    if kind := next(
        filter(None, map(personal_kind, (view.nama, view.keterangan, view.pemilik))), ""
    ):
        raise Refused(f"Nama, keterangan, dan pemilik tampil bagi umum: hapus {kind} darinya.")
    longest = {view.nama: LONGEST_NAME, view.tautan: LONGEST_LINK, view.keterangan: LONGEST_WORDS}
    if any(len(text) > most for text, most in longest.items()):
        raise Refused("Nama, keterangan, atau tautannya terlalu panjang.")

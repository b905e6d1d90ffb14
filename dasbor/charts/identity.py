"""Which colour a category has: by its name, so that no filter and no renderer changes it."""

from collections.abc import Sequence
from zlib import crc32

# Name -> its place in the series of colours. Names that stand in one picture have places of their
# own; the quiet ones (``Chart.quiet``) are counted in the series of quiet colours.
PLACES = {
    "Baru": 0, "Lanjutan": 0, "Belum dapat dipisahkan": 1,
    "Ikut": 0, "Tidak ikut": 0, "Belum ada data": 1, "Tidak diisi": 0,
    "Tata kelola": 0, "Pelayanan publik": 1, "Lainnya": 2,
    "Digital": 0, "Non Digital": 1, "Teknologi": 2,
    "Penerapan": 0, "Uji Coba": 1, "Inisiatif": 2,
    "Perangkat Daerah": 0, "OPD": 0, "Kepala Daerah": 1, "ASN": 2, "Masyarakat": 3,
    "Anggota DPRD": 4,
    "Setara": 0, "Lemah": 1,
}  # fmt: skip


def places(names: Sequence[str], among: int) -> dict[str, int]:
    """The place of each name in a series of ``among`` colours, for the names of one picture.

    An unknown name has one that follows from its letters, the next free one where that is taken;
    a year that of its number. Only more names than colours share them.
    """
    found = {name: PLACES[name] for name in names if name in PLACES}
    for name in sorted(set(names) - set(found)):
        first = int(name) if name.isdecimal() else crc32(name.encode())
        tried = ((first + step) % among for step in range(among))
        free = (place for place in tried if place not in found.values())
        found[name] = next(free, first % among)
    return found

"""Faults put into the store and under it: broken files, no room, no memory, a wrong clock, kill."""

import errno
import os
import random
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dasbor import settings
from dasbor.data import build as building
from dasbor.data import checks, versions
from dasbor.data.releases import Releases
from dasbor.data.store import Store, StoreError, is_whole
from dasbor.data.versions import Publisher, StoreUnavailable
from dasbor.questions.answers import Answers
from tests.disks import private_mounts
from tests.world import ROOT

REGISTER = "inovasi_2021.csv"
MORE = "2020-999,2021,Nyata 2020-999,dinkes,,,,,,,,,,,,publikasi,register-bappeda\n"
COUNTED = "select tahun, count(*) from inovasi group by tahun order by tahun"
BLOCK, HEADERS = 262_144, 12_288  # bytes of a store file
ENGLISH = ("Error", "Errno", "space", "memory", "file", "such")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="fork dan batas hanya ada di POSIX")


def publisher(folder: Path) -> Publisher:
    """A publisher as a freshly started process has it."""
    return Publisher(folder, folder.parent / "gudang")


def counted(served: Store) -> dict[int, int]:
    return dict(served.rows(COUNTED))


def grow(folder: Path) -> None:
    """One more row in the register of 2021: the inputs are others now."""
    with (folder / REGISTER).open("a", encoding="utf-8") as stream:
        stream.write(MORE)


def wait_for(running: Publisher, wanted: Callable[[Store], bool]) -> Store:
    end = time.monotonic() + 15
    while time.monotonic() < end:
        if wanted(served := running.current()):
            return served
        time.sleep(0.02)
    raise AssertionError("the publisher did not get there")


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the inputs, and try again, without pause."""
    monkeypatch.setattr(versions, "RECHECK_SECONDS", 0.0)
    monkeypatch.setattr(versions, "RETRY_SECONDS", 0.0)


@pytest.fixture
def built(small: Path) -> tuple[Path, bytes, dict[int, int]]:
    """The file of a store that nobody has open, its bytes, and what it counts."""
    served = publisher(small).current()
    path = small.parent / "gudang" / f"gudang-{served.version}.duckdb"
    rows = counted(served)
    served.close()
    return path, path.read_bytes(), rows


# --- a broken store file ----------------------------------------------------------------------


def test_a_flipped_bit_is_noticed_at_the_start_and_the_store_built_again(
    small: Path, built: tuple[Path, bytes, dict[int, int]]
) -> None:
    path, sound, rows = built
    chance = random.Random(7)
    for _ in range(12):
        flipped = bytearray(sound)
        flipped[chance.randrange(len(sound))] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        assert not is_whole(path) or contents(path) == contents_of(sound, path)
    again = publisher(small).current()
    assert counted(again) == rows and not again.fallback and is_whole(path)


def contents_of(sound: bytes, path: Path) -> list[object]:
    path.write_bytes(sound)
    return contents(path)


def contents(path: Path) -> list[object]:
    with duckdb.connect(str(path), read_only=True) as connection:
        names = connection.execute("select table_name from duckdb_tables() order by 1").fetchall()
        return [connection.execute(f'from "{name}"').fetchall() for (name,) in names]


def test_a_file_that_breaks_while_it_is_served_heals_after_one_reader(
    small: Path, built: tuple[Path, bytes, dict[int, int]]
) -> None:
    path, sound, rows = built
    running = publisher(small)
    before = running.current()
    with path.open("r+b") as file:  # in place: under the open connection, as a bad disk does
        for start in range(HEADERS, len(sound), BLOCK):
            file.seek(start + 99)
            file.write(bytes([sound[start + 99] ^ 4]))
    with pytest.raises(StoreError):
        before.rows("from inovasi")
    after = running.current()
    assert after is not before and not after.fallback
    assert counted(after) == rows and after.version == before.version


def test_a_wrong_question_is_no_reason_to_give_up_a_store(small: Path) -> None:
    running = publisher(small)
    before = running.current()
    for wrong in ("select nope from inovasi", "select 'x'::bigint", "select error('x')"):
        with pytest.raises(StoreError):
            before.rows(wrong)
    assert running.current() is before


def checksum(block: bytes) -> int:
    """The checksum with which DuckDB guards a block, of whole words of eight bytes."""
    result, mask = 5381, 2**64 - 1
    for (number,) in struct.iter_unpack("<Q", block):
        word = (number ^ (number >> 32)) * 0xD6E8FEB86659FD93 & mask
        word = (word ^ (word >> 32)) * 0xD6E8FEB86659FD93 & mask
        result ^= word ^ (word >> 32)
    return result


def test_a_store_of_another_storage_version_is_built_again(
    small: Path, built: tuple[Path, bytes, dict[int, int]]
) -> None:
    path, sound, rows = built
    foreign = bytearray(sound)
    struct.pack_into("<Q", foreign, 12, 54_321)
    if checksum(sound[8:4096]) == struct.unpack_from("<Q", sound)[0]:
        struct.pack_into("<Q", foreign, 0, checksum(bytes(foreign[8:4096])))
    path.write_bytes(foreign)
    again = publisher(small).current()
    assert counted(again) == rows and not again.fallback


def test_a_store_of_another_engine_is_never_opened(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publisher(small).current()
    monkeypatch.setattr(versions, "ENGINE", "duckdb 9.9.9")
    second = publisher(small).current()
    assert second.version != first.version and counted(second) == counted(first)
    monkeypatch.setattr(versions, "ENGINE", "duckdb 10.0.0")
    # Nothing can be built: still not what another engine wrote.
    (small / "kontrak" / "opd.toml").write_text("", "utf-8")

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
    end = time.monotonic() + 60
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
def sound_store(small: Path) -> tuple[Path, bytes, dict[int, int]]:
    """The file of a store that nobody has open, its bytes, and what it counts."""
    served = publisher(small).current()
    path = small.parent / "gudang" / f"gudang-{served.version}.duckdb"
    rows = counted(served)
    served.close()
    return path, path.read_bytes(), rows


# --- a broken store file ----------------------------------------------------------------------


def test_tables_beside_others_of_the_same_name_are_looked_at_too(tmp_path: Path) -> None:
    """As the facts stand beside all rows where there are samples."""
    path = tmp_path / "dua.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table isi as select 1; create schema fakta")
        connection.execute("create table fakta.isi as select hash(range) from range(200_000)")
    sound, noticed = path.read_bytes(), 0
    for start in range(12_288, len(sound), 262_144):
        path.write_bytes(
            sound[: start + 99] + bytes([sound[start + 99] ^ 4]) + sound[start + 100 :]
        )
        noticed += not is_whole(path)
    assert noticed >= 200_000 * 8 // 262_144


def test_a_flipped_bit_is_noticed_at_the_start_and_the_store_built_again(
    small: Path, sound_store: tuple[Path, bytes, dict[int, int]]
) -> None:
    path, sound, rows = sound_store
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
    small: Path, sound_store: tuple[Path, bytes, dict[int, int]]
) -> None:
    path, sound, rows = sound_store
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
    small: Path, sound_store: tuple[Path, bytes, dict[int, int]]
) -> None:
    path, sound, rows = sound_store
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
    monkeypatch.setattr(versions, "WRITES", "duckdb 9.9.9")
    second = publisher(small).current()
    assert second.version != first.version and counted(second) == counted(first)
    monkeypatch.setattr(versions, "WRITES", "duckdb 10.0.0")
    # Nothing can be built: still not what another engine wrote.
    (small / "kontrak" / "opd.toml").write_text("", "utf-8")
    with pytest.raises(StoreUnavailable):
        publisher(small).current()


@pytest.mark.usefixtures("_at_once")
def test_a_store_folder_that_vanishes_under_readers_is_made_again(small: Path) -> None:
    running = publisher(small)
    before = running.current()
    shutil.rmtree(small.parent / "gudang")
    assert counted(running.current()) == counted(before)
    grow(small)
    after = wait_for(running, lambda served: served.version != before.version)
    assert counted(after)[2021] == counted(before)[2021] + 1


# --- no room, no memory, no right to write ----------------------------------------------------

MACHINE: dict[str, tuple[Exception, str]] = {
    "cakram penuh": (OSError(errno.ENOSPC, "No space left on device"), "Ruang simpan"),
    "duckdb: cakram penuh": (duckdb.IOException("No space left on device"), "Ruang simpan"),
    "memori": (MemoryError(), "Memori"),
    "hanya baca": (OSError(errno.EROFS, "Read-only file system"), "hak tulis"),
}


@pytest.mark.usefixtures("_at_once")
@pytest.mark.parametrize("name", MACHINE)
def test_what_the_machine_lacks_is_said_and_made_good_by_itself(
    name: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flaw, words = MACHINE[name]
    running = publisher(small)
    before = running.current()
    with monkeypatch.context() as fault:
        fault.setattr(versions, "build", failing(flaw))
        grow(small)
        meanwhile = wait_for(running, lambda served: served.fallback)
        assert counted(meanwhile) == counted(before)
        said = str(meanwhile.findings[0])
        assert words in said and not [word for word in ENGLISH if word in said]
        shutil.copytree(small.parent / "gudang", small.parent / "g2")
        (small.parent / "g2" / "CURRENT").unlink()
        with pytest.raises(StoreUnavailable, match=words):
            Publisher(small, small.parent / "g2").current()
    after = wait_for(running, lambda served: not served.fallback)
    assert counted(after)[2021] == counted(before)[2021] + 1
    assert not list((small.parent / "gudang").glob("*.tmp*"))


def failing(flaw: Exception) -> Callable[..., None]:
    def instead(_folder: Path, target: Path, _version: str, **_: object) -> None:
        target.write_bytes(b"setengah")
        raise flaw

    return instead


def test_a_pointer_that_cannot_be_written_keeps_nobody_from_reading(
    unbuilt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def full(path: Path, target: Path) -> Path:
        if path.name.endswith("CURRENT"):
            raise OSError(errno.ENOSPC, "penuh")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    served = publisher(unbuilt).current()
    assert counted(served)[2021] and not served.fallback and not served.findings
    assert not list((unbuilt.parent / "gudang").glob("*CURRENT*"))


def test_too_little_memory_for_the_engine_is_not_blamed_on_a_file(
    unbuilt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as fault:
        narrow = {"memory_limit": "1MB", "temp_directory": "", "threads": "1"}
        fault.setattr(building, "connect", lambda path, _: duckdb.connect(str(path), config=narrow))
        with pytest.raises(StoreUnavailable, match="Memori server tidak cukup"):
            publisher(unbuilt).current()
    assert not list((unbuilt.parent / "gudang").iterdir())
    assert not publisher(unbuilt).current().findings


CHILD = "import sys; from {} import *; {}(Path(sys.argv[1]))"


def run(
    call: str,
    folder: Path,
    before: list[str] | None = None,
    module: str = "tests.tahan.test_gudang",
) -> "subprocess.CompletedProcess[str]":
    """A function of a file of tests in a process of its own."""
    command = [*(before or []), sys.executable, "-c", CHILD.format(module, call), str(folder)]
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=300
    )


@POSIX
@pytest.mark.parametrize("megabytes", [40, 300])
def test_a_process_without_memory_leaves_nothing_half_done(megabytes: int, unbuilt: Path) -> None:
    """Whether it speaks or is ended by the system: the next start serves everything."""
    done = run(f"(lambda folder: starved(folder, {megabytes}))", unbuilt)
    assert "disajikan" in done.stdout or done.returncode or "utuh" in done.stdout
    for path in (unbuilt.parent / "gudang").glob("gudang-*.duckdb"):
        assert is_whole(path)
    served = publisher(unbuilt).current()
    assert counted(served)[2021] and not served.findings


def starved(folder: Path, megabytes: int) -> None:
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        served = publisher(folder).current()
        print("utuh" if not served.findings else served.findings[0])  # noqa: T201
    except StoreUnavailable as nothing:
        print(nothing)  # noqa: T201


def test_a_disk_that_is_really_full(small: Path) -> None:
    stores = small.parent / "gudang"
    done = run("fill_up", small, private_mounts(f"mount -t tmpfs -o size=24m tmpfs '{stores}'"))
    assert done.returncode == 0, done.stderr[-2000:]


def fill_up(folder: Path) -> None:
    """Build with less and less room: always a whole version, in the end the new one."""
    stores = folder.parent / "gudang"
    versions.RECHECK_SECONDS = versions.RETRY_SECONDS = 0.0
    running = publisher(folder)
    first = counted(running.current())
    ballast, refused = stores / "ganjal", 0
    for room in (0, 40_000, 1_000_000, 3_000_000):
        with running._lock:  # while no build is on its way
            ballast.unlink(missing_ok=True)
            free = os.statvfs(stores).f_bavail * 4096
            ballast.write_bytes(b"x" * max(0, free - room))
            grow_as(folder, room)
        served = wait_for(running, lambda served: served.fallback)
        assert counted(served) == first, room
        assert "Ruang simpan" in str(served.findings[0]), served.findings
        refused += 1
    ballast.unlink()
    served = wait_for(running, lambda served: not served.fallback)
    assert refused == 4 and counted(served)[2021] == first[2021] + 4


def grow_as(folder: Path, number: int) -> None:
    with (folder / REGISTER).open("a", encoding="utf-8") as stream:
        stream.write(MORE.replace("2020-999", f"2020-{number}"))


def read_only(*places: Path) -> list[str]:
    """Start with these folders closed to writing, also for root."""
    binds = [f"mount --bind '{p}' '{p}' && mount -o remount,bind,ro '{p}'" for p in places]
    return private_mounts(" && ".join(binds))


def test_a_read_only_data_folder_is_served(unbuilt: Path) -> None:
    done = run("serve", unbuilt, read_only(unbuilt))
    assert done.stdout == "utuh\n", done.stderr[-2000:]


def test_where_nothing_can_be_written_a_ready_store_is_served(small: Path) -> None:
    publisher(small).current().close()
    (small.parent / "tmp").mkdir()
    before = read_only(small.parent)
    done = run("serve_where_configured", small, before)
    assert done.stdout == "utuh\n", done.stderr[-2000:]
    shutil.rmtree(small.parent / "gudang")
    (small.parent / "gudang").mkdir()
    done = run("serve_where_configured", small, before)
    assert "hak tulis" in done.stdout and "Errno" not in done.stdout, done.stderr[-2000:]


def serve(folder: Path) -> None:
    served = publisher(folder).current()
    print("utuh" if not served.findings and counted(served)[2021] else served.findings)  # noqa: T201


def serve_where_configured(folder: Path) -> None:
    import tempfile

    tempfile.tempdir = str(folder.parent / "tmp")
    os.environ |= {"DASBOR_DATA": str(folder), "DASBOR_GUDANG": str(folder.parent / "gudang")}
    try:
        served = Publisher(settings.data_folder(), settings.store_folder()).current()
        print("utuh" if not served.findings and not served.fallback else served.findings)  # noqa: T201
    except StoreUnavailable as nothing:
        print(nothing)  # noqa: T201


# --- inputs that do not hold still ------------------------------------------------------------


def test_a_file_replaced_while_it_is_read_is_read_again(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, build = counted(publisher(small).current()), versions.build
    grow(small)
    builds = []

    def slowly(folder: Path, target: Path, version: str, **named: object) -> None:
        build(folder, target, version, **named)
        if not builds:
            grow_as(small, 1)
        builds.append(version)

    monkeypatch.setattr(versions, "build", slowly)
    after = publisher(small).current()
    assert counted(after)[2021] == before[2021] + 2 and not after.fallback
    assert len(builds) == 2 and builds[0] != builds[1] == after.version
    names = {path.name for path in (small.parent / "gudang").glob("gudang-*")}
    assert f"gudang-{builds[0]}.duckdb" not in names, "never published under a wrong name"


def test_a_file_that_never_holds_still_is_said_or_waited_for(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = publisher(small)
    before, build = running.current(), versions.build

    def meanwhile(folder: Path, target: Path, version: str, **named: object) -> None:
        build(folder, target, version, **named)
        grow_as(small, time.monotonic_ns())

    monkeypatch.setattr(versions, "build", meanwhile)
    grow(small)
    assert counted(running.fresh()) == counted(before)
    (small.parent / "gudang" / "CURRENT").unlink()
    with pytest.raises(StoreUnavailable, match="sedang ditulis"):
        publisher(small).current()


@pytest.mark.usefixtures("_at_once")
def test_a_data_folder_that_vanishes_under_readers_leaves_the_last_version(small: Path) -> None:
    running = publisher(small)
    before = running.current()
    small.rename(small.with_name("pindah"))
    gone = wait_for(running, lambda served: served.fallback)
    assert counted(gone) == counted(before) and gone.findings
    small.with_name("pindah").rename(small)
    back = wait_for(running, lambda served: not served.fallback)
    assert counted(back) == counted(before) and not back.findings


# --- a clock that jumps -----------------------------------------------------------------------

YEAR = 365 * 86_400


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Set the clock of this process so many years ahead, or back."""
    real = time.time

    def jump(years: float) -> None:
        monkeypatch.setattr(time, "time", lambda: real() + years * YEAR)

    return jump


def test_after_the_clock_went_back_the_new_store_is_not_forgotten_as_the_oldest(
    unbuilt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "KEPT_VERSIONS", 2)
    stores, later = unbuilt.parent / "gudang", time.time() + 9 * YEAR
    for number in range(4):
        old = stores / f"gudang-{number:016x}.duckdb"
        old.write_bytes(b"")
        os.utime(old, (later + number, later + number))
    served = publisher(unbuilt).current()
    assert counted(served)[2021] and not served.findings
    assert len(list(stores.glob("gudang-*.duckdb"))) <= 3


@pytest.mark.usefixtures("_at_once")
def test_a_clock_that_stands_years_back_is_named_and_its_correction_noticed(
    unbuilt: Path, clock: Callable[[float], None]
) -> None:
    """A machine without a battery starts in the past: every date seems to lie in the future."""
    clock(-12)
    running = publisher(unbuilt)
    early = running.current()
    [said] = {str(f) for f in early.findings if f.rule == checks.BY_THE_CLOCK and f.row == 2}
    assert "menurut jam server" in said and counted(early)[2021]
    clock(0)
    right = wait_for(running, lambda served: not served.findings)
    assert Answers(right).ask("berapa_inovasi_per_tahun").rows
    early.close()  # as its process would have
    assert not publisher(unbuilt).current().findings, "nothing of the wrong day is kept"


@pytest.mark.usefixtures("_at_once")
@pytest.mark.parametrize("years", [-12, 12])
def test_a_jump_of_the_clock_loses_no_version(
    years: int, small: Path, clock: Callable[[float], None]
) -> None:
    running = publisher(small)
    before = running.current()
    clock(years)
    grow(small)
    for year in (years, 0):
        clock(year)
        after = wait_for(running, lambda s: s.version != before.version)
        assert counted(after)[2021] == counted(before)[2021] + 1 and not after.fallback


def test_published_versions_go_by_number_whatever_the_clock_says(
    tmp_path: Path, clock: Callable[[float], None]
) -> None:
    releases = Releases(tmp_path)
    for number, years in enumerate((0, -30, 40, -1)):
        clock(years)
        releases.publish(
            {"opd.csv": f"{number}".encode()}, dataset="opd", years=(), original=("x", b""),
            findings=b"[]", by="ani", reason="uji", choices={}, expected=number,
        )  # fmt: skip
        assert releases.overlay()["opd.csv"].read_bytes() == f"{number}".encode()
    assert [release.number for release in releases.history()] == [4, 3, 2, 1]
    assert releases.restore(2, "ani", "uji").number == 5 and not releases.verify()
    assert releases.overlay()["opd.csv"].read_bytes() == b"1"


# --- killed while a store is being built ------------------------------------------------------


@POSIX
def test_killed_at_any_step_of_a_build_the_next_start_serves_everything(unbuilt: Path) -> None:
    done = run("kill_everywhere", unbuilt)
    assert done.returncode == 0, done.stderr[-2000:]
    killed, whole = map(int, done.stdout.split())
    assert killed >= 6 and whole == killed
    leftovers = list((unbuilt.parent / "gudang").glob("*.tmp*"))
    for path in leftovers:
        os.utime(path, (0, 0))
    grow_as(unbuilt, 0)
    foreign = unbuilt.parent / "gudang" / "tmpabc"  # a scratch folder of another program
    foreign.mkdir()
    os.utime(foreign, (0, 0))
    assert leftovers and counted(publisher(unbuilt).current())[2021] and foreign.is_dir()
    assert not [path for path in leftovers if path.exists()], "swept once they are old"


def kill_everywhere(folder: Path) -> None:
    """Killed later each time, more closely towards the end; each finds what the last one left."""
    killed = whole = 0
    for nth in range(0, 10_000, 9):
        grow_as(folder, nth)
        ended = in_a_fork(lambda nth=nth: (kill_at(nth), publisher(folder).current()))
        whole += in_a_fork(lambda: check_whole(folder)) == 0
        if ended == 0:
            break
        killed += ended == -9
    print(killed, whole - 1)  # noqa: T201


def in_a_fork(work: Callable[[], object]) -> int:
    child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def check_whole(folder: Path) -> None:
    served = publisher(folder).current()
    lines = (folder / REGISTER).read_text("utf-8").splitlines()
    assert counted(served)[2021] == len(lines) - 1 and not served.fallback


def kill_at(nth: int) -> None:
    """Die before the nth statement of the build, or before a name on the disk changes."""
    steps, connect = iter(range(10_000)), building.connect

    def step(real: Callable[..., object]) -> Callable[..., object]:
        def instead(*args: object, **named: object) -> object:
            if next(steps) == nth:
                os.kill(os.getpid(), 9)
            return real(*args, **named)

        return instead

    class Watched:
        def __init__(self, path: Path, memory: str) -> None:
            self._real = connect(path, memory)

        def __getattr__(self, name: str) -> object:
            return step(getattr(self._real, name))

    building.connect = Watched  # type: ignore[assignment]
    for name in ("replace", "unlink", "write_text", "mkdir"):
        setattr(Path, name, step(getattr(Path, name)))

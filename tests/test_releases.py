"""Published versions: whole or not at all, whatever interrupts, and undone byte for byte."""

import errno
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from dasbor.data.releases import (
    Busy,
    Damaged,
    NoReason,
    NoSpace,
    Outdated,
    ReadOnly,
    Release,
    ReleaseError,
    Releases,
    UnknownVersion,
    atomic,
)
from tests.disks import private_mounts
from tests.world import ROOT

NAMES = ("inovasi_2023.csv", "inovasi_2024.csv", "posyantek_2024.csv")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="fork dan sinyal hanya ada di POSIX")


def files_of(version: int) -> dict[str, bytes]:
    """The same text in every file, so that a mixture of versions shows."""
    return dict.fromkeys(NAMES, f"versi {version}\n".encode() * 2000)


def publish(releases: Releases, expected: int | None, **other: Any) -> Release:
    said = {
        "dataset": "inovasi",
        "years": [2023, 2024],
        "original": ("Ekspor.xlsx", b"asli"),
        "findings": b"[]",
        "by": "operator",
        "reason": "data baru",
        "choices": {"tahun": "penerapan"},
    } | other
    files = said.pop("files", files_of((expected or 0) + 1))
    return releases.publish(files, expected=expected, **said)


def seen(releases: Releases) -> set[bytes]:
    """The different contents a reader sees: one, as long as he sees one whole version."""
    overlay = releases.overlay()
    assert set(overlay) in (set(), set(NAMES))
    return {path.read_bytes() for path in overlay.values()}


def number(releases: Releases) -> int:
    current = releases.current()
    return current.number if current else 0


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    (tmp_path / "inovasi_2023.csv").write_bytes(b"contoh\n")
    return Releases(tmp_path)


# --- publish, look, undo ----------------------------------------------------------------------


def test_before_anything_is_published_reading_leaves_no_trace(releases: Releases) -> None:
    assert releases.current() is None and not releases.overlay()
    assert not releases.history() and not releases.audit() and not releases.verify()
    assert [path.name for path in releases.folder.iterdir()] == ["inovasi_2023.csv"]


def test_a_version_knows_everything_about_itself(releases: Releases) -> None:
    release = publish(releases, None, original=(r"C:\Unduhan\Ekspor Iid.xlsx", b"asli"))
    assert releases.current() == release == releases.history()[0]
    assert (release.number, release.previous, release.action) == (1, 0, "terbit")
    assert (release.dataset, release.years) == ("inovasi", (2023, 2024))
    assert release.choices == {"tahun": "penerapan"}
    assert release.original and (release.original.name, release.original.size) == (
        "Ekspor Iid.xlsx",
        4,
    )
    assert releases.content(release.original.sha256) == b"asli"
    assert releases.content(release.findings) == b"[]"
    assert release.base["inovasi_2023.csv"] and release.base["inovasi_2024.csv"] == ""
    assert (releases.folder / "inovasi_2023.csv").read_bytes() == b"contoh\n"


@POSIX
def test_what_is_kept_is_for_its_owner_alone(tmp_path: Path) -> None:
    before, root = os.umask(0o022), tmp_path / ".terbitan"
    try:
        for folder in (root, *(root / name for name in ("isi", "versi"))):
            folder.mkdir()  # as an earlier version of the program made them
        publish(Releases(tmp_path), None)
    finally:
        os.umask(before)
    open_to_others = [path for path in [root, *root.rglob("*")] if path.stat().st_mode & 0o077]
    assert len(list(root.rglob("*"))) > 5 and open_to_others == []


@POSIX
def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    victim = tmp_path / "lain"
    victim.write_text("utuh", "utf-8")
    (tmp_path / f"tmp-{os.getpid()}-x").symlink_to(victim)
    atomic.put(tmp_path / "x", b"baru")
    assert victim.read_text("utf-8") == "utuh" and (tmp_path / "x").read_bytes() == b"baru"
    (tmp_path / "kunci").symlink_to(victim)
    with (
        pytest.raises(OSError, match="symbolic"),
        atomic.opened(tmp_path / "kunci", os.O_RDWR | os.O_CREAT | os.O_TRUNC),
    ):
        pass
    assert victim.read_text("utf-8") == "utuh"


def test_files_are_merged_over_those_in_force(releases: Releases) -> None:
    publish(releases, None)
    release = publish(releases, 1, files={"opd.csv": b"opd\n"})
    overlay = releases.overlay()
    assert set(overlay) == {*NAMES, "opd.csv"} == set(release.base)
    assert overlay["opd.csv"].read_bytes() == b"opd\n"
    assert overlay[NAMES[0]].read_bytes() == files_of(1)[NAMES[0]]


def test_undo_is_byte_for_byte_and_a_version_of_its_own(releases: Releases) -> None:
    awkward = b"\xef\xbb\xbfa;b\r\n1;\x00\xff"
    first = publish(releases, None, files={"inovasi_2023.csv": awkward})
    publish(releases, 1)
    back = releases.restore(1, "kepala", "salah berkas")
    assert (back.number, back.previous, back.restored, back.action) == (3, 2, 1, "pulih")
    assert (back.files, back.base, back.original) == (first.files, first.base, first.original)
    assert {name: p.read_bytes() for name, p in releases.overlay().items()} == {
        "inovasi_2023.csv": awkward
    }
    again = releases.restore(2, "kepala", "ternyata benar")
    assert seen(releases) == {files_of(2)[NAMES[0]]}
    assert [r.number for r in releases.history()] == [again.number, 3, 2, 1]
    assert not releases.verify()


def test_any_version_can_be_looked_at(releases: Releases) -> None:
    publish(releases, None)
    publish(releases, 1)
    read = [{path.read_bytes() for path in releases.overlay(n).values()} for n in (0, 1, 2)]
    assert read == [set(), {files_of(1)[NAMES[0]]}, {files_of(2)[NAMES[0]]}]
    with pytest.raises(UnknownVersion):
        releases.overlay(3)


def test_zero_goes_back_to_the_data_folder_alone(releases: Releases) -> None:
    publish(releases, None)
    back = releases.restore(0, "kepala", "batal semua")
    assert releases.overlay() == {} and releases.current() == back and back.restored == 0
    assert publish(releases, back.number).previous == back.number
    assert not releases.verify()


# --- what is refused --------------------------------------------------------------------------


def test_a_version_published_meanwhile_refuses_and_writes_nothing(releases: Releases) -> None:
    publish(releases, None)
    before = everything(releases.folder)
    for expected in (None, 0, 2):
        with pytest.raises(Outdated, match="pratinjau"):
            publish(releases, expected, files={"lain.csv": b"lain"}, original=("x", b"x"))
    assert everything(releases.folder) == before


@pytest.mark.parametrize("reason", ["", " \n"])
def test_without_a_reason_nothing_happens(releases: Releases, reason: str) -> None:
    with pytest.raises(NoReason):
        publish(releases, None, reason=reason)
    with pytest.raises(NoReason):
        releases.restore(0, "operator", reason)
    assert not (releases.folder / ".terbitan").exists()


@pytest.mark.parametrize("name", ["../kota.toml", "a/b.csv", r"a\b.csv", ".terbitan", "", "a\n"])
def test_only_plain_names_are_published(releases: Releases, name: str) -> None:
    with pytest.raises(ReleaseError, match="Nama berkas"):
        publish(releases, None, files={name: b""})


def test_no_files_are_no_version(releases: Releases) -> None:
    with pytest.raises(ReleaseError, match="Tidak ada berkas"):
        publish(releases, None, files={})


@pytest.mark.parametrize("unknown", [-1, 2, 99])
def test_an_unknown_version_is_named_with_the_choice(releases: Releases, unknown: int) -> None:
    publish(releases, None)
    with pytest.raises(UnknownVersion, match="salah satu: 1;"):
        releases.restore(unknown, "operator", "coba")
    assert number(releases) == 1


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="DASBOR_DATA"):
        publish(Releases(tmp_path / "hilang"), None)


# --- damage -----------------------------------------------------------------------------------


def damage_content(releases: Releases) -> None:
    releases.overlay()[NAMES[0]].write_bytes(b"lain")


def lose_content(releases: Releases) -> None:
    releases.overlay()[NAMES[0]].unlink()


def lose_pointer(releases: Releases) -> None:
    (releases.folder / ".terbitan" / "KINI").unlink()


def blur_pointer(releases: Releases) -> None:
    (releases.folder / ".terbitan" / "KINI").write_text("dua")


def point_ahead(releases: Releases) -> None:
    (releases.folder / ".terbitan" / "KINI").write_text("9")


def lose_manifest(releases: Releases) -> None:
    (releases.folder / ".terbitan" / "versi" / "000002.json").unlink()


def empty_manifest(releases: Releases) -> None:
    (releases.folder / ".terbitan" / "versi" / "000001.json").write_text("{}")


def edit_manifest(releases: Releases) -> None:
    path = releases.folder / ".terbitan" / "versi" / "000001.json"
    path.write_text(path.read_text().replace("operator", "orang lain"))


def lose_trail(releases: Releases) -> None:
    (releases.folder / ".terbitan" / "jejak.jsonl").unlink()


@pytest.mark.parametrize(
    ("damage", "file"),
    [
        (damage_content, "isi/"),
        (lose_content, "isi/"),
        (lose_pointer, "KINI"),
        (blur_pointer, "KINI"),
        (point_ahead, "versi/000009.json"),
        (lose_manifest, "versi/000002.json"),
        (empty_manifest, "versi/000001.json"),
        (edit_manifest, "versi/000001.json"),
        (lose_trail, "jejak.jsonl"),
    ],
)
def test_damage_is_found_and_the_file_named(
    releases: Releases, damage: Callable[[Releases], None], file: str
) -> None:
    publish(releases, None)
    publish(releases, 1)
    damage(releases)
    problems = releases.verify()
    assert problems and any(problem.startswith(f".terbitan/{file}") for problem in problems)
    assert not any(str(releases.folder) in problem for problem in problems)


def test_damaged_contents_are_never_handed_out(releases: Releases) -> None:
    first = publish(releases, None)
    publish(releases, 1)
    sha = first.files[NAMES[0]]
    (releases.folder / ".terbitan" / "isi" / sha).write_bytes(b"lain")
    with pytest.raises(Damaged, match=sha):
        releases.content(sha)
    with pytest.raises(Damaged, match=sha):
        releases.restore(1, "operator", "coba")
    assert number(releases) == 2
    lose_content(releases)
    with pytest.raises(Damaged, match="cadangan"):
        releases.overlay()


def test_publishing_the_same_bytes_again_heals_a_damaged_content(releases: Releases) -> None:
    publish(releases, None)
    damage_content(releases)
    publish(releases, 1, files=files_of(1))
    assert seen(releases) == {files_of(1)[NAMES[0]]} and not releases.verify()


def test_a_damaged_version_in_force_can_be_left(releases: Releases) -> None:
    publish(releases, None)
    publish(releases, 1)
    (releases.folder / ".terbitan" / "versi" / "000002.json").write_text("{")
    with pytest.raises(Damaged, match=r"000002\.json"):
        releases.overlay()
    assert releases.restore(1, "operator", "manifes rusak").number == 3
    assert seen(releases) == {files_of(1)[NAMES[0]]}


@pytest.mark.parametrize("damage", [lose_pointer, blur_pointer])
def test_with_a_lost_pointer_nothing_is_published(
    releases: Releases, damage: Callable[[Releases], None]
) -> None:
    publish(releases, None)
    publish(releases, 1)
    damage(releases)
    for expected in (None, 2):
        with pytest.raises(Damaged, match="KINI"):
            publish(releases, expected)


# --- the audit trail --------------------------------------------------------------------------


def trail(releases: Releases) -> Path:
    return releases.folder / ".terbitan" / "jejak.jsonl"


def test_the_trail_tells_who_did_what_and_why(releases: Releases) -> None:
    releases.record("ani@cilegon", "masuk")
    publish(releases, None, by="ani@cilegon", reason=" rekap\nTW II ")
    releases.record("tamu", "ditolak", {"sebab": "bukan penyunting", "halaman": "kelola_data"})
    releases.restore(0, "budi", "salah")
    said = [(e["oleh"], e["tindakan"], e["versi"], e["alasan"]) for e in releases.audit()]
    assert said == [
        ("ani@cilegon", "masuk", None, ""),
        ("ani@cilegon", "terbit", 1, "rekap\nTW II"),
        ("tamu", "ditolak", None, ""),
        ("budi", "pulih", 2, "salah"),
    ]
    assert releases.audit()[2]["rincian"]["sebab"] == "bukan penyunting"
    assert not releases.verify()


@pytest.mark.parametrize("row", range(4))
@pytest.mark.parametrize("how", ["ubah", "hapus", "sisip", "tukar"])
def test_a_tampered_trail_shows(releases: Releases, row: int, how: str) -> None:
    for n in range(4):
        publish(releases, n)
    lines = trail(releases).read_bytes().splitlines(keepends=True)
    if how == "ubah":
        lines[row] = lines[row].replace(b"operator", b"operatos")
    elif how == "hapus":
        del lines[row]
    elif how == "sisip":
        lines.insert(row, lines[row])
    else:
        lines[row], lines[row - 1] = lines[row - 1], lines[row]
    trail(releases).write_bytes(b"".join(lines))
    assert any("jejak.jsonl" in problem for problem in releases.verify())
    publish(releases, 4)
    assert releases.verify(), "publishing does not cover the tracks"


def test_a_half_written_line_is_no_line(releases: Releases) -> None:
    publish(releases, None)
    with trail(releases).open("ab") as stream:
        stream.write(b'{"waktu": "2026')
    assert not releases.verify() and len(releases.audit()) == 1
    releases.record("ani", "masuk")
    assert not releases.verify() and len(releases.audit()) == 2


def test_names_that_are_no_text_can_be_recorded(releases: Releases) -> None:
    name = os.fsdecode(b"data\xff.csv")
    release = publish(releases, None, original=(name, b"asli"), by="Andr\udc80", reason="é \u2028")
    assert releases.current() == release and release.original and release.original.name == name
    assert not releases.verify()


# --- a full disk, a closed folder -------------------------------------------------------------


def failing(monkeypatch: pytest.MonkeyPatch, call: str, nth: int, code: int) -> None:
    """The nth call of a function of ``os`` fails; a write leaves half of it behind."""
    real, count = getattr(os, call), iter(range(10_000))

    def instead(*args: Any) -> Any:
        if next(count) != nth:
            return real(*args)
        if call == "write":
            real(args[0], args[1][: len(args[1]) // 2])
        raise OSError(code, "gagal")

    monkeypatch.setattr(os, call, instead)


@pytest.mark.parametrize(
    ("code", "error"),
    [(errno.ENOSPC, NoSpace), (errno.EACCES, ReadOnly), (errno.EIO, ReleaseError)],
)
@pytest.mark.parametrize("call", ["write", "open", "replace", "fsync"])
def test_whatever_fails_the_earlier_version_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, error: type[Exception]
) -> None:
    (tmp_path / "awal").mkdir()
    publish(Releases(tmp_path / "awal"), None)
    for nth in range(100):
        releases = Releases(Path(shutil.copytree(tmp_path / "awal", tmp_path / str(nth))))
        with monkeypatch.context() as patch:
            failing(patch, call, nth, code)
            try:
                publish(releases, 1)
                break
            except error:
                pass
        assert not list((releases.folder / ".terbitan").rglob("tmp-*"))
        check_whole(releases)
    assert nth >= 3


def check_whole(releases: Releases) -> None:
    """After an interruption: sound, one whole version, and the next publication works."""
    assert not releases.verify()
    current = number(releases)
    assert len(seen(releases)) == bool(current)
    used = {int(path.stem) for path in (releases.folder / ".terbitan" / "versi").glob("0*.json")}
    assert publish(releases, current, reason="sesudahnya").number == max({0, *used}) + 1
    assert not releases.verify() and len(seen(releases)) == 1
    finished = [r.number for r in releases.history()]
    abandoned = {e["versi"] for e in releases.audit() if e["tindakan"] == "batal"}
    assert used == {*finished[1:], *abandoned} and not abandoned & set(finished)


@POSIX
def test_a_limit_on_the_size_of_files_is_told_as_a_full_disk(releases: Releases) -> None:
    publish(releases, None)
    run("limited(Releases(Path(sys.argv[1])))", releases.folder)
    check_whole(releases)


def limited(releases: Releases) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
    with pytest.raises(NoSpace, match="Kosongkan ruang"):
        publish(releases, 1)


def test_a_really_full_disk(tmp_path: Path) -> None:
    mount = private_mounts(f"mount -t tmpfs -o size=512k tmpfs '{tmp_path}'")
    run("fill_up(Releases(Path(sys.argv[1])))", tmp_path, before=mount)


def fill_up(releases: Releases) -> None:
    """Publish with less and less room, down to none; make room; go on."""
    publish(releases, None, files=dict.fromkeys(NAMES, b"awal"))
    ballast, refused = releases.folder / "ganjal", 0
    free = os.statvfs(releases.folder).f_bavail
    for pages in range(25, -1, -1):
        ballast.write_bytes(b"x" * 4096 * (free - pages))
        before = number(releases)
        files = dict.fromkeys(NAMES, f"{pages}".encode() * 9000)
        try:
            publish(releases, before, files=files, original=("x", os.urandom(9000)))
        except NoSpace:
            refused += 1
            assert number(releases) == before
            assert not list((releases.folder / ".terbitan").rglob("tmp-*"))
        assert not releases.verify() and len(seen(releases)) == 1
        ballast.unlink()
        free = os.statvfs(releases.folder).f_bavail
    assert refused > 3 and number(releases) > 1
    publish(releases, number(releases), files=dict.fromkeys(NAMES, b"akhir"))
    assert seen(releases) == {b"akhir"} and not releases.verify()


def test_a_read_only_folder_is_read_and_refuses(releases: Releases) -> None:
    publish(releases, None)
    place = f"'{releases.folder}'"
    mount = private_mounts(f"mount --bind {place} {place} && mount -o remount,bind,ro {place}")
    run("refuse_all(Releases(Path(sys.argv[1])))", releases.folder, before=mount)


def refuse_all(releases: Releases) -> None:
    assert seen(releases) == {files_of(1)[NAMES[0]]} and not releases.verify()
    attempts: list[Callable[[], object]] = [
        lambda: publish(releases, 1),
        lambda: releases.restore(0, "operator", "coba"),
        lambda: releases.record("operator", "masuk"),
    ]
    for attempt in attempts:
        with pytest.raises(ReadOnly, match="hak tulis"):
            attempt()


def test_leftovers_are_swept_when_old_and_never_served(releases: Releases) -> None:
    publish(releases, None)
    root = releases.folder / ".terbitan"
    old = [root / "tmp-1-KINI", root / "isi" / "tmp-1-abc", root / "versi" / "tmp-1-000002.json"]
    fresh = root / "isi" / "tmp-2-abc"
    for path in (*old, fresh):
        path.write_bytes(b"separuh")
    for path in old:
        os.utime(path, (time.time() - 3700,) * 2)
    assert not releases.verify() and len(releases.history()) == 1
    publish(releases, 1)
    assert fresh.exists() and not any(path.exists() for path in old)


def test_each_file_is_on_the_disk_before_the_next(
    releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut keeps any part of what was not synced: contents, manifest, trail, then KINI."""
    steps: list[str] = []
    real_fsync, real_replace, real_write = os.fsync, os.replace, os.write

    def fsync(file: int) -> None:
        steps.append("fsync")
        real_fsync(file)

    def replace(source: Path, target: Path) -> None:
        steps.append(Path(target).relative_to(releases.folder / ".terbitan").parts[0])
        real_replace(source, target)

    def write(file: int, content: memoryview) -> int:
        steps.extend(["jejak"] if b"sidik" in bytes(content) else [])
        return real_write(file, content)

    publish(releases, None)
    for name, instead in (("fsync", fsync), ("replace", replace), ("write", write)):
        monkeypatch.setattr(os, name, instead)
    publish(releases, 1)
    assert [step for step in steps if step != "fsync"] == ["isi", "versi", "jejak", "KINI"]
    for place, step in enumerate(steps):
        if step != "fsync":
            assert steps[place + 1] == "fsync"
            assert steps[place - 1] == "fsync"


# --- kill -9 ----------------------------------------------------------------------------------


def run(code: str, *arguments: object, before: list[str] | None = None) -> str:
    done = subprocess.run(
        words(code, *arguments, before=before),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def words(code: str, *arguments: object, before: list[str] | None = None) -> list[str]:
    """The command line of a process that runs a function of this file."""
    start = f"import sys; from tests.test_releases import *; {code}"
    return [*(before or []), sys.executable, "-c", start, *map(str, arguments)]


@POSIX
def test_killed_at_every_single_step(tmp_path: Path) -> None:
    run("kill_everywhere(Path(sys.argv[1]))", tmp_path)
    folders = sorted(tmp_path.iterdir(), key=lambda path: int(path.name))
    reached = [number(Releases(folder)) for folder in folders]
    assert reached == sorted(reached) and set(reached) == {0, 1, 2, 3}
    for folder in folders:
        check_whole(Releases(folder))


def kill_everywhere(folder: Path) -> None:
    """The same story again and again, each time killed one system call later."""
    for nth in range(1000):
        (folder / str(nth)).mkdir()
        teller = os.fork()
        if not teller:
            kill_at(nth)
            tell(Releases(folder / str(nth)))
        if os.waitstatus_to_exitcode(os.waitpid(teller, 0)[1]) == 0:
            return


def tell(releases: Releases) -> None:
    try:
        publish(releases, None)
        releases.record("tamu", "ditolak")
        publish(releases, 1)
        releases.restore(1, "operator", "salah")
        os._exit(0)
    finally:
        os._exit(1)


def kill_at(nth: int) -> None:
    """Die before the nth call that changes something on the disk, or halfway through a write."""
    count = iter(range(10_000))

    def step() -> None:
        if next(count) == nth:
            os.kill(os.getpid(), 9)

    def watched(real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args: (step(), real(*args))[1]

    write = os.write

    def in_halves(file: int, content: memoryview) -> int:
        half = len(content) // 2
        step()
        write(file, content[:half])
        step()
        return half + write(file, content[half:])

    for call in ("open", "replace", "ftruncate", "fsync", "mkdir", "unlink"):
        setattr(os, call, watched(getattr(os, call)))
    os.write = in_halves  # type: ignore[assignment]


def test_killed_at_any_moment(releases: Releases) -> None:
    chance = random.Random(9)
    for _ in range(8):
        with subprocess.Popen(
            words("go_on(Releases(Path(sys.argv[1])))", releases.folder),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout
            promised = [process.stdout.readline()]
            time.sleep(chance.uniform(0, 0.06))
            process.kill()
            promised += process.stdout.read().splitlines(keepends=True)
        whole = [int(line) for line in promised if line.endswith("\n")]
        assert whole and number(releases) >= whole[-1], "what was confirmed stays published"
        check_whole(releases)
    assert len(releases.history()) > 16


def go_on(releases: Releases) -> None:
    while True:
        print(publish(releases, number(releases)).number, flush=True)  # noqa: T201


# --- two at once ------------------------------------------------------------------------------


def test_of_two_operators_exactly_one_wins_each_version(releases: Releases) -> None:
    both = [
        subprocess.Popen(
            words("compete(Releases(Path(sys.argv[1])), sys.argv[2])", releases.folder, name),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("ani", "budi")
    ]
    won = [int(n) for process in both for n in process.communicate()[0].split()]
    assert [process.returncode for process in both] == [0, 0]
    history = releases.history()
    assert sorted(won) == [r.number for r in reversed(history)] == list(range(1, 41))
    assert [r.previous for r in history] == [r.number - 1 for r in history]
    assert {r.by for r in history} == {"ani", "budi"}
    assert not releases.verify()


def compete(releases: Releases, name: str) -> None:
    """Publish 20 versions against a rival, who is one step ahead or just at it time and again."""
    for _ in range(20):
        while True:
            try:
                print(publish(releases, number(releases), by=name).number)  # noqa: T201
                break
            except (Busy, Outdated):
                time.sleep(0.002)


def publish_too(releases: Releases) -> None:
    publish(releases, 1, by="budi")


def restore_too(releases: Releases) -> None:
    releases.restore(0, "budi", "coba")


@pytest.mark.parametrize("attempt", [publish_too, restore_too])
def test_who_holds_the_lock_is_named(
    releases: Releases, monkeypatch: pytest.MonkeyPatch, attempt: Callable[[Releases], None]
) -> None:
    """The second one comes while the first is in the middle of keeping his contents."""
    publish(releases, None)
    met = []

    base = Releases._base

    def second(self: Releases, names: Iterable[str]) -> dict[str, str]:
        monkeypatch.undo()
        with pytest.raises(Busy, match="oleh operator sejak") as busy:
            attempt(releases)
        releases.record("budi", "ditolak", str(busy.value))
        met.append(busy)
        return base(self, names)

    monkeypatch.setattr(Releases, "_base", second)
    assert publish(releases, 1).number == 2 and met
    assert [e["tindakan"] for e in releases.audit()] == ["terbit", "ditolak", "terbit"]
    assert not releases.verify() and number(releases) == 2


def test_readers_see_whole_versions_only(releases: Releases) -> None:
    publish(releases, None)
    done, mixed, looks = threading.Event(), [], []

    def read() -> None:
        while not done.is_set():
            contents = seen(releases)
            looks.append(contents)
            mixed.extend([contents] if len(contents) != 1 else [])

    def read_and_tell() -> None:
        try:
            read()
        except Exception as problem:  # noqa: BLE001 (told to the test, whatever it is)
            mixed.append(problem)

    readers = [threading.Thread(target=read_and_tell) for _ in range(4)]
    for reader in readers:
        reader.start()
    for n in range(1, 30):
        publish(releases, n)
    done.set()
    for reader in readers:
        reader.join()
    assert not mixed and len({content for look in looks for content in look}) > 5

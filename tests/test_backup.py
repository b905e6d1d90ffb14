"""Backup and the way back: beside people who publish, through kills, damage and full disks."""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dasbor.__main__ import _parser, main
from dasbor.data.backup import BackupError, give_back, sealed, take
from dasbor.data.releases import Releases
from dasbor.data.releases.audit import _sealed
from dasbor.data.releases.errors import FOLDER
from dasbor.documents.delivery import Addresses
from tests.disks import private_mounts
from tests.world import ROOT

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="perlu fork dan SIGKILL")
STEPS = {"open", "os.link", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.chmod"}
PUBLISHING = """
import sys
from pathlib import Path
from dasbor.data.releases import Releases
from dasbor.data.releases.errors import Busy
releases = Releases(Path(sys.argv[1]))
number = releases.current().number
while True:
    files = {f"inovasi_{year}.csv": b"isi %d\\n" % (number + 1) * 300 for year in (2023, 2024)}
    try:
        number = releases.publish(
            files, dataset="inovasi", years=[2023, 2024], original=("asli.xlsx", b"%d" % number),
            findings=b"[]", by="uji", reason="uji", choices={}, expected=number).number
    except Busy:
        continue
    print(number, flush=True)
"""


def publish(folder: Path, content: bytes, expected: int) -> None:
    Releases(folder).publish(
        {"inovasi_2023.csv": content},
        dataset="inovasi",
        years=[2023],
        original=("Ekspor.xlsx", b"asli " + content),
        findings=b"[]",
        by="operator",
        reason="uji",
        choices={},
        expected=expected,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    (data / "kontrak").mkdir(parents=True)
    (data / "opd.csv").write_bytes(b"opd\nDinkes\n" * 200)
    (data / "kontrak" / "opd.toml").write_text("nama = 1", "utf-8")
    (data / "kota.toml").write_bytes(b'nama = "Kota Uji"\n')
    (data / "kota.toml").chmod(0o600)
    publish(data, b"satu\n", 0)
    publish(data, os.urandom(20_000), 1)
    return data


@pytest.fixture
def backup(folder: Path, tmp_path: Path) -> Path:
    return take(folder, tmp_path / "cadangan")[0]


def test_who_gets_the_reports_is_backed_up(folder: Path, tmp_path: Path) -> None:
    Addresses(folder).add("ani@kota.go.id", "ani")
    place = take(folder, tmp_path / "cadangan")[0]
    give_back(place, tmp_path / "lain")
    assert Addresses(tmp_path / "lain").all() == ["ani@kota.go.id"]
    trail = Path(".kiriman") / "jejak.jsonl"
    assert (tmp_path / "lain" / trail).read_bytes() == (folder / trail).read_bytes()


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mode & 0o777)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "kunci"
    }


def orphans(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(".dasbor-*"))


# --- the way there and back ---------------------------------------------------------------------


def test_what_comes_back_is_what_was_there(folder: Path, backup: Path, tmp_path: Path) -> None:
    contents = give_back(backup, tmp_path / "lain" / "data")
    assert everything(tmp_path / "lain" / "data") == everything(folder)
    assert (contents.version, contents.head) == (2, Releases(folder).head())
    assert Releases(tmp_path / "lain" / "data").verify() == []
    assert backup.stat().st_mode & 0o777 == 0o600
    assert orphans(backup.parent) == orphans(tmp_path) == []


def test_a_folder_without_releases_can_be_backed_up(folder: Path, tmp_path: Path) -> None:
    plain = tmp_path / "polos"
    plain.mkdir()
    (plain / "opd.csv").write_bytes(b"opd\n")
    with pytest.raises(BackupError, match=r"kota\.toml tidak ada"):
        take(plain, tmp_path / "polos.zip")
    (plain / "kota.toml").write_bytes(b"")
    place, _digest = take(plain, tmp_path / "polos.zip")
    assert place == tmp_path / "polos.zip"
    assert give_back(place, tmp_path / "balik").version == 0
    assert everything(tmp_path / "balik") == everything(plain)


def test_nothing_is_overwritten(folder: Path, backup: Path, tmp_path: Path) -> None:
    before = everything(folder)
    with pytest.raises(BackupError, match="tidak menimpa"):
        give_back(backup, folder)
    with pytest.raises(BackupError, match="tidak menimpa"):
        take(folder, backup)
    (tmp_path / "kosong").mkdir()
    give_back(backup, tmp_path / "kosong")
    assert everything(tmp_path / "kosong") == everything(folder) == before


def test_damaged_data_are_not_backed_up_as_whole(folder: Path, tmp_path: Path) -> None:
    [content, *_] = sorted((folder / FOLDER / "isi").glob("*"))
    content.write_bytes(b"lain")
    with pytest.raises(BackupError, match="rusak"):
        take(folder, tmp_path / "cadangan")
    assert not list((tmp_path / "cadangan").glob("*")) if (tmp_path / "cadangan").exists() else True


def test_the_commands(folder: Path, tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.setenv("DASBOR_DATA", str(folder))
    assert main(["cadangkan", str(tmp_path / "c")]) == 0
    place = capsys.readouterr().out.strip()
    assert re.fullmatch(r".*/cadangan-\d{4}-\d\d-\d\d-\d{6}\.zip", place)
    assert main(["pulihkan-cadangan", place]) == 2
    assert "sudah berisi" in capsys.readouterr().err
    assert main(["pulihkan-cadangan", place, "--ke", str(tmp_path / "baru")]) == 0
    assert "versi 2" in capsys.readouterr().err
    assert main(["pulihkan-cadangan", str(tmp_path / "tidak-ada.zip")]) == 2


# --- beside people who publish ------------------------------------------------------------------


def test_each_backup_taken_while_somebody_publishes_is_whole(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", PUBLISHING, str(folder)]
    taken = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as busy:
        try:
            assert busy.stdout
            for at in range(12):
                acknowledged = int(busy.stdout.readline())
                taken.append((acknowledged, take(folder, tmp_path / f"c{at}.zip")[0]))
        finally:
            busy.kill()
    for acknowledged, place in taken:
        contents = give_back(place, tmp_path / place.stem)
        assert Releases(tmp_path / place.stem).verify() == []
        assert contents.version >= acknowledged, "a version that was acknowledged is lost"
        overlay = Releases(tmp_path / place.stem).overlay()
        assert len({path.read_bytes() for path in overlay.values()}) == 1, "a mixture"
    assert Releases(folder).verify() == []


# --- kills --------------------------------------------------------------------------------------


def killed_at(step: int, work: Callable[[], Any]) -> bool:
    """Run it in a process that is killed before its so many-th step; whether it came so far."""
    child = os.fork()
    if child == 0:
        left = [step]

        def count(*_: Any) -> None:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(lambda event, _: count() if event in STEPS else None)
        durable = os.fsync
        os.fsync = lambda file: (count(), durable(file))[1]  # type: ignore[assignment]
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


@POSIX
def test_a_backup_killed_at_any_step_leaves_a_whole_one_or_none(
    folder: Path, tmp_path: Path
) -> None:
    before, place, kills = everything(folder), tmp_path / "c" / "satu.zip", 0
    place.parent.mkdir()
    while killed_at(kills, lambda: take(folder, place)):
        kills += 1
        if place.exists():
            give_back(place, tmp_path / f"balik{kills}")
            assert everything(tmp_path / f"balik{kills}") == before
            place.unlink()
    assert kills > 30 and everything(folder) == before
    place.unlink()
    take(folder, place)
    assert [path.name for path in place.parent.iterdir()] == ["satu.zip"], "no orphans"


@POSIX
def test_a_restore_killed_at_any_step_leaves_all_or_nothing(
    folder: Path, backup: Path, tmp_path: Path
) -> None:
    target, kills, arrived = tmp_path / "balik" / "data", 0, 0
    while killed_at(kills, lambda: give_back(backup, target)):
        kills += 1
        if target.exists():
            arrived += 1
            assert everything(target) == everything(folder)
            target.rename(tmp_path / f"sudah{kills}")
    assert kills > 30 and everything(target) == everything(folder)
    target.rename(tmp_path / "sudah")
    give_back(backup, target)
    assert orphans(target.parent) == []


# --- damage -------------------------------------------------------------------------------------


def refused(content: bytes, tmp_path: Path) -> str:
    """Why a file is not put back; nothing may be there afterwards."""
    path, target = tmp_path / "rusak.zip", tmp_path / "dari-rusak"
    path.write_bytes(content)
    with pytest.raises(BackupError) as refusal:
        give_back(path, target)
    assert not target.exists() and orphans(tmp_path) == []
    return str(refusal.value)


def test_every_flipped_bit_is_noticed(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    places = {*range(0, len(whole), len(whole) // 150), *range(len(whole) - 80, len(whole))}
    for at in places:
        flipped = bytearray(whole)
        flipped[at] ^= 1 << at % 8
        assert "Pakai cadangan yang lain" in refused(bytes(flipped), tmp_path)


def test_every_truncation_is_noticed(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    for length in {*range(0, len(whole), len(whole) // 40), len(whole) - 1}:
        assert refused(whole[:length], tmp_path)
    assert refused(whole + b"\n", tmp_path)


ENTRY_OF_NOTHING = {"size": 0, "sha256": hashlib.sha256(b"").hexdigest(), "mode": 0o644}


def forged(tmp_path: Path, files: dict[str, bytes], listed: dict[str, Any] | None = None) -> bytes:
    """A sealed archive as an attacker makes it: the seal has no key."""
    path = tmp_path / "palsu.zip"
    entries = [
        {"name": n, "size": len(b), "sha256": hashlib.sha256(b).hexdigest(), "mode": 0o644}
        for n, b in files.items()
    ]
    said = {"format": 1, "time": "kini", "version": 0, "head": "", "files": entries}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr(sealed.LIST, json.dumps(said | (listed or {})))
    sealed.seal(path)
    content = path.read_bytes()
    path.unlink()
    return content


@pytest.mark.parametrize(
    "name",
    [
        "../luar.csv", "a/../../luar.csv", "/etc/luar.csv", "C:\\luar.csv", "C:/luar.csv", "..",
        ".", "a//b", "a/./b", "a/.. /b", "..\\luar", "nul\x00", "a\nb", "", "x" * 2000, "aux:b",
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    entry = {"name": name, "size": 1, "sha256": hashlib.sha256(b"x").hexdigest(), "mode": 0o644}
    content = forged(tmp_path, {}, {"files": [entry]})
    assert refused(content, tmp_path)
    assert refused(forged(tmp_path, {name: b"x"}) if name else content, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["rusak.zip"]


def test_archives_that_lie_are_refused(tmp_path: Path) -> None:
    fine = {"opd.csv": b"opd\n", "kota.toml": b""}
    entry = {"name": "opd.csv", "size": 4, "sha256": hashlib.sha256(b"opd\n").hexdigest()}
    own, kota = entry | {"mode": 0o644}, ENTRY_OF_NOTHING | {"name": "kota.toml"}
    for listed in (
        {"format": 2}, {"files": "x"}, {"files": [entry, kota]}, {"files": []},
        {"version": "satu"}, {"files": [own | {"size": 1}, kota]},
        {"files": [own | {"sha256": "0" * 64}, kota]},
        {"files": [own, own | {"name": "OPD.csv"}, kota]},
    ):  # fmt: skip
        assert refused(forged(tmp_path, fine, listed), tmp_path)
    bomb = forged(tmp_path, fine | {"opd.csv": b"0" * 9_000_000}, {"files": [own, kota]})
    assert "lebih besar" in refused(bomb, tmp_path)
    for foreign in (b"", b"PK\x05\x06" + b"\0" * 18, b"nama,nilai\n" * 50, os.urandom(5000)):
        assert refused(foreign, tmp_path)


def test_a_list_that_would_fill_the_memory_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "daftar.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("kota.toml", b"")
        archive.writestr(sealed.LIST, b"[" + b"[]," * (sealed.LONGEST_LIST // 3 + 1) + b"0]")
    sealed.seal(path)
    tracemalloc.start()
    try:
        assert "daftar yang terlalu besar" in refused(path.read_bytes(), tmp_path)
        assert tracemalloc.get_traced_memory()[1] < sealed.LONGEST_LIST
    finally:
        tracemalloc.stop()


def test_what_is_no_data_folder_is_refused_in_words(tmp_path: Path) -> None:
    assert "tidak memuat satu berkas pun" in refused(forged(tmp_path, {}), tmp_path)
    for files in ({"opd.csv": b"opd\n"}, {"data/kota.toml": b'nama = "Kota Uji"'}):
        assert "kota.toml tidak ada" in refused(forged(tmp_path, files), tmp_path)


def test_a_backup_of_another_city_is_refused_by_name(folder: Path, tmp_path: Path) -> None:
    before, path = everything(folder), tmp_path / "lain.zip"
    path.write_bytes(forged(tmp_path, {"kota.toml": b'nama = "Kota Lain"'}))
    with pytest.raises(BackupError, match=r"dari Kota Lain, sedangkan .* berisi data Kota Uji"):
        give_back(path, folder)
    assert everything(folder) == before
    path.write_bytes(forged(tmp_path, {"kota.toml": b"\xff"}))
    with pytest.raises(BackupError, match="tidak menimpa"):
        give_back(path, folder)


def test_a_backup_without_one_of_its_contents_is_refused(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        files = {n: archive.read(n) for n in archive.namelist() if n != sealed.LIST}
    gone = next(name for name in files if f"{FOLDER}/isi/" in name)
    del files[gone]
    assert "tidak lengkap" in refused(forged(tmp_path, files, {"version": 2}), tmp_path)


# --- a full disk --------------------------------------------------------------------------------

ON_FULL_DISK = """
import sys
from pathlib import Path
from dasbor.data.backup import BackupError, give_back, take
source, disk = map(Path, sys.argv[1:3])
try:
    take(source, disk / "c.zip") if source.is_dir() else give_back(source, disk / "data")
except BackupError as refusal:
    assert "penuh" in str(refusal) or "kurang" in str(refusal), refusal
else:
    sys.exit("there was room")
assert [path.name for path in disk.iterdir() if path.name != "isi"] == [], list(disk.iterdir())
"""


@pytest.mark.parametrize("room", [4, 16])
@pytest.mark.parametrize("way", ["folder", "backup"])
def test_a_full_disk_leaves_no_orphans(
    way: str, room: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    source, disk = request.getfixturevalue(way), tmp_path / "cakram"
    disk.mkdir()
    mount = private_mounts(f"mount -t tmpfs -o size={room}k tmpfs '{disk}'")
    command = [*mount, sys.executable, "-c", ON_FULL_DISK, str(source), str(disk)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


# --- the head of the trail ----------------------------------------------------------------------


def test_only_a_head_kept_outside_shows_that_the_trail_was_sealed_anew(
    folder: Path, tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    monkeypatch.setenv("DASBOR_DATA", str(folder))
    assert main(["jejak", "--kepala"]) == 0
    head = capsys.readouterr().out.strip()
    (tmp_path / "kepala.txt").write_text(head + "\n", "utf-8")
    publish(folder, b"tiga\n", 2)
    assert main(["jejak", "--periksa", head]) == 0
    assert main(["jejak", "--periksa", str(tmp_path / "kepala.txt")]) == 0
    trail = folder / FOLDER / "jejak.jsonl"
    lines, before = [], ""
    for line in trail.read_bytes().splitlines():
        entry = json.loads(line) | {"oleh": "orang lain", "sebelum": before}
        del entry["sidik"]
        lines.append(_sealed(json.dumps(entry, ensure_ascii=False).encode()))
        before = hashlib.sha256(lines[-1]).hexdigest()
    trail.write_bytes(b"\n".join([*lines, b""]))
    assert Releases(folder).verify() == [], "the chain alone shows nothing"
    capsys.readouterr()
    assert main(["jejak", "--periksa", head]) == 1
    assert "ditulis ulang" in capsys.readouterr().err
    trail.write_bytes(lines[0] + b"\n")
    assert main(["jejak", "--periksa", head]) == 1
    assert "hilang" in capsys.readouterr().err
    assert main(["jejak", "--periksa", "bukan kepala"]) == 1


# --- the timer ----------------------------------------------------------------------------------


def test_the_unit_runs_a_command_that_exists() -> None:
    unit = (ROOT / "pasang" / "dasbor-cadangan@.service").read_text("utf-8")
    [line] = re.findall(r"^ExecStart=\S+ -m dasbor (.+)$", unit, re.MULTILINE)
    asked = _parser().parse_args(line.split())
    assert str(asked.tujuan) in unit.partition("ReadWritePaths=")[2]
    timer = (ROOT / "pasang" / "dasbor-cadangan@.timer").read_text("utf-8")
    assert "OnCalendar=" in timer and "Persistent=true" in timer

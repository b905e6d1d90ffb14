"""The store under bad luck: damaged files, vanished folders, readers while it is republished."""

import errno
import gc
import os
import shutil
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dasbor import settings
from dasbor.data import versions
from dasbor.data.build_notes import place_of, read_notes
from dasbor.data.inspection import REFUSES, WARNS, Finding
from dasbor.data.store import Store, StoreError
from dasbor.data.versions import Publisher, StoreUnavailable
from dasbor.questions.answers import Answers
from tests.world import CITY, GATE_ALSO, SHIPPED, SMALL, copy_part

REGISTER = "inovasi_2021.csv"
LINE = "2020-999,2021,Nyata 2020-999,dinkes,,,,,,,,,,{},,publikasi,register-bappeda\n"


def publisher(folder: Path) -> Publisher:
    """A publisher as a freshly started process has it."""
    return Publisher(folder, folder.parent / "gudang")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="")


def add(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as stream:
        stream.write(text)


def everything(store: Store) -> Store:
    """The store with its samples: what befalls a file befalls them too."""
    return store.with_samples or store


def totals(store: Store) -> dict[int, int]:
    rows = "select tahun, baris from tahun_data where dataset = 'inovasi'"
    return dict(everything(store).rows(rows))


def store_files(folder: Path) -> set[str]:
    return {path.name for path in (folder.parent / "gudang").glob("gudang-*")}


def refusals(store: Store) -> list[Finding]:
    return [finding for finding in store.findings if finding.grade == REFUSES]


# --- what can befall a register: all tried in one folder, one year each -----------------------

HEAD_LINE = "id,tahun,judul,opd,bentuk,jenis,kematangan,tanggal_penerapan,asal\n"
INTACT = [
    HEAD_LINE,
    *(f"X-00{n},{{tahun}},Judul {n},dinkes,,Digital,,,contoh\n" for n in range(2, 9)),
]


@dataclass(frozen=True)
class Damaged:
    """A damage to a register of one header and seven rows, and the finding it must give."""

    damage: Callable[[list[str]], str | bytes]
    rule: str
    words: str
    row: int | None = None
    column: str = ""
    value: str = ""


def line(number: int, old: str, new: str) -> Callable[[list[str]], str]:
    """Change one line, counted as a spreadsheet counts."""

    def damage(lines: list[str]) -> str:
        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new, 1)
        return "".join(lines)

    return damage


def without_column(lines: list[str]) -> str:
    cut = [text.split(",") for text in lines]
    return "".join(",".join([*cells[:2], *cells[3:]]) for cells in cut)


DAMAGED = {
    "baris terakhir terpotong": Damaged(lambda ls: "".join(ls)[:-30], "baris", "terpotong", 8),
    "judul kolom lain": Damaged(line(1, "id,tahun,judul", "a,b,c"), "kolom_wajib", "judul", 1),
    "kolom hilang": Damaged(without_column, "kolom_wajib", "judul", 1, "judul"),
    "kolom kembar": Damaged(line(1, "jenis", "judul"), "kolom_ganda", "2 kali", 1, "judul"),
    "bukan angka": Damaged(
        line(5, "Digital,,", "Digital,tinggi,"), "tipe", "angka", 5, "kematangan", "tinggi"
    ),
    "di luar rentang": Damaged(
        line(5, "Digital,,", "Digital,111.5,"), "rentang", "111", 5, "kematangan", "111.5"
    ),
    "bukan tanggal": Damaged(
        line(6, ",,contoh", ",31-02-2021,contoh"), "tipe", "tanggal", 6, "tanggal_penerapan"
    ),
    "pilihan lain": Damaged(
        line(2, "Digital", "Analog"), "pilihan", "Non Digital", 2, "jenis", "Analog"
    ),
    "nilai wajib kosong": Damaged(line(3, "Judul 3", " "), "wajib", "kosong", 3, "judul"),
    "kunci ganda": Damaged(line(4, "X-004", "X-003"), "kunci_ganda", "baris 3", 4, "tahun, id"),
    "opd asing": Damaged(
        line(7, "dinkes", "Dinas Antah"), "rujukan", "opd.csv", 7, "opd", "Dinas Antah"
    ),
    "koma di luar kutip": Damaged(line(3, "Judul", "Judul, satu"), "baris", "kolom lebih", 3),
    "kutip terbuka": Damaged(line(3, "Judul", '"Judul'), "baris", "kutip", 3),
    "tahun lain": Damaged(
        line(8, "{tahun}", "1899"), "tahun_berkas", "nama berkas", 8, "tahun", "1899"
    ),
    "sampah": Damaged(lambda _: bytes(range(256)) * 9, "berkas", "UTF-8"),
    "utf-16": Damaged(lambda ls: "".join(ls).encode("utf-16"), "berkas", "UTF-8"),
    "cp1252": Damaged(lambda ls: "".join(ls).encode() + b"Caf\xe9\n", "berkas", "UTF-8"),
    "kosong": Damaged(lambda _: b"", "berkas", "kosong"),
    "hanya spasi": Damaged(lambda _: b" \r\n \n", "berkas", "kosong"),
}
# damages after which the flaw of the last line must still be found at its place
PLACES = {
    "sel dua baris": line(3, "Judul 3", '"Judul\n3"'),
    "baris terpotong": line(3, ",Judul 3,dinkes,,Digital,,,contoh", ""),
    "baris kosong": line(3, "X-003", "\nX-003"),
}
# changes that are no damage
HEALTHY: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "BOM": lambda text: "\ufeff" + text,
    "baris kosong di akhir": lambda text: text + "\n\n",
    "tanpa akhir baris": lambda text: text.rstrip("\n"),
    "titik koma": lambda text: text.replace(",", ";"),
    "tab": lambda text: text.replace(",", "\t"),
    "huruf besar": lambda text: text.replace("Digital", "DIGITAL"),
    "spasi": lambda text: text.replace(",contoh", ", contoh "),
    "tanggal dan angka kita": lambda text: text.replace("Digital,,,", 'Digital,"8,5",20-06-2023,'),
    "nama OPD": lambda text: text.replace("dinkes", " dinas KESEHATAN "),
    "salah ketik yang dikenal": lambda text: text.replace("dinkes", "Dinas Kesahatan"),
    "kode huruf besar": lambda text: text.replace("dinkes", "DINKES"),
    "judul kolom lain": lambda text: text.replace("judul,opd", "Nama_Inovasi,Admin OPD"),
}  # fmt: skip
WRONG = INTACT[1].replace("Digital", "Analog")
MANY = HEAD_LINE + "".join(WRONG.replace("X-002,", f"X-{number},") for number in range(30))
POSYANTEK = """tahun,Kelurahan,ikut,asal,sumber
2024,Gerogol,ya,contoh,
2024, cibeber ,TIDAK,contoh,
2024,36.72.05.1005,ya,contoh,
"""
YEAR = {
    name: 1900 + position
    for position, name in enumerate(
        [*DAMAGED, *(f"letak: {n}" for n in PLACES), *(f"sehat: {n}" for n in HEALTHY), "banyak"]
    )
}


@pytest.fixture(scope="module")
def tried_out(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of registers, and one more year for everything tried on a register."""
    folder = tmp_path_factory.mktemp("tried_out") / "data"
    copy_part(folder, (*SMALL, *GATE_ALSO), range(2020, 2026))
    (folder.parent / "gudang").mkdir()
    flawed = [*INTACT[:-1], INTACT[-1].replace("Digital", "Analog")]
    files: dict[str, str | bytes] = {"banyak": MANY}
    files |= {name: case.damage(list(INTACT)) for name, case in DAMAGED.items()}
    files |= {f"letak: {name}": damage(list(flawed)) for name, damage in PLACES.items()}
    files |= {f"sehat: {name}": change("".join(INTACT)) for name, change in HEALTHY.items()}
    for name, content in files.items():
        raw = content.encode() if isinstance(content, str) else content
        raw = raw.replace(b"{tahun}", str(YEAR[name]).encode())
        (folder / f"inovasi_{YEAR[name]}.csv").write_bytes(raw)
    (folder / "posyantek_2024.csv").write_text(POSYANTEK, "utf-8")
    return publisher(folder).current()


def found(store: Store, name: str) -> list[Finding]:
    """What refuses the register on which ``name`` was tried."""
    return [f for f in refusals(store) if f.file == f"inovasi_{YEAR[name]}.csv"]


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_is_named_with_its_place_and_cure_and_never_its_value(
    name: str, tried_out: Store
) -> None:
    case, first = DAMAGED[name], found(tried_out, name)[0]
    assert (first.rule, first.row) == (case.rule, case.row)
    assert case.words in f"{first.message} {first.cure}"
    assert not case.column or first.column == case.column
    assert not first.value and (not case.value or case.value not in str(first))
    assert first.cure.endswith(".") and first.message.endswith(".")
    assert first.row is None or f"baris {first.row}" in str(first)


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damage_is_shown_and_not_its_consequences(name: str, tried_out: Store) -> None:
    assert {finding.rule for finding in found(tried_out, name)} == {DAMAGED[name].rule}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_year_is_left_out_whole(name: str, tried_out: Store) -> None:
    year = {"tahun": YEAR[name]}
    used = tried_out.rows("select baris, dipakai from berkas where tahun = $tahun", year)
    assert used == [(0, False)]
    count = "select count(*) from inovasi where tahun = $tahun"
    assert everything(tried_out).rows(count, year) == [(0,)]


@pytest.mark.parametrize("name", ["sel dua baris", "baris terpotong", "baris kosong"])
def test_rows_are_counted_as_a_spreadsheet_counts(name: str, tried_out: Store) -> None:
    last = len(INTACT) + (name == "baris kosong")
    flaws = [flaw for flaw in found(tried_out, f"letak: {name}") if flaw.rule == "pilihan"]
    assert [flaw.row for flaw in flaws] == [last]


def test_a_truncated_row_is_one_finding(tried_out: Store) -> None:
    assert len(found(tried_out, "letak: baris terpotong")) == 2


def test_many_equal_flaws_are_summed_up(tried_out: Store) -> None:
    flaws = found(tried_out, "banyak")
    assert len(flaws) == 21
    assert "10 baris lain" in flaws[-1].message and flaws[-1].row is None


@pytest.mark.parametrize("name", HEALTHY)
def test_what_is_no_damage(name: str, tried_out: Store) -> None:
    assert not found(tried_out, f"sehat: {name}")
    row = "select count(*), any_value(opd), any_value(jenis), any_value(asal)"
    year = {"tahun": YEAR[f"sehat: {name}"]}
    served = everything(tried_out).rows(f"{row} from inovasi where tahun = $tahun", year)
    assert served == [(len(INTACT) - 1, "dinkes", "Digital", "contoh")]


def test_sound_years_are_served_beside_damaged_ones(tried_out: Store, city: Answers) -> None:
    sound = {year: rows for year, rows in totals(city.store).items() if rows}
    assert {year: n for year, n in totals(tried_out).items() if n and year >= 2000} == sound
    assert not tried_out.fallback


def test_findings_are_kept_beside_the_store_for_the_owner_alone(tried_out: Store) -> None:
    assert tried_out.path
    assert read_notes(tried_out.path).findings == tried_out.findings != ()
    assert place_of(tried_out.path).stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_codes_of_kelurahan_are_never_changed(tried_out: Store) -> None:
    """``wilayah`` has a column ``kode`` as the raw table has: once, all rows became one code."""
    lines = (CITY / "posyantek_2025.csv").read_text("utf-8").splitlines()[1:]
    given = [(cells[1], cells[2] == "ya") for cells in (text.split(",") for text in lines)]
    sql = "select kode, ikut from posyantek where tahun = $tahun order by kode"
    store = everything(tried_out)
    assert store.rows(sql, {"tahun": 2025}) == sorted(given)
    named = [("36.72.01.1001", False), ("36.72.05.1005", True), ("36.72.06.1002", True)]
    assert store.rows(sql, {"tahun": 2024}) == named


def test_an_alias_of_two_offices_is_not_guessed(small: Path) -> None:
    add(small / "opd_alias.csv", "DINKES,dinsos,\n")
    add(small / REGISTER, LINE.format("").replace("dinkes", "Dinkes"))
    [finding] = refusals(publisher(small).current())
    assert (finding.column, finding.value) == ("opd", "")


# --- what is missing --------------------------------------------------------------------------


def test_a_missing_year_is_said_and_the_others_are_served(small: Path) -> None:
    (small / REGISTER).unlink()
    store = publisher(small).current()
    [finding] = store.findings
    assert (finding.grade, finding.file) == (WARNS, REGISTER)
    assert totals(store)[2020] and not totals(store)[2021]


def test_a_missing_reference_table_is_named_and_rows_are_still_served(small: Path) -> None:
    (small / "opd.csv").unlink()
    store = publisher(small).current()
    assert {finding.file for finding in refusals(store)} == {"opd.csv"}
    assert "Letakkan opd.csv" in str(refusals(store)[0])
    assert totals(store)[2021]


def test_a_missing_reference_table_does_not_replace_a_sound_version(small: Path) -> None:
    sound = publisher(small).current()
    (small / "opd.csv").unlink()
    store = publisher(small).current()
    assert store.fallback and store.version == sound.version
    assert {finding.file for finding in store.findings} == {"opd.csv"}


def test_without_any_data_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "gudang").mkdir()
    with pytest.raises(StoreUnavailable, match=r"Data belum dapat disajikan.*folder data"):
        publisher(tmp_path / "data").current()


def test_a_vanished_folder_leaves_the_last_version(small: Path) -> None:
    sound = publisher(small).current()
    small.rename(small.with_name("pindah"))
    store = publisher(small).current()
    assert store.fallback and totals(store) == totals(sound)
    assert refusals(store)
    small.with_name("pindah").rename(small)
    assert not publisher(small).current().fallback


def test_another_data_folder_is_never_served_instead(small: Path) -> None:
    publisher(small).current()
    with pytest.raises(StoreUnavailable):
        Publisher(small.parent / "lain", small.parent / "gudang").current()


def test_an_unreadable_contract_is_named(small: Path) -> None:
    bad_name = 'nama = "Opd!"\njudul = ""\nsatu_baris = ""\nberkas = ""\nkunci = []\nkolom = []'
    sound = publisher(small).current()
    for text in ("bukan toml [", "", 'nama = "opd"', bad_name):
        (small / "kontrak" / "opd.toml").write_text(text, "utf-8")
        store = publisher(small).current()
        assert store.fallback and store.version == sound.version
        assert "opd.toml" in str(store.findings[0])
    for path in (small.parent / "gudang").iterdir():
        path.unlink()
    with pytest.raises(StoreUnavailable, match=r"opd\.toml"):
        publisher(small).current()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('nama = "tahun"', 'nama = "th"'),
        ("min = 0", 'min = "nol"'),
        ('rujuk = "opd.kode"', "rujuk = 5"),
        ('nama = "jenis"', 'nama = "baris"'),
    ],
)
def test_a_contract_that_makes_no_sense_is_no_traceback(old: str, new: str, small: Path) -> None:
    contract = small / "kontrak" / "inovasi.toml"
    edit(contract, 'kunci = ["tahun", "id"]', 'kunci = ["id"]')
    edit(contract, old, new)
    with pytest.raises(StoreUnavailable, match=r"inovasi\.toml"):
        publisher(small).current()


def test_a_reference_to_a_column_that_is_not_there_is_named(small: Path) -> None:
    edit(small / "kontrak" / "inovasi.toml", 'rujuk = "opd.kode"', 'rujuk = "opd.tiada"')
    with pytest.raises(StoreUnavailable, match=r"inovasi\.toml"):
        publisher(small).current()


def test_an_unreadable_file_is_left_out(small: Path) -> None:
    """A spreadsheet program may hold a file locked; a folder is as unreadable, also to root."""
    (small / REGISTER).unlink()
    (small / REGISTER).mkdir()
    store = publisher(small).current()
    assert REGISTER in {finding.file for finding in refusals(store)}
    assert totals(store)[2020]


@pytest.mark.parametrize("digits", [40, 400])
def test_an_absurd_published_figure_is_no_traceback(digits: int, small: Path) -> None:
    edit(small / "angka_publikasi.csv", "terdata,79,", f"terdata,{'9' * digits},")
    assert publisher(small).current().findings


def test_two_figures_in_use_do_not_double_the_year(small: Path) -> None:
    """Who adds a ledger row instead of editing the one that is there makes this mistake."""
    add(
        small / "angka_publikasi.csv",
        "dua,2021,inovasi_terdata,79,,bantenraya-2023,,setahun penuh,A,ya,,\n",
    )
    store = publisher(small).current()
    years = Answers(store).ask("berapa_inovasi_per_tahun").values("tahun")
    assert years == sorted(set(years))
    assert "angka_publikasi.csv" in {finding.file for finding in store.findings}


def test_a_register_without_a_ledger_row_is_said(small: Path) -> None:
    """Its measure is unknown then: all other years are drawn as counted by another measure."""
    text = (small / REGISTER).read_text("utf-8").replace(",2021,Contoh", ",2022,Contoh")
    (small / "inovasi_2022.csv").write_text(text, "utf-8")
    found = publisher(small).current().findings
    assert "inovasi_2022.csv" in {finding.file for finding in found}


# --- the last sound version -------------------------------------------------------------------


def test_a_damaged_file_leaves_the_last_version_until_it_is_repaired(small: Path) -> None:
    sound = publisher(small).current()
    text = (small / REGISTER).read_text("utf-8")
    (small / REGISTER).write_text(text[:3000], "utf-8")
    damaged = publisher(small).current()
    assert damaged.fallback and damaged.version == sound.version
    assert totals(damaged) == totals(sound)
    assert {finding.file for finding in refusals(damaged)} == {REGISTER}
    (small / REGISTER).write_text(text, "utf-8")
    repaired = publisher(small).current()
    assert not repaired.fallback and not repaired.findings
    assert repaired.version == sound.version


def test_a_running_publisher_falls_back_and_recovers(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "RECHECK_SECONDS", 0.0)
    running = publisher(small)
    text = (small / REGISTER).read_text("utf-8")
    sound = running.current()
    (small / REGISTER).write_text(text[:3000], "utf-8")
    damaged = wait_for(running, lambda store: store.fallback)
    assert totals(damaged) == totals(sound) and damaged.findings
    (small / REGISTER).write_text(text + LINE.format(""), "utf-8")
    repaired = wait_for(running, lambda store: not store.fallback)
    assert totals(repaired)[2021] == totals(sound)[2021] + 1


def wait_for(running: Publisher, wanted: Callable[[Store], bool]) -> Store:
    end = time.monotonic() + 15
    while time.monotonic() < end:
        if wanted(store := running.current()):
            return store
        time.sleep(0.02)
    raise AssertionError("the publisher did not get there")


# --- versions ---------------------------------------------------------------------------------


def test_same_inputs_are_not_built_again(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = publisher(small).current()
    [path] = (small.parent / "gudang").glob("gudang-*")
    before = path.stat()
    monkeypatch.setattr(versions, "build", None)
    for name in ("opd.csv", REGISTER):
        (small / name).touch()
    again = publisher(small).current()
    assert again.version == first.version and path.name == f"gudang-{first.version}.duckdb"
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_changed_input_is_a_new_file_and_old_readers_keep_the_old(small: Path) -> None:
    old = publisher(small).current()
    before = totals(old)
    add(small / REGISTER, LINE.format(""))
    new = publisher(small).current()
    assert new.version != old.version
    assert store_files(small) == {f"gudang-{store.version}.duckdb" for store in (old, new)}
    assert new.version in (small.parent / "gudang" / "CURRENT").read_text("utf-8")
    assert totals(old) == before
    assert totals(new)[2021] == before[2021] + 1


def test_every_input_counts_and_old_versions_are_forgotten(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "KEPT_VERSIONS", 2)
    seen = [publisher(small).current().version]
    for name in ("kota.toml", "kontrak/opd.toml", "opd.csv"):
        add(small / name, "# \n" if name.endswith("toml") else "\n")
        seen.append(publisher(small).current().version)
    assert len(set(seen)) == 4
    assert len(store_files(small)) <= 3
    assert f"gudang-{seen[-1]}.duckdb" in store_files(small)


def test_a_change_of_the_questions_foundation_counts(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publisher(small).current()
    changed = small.parent / "_asal_tahun.sql"
    first_of_them, *others = versions.FOUNDATIONS
    changed.write_text(first_of_them.read_text("utf-8") + "\n-- lain\n", "utf-8")
    monkeypatch.setattr(versions, "FOUNDATIONS", (changed, *others))
    assert publisher(small).current().version != first.version


def test_a_corrupted_store_file_is_built_again(small: Path) -> None:
    version = publisher(small).current().version
    path = small.parent / "gudang" / f"gudang-{version}.duckdb"
    sound = path.read_bytes()
    for damaged in (b"rusak" * 999, b"", sound[: len(sound) // 2]):
        gc.collect()  # a store that nobody reads any more is closed
        path.write_bytes(damaged)
        again = publisher(small).current()
        assert again.version == version and totals(again)[2021]
        del again


def test_a_damaged_pointer_does_no_harm(small: Path) -> None:
    version = publisher(small).current().version
    for content in ("", "[]", "{", "\x00", '{"versi": "../x"}', '{"sidik": 3}'):
        (small.parent / "gudang" / "CURRENT").write_text(content, "utf-8")
        assert publisher(small).current().version == version


def test_nothing_half_built_is_left_behind(unbuilt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = versions.build

    def broken_off(folder: Path, scratch: Path, *others: Any, **named: Any) -> None:
        build(folder, scratch, *others, **named)
        assert scratch.exists()
        raise OSError(errno.EIO, "cakram")

    monkeypatch.setattr(versions, "build", broken_off)
    with pytest.raises(StoreUnavailable):
        publisher(unbuilt).current()
    assert not list((unbuilt.parent / "gudang").iterdir())


def test_a_store_is_on_the_disk_before_it_has_its_name(
    unbuilt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is built nothing waits for the disk: a power cut would leave half under its name."""
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def settled(file: int) -> None:
        steps.append(str(os.fstat(file).st_ino))
        fsync(file)

    def named(path: Path, target: Path) -> Path:
        steps.append(f"{path.stat().st_ino} {target.name[:6]}")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", settled)
    monkeypatch.setattr(Path, "replace", named)
    publisher(unbuilt).current()
    [place] = [n for n, step in enumerate(steps) if step.endswith("gudang")]
    assert place and steps[place - 1] == steps[place].split()[0]


def test_a_vanished_store_folder_is_made_again(small: Path) -> None:
    shutil.rmtree(small.parent / "gudang")
    assert publisher(small).current().version


# --- read-only --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "insert into opd (kode) values ('x')",
        "update inovasi set tahun = 1",
        "drop table inovasi",
        "create table x (a int)",
        "attach '{tmp}/x.duckdb' as x",
        "copy opd to '{tmp}/y.csv'",
        "export database '{tmp}/x'",
        "from read_csv('{tmp}/x.csv')",
        "from read_text('/etc/hostname')",
        "from '{tmp}/x.csv'",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "set threads = 1",
        "install httpfs",
        "load httpfs",
    ],
)
def test_the_store_is_read_only_and_locked(sql: str, city: Answers, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a\n1\n", "utf-8")
    with pytest.raises(StoreError):
        city.store.rows(sql.format(tmp=tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {"x.csv"}


# --- readers while it is republished ----------------------------------------------------------


ROWS_PER_YEAR = "select tahun, count(*) from inovasi group by tahun"


def test_one_question_of_many_readers_gives_each_their_own_answer(city: Answers) -> None:
    sql = "select count(*) + $n, $n from inovasi"
    [(base, _)] = city.store.rows(sql, {"n": 0})
    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(lambda n: city.store.rows(sql, {"n": n}), range(200)))
    assert found == [[(base + n, n)] for n in range(200)]


def test_readers_always_see_one_whole_version(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight readers, three publications: no error, and every answer from one version."""
    monkeypatch.setattr(versions, "RECHECK_SECONDS", 0.0)
    running = publisher(small)
    first = totals(running.current())[2021]
    errors: list[BaseException] = []
    seen: dict[str, set[int]] = defaultdict(set)
    done = threading.Event()

    def read() -> None:
        try:
            while not done.wait(0.02):
                store = running.current()
                assert totals(store) == dict(store.rows(ROWS_PER_YEAR))
                seen[store.version].add(totals(store)[2021])
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test must hear of it
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for added in range(1, 4):
        row = LINE.format("").replace("999", f"99{added}")
        (small / "baru").write_text((small / REGISTER).read_text("utf-8") + row, "utf-8")
        (small / "baru").replace(small / REGISTER)
        wait_for(running, lambda store, n=first + added: totals(store)[2021] == n)
    done.set()
    for reader in readers:
        reader.join()
    assert not errors
    assert {count for [count] in seen.values()} <= set(range(first, first + 4))


# --- where things lie -------------------------------------------------------------------------


def test_folders_are_where_the_environment_says(
    unbuilt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASBOR_DATA", str(unbuilt))
    monkeypatch.setenv("DASBOR_GUDANG", str(unbuilt.parent / "lain" / "gudang"))
    running = Publisher(settings.data_folder(), settings.store_folder())
    monkeypatch.setattr(versions, "_publisher", lambda: running)
    store = versions.current()
    assert versions.current() is store
    assert store.path and read_notes(store.path).folder == str(unbuilt.resolve())
    assert (unbuilt.parent / "lain" / "gudang" / f"gudang-{store.version}.duckdb").exists()


def test_the_store_lies_beside_the_data_by_default(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASBOR_DATA", str(small))
    monkeypatch.delenv("DASBOR_GUDANG")
    assert settings.store_folder() == (small.parent / ".gudang").resolve()
    monkeypatch.delenv("DASBOR_DATA")
    assert settings.data_folder() == settings.ROOT / "data"


def test_a_store_folder_that_cannot_be_written_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "berkas").write_text("", "utf-8")
    (tmp_path / "sementara").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "sementara"))
    monkeypatch.setenv("DASBOR_GUDANG", str(tmp_path / "berkas" / "gudang"))
    folder = settings.store_folder()
    assert folder.is_dir() and folder.parent == tmp_path / "sementara"
    assert settings.store_folder() == folder  # and found again


@pytest.mark.skipif(os.name == "nt", reason="hak akses POSIX")
@pytest.mark.parametrize("kind", ["open", "readable", "link", "dangling", "file", "another's"])
def test_a_replacement_that_others_could_have_filled_is_refused(
    kind: str, unbuilt: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "sementara"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    (tmp_path / "berkas").write_text("", "utf-8")
    monkeypatch.setenv("DASBOR_DATA", str(unbuilt))
    monkeypatch.setenv("DASBOR_GUDANG", str(tmp_path / "berkas" / "gudang"))
    theirs = place / f"dasbor-gudang-{os.getuid()}"
    if kind in ("link", "dangling"):
        if kind == "link":
            (tmp_path / "lain").mkdir(0o700)
        theirs.symlink_to(tmp_path / "lain")
    elif kind == "file":
        theirs.touch()
    else:
        theirs.mkdir()
        theirs.chmod({"open": 0o777, "readable": 0o755}.get(kind, 0o700))
    if kind == "another's":
        uid = os.getuid()
        monkeypatch.setattr(os, "getuid", lambda: uid + 1)
        theirs.rename(place / f"dasbor-gudang-{uid + 1}")
    with pytest.raises(settings.SettingError, match="DASBOR_GUDANG"):
        settings.store_folder()
    versions.reset()
    with pytest.raises(StoreUnavailable, match="bukan folder milik"):
        versions.current()


@pytest.mark.skipif(os.name == "nt", reason="hak akses POSIX")
def test_where_everybody_may_write_stores_lie_in_a_folder_of_our_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gudang-abc.duckdb").write_text("milik orang lain", "utf-8")
    tmp_path.chmod(0o1777)
    monkeypatch.setenv("DASBOR_GUDANG", str(tmp_path))
    folder = settings.store_folder()
    assert folder.parent == tmp_path and folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o755)
    with pytest.raises(settings.SettingError, match="DASBOR_GUDANG"):
        settings.store_folder()


def test_of_a_shared_store_folder_only_our_own_is_cleared(unbuilt: Path) -> None:
    shared = unbuilt.parent / "gudang"
    shared.mkdir(exist_ok=True)
    foreign = ["tmpabc", "tmp-laporan", "gudang-beras.tmp", "gudang-kota.duckdb", "dasbor-gudang-7"]
    foreign += [f"gudang-arsip{n}.duckdb" for n in range(9)]
    ours = ["gudang-0a1b.12.34.tmp", "gudang-0a1b.12.34.tmp.wal", "tmp-77-CURRENT"]
    ours += ["catatan-gudang-0a1b.12.34.tmp.json"]
    for name in (*foreign, *ours):
        (shared / name).write_text("x", "utf-8")
        os.utime(shared / name, (0, 0))
    for name in ("tmpfolder", "dasbor-parquet-x1"):
        (shared / name).mkdir()
        os.utime(shared / name, (0, 0))
    publisher(unbuilt).current()
    left = {path.name for path in shared.iterdir()}
    assert {*foreign, "tmpfolder"} <= left and not left & {*ours, "dasbor-parquet-x1"}


def test_odd_folder_names_do_not_matter(unbuilt: Path) -> None:
    odd = unbuilt.with_name("data 'é' [lama] #1 100% *")
    unbuilt.rename(odd)
    store = publisher(odd).current()
    assert not refusals(store) and totals(store)[2021]


# --- rules that look at other columns ---------------------------------------------------------

LEDGER = "angka_publikasi.csv"


def after(folder: Path, name: str, old: str, new: str) -> list[Finding]:
    """What is found in a file once a text in it is replaced by another."""
    edit(folder / name, old, new)
    return [finding for finding in publisher(folder).current().findings if finding.file == name]


def test_a_slipped_decimal_point_is_refused_by_the_measure(small: Path) -> None:
    [one] = after(small, LEDGER, "terdata,79,", "terdata,79000,")
    assert (one.grade, one.rule, one.value) == (REFUSES, "rentang", "")


@pytest.mark.parametrize("day", ["2199-06-20", "1923-06-20"])
def test_an_as_of_date_that_cannot_be_is_refused(day: str, small: Path) -> None:
    found = after(small, LEDGER, "antara-2020,2020-08-04", f"antara-2020,{day}")
    [one] = [finding for finding in found if finding.grade == REFUSES]
    assert (one.rule, one.value) == ("tanggal_wajar", "") and day not in str(one)


def test_a_real_row_without_its_source_is_said_and_still_served(small: Path) -> None:
    one, *_ = after(small, REGISTER, ",register-bappeda", ",")
    assert (one.grade, one.rule, one.column) == (WARNS, "wajib_bila", "sumber")
    assert totals(publisher(small).current())[2021]


def test_a_figure_without_its_source_is_said(small: Path) -> None:
    some = after(small, LEDGER, "terdata,79,,bantenraya-2023,", "terdata,79,,,")
    assert [(one.grade, one.column) for one in some] == [(WARNS, "sumber")]


def test_each_of_several_references_is_checked(small: Path) -> None:
    shutil.copy(CITY / "catatan_peristiwa.csv", small)
    shutil.copy(SHIPPED / "kontrak" / "catatan_peristiwa.toml", small / "kontrak")
    [one] = after(small, "catatan_peristiwa.csv", "inovasi_baru;inovasi_berjalan", "inovasi_baru;x")
    assert (one.grade, one.rule, one.column) == (REFUSES, "rujukan", "ukuran")

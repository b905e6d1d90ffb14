"""The store under bad luck: damaged files, vanished folders, readers while it is republished."""

import gc
import shutil
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dasbor import settings, versions
from dasbor.intake import REFUSES, WARNS, Finding
from dasbor.query import Answers
from dasbor.store import Store, StoreError
from dasbor.versions import KEPT_VERSIONS, Publisher, StoreUnavailable
from tests.dunia import AKAR

REGISTER = "inovasi_2021.csv"
BARIS = "2020-999,2021,Contoh 2020-999,dinkes,,,,,,,{},,contoh,\n"


def publisher(folder: Path) -> Publisher:
    """A publisher as a freshly started process has it."""
    gc.collect()  # a store that nobody reads any more is closed
    return Publisher(folder, folder.parent / "gudang")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="")


def totals(store: Store) -> dict[int, int | None]:
    return dict(store.rows("select tahun, baris from tahun_data where dataset = 'inovasi'"))


def store_files(folder: Path) -> set[str]:
    return {path.name for path in (folder.parent / "gudang").glob("gudang-*")}


def refusals(store: Store) -> list[Finding]:
    return [finding for finding in store.findings if finding.grade == REFUSES]


# --- damaged registers: every one beside sound years, all in one folder -----------------------

KEPALA = "id,tahun,judul,opd,bentuk,jenis,kematangan,tanggal_penerapan,asal\n"
UTUH = [KEPALA, *(f"X-00{n},{{tahun}},Judul {n},dinkes,,Digital,,,contoh\n" for n in range(2, 9))]


@dataclass(frozen=True)
class Rusak:
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


RUSAK = {
    "baris terakhir terpotong": Rusak(lambda ls: "".join(ls)[:-30], "baris", "terpotong", 8),
    "judul kolom lain": Rusak(line(1, "id,tahun,judul", "a,b,c"), "kolom_wajib", "judul", 1),
    "kolom hilang": Rusak(without_column, "kolom_wajib", "judul", 1, "judul"),
    "kolom kembar": Rusak(line(1, "jenis", "judul"), "kolom_ganda", "2 kali", 1, "judul"),
    "bukan angka": Rusak(
        line(5, "Digital,,", "Digital,tinggi,"), "tipe", "angka", 5, "kematangan", "tinggi"
    ),
    "di luar rentang": Rusak(
        line(5, "Digital,,", "Digital,111.5,"), "rentang", "111", 5, "kematangan", "111.5"
    ),
    "bukan tanggal": Rusak(
        line(6, ",,contoh", ",31-02-2021,contoh"), "tipe", "tanggal", 6, "tanggal_penerapan"
    ),
    "pilihan lain": Rusak(
        line(2, "Digital", "Analog"), "pilihan", "Non Digital", 2, "jenis", "Analog"
    ),
    "nilai wajib kosong": Rusak(line(3, "Judul 3", " "), "wajib", "kosong", 3, "judul"),
    "kunci ganda": Rusak(line(4, "X-004", "X-003"), "kunci_ganda", "baris 3", 4, "tahun, id"),
    "opd asing": Rusak(
        line(7, "dinkes", "Dinas Antah"), "rujukan", "opd.csv", 7, "opd", "Dinas Antah"
    ),
    "koma di luar kutip": Rusak(line(3, "Judul", "Judul, satu"), "baris", "kolom lebih", 3),
    "kutip terbuka": Rusak(line(3, "Judul", '"Judul'), "baris", "kutip", 3),
    "tahun lain": Rusak(
        line(8, "{tahun}", "1899"), "tahun_berkas", "nama berkas", 8, "tahun", "1899"
    ),
    "sampah": Rusak(lambda _: bytes(range(256)) * 9, "berkas", "UTF-8"),
    "utf-16": Rusak(lambda ls: "".join(ls).encode("utf-16"), "berkas", "UTF-8"),
    "cp1252": Rusak(lambda ls: "".join(ls).encode() + b"Caf\xe9\n", "berkas", "UTF-8"),
    "kosong": Rusak(lambda _: b"", "berkas", "kosong"),
    "hanya spasi": Rusak(lambda _: b" \r\n \n", "berkas", "kosong"),
}
TAHUN_RUSAK = {name: 1900 + position for position, name in enumerate(RUSAK)}


@pytest.fixture(scope="module")
def rusak(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of the shipped data and, for every damage, one more year that has it."""
    folder = tmp_path_factory.mktemp("rusak") / "data"
    shutil.copytree(AKAR / "data", folder)
    (folder.parent / "gudang").mkdir()
    for name, case in RUSAK.items():
        year = TAHUN_RUSAK[name]
        damaged = case.damage(list(UTUH))
        content = damaged.encode() if isinstance(damaged, str) else damaged
        content = content.replace(b"{tahun}", str(year).encode())
        (folder / f"inovasi_{year}.csv").write_bytes(content)
    (folder / "inovasi_1899.csv").write_text("".join(UTUH).replace("{tahun}", "1899"), "utf-8")
    return publisher(folder).current()


@pytest.mark.parametrize("name", RUSAK)
def test_damage_is_named_with_place_value_and_cure(name: str, rusak: Store) -> None:
    case, file = RUSAK[name], f"inovasi_{TAHUN_RUSAK[name]}.csv"
    first = next(f for f in rusak.findings if f.file == file and f.grade == REFUSES)
    assert (first.rule, first.row) == (case.rule, case.row)
    assert case.words in f"{first.message} {first.cure}"
    assert not case.column or first.column == case.column
    assert not case.value or first.value == case.value
    assert first.cure.endswith(".") and first.message.endswith(".")
    assert file in str(first) and (first.row is None or f"baris {first.row}" in str(first))


@pytest.mark.parametrize("name", RUSAK)
def test_a_damage_is_shown_and_not_its_consequences(name: str, rusak: Store) -> None:
    file = f"inovasi_{TAHUN_RUSAK[name]}.csv"
    rules = {f.rule for f in rusak.findings if f.file == file and f.grade == REFUSES}
    assert rules == {RUSAK[name].rule}


@pytest.mark.parametrize("name", RUSAK)
def test_a_damaged_year_is_left_out_whole(name: str, rusak: Store) -> None:
    year = {"tahun": TAHUN_RUSAK[name]}
    used = rusak.rows("select baris, dipakai from berkas where tahun = $tahun", year)
    assert used == [(0, False)]
    assert rusak.rows("select count(*) from inovasi where tahun = $tahun", year) == [(0,)]


def test_sound_years_are_served_beside_damaged_ones(rusak: Store, jawaban: Answers) -> None:
    with_rows = {year: rows for year, rows in totals(jawaban.store).items() if rows}
    assert {year: n for year, n in totals(rusak).items() if n} == with_rows | {1899: 7}
    assert not rusak.fallback


def test_findings_are_kept_in_the_store(rusak: Store) -> None:
    assert rusak.rows("select count(*) from temuan") == [(len(rusak.findings),)]


def test_many_equal_flaws_are_summed_up(kecil: Path) -> None:
    register = kecil / REGISTER
    text = register.read_text("utf-8")
    register.write_text(text.replace(",contoh,", ",kontoh,"), "utf-8")
    found = refusals(publisher(kecil).current())
    assert len(found) == 21
    assert "59 baris lain" in found[-1].message and found[-1].row is None


@pytest.mark.xfail(strict=True, reason="baris terpotong memberi satu temuan per kolom yang kurang")
def test_a_truncated_row_is_one_finding(kecil: Path) -> None:
    with (kecil / REGISTER).open("a", encoding="utf-8") as register:
        register.write("2020-998,2021\n")
    assert len(refusals(publisher(kecil).current())) == 1


@pytest.mark.xfail(strict=True, reason="baris sesudah baris terpotong bergeser sebanyak kolomnya")
def test_rows_after_a_truncated_row_keep_their_number(kecil: Path) -> None:
    with (kecil / REGISTER).open("a", encoding="utf-8") as register:
        register.write("2020-998,2021\n" + BARIS.format("tinggi"))
    found = refusals(publisher(kecil).current())
    assert {finding.row for finding in found if finding.rule == "tipe"} == {82}


def test_rows_after_a_cell_of_two_lines_keep_their_number(kecil: Path) -> None:
    edit(kecil / REGISTER, "Contoh 2020-002", '"Contoh\n2020-002"')
    with (kecil / REGISTER).open("a", encoding="utf-8") as register:
        register.write(BARIS.format("tinggi"))
    assert [finding.row for finding in refusals(publisher(kecil).current())] == [81]


@pytest.mark.xfail(strict=True, reason="baris kosong di tengah berkas tidak ikut dihitung")
def test_rows_after_an_empty_line_keep_their_number(kecil: Path) -> None:
    with (kecil / REGISTER).open("a", encoding="utf-8") as register:
        register.write("\n" + BARIS.format("tinggi"))
    assert [finding.row for finding in refusals(publisher(kecil).current())] == [82]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n\n"])
def test_line_endings_do_not_matter(ending: str, kecil: Path) -> None:
    register = kecil / REGISTER
    text = register.read_text("utf-8")
    changed = text + "\n\n" if ending == "\n\n" else text.replace("\n", ending)
    register.write_text(changed, "utf-8", newline="")
    store = publisher(kecil).current()
    assert not store.findings and totals(store)[2021] == len(text.splitlines()) - 1


# --- what is missing --------------------------------------------------------------------------


def test_a_missing_year_is_said_and_the_others_are_served(kecil: Path) -> None:
    (kecil / REGISTER).unlink()
    store = publisher(kecil).current()
    [finding] = store.findings
    assert (finding.grade, finding.file) == (WARNS, REGISTER)
    assert totals(store)[2020] and not totals(store)[2021]


def test_a_missing_reference_table_is_named_and_rows_are_still_served(kecil: Path) -> None:
    (kecil / "opd.csv").unlink()
    store = publisher(kecil).current()
    assert {finding.file for finding in refusals(store)} == {"opd.csv"}
    assert "Letakkan opd.csv" in str(refusals(store)[0])
    assert totals(store)[2021]


def test_a_missing_reference_table_does_not_replace_a_sound_version(kecil: Path) -> None:
    sound = publisher(kecil).current()
    (kecil / "opd.csv").unlink()
    store = publisher(kecil).current()
    assert store.fallback and store.version == sound.version
    assert {finding.file for finding in store.findings} == {"opd.csv"}


def test_without_any_data_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "gudang").mkdir()
    with pytest.raises(StoreUnavailable, match=r"Data belum dapat disajikan.*folder data"):
        publisher(tmp_path / "data").current()


def test_a_vanished_folder_leaves_the_last_version(kecil: Path) -> None:
    sound = publisher(kecil).current()
    kecil.rename(kecil.with_name("pindah"))
    store = publisher(kecil).current()
    assert store.fallback and totals(store) == totals(sound)
    assert refusals(store)
    kecil.with_name("pindah").rename(kecil)
    assert not publisher(kecil).current().fallback


def test_another_data_folder_is_never_served_instead(kecil: Path) -> None:
    publisher(kecil).current()
    with pytest.raises(StoreUnavailable):
        Publisher(kecil.parent / "lain", kecil.parent / "gudang").current()


@pytest.mark.parametrize(
    "contract",
    [
        "bukan toml [",
        "",
        'nama = "opd"',
        'nama = "Opd!"\njudul = ""\nsatu_baris = ""\nberkas = ""\nkunci = []\nkolom = []',
    ],
)
def test_an_unreadable_contract_is_named(contract: str, kecil: Path) -> None:
    sound = publisher(kecil).current()
    (kecil / "kontrak" / "opd.toml").write_text(contract, "utf-8")
    store = publisher(kecil).current()
    assert store.fallback and store.version == sound.version
    assert "opd.toml" in str(store.findings[0])
    shutil.rmtree(kecil.parent / "gudang")
    (kecil.parent / "gudang").mkdir()
    with pytest.raises(StoreUnavailable, match=r"opd\.toml"):
        publisher(kecil).current()


@pytest.mark.xfail(strict=True, reason="kontrak yang salah isi melempar galat selain ContractError")
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("inovasi.toml", 'nama = "tahun"', 'nama = "th"'),
        ("inovasi.toml", "min = 0", 'min = "nol"'),
        ("opd.toml", 'rujuk = "urusan.urusan"', "rujuk = 5"),
    ],
)
def test_a_contract_that_makes_no_sense_is_no_traceback(
    file: str, old: str, new: str, kecil: Path
) -> None:
    publisher(kecil).current()
    edit(kecil / "kontrak" / "inovasi.toml", 'kunci = ["tahun", "id"]', 'kunci = ["id"]')
    edit(kecil / "kontrak" / file, old, new)
    assert publisher(kecil).current().fallback


@pytest.mark.xfail(strict=True, reason="pesan dari DuckDB berbahasa Inggris dan tanpa nama kontrak")
def test_a_reference_to_a_column_that_is_not_there_is_named(kecil: Path) -> None:
    edit(kecil / "kontrak" / "inovasi.toml", 'rujuk = "opd.kode"', 'rujuk = "opd.tiada"')
    with pytest.raises(StoreUnavailable, match=r"inovasi\.toml"):
        publisher(kecil).current()


@pytest.mark.xfail(strict=True, reason="berkas yang tidak dapat dibaca menjatuhkan seluruh gudang")
def test_an_unreadable_file_is_left_out(kecil: Path) -> None:
    """A spreadsheet program may hold a file locked; a folder is as unreadable, also to root."""
    (kecil / REGISTER).unlink()
    (kecil / REGISTER).mkdir()
    store = publisher(kecil).current()
    assert REGISTER in {finding.file for finding in refusals(store)}
    assert totals(store)[2020]


@pytest.mark.xfail(strict=True, reason="angka raksasa di buku angka melempar galat dari format_id")
@pytest.mark.parametrize("digits", [40, 400])
def test_an_absurd_published_figure_is_no_traceback(digits: int, kecil: Path) -> None:
    edit(kecil / "angka_publikasi.csv", "terdata,79,", f"terdata,{'9' * digits},")
    assert publisher(kecil).current().findings


@pytest.mark.xfail(strict=True, reason="dua baris terpakai menggandakan tahun tanpa temuan")
def test_two_figures_in_use_do_not_double_the_year(kecil: Path) -> None:
    """Who adds a ledger row instead of editing the one that is there makes this mistake."""
    with (kecil / "angka_publikasi.csv").open("a", encoding="utf-8") as ledger:
        ledger.write("dua,2021,inovasi_terdata,79,,bantenraya-2023,,setahun penuh,A,ya,,\n")
    store = publisher(kecil).current()
    years = Answers(store).ask("berapa_inovasi_per_tahun").values("tahun")
    assert years == sorted(set(years))
    assert "angka_publikasi.csv" in {finding.file for finding in store.findings}


# --- the last sound version -------------------------------------------------------------------


def test_a_damaged_file_leaves_the_last_version_until_it_is_repaired(kecil: Path) -> None:
    sound = publisher(kecil).current()
    text = (kecil / REGISTER).read_text("utf-8")
    (kecil / REGISTER).write_text(text[:3000], "utf-8")
    damaged = publisher(kecil).current()
    assert damaged.fallback and damaged.version == sound.version
    assert totals(damaged) == totals(sound)
    assert {finding.file for finding in refusals(damaged)} == {REGISTER}
    (kecil / REGISTER).write_text(text, "utf-8")
    repaired = publisher(kecil).current()
    assert not repaired.fallback and not repaired.findings
    assert repaired.version == sound.version


def test_a_running_publisher_falls_back_and_recovers(
    kecil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "RECHECK_SECONDS", 0.0)
    running = publisher(kecil)
    text = (kecil / REGISTER).read_text("utf-8")
    sound = running.current()
    (kecil / REGISTER).write_text(text[:3000], "utf-8")
    damaged = wait_for(running, lambda store: store.fallback)
    assert totals(damaged) == totals(sound) and damaged.findings
    (kecil / REGISTER).write_text(text + BARIS.format(""), "utf-8")
    repaired = wait_for(running, lambda store: not store.fallback)
    assert totals(repaired)[2021] == (totals(sound)[2021] or 0) + 1


def wait_for(running: Publisher, wanted: Callable[[Store], bool]) -> Store:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if wanted(store := running.current()):
            return store
        time.sleep(0.01)
    raise AssertionError("the publisher did not get there")


# --- versions ---------------------------------------------------------------------------------


def test_same_inputs_are_not_built_again(kecil: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = publisher(kecil).current()
    [path] = (kecil.parent / "gudang").glob("gudang-*")
    before = path.stat()
    monkeypatch.setattr(versions, "build", None)
    again = publisher(kecil).current()
    assert again.version == first.version and path.name == f"gudang-{first.version}.duckdb"
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_touched_inputs_are_the_same_version(kecil: Path) -> None:
    first = publisher(kecil).current()
    for path in kecil.glob("*.csv"):
        path.touch()
    assert publisher(kecil).current().version == first.version
    assert len(store_files(kecil)) == 1


def test_changed_input_is_a_new_file_and_old_readers_keep_the_old(kecil: Path) -> None:
    old = publisher(kecil).current()
    before = totals(old)
    with (kecil / REGISTER).open("a", encoding="utf-8") as register:
        register.write(BARIS.format(""))
    new = publisher(kecil).current()
    assert new.version != old.version
    assert store_files(kecil) == {f"gudang-{store.version}.duckdb" for store in (old, new)}
    assert new.version in (kecil.parent / "gudang" / "CURRENT").read_text("utf-8")
    assert totals(old) == before
    assert totals(new)[2021] == (before[2021] or 0) + 1


@pytest.mark.parametrize("name", ["kota.toml", "kontrak/opd.toml", "opd.csv", "baru.csv"])
def test_every_input_counts(name: str, kecil: Path) -> None:
    first = publisher(kecil).current()
    with (kecil / name).open("a", encoding="utf-8") as stream:
        stream.write("# \n" if name.endswith("toml") else "\n")
    assert publisher(kecil).current().version != first.version


def test_a_change_of_the_questions_foundation_counts(
    kecil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publisher(kecil).current()
    changed = kecil.parent / "_dasar.sql"
    changed.write_text(versions.FOUNDATION.read_text("utf-8") + "\n-- lain\n", "utf-8")
    monkeypatch.setattr(versions, "FOUNDATION", changed)
    assert publisher(kecil).current().version != first.version


def test_old_versions_are_forgotten_but_never_the_current(kecil: Path) -> None:
    for number in range(KEPT_VERSIONS + 3):
        (kecil / "kota.toml").write_text(f"# {number}", "utf-8")
        current = publisher(kecil).current()
    assert len(store_files(kecil)) <= KEPT_VERSIONS + 1
    assert f"gudang-{current.version}.duckdb" in store_files(kecil)


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize(
    "damage", [lambda p: p.write_bytes(b"rusak" * 999), lambda p: p.write_bytes(b""), half]
)
def test_a_corrupted_store_file_is_built_again(damage: Callable[[Path], None], kecil: Path) -> None:
    version = publisher(kecil).current().version
    gc.collect()
    [path] = (kecil.parent / "gudang").glob("gudang-*")
    damage(path)
    again = publisher(kecil).current()
    assert again.version == version and totals(again)[2021]


@pytest.mark.parametrize("content", ["", "[]", "{", "\x00", '{"versi": "../x"}', '{"sidik": 3}'])
def test_a_damaged_pointer_does_no_harm(content: str, kecil: Path) -> None:
    version = publisher(kecil).current().version
    (kecil.parent / "gudang" / "CURRENT").write_text(content, "utf-8")
    assert publisher(kecil).current().version == version


def test_nothing_half_built_is_left_behind(kecil: Path) -> None:
    (kecil / "kontrak" / "sumber.toml").write_text("rusak [", "utf-8")
    with pytest.raises(StoreUnavailable):
        publisher(kecil).current()
    assert not list((kecil.parent / "gudang").iterdir())


@pytest.mark.xfail(strict=True, reason="folder gudang yang hilang tidak dibuat lagi")
def test_a_vanished_store_folder_is_made_again(kecil: Path) -> None:
    shutil.rmtree(kecil.parent / "gudang")
    assert publisher(kecil).current().version


# --- read-only --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "insert into opd (kode) values ('x')",
        "update inovasi set tahun = 1",
        "drop table inovasi",
        "create table x (a int)",
        "attach '{tmp}/x.duckdb' as x",
        "copy opd to '{tmp}/x.csv'",
        "export database '{tmp}/x'",
        "from read_csv('{tmp}/x.csv')",
        "from read_text('/etc/hostname')",
        "from '{tmp}/x.csv'",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "set threads = 1",
        "install httpfs",
        "load httpfs",
        "checkpoint",
    ],
)
def test_the_store_is_read_only_and_locked(sql: str, jawaban: Answers, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a\n1\n", "utf-8")
    with pytest.raises(StoreError):
        jawaban.store.rows(sql.format(tmp=tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {"x.csv"}


# --- readers while it is republished ----------------------------------------------------------


def test_readers_always_see_one_whole_version(kecil: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight readers, several publications: no error, and every answer from one version."""
    monkeypatch.setattr(versions, "RECHECK_SECONDS", 0.0)
    running = publisher(kecil)
    first = totals(running.current())[2021] or 0
    errors: list[BaseException] = []
    seen: dict[str, set[tuple[int, int]]] = defaultdict(set)
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                ask = Answers(running.current()).ask
                total = ask("berapa_inovasi_per_tahun")
                counted = {row["tahun"]: row["jumlah"] for row in total.records()}
                listed = Counter(ask("inovasi_apa_saja").values("tahun"))
                assert counted == listed
                seen[total.version].add((counted[2020], counted[2021]))
                time.sleep(0.005)
        except BaseException as error:
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for added in range(1, 4):
        row = BARIS.format("").replace("999", f"99{added}")
        (kecil / "baru").write_text((kecil / REGISTER).read_text("utf-8") + row, "utf-8")
        (kecil / "baru").replace(kecil / REGISTER)
        wait_for(running, lambda store, n=first + added: totals(store)[2021] == n)
    done.set()
    for reader in readers:
        reader.join()
    assert not errors
    assert all(len(answers) == 1 for answers in seen.values()), dict(seen)
    assert {new for [(_, new)] in seen.values()} <= set(range(first, first + 4))


# --- names become codes -----------------------------------------------------------------------


def test_names_of_offices_become_codes(kecil: Path) -> None:
    spellings = ["Dinas Kesehatan", "DINKES", " Dinas Kesahatan ", "dinkes", "DINAS KESEHATAN"]
    register = kecil / "inovasi_2021.csv"
    header = "No;Judul Inovasi;Admin OPD;Tahun;id;asal\n"
    rows = [f"{i};X{i};{word};2021;{i};contoh\n" for i, word in enumerate(spellings)]
    register.write_text(header + "".join(rows), "utf-8")
    store = publisher(kecil).current()
    assert not refusals(store)
    found = store.rows("select distinct opd from inovasi where tahun = 2021")
    assert found == [("dinkes",)]


def test_an_alias_of_two_offices_is_not_guessed(kecil: Path) -> None:
    with (kecil / "opd_alias.csv").open("a", encoding="utf-8") as aliases:
        aliases.write("DINKES,dinsos,\n")
    with (kecil / REGISTER).open("a", encoding="utf-8") as register:
        register.write("2020-990,2021,X,Dinkes,,,,,,,,,contoh,\n")
    [finding] = refusals(publisher(kecil).current())
    assert (finding.column, finding.value) == ("opd", "Dinkes")


def test_codes_of_kelurahan_are_never_changed(data_salinan: Path) -> None:
    """``wilayah`` has a column ``kode`` as the raw table has: once, all rows became one code."""
    (data_salinan.parent / "gudang").mkdir()
    given = (data_salinan / "posyantek_2025.csv").read_text("utf-8").splitlines()[1:]
    (data_salinan / "posyantek_2024.csv").write_text(
        "tahun,Kelurahan,ikut,asal,sumber\n2024,Gerogol,ya,contoh,\n2024, cibeber,tidak,contoh,\n"
        "2024,36.72.05.1005,ya,contoh,\n",
        "utf-8",
    )
    store = publisher(data_salinan).current()
    assert not refusals(store)
    codes = store.rows("select kode, ikut from posyantek where tahun = 2025 order by kode")
    pairs = [line.split(",") for line in given]
    assert codes == sorted((pair[1], pair[2] == "ya") for pair in pairs)
    named = store.rows("select kode from posyantek where tahun = 2024 order by kode")
    assert named == [("36.72.01.1001",), ("36.72.05.1005",), ("36.72.06.1002",)]


# --- where things lie -------------------------------------------------------------------------


def test_folders_are_where_the_environment_says(
    kecil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASBOR_DATA", str(kecil))
    monkeypatch.setenv("DASBOR_GUDANG", str(kecil.parent / "lain" / "gudang"))
    monkeypatch.setattr(versions, "_publisher", None)
    store = versions.current()
    assert versions.current() is store
    assert store.rows("select folder_data from versi") == [(str(kecil.resolve()),)]
    assert (kecil.parent / "lain" / "gudang" / f"gudang-{store.version}.duckdb").exists()


def test_the_store_lies_beside_the_data_by_default(
    kecil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASBOR_DATA", str(kecil))
    monkeypatch.delenv("DASBOR_GUDANG")
    assert settings.store_folder() == (kecil.parent / ".gudang").resolve()
    monkeypatch.delenv("DASBOR_DATA")
    assert settings.data_folder() == AKAR / "data"


def test_a_store_folder_that_cannot_be_written_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "berkas").write_text("", "utf-8")
    (tmp_path / "sementara").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "sementara"))
    monkeypatch.setenv("DASBOR_GUDANG", str(tmp_path / "berkas" / "gudang"))
    folder = settings.store_folder()
    assert folder.is_dir() and folder.parent == tmp_path / "sementara"


@pytest.mark.parametrize("name", ["data 'kutip'", "data (1) é", "data #1%"])
def test_odd_folder_names_do_not_matter(name: str, kecil: Path) -> None:
    odd = kecil.with_name(name)
    kecil.rename(odd)
    store = publisher(odd).current()
    assert not store.findings and totals(store)[2021]


def test_a_folder_name_is_no_pattern(kecil: Path) -> None:
    odd = kecil.with_name("data [lama] *")
    kecil.rename(odd)
    store = publisher(odd).current()
    assert not store.findings and totals(store)[2021]

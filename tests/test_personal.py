"""A marked person in every column of every dataset: no reader ever meets them."""

import csv
import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dasbor import settings
from dasbor.city import city
from dasbor.data import versions
from dasbor.data.build_notes import place_of
from dasbor.data.contract import Contract
from dasbor.data.inspection import REFUSES, WARNS, Finding
from dasbor.data.personal import KEY_RULE, RULE, for_readers, masked, personal_kind
from dasbor.data.store import Store
from dasbor.documents import open_data, prerender, sheet
from dasbor.documents.meeting import files
from dasbor.documents.meeting.briefing import Refused, prepare
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, options
from dasbor.questions.query import registry
from tests.world import CONTRACTS, ROOT, found_city

NAME = "Budi Zqxmarka"
NIK, PHONE, MAIL = "3672010101850001", "0812-9876-5432", "zqxbudi@contoh.id"
PERSON = f"{NAME} NIK {NIK} HP {PHONE} {MAIL}"
MARKS = re.compile("zqxmarka|zqxbudi|3672010101850001|0812-?9876|98765432", re.IGNORECASE)
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "kelola_data")
Rows = list[list[str]]


def is_free(contract: Contract, name: str) -> bool:
    """Whether a column takes any text: a name in it cannot be told from a title."""
    column = contract.column(name)
    fixed = column.allowed or column.reference or column.unique or name in contract.key
    return column.type == "teks" and not fixed


def diagonal(rows: Rows, contract: Contract) -> None:
    """In each row another cell, so that every column has its turn."""
    head, *body = rows
    for row, place in zip(body, range(len(head)), strict=False):
        row[place] = PERSON
    for place in range(len(body), len(head)):
        rows.append([PERSON if at == place else "" for at in range(len(head))])


def wherever_text_may_stand(rows: Rows, contract: Contract) -> None:
    head, *body = rows
    for place, name in enumerate(head):
        if is_free(contract, name):
            body[0][place] = f"Catatan NIK {NIK} HP {PHONE} {MAIL}"


def another_cell(rows: Rows, contract: Contract) -> None:
    """A row that has moved by one cell, and one that ends early."""
    rows[1].insert(0, PERSON)
    rows.append([PERSON])


def no_header(rows: Rows, contract: Contract) -> None:
    rows[0] = [PERSON] * len(rows[0])


def strange_columns(rows: Rows, contract: Contract) -> None:
    for number, row in enumerate(rows):
        row.append(PERSON if number else f"kontak {PERSON}")


def numbers_only(rows: Rows, contract: Contract) -> None:
    """What even a column of figures could read."""
    head, *body = rows
    for row, place in zip(body, range(len(head)), strict=False):
        row[place] = NIK if place % 2 else PHONE.replace("-", "")


SPOILT = [diagonal, wherever_text_may_stand, another_cell, no_header, strange_columns, numbers_only]


def spoil(folder: Path, how: Callable[[Rows, Contract], None]) -> int:
    """Put the person into every file of data; returns how many cells."""
    marked = 0
    for contract in CONTRACTS.values():
        for path in sorted(folder.glob(contract.file.replace("{tahun}", "[0-9]*"))):
            rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
            how(rows, contract)
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows(rows)
            path.write_text(text.getvalue(), "utf-8")
            marked += len(re.findall(f"{NAME}|{NIK}|{PHONE.replace('-', '')}", text.getvalue()))
    return marked


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    copy = found_city(tmp_path / "data")
    monkeypatch.setenv("DASBOR_DATA", str(copy))
    monkeypatch.setenv("DASBOR_GUDANG", str(tmp_path / "gudang"))
    versions.reset()
    yield copy
    versions.reset()


def unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file and, when it is an archive (Office files are), everything in it."""
    yield name, content
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield from unpacked(f"{name}/{inner}", archive.read(inner))


def cells(store: Store) -> Iterator[tuple[str, bytes]]:
    for (table,) in store.rows("select table_name from duckdb_tables()"):
        yield f"tabel {table}", repr(store.rows(f'select * from "{table}"')).encode()


def kept(store: Store) -> Iterator[tuple[str, bytes]]:
    """All files that a build leaves, and the cells as a reader of the file would get them."""
    assert store.path
    yield "gudang", store.path.read_bytes()
    yield "catatan", place_of(store.path).read_bytes()
    yield "temuan", "\n".join(map(str, store.findings)).encode()
    yield from cells(store)


def papers(asked: Answers) -> Iterator[tuple[str, bytes]]:
    yield "lembar", sheet.page(asked, {}, "http://127.0.0.1").encode()
    for name in PAGES:
        yield f"gambar {name}", str(prerender.first_picture(asked.store, name, {})).encode()
    try:
        paper = prepare(asked, Filters(), options(asked))
        yield from unpacked("bahan", files.make("zip", paper))
    except Refused as nothing:
        yield "bahan", str(nothing).encode()


def api(asked: Answers) -> Iterator[tuple[str, bytes]]:
    for name in registry():
        for form in ("json", "csv", "zip"):
            try:
                said = open_data.answer(asked, city(), f"v1/kueri/{name}.{form}", [])
            except open_data.Refused as no:
                yield f"{name}.{form}", str(no).encode()
                continue
            body = said.body if isinstance(said.body, bytes) else b"".join(said.body)
            yield from unpacked(f"{name}.{form}", body)


def seen_on_pages() -> Iterator[tuple[str, bytes]]:
    app = AppTest.from_file(str(settings.ROOT / "dasbor" / "app" / "menu.py"), default_timeout=60)
    app.run()
    for name in ("ringkasan", "opd", "sumber_mutu"):
        if (ROOT / "pages" / f"{name}.py").exists():
            app.switch_page(f"../../pages/{name}.py").run()
        shown = [element.proto.body for element in app.get("html")]
        yield f"halaman {name}", " ".join([*shown, *(one.value for one in app.markdown)]).encode()


@pytest.mark.parametrize("how", SPOILT, ids=lambda how: how.__name__)
def test_a_marked_person_is_nowhere(
    how: Callable[[Rows, Contract], None], folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert spoil(folder, how) > len(CONTRACTS)
    store = versions.current()
    asked = Answers(store)
    refused = any(finding.grade == REFUSES for finding in store.findings)
    assert refused or how in (wherever_text_may_stand, strange_columns)
    leaked = []
    rooms = [kept(store), papers(asked), api(asked), seen_on_pages()]
    for room in rooms:
        for name, content in room:
            text = content.decode("utf-8", "replace")
            leaked += [(name, found[0]) for found in MARKS.finditer(text)][:1]
    leaked += [("log", found[0]) for found in MARKS.finditer(caplog.text)]
    assert not leaked, leaked


def test_what_is_masked_is_said_and_its_row_served(folder: Path) -> None:
    path = folder / "inovasi_2023.csv"
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    rows[5][rows[0].index("judul")] = f"Layanan warga, hubungi {PHONE}"
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), "utf-8")
    store = versions.current()
    [one] = [finding for finding in store.findings if finding.rule == RULE]
    assert (one.grade, one.file, one.row, one.column) == (WARNS, path.name, 6, "judul")
    assert "nomor telepon" in one.message and one.cure and not one.value
    titles = Answers(store).ask("inovasi_apa_saja").values("judul")
    assert [title for title in titles if "hubungi" in title] == [
        "Layanan warga, hubungi 08••••••32"
    ]


def test_a_key_that_is_a_person_refuses_its_file(folder: Path) -> None:
    path = folder / "inovasi_2023.csv"
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    rows[5][rows[0].index("id")] = NIK
    path.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in rows), "utf-8")
    [one] = [finding for finding in versions.current().findings if finding.rule == KEY_RULE]
    assert (one.grade, one.row, one.column, one.value) == (REFUSES, 6, "id", "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (NIK, "NIK"), ("367201 010185 0001", "NIK"), ("3672-0101-0185-0001", "NIK"),
        ("198501012010011001", "NIP"), ("19850101 201001 1 001", "NIP"), (PHONE, "nomor telepon"),
        ("+62 812 9876 5432", "nomor telepon"), (MAIL, "alamat surel"),
        ("2020-08-04 2021-08-04", ""), ("Rp1.234.567.890.123", ""), ("INV-2023-0001", ""),
        ("https://contoh.id/berita/2023/08/12345", ""), ("36.72.01.1001", ""),
    ],
)  # fmt: skip
def test_kinds(text: str, kind: str) -> None:
    assert personal_kind(text) == kind
    assert (masked(text) == text) is not bool(kind)


def test_findings_for_readers_hold_no_value() -> None:
    raw = Finding(REFUSES, f"{NIK}.csv", f"{MAIL} aneh.", "Betulkan.", 3, "judul", NAME, "tipe")
    told = for_readers(raw)
    assert not MARKS.search(str(told))
    assert (told.row, told.rule, told.cure) == (3, "tipe", "Betulkan.")


def test_a_strange_file_is_counted_and_its_name_is_nowhere(folder: Path) -> None:
    for name in (f"inovasi_2022 {NAME} {NIK}.csv", f"{NAME}.CSV"):
        (folder / name).write_text("id\n1\n", "utf-8")
    store = versions.current()
    [one] = [finding for finding in store.findings if finding.rule == "berkas_asing"]
    assert (one.grade, one.file) == (WARNS, "berkas tak dikenal")
    assert one.message.startswith("2 berkas") and one.cure
    rooms = [*kept(store), ("lembar", sheet.page(Answers(store), {}, "http://127.0.0.1").encode())]
    assert not [name for name, content in rooms if MARKS.search(content.decode("utf-8", "replace"))]


@pytest.mark.parametrize("key", ["instansi", "lisensi_data", "nama"])
@pytest.mark.parametrize("person", [NIK, "36.72.01.999006.0001", PHONE, MAIL, "budi＠contoh.id"])
def test_a_person_in_the_file_of_the_city_is_told_not_shown(
    key: str, person: str, tmp_path: Path
) -> None:
    said = f'singkat = "Cilegon"\n{key} = "Kontak {person}"\n'
    (tmp_path / "kota.toml").write_text(said, "utf-8")
    found = city(tmp_path)
    assert person not in str(found) and found.short == "Cilegon"
    [(flaw, cure)] = found.flaws
    assert key in flaw and "data pribadi" in flaw and key in cure

"""A build that takes over what has not changed is the build from nothing, table by table."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dasbor.data import build as building
from dasbor.data.store import open_file

OWN_FACTS = {"versi"}  # says when it was built
ORDERED = {"inovasi", "jelajah_inovasi", "opd"}  # as in the file, or as pages list them


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, where it counts in the order in which it lies there."""
    store = open_file(path)
    try:
        names = {name for (name,) in store.rows("select table_name from duckdb_tables()")}
        found = {name: store.rows(f"select * from {name}") for name in names - OWN_FACTS}
        return {
            name: rows if name in ORDERED else sorted(rows, key=repr)
            for name, rows in found.items()
        }
    finally:
        store.close()


def rename_agency(folder: Path) -> None:
    path = folder / "opd.csv"
    path.write_text(path.read_text("utf-8").replace("Dinas Kesehatan", "Dinas Sehat"), "utf-8")


def lose_agency(folder: Path) -> None:
    path = folder / "opd.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("dinkes,")), "utf-8")


def shorten_year(folder: Path) -> None:
    path = folder / "inovasi_2021.csv"
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:-3]), "utf-8")


def damage_year(folder: Path) -> None:
    with (folder / "inovasi_2021.csv").open("a", encoding="utf-8") as stream:
        stream.write("bukan,baris\n")


def drop_year(folder: Path) -> None:
    (folder / "inovasi_2020.csv").unlink()


def stricter_contract(folder: Path) -> None:
    path = folder / "kontrak" / "inovasi.toml"
    path.write_text(
        path.read_text("utf-8").replace('label = "Nomor inovasi"', 'label = "Lain"'), "utf-8"
    )


def nothing(folder: Path) -> None:
    """Leave the folder as it is."""


def reread(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from here on."""
    seen: list[str] = []
    read = building._read_and_check

    def noted(connection, file, *given):
        seen.append(file.name)
        return read(connection, file, *given)

    monkeypatch.setattr(building, "_read_and_check", noted)
    return seen


YEARS = {"inovasi_2020.csv", "inovasi_2021.csv"}


@pytest.mark.parametrize(
    ("change", "read"),
    [
        (nothing, set()),
        (shorten_year, {"inovasi_2021.csv"}),
        (damage_year, {"inovasi_2021.csv"}),
        (drop_year, set()),
        (rename_agency, {"opd.csv", "opd_alias.csv", "unit.csv", *YEARS}),
        (lose_agency, {"opd.csv", "opd_alias.csv", "unit.csv", *YEARS}),
        (stricter_contract, YEARS),
    ],
)
def test_only_what_changed_is_read_and_the_store_is_the_same(
    small: Path,
    change: Callable[[Path], None],
    read: set[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quick, whole = (small.parent / f"{name}.duckdb" for name in ("cepat", "utuh"))
    [earlier] = (small.parent / "gudang").glob("gudang-*")
    change(small)
    building.build(small, whole, "kini")
    seen = reread(monkeypatch)
    building.build(small, quick, "kini", earlier=earlier)
    assert set(seen) == read
    assert contents(quick) == contents(whole)


def test_a_file_with_a_warning_is_checked_again(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = small / "inovasi_2021.csv"
    head, *rows = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(head + "".join(row.replace(",register-bappeda", ",") for row in rows), "utf-8")
    earlier, quick = small.parent / "dulu.duckdb", small.parent / "cepat.duckdb"
    building.build(small, earlier, "dulu")
    assert any(f.rule == "wajib_bila" for f in open_file(earlier).findings)
    seen = reread(monkeypatch)
    building.build(small, quick, "kini", earlier=earlier)
    assert seen == ["inovasi_2021.csv"]
    assert contents(quick) == contents(earlier)


@pytest.mark.parametrize("damage", ["potong", "balik", "bukan", "tiada"])
def test_a_damaged_earlier_store_is_passed_by(small: Path, damage: str) -> None:
    earlier, quick = (small.parent / f"{name}.duckdb" for name in ("dulu", "cepat"))
    [whole] = (small.parent / "gudang").glob("gudang-*")
    shutil.copy(whole, earlier)
    sound = earlier.read_bytes()
    if damage == "potong":
        earlier.write_bytes(sound[: len(sound) // 3])
    elif damage == "balik":
        earlier.write_bytes(sound[:12288] + bytes(b ^ 0xFF for b in sound[12288:]))
    elif damage == "bukan":
        earlier.write_bytes(b"bukan gudang" * 999)
    else:
        earlier.unlink()
    building.build(small, quick, "kini", earlier=earlier)
    assert contents(quick) == contents(whole)

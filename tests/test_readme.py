"""README is held to the product: its commands, its pages, its pictures, its links."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from dasbor import __version__
from dasbor.__main__ import _parser
from dasbor.documents.frame import TITLES
from tests.world import ROOT

README = (ROOT / "README.md").read_text("utf-8")
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMAND = re.compile(r"^\.venv/bin/dasbor (.+)$", re.MULTILINE)
COMMANDS = [line for path in DOCS for line in COMMAND.findall(path.read_text("utf-8"))]


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_can_be_typed_as_it_stands(line: str) -> None:
    options = _parser().parse_args(shlex.split(line, comments=True))
    assert callable(options.perintah)


def test_every_command_of_make_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z -]+):.*##", makefile, re.MULTILINE)
    known = {name for group in targets for name in group.split()}
    for path in DOCS:
        named = set(re.findall(r"(?:^|`)make ([a-z-]+)", path.read_text("utf-8"), re.MULTILINE))
        assert named <= known, path.name


def test_the_table_of_pages_is_the_menu() -> None:
    rows = re.findall(r"^\| ([^|]+) \| `/(\w*)[^`]*` \|", README, re.MULTILINE)
    pages = {address or "ringkasan": title for title, address in rows}
    assert pages.pop("lembar", None), "the sheet of one page is an address of its own"
    for name in TITLES.keys() - pages.keys():
        pytest.fail(f"tambahkan baris `/{name}` di tabel Halaman README")
    for name in pages.keys() - TITLES.keys():
        pytest.fail(f"hapus baris `/{name}` di tabel Halaman README: halamannya tidak ada")
    assert pages == TITLES, "samakan judulnya di tabel Halaman README"


def test_the_pictures_are_there_dated_and_of_this_version() -> None:
    made = tomllib.loads((ROOT / "docs" / "gambar" / "tanggal.toml").read_text("utf-8"))
    shown = set(re.findall(r"docs/gambar/(\w+)\.png", README))
    there = {path.stem for path in (ROOT / "docs" / "gambar").glob("*.png")}
    assert shown == there == set(made["gambar"]), "make gambar"
    assert made["versi"] == __version__, "make gambar"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8")):
        assert "://" in target or (path.parent / target).exists(), target


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_files_that_a_guide_names_are_there(path: Path) -> None:
    text = path.read_text("utf-8")
    example = re.compile(
        r"[{<…]|2024|per_jenis|pelatihan|\*|/\.(?:env|terbitan)"
    )  # made up, or made later
    tops = (one for one in (*ROOT.iterdir(), *(ROOT / "dasbor").iterdir()) if one.is_dir())
    rooms = "|".join(one.name for one in tops if not one.name.startswith("."))
    for named in re.findall(rf"`((?:{rooms})/[\w./-]*\w)/?`", text):
        if not example.search(named):
            assert (ROOT / named).exists() or (ROOT / "dasbor" / named).exists(), named

"""The house: one direction of imports, few doors to the libraries, short functions, a full menu."""

import ast
import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

from dasbor.documents import frame
from tests.world import CITY, ROOT, each_of

# The rule of the rooms, as README says it: the base serves all; from there to the right each room
# may use those to its left; the gate uses data and questions, the server only the base, the app and
# the commands (cli) everything but each other.
BASE = ("settings", "format_id", "city", "metrics", "html")
ROW = ("data", "questions", "narrative", "charts", "documents")
USES = {room: {*ROW[:place]} for place, room in enumerate(ROW)}
USES |= {"gate": {"data", "questions"}, "server": set[str]()}
USES |= {room: {*ROW, "gate", "server"} for room in ("app", "cli")}
# Library -> who may import it.
DOORS = {
    "duckdb": {"dasbor/data/store.py", "dasbor/questions/sql/child.py"},  # the child: a process
    "streamlit": {"app.py", "pages/*", "dasbor/server/*", "dasbor/app/*", "dasbor/app/*/*"},
    "plotly": set[str](),
    "pandas": {"dasbor/questions/result.py", "dasbor/app/kelola/*"},
    "starlette": {"dasbor/server/*"},
    "pptx": {"dasbor/charts/pptx/*", "dasbor/documents/meeting/*"},
    "lxml": {"dasbor/gate/reading/web_table.py"},
    "python_calamine": {"dasbor/gate/reading/other_book.py"},
    "mcp": {"dasbor/documents/assistant/protocol.py"},
    "typst": {"dasbor/documents/meeting/handout.py", "dasbor/documents/share/raster.py"},
    "xlsxwriter": {
        *("dasbor/documents/archive.py", "dasbor/charts/xlsx.py"),
        *("dasbor/documents/meeting/workbook.py", "dasbor/gate/cleaning/rejects.py"),
    },
}
# What takes a template of HTML -> only written out where it is used, or under a name in capitals.
TEMPLATES = {"Html", "format_html", "format_html_join"}
READY = {  # file -> how often it says of text of its own that it is HTML
    "dasbor/charts/outlines.py": 1,  # what a sheet has drawn, each of whose words is escaped
    "dasbor/charts/svg/__init__.py": 1,  # the picture, each of whose words is escaped
    "dasbor/documents/markup/tables.py": 1,  # the template of a row, put together from HTML
    "dasbor/server/page_shell.py": 1,  # Streamlit's own page, taken apart
    "dasbor/documents/styles.py": 1,  # our style sheet
}
LONGEST, TYPICAL = 45, 20

PACKAGE = sorted((ROOT / "dasbor").rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))
SOURCES = [*PACKAGE, *PAGES, ROOT / "app.py"]
IDS = [str(path.relative_to(ROOT)) for path in SOURCES]
EVERY_SOURCE = each_of(dict(zip(IDS, SOURCES, strict=True)))
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Every dotted name a file imports, anywhere in it: ``a.b`` also for ``from a import b``."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def module(path: Path) -> str:
    """The dotted name of a file of the package, without the package's own."""
    name = path.relative_to(ROOT / "dasbor").with_suffix("").as_posix().replace("/", ".")
    return name.removesuffix("__init__").rstrip(".")


MODULES = {module(path): path for path in PACKAGE}


def used(path: Path) -> set[str]:
    """The modules of the package that a file imports."""
    inside = {n.removeprefix("dasbor.") for n in imported(path) if n.startswith("dasbor.")}
    return {n if n in MODULES else n.rpartition(".")[0] for n in inside} - {""}


def room(name: str) -> str:
    """The room of a module, "base" for the files that serve all; "" for the package's own door."""
    first = name.split(".")[0]
    return "base" if first in BASE else "" if first in ("", "__main__") else first


def allowed(path: Path, patterns: set[str]) -> bool:
    return any(path.relative_to(ROOT).match(pattern) for pattern in patterns)


def functions(tree: ast.AST) -> Iterator[Function]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: Function) -> int:
    assert function.end_lineno
    return function.end_lineno - function.lineno + 1


# --- one direction ----------------------------------------------------------------------------


def test_the_top_of_the_package_is_its_rooms() -> None:
    assert {room(name) for name in MODULES} == {"", "base", *USES}
    top = {path.name for path in (ROOT / "dasbor").iterdir() if path.name != "__pycache__"}
    assert top == {"__init__.py", "__main__.py", "aset", *USES, *(f"{name}.py" for name in BASE)}


@each_of({name or "dasbor": name for name in MODULES})
def test_a_room_uses_only_the_rooms_below_it(name: str) -> None:
    own = room(name)
    if not own:  # the package's own door may open every room
        return
    allowed = {own, "base", *USES.get(own, ())}
    strangers = sorted(n for n in used(MODULES[name]) if room(n) not in allowed)
    assert not strangers, (
        f"dasbor.{name} memakai {', '.join(strangers)}; ruang {own} hanya boleh memakai"
        f" {', '.join(sorted(USES.get(own, ()))) or 'berkas dasar'}. Pindahkan yang dipakai bersama"
        " ke ruang di bawahnya, atau berkas ini ke ruang di atasnya (docs/peta_kode.md)."
    )


def test_no_two_modules_need_each_other() -> None:
    needs = {name: {n for n in used(path) if n != name} for name, path in MODULES.items()}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        pytest.fail(f"Saling mengimpor: {circle}. Pisahkan yang dipakai bersama.")


@EVERY_SOURCE
def test_nobody_imports_what_is_private_elsewhere(path: Path) -> None:
    for name in imported(path):
        if name.startswith("dasbor."):
            assert not any(
                part.startswith("_") and part != "__version__" for part in name.split(".")
            )


@EVERY_SOURCE
def test_libraries_have_few_doors(path: Path) -> None:
    for name in {name.split(".")[0] for name in imported(path)} & set(DOORS):
        assert allowed(path, DOORS[name]), name


def test_slow_libraries_are_imported_only_when_they_are_needed() -> None:
    for tree in map(parsed, SOURCES):
        at_once = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        assert not {"pandas", "plotly"} & {ast.unparse(node).split()[1] for node in at_once}


def test_opening_a_page_loads_no_library_of_the_meeting() -> None:
    """They take a second to load: only who asks for a file waits for them."""
    code = (
        "import sys, dasbor.app.ui, dasbor.app.kelola, dasbor.__main__\n"
        "print(*sorted({'pptx', 'typst', 'xlsxwriter', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert not done.stdout.split()


# --- HTML ------------------------------------------------------------------------------------


def written_out(node: ast.expr) -> bool:
    """Whether a template is a literal, or a constant of the module: no value can be part of it."""
    is_name = isinstance(node, ast.Name) and node.id.isupper()
    return is_name or (isinstance(node, ast.Constant) and isinstance(node.value, str))


@EVERY_SOURCE
def test_no_value_becomes_html_on_its_way(path: Path) -> None:
    calls = [
        node
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in TEMPLATES and node.args
    ]
    loose = [ast.unparse(call)[:80] for call in calls if not written_out(call.args[0])]
    name = str(path.relative_to(ROOT))
    assert len(loose) == READY.get(name, 0), (
        f"{name} membuat HTML dari teks yang baru jadi saat berjalan: {'; '.join(loose)}. Tulis"
        " templatnya apa adanya dan berikan nilainya kepada format_html, yang meloloskannya."
    )


@EVERY_SOURCE
def test_html_has_one_name_and_one_door(path: Path) -> None:
    if path.name != "html.py":
        assert not {"markupsafe", "markupsafe.Markup"} & {*imported(path)}, "dasbor.html"
    assert "Markup" not in path.read_text("utf-8") or path.name == "html.py"


# --- pages ------------------------------------------------------------------------------------


def test_every_page_is_in_the_menu_and_every_entry_has_a_page() -> None:
    assert set(frame.TITLES) == {path.stem for path in PAGES}
    assert len(set(frame.TITLES.values())) == sum(map(len, frame.MENU.values())) == len(PAGES)


@each_of({path.stem: path for path in PAGES})
def test_a_page_reads_like_a_table_of_contents(path: Path) -> None:
    assert not list(functions(parsed(path)))
    assert len(path.read_text("utf-8").splitlines()) <= 80
    inside = {name.split(".")[1] for name in imported(path) if name.startswith("dasbor.")}
    assert inside <= {"app", "narrative", "charts", "documents", "city", "format_id"}


def test_no_published_figure_is_typed_into_code() -> None:
    """Totals and scores are counted or read from the ledger, never written down a second time."""
    measures = {"inovasi_terdata", "skor_iid"}  # above 100 or with decimals: no mere size
    with (CITY / "angka_publikasi.csv").open(encoding="utf-8", newline="") as ledger:
        figures = {
            float(r["nilai"])
            for r in csv.DictReader(ledger)
            if r["ukuran"] in measures and r["nilai"]
        }
    figures = {figure for figure in figures if figure > 100 or figure % 1}
    assert figures
    for path in SOURCES:
        numbers = [node.value for node in ast.walk(parsed(path)) if isinstance(node, ast.Constant)]
        assert not figures & {n for n in numbers if isinstance(n, int | float)}, path
    for path in (ROOT / "queries").glob("*.sql"):
        code = re.sub(r"--.*", "", path.read_text("utf-8"))
        assert not figures & {float(n) for n in re.findall(r"\d+(?:\.\d+)?", code)}, path


def test_only_a_few_tests_look_at_the_shipped_data() -> None:
    """Behaviour is tested on the frozen city, so that a city's own data break no test."""
    may = {"test_data.py", "test_contoh.py", "world.py", "conftest.py", "other_data.py"}
    may |= {"surfaces.py"}  # the table of standings holds for what is shipped
    looks = re.compile(r'SHIPPED(?! / "kontrak")\b|(?<!== settings\.)\bROOT / "data"|\bshipped: ')
    for path in (ROOT / "tests").rglob("*.py"):
        code = re.sub(r"(?m)^from .*$", "", path.read_text("utf-8"))
        if path.name not in may | {Path(__file__).name}:
            assert not looks.findall(code), f"{path.name}: pakai tests/kota (found_city)"


# --- taste ------------------------------------------------------------------------------------


def test_functions_are_short() -> None:
    lengths = {
        f"{path.relative_to(ROOT)}: {function.name}": length(function)
        for path in SOURCES
        for function in functions(parsed(path))
    }
    assert not {name: n for name, n in lengths.items() if n > LONGEST}
    assert median(lengths.values()) < TYPICAL


def test_no_module_is_called_utils() -> None:
    names = {path.stem for path in (ROOT / "tests").rglob("*.py")} | {p.stem for p in SOURCES}
    assert not {
        name for name in names if {"util", "utils", "helpers", "misc"} & set(name.split("_"))
    }


@each_of({str(path.relative_to(ROOT)): path for path in [*PACKAGE, ROOT / "app.py"]})
def test_what_is_public_says_what_it_is(path: Path) -> None:
    tree = parsed(path)
    assert ast.get_docstring(tree)
    for node in public(tree):
        assert ast.get_docstring(node), node.name


def public(tree: ast.Module) -> Iterator[Function | ast.ClassDef]:
    """Public functions and classes of a module, and the public methods of these classes."""
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                inner = (n for n in node.body if isinstance(n, Function))
                yield from (n for n in inner if not n.name.startswith("_"))


@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "dasbor" / "__init__.py"], ids=str)
def test_who_reads_about_the_house_reads_the_rule(path: Path) -> None:
    said = " ".join(path.read_text("utf-8").split())
    assert " < ".join(ROW) in said
    assert not {name for name in (*BASE, *USES) if name not in said}

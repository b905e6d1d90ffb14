"""The house: one direction of imports, few doors to the libraries, short functions, a full menu."""

import ast
import csv
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

from tests.dunia import AKAR, each_of

# Each layer may import those before it, and no other of the package; a folder may be one layer.
LAPIS = [
    *("settings", "metrics"),
    *("format_id", "contract", "releases", "inputs", "intake"),
    "boundaries",
    *("checks", "store", "unchanged", "reconcile", "build", "versions", "milestones"),
    *("query", "city", "provenance", "filters", "selection"),
    *("sql.guard", "sql.child", "sql.words", "sql.job", "sql.start", "sql"),
    *("narrative.sentence", "narrative", "theme"),
    *("charts.description", "charts", "charts.tiles", "charts.catalogue.years", "charts.catalogue"),
    *("report", "charts.svg", "charts.plotly", "charts.tile_map"),
    *("export", "archive", "open_data", "claims", "markup", "facets", "cards", "programme"),
    *("first_picture", "sheet", "bundle"),
    *("charts.pptx", "meeting"),
    *(
        "access",
        "ui.page",
        "ui.plot",
        "ui.frame",
        "ui.picks",
        "ui.parts",
        "ui.meeting",
        "ui",
        "gate",
        "gate_ui",
        "menu",
        "shell",
        "__main__",
    ),
]
# The server is a house of its own: the app hands it what it needs.
SERVER = "server"
# Library -> who may import it.
PINTU = {
    "duckdb": {"dasbor/store.py", "dasbor/sql/child.py"},  # the child is a process of its own
    "streamlit": {
        *("app.py", "pages/*", "dasbor/server/*"),
        *("dasbor/ui/*", "dasbor/gate_ui/*", "dasbor/menu.py"),
    },
    "plotly": set[str](),
    "pandas": {"dasbor/query.py", "dasbor/gate_ui/*"},
    "starlette": {"dasbor/server/*"},
    "pptx": {"dasbor/charts/pptx/*", "dasbor/meeting/*"},
    "lxml": set[str](),
    "typst": {"dasbor/meeting/handout.py"},
    "xlsxwriter": {"dasbor/archive.py", "dasbor/charts/xlsx.py", "dasbor/meeting/workbook.py"},
}
LONGEST, TYPICAL = 45, 20

PACKAGE = sorted((AKAR / "dasbor").rglob("*.py"))
PAGES = sorted((AKAR / "pages").glob("*.py"))
SOURCES = [*PACKAGE, *PAGES, AKAR / "app.py"]
IDS = [str(path.relative_to(AKAR)) for path in SOURCES]
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
    name = path.relative_to(AKAR / "dasbor").with_suffix("").as_posix().replace("/", ".")
    return name.removesuffix("__init__").rstrip(".")


def layer(name: str) -> str:
    """The layer of a dotted name in the package, the longest that fits; empty outside of all."""
    return max((x for x in [*LAPIS, SERVER] if f"{name}.".startswith(f"{x}.")), key=len, default="")


def layers_of(path: Path) -> set[str]:
    """The layers a file imports."""
    inside = (name for name in imported(path) if name.startswith("dasbor."))
    return {layer(name.removeprefix("dasbor.")) for name in inside} - {""}


def allowed(path: Path, patterns: set[str]) -> bool:
    return any(path.relative_to(AKAR).match(pattern) for pattern in patterns)


def functions(tree: ast.AST) -> Iterator[Function]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: Function) -> int:
    assert function.end_lineno
    return function.end_lineno - function.lineno + 1


# --- one direction ----------------------------------------------------------------------------


def test_every_module_has_its_layer() -> None:
    layers = {module(path): layer(module(path)) for path in PACKAGE if module(path)}
    assert set(layers.values()) <= {*LAPIS, SERVER}


@each_of({module(path) or "dasbor": path for path in PACKAGE})
def test_imports_go_backwards_only(path: Path) -> None:
    own = layer(module(path))
    if not own:
        assert not layers_of(path)
    elif own == SERVER:
        assert layers_of(path) <= {SERVER, "settings"}
    else:
        assert layers_of(path) <= {*LAPIS[: LAPIS.index(own)], own}


@EVERY_SOURCE
def test_nobody_imports_what_is_private_elsewhere(path: Path) -> None:
    for name in imported(path):
        if name.startswith("dasbor."):
            assert not any(
                part.startswith("_") and part != "__version__" for part in name.split(".")
            )


@EVERY_SOURCE
def test_libraries_have_few_doors(path: Path) -> None:
    for name in {name.split(".")[0] for name in imported(path)} & set(PINTU):
        assert allowed(path, PINTU[name]), name


def test_slow_libraries_are_imported_only_when_they_are_needed() -> None:
    for tree in map(parsed, SOURCES):
        at_once = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        assert not {"pandas", "plotly"} & {ast.unparse(node).split()[1] for node in at_once}


def test_opening_a_page_loads_no_library_of_the_meeting() -> None:
    """They take a second to load: only who asks for a file waits for them."""
    code = (
        "import sys, dasbor.ui, dasbor.gate_ui, dasbor.__main__\n"
        "print(*sorted({'pptx', 'typst', 'xlsxwriter', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=AKAR, capture_output=True, check=True)
    assert not done.stdout.split()


# --- pages ------------------------------------------------------------------------------------


def menu() -> dict[str, str]:
    """Page -> title, read from the entry script without running it."""
    assigned = next(
        node.value
        for node in parsed(AKAR / "dasbor" / "menu.py").body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "MENU"
    )
    groups: dict[str, dict[str, str]] = ast.literal_eval(assigned)
    pages = [page for group in groups.values() for page in group.items()]
    assert len(dict(pages)) == len(pages)
    return dict(pages)


def test_every_page_is_in_the_menu_and_every_entry_has_a_page() -> None:
    assert set(menu()) == {path.stem for path in PAGES}
    assert len(set(menu().values())) == len(PAGES)


@each_of({path.stem: path for path in PAGES})
def test_a_page_reads_like_a_table_of_contents(path: Path) -> None:
    assert not list(functions(parsed(path)))
    assert len(path.read_text("utf-8").splitlines()) <= 80
    inside = {name.split(".")[1] for name in imported(path) if name.startswith("dasbor.")}
    assert inside <= {
        *("ui", "gate_ui", "narrative", "charts", "markup", "cards", "city", "format_id")
    }


def test_no_published_figure_is_typed_into_code() -> None:
    """Totals and scores are counted or read from the ledger, never written down a second time."""
    measures = {"inovasi_terdata", "skor_iid"}  # above 100 or with decimals: no mere size
    with (AKAR / "data" / "angka_publikasi.csv").open(encoding="utf-8", newline="") as ledger:
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
    for path in (AKAR / "queries").glob("*.sql"):
        code = re.sub(r"--.*", "", path.read_text("utf-8"))
        assert not figures & {float(n) for n in re.findall(r"\d+(?:\.\d+)?", code)}, path


# --- taste ------------------------------------------------------------------------------------


def test_functions_are_short() -> None:
    lengths = {
        f"{path.relative_to(AKAR)}: {function.name}": length(function)
        for path in SOURCES
        for function in functions(parsed(path))
    }
    assert not {name: n for name, n in lengths.items() if n > LONGEST}
    assert median(lengths.values()) < TYPICAL


def test_no_module_is_called_utils() -> None:
    names = {path.stem for path in (AKAR / "tests").rglob("*.py")} | {p.stem for p in SOURCES}
    assert not {
        name for name in names if {"util", "utils", "helpers", "misc"} & set(name.split("_"))
    }


@each_of({str(path.relative_to(AKAR)): path for path in [*PACKAGE, AKAR / "app.py"]})
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


def test_the_package_says_the_same_order() -> None:
    import dasbor

    said = (inspect.getdoc(dasbor) or "").split("\n\n")[-1]
    order = [LAPIS.index(name) for name in said.replace("→", " ").split() if name in LAPIS]
    assert order and order == sorted(order)

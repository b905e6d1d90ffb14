"""Files opened by LibreOffice as an Indonesian office has it: every number is a number there."""

import io
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dasbor.city import City
from dasbor.documents import archive, crosstab, export
from dasbor.questions.answers import Answers
from dasbor.questions.result import Result
from dasbor.questions.turning import QUESTION, Turning

OFFICE = shutil.which("soffice")
INDONESIAN = 1057
CSV = f"CSV:59,34,76,1,,{INDONESIAN},false,true"  # semicolons, quotes, UTF-8, numbers detected
LOCALE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">\
<value>id-ID</value></prop></item></oor:items>
"""
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice tidak terpasang")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of LibreOffice whose language of numbers is Indonesian."""
    folder = tmp_path_factory.mktemp("kantor")
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(LOCALE, "utf-8")
    return folder


def opened(profile: Path, files: dict[str, bytes], tmp_path: Path) -> dict[str, list[list[Any]]]:
    """The cells of each file as LibreOffice has them, all opened in one go."""
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    into = tmp_path / "dibuka"
    texts = any(name.endswith(".csv") for name in files)
    words = [str(OFFICE), "--headless", f"-env:UserInstallation={profile.as_uri()}"]
    words += [f"--infilter={CSV}"] if texts else []
    words += ["--convert-to", "xlsx", "--outdir", str(into), *(str(tmp_path / n) for n in files)]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    books = {name: load_workbook(into / f"{Path(name).stem}.xlsx") for name in files}
    return {
        name: [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
        for name, book in books.items()
    }


def everything(asked: Answers) -> dict[str, Result]:
    """Every question that has rows, asked with its first choice."""
    usual = {
        name: {key: values[0] for key, values in query.choices.items()}
        for name, query in asked.offered.items()
    }
    results = {name: asked.ask(name, **given) for name, given in usual.items()}
    return {name: result for name, result in results.items() if result.rows}


def same(found: Any, value: Any) -> bool:
    """Whether a cell holds what was written, as the kind of thing that it is."""
    if value is None or value == "":
        return found is None
    if isinstance(value, bool):
        return found in (value, "ya" if value else "tidak", f"={str(value).upper()}()")
    if isinstance(value, int | float):
        return isinstance(found, int | float) and float(found) == pytest.approx(float(value))
    if isinstance(value, date | datetime) or isinstance(found, datetime):  # a text may be a day
        return str(found)[:10] == str(value)[:10]
    return str(found).lstrip("'") == str(value) or str(found) == str(value)


def check(rows: list[list[Any]], wanted: list[tuple[Any, ...]], name: str) -> None:
    _, *found = rows
    assert len(found) == len(wanted) > 0, name
    for got, row in zip(found, wanted, strict=True):
        cells = [*got, *[None] * (len(row) - len(got))]
        for cell, value in zip(cells, row, strict=True):
            if isinstance(value, str) and value.isdecimal():
                continue  # text that looks like a number: LibreOffice decides
            assert same(cell, value), (name, cell, value)


def test_excel_style_csv_has_numbers_where_numbers_are(
    demonstrated: Answers, profile: Path, tmp_path: Path
) -> None:
    asked = demonstrated.demonstration or demonstrated
    results = everything(asked)
    files = {
        f"{name}.csv": b"".join(export.in_style(export.EXCEL, result, result.rows, "Kota"))
        for name, result in results.items()
    }
    for name, rows in opened(profile, files, tmp_path).items():
        check(rows, list(results[name.removesuffix(".csv")].in_files()), name)


def test_workbooks_and_pivots_are_typed(
    demonstrated: Answers, profile: Path, tmp_path: Path
) -> None:
    asked, city = demonstrated.demonstration or demonstrated, City("Kota Uji")
    results = everything(asked)
    files = {f"{name}.xlsx": archive.workbook(result, city) for name, result in results.items()}
    turning = Turning("opd", "tahun", "jenis", measure="baris_persen", zeros=True)
    pivot = asked.ask(QUESTION, **turning.parameters(totals=True))
    files["pivot.xlsx"] = crosstab.as_workbook(pivot, city)
    found = opened(profile, files, tmp_path)
    for name, result in results.items():
        check(found[f"{name}.xlsx"], list(result.in_files()), name)
    written = load_workbook(io.BytesIO(files["pivot.xlsx"])).worksheets[0]
    check(found["pivot.xlsx"], list(written.iter_rows(min_row=2, values_only=True)), "pivot")

"""What the product hands out of a dataset is accepted back unchanged, with labels as with codes."""

import csv
import io
from pathlib import Path

import pytest

from dasbor import settings
from dasbor.city import city as city_of
from dasbor.data.contract import Contract
from dasbor.data.versions import Publisher
from dasbor.documents import open_data
from dasbor.gate import cleaning, contents, output, service
from dasbor.gate.account import by_column
from dasbor.gate.cleaning import YearChoice
from dasbor.gate.model import Refused, Unreadable
from dasbor.gate.references import references
from dasbor.questions.answers import Answers
from dasbor.questions.query import registry
from tests.world import CONTRACTS


def in_force(asked: Answers, contract: Contract, year: int | None) -> dict[str, bytes]:
    """The files as the gate would write them."""
    names = [column.name for column in contract.columns]
    where = f"where tahun = {year}" if year else ""
    rows = asked.store.rows(
        f"select {', '.join(names)} from {contract.name} {where} order by rowid"
    )
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return output.files(contract, dict(zip(names, columns, strict=True)))


def comes_back(asked: Answers, contract: Contract, name: str, content: bytes) -> None:
    opened = service.open_upload(name, content, settings.data_folder())
    at = opened.best()
    found = [match for match in opened.matches[at] if match.dataset == contract.name]
    assert found, f"{contract.name} tidak dikenali: {opened.sheets[at].header}"
    year = in_force_year(asked, contract)
    known = references(asked.store)
    made = cleaning.clean(opened.sheets[at], found[0], contract, known, YearChoice())
    assert not made.rejected, made.rejected[:3]
    assert output.files(contract, by_column(made.rows)[1]) == in_force(asked, contract, year)


def in_force_year(asked: Answers, contract: Contract) -> int | None:
    return contents.years(contract, asked.store)[0] if contract.yearly else None


def with_rows(asked: Answers) -> list[Contract]:
    """The datasets of the city that have rows."""
    return [
        contract
        for name, contract in CONTRACTS.items()
        if asked.store.rows(f"select 1 from {name} limit 1")
    ]


def test_what_is_in_force_comes_back_unchanged(city: Answers) -> None:
    flaws = []
    for contract in with_rows(city):
        year = in_force_year(city, contract)
        written = io.StringIO()
        csv.writer(written).writerows(contents.lines(contract, city.store, year))
        [(file, codes)] = in_force(city, contract, year).items()
        for name, content in (
            (f"{contract.name}.csv", written.getvalue().encode()),
            (f"{contract.name}.xlsx", contents.as_workbook(contract, city.store, year)),
            (file, codes),
        ):
            try:
                comes_back(city, contract, name, content)
            except AssertionError as flaw:
                flaws.append(f"{contract.name} ({name}): {str(flaw)[:300]}")
    assert not flaws, "\n".join(flaws)


@pytest.mark.parametrize("name", ["opd", "target"])
def test_labels_stand_in_place_of_codes(city: Answers, name: str) -> None:
    header, *rows = contents.lines(CONTRACTS[name], city.store)
    assert header == list(CONTRACTS[name].labels.values()) and rows
    cells = {cell for row in rows for cell in row}
    if name == "target":
        assert "Inovasi yang terdata" in cells and "inovasi_terdata" not in cells


def public_file(asked: Answers, name: str, form: str) -> bytes:
    made = open_data.answer(asked, city_of(), f"v1/kueri/{name}.{form}", [])
    return made.body or b"".join(made.parts)


def loaded(name: str, content: bytes, data: Path, publisher: Publisher) -> service.Proposal | None:
    """What a public file would publish; nothing when it is told apart from a dataset."""
    try:
        opened = service.open_upload(name, content, data)
        sheet = opened.best()
        if not opened.matches[sheet]:
            return None
        made = service.propose(
            *(opened, sheet, opened.matches[sheet][0], YearChoice(), data, publisher.fresh),
            add=True,
        )
    except (Unreadable, Refused):
        return None
    return made if made.files else None


def test_public_files_come_back_unchanged_or_are_told_apart(
    city: Answers, city_copy: Path, tmp_path: Path
) -> None:
    publisher, taken, flaws = Publisher(city_copy, tmp_path / "gudang"), set(), []
    names = [name for name, query in registry().items() if not query.choices]
    for name in names:
        for form in ("csv", "xlsx"):
            if form == "xlsx" and name not in taken:
                continue  # a form of what is no dataset
            made = loaded(f"{name}.{form}", public_file(city, name, form), city_copy, publisher)
            if not made:
                continue
            taken.add(name)
            account = made.account
            if not made.effect.nothing or account.rejected or account.pending:
                flaws.append(f"{name}.{form}: {made.obstacle or made.findings[:2]}")
    assert not flaws, flaws
    assert {"inovasi_apa_saja", "angka_terbit_apa_saja"} <= taken


def test_an_answer_is_no_dataset(city: Answers, city_copy: Path, tmp_path: Path) -> None:
    content = public_file(city, "target_apa_saja", "csv")
    opened = service.open_upload("target.csv", content, city_copy)
    fresh = Publisher(city_copy, tmp_path / "gudang").fresh
    with pytest.raises(Refused, match="jawaban dasbor ini"):
        service.propose(opened, 0, opened.matches[0][0], YearChoice(), city_copy, fresh)

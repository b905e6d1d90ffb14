"""Files that are published beside those of a register: its passport, new sources, examples that go.

All of it is taken back together with the register.
"""

from collections.abc import Collection, Mapping, Sequence

from dasbor.data.contract import Contract
from dasbor.gate import output, passport
from dasbor.gate.passport import PASSPORTS, Passport
from dasbor.gate.service.baseline import Present
from dasbor.gate.sources import SOURCES, Source, rows_of


def files(
    present: Present,
    contract: Contract,
    shelf: Contract,
    years: Collection[int],
    declared: Passport,
    new: Sequence[Source],
) -> dict[str, bytes]:
    """All of them. ``contract`` is that of the sheet, ``shelf`` the one whose files it fills."""
    return {
        **_passports(present, shelf, years, declared),
        **_sources(present, new),
        **_examples_gone(present, contract, shelf, years),
    }


def _passports(
    present: Present, shelf: Contract, years: Collection[int], declared: Passport
) -> dict[str, bytes]:
    """The passports with those of these years."""
    if not (declared.measure and PASSPORTS in present.contracts and years):
        return {}
    contract = present.contracts[PASSPORTS]
    columns = passport.rows_of(declared, shelf.name, years, contract)
    return output.files(contract, columns, present.kept(contract, columns))


def _sources(present: Present, new: Sequence[Source]) -> dict[str, bytes]:
    """The list of sources with new ones."""
    if not new:
        return {}
    contract = present.contracts[SOURCES]
    columns = rows_of(new, contract)
    return output.files(contract, columns, present.kept(contract, columns))


def _examples_gone(
    present: Present, contract: Contract, shelf: Contract, years: Collection[int]
) -> Mapping[str, bytes]:
    """Illustrative rows of years that now have a real register, on another shelf."""
    if shelf.name == contract.name:
        return {}
    only_examples = present.store.rows(
        "select tahun from berkas where dataset = $nama and dipakai and baris > 0"
        " and baris = baris_contoh",
        {"nama": contract.name},
    )
    return {
        contract.file.replace("{tahun}", str(year)): output.header(contract)
        for (year,) in only_examples
        if year in years
    }

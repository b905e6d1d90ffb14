"""What a register counts, by whom, as of when: asked at publication, preset from the file.

Two registers of one year may stand side by side when they count by different measures; each has a
contract of its own, of which one is ``like`` the other.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from dasbor.data.belonging import OWN_SOURCE
from dasbor.data.contract import Contract
from dasbor.data.headers import plain
from dasbor.data.store import Store
from dasbor.format_id import MISSING, day
from dasbor.gate.dates import order_of, parse_date
from dasbor.gate.model import Change, Match, Sheet
from dasbor.gate.references import References
from dasbor.gate.values import parse_year

PASSPORTS = "paspor_register"
PERIODS = ("setahun penuh", "tahun berjalan", "saat kegiatan", "tidak dinyatakan")
# Columns that only the export of the index application has, whatever its year.
MINISTRY = frozenset(
    ("admin opd", "pemda", "asta cipta", "urusan lain yang beririsan", "urusan pemerintah",
     "nama inisiator", "tanggal input", "koordinat", "video", "link video", "youtube", "c 19")
)  # fmt: skip
ENOUGH = 4  # of them


@dataclass(frozen=True)
class Passport:
    """What is declared of a register; empty is unknown. ``source`` is a key of the list."""

    measure: str = ""
    source: str = ""
    as_of: date | None = None
    period: str = ""
    certainty: str = ""

    def over(self, preset: "Passport") -> "Passport":
        """This, and of the preset what is not said here."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        return replace(preset, **{name: value for name, value in said.items() if value})


@dataclass(frozen=True)
class Offer:
    """What can be declared, in words by code, and what the file lets one expect.

    ``measure`` is the one it speaks of; ``presets`` are passports by measure, also by none.
    """

    measures: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    grades: Mapping[str, str] = field(default_factory=dict)
    measure: str = ""
    presets: Mapping[str, Passport] = field(default_factory=dict)

    def preset(self, measure: str = "") -> Passport:
        """What to expect of a register of that measure, by default of the one expected."""
        return self.presets.get(measure or self.measure, Passport())

    def lacks_source(self, passport: Passport) -> bool:
        """Whether it has yet to be said by whom the register is."""
        return bool(self.sources) and not passport.source

    def words(self, passport: Passport) -> dict[str, str]:
        """A passport as people read it, by what is asked."""
        as_of = day(passport.as_of) if passport.as_of else "tidak dinyatakan"
        return {
            "Ukuran": self.measures.get(passport.measure, passport.measure) or MISSING,
            "Sumber": self.sources.get(passport.source, passport.source) or MISSING,
            "Per tanggal": as_of,
            "Cakupan": passport.period or MISSING,
        } | ({"Kepastian": passport.certainty} if passport.certainty else {})


def family(contracts: Mapping[str, Contract], contract: Contract) -> list[Contract]:
    """The contract and those that are like it."""
    return [contract, *(one for one in contracts.values() if one.like == contract.name)]


def measures_of(contract: Contract) -> tuple[str, ...]:
    """The measures that the whole of a register can be counted by."""
    whole = [count for count in contract.counts if not count.column]
    return tuple(measure for count in whole for measure in count.measures)


def shelf(contracts: Mapping[str, Contract], contract: Contract, measure: str) -> Contract:
    """The contract whose files hold a register of that measure."""
    fits = (one for one in family(contracts, contract) if measure in measures_of(one))
    return next(fits, contract)


def offer(
    contracts: Mapping[str, Contract],
    contract: Contract,
    store: Store,
    references: References,
    sheet: Sheet,
    match: Match,
    year: int | None,
    today: date,
) -> Offer:
    """What can be declared of a sheet; nothing where no passports are kept."""
    if PASSPORTS not in contracts or not contract.yearly:
        return Offer()
    labels = dict(store.rows("select ukuran, label from ukuran")) if "ukuran" in contracts else {}
    codes = [code for one in family(contracts, contract) for code in measures_of(one)]
    measures = {code: labels.get(code, code) for code in codes if not labels or code in labels}
    if not measures:
        return Offer()
    years = {year} if year else _years(sheet, match)
    sources = dict(references.names["sumber"].labels) if "sumber" in references.names else {}
    sources |= dict(store.rows("select sumber, judul from sumber")) if sources else {}
    grades = references.names["kepastian"].labels if "kepastian" in references.names else {}
    measure = _measure(contracts, contract, store, sheet, years, list(measures))
    told = Passport(
        source=_named(sheet, match, sources),
        as_of=_as_of(sheet, match, years, today),
        period=PERIODS[1] if years == {today.year} else PERIODS[3],
    )
    presets = {"": told}
    for code in measures:
        own = OWN_SOURCE if code in measures_of(contract) and OWN_SOURCE in sources else ""
        kept = _kept(store, shelf(contracts, contract, code).name, code, years)
        presets[code] = kept.over(replace(told, measure=code, source=own or told.source))
    return Offer(measures, sources, grades, measure, presets)


def _measure(
    contracts: Mapping[str, Contract],
    contract: Contract,
    store: Store,
    sheet: Sheet,
    years: set[int],
    measures: Sequence[str],
) -> str:
    """The measure that name or columns speak of, else that of these years so far, else the own."""
    if told := _of_relatives(family(contracts, contract)[1:], sheet):
        return told[0]
    own = measures_of(contract)
    ledger = "angka_publikasi" in contracts and "sumber" in contracts
    asked = "select tahun, ukuran from tahun_data where dataset = $nama and ukuran is not null"
    served = store.rows(asked, {"nama": contract.name}) if ledger else []
    known = {measure for year, measure in served if year in years and measure in own}
    if len(known) > 1:
        return ""
    return next(iter(known), own[0] if own else measures[0])


def _of_relatives(relatives: Sequence[Contract], sheet: Sheet) -> list[str]:
    """The measures of a register like this one, whose file name or columns the sheet has."""
    ministry = len(MINISTRY & {plain(word) for word in sheet.header}) >= ENOUGH
    heads = {one.name: one.file.partition("{tahun}")[0] for one in relatives}
    named = [one for one in relatives if sheet.file.casefold().startswith(heads[one.name])]
    return [code for one in named or (relatives if ministry else ()) for code in measures_of(one)]


def _kept(store: Store, dataset: str, measure: str, years: set[int]) -> Passport:
    """What was declared of these years before, when it was the same for all of them."""
    rows = store.rows(
        "select tahun, ukuran, sumber, per_tanggal, cakupan_waktu, kepastian"
        f" from {PASSPORTS} where dataset = $nama and ukuran = $ukuran",
        {"nama": dataset, "ukuran": measure},
    )
    found = {
        Passport("", source or "", None, period or "", certainty or "")
        for year, _, source, _, period, certainty in rows
        if year in years
    }
    return found.pop() if len(found) == 1 else Passport()


def _cells(sheet: Sheet, match: Match, name: str) -> set[str]:
    """The distinct texts of a column."""
    if name not in match.columns:
        return set()
    return set(map(str.strip, set(sheet.texts(match.columns.index(name)))))


def _named(sheet: Sheet, match: Match, sources: Mapping[str, str]) -> str:
    """The one known source that all rows name, by key or title; empty when they do not."""
    named = _cells(sheet, match, "sumber")
    found = [key for key, title in sources.items() if named in ({key}, {title})]
    return found[0] if len(found) == 1 else ""


def _years(sheet: Sheet, match: Match) -> set[int]:
    found = (parse_year(text).value for text in _cells(sheet, match, "tahun") if text)
    return {year for year in found if year}


def _as_of(sheet: Sheet, match: Match, years: Collection[int], today: date) -> date | None:
    """The last day on which something was entered: the export can be no older.

    A day before the year of the register says nothing of when it was exported.
    """
    begun = date(max(years), 1, 1) if years else date.min
    texts = dict.fromkeys(_cells(sheet, match, "tanggal_input"))
    order, _ = order_of(texts)
    read = (parse_date(text, order).value for text in texts if text)
    return max((value for value in read if value and begun <= value <= today), default=None)


def rows_of(
    passport: Passport, dataset: str, years: Iterable[int], contract: Contract
) -> dict[str, list[Any]]:
    """The passports of a register's years, by column of their contract."""
    said = {
        "dataset": dataset, "ukuran": passport.measure, "sumber": passport.source or None,
        "per_tanggal": passport.as_of, "cakupan_waktu": passport.period or PERIODS[3],
        "kepastian": passport.certainty or None,
    }  # fmt: skip
    known = sorted(years)
    columns = [column.name for column in contract.columns]
    return {
        name: list(known) if name == "tahun" else [said.get(name)] * len(known) for name in columns
    }


def changes(words: Mapping[str, str], sheet: Sheet) -> Iterator[Change]:
    """What is declared and does not stand in the file, as lines of the account."""
    for asked, answer in words.items():
        reason = "dinyatakan untuk seluruh daftar"
        yield Change(sheet.header_row, asked, "", answer, reason)

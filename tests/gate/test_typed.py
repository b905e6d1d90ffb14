"""Entries that are typed, and templates that are filled in.

Every dataset is added to, changed, refused and taken back, and loses no row that nobody touched.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

import openpyxl
import pytest

from dasbor.data.contract import Contract
from dasbor.data.releases import Releases
from dasbor.data.sourcing import everything
from dasbor.data.versions import Publisher
from dasbor.gate import contents, output, service, spoken, typed
from dasbor.gate.cleaning import YearChoice
from dasbor.gate.effect import NOTHING
from dasbor.gate.model import Match, Refused
from dasbor.gate.references import references
from dasbor.gate.service.baseline import Present
from tests.world import CONTRACTS, found_city

Entry = dict[str, str]
Lines = Counter[tuple[str, ...]]
OFFERED = {one.name: one for one in typed.offered(CONTRACTS.values())}
HANDED_OUT = {name: one for name, one in CONTRACTS.items() if not one.like}
FURTHER = {  # what the frozen city has none of
    "lanjutan": "nomor,nomor_terdahulu,hubungan\nA-2,A-1,lanjutan\nB-2,B-1,inovasi lain\n",
    "pandangan": "nama,halaman,tautan,pemilik\nDigital,jelajah,?cari=digital,ani\n",
    "sumber_alias": "alias,sumber\nRegister lama,register-bappeda\nBerita,antara-2020\n",
    "daerah_lain": "daerah,kode_wilayah\nKabupaten Antah,36.01\nKota Berantah,36.75\n",
    "angka_daerah_lain": "daerah,ukuran,tahun,nilai,sumber,kepastian,kedudukan\n"
    "Kabupaten Antah,inovasi_terdata,2023,41,register-bappeda,B,terbit\n"
    "Kota Berantah,inovasi_terdata,2023,57,register-bappeda,B,terbit\n",
}


class Office:
    """A data folder, what is served of it, and what would be published into it."""

    def __init__(self, folder: Path, stores: Path) -> None:
        self.folder, self._publisher = folder, Publisher(folder, stores)
        self.fresh = self._publisher.fresh

    def entries(self, contract: Contract) -> list[Entry]:
        return contents.entries(contract, self.fresh())

    def labels(self, contract: Contract) -> Mapping[str, Mapping[str, str]]:
        return spoken.labels(self.fresh(), contract)

    def sent(
        self, contract: Contract, before: list[Entry], after: list[Entry]
    ) -> typed.Sent | None:
        return typed.sent(contract, before, after, references(self.fresh()))

    def propose(
        self, contract: Contract, name: str, content: bytes, whole: bool = False
    ) -> service.Proposal:
        opened = service.open_upload(name, content, self.folder)
        matches = {match.dataset: match for match in opened.matches[0]}
        columns = tuple(column.name for column in contract.columns)  # as the form says
        match = matches.get(contract.name, Match(contract.name, columns, True))
        year = YearChoice(None, "tahun" if contract.yearly else "")
        made = service.propose(opened, 0, match, year, self.folder, self.fresh, add=not whole)
        assert not made.account.rejected, (contract.name, made.account.rejected[:2])
        return made

    def publish(self, made: service.Proposal) -> int:
        agreed = [consent.key for consent in made.consents]
        return service.publish(made, self.folder, "ani", "uji", agreed=agreed).number

    def moved(self, contract: Contract, made: service.Proposal) -> tuple[Lines, Lines]:
        """The lines that a proposal takes away, and those that it brings."""
        names = [column.name for column in contract.columns]
        rows = self.fresh().rows(f"select {', '.join(names)} from {everything(contract)}")
        columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
        now = output.files(contract, columns) if columns else {}
        before, after = (
            lines(files.get(name, b"") for name in made.files if name in own(contract, made))
            for files in (now, made.files)
        )
        return before - after, after - before


def own(contract: Contract, made: service.Proposal) -> set[str]:
    return {name for name in made.files if name == contract.file or contract.year_of(name)}


def lines(contents: Iterator[bytes]) -> Lines:
    """What stands below the headers."""
    found: Lines = Counter()
    for content in contents:
        _, _, rows = content.decode().partition("\n")
        found.update(map(tuple, csv.reader(io.StringIO(rows))))
    return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """For all that publish nothing."""
    place = tmp_path_factory.mktemp("ketik")
    folder = found_city(place / "data")
    for name, text in FURTHER.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return Office(folder, place / "gudang")


@pytest.fixture
def unbuilt(monkeypatch: pytest.MonkeyPatch) -> None:
    """No store of what a file would publish: the files tell enough."""
    monkeypatch.setattr(Present, "outcome", lambda *_: (NOTHING, ()))


# --- other values -----------------------------------------------------------------------------


def others(
    contract: Contract, name: str, value: str, labels: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    """Further values that a column takes."""
    column = contract.column(name)
    if known := [*labels.get(name, ()), *column.allowed]:
        yield from (one for one in known if one != value)
    elif name in ("tahun", "edisi"):
        yield from (str(int(value) - back) for back in range(1, 20))
    elif column.type in ("bulat", "desimal"):
        most = column.maximum if column.maximum is not None else 1e9
        yield from (str(n) for n in range(int(column.minimum or 0), int(most)) if str(n) != value)
    elif column.type == "ya_tidak":
        yield "tidak" if value == "ya" else "ya"
    elif column.type == "tanggal":
        yield "2021-02-03"
    else:
        yield f"{value} uji"


def added(contract: Contract, entries: list[Entry], office: Office) -> Entry:
    """An entry like the last one, under a key that there is not yet; the same if all are taken."""
    labels, last = office.labels(contract), entries[-1]
    taken = {tuple(entry[name] for name in contract.key) for entry in entries}
    ways = ([last[name], *_first(others(contract, name, last[name], labels))]
            for name in contract.key)  # fmt: skip
    key = next((key for key in product(*ways) if key not in taken), ())
    return last | dict(zip(contract.key, key, strict=False))


def _first(values: Iterator[str]) -> list[str]:
    return [value for _, value in zip(range(60), values, strict=False)]


def changed(contract: Contract, entry: Entry, office: Office) -> tuple[str, str]:
    """A column beside the key, and another value for it: free text where there is some."""
    labels = office.labels(contract)
    beside = [column for column in contract.columns if column.name not in contract.key]
    free = [c for c in beside if c.type == "teks" and not c.allowed and c.name not in labels]
    filled = [c for c in free if entry[c.name]] or free
    column = (filled or [c for c in beside if c.name != "tahun"])[0]
    return column.name, next(others(contract, column.name, entry[column.name], labels))


# --- each dataset -----------------------------------------------------------------------------


@pytest.mark.usefixtures("unbuilt")
@pytest.mark.parametrize("name", sorted(OFFERED.keys()))
def test_entries_are_added_changed_and_deleted_and_others_stay(name: str, office: Office) -> None:
    contract = OFFERED[name]
    entries = office.entries(contract)
    assert office.sent(contract, entries, entries) is None
    new = added(contract, entries, office)
    column, value = changed(contract, entries[0], office)
    other = [{**entries[0], column: value}, *entries[1:]]
    ways = [(other, False, 1, 1)]
    ways += [([*entries, new], False, 0, 1)] if new != entries[-1] else []
    ways += [(entries[1:], True, 1, 0)] if len(entries) > 1 else []
    for after, whole, gone, came in ways:
        sent = office.sent(contract, entries, after)
        assert sent and sent.whole is whole
        made = office.propose(contract, sent.name, sent.content, sent.whole)
        moved = tuple(sum(part.values()) for part in office.moved(contract, made))
        assert moved == (gone, came), (name, office.moved(contract, made))


@pytest.mark.parametrize("name", sorted(OFFERED.keys()))
def test_what_is_wrong_is_refused_in_the_words_of_the_form(name: str, office: Office) -> None:
    contract = OFFERED[name]
    entries = office.entries(contract)
    wrong = {"desimal": "2,6,0", "bulat": "dua", "tanggal": "31-31-2024", "ya_tidak": "mungkin"}
    cases = [(c, wrong[c.type], f"{c.label} “{wrong[c.type]}”")
             for c in contract.columns if c.type in wrong]  # fmt: skip
    cases += [(c, "", f"Belum diisi: {c.label}") for c in contract.columns
              if c.required and not typed.makes(contract, c)]  # fmt: skip
    cases += [(c, "entah apa", f"{c.label} “entah apa”") for c in contract.columns
              if c.allowed]  # fmt: skip
    for column, value, words in cases:
        with pytest.raises(Refused) as refusal:
            office.sent(contract, entries, [*entries[1:], {**entries[0], column.name: value}])
        assert str(refusal.value).startswith(words), refusal.value
    twice = {**entries[0], **dict([changed(contract, entries[0], office)])}
    with pytest.raises(Refused, match="sudah ada"):
        office.sent(contract, entries, [*entries, twice])


@pytest.mark.usefixtures("unbuilt")
@pytest.mark.parametrize("name", sorted(HANDED_OUT.keys() - {"paspor_register"}))
def test_a_template_is_changed_loaded_and_takes_nothing_else_along(
    name: str, office: Office
) -> None:
    contract, store = HANDED_OUT[name], office.fresh()
    year = contents.years(contract, store)[0] if contract.yearly else None
    entries = [one for one in office.entries(contract) if not year or one["tahun"] == str(year)]
    column, value = changed(contract, entries[0], office)
    at = [one.name for one in contract.columns].index(column)
    book = openpyxl.load_workbook(io.BytesIO(contents.as_workbook(contract, store, year)))
    book.active.cell(2, at + 1).value = office.labels(contract).get(column, {}).get(value, value)
    book.active.delete_rows(3, book.active.max_row)  # whoever sends one row back loses no other
    loaded = io.BytesIO()
    book.save(loaded)
    rows = [[one.name for one in contract.columns], list({**entries[0], column: value}.values())]
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    file = contract.file.replace("{tahun}", str(year))
    for file_name, content in ((f"{name}.xlsx", loaded.getvalue()),
                               (file, written.getvalue().encode())):  # fmt: skip
        made = office.propose(contract, file_name, content)
        gone, came = office.moved(contract, made)
        assert (gone.total(), came.total()) == (1, 1), (file_name, gone, came)


# --- the whole way ----------------------------------------------------------------------------


def test_templates_are_published_one_after_the_other_and_taken_back(
    city_copy: Path, tmp_path: Path
) -> None:
    office = Office(city_copy, tmp_path / "gudang")
    routine = [one for one in HANDED_OUT.values() if one.routine and one.name not in FURTHER]
    before = {one.name: office.entries(one) for one in routine}
    for number, contract in enumerate(routine, 1):
        year = contents.years(contract, office.fresh())[0] if contract.yearly else None
        entry = next(e for e in before[contract.name] if not year or e["tahun"] == str(year))
        column, value = changed(contract, entry, office)
        written = io.StringIO()
        csv.writer(written).writerows([list(entry), list({**entry, column: value}.values())])
        file = contract.file.replace("{tahun}", str(year))
        made = office.propose(contract, file, written.getvalue().encode())
        rows = [one for one in made.effect.rows if one.dataset == contract.name]
        assert [(r.year, r.new, r.gone, r.changed) for r in rows] == [(year, 0, 0, 1)]
        assert office.publish(made) == number
    assert {one.name: office.entries(one) for one in routine} != before
    back = service.look(city_copy, office.fresh(), 0)
    assert {one.dataset for one in back.effect.rows} >= {one.name for one in routine}
    service.take_back(back, city_copy, "ani", "keliru")
    assert {one.name: office.entries(one) for one in routine} == before
    assert Releases(city_copy).verify() == []


def test_an_entry_without_a_source_waits_and_is_not_lost(city_copy: Path, tmp_path: Path) -> None:
    """It is kept when others come, can be chosen, and is shown once its source is known."""
    office, contract = Office(city_copy, tmp_path / "gudang"), OFFERED["penghargaan"]
    shown = "select count(*) from penghargaan"
    entries, before = office.entries(contract), office.fresh().rows(shown)
    waits = {**entries[-1], "id": "", "nama": "Anugerah Uji", "sumber": "", "kepastian": ""}
    for entry in (waits, {**entries[-1], "id": "uji", "nama": "Lomba lain"}):
        now = office.entries(contract)
        sent = office.sent(contract, now, [*now, entry])
        assert sent
        made = office.propose(contract, sent.name, sent.content)
        told = [one.message for one in made.findings if one.rule == "menunggu_sumber"]
        assert bool(told) is (entry is waits)
        office.publish(made)
    assert office.fresh().rows(shown) == [(before[0][0] + 1,)]
    now = office.entries(contract)
    [late] = [entry for entry in now if entry["nama"] == "Anugerah Uji"]
    assert late["id"].startswith("anugerah-uji-") or late["id"].startswith(f"{late['hasil']}")
    sourced = {**late, "sumber": entries[-1]["sumber"], "kepastian": "B"}
    sent = office.sent(contract, now, [*(e for e in now if e is not late), sourced])
    assert sent and not sent.whole
    office.publish(office.propose(contract, sent.name, sent.content))
    assert office.fresh().rows(shown) == [(before[0][0] + 2,)]


def test_an_entry_under_another_key_takes_the_place_of_the_old_one(office: Office) -> None:
    contract = OFFERED["target"]
    entries = office.entries(contract)
    sent = office.sent(contract, entries, [*entries[1:], {**entries[0], "tahun": "2031"}])
    assert sent and sent.whole and sent.content.decode().count("\n") == len(entries) + 1
    with pytest.raises(Refused, match="Entri terakhir"):
        office.sent(contract, entries, [])

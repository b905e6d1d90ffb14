"""Write the illustrative rows that stand in for the registers nobody has published.

    python alat/buat_contoh.py [--data FOLDER]

How many rows a year gets comes from the ledger (``angka_publikasi.csv``), which offices must have
some from ``fakta_bernama.csv``, allowed values from the contracts. Rows with asal = publikasi stay
as they are, and a file without any row marked asal = contoh is real and is not touched.
"""

import argparse
import csv
import io
import random
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

Row = dict[str, str]

SEED = "register contoh"
STAY = 0.88  # chance that an innovation of an office still present is in next year's register
ADVANCE = 0.6  # chance that such an innovation moves on to the next stage
FEWEST_ABSENT = 5  # offices without a single innovation, in every year
# The published totals cover these two forms only, so illustrative rows have no third.
FORMS = {"Inovasi pelayanan publik": 7, "Inovasi tata kelola pemerintahan daerah": 3}
KINDS = {"Digital": 4, "Non Digital": 6}
INITIATORS = {"Perangkat Daerah": 11, "ASN": 6, "Masyarakat": 2, "Kepala Daerah": 1}
FIRST_STAGES = {"Inisiatif": 3, "Uji Coba": 5, "Penerapan": 2}
STAGES = ("Inisiatif", "Uji Coba", "Penerapan")
# Stage of the Lab Inovasi -> chance that an idea goes on to it; 1 = held for all of them at once.
LAB_STAGES = {"drum_up": 1.0, "diagnose": 1.0, "design": 0.8, "deliver": 0.75, "display": 0.7}
LAB_DAYS = (6, 75)  # days from one stage to the next
AFTER_PLAN = timedelta(days=91)  # the ideas are looked at a quarter after the last planned end


def read_rows(path: Path) -> list[Row]:
    """All rows of a CSV file; none when the file does not exist."""
    if not path.exists():
        return []
    # A real file may be in any encoding; surrogates let its bytes pass unharmed.
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        return list(csv.DictReader(stream))


@dataclass(frozen=True)
class DataFolder:
    """The data folder, as far as the generator looks into it."""

    path: Path

    def contract(self, dataset: str) -> dict[str, Any]:
        """The contract of a dataset."""
        return tomllib.loads((self.path / "kontrak" / f"{dataset}.toml").read_text("utf-8"))

    def file(self, dataset: str, year: int) -> Path:
        """Where a dataset's rows of one year lie."""
        return self.path / str(self.contract(dataset)["berkas"]).format(tahun=year)

    @cached_property
    def ledger(self) -> list[Row]:
        """The published figures in use."""
        rows = read_rows(self.path / "angka_publikasi.csv")
        return [row for row in rows if row["dipakai"] == "ya" and row["nilai"]]

    @cached_property
    def named(self) -> list[Row]:
        """The facts in which a source names an office."""
        return [row for row in read_rows(self.path / "fakta_bernama.csv") if row["opd"]]

    def published(self, measures: Sequence[str]) -> dict[int, int]:
        """The published figure of each year for any of these measures."""
        rows = [row for row in self.ledger if row["ukuran"] in measures]
        return {int(row["tahun"]): round(float(row["nilai"])) for row in rows}

    def totals(self, dataset: str) -> dict[int, int]:
        """How many rows a dataset should have in each year."""
        return self.published(next(c for c in self.counts(dataset) if c.get("utama"))["ukuran"])

    def counts(self, dataset: str) -> list[dict[str, Any]]:
        """Which published measures can be counted from the dataset's rows."""
        return list(self.contract(dataset)["hitungan"])

    def kept(self, dataset: str, year: int) -> list[Row]:
        """The published rows beside a year's illustrative ones."""
        if self.is_real(dataset, year):
            return []
        return [row for row in read_rows(self.file(dataset, year)) if row["asal"] != "contoh"]

    def is_real(self, dataset: str, year: int) -> bool:
        """Whether a year's file exists and holds nothing illustrative."""
        path = self.file(dataset, year)
        return path.exists() and all(row.get("asal") != "contoh" for row in read_rows(path))

    def write(self, dataset: str, year: int, rows: Sequence[Row]) -> None:
        """Write a year's file, ordered by key, with the contract's columns."""
        contract = self.contract(dataset)
        columns = [column["nama"] for column in contract["kolom"]]
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: [row[name] for name in contract["kunci"]]))
        content = text.getvalue().encode("utf-8", "surrogateescape")
        self.file(dataset, year).write_bytes(content)


class Register:
    """The illustrative register, drawn year after year: who is in it, what stays, what is new."""

    def __init__(self, data: DataFolder) -> None:
        self.data = data
        self.offices = {row["kode"]: row for row in read_rows(data.path / "opd.csv")}
        self.absent: list[str] = []
        self.rows: list[Row] = []
        size = random.Random(SEED)
        self.weights = {code: size.paretovariate(1.6) for code in self.offices}

    def next_year(self, year: int, total: int, kept: Sequence[Row]) -> list[Row]:
        """The illustrative rows that bring a year with these kept rows to its total."""
        chance = random.Random(f"{SEED} {year}")
        taken = {row["id"] for row in kept}
        wanted = max(total - len(kept), 0)
        self._draw_absent(chance, total)
        staying = [self._carry_on(chance, row, year) for row in self._staying(chance, taken)]
        ids = (f"{year}-{n:03}" for n in count(1) if f"{year}-{n:03}" not in taken)
        offices = self._offices_of_new(chance, staying, wanted - len(staying))
        fresh = [self._new(chance, year, next(ids), office) for office in offices]
        self.rows = (staying + fresh)[:wanted]
        self._mark_stated(chance, year, kept)
        return self.rows

    def _draw_absent(self, chance: random.Random, total: int) -> None:
        """The smallest one falls silent each year; of those silent before, ever fewer remain."""
        named = {row["opd"] for row in self.data.named}
        unnamed = [code for code in self.offices if code not in named]
        size = max(FEWEST_ABSENT, round(len(unnamed) * len(self.offices) / total))
        before = chance.sample(self.absent, min(len(self.absent), size - 1))
        present = [code for code in unnamed if code not in self.absent]
        having = Counter(row["opd"] for row in self.rows)
        present.sort(key=lambda code: (having[code], chance.random()))
        self.absent = before + present[: size - len(before)]

    def _staying(self, chance: random.Random, taken: set[str]) -> list[Row]:
        rows = [row for row in self.rows if row["opd"] not in self.absent]
        return [row for row in rows if chance.random() < STAY and row["id"] not in taken]

    def _carry_on(self, chance: random.Random, row: Row, year: int) -> Row:
        stage = STAGES.index(row["tahapan"]) + (chance.random() < ADVANCE)
        stage_name = STAGES[min(stage, len(STAGES) - 1)]
        return row | {"tahun": str(year), "tahapan": stage_name, "keadaan": ""}

    def _offices_of_new(
        self, chance: random.Random, staying: Sequence[Row], number: int
    ) -> Iterator[str]:
        """First every present office that has none, named ones leading, then by weight."""
        having = {row["opd"] for row in staying}
        present = [code for code in self.offices if code not in self.absent]
        named = {row["opd"] for row in self.data.named}
        without = sorted(set(present) - having, key=lambda code: (code not in named, code))
        rest = max(number - len(without), 0)
        yield from without[: max(number, 0)]
        yield from chance.choices(present, [self.weights[code] for code in present], k=rest)

    def _new(self, chance: random.Random, year: int, id_: str, office: str) -> Row:
        return {
            "id": id_,
            "tahun": str(year),
            "judul": f"Contoh {id_}",
            "opd": office,
            "bentuk": _pick(chance, FORMS),
            "jenis": _pick(chance, KINDS),
            "urusan": self.offices[office]["urusan_utama"],
            "inisiator": _pick(chance, INITIATORS),
            "tahapan": _pick(chance, FIRST_STAGES),
            "asal": "contoh",
        }

    def _mark_stated(self, chance: random.Random, year: int, kept: Sequence[Row]) -> None:
        """Where the ledger splits a year (baru / lanjutan), split the rows likewise."""
        splits = [measure for measure in self.data.counts("inovasi") if "kolom" in measure]
        for split in splits:
            column, value = split["kolom"], split["nilai"]
            number = self.data.published(split["ukuran"]).get(year, 0)
            number -= sum(row[column] == value for row in kept)
            unmarked = [row for row in self.rows if not row.get(column)][: max(number, 0)]
            for row in unmarked:
                row[column] = value
                if value == "lanjutan":
                    row["tahapan"] = STAGES[-1]
            self._give_to_named(chance, year, split["ukuran"], unmarked)

    def _give_to_named(
        self, chance: random.Random, year: int, measures: Sequence[str], rows: Sequence[Row]
    ) -> None:
        """Where a source names the offices behind a figure, its rows are theirs alone."""
        facts = [row for row in self.data.named if row["ukuran"] in measures]
        named = [row["opd"] for row in facts if row["tahun"] == str(year)]
        if not named:
            return
        offices = named + chance.choices(named, k=len(rows))
        for row, office in zip(rows, offices, strict=False):
            row |= {"opd": office, "urusan": self.offices[office]["urusan_utama"]}


def _pick(chance: random.Random, weighted: dict[str, int]) -> str:
    return chance.choices(list(weighted), list(weighted.values()))[0]


class Lab:
    """The illustrative ideas of one cohort of the Lab Inovasi, stage by stage up to one date."""

    def __init__(self, data: DataFolder, year: int) -> None:
        plan = [
            row for row in read_rows(data.path / "rencana_lab.csv") if row["tahun"] == str(year)
        ]
        stages = {row["tahap"]: row for row in plan}
        self.year = year
        self.codes = [row["kode"] for row in read_rows(data.path / "opd.csv")]
        self.starts = {name: _date(row["mulai"]) for name, row in stages.items() if row["mulai"]}
        self.as_of = max(_date(row["selesai"]) for row in plan if row["selesai"]) + AFTER_PLAN
        self.chance = random.Random(f"{SEED} lab {year}")

    def ideas(self, number: int, taken: Collection[str], later: Sequence[Row]) -> list[Row]:
        """So many ideas, some of which became one of the ``later`` illustrative innovations."""
        ids = (
            f"lab-{self.year}-{n:02}" for n in count(1) if f"lab-{self.year}-{n:02}" not in taken
        )
        free = list(later)
        return [self._idea(next(ids), free) for _ in range(number)]

    def _idea(self, id_: str, free: list[Row]) -> Row:
        office = self.chance.choice(self.codes)
        dates = self._dates()
        row = {"id": id_, "tahun": str(self.year), "opd": office, "asal": "contoh"}
        row |= {"ide": f"Ide contoh {id_.rsplit('-', 1)[1]}", "per_tanggal": str(self.as_of)}
        row |= {stage: str(entered) for stage, entered in dates.items()}
        own = [innovation for innovation in free if innovation["opd"] == office]
        if len(dates) == len(LAB_STAGES) and own:
            free.remove(own[0])
            row["inovasi"] = own[0]["id"]
        return row

    def _dates(self) -> dict[str, date]:
        """When the stages were entered: those already held at their time, the others one by one."""
        dates: dict[str, date] = {}
        for stage, going_on in LAB_STAGES.items():
            days = timedelta(self.chance.randint(*LAB_DAYS))
            carried_on = self.chance.random() < going_on
            entered = max([*dates.values(), *filter(None, [self.starts.get(stage)])])
            if going_on < 1:
                entered = _working_day(entered + days)
            if not carried_on or entered > self.as_of:
                break
            dates[stage] = entered
        return dates


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _working_day(day: date) -> date:
    return day + timedelta({5: 2, 6: 1}.get(day.weekday(), 0))


def draw_registers(data: DataFolder) -> dict[int, tuple[list[Row], list[Row]]]:
    """Kept and illustrative rows per year. A real year is drawn too: its neighbours stay as is."""
    register = Register(data)
    drawn = {}
    for year, total in sorted(data.totals("inovasi").items()):
        kept = data.kept("inovasi", year)
        drawn[year] = kept, register.next_year(year, total, kept)
    return drawn


def write_registers(data: DataFolder) -> Iterator[str]:
    """Write inovasi_*.csv."""
    for year, (kept, rows) in draw_registers(data).items():
        yield _save(data, "inovasi", year, kept, rows)


def write_lab(data: DataFolder) -> Iterator[str]:
    """Write lab_inovasi_*.csv: as many ideas as were published; what came after is invented."""
    registers = draw_registers(data)
    for year, total in sorted(data.totals("lab_inovasi").items()):
        kept = data.kept("lab_inovasi", year)
        _, later = registers.get(year + 1, ([], []))
        fresh = [row for row in later if row["id"].startswith(f"{year + 1}-")]
        taken = {row["id"] for row in kept}
        rows = Lab(data, year).ideas(max(total - len(kept), 0), taken, fresh)
        yield _save(data, "lab_inovasi", year, kept, rows)


def write_posyantek(data: DataFolder) -> Iterator[str]:
    """Write posyantek_*.csv: every kelurahan, as many taking part as were published."""
    codes = [row["kode"] for row in read_rows(data.path / "wilayah.csv")]
    part = next(c for c in data.counts("posyantek") if "kolom" in c)
    for year, published in sorted(data.published(part["ukuran"]).items()):
        kept = data.kept("posyantek", year)
        free = [code for code in codes if code not in {row["kode"] for row in kept}]
        missing = published - sum(row["ikut"] == "ya" for row in kept)
        size = min(max(missing, 0), len(free))
        taking_part = set(random.Random(f"{SEED} {year}").sample(free, size))
        answer = {True: "ya", False: "tidak"}
        rows = [
            {"tahun": str(year), "kode": c, "ikut": answer[c in taking_part], "asal": "contoh"}
            for c in free
        ]
        yield _save(data, "posyantek", year, kept, rows)


def _save(
    data: DataFolder, dataset: str, year: int, kept: Sequence[Row], rows: Sequence[Row]
) -> str:
    name = data.file(dataset, year).name
    if data.is_real(dataset, year):
        return f"{name}: data nyata, tidak disentuh"
    data.write(dataset, year, [*kept, *rows])
    return f"{name}: {len(rows)} baris contoh, {len(kept)} baris publikasi"


def main(arguments: Sequence[str] | None = None) -> None:
    """Rewrite the illustrative rows of a data folder and say what was done to each file."""
    parser = argparse.ArgumentParser(description="Tulis ulang baris contoh di folder data.")
    default = Path(__file__).resolve().parent.parent / "data"
    parser.add_argument("--data", type=Path, default=default, metavar="FOLDER")
    data = DataFolder(parser.parse_args(arguments).data)
    for line in (*write_registers(data), *write_posyantek(data), *write_lab(data)):
        print(line)


if __name__ == "__main__":
    main()

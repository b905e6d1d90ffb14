"""City time: the zone of ``kota.toml`` decides what day it is, never that of the machine."""

import ast
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dasbor import city, settings
from dasbor.data import checks, versions
from dasbor.data.inspection import WARNS, Finding
from dasbor.data.store import Store
from dasbor.data.versions import Publisher
from dasbor.gate import service
from dasbor.gate.dates import parse_date
from dasbor.questions.answers import Answers
from tests.world import CITY, ROOT, SHIPPED

EVENING = datetime(2026, 11, 30, 20, 0, tzinfo=UTC)  # 1 December, 03.00 in the west of Indonesia
ZONES = ("UTC", "Asia/Jakarta", "Pacific/Kiritimati", "Pacific/Pago_Pago")  # +0 +7 +14 -11
EVENTS = "catatan_peristiwa.csv"
EVERYTHING = """
import hashlib, io, json, time, zipfile
time.time = lambda: {now}
import xlsxwriter.core
class Stopped(xlsxwriter.core.datetime):  # it stamps the workbooks behind the charts of a deck
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp({now}, tz)
xlsxwriter.core.datetime = Stopped
from dasbor.city import city
from dasbor.data import versions
from dasbor.documents import archive, sheet
from dasbor.documents.meeting import files
from dasbor.documents.meeting.briefing import prepare
from dasbor.gate import service
from dasbor.questions.answers import answers
from dasbor.questions.filters import Filters, options
store = versions.current()
asked = answers(store)
paper = prepare(asked, Filters(), options(asked))
whole = zipfile.ZipFile(io.BytesIO(files.make("zip", paper)))  # with deck, hand-out, workbook
made = {{name: whole.read(name) for name in whole.namelist()}}
made["lembar"] = sheet.page(asked, {{}}, "http://127.0.0.1").encode()
made["arsip"] = archive.pack(asked.ask("berkas_apa_saja"), city())
for (name,) in store.rows("select table_name from duckdb_tables() order by 1"):
    made["gudang/" + name] = repr(store.rows("select * from " + name)).encode()
digests = {{name: hashlib.sha256(content).hexdigest() for name, content in made.items()}}
digests["hari"] = paper.today.isoformat()
digests["dibangun"] = service.moment(store.built)
digests["temuan"] = [str(finding) for finding in store.findings]
print(json.dumps(digests))
"""


@pytest.fixture
def kota(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small city with its events, configured as the one being served."""
    for name in (EVENTS, city.FILE):
        shutil.copy(CITY / name, small / name)
    shutil.copy(SHIPPED / "kontrak" / EVENTS.replace("csv", "toml"), small / "kontrak")
    monkeypatch.setenv("DASBOR_DATA", str(small))
    return small


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Stop the clock of the machine."""
    monkeypatch.setattr(time, "time", moment.timestamp)


def zoned(folder: Path, name: str) -> None:
    """Another zone, whatever TOML value that is."""
    path = folder / city.FILE
    kept = [line for line in path.read_text("utf-8").splitlines() if "zona_waktu" not in line]
    path.write_text("\n".join([*kept, f"zona_waktu = {name}"]), "utf-8")
    os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns + 10**9))


def dated(folder: Path, day: date) -> None:
    """One more event, on that day."""
    path = folder / EVENTS
    head, first, *rest = path.read_text("utf-8").splitlines()
    columns = head.split(",")
    row = dict(zip(columns, first.split(","), strict=False)) | {"tanggal": str(day)}
    row |= {"tahun": str(day.year), "id": f"uji-{day}", "judul": f"Uji {day}"}
    line = ",".join(row.get(name, "") for name in columns)
    path.write_text("\n".join([head, first, *rest, line]) + "\n", "utf-8")


def built(folder: Path) -> Store:
    """What the city's own store lacks, its events and its facts, is read anew every time."""
    stores = folder.parent / "gudang-waktu"
    shutil.rmtree(stores, ignore_errors=True)
    shutil.copytree(folder.parent / "gudang", stores)
    return Publisher(folder, stores).current()


def by_the_clock(store: Store) -> list[Finding]:
    return [finding for finding in store.findings if finding.rule == checks.BY_THE_CLOCK]


def happened(store: Store) -> set[str]:
    return set(Answers(store).ask("peristiwa_apa_saja").values("judul"))


# --- the same under every zone of the machine ---------------------------------------------------


def test_store_and_papers_are_the_same_bytes_under_four_zones_of_the_machine(
    city_copy: Path, tmp_path: Path
) -> None:
    """Of the store its tables: DuckDB gives every file an identity of its own."""
    dated(city_copy, date(2026, 12, 1))  # today in the city, tomorrow on a machine that runs on UTC
    made = {}
    for zone in ZONES:
        environment = os.environ | {"TZ": zone, "DASBOR_GUDANG": str(tmp_path / zone)}
        command = [sys.executable, "-c", EVERYTHING.format(now=EVENING.timestamp())]
        said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
        made[zone] = json.loads(said.stdout)
    first = made[ZONES[0]]
    assert first["hari"] == "2026-12-01" and first["dibangun"] == "1 Desember 2026 03.00 WIB"
    assert not first["temuan"]
    for zone in ZONES:
        assert {name for name in first if made[zone][name] != first[name]} == set(), zone


@pytest.mark.parametrize("year", [2026, 2027, 2030])
@pytest.mark.parametrize(("hour", "day"), [(16, 30), (17, 1)])
def test_the_day_changes_at_midnight_in_the_city(
    hour: int, day: int, year: int, kota: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, datetime(year, 11, 30, hour, 59 if hour == 16 else 0, tzinfo=UTC))
    assert city.today() == date(year, 11 if day == 30 else 12, day)
    zoned(kota, '"Asia/Jayapura"')
    assert city.today() == date(year, 12, 1)
    assert city.hour(city.now()).endswith(" WIT")


def test_records_and_times_with_an_offset_follow_the_zone(
    kota: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert service.moment(EVENING) == "1 Desember 2026 03.00 WIB"
    assert parse_date("2023-06-20T16:30:00Z").value == date(2023, 6, 20)
    zoned(kota, '"Asia/Makassar"')
    assert service.moment(EVENING) == "1 Desember 2026 04.00 WITA"
    assert parse_date("2023-06-20T16:30:00Z").value == date(2023, 6, 21)


# --- a date in the future -----------------------------------------------------------------------


@pytest.mark.parametrize("year", [2026, 2027, 2030])
def test_a_future_date_is_told_and_costs_no_row(
    year: int, kota: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, datetime(year, 3, 4, 20, tzinfo=UTC))  # in the city it is the fifth
    before = happened(built(kota))
    dated(kota, date(year, 3, 5))
    assert not by_the_clock(built(kota))
    dated(kota, date(year, 3, 6))
    served = built(kota)
    [one] = by_the_clock(served)
    assert (one.grade, one.file, one.column) == (WARNS, EVENTS, "tanggal")
    assert f"5 Maret {year} menurut jam server" in one.cure
    assert happened(served) - before == {f"Uji {year}-03-05", f"Uji {year}-03-06"}


def test_the_warning_goes_with_the_day(kota: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "RECHECK_SECONDS", 0.0)
    at(monkeypatch, EVENING)
    dated(kota, date(2026, 12, 2))
    publisher = Publisher(kota, kota.parent / "gudang-hari")
    assert by_the_clock(publisher.current())
    at(monkeypatch, datetime(2026, 12, 1, 17, 1, tzinfo=UTC))
    assert not by_the_clock(publisher.fresh())


# --- a file that says nonsense ------------------------------------------------------------------

ODD = ['"WIB"', '""', '"Asia"', '"../../etc/passwd"', '"/etc/localtime"', '"a\\u0000b"', "7", "[]"]


@pytest.mark.parametrize("name", [*ODD, f'"{"x" * 5000}"'])
def test_a_zone_that_is_none_is_a_finding_and_the_default_stands(name: str, kota: Path) -> None:
    zoned(kota, name)
    [one] = [finding for finding in built(kota).findings if finding.file == city.FILE]
    assert one.grade == WARNS and "zona_waktu" in one.message and "zona_waktu" in str(one)
    assert city.city().zone_name == city.ZONE and city.now().tzname() == "WIB"
    assert city.city().name == "Kota Cilegon", "the rest of the file is used"


@pytest.mark.parametrize("content", [b"nama = ", b"\xff\xfe\x00", b"nama = 7\nsingkat = true"])
def test_a_city_file_that_is_none_is_a_finding(content: bytes, kota: Path) -> None:
    (kota / city.FILE).write_bytes(content)
    found = [finding for finding in built(kota).findings if finding.file == city.FILE]
    assert found and all(one.grade == WARNS and one.cure for one in found)
    assert city.city().name == "Daerah" and city.today()


# --- nobody else asks the machine ---------------------------------------------------------------


def calls(path: Path) -> Iterator[str]:
    """Calls that would answer in the zone of the machine."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, given = node.func.attr, len(node.args) + len(node.keywords)
            owner = node.func.value.id if isinstance(node.func.value, ast.Name) else ""
            asks = name in {"utcnow", "localtime", "strftime", "ctime"}
            asks |= name in {"today", "now"} and owner in {"date", "datetime", "dt"}
            asks |= name == "fromtimestamp" and given < 2
            asks |= name == "astimezone" and given < 1
            if asks:
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {owner}.{name}"


def test_only_the_city_asks_what_time_it_is() -> None:
    sources = [*(ROOT / "dasbor").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
    own = settings.ROOT / "dasbor" / "city.py"
    assert [call for path in sources if path != own for call in calls(path)] == []
    assert list(calls(ROOT / "tests" / "test_city.py")) == []

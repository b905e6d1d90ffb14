"""Many rows, little memory: what is asked for leaves the store, the rest stays there."""

import csv
import gc
import hashlib
import io
import subprocess
import sys
import weakref
from datetime import datetime

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dasbor import settings
from dasbor.city import City
from dasbor.data.build_notes import BuildNotes, note
from dasbor.data.schema import create_tables, finish
from dasbor.data.store import Store, connect, open_file
from dasbor.documents import export, open_data
from dasbor.documents.prerender import first_picture
from dasbor.questions.answers import LARGEST_KEPT, Answers, answers
from dasbor.server import Reply
from dasbor.server.api import build_api
from tests.world import CONTRACTS

ROWS = 200_000
MEGABYTES = 120  # beside what is mapped before; the whole register as Python objects needs more
MANY = f"""
insert into inovasi by name
select
    printf('%d-%06d', 2014 + i % 10, i) as id, 2014 + i % 10 as tahun, 'Judul ' || i // 20 as judul,
    'dinkes' as opd, 'Inovasi pelayanan publik' as bentuk, 'Digital' as jenis,
    'Kesehatan' as urusan, 'ASN' as inisiator, 'Penerapan' as tahapan,
    if(i % 2 = 1, 'publikasi', 'contoh') as asal
from range({ROWS}) r(i)
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="batas memori hanya di Linux")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("besar") / "besar.duckdb"
    connection = connect(path)
    create_tables(connection, CONTRACTS)
    connection.execute("insert into bentuk by name select 'Inovasi pelayanan publik' as bentuk,"
                       " 'Pelayanan publik' as singkatan")  # fmt: skip
    connection.execute(MANY)
    connection.execute(
        "insert into berkas (berkas, dataset, tahun, baris, baris_contoh, dipakai) select 'uji',"
        " 'inovasi', tahun, count(*), count(*), true from inovasi group by tahun"
    )
    finish(connection, CONTRACTS, 2023, City("Kota"))
    note(path, BuildNotes("besar", "", datetime(2026, 11, 1)))
    connection.close()
    return open_file(path)


def everything(store: Store) -> Answers:
    """The questions, put to all rows: half of them are samples."""
    asked = Answers(store).demonstration
    assert asked
    return asked


def test_ten_rows_cost_ten_rows_and_the_rest_flows(many: Store) -> None:
    """Within a limit in which the whole register would not fit as Python objects."""
    names = ["awal", "tengah", "akhir", "zip", "gerbang", "csv"]
    command = [sys.executable, "-m", "tests.besar", str(many.path), str(MEGABYTES), *names]
    done = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    said = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()}
    rows_of = everything(many).store.rows
    order = "select id from inovasi order by tahun desc, judul, id limit 10 offset "
    for name, start in (("awal", 0), ("tengah", 100_000), ("akhir", ROWS - 5)):
        assert said[name] == [str(ROWS), *(key for (key,) in rows_of(f"{order}{start}"))]
    assert said["gerbang"] == [str(ROWS - 9), "5"]  # one in each year of real rows
    assert said["zip"] == ["413", "terlalu_banyak"]
    whole = everything(many).ask("inovasi_apa_saja")
    file = b"".join(export.in_style(export.PLAIN, whole, whole.rows, City().name))
    assert said["csv"] == [str(len(file)), hashlib.sha256(file).hexdigest()]
    rows = list(csv.reader(io.StringIO(file.decode())))[1:]
    ids = [key for (key,) in rows_of("select id from inovasi order by tahun desc, judul, id")]
    assert [row[1] for row in rows] == ids


def test_a_long_answer_tells_of_all_of_it_on_each_page(many: Store) -> None:
    asked = everything(many)
    listed = asked.listing("inovasi_apa_saja")
    whole = asked.ask("inovasi_apa_saja")
    assert not listed.held and listed.total == len(whole.rows) == ROWS
    page = listed.page(7, 3)
    assert page.rows == whole.rows[7:10]
    assert (page.origins, page.sample) == (whole.origins, True)
    assert asked.listing("inovasi_apa_saja") is listed
    few = asked.listing("inovasi_apa_saja", tahun_dari=1900, tahun_sampai=1901)
    assert few.held and few.total == 0 and list(few.each()) == []


@pytest.mark.parametrize("rows", [LARGEST_KEPT - 1, LARGEST_KEPT, LARGEST_KEPT + 1])
def test_around_the_limit_pages_and_whole_agree(rows: int, many: Store) -> None:
    sql = f"select id from jelajah_inovasi limit {rows}"
    names, found = many.page(sql, {}, 0, LARGEST_KEPT + 1)
    assert names == ("id",) and len(found) == min(rows, LARGEST_KEPT + 1)
    assert found == many.rows(sql)[: LARGEST_KEPT + 1] == list(many.each(sql))[: LARGEST_KEPT + 1]


def test_a_streamed_file_has_an_etag_and_head_makes_nothing(many: Store) -> None:
    asked, sent = Answers(many), []

    def answer(path: str, pairs: list[tuple[str, str]], _here: str) -> Reply:
        found = open_data.answer(asked, City(), path, pairs)

        def counted() -> object:
            for part in found.parts:
                sent.append(len(part))
                yield part

        return Reply(200, found.media_type, found.body, found.filename, found.next,
                     counted(), found.stands_on)  # fmt: skip

    client = TestClient(Starlette(routes=build_api(answer)))
    address = "/unduh/inovasi_apa_saja.csv"
    head = client.head(address)
    assert (head.status_code, head.content, sent) == (200, b"", [])
    got = client.get(address)
    assert got.headers["etag"] == head.headers["etag"] and len(got.content) == sum(sent)
    assert got.headers["content-disposition"] == 'attachment; filename="inovasi_apa_saja.csv"'
    again = client.get(address, headers={"If-None-Match": got.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.head(f"{address}?tahun=2020&tahun=2023", headers={"If-None-Match": "x"})
    assert other.headers["etag"] != got.headers["etag"]


def test_pictures_keep_no_former_version_alive(city: Answers) -> None:
    assert city.store.path
    asked = []
    for _ in range(4):  # two versions are kept: the one in force, and one that readers still have
        store = open_file(city.store.path)
        assert first_picture(store, "ringkasan", {}) == first_picture(store, "ringkasan", {}) != ""
        asked.append(weakref.ref(answers(store)))
        del store
    gc.collect()
    assert [reference() is not None for reference in asked] == [False, False, True, True]

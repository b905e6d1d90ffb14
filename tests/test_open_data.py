"""Open data: what the addresses answer, what they refuse, and that nothing leaks when they do."""

import csv
import io
import json
import re
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import pandas
import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dasbor import server
from dasbor.charts import spreadsheet
from dasbor.city import City
from dasbor.data import store
from dasbor.documents import archive, markup, open_data
from dasbor.documents.open_data import replies
from dasbor.questions import domains, parameters
from dasbor.questions.answers import Answers
from dasbor.questions.filters import options
from dasbor.questions.query import Query, registry
from dasbor.questions.result import Result
from dasbor.server.api import Buckets, client_of
from tests.world import CONTRACTS, ROOT, answer, world

CITY = City("Kota Uji")
GROWTH = "/api/v1/kueri/berapa_inovasi_per_tahun"
REGISTER = "/api/v1/kueri/inovasi_apa_saja"
LONG = "x" * 3000
TAKE = Buckets.take


def as_json(client: TestClient, address: str) -> dict[str, Any]:
    got = client.get(address)
    assert got.status_code == 200, got.text
    return dict(got.json())


# --- answers ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", registry())
def test_every_question_is_answered_as_declared(client: TestClient, name: str) -> None:
    query = registry()[name]
    given = "&".join(f"{key}={values[0]}" for key, values in query.choices.items())
    found = as_json(client, f"/api/v1/kueri/{name}.json?{given}")
    assert found["pertanyaan"] == query.question
    names = [column.name for column in query.columns]
    assert [column["nama"] for column in found["kolom"]] == names
    assert all(list(row) == names for row in found["baris"])
    assert found["versi_data"] and found["lisensi"]
    noted = client.get(f"/api/v1/kueri/{name}.csv?{given}&gaya=keterangan".replace("?&", "?"))
    assert query.question in noted.text and "Versi data" in noted.text


@pytest.mark.parametrize("name", registry())
def test_a_plain_csv_has_the_cells_of_the_json(client: TestClient, name: str) -> None:
    """Read back by pandas and by DuckDB without being told anything but the types."""
    query = registry()[name]
    given = "&".join(f"{key}={values[0]}" for key, values in query.choices.items())
    told = as_json(client, f"/api/v1/kueri/{name}.json?{given}")
    about = as_json(client, f"/api/v1/kueri/{name}.csv-metadata.json?{given}")
    names = [column.name for column in query.in_files]
    assert [column["name"] for column in about["tableSchema"]["columns"]] == names
    got = client.get(f"/unduh/{name}.csv?{given}").content
    assert not got.startswith(b"\xef\xbb\xbf") and got.count(b"\r\n") >= len(told["baris"]) + 1
    frame = pandas.read_csv(io.BytesIO(got), dtype=str, keep_default_na=False)
    assert list(frame.columns) == names
    read = frame[[column.name for column in query.columns]]
    assert [tuple(row) for row in read.itertuples(index=False)] == [
        tuple(_as_text(row[c.name], c.type) for c in query.columns) for row in told["baris"]
    ]


def _as_text(value: Any, kind: str) -> str:
    if kind == "BOOLEAN" and value is not None:
        return "true" if value else "false"
    said = spreadsheet.safe(value) if isinstance(value, str) else value
    return "" if value is None else str(said)


def test_duckdb_reads_the_types_of_a_plain_csv_by_itself(
    client: TestClient, tmp_path: Path
) -> None:
    for name in ("inovasi_apa_saja", "angka_terbit_apa_saja", "berapa_skor_iid_per_tahun"):
        (tmp_path / "x.csv").write_bytes(client.get(f"/unduh/{name}.csv").content)
        described = store.connect(tmp_path / f"{name}.db").execute(
            f"describe select * from read_csv('{tmp_path}/x.csv', all_varchar = false)"
        )
        found = {column: kind for column, kind, *_ in described.fetchall()}
        declared = {column.name: column.type for column in registry()[name].in_files}
        filled = {n for n, kind in found.items() if kind != "VARCHAR"}  # empty columns are text
        assert list(found) == list(declared) and "tahun" in filled
        assert {n: found[n] for n in filled} == {n: declared[n] for n in filled}


def test_an_indonesian_excel_gets_semicolons_and_decimal_commas(client: TestClient) -> None:
    got = client.get("/unduh/berapa_skor_iid_per_tahun.csv?gaya=excel").content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(got), delimiter=";")
    assert "Skor IID (skor 0–100)" in head
    scores = [row[head.index("Skor IID (skor 0–100)")] for row in rows]
    assert all(re.fullmatch(r"(\d+,\d+)?", score) for score in scores) and any(scores)


@pytest.mark.parametrize("given", ["gaya=x", "gaya=", "gaya=excel&gaya=polos"])
def test_an_unknown_style_is_refused(client: TestClient, given: str) -> None:
    for address in (f"{GROWTH}.csv", "/unduh/berapa_inovasi_per_tahun.csv"):
        assert client.get(f"{address}?{given}").status_code == 400
    assert client.get(f"{GROWTH}.json?gaya=polos").status_code == 400


def test_an_answer_says_what_it_stands_on(client: TestClient) -> None:
    found = as_json(client, f"{GROWTH}.json?tahun=2021&tahun=2023&opd=dinkes")
    assert found["data_contoh"] is False
    assert set(found["kedudukan"]["jumlah"]) <= {"dihitung", "terbit", "belum terbit"}
    assert found["saringan"] == {"tahun_dari": 2021, "tahun_sampai": 2023, "opd": ["dinkes"]}
    assert {row["tahun"] for row in found["baris"]} == {2021, 2022, 2023}
    [last] = [origin for origin in found["asal_usul"] if origin["tahun"] == 2023]
    assert last["per_tanggal"] == "2023-06-20" and last["kepastian"] and last["penerbit"]
    assert as_json(client, "/api/v1/kueri/angka_terbit_apa_saja.json")["data_contoh"] is False


def test_samples_go_out_only_to_those_who_name_them(demonstrated: Answers) -> None:
    """Also on the next page, whose address keeps what was asked for."""

    def got(*pairs: tuple[str, str]) -> Any:
        path = "v1/kueri/inovasi_apa_saja.json"
        return open_data.answer(demonstrated, CITY, path, [("batas", "2"), *pairs])

    facts, samples = got(), got(("contoh", "ya"))
    assert json.loads(facts.body)["jumlah_baris"] == 0 and not facts.next
    told = json.loads(samples.body)
    assert told["data_contoh"] is True and {row["asal"] for row in told["baris"]} == {"data contoh"}
    assert "contoh=ya" in samples.next
    with pytest.raises(open_data.Refused, match="ya atau tidak"):
        got(("contoh", "mungkin"))


def test_a_gap_is_null_and_never_zero(client: TestClient) -> None:
    rows = as_json(client, f"{GROWTH}.json")["baris"]
    assert [row["jumlah"] for row in rows if row["tahun"] == 2024] == [None]


@pytest.mark.parametrize("name", registry())
def test_pages_of_rows_add_up(client: TestClient, name: str) -> None:
    usual = "&".join(f"{key}={values[0]}" for key, values in registry()[name].choices.items())
    everything = as_json(client, f"/api/v1/kueri/{name}.json?{usual}")
    rows: list[Any] = []
    size = max(1, everything["jumlah_baris"] // 3)
    address = f"/api/v1/kueri/{name}.json?{usual}&batas={size}".replace("?&", "?")
    while address:
        found = client.get(address)
        rows += found.json()["baris"]
        assert found.json()["jumlah_baris"] == everything["jumlah_baris"]
        address = found.json()["berikutnya"]
        assert bool(address) == ("link" in found.headers)
    assert rows == everything["baris"] and len(rows) == everything["jumlah_baris"]


def test_a_search_takes_its_lists_numbers_and_dates(client: TestClient) -> None:
    found = as_json(
        client,
        "/api/v1/kueri/inovasi_mana_yang_dicari.json?urut=judul&jenis=Digital&jenis=Non+Digital"
        "&kematangan_dari=10&penerapan_dari=2000-01-01&lewati=2&batas=3",
    )
    assert len(found["baris"]) <= 3
    assert found["saringan"]["jenis"] == ["Digital", "Non Digital"]


def test_a_part_of_the_rows_as_csv_says_so(client: TestClient) -> None:
    text = client.get(f"{REGISTER}.csv?batas=3&gaya=keterangan").text
    assert "3 dari" in text and "lewati=3" in text
    assert len([line for line in text.splitlines() if not line.startswith(("#", "\ufeff"))]) == 4
    plain = client.get(f"{REGISTER}.csv?batas=3&gaya=polos")
    assert len(plain.text.splitlines()) == 4 and "gaya=polos" in plain.headers["link"]


def test_a_long_answer_is_sent_in_parts_and_is_the_same(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = client.get(f"{REGISTER}.json?batas=200")
    monkeypatch.setattr(replies, "ROWS_AT_ONCE", 30)
    in_parts = client.get(f"{REGISTER}.json?batas=200")
    assert "content-length" in at_once.headers and "content-length" not in in_parts.headers
    assert in_parts.json() == at_once.json() and in_parts.headers["link"] == at_once.headers["link"]
    tags = [client.get(f"{REGISTER}.json?batas=200&lewati={n}").headers["etag"] for n in (0, 1)]
    assert len({*tags, in_parts.headers["etag"]}) == 3


def test_same_version_same_etag(client: TestClient) -> None:
    first = client.get(f"{GROWTH}.json")
    again = client.get(f"{GROWTH}.json", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    other = client.get(f"{GROWTH}.json?opd=Dinkes")
    assert other.headers["etag"] != first.headers["etag"]


def test_head_and_options_and_other_sites(client: TestClient) -> None:
    got, head = client.get(f"{GROWTH}.json"), client.head(f"{GROWTH}.json")
    assert head.status_code == 200 and not head.content
    assert head.headers["etag"] == got.headers["etag"]
    asked = client.options(f"{GROWTH}.json")
    assert asked.status_code == 204 and asked.headers["allow"] == "GET, HEAD, OPTIONS"
    for response in (got, head, asked, client.get("/api/v1/kueri/x.json")):
        assert response.headers["access-control-allow-origin"] == "*"


def test_the_list_names_every_question(client: TestClient, city: Answers) -> None:
    listed = as_json(client, "/api/v1/")
    assert {query["nama"] for query in listed["kueri"]} == set(city.offered)
    assert listed == as_json(client, "/api") == as_json(client, "/api/v1")


def test_openapi_describes_what_is_there(client: TestClient, city: Answers) -> None:
    described = as_json(client, "/api/v1/openapi.json")
    assert described["openapi"].startswith("3.1")
    shared = described["components"]["parameters"]
    for query in city.offered.values():
        get = described["paths"][f"/api/v1/kueri/{query.name}.json"]["get"]
        named = {p.get("name") or p["$ref"].rsplit("/", 1)[-1] for p in get["parameters"]}
        assert named == {*open_data.accepted(query), *open_data.PAGING, open_data.SAMPLES}
        row = get["responses"]["200"]["content"]["application/json"]["schema"]["properties"]
        assert list(row["baris"]["items"]["properties"]) == [c.name for c in query.columns]
    ids = [way["get"]["operationId"] for way in described["paths"].values()]
    assert len(ids) == len(set(ids))
    assert shared["tahun"]["schema"]["items"]["enum"] == list(options(city).years)


# --- values -----------------------------------------------------------------------------------

NONSENSE = {
    "cari": ("+++", "京都"),
    "teks": ("xyz", "0"),
    "bulat": ("-7", "7.5"),
    "angka": ("-5", "nan"),
    "tanggal": ("x",),
}
ALLOWED = (
    "salah satu dari: ",
    " antara ",
    " paling sedikit ",
    " seperti 2024-12-31",
    "huruf Latin",
)
EVERY_PARAMETER = [
    (query, name) for query in registry().values() for name in open_data.accepted(query)
]


@pytest.mark.parametrize(
    ("query", "name"),
    EVERY_PARAMETER,
    ids=[f"{query.name}-{name}" for query, name in EVERY_PARAMETER],
)
def test_no_parameter_takes_nonsense(client: TestClient, query: Query, name: str) -> None:
    """A slip of the typing gives no total, no zeros and no empty list, but what can be asked."""
    kind = query.parameters[name].kind if name in query.parameters else "teks"
    for form in ("json", "csv", "zip"):
        for value in NONSENSE.get(name, NONSENSE[kind]):
            usual = {key: values[0] for key, values in query.choices.items()} | {name: value}
            refused = client.get(f"/api/v1/kueri/{query.name}.{form}", params=usual)
            assert refused.status_code == 400, refused.text[:300]
            said = refused.json()["galat"]
            assert said["kode"] == "nilai_tidak_dikenal" and name in said["pesan"]
            assert any(word in said["pesan"] for word in ALLOWED), said


def test_a_refusal_names_the_values_that_are_known(client: TestClient) -> None:
    name = "/api/v1/kueri/berapa_inovasi_per_baris_dan_kolom.json"
    said = {
        key: client.get(f"{name}?{key}=Foo").json()["galat"]["pesan"]
        for key in ("baris", "jenis", "opd", "tahun", "kematangan_dari", "urut_kolom")
    }
    assert "bentuk, urusan, jenis" in said["baris"] and "Non Digital" in said["jenis"]
    assert "Dinkes" in said["opd"] and "2021" in said["tahun"]
    assert "baris, jumlah, 20" in said["urut_kolom"] and "Dinkes" in said["urut_kolom"]
    high = client.get(f"{name}?kematangan_dari=500").json()["galat"]["pesan"]
    assert "antara 0 dan 111" in high


def test_a_value_is_read_whatever_its_capitals(client: TestClient) -> None:
    name = "/api/v1/kueri/berapa_inovasi_per_pilihan.json"
    assert as_json(client, f"{name}?jenis=digital") == as_json(client, f"{name}?jenis=Digital")


@pytest.mark.parametrize("given", ["99:3", "1:4", "1", "1:x", "1:2;;", "99999:1"])
def test_levels_of_indicators_are_checked_one_by_one(client: TestClient, given: str) -> None:
    address = "/api/v1/kueri/berapa_perkiraan_indeks.json"
    known = client.get(address, params={"tingkat_spd": "1:2;2a:3"})
    refused = client.get(address, params={"tingkat_spd": given})
    assert known.status_code == 200 and refused.status_code == 400
    assert "1, 10a" in refused.json()["galat"]["pesan"]


def test_every_parameter_says_in_its_head_what_it_knows() -> None:
    for query in registry().values():
        told = {*query.choices, *query.domains, *parameters.FILTERS}
        dates = {name for name, one in query.parameters.items() if one.kind == "tanggal"}
        assert set(query.parameters) - dates == told & set(query.parameters), query.name
        assert set(query.domains) <= set(query.parameters), query.name


@pytest.mark.parametrize("declared", ["", "dari", "Apa, Saja", "1 sampai", "pasangan x dengan y"])
def test_a_head_that_declares_nonsense_is_noticed(city: Answers, declared: str) -> None:
    with pytest.raises(ValueError, match=r"nilai|float"):
        domains.domain(city, declared)


def test_a_city_without_the_data_of_a_domain_has_no_values() -> None:
    few = world({}, {name: CONTRACTS[name] for name in ("opd", "inovasi")})
    assert domains.domain(few, "dari rumus_iid.edisi").values == ()
    assert domains.domain(few, "0 sampai rumus_iid.maks_spd").most is None
    assert "Digital" in (domains.domain(few, "dari inovasi.jenis").values or ())


def test_what_the_data_have_no_value_of_is_no_parameter() -> None:
    described = json.dumps(open_data.openapi(world({})))
    assert '"enum": []' not in described and '"name": "unit"' not in described
    assert '"name": "cari"' in described


# --- archives ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(set(registry()) - {"dari_mana_angkanya"}))
def test_what_stands_below_an_answer_can_be_had(
    client: TestClient, city: Answers, name: str
) -> None:
    choices = {key: values[0] for key, values in registry()[name].choices.items()}
    given = {"tahun_dari": 2021, "tahun_sampai": 2023, "opd": ["dinkes"], "cari": "contoh"}
    result = city.ask(name, **given, jenis=["Digital"], edisi=2026, **choices)
    links = re.findall(r'href="([^"]+)" (?:title="[^"]+" )?download', markup.files(result))
    assert len(links) == 4
    for link in links:
        got = client.get(unescape(link).removeprefix("."))
        assert got.status_code == 200, got.text


def unpack(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_archive_holds_the_same_rows_three_times(client: TestClient, tmp_path: Any) -> None:
    got = client.get("/unduh/data.zip?tahun=2021&tahun=2022&opd=Dinkes")
    assert got.headers["content-type"] == "application/zip"
    files = unpack(got.content)
    rows = as_json(client, f"{REGISTER}.json?tahun=2021&tahun=2022&opd=Dinkes")["baris"]
    (tmp_path / "data.parquet").write_bytes(files["data.parquet"])
    [(count,)] = store.connect(tmp_path / "x").execute(
        f"select count(*) from '{tmp_path}/data.parquet'"
    ).fetchall()  # fmt: skip
    sheet = load_workbook(io.BytesIO(files["data.xlsx"]))["Data"]
    assert count == sheet.max_row - 1 == len(rows) > 0
    readme = files["README.txt"].decode("utf-8-sig")
    for words in ("Sumber: ", "Versi data", archive.NO_LICENCE):
        assert words in readme
    assert got.content == client.get(
        "/api/v1/register.zip?tahun=2021&tahun=2022&opd=Dinkes"
    ).content  # fmt: skip


@pytest.mark.parametrize(
    ("start", "tamed"),
    [*((one, f"'{one}") for one in "=+-@"), ("\t=", "'\t'="), ("\r=", "'\r'=")],
)
def test_no_cell_of_an_archive_is_a_formula(start: str, tamed: str) -> None:
    asked = answer("inovasi_apa_saja", "tahun, judul\n2021, x")
    row = tuple(f"{start}1+1" if c.name == "judul" else None for c in asked.columns)
    files = unpack(archive.pack(Result(asked.query, {}, (row,), (), "uji"), CITY))
    sheet = load_workbook(io.BytesIO(files["data.xlsx"]))["Data"]
    assert sheet["C2"].data_type == "s"
    assert f"{tamed}1+1" in files["data.csv"].decode("utf-8-sig")


def test_a_licence_is_only_said_when_the_owner_set_one() -> None:
    assert archive.licence(CITY) == archive.NO_LICENCE
    assert "CC BY 4.0" in archive.licence(City(licence="CC BY 4.0"))


# --- attacks ----------------------------------------------------------------------------------

PARAMETERS = [
    "opd=Dinkes' or '1'='1", "opd=1;drop table inovasi", "opd=Dinkes%00", "opd=", "opd=*",
    "opd=%27%20union%20select%20sha256%20from%20berkas--", "opd=../../etc/passwd", "opd[]=Dinkes",
    "tahun=1999", "tahun=abc", "tahun=2021%0d%0aX-Jahat:1", "tahun=-1", "tahun=2021e3",
    "tahun=99999999999999999999", "tahun=２０２１", "tahun=2021&tahun=2022&tahun=2023",
    "tahun=2021;2022", "tahun_dari=2021", "tahun_sampai=2023", "TAHUN=2021", "sql=select 1",
    "kueri=x", "batas=0", "batas=-1", "batas=1e9", "batas=10001", "batas=٣", "batas=1&batas=2",
    "lewati=-5", "lewati=99999999999", "lewati=0x10", "lewati=null", "format=../../app.py",
    "callback=alert(1)", "bentuk=%F0%9F%92%A3", "urusan=<script>alert(1)</script>", "opd=%ff%fe",
    "__proto__=1", "$opd=1", "opd=NaN", "=Dinkes", f"opd={LONG}", "&".join(["opd=Dinkes"] * 90),
]  # fmt: skip
ADDRESSES = [
    "/api/v2/", "/api/v1/kueri/", "/api/v1/kueri/tidak_ada.json", "/api/v1/kueri/_inovasi.json",
    "/api/v1/kueri/..%2f..%2fapp.py", "/api/v1/kueri/%2e%2e/%2e%2e/etc/passwd",
    "/api/v1/kueri/inovasi_apa_saja.json%00.csv", "/api/v1/kueri/inovasi_apa_saja.sql",
    "/api/v1/kueri/inovasi_apa_saja.xml", "/api/v1/kueri/INOVASI_APA_SAJA.json",
    "/api/v1/kueri/inovasi_apa_saja.json/", "/api/v1/kueri/inovasi_apa_saja%0a.json",
    "/api/v1/kueri/berkas;select.json", "/api/v1/kueri/''.json", "/api/v1/kueri/*.json",
    "/api/v1/kueri/inovasi%20apa.json", "/api/v1/openapi.json?x=1", "/api/v1/?x=1",
    f"/api/v1/kueri/{LONG}.json", "/api/v1/../../etc/passwd", "/api/..%5c..%5cwindows",
    "/api//etc/passwd", "/api/v1/kueri/ｉnovasi.json", "/unduh/data.zip?opd=Tidak+Ada",
    "/unduh/data.zip?batas=5", "/unduh/../data/kota.toml", "/api/v1/kueri/berapa_per_rincian.json",
    "/api/v1/kueri/berapa_per_rincian.json?rincian=judul",
    "/api/v1/kueri/berapa_per_rincian.json?rincian=bentuk&rincian=jenis",
    "/api/v1/kueri/berapa_biaya_menurut_simulasi.json?aturan=ikut&biaya=banyak",
    "/api/v1/kueri/berapa_perkiraan_indeks.json?inovasi=select",
    "/api/v1/kueri/berapa_perkiraan_indeks.json?inovasi=__import__('os')",
    "/api/v1/kueri/apa_arti_kepastian.json?opd=Dinkes",
]  # fmt: skip
ATTACKS = [f"{GROWTH}.json?{words}" for words in PARAMETERS] + ADDRESSES
SECRETS = (str(ROOT), "Traceback", "duckdb", "select ", ".py", "Binder", "Conversion", "root:")


def test_there_are_enough_attacks() -> None:
    assert len(set(ATTACKS)) >= 60


@pytest.mark.parametrize("address", ATTACKS, ids=lambda address: address[:70])
def test_an_attack_is_refused_in_words_and_tells_nothing(client: TestClient, address: str) -> None:
    refused = client.get(address)
    assert 400 <= refused.status_code < 500, refused.text[:300]
    if refused.request.url.path.startswith("/api/"):  # the client itself resolves "/../"
        assert set(refused.json()["galat"]) == {"kode", "pesan"}
    said = refused.text.replace(GROWTH, "")
    assert not [secret for secret in SECRETS if secret in said]
    assert "x-jahat" not in refused.headers
    assert client.get("/api/v1/kueri/apa_arti_kepastian.json").status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "GET2"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    for address in ("/api/v1/", f"{GROWTH}.json", "/unduh/data.zip"):
        refused = client.request(method, address, content=b"x" * 10_000)
        assert refused.status_code == 405 and "GET" in refused.headers["allow"]
        assert refused.json()["galat"]["kode"] == "metode"


@pytest.mark.parametrize("value", ["999999999999999", "-999999999999999", "1e400", "0.0000000001"])
def test_absurd_numbers_neither_break_nor_hang(client: TestClient, value: str) -> None:
    for name in ("berapa_perkiraan_indeks", "bagaimana_indeks_bila_laporan_bertambah"):
        got = client.get(f"/api/v1/kueri/{name}.json?inovasi={value}")
        assert got.status_code in (200, 400)
        json.loads(got.text, parse_constant=pytest.fail)


def test_what_breaks_inside_leaves_as_a_reference() -> None:
    def broken(*_asked: object) -> server.Reply:
        raise RuntimeError("rahasia dapur")

    got = TestClient(Starlette(routes=server.build_api(broken))).get("/api/v1/")
    assert got.status_code == 500
    assert "rahasia" not in got.text and "Kode rujukan" in got.json()["galat"]["pesan"]


# --- rate -------------------------------------------------------------------------------------


@pytest.fixture
def _real_buckets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Buckets, "take", TAKE)


@pytest.mark.usefixtures("_real_buckets")
def test_a_bucket_runs_dry_and_fills_again() -> None:
    now = [0.0]
    buckets = Buckets(60, lambda: now[0])
    assert [buckets.take("a")[0] for _ in range(61)] == [True] * 60 + [False]
    assert buckets.take("b")[0]
    assert buckets.take("a") == (False, 0, 1)
    now[0] = 10.0
    assert buckets.take("a", 10) == (True, 0, 10)
    assert not buckets.take("a")[0]


@pytest.mark.usefixtures("_real_buckets")
def test_too_many_requests_get_429_with_the_time_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASBOR_API_LAJU", "2")

    def answered(*_asked: object) -> server.Reply:
        return server.Reply(200, "text/plain", b"ya")

    client = TestClient(Starlette(routes=server.build_api(answered)))
    for forged in ("1.1.1.1", "2.2.2.2"):
        ok = client.get("/api/v1/", headers={"X-Forwarded-For": forged})
        assert ok.status_code == 200 and ok.headers["ratelimit-limit"] == "2"
    refused = client.get("/api/v1/", headers={"X-Forwarded-For": "3.3.3.3"})
    assert refused.status_code == 429 and int(refused.headers["retry-after"]) > 0
    assert refused.json()["galat"]["kode"] == "terlalu_sering"


@pytest.mark.usefixtures("_real_buckets")
@pytest.mark.parametrize("address", ["/api/v1/kueri/x.zip", "/unduh/data.zip", "/unduh/x.csv"])
def test_files_cost_the_same_at_every_door_and_never_more_than_a_full_bucket(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DASBOR_API_LAJU", "3")
    asked: list[str] = []

    def answered(path: str, *_asked: object) -> server.Reply:
        asked.append(path)
        return server.Reply(200, "text/plain", b"ya")

    client = TestClient(Starlette(routes=server.build_api(answered)))
    codes = [client.get(address).status_code for _ in range(4)]
    assert codes == ([200, 429, 429, 429] if address.endswith("zip") else [200, 200, 200, 429])
    assert asked[0] == {"/unduh/x.csv": "unduh/x.csv"}.get(address, asked[0])


def test_the_door_of_the_pages_gives_all_rows_and_the_same_words(client: TestClient) -> None:
    link = "inovasi_apa_saja.csv?opd=Dinkes"
    page, whole = (client.get(f"{door}/{link}") for door in ("/api/v1/kueri", "/unduh"))
    assert page.content == whole.content
    limited = client.get(f"/unduh/{link}&batas=1")
    assert limited.status_code == 400 and "batas" not in limited.json()["galat"]["pesan"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            "berapa_perkiraan_indeks.json?inovasi=banyak",
            "Nilai inovasi harus angka antara 0 dan",
        ),
        ("berapa_perkiraan_indeks.json?edisi=2024,5", "Nilai edisi harus salah satu dari: 2"),
        (
            "inovasi_mana_yang_dicari.json?urut=judul&penerapan_dari=kemarin",
            "Nilai penerapan_dari harus tanggal seperti 2024-12-31.",
        ),
        ("berapa_perkiraan_indeks.json?spd=1&spd=2", "Parameter spd diberikan berulang."),
        ("berapa_per_rincian.json?rincian=judul", "Parameter rincian harus salah satu dari:"),
        ("tabel_apa_saja.json?dataset=", "Nilai dataset kosong"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_by_name(
    client: TestClient, query: str, words: str
) -> None:
    refused = client.get(f"/api/v1/kueri/{query}")
    assert refused.status_code == 400 and refused.json()["galat"]["pesan"].startswith(words)


def test_what_a_head_calls_a_list_takes_several(client: TestClient) -> None:
    both = as_json(client, "/api/v1/kueri/tabel_apa_saja.json?dataset=opd&dataset=urusan")
    assert {row["dataset"] for row in both["baris"]} == {"opd", "urusan"}


@pytest.mark.parametrize(
    ("proxy", "client", "expected"),
    [
        (False, "10.0.0.1", "10.0.0.1"),
        (True, "10.0.0.1", "9.9.9.9"),
        (False, "2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        (False, "testclient", "tidak dikenal"),
    ],
)
def test_clients_are_told_apart_by_what_they_cannot_choose(
    proxy: bool, client: str, expected: str
) -> None:
    headers = [(b"x-forwarded-for", b"1.1.1.1, 9.9.9.9")]
    assert client_of({"client": (client, 1), "headers": headers}, proxy) == expected


def test_an_address_that_uvicorn_took_from_a_header_is_not_believed() -> None:
    assert client_of({"client": ("8.8.8.8", 0), "headers": []}, False) == "tidak dikenal"
    assert client_of({"client": None, "headers": []}, False) == "tidak dikenal"

"""The pivot: every number worked out again with pandas, and the same in every file of it."""

import io
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dasbor.charts import catalogue
from dasbor.documents import crosstab
from dasbor.questions.answers import Answers
from dasbor.questions.turning import MEASURES, QUESTION, Turning
from tests.world import Stage, world

YEARS = "berapa_inovasi_per_tahun"
NO = "Tidak diisi"
GROUPS = {
    "tahun": ["2019", "2021", "2022"],
    "opd": ["a", "b", "c"],
    "jenis": ["Digital", "Non Digital", ""],
    "tahapan": ["Inisiatif", "Penerapan", ""],
    "klasifikasi": ["Desa/Kelurahan", ""],
    "unit": ["kel", "pkm", ""],
}
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["satu", "dua", "tiga", "empat"]),
            "kematangan": st.sampled_from(["", "0", "12.5", "60"]),
            **{name: st.sampled_from(values) for name, values in GROUPS.items()},
        }
    ),
    min_size=1,
    max_size=14,
)
FEW = [{"id": "satu", "kematangan": "60", **{name: values[0] for name, values in GROUPS.items()}}]
OFFICES = "kode,singkatan,nama\na,A,A\nb,B,B\nc,C,C\nd,D,D"
ASKED = st.permutations(list(GROUPS)).map(lambda names: names[:3])


def tables(rows: list[dict[str, str]]) -> dict[str, str]:
    head = sorted(rows[0])
    lines = [",".join(row[name] for name in head) for row in rows]
    return {"inovasi": "\n".join([",".join(head), *lines]), "opd": OFFICES}


def frame(rows: list[dict[str, str]]) -> pd.DataFrame:
    """The rows as pandas has them, with the labels of the pivot."""
    table = pd.DataFrame(rows)
    table["opd"] = table["opd"].str.upper()
    table["kematangan"] = pd.to_numeric(table["kematangan"])
    return table.replace({name: {"": NO} for name in ("jenis", "tahapan", "klasifikasi", "unit")})


def worked_out(table: pd.DataFrame, keys: dict[str, Any]) -> dict[str, Any]:
    """One cell counted again: the rows that have these values, of those that it is a share of."""
    rows = table
    for name, value in keys.items():
        rows = rows[rows[name] == value] if value is not None else rows
    known = rows["kematangan"].dropna()
    return {
        "jumlah": len(rows),
        "berbeda": rows["id"].nunique(),
        "bernilai": len(known),
        "rata_kematangan": known.mean() if len(known) else None,
    }


def count(table: pd.DataFrame, keys: dict[str, Any]) -> int:
    found: int = worked_out(table, keys)["jumlah"]
    return found


def share(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(rows=ROWS, asked=ASKED, least=st.sampled_from([0, 2]), zeros=st.booleans())
@example(rows=FEW, asked=["opd", "tahun", "jenis"], least=0, zeros=True)
def test_every_cell_is_what_pandas_counts(
    stage: Stage, rows: list[dict[str, str]], asked: list[str], least: int, zeros: bool
) -> None:
    down, below, across = asked
    table = frame(rows)
    registers = {*table["tahun"]}
    if least:
        table = table[table.groupby(down)["id"].transform("size") >= least]
    turning = Turning(down, across, below, zeros=zeros, least=least)
    with stage.world(tables(rows)) as asking:
        result = asking.ask(QUESTION, **turning.parameters(totals=True))
    for row in result.records():
        first = {down: row["baris"], below: row["baris_kedua"]}
        keys = first | {across: row["kolom"]}
        if row["jumlah"] is None:  # a year that no register has, and why
            assert keys["tahun"] not in registers and row["keterangan"]
            continue
        found = {name: row[name] for name in worked_out(table, keys)}
        assert found == pytest.approx(worked_out(table, keys)), keys
        mine = row["jumlah"]
        assert row["baris_persen"] == pytest.approx(share(mine, count(table, first)))
        assert row["kolom_persen"] == pytest.approx(
            share(mine, count(table, {across: keys[across]}))
        )
        assert row["semua_persen"] == pytest.approx(share(mine, len(table)))
    seen = {(r["baris"], r["baris_kedua"], r["kolom"]) for r in result.records()}
    for names in table[[down, below, across]].itertuples(index=False):
        assert tuple(names) in seen
    if zeros and not least and "opd" in (down, across):
        assert "D" in {row["baris" if down == "opd" else "kolom"] for row in result.records()}


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(
    rows=ROWS,
    measure=st.sampled_from(sorted(MEASURES.values())),
    way=st.sampled_from(["naik", "turun"]),
)
def test_rows_follow_the_column_they_are_sorted_by(
    stage: Stage, rows: list[dict[str, str]], measure: str, way: str
) -> None:
    turning = Turning("opd", "jenis", measure=measure, order="Digital", way=way)
    with stage.world(tables(rows)) as asking:
        result = asking.ask(QUESTION, **turning.parameters())
    values = [r[measure] for r in result.records() if r["kolom"] == "Digital"]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=turning.way == "turun")
    assert values[: len(known)] == known  # what is not known comes last


def test_offices_without_any_come_on_request(city: Answers) -> None:
    turning = Turning("opd", "tahun", zeros=True)
    everything = city.demonstration or city
    shown = everything.ask(QUESTION, **turning.parameters(totals=True))
    usual = everything.ask(QUESTION, **Turning("opd", "tahun").parameters())
    more = {*shown.values("baris")} - {*usual.values("baris")} - {None}
    assert more
    zeros = [r["jumlah"] for r in shown.records() if r["baris"] in more and r["kolom"] is None]
    assert zeros == [0] * len(more)


def test_a_gap_stays_a_gap_in_every_kind_of_picture() -> None:
    rows = "tahun,id,opd,kematangan\n2019,x,a,10\n2021,x,a,30\n2021,y,b,"
    asked = world({"inovasi": rows, "opd": OFFICES})
    years = asked.ask(YEARS)
    for kind in ("matriks", "kolom", "garis", "batang"):
        for measure in MEASURES.values():
            turning = Turning("opd", "tahun", measure=measure)
            drawn = catalogue.pivot(asked.ask(QUESTION, **turning.parameters()), years, kind)
            places = drawn.groups if drawn.series == "kolom" else drawn.categories
            assert places == ["2019", "2020", "2021"]
            if drawn.kind != "batang":
                assert "2020" in drawn.missing and "2019" not in drawn.missing
    small = catalogue.multiples(asked.ask(QUESTION, **Turning("opd", "tahun").parameters()), years)
    assert [one.title for one in small] == ["A", "B"] and len({one.peak for one in small}) == 1
    assert all("2020" in one.missing and one.value("2020") is None for one in small)


def test_a_mean_stands_beside_what_it_rests_on() -> None:
    rows = "tahun,id,opd,kematangan\n2021,x,a,10\n2021,y,a,30\n2021,z,a,"
    asked = world({"inovasi": rows, "opd": OFFICES})
    turning = Turning("opd", "tahun", measure="rata_kematangan")
    result = asked.ask(QUESTION, **turning.parameters(totals=True))
    drawn = crosstab.drawn(crosstab.crosstab(result), lambda key, way: f"?{key}&{way}")
    assert "20,0 <small>n 2</small>" in drawn and "Semua" in drawn
    assert "?2021&amp;turun" in drawn and "?baris&amp;naik" in drawn
    assert pd.read_csv(io.BytesIO(crosstab.as_csv(result))).to_dict("list") == {
        "OPD": ["A", "Semua"], "2021": [20, 20], "2021 (n)": [2, 2], "Semua": [20, 20],
        "Semua (n)": [2, 2],
    }  # fmt: skip


@pytest.mark.parametrize("measure", MEASURES.values())
def test_the_files_of_a_pivot_have_its_cells(client: TestClient, measure: str) -> None:
    asked = {
        "baris": "opd", "kolom": "tahun", "ukur": measure, "jumlahan": "ya", "contoh": "ya",
        "gaya": "silang",
    }  # fmt: skip
    sheet, text = (
        client.get(f"/unduh/{QUESTION}.{form}", params=asked) for form in ("xlsx", "csv")
    )
    assert sheet.status_code == text.status_code == 200, text.text
    one = pd.read_excel(io.BytesIO(sheet.content), sheet_name="Pivot", engine="openpyxl")
    two = pd.read_csv(io.BytesIO(text.content))
    assert [*map(str, one.columns)] == [*two.columns] and len(one) == len(two) > 3
    for name, other in zip(one.columns, two.columns, strict=True):
        assert one[name].astype(object).fillna("").tolist() == pytest.approx(
            two[other].astype(object).fillna("").tolist()
        )
    refused = client.get(f"/unduh/{YEARS}.csv", params={"gaya": "silang"})
    assert refused.status_code == 400 and "polos" in refused.json()["galat"]["pesan"]


def test_a_file_keeps_the_columns_that_are_shown(client: TestClient) -> None:
    name = "/unduh/inovasi_mana_yang_dicari"
    asked = {"urut": "judul", "arah": "turun", "contoh": "ya", "kolom_saja": ["judul", "tahun"]}
    text = pd.read_csv(io.BytesIO(client.get(f"{name}.csv", params=asked).content))
    assert [*text.columns] == ["tahun", "judul"]
    assert text["judul"].tolist() == sorted(text["judul"], reverse=True)
    asked["kolom_saja"] = ["judul", "kematangan"]
    book = pd.read_excel(
        io.BytesIO(client.get(f"{name}.xlsx", params=asked).content), engine="openpyxl"
    )
    assert [*book.columns] == ["judul", "kematangan", "asal"]  # a number says where it comes from
    refused = client.get(f"{name}.csv", params=asked | {"kolom_saja": "nama_inisiator"})
    assert refused.status_code == 400 and "judul" in refused.json()["galat"]["pesan"]

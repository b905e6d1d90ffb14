"""A figure without a source or a grade is shown nowhere: it waits, and readers are told so."""

import csv
from pathlib import Path

import pytest

from dasbor.data.build import build
from dasbor.data.checks import SOURCED
from dasbor.data.inspection import REFUSES, WARNS
from dasbor.data.store import open_file
from dasbor.questions.answers import Answers
from tests.world import CITY, CONTRACTS, copy_part

# Whose rows are no statements of a publisher: passports are asked for, lists are lists.
NO_STATEMENTS = {"paspor_register", "sumber", "sumber_alias", "kepastian", "opd"}
KINDS = ("iid_pembanding", "iid_nasional", "ambang_iid", "rumus_iid", "indikator_iid", "target")
KINDS += ("penghargaan", "juri_award", "fakta_bernama", "catatan_peristiwa", "rencana_lab")
KINDS += ("tahap_lab", "angka_publikasi")
REFERRED = ("kepastian", "opd", "opd_alias", "sumber", "ukuran", "wilayah", "urusan", "bentuk")


def test_every_contract_says_which_rows_need_a_source_and_a_grade() -> None:
    for name, contract in CONTRACTS.items():
        sourced = [column for column in contract.columns if column.name in SOURCED]
        if name not in NO_STATEMENTS:
            assert all(column.needed_when for column in sourced), name


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """A city whose tables have lost sources in their first row and grades in their second."""
    folder = tmp_path_factory.mktemp("tanpa_sumber")
    data = copy_part(folder / "data", (*KINDS, *REFERRED, "inovasi"), range(2018, 2026))
    for path in [*(data / f"{name}.csv" for name in KINDS), data / "inovasi_2021.csv"]:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        stating = [row for row in rows if row.get("nilai", "x") and row.get("mulai", "x")]
        stating[0]["sumber"] = ""
        if "kepastian" in stating[0]:
            stating[1 % len(stating)]["kepastian"] = ""
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, rows[0], lineterminator="\n")
            out.writeheader()
            out.writerows(rows)
    build(data, folder / "gudang-1.duckdb", "1")
    return Answers(open_file(folder / "gudang-1.duckdb"))


@pytest.mark.parametrize("name", KINDS)
def test_what_lacks_one_is_in_no_table_but_the_one_of_what_waits(name: str, bare: Answers) -> None:
    needed = [c for c in CONTRACTS[name].columns if c.name in SOURCED and c.needed_when]
    when = {c.needed_when[0] for c in needed if c.needed_when}
    for column in needed:
        [given] = when
        lacking = f"select 1 from {name} where {column.name} is null and {given} is not null"
        assert bare.store.rows(lacking) == []
    lacked = bare.store.rows(f"select kurang from menunggu_sumber where dataset = '{name}'")
    with (CITY / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = sum(1 for _ in csv.reader(file)) - 1
    assert {"sumber", "kepastian"} == {word for (words,) in lacked for word in words.split(" dan ")}
    [(kept,)] = bare.store.rows(f"select count(*) from {name}")
    if name != "angka_publikasi":
        assert kept + len(lacked) == lines


def test_it_is_told_and_refuses_nothing(bare: Answers) -> None:
    told = {f.file for f in bare.store.findings if f.grade == WARNS and f.column in SOURCED}
    assert told >= {f"{name}.csv" for name in KINDS}
    assert not [f for f in bare.store.findings if f.grade == REFUSES]


def test_of_a_register_the_rows_that_wait_are_counted(bare: Answers) -> None:
    waiting = bare.ask("angka_mana_menunggu_sumber")
    [row] = [row for row in waiting.records() if row["berkas"] == "inovasi_2021.csv"]
    assert (row["tahun"], row["isi"], row["kurang"]) == (2021, "1 baris", "sumber")
    [(rows,)] = bare.store.rows("select baris from berkas where berkas = 'inovasi_2021.csv'")
    with (CITY / "inovasi_2021.csv").open(encoding="utf-8", newline="") as file:
        assert rows == sum(1 for _ in csv.reader(file)) - 2


def test_the_passport_of_a_register_names_its_source_too(tmp_path: Path) -> None:
    data = copy_part(tmp_path / "data", (*REFERRED, "inovasi", "paspor_register"), [2021])
    path = data / "inovasi_2021.csv"
    path.write_text(path.read_text("utf-8").replace("register-bappeda", ""), "utf-8")
    head = "dataset,tahun,ukuran,sumber,per_tanggal,cakupan_waktu,kepastian,catatan\n"
    for source in ("", "register-bappeda"):
        row = f"inovasi,2021,inovasi_terdata,{source},,setahun penuh,A,\n"
        (data / "paspor_register.csv").write_text(head + row, "utf-8")
        target, earlier = tmp_path / f"gudang-{source}.duckdb", tmp_path / "gudang-.duckdb"
        build(data, target, "1", earlier=earlier if source else None)
        asked = Answers(open_file(target))
        assert bool(asked.store.rows("from inovasi")) == bool(source)
        assert bool(asked.ask("angka_mana_menunggu_sumber")) != bool(source)
        asked.store.close()


def test_the_score_of_the_city_written_twice_is_told(tmp_path: Path) -> None:
    data = copy_part(tmp_path / "data", (*KINDS, *REFERRED), range(2018, 2026))
    with (data / "iid_pembanding.csv").open("a", encoding="utf-8") as file:
        file.write("2025,Kota Cilegon,50,rubrikbanten-2025,B,\n")
    build(data, tmp_path / "gudang-1.duckdb", "1")
    store = open_file(tmp_path / "gudang-1.duckdb")
    assert [f.column for f in store.findings if f.rule == "dua_rumah"] == ["daerah"]
    peers = Answers(store).ask("berapa_skor_iid_daerah_lain", tahun_dari=2025)
    assert [r["skor"] for r in peers.records() if r["daerah"] == "Kota Cilegon"] == [48.3]

"""Innovations of two registers under two numbers: proposed, decided, counted, taken back."""

from pathlib import Path

import pytest

from dasbor.__main__ import main
from dasbor.data.releases import Releases
from dasbor.data.versions import Publisher
from dasbor.gate import continued, service
from dasbor.gate.service import continuing
from dasbor.gate.service.continuing import OTHER, SAME, Verdict
from dasbor.questions.answers import Answers
from tests.world import world

REGISTER = """
    id,       tahun, judul,            opd,    asal
    2021-001, 2021,  Jemput Bola,      dinsos, publikasi
    2021-002, 2021,  Sapa Warga Sehat,     dinkes, publikasi
    2021-003, 2021,  Kelas Ibu tahap 1, dinkes, publikasi
    2022-001, 2022,  JEMPUT BOLA,      dinkes, publikasi
    2022-002, 2022,  Sapa Warga Sehad,       dinkes, publikasi
    2022-003, 2022,  Kelas Ibu tahap 2, dinkes, publikasi
    2022-004, 2022,  Hal Baru,         dinkes, publikasi
"""


def proposed(decisions: str = "") -> list[tuple[str, str]]:
    given = {"inovasi": REGISTER}
    if decisions:
        given["lanjutan"] = f"nomor, nomor_terdahulu, hubungan\n{decisions}"
    found = continued.in_force(world(given).store)
    return [(pair.later.number, pair.earlier.number) for pair in found.pairs]


def test_a_move_and_a_misspelling_are_proposed_and_numbers_tell_apart() -> None:
    assert proposed() == [("2022-001", "2021-001"), ("2022-002", "2021-002")]


@pytest.mark.parametrize("answer", [SAME, OTHER])
def test_what_was_decided_is_not_proposed_again(answer: str) -> None:
    assert proposed(f"2022-001, 2021-001, {answer}") == [("2022-002", "2021-002")]


def test_large_registers_are_compared_by_their_very_titles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(continued, "COMPARED", 1)
    found = continued.in_force(world({"inovasi": REGISTER}).store)
    assert [pair.later.number for pair in found.pairs] == ["2022-001"] and found.left_out == 3


# --- the whole way ----------------------------------------------------------------------------


def register(tmp_path: Path, year: int, *rows: str) -> str:
    path = tmp_path / f"register_{year}.csv"
    path.write_text("\n".join(["Judul Inovasi,SKPD", *rows]), "utf-8")
    return str(path)


def kinds(data: Path, publisher: Publisher) -> dict[str, int]:
    asked = Answers(publisher.fresh()).ask("berapa_baru_dan_lanjutan", tahun_dari=2023)
    return {row["keadaan"]: row["jumlah"] for row in asked.records() if row["tahun"] == 2023}


def test_what_the_operator_joins_counts_as_continued_until_it_is_undone(
    gate_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--alasan", "uji", "--oleh", "ani", "--ganti", "--boleh-susut"]
    for year, rows in (
        (2022, ["Jemput Bola,Dinsos"]),
        (2023, ["Jemput Bola,Dinkes", "Lain,Dinkes"]),
    ):
        path = register(tmp_path, year, *rows)
        assert main(["terbitkan", path, "--tahun", str(year), *words]) == 0
    publisher = Publisher(gate_data, tmp_path / "lain")
    assert kinds(gate_data, publisher) == {"Baru": 2}

    table = tmp_path / "lanjutan.csv"
    assert main(["lanjutan", "--simpan", str(table)]) == 1
    head, row = table.read_text("utf-8-sig").splitlines()
    assert "OPD lain" in row
    table.write_text(f"{head}\n{row}{SAME}\n", "utf-8")
    assert main(["lanjutan", "--terapkan", str(table)]) == 2, "without a reason"
    assert (
        main(["lanjutan", "--terapkan", str(table), "--alasan", "satu tim", "--oleh", "ani"]) == 0
    )
    assert kinds(gate_data, publisher) == {"Baru": 1, "Lanjutan": 1}
    last = Releases(gate_data).history()[0]
    assert (last.dataset, last.reason, last.by) == ("lanjutan", "satu tim", "ani")
    assert main(["lanjutan"]) == 0, "nothing is left to decide"

    assert main(["batalkan", str(last.number), "--alasan", "keliru", "--oleh", "ani"]) == 0
    assert kinds(gate_data, publisher) == {"Baru": 2}
    capsys.readouterr()


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ([], "Belum ada yang diputuskan"),
        ([Verdict("2022-001", "1999-001", SAME)], "1999-001 tidak ada"),
        ([Verdict("2021-001", "2022-001", SAME)], "tidak lebih dahulu"),
    ],
)
def test_only_an_earlier_innovation_can_be_continued(
    gate_data: Path, tmp_path: Path, verdicts: list[Verdict], said: str
) -> None:
    publisher = Publisher(gate_data, tmp_path / "gudang")
    with pytest.raises(service.Refused, match=said):
        service.publish_verdicts(verdicts, gate_data, publisher.fresh, "ani", "uji")


def test_a_table_that_cannot_be_understood_names_its_row() -> None:
    head = ",".join(continuing.HEADER)
    with pytest.raises(service.Refused, match="baris 2, hubungan"):
        continuing.verdicts_of(f"{head}\na,,,,b,,,,,mungkin".encode())
    with pytest.raises(service.Refused, match="harus punya kolom"):
        continuing.verdicts_of(b"a,b\n1,2")

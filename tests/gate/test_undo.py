"""Taking back is looked at first, and takes back no more than was asked for."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from dasbor.__main__ import main
from dasbor.data.releases import Outdated, Releases
from dasbor.data.versions import Publisher
from dasbor.gate import service
from dasbor.gate.cleaning import YearChoice
from tests.official_export import export_workbook, innovation, sourced

LEDGER = "id,tahun,ukuran,nilai,sumber,cakupan_waktu,kepastian,dipakai\n"
FIGURE = "{id},{year},skor_iid,{value},register-bappeda,setahun penuh,A,ya\n"


@dataclass
class Desk:
    folder: Path
    publisher: Publisher

    def publish(self, name: str, content: bytes, year: int | None = None) -> int:
        opened = service.open_upload(name, content, self.folder)
        sheet = opened.best()
        choice = YearChoice(year) if year else YearChoice()
        chosen = opened, sheet, opened.matches[sheet][0], choice, self.folder, self.publisher.fresh
        made = service.propose(*chosen, add=not year, declared=sourced(*chosen))
        agreed = [consent.key for consent in made.consents]
        return service.publish(made, self.folder, "ani", "uji", agreed=agreed).number

    def register(self, year: int, *titles: str) -> int:
        lines = "".join(f"{title},Dinkes\n" for title in titles)
        return self.publish("register.csv", f"Judul Inovasi,SKPD\n{lines}".encode(), year)

    def figure(self, key: str, year: int, value: int) -> int:
        line = FIGURE.format(id=key, year=year, value=value)
        return self.publish("angka.csv", (LEDGER + line).encode())

    def look(self, number: int, dataset: str = "", *years: int) -> service.Undo:
        return service.look(self.folder, self.publisher.fresh(), number, dataset, years)

    def cancel(self, number: int) -> service.Undo:
        return service.look_at_cancelling(self.folder, self.publisher.fresh(), number)

    def take_back(self, made: service.Undo) -> int:
        return service.take_back(made, self.folder, "ani", "keliru").number

    def titles(self, year: int) -> set[str]:
        rows = "select judul from register_inovasi() where tahun = $year"
        return {title for (title,) in self.publisher.fresh().rows(rows, {"year": year})}

    def figures(self) -> dict[str, float]:
        rows = "select id, nilai from angka_publikasi where id like 'uji-%'"
        return dict(self.publisher.fresh().rows(rows))

    def passports(self) -> dict[int, str]:
        rows = "select tahun, ukuran from paspor_register where dataset like 'inovasi%'"
        return dict(self.publisher.fresh().rows(rows))


@pytest.fixture
def desk(gate_data: Path, tmp_path: Path) -> Desk:
    return Desk(gate_data, Publisher(gate_data, tmp_path / "gudang"))


@pytest.fixture
def complete(city_copy: Path, tmp_path: Path) -> Desk:
    """With every dataset there is."""
    return Desk(city_copy, Publisher(city_copy, tmp_path / "gudang"))


def test_one_dataset_and_year_goes_back_and_others_stay(desk: Desk) -> None:
    """Publish 2023, 2024 and a wrong 2023; the right 2023 comes back, 2024 stays."""
    first = desk.register(2023, "Benar")
    desk.register(2024, "Lain")
    desk.register(2023, "Keliru")
    before = desk.publisher.fresh().version
    made = desk.look(first, "inovasi", 2023)
    assert desk.publisher.fresh().version == before, "looking changes nothing"
    assert [(r.dataset, r.year, r.new, r.gone) for r in made.effect.rows] == [
        ("inovasi", 2023, 1, 1)
    ] or made.effect.rows[0].changed
    desk.take_back(made)
    assert (desk.titles(2023), desk.titles(2024)) == ({"Benar"}, {"Lain"})
    assert not Releases(desk.folder).verify()


def test_the_year_goes_back_to_the_folder_with_its_passport_and_its_examples(
    complete: Desk,
) -> None:
    before = complete.titles(2023)
    complete.publish("ekspor.xlsx", export_workbook(innovation("Dari aplikasi")), 2023)
    complete.register(2024, "Lain")
    assert complete.passports() == {2023: "inovasi_terdaftar_iid", 2024: "inovasi_terdata"}
    complete.take_back(complete.look(0, "inovasi", 2023))
    assert complete.titles(2023) == before and complete.titles(2024) == {"Lain"}
    assert complete.passports() == {2024: "inovasi_terdata"}


@pytest.mark.usefixtures("answered")
def test_what_one_version_did_is_taken_back_row_by_row(desk: Desk) -> None:
    first = desk.figure("uji-1", 2031, 50)
    desk.figure("uji-2", 2032, 60)
    made = desk.cancel(first)
    assert "angka_terbit_apa_saja" in {one.name for one in made.effect.answers}
    desk.take_back(made)
    assert desk.figures() == {"uji-2": 60}


def test_what_was_changed_again_is_not_torn_out(desk: Desk) -> None:
    first = desk.figure("uji-1", 2031, 50)
    desk.figure("uji-1", 2031, 55)
    with pytest.raises(service.Refused, match="diubah lagi sesudah versi 1"):
        desk.cancel(first)
    second = desk.register(2024, "Satu")
    desk.register(2024, "Dua")
    with pytest.raises(service.Refused, match="diubah lagi"):
        desk.cancel(second)


def test_a_look_that_was_overtaken_is_refused(desk: Desk) -> None:
    first = desk.register(2024, "Satu")
    made = desk.cancel(first)
    desk.register(2025, "Dua")
    with pytest.raises(Outdated):
        desk.take_back(made)


def test_the_shell_tells_the_effect_first(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = desk.register(2024, "Satu")
    desk.register(2025, "Dua")
    part = ["pulihkan", "0", "--dataset", "inovasi", "--tahun", "2024"]
    assert main([*part, "--lihat"]) == 0
    assert "0 baru, 1 hilang" in capsys.readouterr().out and desk.titles(2024) == {"Satu"}
    assert main([*part, "--alasan", "keliru", "--oleh", "ani"]) == 0
    assert desk.titles(2024) == set() and desk.titles(2025) == {"Dua"}
    assert main(["batalkan", str(number + 1), "--alasan", "keliru", "--oleh", "ani"]) == 0
    assert desk.titles(2025) == set()
    capsys.readouterr()
    assert main(["riwayat"]) == 0
    said = capsys.readouterr().out
    assert "batalkan versi 2" in said and "seperti pada folder data" in said


def test_history_tells_what_a_version_left_out(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    content = b"Judul Inovasi,SKPD\nSatu,Dinkes\nDua,\n"
    opened = service.open_upload("register.csv", content, desk.folder)
    made = service.propose(
        opened, 0, opened.matches[0][0], YearChoice(2024), desk.folder, desk.publisher.fresh
    )
    service.publish(made, desk.folder, "ani", "uji", without_rejected=True)
    assert main(["riwayat", "--versi", "1"]) == 0
    said = capsys.readouterr().out
    assert "baris 3" in said and "Dua" in said and "kosong" in said
    assert main(["riwayat", "--versi", "1", "--json"]) == 0
    assert [row["judul"] for row in json.loads(capsys.readouterr().out)["ditolak"]] == ["Dua"]


def test_history_fails_on_a_problem(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.register(2024, "Satu")
    kept = desk.folder / ".terbitan" / "isi"
    next(kept.iterdir()).write_bytes(b"lain")
    assert main(["riwayat"]) == 1
    assert "Masalah:" in capsys.readouterr().err

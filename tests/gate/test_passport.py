"""What a register counts, by whom, as of when: asked at publication, kept as data, taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dasbor.__main__ import main
from dasbor.data.versions import Publisher
from dasbor.gate import contents, service
from dasbor.gate.cleaning import YearChoice
from dasbor.gate.passport import Passport
from dasbor.gate.sources import Source
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from tests.official_export import export_workbook, innovation, sourced
from tests.world import CONTRACTS

IID, OWN = "inovasi_terdaftar_iid", "inovasi_terdata"
OWN_SHEET = b"Judul Inovasi,SKPD\nSatu,Dinkes\nDua,Dinsos\nTiga,Dinkes\n"
Propose = Callable[..., service.Proposal]


@pytest.fixture
def publisher(city_copy: Path, tmp_path: Path) -> Publisher:
    return Publisher(city_copy, tmp_path / "gudang")


@pytest.fixture
def propose(city_copy: Path, publisher: Publisher) -> Propose:
    def make(name: str, content: bytes, year: int | None = 2024, **more: Any) -> service.Proposal:
        opened = service.open_upload(name, content, city_copy)
        sheet = opened.best()
        choice = YearChoice(year) if year else YearChoice()
        chosen = opened, sheet, opened.matches[sheet][0], choice, city_copy, publisher.fresh
        return service.propose(*chosen, **{"declared": sourced(*chosen)} | more)

    return make


@pytest.fixture
def publish(city_copy: Path) -> Callable[[service.Proposal], int]:
    def ours(made: service.Proposal) -> int:
        agreed = [consent.key for consent in made.consents]
        return service.publish(made, city_copy, "ani", "uji", agreed=agreed).number

    return ours


def per_year(publisher: Publisher) -> dict[int, dict[str, object]]:
    rows = Answers(publisher.fresh()).ask("berapa_inovasi_per_tahun").records()
    return {row["tahun"]: row for row in rows}


def test_the_columns_of_the_ministry_tell_the_measure(
    propose: Propose, publish: Callable[[service.Proposal], int], publisher: Publisher
) -> None:
    """249 innovations on record and 665 in the application are no growth of 167 percent."""
    rows = [innovation(f"Inovasi {at}", Tanggal_Input="12-03-2024") for at in range(5)]
    made = propose("ekspor.xlsx", export_workbook(*rows))
    assert made.passport.measure == IID and made.passport.as_of == date(2024, 3, 12)
    assert made.dataset == "inovasi_indeks" and made.years == (2024,)
    lines = {change.column: change.after for change in made.account.changes}
    assert lines["Ukuran"] == "Inovasi di aplikasi indeks" and lines["asal"] == "publikasi"
    assert lines["tahun"] == "2024" and lines["sumber"] == "register-bappeda"
    publish(made)

    last = per_year(publisher)[2024]
    assert (last["jumlah"], last["naik"]) == (5, None)
    assert last["ukuran"] == "Inovasi di aplikasi indeks"
    assert last["keterangan"] == "Ukuran berbeda dari tahun sebelumnya; tidak dibandingkan"
    told = provenance.of(
        Answers(publisher.fresh()).ask("berapa_inovasi_per_tahun", tahun_dari=2024)
    )
    assert "aplikasi indeks" in told.measure and "12 Maret 2024" in told.as_of
    assert not any(finding.rule == "tanpa_buku_angka" for finding in publisher.fresh().findings)


def test_an_entry_of_an_earlier_year_dates_no_register(propose: Propose) -> None:
    rows = [innovation(f"Inovasi {at}", Tanggal_Input="20-12-2023") for at in range(5)]
    assert propose("ekspor.xlsx", export_workbook(*rows)).passport.as_of is None


def test_both_series_stand_side_by_side_and_the_index_reads_its_own(
    propose: Propose, publish: Callable[[service.Proposal], int], publisher: Publisher
) -> None:
    export = export_workbook(*[innovation(f"Di aplikasi {at}") for at in range(4)])
    publish(propose("ekspor.xlsx", export))
    publish(propose("register.csv", OWN_SHEET))
    asked = Answers(publisher.fresh())
    assert per_year(publisher)[2024]["jumlah"] == 3
    rows = asked.ask("berapa_terdaftar_di_aplikasi_indeks").records()
    assert {row["tahun"]: row["jumlah"] for row in rows}[2024] == 4
    starts = {row["besaran"]: row for row in asked.ask("dari_mana_simulasi_indeks_mulai").records()}
    assert starts["inovasi"]["nilai"] == 4 and starts["kematangan"]["nilai"] == 85

    again = propose("register.csv", OWN_SHEET)
    assert again.passport.measure == OWN and again.effect.nothing


def test_a_real_register_of_another_measure_puts_the_examples_away(
    propose: Propose,
    publish: Callable[[service.Proposal], int],
    publisher: Publisher,
    city_copy: Path,
) -> None:
    examples = city_copy / "inovasi_2023.csv"
    examples.write_text(examples.read_text("utf-8").replace(",publikasi,", ",contoh,"), "utf-8")
    publish(propose("ekspor.xlsx", export_workbook(innovation("Satu")), 2023))
    store = publisher.fresh()
    rows = "select baris from berkas where berkas = 'inovasi_2023.csv'"
    assert store.rows(rows) == [(0,)] and store.with_samples is None
    result = Answers(store).ask("berapa_inovasi_per_tahun", tahun_dari=2023, tahun_sampai=2023)
    assert result.values("jumlah") == [1]
    assert not [f for f in store.findings if "inovasi_2023.csv" in f.file]


def test_a_download_of_the_application_register_keeps_its_measure(
    propose: Propose, publish: Callable[[service.Proposal], int], publisher: Publisher
) -> None:
    publish(propose("ekspor.xlsx", export_workbook(*map(innovation, ("Satu", "Dua")))))
    handed_out = contents.as_workbook(CONTRACTS["inovasi_indeks"], publisher.fresh(), 2024)
    again = propose("inovasi_indeks_2024 (1).xlsx", handed_out, None)
    assert (again.passport.measure, again.dataset) == (IID, "inovasi_indeks")
    assert again.years == (2024,) and not again.account.rejected
    assert [(rows.new, rows.gone, rows.changed) for rows in again.effect.rows] in ([], [(0, 0, 0)])


def test_what_the_operator_declares_wins(
    propose: Propose, publish: Callable[[service.Proposal], int], publisher: Publisher
) -> None:
    first = propose("ekspor.xlsx", export_workbook(innovation("Satu")))
    said = replace(first.passport, measure=OWN, as_of=date(2024, 6, 20), period="tahun berjalan")
    made = propose("ekspor.xlsx", export_workbook(innovation("Satu")), declared=said)
    assert made.dataset == "inovasi"
    publish(made)
    row = per_year(publisher)[2024]
    assert row["per_tanggal"] == date(2024, 6, 20) and row["tahun_berjalan"] is True


def test_a_source_is_added_on_the_spot(
    propose: Propose, publish: Callable[[service.Proposal], int], publisher: Publisher
) -> None:
    new = Source("laporan-2024", "Laporan tahunan 2024", "Sekretariat Daerah", "2025-01-15")
    said = Passport(OWN, new.key, None, "setahun penuh", "A")
    publish(propose("register.csv", OWN_SHEET, declared=said, source=new))
    store = publisher.fresh()
    assert store.rows("select distinct sumber from inovasi where tahun = 2024") == [(new.key,)]
    told = provenance.of(Answers(store).ask("berapa_inovasi_per_tahun", tahun_dari=2024))
    assert (
        "Sekretariat Daerah, 15 Januari 2025" in told.source
        and "dua sumber/resmi" in told.certainty
    )


def test_a_source_that_the_file_names_is_never_replaced(
    propose: Propose, publish: Callable[[service.Proposal], int], publisher: Publisher
) -> None:
    content = (
        b"Judul Inovasi,SKPD,Sumber\nSatu,Dinkes,Buku Praktik Baik 2019\n"
        b"Dua,Dinsos,\nTiga,Dinsos,register-bappeda\n"
    )
    made = propose("register.csv", content)
    assert [f.rule for f in made.findings].count("sumber_baru") == 1
    publish(made)
    rows = "select i.judul, s.judul from inovasi i join sumber s using (sumber) where tahun = 2024"
    own = "Daftar inovasi Bappedalitbang Kota Cilegon"
    named = {"Satu": "Buku Praktik Baik 2019", "Dua": own, "Tiga": own}
    assert dict(publisher.fresh().rows(rows)) == named


def test_a_published_figure_keeps_the_source_of_its_file(
    propose: Propose, publish: Callable[[service.Proposal], int], publisher: Publisher
) -> None:
    content = (
        b"id,tahun,ukuran,nilai,sumber,cakupan_waktu,kepastian,dipakai\n"
        b"iid-2030,2030,skor_iid,55,Harian Contoh 2030,setahun penuh,B,ya\n"
    )
    made = propose("angka.csv", content, None, add=True)
    assert not made.obstacle, made.broken
    publish(made)
    rows = (
        "select s.judul from angka_publikasi p join sumber s using (sumber) where p.id = 'iid-2030'"
    )
    assert publisher.fresh().rows(rows) == [("Harian Contoh 2030",)]


def test_what_cannot_be_preset_is_asked(propose: Propose) -> None:
    made = propose("register.csv", OWN_SHEET, declared=Passport())
    assert made.obstacle.startswith("Ukuran daftar ini belum dinyatakan")
    made = propose("register.csv", OWN_SHEET, declared=Passport(OWN))
    assert made.obstacle.startswith("Sumber data ini belum dinyatakan")


def test_the_source_of_an_application_export_is_asked(
    propose: Propose, publish: Callable[[service.Proposal], int], city_copy: Path
) -> None:
    """Whose figures they are stands nowhere in the file, and they are not the own register."""
    export = export_workbook(innovation("Satu"))
    made = propose("ekspor.xlsx", export, declared=None)
    assert (made.passport.measure, made.passport.source) == (IID, "")
    assert made.obstacle.startswith("Sumber data ini belum dinyatakan")
    assert made.offer.preset(OWN).source == "register-bappeda"
    new = Source("unduhan-2024", "Unduhan aplikasi 2024", "Kementerian Dalam Negeri", "")
    said = replace(made.passport, source=new.key)
    publish(propose("a.xlsx", export, declared=said, source=new))
    again = propose("ekspor.xlsx", export, declared=None)
    assert again.passport.source == new.key and not again.obstacle


def test_a_source_that_every_row_names_is_that_of_the_register(propose: Propose) -> None:
    rows = b"Judul Inovasi,SKPD,Sumber\nSatu,Dinkes,register-bappeda\nDua,Dinsos,"
    made = propose("inovasi_indeks_2024.csv", rows + b"register-bappeda\n", declared=None)
    assert (made.passport.measure, made.passport.source) == (IID, "register-bappeda")
    made = propose("inovasi_indeks_2024.csv", rows + b"\n", declared=None)
    assert made.passport.source == ""


@pytest.mark.usefixtures("city_copy")
def test_the_shell_names_what_declares_the_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ekspor.xlsx"
    path.write_bytes(export_workbook(innovation("Satu")))
    publish = ["terbitkan", str(path), "--tahun", "2024", "--alasan", "uji", "--oleh", "ani"]
    for words, code in ((["periksa", *publish[1:4]], 1), (publish, 2)):
        assert main(words) == code
        said = capsys.readouterr()
        assert "1 baris diterima" in said.out
        assert "--sumber NAMA" in said.err and "--sumber-baru" in said.err
    new = ["--sumber-baru", "Unduhan aplikasi 2024", "--penerbit", "Kementerian Dalam Negeri"]
    assert main([*publish, *new]) == 0


def test_the_shell_declares_too(
    city_copy: Path, tmp_path: Path, publisher: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(OWN_SHEET)
    asked = ["terbitkan", str(path), "--tahun", "2024", "--alasan", "uji", "--oleh", "ani"]
    assert main([*asked, "--ukuran", "entah"]) == 2
    assert f"{IID} (Inovasi di aplikasi indeks)" in capsys.readouterr().err
    assert main([*asked, "--sumber", "Koran Entah"]) == 2
    assert "--sumber-baru" in capsys.readouterr().err
    said = ["--ukuran", "inovasi di aplikasi indeks", "--sumber-baru", "Berita acara 2024"]
    said += ["--penerbit", "Sekretariat", "--per-tanggal", "31-12-2024"]
    assert main([*asked, *said, "--cakupan", "setahun penuh"]) == 0
    assert "per tanggal: 31 Desember 2024" in capsys.readouterr().out
    asked_for = "ukuran, sumber, per_tanggal, cakupan_waktu"
    rows = f"select {asked_for} from paspor_register where tahun = 2024"
    found = [(IID, "berita-acara-2024", date(2024, 12, 31), "setahun penuh")]
    assert publisher.fresh().rows(rows) == found

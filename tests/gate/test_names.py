"""Names that no list knows: listed once, decided once, kept as data, taken back like data."""

import csv
import io
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dasbor.__main__ import main
from dasbor.app.kelola import names as page
from dasbor.app.kelola.session import LEFT_OUT, SAID
from dasbor.data import versions
from dasbor.data.releases import Releases
from dasbor.data.versions import Publisher
from dasbor.gate import service
from dasbor.gate.cleaning import YearChoice
from dasbor.gate.model import Cleaned, Refused, Settled
from dasbor.gate.service import names
from tests.gate.test_desk import Desk
from tests.official_export import export_workbook, innovation

SCHOOLS = [f"SD Negeri Contoh {at}" for at in range(40)]
CLINICS = [f"UPTD Puskesmas Contoh {letter}" for letter in "ABCDEFGH"]
WRONG = ["Dinas Kesehtan", "Badan Antah", "Kelurahan Gerem"]


@pytest.fixture
def desk(gate_data: Path, tmp_path: Path) -> Desk:
    return Desk(gate_data, Publisher(gate_data, tmp_path / "gudang"))


def a_register(*offices: str) -> bytes:
    """A register of two innovations an office, as its accounts write them."""
    rows = [
        innovation(f"Layanan {at}-{part}", Admin_OPD=f"{office} (akun{at})")
        for at, office in enumerate(offices)
        for part in "ab"
    ]
    return export_workbook(*rows)


def as_suggested(made: service.Proposal) -> list[service.Decision]:
    assert isinstance(made.account, Cleaned)
    return [
        service.Decision(name.dataset, name.column, name.text, *name.suggests)
        for name in made.account.unknown
        if name.suggests[0]
    ]


def keep(desk: Desk, *decisions: service.Decision) -> int:
    fresh = desk.publisher.fresh
    return service.publish_names(decisions, desk.folder, fresh, "ani", "uji").number


def accepted(made: service.Proposal) -> int:
    assert isinstance(made.account, Cleaned)
    return len(made.account.rows)


def test_a_register_of_units_becomes_loadable_by_what_is_decided(desk: Desk) -> None:
    content = a_register(*SCHOOLS, *CLINICS, *WRONG)
    before = desk.propose(content)
    assert isinstance(before.account, Cleaned)
    assert {name.text for name in before.account.unknown} == {*SCHOOLS, *CLINICS, *WRONG[:2]}
    assert all(name.rows == 2 for name in before.account.unknown)
    assert accepted(before) == 2

    leave = service.Decision("opd", "opd", "Badan Antah", names.LEAVE)
    assert keep(desk, *as_suggested(before), leave) == 1
    settled = Settled(names.left([leave]))
    after = desk.propose(content, settled=settled)
    assert isinstance(after.account, Cleaned)
    assert (accepted(after), after.account.unknown, after.account.rejected) == (100, (), ())
    left = [skipped for skipped in after.account.sheet.skipped if "Badan Antah" in skipped.reason]
    assert len(left) == 2
    desk.publish(after)
    counted = "select opd, count(*), count(unit) from inovasi where tahun = 2023 group by opd"
    assert sorted(desk.store.rows(counted)) == [
        ("dindik", 80, 80), ("dinkes", 18, 16), ("kec-grogol", 2, 2),
    ]  # fmt: skip


def test_what_was_decided_has_a_trail_and_is_undone_like_a_publication(desk: Desk) -> None:
    content = a_register(*CLINICS)
    keep(desk, *as_suggested(desk.propose(content)))
    assert accepted(desk.propose(content)) == 16
    [release] = Releases(desk.folder).history()
    assert (release.reason, release.by, release.dataset) == ("uji", "ani", "unit")
    assert set(release.files) == {"unit.csv"} and release.original
    table = Releases(desk.folder).content(release.original.sha256).decode("utf-8-sig")
    assert [line["nama"] for line in csv.DictReader(io.StringIO(table))] == CLINICS
    Releases(desk.folder).restore(0, "ani", "keliru")
    assert accepted(desk.propose(content)) == 0


def test_a_name_may_be_new_the_same_or_another_word_for_a_choice(desk: Desk) -> None:
    row = innovation("Layanan", Admin_OPD="Dinas Baru", Tahapan_Inovasi="Coba-coba")
    content = export_workbook(row)
    keep(
        desk,
        service.Decision("opd", "opd", "Dinas Baru", names.NEW),
        service.Decision("nilai", "tahapan", "Coba-coba", names.ALIAS, "Uji Coba"),
        service.Decision("urusan", "urusan", "Obat dan Makanan", names.ALIAS, "Kesehatan"),
        service.Decision("sumber", "sumber", "Surat Edaran 7", names.NEW),
    )
    made = desk.propose(content)
    assert isinstance(made.account, Cleaned) and not made.account.rejected
    [(_, values)] = made.account.rows
    assert (values["opd"], values["tahapan"]) == ("dinas-baru", "Uji Coba")
    assert desk.store.rows("select judul from sumber where sumber = 'surat-edaran-7'")
    assert desk.store.rows("select 1 from urusan_alias where alias = 'Obat dan Makanan'")


def test_nothing_decided_and_lists_made_unsound_are_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="Belum ada nama"):
        keep(desk)
    with pytest.raises(Refused, match="belum dapat disimpan"):
        keep(desk, service.Decision("opd", "opd", "Entah", names.ALIAS, "tidak-ada"))
    assert not Releases(desk.folder).history()


# --- the shell --------------------------------------------------------------------------------


def test_the_table_of_names_goes_out_and_comes_back_filled_in(
    gate_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, table = tmp_path / "ekspor.xlsx", tmp_path / "nama.csv"
    file.write_bytes(a_register(*CLINICS, "Badan Antah"))
    assert main(["nama", str(file), "--tahun", "2023", "--simpan", str(table)]) == 1
    filled = table.read_text("utf-8-sig").replace(
        "Badan Antah,2,,", "Badan Antah,2,Tinggalkan barisnya,"
    )
    table.write_text(filled, "utf-8")
    assert main(["nama", str(table), "--terapkan"]) == 2
    assert main(["nama", str(table), "--terapkan", "--alasan", "uji", "--oleh", "ani"]) == 0
    versions.reset()
    capsys.readouterr()
    check = ["periksa", str(file), "--tahun", "2023", "--nama", str(table), "--boleh-susut"]
    assert main([*check, "--sumber", "register-bappeda"]) == 0
    assert "16 baris diterima, 0 ditolak" in capsys.readouterr().out
    wrong = table.read_text("utf-8").replace("dinkes", "dinas entah")
    table.write_text(wrong, "utf-8")
    assert main(["nama", str(table), "--terapkan", "--alasan", "uji"]) == 1
    assert "baris 2" in capsys.readouterr().err


# --- the page ---------------------------------------------------------------------------------


def show_names() -> None:
    import streamlit

    from dasbor.app.kelola import unknown_names

    unknown_names(streamlit.session_state["usulan"], "ani")


def test_the_page_shows_every_name_once_and_keeps_what_is_suggested(
    gate_data: Path, tmp_path: Path
) -> None:
    versions.reset()
    opened = service.open_upload("ekspor.xlsx", a_register(*CLINICS, "Badan Antah"), gate_data)
    sheet = opened.best()
    made = service.propose(
        *(opened, sheet, opened.matches[sheet][0], YearChoice(2023), gate_data, versions.fresh)
    )
    app = AppTest.from_function(show_names, default_timeout=60)
    app.session_state["usulan"] = made
    app.run()
    assert not app.exception
    [table] = app.dataframe
    assert [*table.value["Nama"]] == [*CLINICS, "Badan Antah"]
    assert [*table.value["Perlakuan"]] == ["unit di bawah"] * 8 + [page.LATER]
    app.button[0].click().run()
    assert "Alasan belum diisi" in app.error[0].value
    app.text_input[0].input("surat dinkes")
    app.button[0].click().run()
    assert "8 nama tersimpan sebagai versi 1" in app.session_state[SAID]
    assert app.session_state[LEFT_OUT] == frozenset()
    assert len(versions.fresh().rows("select 1 from unit where induk = 'dinkes'")) == 8

"""Reports by mail, over a real mail server on loopback: what is due, once, told, tried again."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation

from dasbor import __main__ as shell
from dasbor import settings
from dasbor.data.releases import Releases
from dasbor.documents import delivery
from dasbor.documents.delivery import Addresses, Ledger, NotAnAddress, deliver
from dasbor.documents.delivery.ledger import BEGUN, FAILED, SENT, UNSURE, message_id
from dasbor.documents.meeting import files
from dasbor.questions.answers import Answers
from tests.mailbox import FALLS_SILENT, REFUSES, TAKES, Mailbox, mailbox
from tests.world import ROOT, world

BOSS, STAFF = "walikota@cilegon.go.id", "staf@cilegon.go.id"
LEDGER = "id,tahun,ukuran,nilai\na,2023,skor_iid,40\n"


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with mailbox() as box:
        monkeypatch.setenv("DASBOR_KIRIMAN", "terbit")
        monkeypatch.setenv("DASBOR_SMTP", f"smtp://127.0.0.1:{box.port}")
        monkeypatch.setenv("DASBOR_PENGIRIM", "dasbor@cilegon.go.id")
        monkeypatch.setenv("DASBOR_ALAMAT", "https://inovasi.contoh.go.id")
        yield box


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """A deck that costs nothing, for tests of everything else."""
    monkeypatch.setattr(files, "make", lambda *_: b"paparan")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one published version and two who get its reports."""
    (tmp_path / "angka_publikasi.csv").write_text(LEDGER, "utf-8")
    publish(tmp_path, LEDGER + "b,2024,skor_iid,45.5\n")
    for one in (BOSS, STAFF):
        Addresses(tmp_path).add(one, "siti")
    return tmp_path


def publish(folder: Path, ledger: str) -> None:
    current = Releases(folder).current()
    Releases(folder).publish(
        {"angka_publikasi.csv": ledger.encode()}, dataset="uji", years=(), original=("x.csv", b"x"),
        findings=b"{}", by="Siti", reason="rahasia", choices={},
        expected=current.number if current else None,
    )  # fmt: skip


def states(done: list[delivery.Outcome]) -> list[str]:
    return [one.state for one in done]


def test_a_publication_goes_out_with_sheet_deck_and_what_changed(
    city: Answers, folder: Path, box: Mailbox
) -> None:
    assert states(deliver(city, folder)) == [SENT, SENT]
    letter, other = box.letters
    assert {letter["To"], other["To"]} == {BOSS, STAFF} and letter["From"] == "dasbor@cilegon.go.id"
    assert letter["Message-ID"] != other["Message-ID"]
    body = letter.get_body()
    assert body is not None
    words = body.get_content()
    assert "Skor Indeks Inovasi Daerah 2024: belum terbit → 45,50" in words
    assert "https://inovasi.contoh.go.id/" in words and "contoh" not in words.split("https")[0]
    assert "Siti" not in words and "rahasia" not in words
    sheet, deck = letter.iter_attachments()
    assert sheet.get_filename() == "lembar.html" and "<main>" in sheet.get_content()
    slides = Presentation(io.BytesIO(deck.get_content())).slides
    assert len(slides) > 5 and deck.get_filename() == "paparan.pptx"


@pytest.mark.usefixtures("light")
def test_nothing_goes_twice_and_the_next_version_tells_only_what_is_new(
    city: Answers, folder: Path, box: Mailbox
) -> None:
    deliver(city, folder)
    assert deliver(city, folder) == [] and len(box.letters) == 2
    publish(folder, LEDGER + "b,2024,skor_iid,45.5\nc,2025,skor_iid,50\n")
    assert states(deliver(city, folder)) == [SENT, SENT]
    body = box.letters[-1].get_body()
    assert body is not None and "2025: belum terbit → 50" in body.get_content()
    assert "45,50" not in body.get_content()


@pytest.mark.usefixtures("light")
def test_a_failure_is_told_and_tried_again_under_the_same_name(
    city: Answers, folder: Path, box: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    box.mood = REFUSES
    assert states(deliver(city, folder)) == [FAILED, FAILED] and not box.letters
    assert "tidak terkirim" not in caplog.text and "w…@cilegon.go.id gagal" in caplog.text
    assert BOSS not in caplog.text and Ledger(folder).last(BOSS)[0] == FAILED
    box.mood = TAKES
    assert states(deliver(city, folder)) == [SENT, SENT]
    assert len({letter["Message-ID"] for letter in box.letters}) == 2
    assert deliver(city, folder) == []


@pytest.mark.usefixtures("light")
def test_no_server_is_a_failure_and_silence_is_none(
    city: Answers, folder: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.mood = FALLS_SILENT
    assert states(deliver(city, folder)) == [UNSURE, UNSURE] and len(box.letters) == 2
    box.mood = TAKES
    assert deliver(city, folder) == [] and len(box.letters) == 2  # they may have arrived
    publish(folder, LEDGER)
    monkeypatch.setenv("DASBOR_SMTP", "smtp://127.0.0.1:1")
    assert states(deliver(city, folder)) == [FAILED, FAILED]


@pytest.mark.usefixtures("light")
def test_a_machine_that_stopped_amid_a_letter_does_not_send_it_again(
    city: Answers, folder: Path, box: Mailbox
) -> None:
    Ledger(folder).note(message_id("v1", BOSS, "cilegon.go.id"), BEGUN, 1)
    assert [one.address for one in deliver(city, folder)] == [STAFF]


@pytest.mark.usefixtures("light")
def test_a_week_and_a_month_have_one_report_each(
    city: Answers, folder: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for rhythm in ("mingguan", "bulanan"):
        monkeypatch.setenv("DASBOR_KIRIMAN", rhythm)
        assert states(deliver(city, folder)) == [SENT, SENT]
        publish(folder, LEDGER + f"x,2022,skor_iid,{len(rhythm)}\n")
        assert deliver(city, folder) == []
    assert len({letter["Message-ID"] for letter in box.letters}) == 4


def test_off_by_default_without_version_and_from_samples_nothing_goes(
    folder: Path, tmp_path: Path, city: Answers, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples = world({"inovasi": "tahun,id,opd,asal\n2023,a,x,contoh"})
    with pytest.raises(delivery.NothingReal):
        deliver(samples, folder)
    monkeypatch.delenv("DASBOR_KIRIMAN")
    assert settings.reports() == "" and deliver(city, folder) == []
    assert not box.letters


def test_addresses_are_kept_by_name_of_who_keeps_them_and_really_go(tmp_path: Path) -> None:
    kept = Addresses(tmp_path)
    kept.add(" Walikota@Cilegon.go.id ", "siti")
    for wrong in ("", "bukan", "a@b", f"{BOSS}, lain@x.id", f"{BOSS}\nBcc: x@y.id", BOSS, "é@x.id"):
        with pytest.raises(NotAnAddress):
            kept.add(wrong, "siti")
    assert kept.all() == [BOSS]
    kept.remove(BOSS, "budi")
    written = "".join(path.read_text("utf-8") for path in kept.folder.iterdir())
    assert kept.all() == [] and BOSS not in written
    assert "siti" in written and "budi" in written and "w…@cilegon.go.id" in written


def test_two_at_once_do_not_send(city: Answers, folder: Path, box: Mailbox) -> None:
    with Addresses(folder).lock(), pytest.raises(BlockingIOError):
        deliver(city, folder)
    assert not box.letters


@pytest.mark.usefixtures("light")
def test_the_shell_says_what_became_of_it(
    city_copy: Path, box: Mailbox, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shell.main(["kirim", "--tambah", BOSS]) == 0
    assert shell.main(["kirim", "--tambah", "ngawur"]) == 2
    publish(settings.data_folder(), (settings.data_folder() / "angka_publikasi.csv").read_text())
    box.mood = REFUSES
    assert shell.main(["kirim"]) == 1 and f"{BOSS}: gagal" in capsys.readouterr().out
    box.mood = TAKES
    assert shell.main(["kirim"]) == 0 and f"{BOSS}: terkirim" in capsys.readouterr().out
    assert shell.main(["kirim"]) == 0 and "Tidak ada yang perlu" in capsys.readouterr().err
    assert shell.main(["kirim", "--hapus", BOSS]) == 0
    assert "Belum ada penerima" in capsys.readouterr().out


def test_the_timer_is_shipped() -> None:
    unit = (ROOT / "pasang" / "dasbor-kiriman@.service").read_text("utf-8")
    timer = (ROOT / "pasang" / "dasbor-kiriman@.timer").read_text("utf-8")
    assert "python -m dasbor kirim" in unit and "PrivateNetwork" not in unit
    assert "WantedBy=timers.target" in timer

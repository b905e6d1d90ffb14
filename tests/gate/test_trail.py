"""The audit trail beside publications: who came, opened, took away, and what was refused."""

import json
from pathlib import Path

import pytest

from dasbor import __main__ as shell
from dasbor.data.releases import Releases, UnknownVersion
from dasbor.data.releases.errors import FOLDER
from dasbor.gate import audit, service
from tests.official_export import export_workbook, innovation

FOREIGN = innovation("Dua", Admin_OPD="Dinas Antah Berantah")


@pytest.fixture
def export_path(tmp_path: Path) -> Path:
    path = tmp_path / "ekspor.xlsx"
    path.write_bytes(export_workbook(innovation("Satu"), FOREIGN))
    return path


def said(folder: Path) -> list[tuple[str, str]]:
    return [(entry["oleh"], entry["tindakan"]) for entry in Releases(folder).audit()]


def test_the_shell_leaves_a_trail(
    gate_data: Path, export_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    request = [
        "terbitkan",
        str(export_path),
        "--tahun",
        "2023",
        "--alasan",
        "uji",
        "--ganti",
        "--boleh-susut",
        "--sumber",
        "register-bappeda",
        "--oleh",
        "ani",
    ]
    assert shell.main(["periksa", str(export_path), "--tahun", "2023"]) == 1
    assert not (gate_data / FOLDER).exists(), "looking changes nothing"
    assert shell.main(request) == 1
    assert shell.main([*request, "--tanpa-yang-ditolak"]) == 0
    assert shell.main(["pulihkan", "7", "--alasan", "uji", "--oleh", "budi"]) == 2
    target = tmp_path / "asli.xlsx"
    assert shell.main(["asli", "1", "--ke", str(target), "--oleh", "cici"]) == 0
    assert target.read_bytes() == export_path.read_bytes()
    assert said(gate_data) == [
        ("ani", audit.REFUSED),
        ("ani", "terbit"),
        ("budi", audit.REFUSED),
        ("cici", audit.TAKEN),
    ]
    assert Releases(gate_data).verify() == []
    capsys.readouterr()
    assert shell.main(["jejak"]) == 0
    words = capsys.readouterr().out
    assert "ani  penerbitan ditolak  ekspor.xlsx" in words and "1 baris ditolak" in words
    assert shell.main(["jejak", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 4


def test_an_edited_line_is_noticed(small: Path) -> None:
    audit.note(small, "ani", audit.ENTERED)
    audit.note(small, "ani", audit.LEFT)
    path = small / FOLDER / "jejak.jsonl"
    path.write_text(path.read_text("utf-8").replace("ani", "ina", 1), "utf-8")
    assert any("isinya diubah" in problem for problem in Releases(small).verify())


def test_a_page_that_runs_again_writes_once(small: Path) -> None:
    for _ in range(3):
        audit.note_once(small, "ani", audit.ENTERED)
        audit.note_once(small, "budi", audit.TURNED_AWAY, "tidak termasuk daftar")
    assert said(small) == [("ani", audit.ENTERED), ("budi", audit.TURNED_AWAY)]


def test_a_trail_that_cannot_be_written_keeps_nobody_from_working(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    audit.note(tmp_path / "tiada", "ani", audit.ENTERED)
    assert "Jejak tidak tertulis" in caplog.text


def test_only_a_version_with_an_upload_has_an_original(small: Path) -> None:
    with pytest.raises(UnknownVersion, match="tidak menyimpan berkas asli"):
        service.original(small, 1, "ani")

"""Files nobody here wrote, put through as a stranger would: every row accounted for, or a refusal.

In the image of real ones: another province's export, a ministry's catalogue, a city's dump.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from dasbor import __main__ as shell
from dasbor.data import versions
from tests.official_export import HEADER, export_workbook, innovation

Rows = Sequence[Sequence[object]]


def text(rows: Rows, encoding: str = "utf-8", mark: str = ",") -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=mark).writerows(rows)
    return buffer.getvalue().encode(encoding)


def workbook(rows: Rows, merged: str = "") -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    book.save(buffer)
    return buffer.getvalue()


def province(pemda: str, opd: str) -> bytes:
    return export_workbook(
        *(innovation(f"SIAP {i}", Pemda=pemda, Admin_OPD=opd) for i in range(12))
    )


DINSOS = "Dinas Sosial"
HTML = '<ul><li>satu</li>\n<li>dua, "tiga"</li></ul>\r\n'
# name -> content, options, exit code, rows beside the header, words that must be said
FILES: dict[str, tuple[bytes, str, int, int, str]] = {
    "provinsi_lain.xlsx": (
        province("Provinsi Jawa Tengah", "Biro Organisasi (biro)"), "--tahun 2024", 1, 14,
        "berkas ini milik Provinsi Jawa Tengah, bukan Kota Cilegon",
    ),
    "provinsi_tanpa_pilihan.xlsx": (
        province("Provinsi Jawa Tengah", "Biro Organisasi (biro)"), "", 2, 12,
        "berkas ini milik Provinsi Jawa Tengah, bukan Kota Cilegon",
    ),
    "opd_tak_dikenal.xlsx": (
        province("Kota Cilegon", "Biro Organisasi (biro)"), "--tahun 2024", 1, 14,
        "tidak ada di daftar perangkat daerah",
    ),
    "katalog.csv": (
        text([["id", "nama_inovasi", "nama_instansi", "ringkasan", "tahun", "status"],
              *([i, f"<p>Layanan&nbsp;{i} <b>Cepat</b></p>", DINSOS, HTML, 2024, i % 3]
                for i in range(9))], "utf-8-sig"), "--status semua", 0, 9, "9 baris diterima",
    ),
    "katalog_tanpa_pilihan.csv": (
        text([["nama_inovasi", "nama_instansi", "tahun", "status"],
              *([f"Layanan {i}", DINSOS, 2024, i % 3] for i in range(9))]), "", 1, 9,
        "status 0 (3), 1 (3), dan 2 (3). Pilih status yang dihitung",
    ),
    "dump_tanggal.csv": (
        text([["id", "judul", "skpd", "bentuk", "tanggal", "status"],
              *([i, f"Inovasi {i}", DINSOS, 1, f"2024-01-{i:02d} 08:00:00", 2]
                for i in range(1, 8))], mark=";"), "--tahun 2024 --status 2", 0, 7,
        "tidak dipakai sebagai nomor inovasi",
    ),
    "dump_tanpa_tahun.csv": (
        text([["judul_inovasi", "perangkat_daerah"], ["Satu", DINSOS]]), "", 2, 1,
        "tidak punya kolom tahun. Tambahkan --tahun 2025",
    ),
    "menurut_penerapan.csv": (
        text([["Judul Inovasi", "Perangkat Daerah", "Tanggal Penerapan"],
              ["Satu", "dinas sosial", "45300"], ["Dua", "Dinsos", "null"]]),
        "--tahun penerapan", 1, 2, "tahun daftar tidak diketahui",
    ),
    "cp1252.csv": (
        text([["Judul Inovasi", "OPD", "Tahun Implementasi", "Skor"],
              ["Pelayanan “Cepat” – café", DINSOS, "2024", "85,5"]], "cp1252", ";"), "", 0, 1,
        "1 baris diterima",
    ),
    "utf16.txt": (
        text([["Judul Inovasi", "OPD", "Tahun"], ["Satu", DINSOS, "2024"]], "utf-16", "\t"),
        "", 0, 1, "1 baris diterima",
    ),
    "jumlah.xlsx": (
        workbook([["DAFTAR INOVASI KOTA CILEGON TAHUN 2024"], [], ["No", "Nama Inovasi", "SKPD",
              "Tahun", "Kematangan"], ["(1)", "(2)", "(3)", "(4)", "(5)"],
              [1, "Satu", DINSOS, 2024, 71], ["Jumlah", "", "", 1, ""]], "A1:E1"), "", 0, 5,
        "1 baris diterima",
    ),
    "judul_dua_baris.xlsx": (
        workbook([["No", "Uraian", "", "Tanggal", ""],
              ["", "Judul Inovasi", "Perangkat Daerah", "Input", "Penerapan"],
              [1, "Satu", DINSOS, "01-05-2024", "03-04-2024"]]), "--tahun input", 0, 2,
        "1 baris diterima",
    ),
    "kode_angka.csv": (
        text([["nama_inovasi", "opd_id", "bentuk", "tahapan", "tahun"],
              ["Satu", "101", "2", "3", "2024"]]), "", 1, 1, "pada `alias` kolomnya",
    ),
    "rusak.csv": (
        text([["Judul Inovasi", "OPD", "Tahun"], ["A", DINSOS, "2024"], ["A", DINSOS, "2024"],
              ["", DINSOS, "2024"], ["B", DINSOS, "20x4"], ["C", DINSOS, "2024", "lebih"],
              ["D", "", "2024"]]), "", 1, 6, "5 dari 6 baris ditolak",
    ),
    "judul_saja.csv": (text([HEADER]), "--tahun 2024", 1, 0, "tidak ada baris data"),
    "bukan_register.csv": (text([["barang", "harga"], ["apel", 3]]), "", 2, 1, "tidak dikenali"),
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _served(gate_city: Path) -> Iterator[None]:
    """One data folder for all: looking at a file changes nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASBOR_DATA", str(gate_city / "data"))
        patch.setenv("DASBOR_GUDANG", str(gate_city / "gudang"))
        versions.reset()
        before = sorted((gate_city / "data").rglob("*"))
        yield
        assert sorted((gate_city / "data").rglob("*")) == before
    versions.reset()


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str], Path]:
    def save(name: str) -> Path:
        path = tmp_path / name
        path.write_bytes(FILES[name][0])
        return path

    return save


@pytest.mark.parametrize("name", FILES)
def test_a_foreign_file_is_accounted_for_or_refused_in_words(
    name: str, saved: Callable[[str], Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, options, code, rows, words = FILES[name]
    rejects = tmp_path / "ditolak.csv"
    request = [str(saved(name)), *options.split()]
    assert shell.main(["periksa", *request]) == code
    said = capsys.readouterr()
    assert words in said.out + said.err
    assert not re.search(r"\b(?:error|invalid|Traceback)\b", said.out + said.err)
    if code == 2:
        return
    assert shell.main(["periksa", *request, "--json", "--ditolak", str(rejects)]) == code
    told = json.loads(capsys.readouterr().out)
    parts = [told["baris_diterima"], len(told["baris_ditolak"]), len(told["baris_dilewati"])]
    assert sum(parts) == rows
    assert all(row["alasan"] for row in told["baris_ditolak"])
    assert rejects.exists() == bool(told["baris_ditolak"])

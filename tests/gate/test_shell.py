"""The data gate from the shell: exit codes, words, reports, and what survives a kill."""

import csv
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dasbor.__main__ import main
from dasbor.data import versions
from dasbor.data.releases import Releases
from tests.ekspor import ORANG, ekspor, inovasi

ASING = "Dinas Antah Berantah"
ENGLISH = re.compile(
    r"\b(error|usage|traceback|exception|file|row|column|required|invalid|argument|not|the|and"
    r"|optional|show|exit)\b|errno",
    re.IGNORECASE,
)
KALI = 8  # kills


@dataclass
class Jawaban:
    kode: int
    keluar: str
    galat: str


Perintah = Callable[..., Jawaban]


@pytest.fixture
def dasbor(
    data_ringkas: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Perintah:
    """Run one command in this process, on a copy of the data."""
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: object) -> Jawaban:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Jawaban(code, said.out, said.err)

    return run


@pytest.fixture(autouse=True)
def forget_publisher() -> None:
    """The store of a process is that of its folders; each test has others."""
    versions._publisher.cache_clear()


@pytest.fixture
def berkas(tmp_path: Path) -> Callable[..., Path]:
    """Write an export: ``berkas("a.xlsx", inovasi("Satu"))``, or bytes as they are."""

    def write(name: str, *content: dict[str, str] | bytes) -> Path:
        path = tmp_path / name
        raw = [part for part in content if isinstance(part, bytes)]
        rows = [part for part in content if not isinstance(part, bytes)]
        path.write_bytes(b"".join(raw) if raw or not rows else ekspor(*rows))
        return path

    return write


@pytest.fixture
def baik(berkas: Callable[..., Path]) -> Path:
    return berkas("baik.xlsx", inovasi("Antrean Cepat"), inovasi("Sayang Ibu"))


@pytest.fixture
def cacat(berkas: Callable[..., Path]) -> Path:
    rows = [inovasi(f"Asing {i}", Admin_OPD=ASING) for i in range(5)]
    return berkas("cacat.xlsx", inovasi("Antrean Cepat"), *rows)


# --- periksa ----------------------------------------------------------------------------------


def test_a_sound_file(dasbor: Perintah, baik: Path, data_ringkas: Path) -> None:
    answer = dasbor("periksa", baik, "--tahun", 2023)
    assert answer.kode == 0
    assert "2 baris diterima, 0 ditolak, 2 dilewati" in answer.keluar
    assert re.search(r"Inovasi 2023: \d+ → 2\n", answer.keluar)
    assert "2 baru" in answer.keluar
    assert not answer.galat
    assert Releases(data_ringkas).history() == []


def test_refusals_are_told_once_for_all_their_rows(dasbor: Perintah, cacat: Path) -> None:
    answer = dasbor("periksa", cacat, "--tahun", 2023)
    assert answer.kode == 1
    assert answer.keluar.count(ASING) == 1
    assert f"baris 4, 5, 6 … (5 baris), kolom opd, nilai “{ASING}”" in answer.keluar
    first = answer.keluar.splitlines()[2]
    assert first.startswith("  menolak: "), "the gravest first"


def test_the_year_may_come_from_the_file(dasbor: Perintah, berkas: Callable[..., Path]) -> None:
    path = berkas("tahun.csv", b"Judul Inovasi,SKPD,Tahun\nSatu,Dinkes,2023\nDua,Dinsos,2022\n")
    answer = dasbor("periksa", path)
    assert answer.kode == 0
    assert "inovasi 2022" in answer.keluar and "inovasi 2023" in answer.keluar
    for way in ("penerapan", "input"):
        assert dasbor("periksa", path, "--tahun", way).kode in (1, 2)


def test_rejected_rows_can_be_kept(dasbor: Perintah, cacat: Path, tmp_path: Path) -> None:
    kept = tmp_path / "ditolak.csv"
    dasbor("periksa", cacat, "--tahun", 2023, "--ditolak", kept)
    rows = list(csv.reader(io.StringIO(kept.read_text("utf-8-sig"))))
    assert len(rows) == 6 and rows[0][0] == "alasan_ditolak"
    corrected = kept.read_text("utf-8-sig").replace(ASING, "Dinas Sosial")
    kept.write_text(corrected, "utf-8")
    answer = dasbor("periksa", kept, "--tahun", 2023)
    assert answer.kode == 0
    assert "Cara: menambah pada baris yang berlaku." in answer.keluar


TAK_TERPAKAI = {
    "kosong.csv": (b"", "kosong"),
    "spasi.csv": (b" \n\n\t", "kosong"),
    "surat.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
    "ekspor.csv": (b"%PDF-1.4 x", "PDF"),
    "foto.xlsx": (b"\x89PNG\r\n\x1a\n\x00\x00", "gambar"),
    "lama.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Simpan ulang"),
    "rusak.xlsx": (b"PK\x03\x04" + bytes(200), ""),
    "masuk.xls": (b"<!doctype html><html><body>Masuk dahulu</body></html>", "halaman"),
    "data.json": (b'[{"judul": "Satu"}]', "JSON"),
    "asing.csv": (b"suhu,kelembapan\n31,80\n30,82\n", "tidak dikenali"),
    "biner.csv": (bytes(range(256)) * 8, ""),
}


@pytest.mark.parametrize("name", TAK_TERPAKAI)
def test_an_unusable_file(dasbor: Perintah, berkas: Callable[..., Path], name: str) -> None:
    content, word = TAK_TERPAKAI[name]
    answer = dasbor("periksa", berkas(name, content), "--tahun", 2023)
    assert answer.kode == 2
    assert answer.galat.startswith("Tidak dapat dikerjakan: ")
    assert word in answer.galat
    assert answer.galat.count("\n") == 1 and len(answer.galat) > 50, "says what to do"
    assert not ENGLISH.search(answer.galat.replace(name, "")), answer.galat


def test_an_unusable_request(dasbor: Perintah, baik: Path, tmp_path: Path) -> None:
    requests = {
        ("periksa", tmp_path / "tiada.csv"): "tiada.csv tidak ada",
        ("periksa", tmp_path): "tidak ada",
        ("periksa", baik): "--tahun 2025",
        ("periksa", baik, "--tahun", "dulu"): "--tahun 2025",
        ("periksa", baik, "--tahun", 2023, "--lembar", "Lain"): "yang ada: Data",
        ("periksa", baik, "--tahun", 2023, "--dataset", "entah"): "entah",
        ("periksa",): "masih kurang: berkas",
        ("periksa", baik, "--entah"): "tidak dikenal: --entah",
        ("entah",): "tidak dapat dipakai: PERINTAH",
        ("terbitkan", baik, "--tahun", 2023): "masih kurang: --alasan",
        ("terbitkan", baik, "--tahun", 2023, "--alasan", " "): "Alasan belum diisi",
        ("pulihkan", 7, "--alasan", "uji"): "Versi 7 tidak ada",
        ("pulihkan", "tujuh", "--alasan", "uji"): "tidak dapat dipakai: versi",
        ("beda", 0, 9): "Versi 9 tidak ada",
    }
    for request, words in requests.items():
        answer = dasbor(*request)
        assert answer.kode == 2, request
        assert words in answer.galat, request
        said = re.sub(r"/\S+|--\w+|python -m dasbor.*", "", answer.galat)
        assert not ENGLISH.search(said), said


@pytest.mark.parametrize("command", [(), ("periksa",), ("terbitkan",), ("beda",), ("pulihkan",)])
def test_help_is_indonesian(dasbor: Perintah, command: tuple[str, ...]) -> None:
    answer = dasbor(*command, "--help")
    assert answer.kode == 0
    said = re.sub(r"--\w+|\b[A-Z]+\b|\[.*?\]", "", answer.keluar)
    assert "pakai: " in said
    assert not ENGLISH.search(said), said


def test_json_tells_the_full_account(dasbor: Perintah, cacat: Path) -> None:
    answer = dasbor("periksa", cacat, "--tahun", 2023, "--json")
    assert answer.kode == 1
    told = json.loads(answer.keluar)
    assert told["dataset"] == "inovasi"
    assert told["baris_judul"] == 2
    assert told["baris_diterima"] == 1
    assert [row["baris"] for row in told["baris_ditolak"]] == [4, 5, 6, 7, 8]
    assert all(ASING not in str(row) or row["alasan"] for row in told["baris_ditolak"])
    assert [row["baris"] for row in told["baris_dilewati"]] == [1, 9]
    assert len(told["perubahan"]) == int(told["pilihan"]["perubahan"]) > 0
    assert {"tingkat", "aturan", "baris", "kolom", "nilai", "masalah", "obat"} == {
        key for finding in told["temuan"] for key in finding
    }
    assert {"angka": "Inovasi 2023"}.items() <= told["angka"][3].items()
    assert told["register"][0]["baru"] == 1
    assert ORANG not in answer.keluar


# --- terbitkan, riwayat, beda, pulihkan -------------------------------------------------------


def test_publish_look_back_compare_and_undo(
    dasbor: Perintah, baik: Path, cacat: Path, data_ringkas: Path
) -> None:
    assert "Belum ada versi terbitan" in dasbor("riwayat").keluar
    first = dasbor("terbitkan", baik, "--tahun", 2023, "--alasan", "uji satu", "--oleh", "ani")
    assert (first.kode, first.galat) == (0, "Terbit sebagai versi 1.\n")

    refused = dasbor("terbitkan", cacat, "--tahun", 2024, "--alasan", "uji dua")
    assert refused.kode == 1
    assert "5 baris ditolak. Betulkan" in refused.galat
    assert len(Releases(data_ringkas).history()) == 1
    consent = ("--tanpa-yang-ditolak", "--oleh", "budi")
    second = dasbor("terbitkan", cacat, "--tahun", 2024, "--alasan", "uji dua", *consent)
    assert (second.kode, second.galat) == (0, "Terbit sebagai versi 2.\n")

    said = dasbor("riwayat").keluar.splitlines()
    assert [line[:3] for line in said] == ["* 2", "  1"]
    assert "ani  menerbitkan inovasi 2023  “uji satu”" in said[1] and "WIB" in said[1]
    history = json.loads(dasbor("riwayat", "--json").keluar)
    assert [(v["versi"], v["berlaku"], v["oleh"]) for v in history] == [
        (2, True, "budi"),
        (1, False, "ani"),
    ]
    assert history[0]["pilihan"]["baris_ditolak"] == "5"

    changed = dasbor("beda", 1, 2)
    assert changed.kode == 0
    assert "inovasi 2024: 1 baru, 0 hilang, 0 berubah" in changed.keluar
    assert dasbor("beda", 2, 2).keluar == "Tidak ada yang berubah.\n"

    back = dasbor("pulihkan", 1, "--alasan", "keliru", "--oleh", "ani")
    assert (back.kode, back.galat) == (0, "Dipulihkan sebagai versi 3.\n")
    assert dasbor("beda", 1, 3).keluar == "Tidak ada yang berubah.\n"
    assert "kembali ke versi 1" in dasbor("riwayat").keluar
    assert dasbor("pulihkan", 0, "--alasan", "keliru").kode == 0
    assert dasbor("beda", 0, 4).keluar == "Tidak ada yang berubah.\n"


def test_damage_is_told_with_the_history(dasbor: Perintah, baik: Path, data_ringkas: Path) -> None:
    dasbor("terbitkan", baik, "--tahun", 2023, "--alasan", "uji")
    [path] = Releases(data_ringkas).overlay().values()
    path.unlink()
    answer = dasbor("riwayat")
    assert "hilang" in answer.galat and "cadangan" in answer.galat
    answer = dasbor("periksa", baik, "--tahun", 2023)
    assert answer.kode and "hilang" in answer.galat
    assert not ENGLISH.search(answer.galat)


# --- as a process -----------------------------------------------------------------------------


def start(akar: Path, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "dasbor", *map(str, arguments)],
        cwd=akar,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "ascii"},  # as a pipe with a poor character set
    )


def test_a_kill_at_any_moment_leaves_a_whole_version(
    akar: Path, baik: Path, berkas: Callable[..., Path], data_ringkas: Path
) -> None:
    releases = Releases(data_ringkas)
    request = ("--tahun", 2023, "--oleh", "ani", "--alasan", "uji")
    began = time.monotonic()
    first = start(akar, "terbitkan", baik, *request)
    assert (first.communicate()[1], first.returncode) == ("Terbit sebagai versi 1.\n", 0)
    takes = time.monotonic() - began
    whole = [{"Antrean Cepat", "Sayang Ibu"}]
    chance = random.Random(3)
    for i in range(KALI):
        whole.append({f"Layanan {i} {j}" for j in range(3)})
        path = berkas(f"ke-{i}.xlsx", *map(inovasi, sorted(whole[-1])))
        process = start(akar, "terbitkan", path, *request)
        time.sleep(takes * chance.uniform(0.5, 1.0))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        [served] = releases.overlay().values()
        rows = csv.DictReader(io.StringIO(served.read_text("utf-8")))
        assert {row["judul"] for row in rows} in whole
        assert releases.verify() == []
    last = start(akar, "terbitkan", baik, *request)
    assert last.communicate()[1].startswith("Terbit sebagai versi ")
    assert releases.verify() == []
    assert versions.fresh().rows("select count(*) from inovasi where tahun = 2023") == [(2,)]


def test_two_at_once_lose_nothing(
    akar: Path, berkas: Callable[..., Path], data_ringkas: Path
) -> None:
    files = {year: berkas(f"{year}.xlsx", inovasi(f"Layanan {year}")) for year in (2023, 2024)}
    running = {
        year: start(akar, "terbitkan", path, "--tahun", year, "--oleh", "ani", "--alasan", "uji")
        for year, path in files.items()
    }
    ended = {year: (*p.communicate(), p.returncode) for year, p in running.items()}
    overlay = Releases(data_ringkas).overlay()
    assert overlay
    for year, (_, said, code) in ended.items():
        assert (f"inovasi_{year}.csv" in overlay) == (code == 0), said
        if code:
            assert code == 2
            assert "Sedang ada penerbitan lain" in said or "Pratinjau ini dibuat terhadap" in said
    assert Releases(data_ringkas).verify() == []


def test_the_report_survives_any_pipe(akar: Path, cacat: Path, data_ringkas: Path) -> None:
    process = start(akar, "periksa", cacat, "--tahun", 2023)
    out, said = process.communicate()
    assert (process.returncode, said) == (1, "")
    assert "→" in out
    process = start(akar, "periksa", cacat, "--tahun", 2023)
    assert process.stdout and process.stderr
    process.stdout.close()  # as `| head` does
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait()

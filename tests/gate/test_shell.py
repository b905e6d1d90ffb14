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
from tests.official_export import PERSON, export_workbook, innovation

FOREIGN = "Dinas Antah Berantah"
ENGLISH = re.compile(
    r"\b(error|usage|traceback|exception|file|row|column|required|invalid|argument|not|the|and"
    r"|optional|show|exit)\b|errno",
    re.IGNORECASE,
)
TIMES = 8  # kills
USUAL = ("--ganti", "--boleh-susut", "--ukuran", "inovasi_terdata")  # the city's own register


@dataclass
class Reply:
    kode: int
    outside: str
    page_errors: str


Command = Callable[..., Reply]


@pytest.fixture
def run_shell(
    gate_data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """Run one command in this process, on a copy of the data."""
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: object) -> Reply:
        capsys.readouterr()
        words = [str(argument) for argument in arguments]
        if words[0] in ("periksa", "terbitkan"):
            words += USUAL[1:] if "--tambah" in words else USUAL
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Reply(code, said.out, said.err)

    return run


@pytest.fixture(autouse=True)
def forget_publisher() -> None:
    """The store of a process is that of its folders; each test has others."""
    versions.reset()


@pytest.fixture
def export_path(tmp_path: Path) -> Callable[..., Path]:
    """Write an export: ``berkas("a.xlsx", inovasi("Satu"))``, or bytes as they are."""

    def write(name: str, *content: dict[str, str] | bytes) -> Path:
        path = tmp_path / name
        raw = [part for part in content if isinstance(part, bytes)]
        rows = [part for part in content if not isinstance(part, bytes)]
        path.write_bytes(b"".join(raw) if raw or not rows else export_workbook(*rows))
        return path

    return write


@pytest.fixture
def good(export_path: Callable[..., Path]) -> Path:
    return export_path("baik.xlsx", innovation("Antrean Cepat"), innovation("Sayang Ibu"))


@pytest.fixture
def flawed(export_path: Callable[..., Path]) -> Path:
    rows = [innovation(f"Asing {i}", Admin_OPD=FOREIGN) for i in range(5)]
    return export_path("cacat.xlsx", innovation("Antrean Cepat"), *rows)


# --- periksa ----------------------------------------------------------------------------------


def test_a_sound_file(run_shell: Command, good: Path, gate_data: Path) -> None:
    answer = run_shell("periksa", good, "--tahun", 2023)
    assert answer.kode == 0
    assert "2 baris diterima, 0 ditolak, 2 dilewati" in answer.outside
    assert "inovasi 2023: 2 baru, 249 hilang" in answer.outside
    assert not answer.page_errors
    assert Releases(gate_data).history() == []


def test_refusals_are_told_once_for_all_their_rows(run_shell: Command, flawed: Path) -> None:
    answer = run_shell("periksa", flawed, "--tahun", 2023)
    assert answer.kode == 1
    assert answer.outside.count(FOREIGN) == 1
    assert f"baris 4, 5, 6 … (5 baris), kolom Perangkat daerah, nilai “{FOREIGN}”" in answer.outside
    first = next(line for line in answer.outside.splitlines() if line.startswith("  "))
    assert first.startswith("  menolak: "), "the gravest first"


def test_the_year_may_come_from_the_file(
    run_shell: Command, export_path: Callable[..., Path]
) -> None:
    path = export_path(
        "tahun.csv", b"Judul Inovasi,SKPD,Tahun\nSatu,Dinkes,2023\nDua,Dinsos,2022\n"
    )
    answer = run_shell("periksa", path)
    assert answer.kode == 0
    assert "inovasi 2022" in answer.outside and "inovasi 2023" in answer.outside
    for way in ("penerapan", "input"):
        assert run_shell("periksa", path, "--tahun", way).kode in (1, 2)


def test_rejected_rows_can_be_kept(run_shell: Command, flawed: Path, tmp_path: Path) -> None:
    kept = tmp_path / "ditolak.csv"
    run_shell("periksa", flawed, "--tahun", 2023, "--ditolak", kept)
    rows = list(csv.reader(io.StringIO(kept.read_text("utf-8-sig"))))
    assert len(rows) == 6 and rows[0][0] == "alasan_ditolak"
    corrected = kept.read_text("utf-8-sig").replace(FOREIGN, "Dinas Sosial")
    kept.write_text(corrected, "utf-8")
    answer = run_shell("periksa", kept, "--tahun", 2023, "--tambah")
    assert answer.kode == 0
    assert "Cara: menambah pada baris yang berlaku." in answer.outside


UNUSED = {
    "kosong.csv": (b"", "kosong"),
    "spasi.csv": (b" \n\n\t", "kosong"),
    "surat.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
    "ekspor.csv": (b"%PDF-1.4 x", "PDF"),
    "foto.xlsx": (b"\x89PNG\r\n\x1a\n\x00\x00", "gambar"),
    "lama.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Office lama"),
    "rusak.xlsx": (b"PK\x03\x04" + bytes(200), ""),
    "masuk.xls": (b"<!doctype html><html><body>Masuk dahulu</body></html>", "halaman"),
    "data.json": (b'[{"judul": "Satu"}]', "JSON"),
    "asing.csv": (b"suhu,kelembapan\n31,80\n30,82\n", "tidak dikenali"),
    "biner.csv": (bytes(range(256)) * 8, ""),
}


@pytest.mark.parametrize("name", UNUSED)
def test_an_unusable_file(run_shell: Command, export_path: Callable[..., Path], name: str) -> None:
    content, word = UNUSED[name]
    answer = run_shell("periksa", export_path(name, content), "--tahun", 2023)
    assert answer.kode == 2
    assert answer.page_errors.startswith("Tidak dapat dikerjakan: ")
    assert word in answer.page_errors
    assert answer.page_errors.count("\n") == 1 and len(answer.page_errors) > 50, "says what to do"
    assert not ENGLISH.search(answer.page_errors.replace(name, "")), answer.page_errors


def test_an_unusable_request(run_shell: Command, good: Path, tmp_path: Path) -> None:
    requests = {
        ("periksa", tmp_path / "tiada.csv"): "tiada.csv tidak ada",
        ("periksa", tmp_path): "tidak ada",
        ("periksa", good): "--tahun 2025",
        ("periksa", good, "--tahun", "dulu"): "--tahun 2025",
        ("periksa", good, "--tahun", 2023, "--lembar", "Lain"): "yang ada: Data",
        ("periksa", good, "--tahun", 2023, "--dataset", "entah"): "entah",
        ("periksa",): "masih kurang: berkas",
        ("periksa", good, "--entah"): "tidak dikenal: --entah",
        ("entah",): "tidak dapat dipakai: PERINTAH",
        ("terbitkan", good, "--tahun", 2023): "masih kurang: --alasan",
        ("terbitkan", good, "--tahun", 2023, "--alasan", " "): "Alasan belum diisi",
        ("pulihkan", 7, "--alasan", "uji"): "Versi 7 tidak ada",
        ("pulihkan", "tujuh", "--alasan", "uji"): "tidak dapat dipakai: versi",
        ("beda", 0, 9): "Versi 9 tidak ada",
    }
    for request, words in requests.items():
        answer = run_shell(*request)
        assert answer.kode == 2, request
        assert words in answer.page_errors, request
        said = re.sub(r"/\S+|--\w+|python -m dasbor.*", "", answer.page_errors)
        assert not ENGLISH.search(said), said


@pytest.mark.parametrize("command", [(), ("periksa",), ("terbitkan",), ("beda",), ("pulihkan",)])
def test_help_is_indonesian(run_shell: Command, command: tuple[str, ...]) -> None:
    answer = run_shell(*command, "--help")
    assert answer.kode == 0
    said = re.sub(r"--\w+|\b[A-Z]+\b|\[.*?\]", "", answer.outside)
    assert "pakai: " in said
    assert not ENGLISH.search(said), said


@pytest.mark.usefixtures("answered")
def test_json_tells_the_full_account(run_shell: Command, flawed: Path) -> None:
    answer = run_shell("periksa", flawed, "--tahun", 2023, "--json")
    assert answer.kode == 1
    told = json.loads(answer.outside)
    assert told["dataset"] == "inovasi"
    assert told["baris_judul"] == 2
    assert told["baris_diterima"] == 1
    assert [row["baris"] for row in told["baris_ditolak"]] == [4, 5, 6, 7, 8]
    assert all(FOREIGN not in str(row) or row["alasan"] for row in told["baris_ditolak"])
    assert [row["baris"] for row in told["baris_dilewati"]] == [1, 9]
    assert len(told["perubahan"]) == int(told["pilihan"]["perubahan"]) > 0
    assert {"tingkat", "aturan", "baris", "kolom", "nilai", "masalah", "obat"} == {
        key for finding in told["temuan"] for key in finding
    }
    figure = {"pertanyaan": "berapa_inovasi_per_tahun", "angka": "2023 · Jumlah inovasi"}
    assert [one["ke"] for one in told["angka"] if figure.items() <= one.items()] == ["1"]
    assert told["register"][0]["baru"] == 1
    assert PERSON not in answer.outside


# --- terbitkan, riwayat, beda, pulihkan -------------------------------------------------------


def test_publish_look_back_compare_and_undo(
    run_shell: Command, good: Path, flawed: Path, gate_data: Path
) -> None:
    assert "Belum ada versi terbitan" in run_shell("riwayat").outside
    first = run_shell("terbitkan", good, "--tahun", 2023, "--alasan", "uji satu", "--oleh", "ani")
    assert (first.kode, first.page_errors) == (0, "Terbit sebagai versi 1.\n")

    refused = run_shell("terbitkan", flawed, "--tahun", 2024, "--alasan", "uji dua")
    assert refused.kode == 1
    assert "5 baris ditolak. Betulkan" in refused.page_errors
    assert len(Releases(gate_data).history()) == 1
    consent = ("--tanpa-yang-ditolak", "--oleh", "budi")
    second = run_shell("terbitkan", flawed, "--tahun", 2024, "--alasan", "uji dua", *consent)
    assert (second.kode, second.page_errors) == (0, "Terbit sebagai versi 2.\n")

    said = run_shell("riwayat").outside.splitlines()
    assert [line[:3] for line in said] == ["* 2", "  1"]
    assert "ani  menerbitkan inovasi 2023  “uji satu”" in said[1] and "WIB" in said[1]
    history = json.loads(run_shell("riwayat", "--json").outside)
    assert [(v["versi"], v["berlaku"], v["oleh"]) for v in history] == [
        (2, True, "budi"),
        (1, False, "ani"),
    ]
    assert history[0]["pilihan"]["baris_ditolak"] == "5"

    changed = run_shell("beda", 1, 2)
    assert changed.kode == 0
    assert "inovasi 2024: 1 baru, 0 hilang, 0 berubah" in changed.outside
    assert run_shell("beda", 2, 2).outside == "Tidak ada yang berubah.\n"

    back = run_shell("pulihkan", 1, "--alasan", "keliru", "--oleh", "ani")
    assert (back.kode, back.page_errors) == (0, "Dipulihkan sebagai versi 3.\n")
    assert run_shell("beda", 1, 3).outside == "Tidak ada yang berubah.\n"
    assert "kembali ke versi 1" in run_shell("riwayat").outside
    assert run_shell("pulihkan", 0, "--alasan", "keliru").kode == 0
    assert run_shell("beda", 0, 4).outside == "Tidak ada yang berubah.\n"


def test_damage_is_told_with_the_history(run_shell: Command, good: Path, gate_data: Path) -> None:
    run_shell("terbitkan", good, "--tahun", 2023, "--alasan", "uji")
    Releases(gate_data).overlay()["inovasi_2023.csv"].unlink()
    answer = run_shell("riwayat")
    assert "hilang" in answer.page_errors and "cadangan" in answer.page_errors
    answer = run_shell("periksa", good, "--tahun", 2023)
    assert answer.kode and "hilang" in answer.page_errors
    assert not ENGLISH.search(answer.page_errors)


# --- as a process -----------------------------------------------------------------------------


def start(project: Path, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "dasbor", *map(str, arguments)],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "ascii"},  # as a pipe with a poor character set
    )


def test_a_kill_at_any_moment_leaves_a_whole_version(
    project: Path, good: Path, export_path: Callable[..., Path], gate_data: Path
) -> None:
    releases = Releases(gate_data)
    request = ("--tahun", 2023, "--oleh", "ani", "--alasan", "uji", *USUAL)
    began = time.monotonic()
    first = start(project, "terbitkan", good, *request)
    assert (first.communicate()[1], first.returncode) == ("Terbit sebagai versi 1.\n", 0)
    takes = time.monotonic() - began
    whole = [{"Antrean Cepat", "Sayang Ibu"}]
    chance = random.Random(3)
    for i in range(TIMES):
        whole.append({f"Layanan {i} {j}" for j in range(3)})
        path = export_path(f"ke-{i}.xlsx", *map(innovation, sorted(whole[-1])))
        process = start(project, "terbitkan", path, *request)
        time.sleep(takes * chance.uniform(0.5, 1.0))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        served = releases.overlay()["inovasi_2023.csv"]
        rows = csv.DictReader(io.StringIO(served.read_text("utf-8")))
        assert {row["judul"] for row in rows} in whole
        assert releases.verify() == []
    last = start(project, "terbitkan", good, *request)
    assert last.communicate()[1].startswith("Terbit sebagai versi ")
    assert releases.verify() == []
    assert versions.fresh().rows("select count(*) from inovasi where tahun = 2023") == [(2,)]


def test_two_at_once_lose_nothing(
    project: Path, export_path: Callable[..., Path], gate_data: Path
) -> None:
    files = {
        year: export_path(f"{year}.xlsx", innovation(f"Layanan {year}")) for year in (2023, 2024)
    }
    by = ("--oleh", "ani", "--alasan", "uji", *USUAL)
    running = {
        year: start(project, "terbitkan", path, "--tahun", year, *by)
        for year, path in files.items()
    }
    ended = {year: (*p.communicate(), p.returncode) for year, p in running.items()}
    overlay = Releases(gate_data).overlay()
    assert overlay
    for year, (_, said, code) in ended.items():
        assert (f"inovasi_{year}.csv" in overlay) == (code == 0), said
        if code:
            assert code == 2
            assert "Sedang ada penerbitan lain" in said or "Pratinjau ini dibuat terhadap" in said
    assert Releases(gate_data).verify() == []


def test_the_report_survives_any_pipe(project: Path, flawed: Path, gate_data: Path) -> None:
    request = ("--tahun", 2023, *USUAL)
    process = start(project, "periksa", flawed, *request)
    out, said = process.communicate()
    assert (process.returncode, said) == (1, "")
    assert "→" in out
    process = start(project, "periksa", flawed, *request)
    assert process.stdout and process.stderr
    process.stdout.close()  # as `| head` does
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait()

"""The settings: read from one table, refused in words, and told to operators as they are."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dasbor import settings
from tests.world import ROOT

TOLD = [ROOT / "README.md", ROOT / "Makefile", *sorted((ROOT / "docs").rglob("*.md"))]
TOLD += sorted(path for path in (ROOT / "pasang").rglob("*") if path.is_file())
NAMES = {one.name: one for one in settings.TABLE}


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_without_any_the_server_starts() -> None:
    settings.check()
    assert settings.sql_open() and not settings.metrics_open() and not settings.editor_local()
    assert settings.api_per_minute() == 60 and settings.public_address() == ""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("blank", ["", "  "])
def test_an_empty_one_is_as_if_not_set(
    name: str, blank: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = NAMES[name]()
    monkeypatch.setenv(name, blank)
    settings.check()
    assert NAMES[name]() == usual


@pytest.mark.parametrize(
    ("name", "said", "value"),
    [
        ("DASBOR_SQL", "mati", False),
        ("DASBOR_SQL", " MATI\n", False),
        ("DASBOR_SQL", "nyala", True),
        ("DASBOR_PROKSI", "Ya", True),
        ("DASBOR_PROKSI", "tidak", False),
        ("DASBOR_LOG", "json", True),
        ("DASBOR_METRICS", "terbuka", True),
        ("DASBOR_API_LAJU", "5", 5),
        ("DASBOR_ALAMAT", "https://inovasi.go.id/dasbor/", "https://inovasi.go.id/dasbor"),
        ("DASBOR_ALAMAT", "http://127.0.0.1:8501", "http://127.0.0.1:8501"),
        ("DASBOR_GUDANG", "/tmp/tidak-ada", Path("/tmp/tidak-ada")),
    ],
)  # fmt: skip
def test_what_may_be_said_is_understood(
    name: str, said: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, said)
    settings.check()
    assert NAMES[name]() == value


@pytest.mark.parametrize(
    ("name", "said"),
    [
        *(("DASBOR_SQL", word) for word in ("tutup", "false", "no", "nonaktif", "off", "0")),
        *(("DASBOR_PROKSI", word) for word in ("true", "1", "y", "yes", "ya ya")),
        *(("DASBOR_EDITOR", word) for word in ("1", "ya", "true", "jauh", "lokal-lain")),
        *(("DASBOR_LOG", word) for word in ("JSONL", "ya")),
        *(("DASBOR_METRICS", word) for word in ("buka", "open", "ya")),
        *(("DASBOR_API_LAJU", n) for n in ("abc", "0", "-1", "1.5", "６０", "1e3", "999999")),
        *(("DASBOR_ALAMAT", a) for a in ("inovasi.go.id", "ftp://x", "https://", "https://x:a")),
        ("DASBOR_METRICS_TOKEN", "dua kata"),
        ("DASBOR_DATA", __file__),
        ("DASBOR_GUDANG", __file__),
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_one_line_with_what_may_be_said(
    name: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, said)
    with pytest.raises(settings.SettingError) as refusal:
        settings.check()
    words = str(refusal.value)
    assert words.startswith(f"Setelan {name}") and "\n" not in words
    assert NAMES[name].allowed.replace("`", "") in words
    assert ("dua kata" not in words) == NAMES[name].secret or said != "dua kata"


@pytest.mark.parametrize(
    ("name", "meant"),
    [("DASBOR_SQLL", "DASBOR_SQL"), ("dasbor_sql", "DASBOR_SQL"), ("DASBOR_DATAS", "DASBOR_DATA")],
)
def test_a_name_that_is_none_is_refused(
    name: str, meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "mati")
    with pytest.raises(settings.SettingError, match=f"{name} tidak dikenal. Barangkali {meant}?"):
        settings.check()


def test_all_that_is_wrong_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASBOR_SQL", "tutup")
    monkeypatch.setenv("DASBOR_API_LAJU", "abc")
    with pytest.raises(settings.SettingError, match=r"DASBOR_SQL=tutup.*DASBOR_API_LAJU=abc"):
        settings.check()


@pytest.mark.parametrize("start", ["app.py", "-m uvicorn app:app", "-m dasbor riwayat"])
def test_server_and_commands_do_not_start_with_it(start: str) -> None:
    done = subprocess.run(
        [sys.executable, *start.split()],
        cwd=ROOT,
        env={"PATH": "", "DASBOR_SQL": "tutup"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode in (1, 2)
    assert "DASBOR_SQL=tutup tidak dikenal. Yang boleh: nyala atau mati" in done.stderr
    assert "Traceback" not in done.stderr


def test_readme_tells_the_table_as_it_is() -> None:
    rows = [row for row in TOLD[0].read_text("utf-8").splitlines() if row.startswith("| `DASBOR_")]
    assert rows == [f"| `{one.name}` | {one.allowed} | {one.meaning} |" for one in settings.TABLE]


@pytest.mark.parametrize("path", TOLD, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_operators_are_told_to_set_exists(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = re.sub(r"\$\{\w+:?[^}]*\}", "contoh.go.id", path.read_text("utf-8"))
    text = re.sub(r"(DASBOR_\w+): contoh.go.id$", r"\1:", text, flags=re.MULTILINE)  # handed on
    assert set(re.findall(r"DASBOR_[A-Z_]*[A-Z]", text)) <= set(NAMES)
    said = r"(DASBOR_[A-Z_]+)[=:] ?([^\s`\\…)]+(?:, [^\s`)]+)*)[\s`\\)]"
    for name, value in re.findall(said, text):
        if NAMES[name] is settings.editors_in_file:  # a file of theirs
            continue
        monkeypatch.setenv(name, value)
    settings.check()

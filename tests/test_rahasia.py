"""Files that the instructions tell people to fill with secrets: never in git, never in an image."""

import re
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

import pytest

from tests.world import ROOT

TOLD = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "pasang").iterdir()]
MADE = re.compile(
    r"\bcp (?:-\w+ )*\S+ (\S+)"  # a sample is copied and filled in
    r"|[Ss]alin menjadi (\S+)"
    r"|(?:\btee|(?<!2)>) ?(\S*(?:\.env|\.toml|\.pem|\.key)\b)"
    r"|`((?:pasang|\.streamlit)/[\w./]*(?:\.env|secrets\.toml))`"
)
IGNORED = (ROOT / "pasang" / "Dockerfile.dockerignore").read_text("utf-8").split("\n")


def made() -> set[str]:
    """The files inside the project that some instruction makes."""
    found: set[str] = set()
    for path in TOLD:
        for names in MADE.findall(path.read_text("utf-8")):
            name = "".join(names).strip("`.,;)").removeprefix("./")
            name = f".{name}" if name.startswith("streamlit/") else name
            if name and not name.startswith("/") and not (ROOT / name).exists():
                found.add(name)
    return found


def in_image(name: str) -> bool:
    """Whether a file gets into the build, by the last line that speaks of it."""
    inside = True
    path = PurePosixPath(name)
    for line in IGNORED:
        pattern = line.strip().removeprefix("!")
        if not pattern or line.startswith("#"):
            continue
        names = [str(path), *map(str, path.parents)]
        if pattern.startswith("**/"):
            names += [part for one in names for part in (PurePosixPath(one).name,)]
            pattern = pattern.removeprefix("**/")
        if any(fnmatch(one, pattern) for one in names):
            inside = line.startswith("!")
    return inside


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty one with our rules: a downloaded copy of the project is none itself."""
    folder = tmp_path_factory.mktemp("git")
    subprocess.run(["git", "init", "-q", folder], check=True)
    shutil.copy(ROOT / ".gitignore", folder)
    return folder


def ignored(repository: Path, name: str) -> bool:
    seen = subprocess.run(["git", "check-ignore", "-q", name], cwd=repository, check=False)
    assert seen.returncode in {0, 1}
    return seen.returncode == 0


def test_the_instructions_are_read() -> None:
    assert {"pasang/.env", ".streamlit/secrets.toml"} <= made()
    assert in_image("app.py") and in_image("data/kota.toml")
    assert not in_image("tests/world.py") and not in_image("data/.terbitan/isi/x")


ELSEWHERE = ["secrets.toml", "pasang/secrets.toml", "data/.env", "data/kunci.pem", "a/b/server.key"]
ELSEWHERE += ["data/rahasia.env", ".env", "pasang/kunci.pem", "penyunting.txt"]


@pytest.mark.parametrize("name", sorted({*made(), *ELSEWHERE}))
def test_no_file_with_a_secret_gets_into_git_or_an_image(name: str, repository: Path) -> None:
    assert ignored(repository, name), f"{name}: tulis di .gitignore"
    assert not in_image(name), f"{name}: tulis di pasang/Dockerfile.dockerignore"


def test_samples_hold_no_secret_and_are_in_git(repository: Path) -> None:
    for name in ("pasang/contoh.env", "pasang/contoh.secrets.toml"):
        text = (ROOT / name).read_text("utf-8")
        secrets = re.findall(r'(?im)^(?:\w*(?:rahasia|secret|token)\w*) ?= ?"?([^"\n#]*)', text)
        assert secrets and not "".join(secrets).strip()
        assert not ignored(repository, name)

"""What the dashboard is made of: the lists of licences and parts say exactly what is pinned."""

import json
import re
from typing import Any

import pytest

from alat import rantai_pasok
from tests.world import ROOT

PINNED = set(
    re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
)
LICENCES = (ROOT / "docs" / "lisensi.md").read_text("utf-8")
SBOM: dict[str, Any] = json.loads((ROOT / "docs" / "sbom.cdx.json").read_text("utf-8"))
UPGRADES = (ROOT / "docs" / "naik_versi.md").read_text("utf-8")


def rows(heading: str) -> list[list[str]]:
    part = LICENCES.split(f"## {heading}")[1].split("\n## ")[0]
    table = [line for line in part.splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_the_list_of_licences_has_exactly_the_pins() -> None:
    assert len(PINNED) > 40
    listed = rows("Pustaka Python")
    assert sorted((name, version) for name, version, *_ in listed) == sorted(PINNED)
    assert all(licence and why for _, _, licence, why in listed)
    chosen = set(re.findall(r"^([\w-]+)==", (ROOT / "requirements.in").read_text(), re.MULTILINE))
    assert {name for name, *_, why in listed if "dasbor" in why.split(", ")} == chosen


def test_no_licence_asks_for_more_than_being_named() -> None:
    """Anything else than these is for a person to read before it is pinned."""
    known = {"MIT", "MIT-0", "MIT-CMU", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"}
    known |= {"MPL-2.0", "PSF-2.0", "Zlib", "CC0-1.0"}
    for name, _, licence, _ in rows("Pustaka Python"):
        assert set(re.split(" AND | OR ", licence)) <= known, name


def test_every_file_of_others_in_the_repository_is_listed() -> None:
    assets = ROOT / "dasbor" / "aset"
    fonts = {
        path.relative_to(assets).as_posix()
        for kind in ("woff*", "otf", "ttf")
        for path in assets.rglob(f"*.{kind}")
    }
    listed = {file for part in rows("Berkas orang lain") for file in re.findall("`(.+?)`", part[3])}
    assert fonts and listed == fonts
    minified = [p for p in (ROOT / "dasbor").rglob("*.js") if ".min." in p.name]
    assert not minified


def test_every_image_is_pinned_by_its_digest_and_listed() -> None:
    named = 0
    for path in (ROOT / "pasang" / "Dockerfile", ROOT / "pasang" / "compose.yaml"):
        for line in path.read_text("utf-8").splitlines():
            if re.match(r"ARG DASAR=| +image: (?!dasbor-inovasi$)", line):
                assert re.search(r"@sha256:[0-9a-f]{64}$", line), line
                named += 1
    assert named == len(rantai_pasok.images()) == 2


def test_the_bill_of_materials_is_complete_and_whole() -> None:
    assert (SBOM["bomFormat"], SBOM["specVersion"]) == ("CycloneDX", "1.6")
    parts = {(part["name"], part["version"]) for part in SBOM["components"]}
    own = {(part.name, part.version) for part in rantai_pasok.VENDORED}
    containers = {(image.name, image.version) for image in rantai_pasok.images()}
    assert parts == PINNED | own | containers
    kinds = {part["name"]: part["type"] for part in SBOM["components"]}
    assert [kinds[name] for name, _ in containers] == ["container"] * len(containers)
    refs = [part["bom-ref"] for part in SBOM["components"]]
    refs.append(SBOM["metadata"]["component"]["bom-ref"])
    assert len(set(refs)) == len(refs)
    needed = {one["ref"]: one["dependsOn"] for one in SBOM["dependencies"]}
    assert set(needed) <= set(refs)
    assert {ref for deps in needed.values() for ref in deps} == set(refs) - {rantai_pasok.NAME}
    assert "pkg:pypi/starlette@" in " ".join(
        next(deps for ref, deps in needed.items() if ref.startswith("pkg:pypi/streamlit@"))
    )


def test_writing_them_again_changes_nothing() -> None:
    installed = {
        (pin.name, pin.version)
        for pin in rantai_pasok.pins()
        if _installed(pin.name) == pin.version
    }
    if len({name for name, _ in installed}) < len({name for name, _ in PINNED}):
        pytest.skip("versi terpaku tidak semuanya terpasang di sini")
    assert rantai_pasok.licences() == LICENCES
    assert json.loads(rantai_pasok.sbom()) == SBOM


def _installed(name: str) -> str:
    try:
        return rantai_pasok.metadata.version(name)
    except rantai_pasok.metadata.PackageNotFoundError:
        return ""


def test_the_audit_is_strict_and_pinned() -> None:
    """Without ``--strict`` an audit that could ask nobody says that nothing is wrong."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "pip-audit --strict --require-hashes" in makefile
    assert re.search(r"^pip-audit==", (ROOT / "requirements-dev.txt").read_text(), re.MULTILINE)


def test_upgrade_notes_speak_of_the_pinned_versions_and_of_files_that_exist() -> None:
    versions = dict(PINNED)
    for name, title in (("streamlit", "Streamlit"), ("duckdb", "DuckDB"), ("plotly", "Plotly")):
        assert f"## {title} {versions[name].rsplit('.', 1)[0]}" in UPGRADES
    assert f"## pandas {versions['pandas'].rsplit('.', 1)[0]}" in UPGRADES
    for path in re.findall(
        r"`((?:dasbor|tests|app|cli|data|questions|narrative|charts|documents|gate|server|aset)/[\w/.]+)`",
        UPGRADES,
    ):
        assert (ROOT / path).exists() or (ROOT / "dasbor" / path).exists(), path
    private = {
        "streamlit.config._main_script_path": "dasbor/server/inside.py",
        "stats_mgr.get_stats": "dasbor/server/inside.py",
        "setup_formatter": "dasbor/server/inside.py",
        "get_script_run_ctx()": "dasbor/server/inside.py",
        "BACKEND_BASE_URL": "dasbor/server/start.js",
        "json_serialize_sql": "dasbor/questions/sql/guard.py",
    }
    for used, file in private.items():
        assert used in UPGRADES
        assert used.removeprefix("streamlit.") in (ROOT / file).read_text("utf-8")

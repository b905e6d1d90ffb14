"""Writes what the dashboard is made of: ``docs/lisensi.md`` and ``docs/sbom.cdx.json`` (CycloneDX).

Both follow from ``requirements.txt``, the images that ``pasang/`` names and what the installed
packages say of themselves, and from nothing else: the same pins give the same bytes. Run it where
the pins are installed, on Linux:

    python -m alat.rantai_pasok
"""

import json
import re
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from dasbor import __version__

ROOT = Path(__file__).resolve().parents[1]
LICENCES, SBOM = ROOT / "docs" / "lisensi.md", ROOT / "docs" / "sbom.cdx.json"
NAME = "dasbor-inovasi-daerah"
PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)(?: ; ([^\\\n]+?))? *\\?$")
IMAGE = re.compile(
    r"^(?:ARG DASAR=| *image: )([\w./-]+):([\w.-]+)@sha256:([0-9a-f]{64})$", re.MULTILINE
)
# What packages write in place of an SPDX identifier.
SPDX = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "MIT License": "MIT",
}
SPDX_WORDS = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")
BSD_3 = "Neither the name"  # begins the clause that tells the three-clause licence from the others


@dataclass(frozen=True)
class Pin:
    """One line of ``requirements.txt``: who needs it (``via``) is empty for our own choices."""

    name: str
    version: str
    marker: str
    via: tuple[str, ...]

    @property
    def purl(self) -> str:
        """The package as the world names it."""
        return f"pkg:pypi/{self.name}@{self.version}"


@dataclass(frozen=True)
class Vendored:
    """Something of others that lies in the repository."""

    name: str
    version: str
    licence: str
    files: tuple[str, ...]
    where: str


VENDORED = (
    Vendored(
        "inter",
        "5.3.0",
        "OFL-1.1",
        ("inter-latin.woff2", "inter-latin-ext.woff2"),
        "pkg:npm/%40fontsource-variable/inter@5.3.0",
    ),
    Vendored(
        "inter-ui",
        "4.1.1",
        "OFL-1.1",
        ("cetak/Inter-Regular.ttf", "cetak/Inter-Bold.ttf"),
        "pkg:npm/inter-ui@4.1.1",
    ),
)


@dataclass(frozen=True)
class Image:
    """A container image that an installation starts from."""

    name: str
    version: str
    digest: str
    file: str  # that names it

    @property
    def purl(self) -> str:
        """The image as the world names it."""
        return f"pkg:docker/{self.name}@sha256%3A{self.digest}?tag={self.version}"


def images() -> list[Image]:
    """The images that the files of ``pasang/`` name, each with its digest."""
    return [
        Image(name, version, digest, f"pasang/{file}")
        for file in ("Dockerfile", "compose.yaml")
        for name, version, digest in IMAGE.findall((ROOT / "pasang" / file).read_text("utf-8"))
    ]


def pins() -> list[Pin]:
    """Everything that is pinned, in the order of the file."""
    found: list[Pin] = []
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines():
        if named := PIN.match(line):
            found.append(Pin(named[1], named[2], named[3] or "", ()))
        elif said := re.match(r"^    #(?: via)? *(.*)$", line):
            needed = () if said[1] in ("", "via") else (said[1],)
            last = found.pop()
            found.append(Pin(last.name, last.version, last.marker, (*last.via, *needed)))
    return found


def licence(name: str) -> str:
    """The licence an installed package states, as SPDX where it can be told."""
    said = metadata.metadata(name)
    kinds = [c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or [] if "License ::" in c]
    own = (said.get_all("License-Expression") or said.get_all("License") or [""])[0]
    words = own if own and len(own) < 80 and "\n" not in own else ", ".join(kinds)
    words = SPDX.get(words, words)
    if words == "BSD License":
        words = "BSD-3-Clause" if BSD_3 in _licence_text(name) else words
    return words or "tidak disebut"


def _licence_text(name: str) -> str:
    files = metadata.files(name) or []
    named = [file for file in files if "licen" in file.name.casefold()]
    return "\n".join(file.read_text(encoding="utf-8") for file in named)


def licences() -> str:
    """The list of licences as a page."""
    rows = [f"| {pin.name} | {pin.version} | {licence(pin.name)} | {_why(pin)} |" for pin in pins()]
    own = [
        f"| {part.name} | {part.version} | {part.licence} | {_files(part)} |" for part in VENDORED
    ]
    containers = [f"| {one.name} | {one.version} | `{one.digest[:12]}…` |" for one in images()]
    return f"""\
# Lisensi pustaka dan huruf

Ditulis `make lisensi` dari `requirements.txt` dan keterangan setiap paket yang terpasang; jangan
disunting tangan. Dasbor sendiri berlisensi MIT (`LICENSE`). Daftar untuk mesin, dengan siapa
memerlukan siapa: `sbom.cdx.json` (CycloneDX).

## Pustaka Python

“dasbor” pada kolom terakhir berarti dipilih sendiri (`requirements.in`); selebihnya ikut karena
diperlukan pustaka lain.

| Pustaka | Versi | Lisensi | Diperlukan oleh |
|---|---|---|---|
{chr(10).join(rows)}

## Berkas orang lain di repositori ini (`dasbor/aset/`)

| Bagian | Versi | Lisensi | Berkas |
|---|---|---|---|
{chr(10).join(own)}

Teks lisensi huruf Inter: `dasbor/aset/LICENSE-Inter.txt`.

## Citra wadah (`pasang/`)

| Citra | Versi | Sidik |
|---|---|---|
{chr(10).join(containers)}

Isinya (Debian, Alpine, nginx, Python) berlisensi masing-masing, disebut di dalam citra.

## Yang tidak terbaca dari sini

Sebagian paket membawa kode orang lain di dalamnya: Streamlit (antarmuka JavaScript, antara lain
React dan Plotly.js), pyarrow, numpy, duckdb, pillow, dan lxml (pustaka C), typst (huruf dan kode
Rust). Lisensinya disebut paket itu masing-masing, tidak diperiksa ulang di sini.
"""


def _why(pin: Pin) -> str:
    return ", ".join("dasbor" if one.startswith("-r ") else one for one in pin.via)


def _files(part: Vendored) -> str:
    return ", ".join(f"`{file}`" for file in part.files)


def sbom() -> str:
    """The bill of materials as CycloneDX 1.6. It holds no time, so that it changes with the pins.

    Hashes are not repeated: ``requirements.txt`` has those of every file of every package.
    """
    found = pins()
    parts = [*map(_component, found), *map(_vendored, VENDORED), *map(_image, images())]
    root = {
        "type": "application",
        "bom-ref": NAME,
        "name": NAME,
        "version": __version__,
        "licenses": [{"license": {"id": "MIT"}}],
    }
    body: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": root},
        "components": parts,
        "dependencies": list(_dependencies(found)),
    }
    identity = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(body, sort_keys=True))
    return json.dumps(body | {"serialNumber": f"urn:uuid:{identity}"}, indent=1) + "\n"


def _component(pin: Pin) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "licenses": [_stated(licence(pin.name))],
        "purl": pin.purl,
    }
    if pin.marker:
        component["properties"] = [{"name": "dasbor:marker", "value": pin.marker}]
    return component


def _stated(words: str) -> dict[str, Any]:
    """Identifiers as an expression, other words as a name."""
    return {"expression": words} if SPDX_WORDS.fullmatch(words) else {"license": {"name": words}}


def _vendored(part: Vendored) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": part.where,
        "name": part.name,
        "version": part.version,
        "licenses": [_stated(part.licence)],
        "purl": part.where,
        "properties": [{"name": "dasbor:berkas", "value": f"dasbor/aset/{f}"} for f in part.files],
    }


def _image(image: Image) -> dict[str, Any]:
    return {
        "type": "container",
        "bom-ref": image.purl,
        "name": image.name,
        "version": image.version,
        "hashes": [{"alg": "SHA-256", "content": image.digest}],
        "purl": image.purl,
        "properties": [{"name": "dasbor:berkas", "value": image.file}],
    }


def _dependencies(found: list[Pin]) -> Iterator[dict[str, Any]]:
    """Who needs whom; two versions of a package (by Python) are both needed."""
    own = [pin.purl for pin in found if any(one.startswith("-r ") for one in pin.via)]
    others = [*(part.where for part in VENDORED), *(image.purl for image in images())]
    yield {"ref": NAME, "dependsOn": sorted([*own, *others])}
    for pin in found:
        yield {
            "ref": pin.purl,
            "dependsOn": sorted({other.purl for other in found if pin.name in other.via}),
        }


def main() -> None:
    """Write both files."""
    try:
        LICENCES.write_text(licences(), encoding="utf-8")
        SBOM.write_text(sbom(), encoding="utf-8")
    except metadata.PackageNotFoundError as missing:
        sys.exit(f"{missing.name} belum terpasang di sini. Pasang dahulu: make siap (di Linux).")
    print(f"Ditulis: {LICENCES.relative_to(ROOT)}, {SBOM.relative_to(ROOT)}")


if __name__ == "__main__":
    main()

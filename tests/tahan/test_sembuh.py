"""A store that breaks on the disk while it is served: whoever meets it is answered all the same."""

import errno
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dasbor import settings
from dasbor.app import endpoints
from dasbor.data import versions
from dasbor.data.store import Store
from dasbor.documents import archive

HEADERS, BLOCK = 12_288, 262_144  # bytes of a store file


@pytest.fixture
def broken(city_copy: Path) -> Store:
    """The served store, every block of its file flipped under the open connection."""
    path = next((city_copy.parent / "gudang").glob("gudang-*.duckdb"))
    shutil.copy(path, path.with_suffix(".salinan"))  # what other tests share stays whole
    path.with_suffix(".salinan").replace(path)
    served = versions.current()
    content = bytearray(path.read_bytes())
    for start in range(HEADERS, len(content), BLOCK):
        content[start + 99] ^= 4
    with path.open("r+b") as file:
        file.write(content)
    return served


ASKED: dict[str, Callable[[], bytes]] = {
    "unduhan": lambda: endpoints.api("unduh/inovasi_apa_saja.csv", [], "", "").body,
    "data terbuka": lambda: endpoints.api("v1/kueri/inovasi_apa_saja.json", [], "", "").body,
    "lembar": lambda: endpoints.light_sheet({}, "http://x").encode(),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_meets_a_broken_store_is_answered_from_a_new_one(name: str, broken: Store) -> None:
    assert len(ASKED[name]()) > 5_000
    assert broken.damaged and versions.current() is not broken
    assert not versions.current().fallback and not versions.current().damaged


def test_a_page_that_meets_a_broken_store_is_shown_from_a_new_one(broken: Store) -> None:
    shown = AppTest.from_file(
        str(settings.ROOT / "dasbor" / "app" / "menu.py"), default_timeout=30
    ).run()
    assert not shown.exception and broken.damaged and versions.current() is not broken
    said = " ".join(element.proto.body for element in shown.get("html"))
    assert "<footer " in said and versions.current().version[:8] in said


def test_an_archive_without_room_is_refused_in_words_and_the_rest_goes_on(
    city_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive, "pack", full)
    refused = endpoints.api("v1/kueri/apa_arti_kepastian.zip", [], "", "")
    assert refused.status == 503 and "Ruang simpan" in json.loads(refused.body)["galat"]["pesan"]
    assert endpoints.api("v1/kueri/apa_arti_kepastian.csv", [], "", "").status == 200

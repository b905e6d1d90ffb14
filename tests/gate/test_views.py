"""Views saved for all: kept as data, shown on their page, replaced by name, taken back."""

import shutil
from pathlib import Path

import pytest

from dasbor.data.releases import Releases
from dasbor.data.versions import Publisher
from dasbor.gate import service
from dasbor.gate.model import Refused
from dasbor.gate.service import SavedView
from dasbor.questions.answers import Answers
from tests.gate.test_desk import Desk
from tests.world import SHIPPED

QUESTION = "pandangan_apa_saja"
DIGITAL = SavedView("Digital", "jelajah", "jenis=Digital&tampilan=pivot", "Yang digital", "Bappeda")


@pytest.fixture
def desk(gate_data: Path, tmp_path: Path) -> Desk:
    shutil.copy(SHIPPED / "kontrak" / "pandangan.toml", gate_data / "kontrak")
    return Desk(gate_data, Publisher(gate_data, tmp_path / "gudang"))


def keep(desk: Desk, view: SavedView) -> int:
    return service.publish_view(view, desk.folder, desk.publisher.fresh, "ani", "uji").number


def shown(desk: Desk, page: str = "jelajah") -> list[tuple[str, str]]:
    rows = Answers(desk.publisher.fresh()).ask(QUESTION, halaman=page).records()
    return [(row["nama"], row["tautan"]) for row in rows]


def test_a_view_is_kept_replaced_and_taken_back(desk: Desk) -> None:
    assert shown(desk) == []
    keep(desk, DIGITAL)
    asked = SavedView("Jumlah", "sql", "sql=select+1", "", "Bappeda")
    before = keep(desk, asked)
    assert shown(desk) == [("Digital", DIGITAL.tautan)]
    assert shown(desk, "sql") == [("Jumlah", "sql=select+1")]
    keep(desk, SavedView("Digital", "jelajah", "jenis=Digital", "", "Dinkes"))
    assert shown(desk) == [("Digital", "jenis=Digital")]
    releases = Releases(desk.folder)
    assert releases.current().by == "ani" and releases.current().reason == "uji"  # type: ignore[union-attr]
    releases.restore(before, "ani", "keliru")
    assert shown(desk) == [("Digital", DIGITAL.tautan)]


@pytest.mark.parametrize(
    ("name", "link", "owner", "said"),
    [
        ("", "a=b", "x", "nama pandangan"), ("n", "", "x", "Belum ada yang dipilih"),
        ("n", "a=b", "", "pemiliknya"), ("n" * 81, "a=b", "x", "terlalu panjang"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_said(
    name: str, link: str, owner: str, said: str, desk: Desk
) -> None:
    with pytest.raises(Refused, match=said):
        keep(desk, SavedView(name, "jelajah", link, "", owner))
    with pytest.raises(Refused):
        keep(desk, SavedView("n", "halaman lain", "a=b", "", "x"))
    assert shown(desk) == []


def test_a_name_of_a_person_behind_an_address_is_no_owner(desk: Desk) -> None:
    with pytest.raises(Refused):
        keep(desk, SavedView("n", "jelajah", "a=b", "", "ani@cilegon.go.id"))

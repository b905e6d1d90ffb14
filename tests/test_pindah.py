"""Moving to another machine: what was typed, what waits and what was sent is served there alike."""

from pathlib import Path

import pytest

from dasbor.__main__ import main
from dasbor.data.contract import read_contracts
from dasbor.data.inputs import MEMORY
from dasbor.data.releases import Releases
from dasbor.data.releases.errors import FOLDER
from dasbor.data.versions import Publisher
from dasbor.documents.delivery import Addresses, Ledger
from dasbor.documents.delivery.ledger import SENT, message_id
from dasbor.gate import contents, matching, service, typed
from dasbor.gate.cleaning import YearChoice
from dasbor.gate.references import references
from dasbor.questions.answers import Answers
from tests.surfaces import of_api, of_pages

MAIL = "ani@kota.go.id"
MESSAGE = message_id("2026-01", MAIL, "kota.go.id")


def an_afternoon(folder: Path, publisher: Publisher) -> None:
    """An award with its source, and one that still waits for it."""
    contract = read_contracts(folder)["penghargaan"]
    for changes in ({"nama": "Anugerah Uji"}, {"nama": "Lomba Uji", "sumber": "", "kepastian": ""}):
        store = publisher.fresh()
        before = contents.entries(contract, store)
        after = [*before, {**before[-1], "id": "", **changes}]
        sent = typed.sent(contract, before, after, references(store))
        assert sent
        opened = service.open_upload(sent.name, sent.content, folder)
        chosen = opened, 0, opened.matches[0][0], YearChoice(), folder, publisher.fresh
        service.publish(service.propose(*chosen, add=True), folder, "ani", "uji")


def served(folder: Path, stores: Path) -> tuple[dict[str, str], ...]:
    """Every answer and every page; stores of the same data call themselves alike."""
    asked = Answers(Publisher(folder, stores).fresh())
    return of_api(asked, {}), of_pages(asked, {})


def test_a_folder_that_moved_is_served_alike_and_its_trail_goes_on(
    city_copy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    an_afternoon(city_copy, Publisher(city_copy, tmp_path / "gudang"))
    matching.remember(city_copy / MEMORY, "inovasi", "Skor kami", "kematangan")
    Addresses(city_copy).add(MAIL, "ani")
    Ledger(city_copy).note(MESSAGE, SENT, 2)
    before = served(city_copy, tmp_path / "satu")
    assert main(["jejak", "--kepala"]) == 0
    head = capsys.readouterr().out.strip()
    assert main(["cadangkan", str(tmp_path / "cadangan.zip")]) == 0
    other = tmp_path / "mesin" / "data"
    assert main(["pulihkan-cadangan", str(tmp_path / "cadangan.zip"), "--ke", str(other)]) == 0

    monkeypatch.setenv("DASBOR_DATA", str(other))
    capsys.readouterr()
    assert main(["riwayat"]) == 0
    assert [line[:3] for line in capsys.readouterr().out.splitlines()] == ["* 2", "  1"]
    assert main(["jejak", "--periksa", head]) == 0
    after = served(other, tmp_path / "dua")
    assert after == before
    assert "Lomba Uji" in after[0]["angka_mana_menunggu_sumber.json"]
    assert matching.remembered(other / MEMORY) == matching.remembered(city_copy / MEMORY) != {}
    assert (Addresses(other).all(), Ledger(other).state(MESSAGE)) == ([MAIL], SENT)

    an_afternoon(other, Publisher(other, tmp_path / "dua"))  # work goes on there
    assert main(["riwayat"]) == 0 and main(["jejak", "--periksa", head]) == 0
    trail = other / FOLDER / "jejak.jsonl"
    trail.write_bytes(trail.read_bytes().replace(b'"ani"', b'"ano"', 1))
    assert main(["jejak", "--periksa", head]) == 1 and main(["riwayat"]) == 1
    assert Releases(city_copy).verify() == []

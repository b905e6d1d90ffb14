"""A whole afternoon without a browser: unknown names, passport, effect, publication, and back."""

from pathlib import Path

import pytest

from dasbor.data.releases import Releases
from dasbor.data.versions import Publisher
from dasbor.documents.meeting import deck
from dasbor.documents.meeting.briefing import prepare
from dasbor.gate import service
from dasbor.gate.cleaning import YearChoice
from dasbor.gate.service.names import Decision, publish_names
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from tests.surfaces import in_deck, of_api, of_pages, seen

YEAR = 2025
OF_COLUMNS = {"dari_mana_angkanya.json", "variabel_apa_saja.json"}  # they name such a column
SCHOOL = "SD Negeri Antah Berantah 9"


def _propose(folder: Path, publisher: Publisher) -> service.Proposal:
    rows = ["Judul Inovasi,SKPD", "Antrean Cepat,Dinkes", f"Perpus Keliling,{SCHOOL}"]
    opened = service.open_upload("register.csv", "\n".join(rows).encode(), folder)
    return service.propose(
        opened, 0, opened.matches[0][0], YearChoice(YEAR), folder, publisher.fresh
    )


def _says_it_everywhere(asked: Answers) -> None:
    """Pages, deck and open data have the register, and nothing of that year is a sample."""
    link = {"tahun": [str(YEAR)]}
    view = seen(asked, link)
    slides = in_deck(deck.make(prepare(asked, view.filters, view.options)))
    told = {**of_pages(asked, link), **of_api(asked, link), "paparan": slides}
    marked = {name for name, text in told.items() if "data contoh" in text.casefold()}
    assert marked <= OF_COLUMNS
    assert "Antrean Cepat" in told["inovasi_apa_saja.json"]
    assert str(YEAR) in told["halaman ringkasan"] and str(YEAR) in slides


@pytest.mark.usefixtures("answered")
def test_an_afternoon(city_copy: Path, tmp_path: Path) -> None:
    publisher = Publisher(city_copy, tmp_path / "gudang")
    before = Answers(publisher.fresh()).ask("berapa_inovasi_per_tahun").rows
    first = _propose(city_copy, publisher)
    [unknown] = first.account.unknown
    assert unknown.text == SCHOOL and len(first.account.rejected) == 1

    decision = Decision(unknown.dataset, unknown.column, unknown.text, "unit", "dindik")
    publish_names([decision], city_copy, publisher.fresh, "ani", "sekolah di bawah dinas")
    made = _propose(city_copy, publisher)
    assert not made.refusals and not made.obstacle
    assert made.declared["Ukuran"] == "Inovasi yang terdata"
    moved = {one.name: {f.label: f.after for f in one.figures} for one in made.effect.answers}
    assert moved["berapa_inovasi_per_tahun"][f"{YEAR} · Jumlah inovasi"] == "2"
    agreed = [consent.key for consent in made.consents]
    number = service.publish(made, city_copy, "ani", "register", agreed=agreed).number

    asked = Answers(publisher.fresh())
    result = asked.ask("berapa_inovasi_per_tahun", tahun_dari=YEAR, tahun_sampai=YEAR)
    assert result.values("jumlah") == [2] and not result.sample
    assert "inovasi yang terdata" in provenance.of(result).measure
    _says_it_everywhere(asked)

    back = service.look(city_copy, publisher.fresh(), 0, "inovasi", (YEAR,))
    service.take_back(back, city_copy, "ani", "keliru")
    assert Answers(publisher.fresh()).ask("berapa_inovasi_per_tahun").rows == before
    named = publisher.fresh().rows("select nama from unit where nama = $nama", {"nama": SCHOOL})
    assert named == [(SCHOOL,)], "what else was published that afternoon stays"
    assert [r.number for r in Releases(city_copy).history()] == [number + 1, number, 1]

"""From the uploaded export to the served number and back, without a browser."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dasbor.data import build
from dasbor.data.contract import Contract
from dasbor.data.inspection import REFUSES, WARNS, Finding
from dasbor.data.releases import NoReason, Outdated, Releases, UnknownVersion
from dasbor.data.releases.errors import FOLDER
from dasbor.data.store import Store
from dasbor.data.versions import Publisher
from dasbor.gate import cleaning, effect, order, service
from dasbor.gate.cleaning import YearChoice
from dasbor.gate.effect import Effect, Rows
from dasbor.gate.model import Unreadable
from dasbor.gate.reading import UPLOADED
from dasbor.gate.references import references
from dasbor.questions.answers import answers
from tests.official_export import ACCOUNT, HEADER, PERSON, export_workbook, innovation
from tests.test_export import to_csv
from tests.world import CONTRACTS, found_city

FOREIGN = "Dinas Antah Berantah"


@dataclass
class Desk:
    """The desk, a data folder of its own, and the store that readers are served from."""

    folder: Path
    publisher: Publisher

    def propose(
        self, content: bytes, year: YearChoice | int = 2023, name: str = "ekspor.xlsx", **more: Any
    ) -> service.Proposal:
        opened = service.open_upload(name, content, self.folder)
        sheet = opened.best()
        choice = YearChoice(year) if isinstance(year, int) else year
        chosen = opened, sheet, opened.matches[sheet][0], choice, self.folder, self.publisher.fresh
        own = service.offered(*chosen).preset("inovasi_terdata")  # the register of the city itself
        return service.propose(*chosen, **{"declared": own} | more)

    def publish(self, proposal: service.Proposal, **more: bool) -> int:
        agreed = [consent.key for consent in proposal.consents]
        return service.publish(proposal, self.folder, "ani", "uji", agreed=agreed, **more).number

    def difference(self, first: int, second: int) -> Effect:
        return service.difference(self.folder, first, second, self.store)

    @property
    def store(self) -> Store:
        return self.publisher.fresh()

    def totals(self) -> dict[int, int]:
        """What the page Pertumbuhan shows."""
        rows = answers(self.store).ask("berapa_inovasi_per_tahun").records()
        return {row["tahun"]: row["jumlah"] for row in rows if row["jumlah"] is not None}

    def register(self, year: int) -> dict[str, str]:
        """Title -> id."""
        rows = "select judul, id from inovasi where tahun = $tahun"
        return dict(self.store.rows(rows, {"tahun": year}))

    def illustrative(self) -> dict[int, int]:
        rows = "select tahun, baris_contoh from berkas where dataset = 'inovasi' and dipakai"
        return dict(self.store.rows(rows))


@pytest.fixture
def desk(gate_data: Path, tmp_path: Path) -> Desk:
    return Desk(gate_data, Publisher(gate_data, tmp_path / "gudang"))


@pytest.fixture
def complete(city_copy: Path, tmp_path: Path) -> Desk:
    """With every dataset there is."""
    return Desk(city_copy, Publisher(city_copy, tmp_path / "gudang"))


@pytest.fixture(scope="module")
def viewed(city_stores: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """With every dataset there is, for all that publish nothing."""
    folder = tmp_path_factory.mktemp("dilihat") / "data"
    return Desk(found_city(folder), Publisher(folder, city_stores))


def of_register(proposal: service.Proposal) -> Rows:
    """What becomes of the rows of the register; its passport changes too."""
    [rows] = [one for one in proposal.effect.rows if one.dataset == "inovasi"]
    return rows


# --- the way of a file ------------------------------------------------------------------------


def test_an_export_becomes_the_served_register(desk: Desk) -> None:
    before, marked = desk.totals(), desk.illustrative()
    proposal = desk.propose(export_workbook(innovation("Antrean Cepat"), innovation("Sayang Ibu")))
    assert desk.totals() == before, "a proposal changes nothing"
    assert not (desk.folder / FOLDER).exists()
    assert proposal.years == (2023,)
    assert not proposal.refusals and not proposal.broken

    assert desk.publish(proposal) == 1
    assert desk.totals() == before | {2023: 2}
    assert desk.illustrative() == marked | {2023: 0}
    assert set(desk.register(2023)) == {"Antrean Cepat", "Sayang Ibu"}
    result = answers(desk.store).ask("berapa_inovasi_per_tahun", tahun_dari=2023, tahun_sampai=2023)
    assert "data contoh" not in to_csv(result, "Kota Cilegon").decode("utf-8-sig")

    release = Releases(desk.folder).current()
    assert release and release.original
    assert (release.by, release.reason, release.dataset) == ("ani", "uji", "inovasi")
    assert Releases(desk.folder).content(release.original.sha256) == proposal.opened.content
    assert release.choices["tahun"] == "2023 untuk seluruh berkas"
    assert release.choices["baris_ditolak"] == "0"


def test_a_continued_innovation_keeps_its_number(desk: Desk) -> None:
    desk.publish(
        desk.propose(export_workbook(innovation("Antrean Cepat"), innovation("Sayang Ibu")))
    )
    first = desk.register(2023)
    lanjut = innovation("ANTREAN  cepat", Admin_OPD="Dinas Kesehatan")
    same_title_elsewhere = innovation("Sayang Ibu", Admin_OPD="Dinas Sosial")
    desk.publish(
        desk.propose(export_workbook(lanjut, same_title_elsewhere, innovation("Baru")), 2024)
    )
    second = desk.register(2024)
    assert second["ANTREAN cepat"] == first["Antrean Cepat"]
    assert second["Sayang Ibu"] not in first.values()
    assert second["Sayang Ibu"].startswith("2024-") and second["Baru"].startswith("2024-")


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    content = export_workbook(innovation("Antrean Cepat"), innovation("Sayang Ibu"))
    desk.publish(desk.propose(content))
    again = desk.propose(content)
    assert again.effect.nothing


def test_every_row_of_the_file_is_accounted_for(desk: Desk) -> None:
    rows = [
        innovation("Satu"),
        innovation("Dua", Admin_OPD=FOREIGN),
        innovation("Satu"),
        innovation(" "),
    ]
    cleaned = desk.propose(export_workbook(*rows)).account
    accepted = {row for row, _ in cleaned.rows}
    rejected = {row.row for row in cleaned.rejected}
    skipped = {row.row for row in cleaned.sheet.skipped}
    assert cleaned.sheet.rows_skipped == 2
    assert (accepted, rejected, skipped) == ({3}, {4, 5, 6}, {1, 7})
    assert all(row.reasons for row in cleaned.rejected)


def test_years_may_come_from_a_date(desk: Desk) -> None:
    before = desk.totals()
    content = export_workbook(
        innovation("Lama", Tanggal_Penerapan="05-01-2023"),
        innovation("Baru", Tanggal_Penerapan="05-01-2024"),
        innovation("Entah", Tanggal_Penerapan="-"),
    )
    proposal = desk.propose(content, YearChoice(None, "tanggal_penerapan"))
    assert proposal.years == (2023, 2024)
    assert [row.row for row in proposal.account.rejected] == [5]
    desk.publish(proposal, without_rejected=True)
    assert desk.totals() == before | {2023: 1, 2024: 1}
    by_input = desk.propose(content, YearChoice(None, "tanggal_input"))
    assert by_input.years == (2021,)
    assert by_input.account.choices["tahun"] == "menurut tanggal_input"


# --- rejected rows ----------------------------------------------------------------------------


def test_rejected_rows_need_consent(desk: Desk) -> None:
    proposal = desk.propose(
        export_workbook(innovation("Satu"), innovation("Dua", Admin_OPD=FOREIGN))
    )
    assert proposal.refusals
    with pytest.raises(service.Refused, match="1 baris ditolak"):
        desk.publish(proposal)
    assert Releases(desk.folder).history() == []
    desk.publish(proposal, without_rejected=True)
    release = Releases(desk.folder).current()
    assert release and release.choices["baris_ditolak"] == "1"
    assert set(desk.register(2023)) == {"Satu"}


def test_rows_are_compared_where_a_file_moved_and_nowhere_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared, hashes = set(), effect._hashes

    def noting(store: Store, contract: Contract, year: int | None) -> Iterator[tuple[str, int]]:
        compared.add(contract.name)
        return hashes(store, contract, year)

    monkeypatch.setattr(effect, "_hashes", noting)
    assert desk.propose(export_workbook(innovation("Satu"))).effect.rows
    assert compared == {"inovasi", "paspor_register"}


def test_a_passport_has_only_its_own_register_read_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, original = [], build._read_and_check

    def noting(connection: Any, file: Any, *more: Any) -> list[Finding]:
        read.append(file.name)
        return original(connection, file, *more)

    monkeypatch.setattr(build, "_read_and_check", noting)
    desk.publish(desk.propose(export_workbook(innovation("Satu"))))
    assert desk.totals()[2023] == 1
    assert set(read) == {"inovasi_2023.csv", "paspor_register.csv"}


def test_nothing_accepted_is_nothing_to_publish(desk: Desk) -> None:
    proposal = desk.propose(export_workbook(innovation("Dua", Admin_OPD=FOREIGN)))
    assert proposal.years == () and proposal.effect.nothing
    with pytest.raises(service.Refused, match="Tidak ada baris"):
        desk.publish(proposal, without_rejected=True)


def test_corrected_rejects_come_to_the_register(desk: Desk) -> None:
    first = desk.propose(export_workbook(innovation("Satu"), innovation("Dua", Admin_OPD=FOREIGN)))
    desk.publish(first, without_rejected=True)
    corrected = cleaning.rejects_csv(first.account).decode("utf-8-sig").replace(FOREIGN, "Dinsos")
    content = corrected.encode()
    proposal = desk.propose(content, name="ditolak.csv", add=True)
    assert not proposal.account.rejected
    rows = of_register(proposal)
    assert (rows.new, rows.gone, rows.changed) == (1, 0, 0)
    desk.publish(proposal)
    assert set(desk.register(2023)) == {"Satu", "Dua"}
    release = Releases(desk.folder).current()
    assert release and release.choices["cara"] == service.ADDS


def test_a_supplement_replaces_rows_of_the_same_number_and_no_illustrative_row(desk: Desk) -> None:
    desk.publish(
        desk.propose(export_workbook(innovation("Satu", Kematangan="50"), innovation("Dua")))
    )
    proposal = desk.propose(export_workbook(innovation("SATU", Kematangan="90")), add=True)
    rows = of_register(proposal)
    assert (rows.new, rows.gone, rows.changed) == (0, 0, 1)
    [(what, key, words)] = rows.examples
    assert (what, words) == ("berubah", "Judul inovasi: Satu → SATU; Kematangan: 50 → 90")
    desk.publish(proposal)
    assert desk.register(2023)["SATU"] == key
    examples = desk.folder / "inovasi_2022.csv"
    examples.write_text(examples.read_text("utf-8").replace(",publikasi,", ",contoh,"), "utf-8")
    desk.publish(desk.propose(export_workbook(innovation("Tiga")), 2022, add=True))
    assert set(desk.register(2022)) == {"Tiga"}, "illustrative rows never stay beside real ones"


def test_a_flaw_of_the_finished_files_keeps_everything_back(desk: Desk) -> None:
    flaw = Finding(REFUSES, "inovasi_2023.csv", "nilai ganda.", "Hapus salah satu.", 3, "id")
    proposal = replace(desk.propose(export_workbook(innovation("Satu"))), broken=(flaw,))
    with pytest.raises(service.Refused, match="baris 3, kolom id: nilai ganda"):
        desk.publish(proposal, without_rejected=True)


def test_a_publication_has_a_reason(desk: Desk) -> None:
    proposal = desk.propose(export_workbook(innovation("Satu")))
    with pytest.raises(NoReason, match="Alasan belum diisi"):
        service.publish(proposal, desk.folder, "ani", "  ", agreed=["susut"])
    assert Releases(desk.folder).history() == []


# --- findings ---------------------------------------------------------------------------------


def test_each_finding_is_told_once_the_gravest_first(desk: Desk) -> None:
    found = desk.propose(
        export_workbook(innovation("Satu"), innovation("Dua", Admin_OPD=FOREIGN))
    ).findings
    assert len(set(found)) == len(found)
    assert found == order.by_consequence(found) and found[0].grade == REFUSES
    assert all(finding.message and finding.cure for finding in found)


def test_findings_are_kept_with_the_version(desk: Desk) -> None:
    proposal = desk.propose(
        export_workbook(innovation("Satu", Tanggal_Penerapan="05-01-2025")), 2024
    )
    desk.publish(proposal)
    release = Releases(desk.folder).current()
    assert release
    found, rejected = service.kept(desk.folder, release.number)
    assert (found, rejected) == (list(proposal.findings), [])
    assert any("penerapan sesudah" in finding.message for finding in found)


# --- versions ---------------------------------------------------------------------------------


def test_the_second_operator_is_told(desk: Desk) -> None:
    one = desk.propose(export_workbook(innovation("Satu")))
    two = desk.propose(export_workbook(innovation("Dua")), 2024)
    desk.publish(one)
    with pytest.raises(Outdated, match="versi 0, sedangkan sekarang berlaku versi 1"):
        desk.publish(two)
    assert set(desk.register(2023)) == {"Satu"}
    assert 2024 not in desk.totals()
    assert desk.publish(desk.propose(export_workbook(innovation("Dua")), 2024)) == 2
    assert set(desk.register(2023)) == {"Satu"}


def test_undo_brings_back_every_byte_and_every_number(desk: Desk) -> None:
    releases = Releases(desk.folder)

    def served() -> tuple[dict[int, int], dict[str, bytes]]:
        return desk.totals(), {n: p.read_bytes() for n, p in releases.overlay().items()}

    seen = [served()]
    for title in ("Satu", "Dua"):
        desk.publish(desk.propose(export_workbook(innovation(title), innovation("Tetap"))))
        seen.append(served())
    for number in (1, 0, 2):
        releases.restore(number, "ani", "uji")
        assert served() == seen[number]
    with pytest.raises(UnknownVersion):
        releases.restore(99, "ani", "uji")
    assert releases.verify() == []


@pytest.mark.usefixtures("answered")
def test_what_was_previewed_is_what_changed(desk: Desk) -> None:
    first = desk.propose(export_workbook(innovation("Satu"), innovation("Dua")))
    desk.publish(first)
    assert desk.difference(0, 1) == first.effect
    second = desk.propose(export_workbook(innovation("Satu", Kematangan="100"), innovation("Tiga")))
    desk.publish(second)
    assert desk.difference(1, 2) == second.effect
    [rows] = second.effect.rows
    assert rows.words == "1 baru, 1 hilang, 1 berubah"
    back = desk.difference(2, 1)
    there, again = (
        {one.name: {f.label for f in one.figures} for one in made.answers}
        for made in (second.effect, back)
    )
    assert there == again
    assert desk.difference(2, 2).nothing


def test_examples_of_changed_rows_are_few_and_fair(desk: Desk) -> None:
    many = [innovation(f"Layanan nomor {i}") for i in range(300)]
    rows = of_register(desk.propose(export_workbook(*many)))
    assert rows.new == 300 and rows.gone > 100
    kinds = [what for what, *_ in rows.examples]
    assert kinds.count("baru") == kinds.count("hilang") == 100


def test_a_file_edited_by_hand_under_a_version_is_told(desk: Desk) -> None:
    desk.publish(desk.propose(export_workbook(innovation("Satu"))))
    hidden = desk.folder / "inovasi_2023.csv"
    hidden.write_text(hidden.read_text("utf-8") + "\n", "utf-8")
    found = [f for f in desk.store.findings if f.rule == "tertutup_terbitan"]
    assert [(f.grade, f.file) for f in found] == [(WARNS, "inovasi_2023.csv")]
    assert set(desk.register(2023)) == {"Satu"}


def _one_letter(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Satu", b"Sate"))


@pytest.mark.parametrize(
    "harm",
    [
        Path.unlink,
        partial(Path.write_bytes, data=b"id,tahun\n"),
        _one_letter,
    ],
)
def test_a_damaged_version_leaves_the_last_sound_store(
    harm: Callable[[Path], object], desk: Desk, tmp_path: Path
) -> None:
    desk.publish(desk.propose(export_workbook(innovation("Satu"))))
    totals = desk.totals()
    harm(Releases(desk.folder).overlay()["inovasi_2023.csv"])
    later = Publisher(desk.folder, tmp_path / "gudang")
    for publisher in (desk.publisher, later):
        served = publisher.fresh()
        assert served.fallback
        assert any(f.grade == REFUSES for f in served.findings)
    assert Desk(desk.folder, later).totals() == totals
    assert any("isi/" in problem for problem in Releases(desk.folder).verify())
    Releases(desk.folder).restore(0, "ani", "uji")
    assert not Desk(desk.folder, later).store.fallback


# --- personal data ----------------------------------------------------------------------------


def test_persons_are_in_nothing_that_is_published(complete: Desk) -> None:
    content = export_workbook(
        innovation("Satu"), innovation("Dua", Admin_OPD=f"{FOREIGN} ({ACCOUNT})")
    )
    proposal = complete.propose(content)
    complete.publish(proposal, without_rejected=True)
    said = [str(asdict(finding)) for finding in proposal.findings]
    said += [str(asdict(change)) for change in proposal.account.changes]
    said += [str(asdict(proposal.effect)), *map(str, proposal.account.choices.values())]
    said += [path.read_text("utf-8") for path in Releases(complete.folder).overlay().values()]
    said += [path.read_text("utf-8") for path in (complete.folder / FOLDER).glob("versi/*.json")]
    said += [path.read_text("utf-8") for path in (complete.folder / FOLDER).glob("*.jsonl")]
    for (table,) in complete.store.rows("select table_name from duckdb_tables()"):
        said.append(str(complete.store.rows(f"select * from {table}")))
    asked = answers(complete.store)
    for name, query in asked.queries.items():
        own = {key: choices[0] for key, choices in query.choices.items()}
        said.append(to_csv(asked.ask(name, **own), "Kota Cilegon").decode("utf-8-sig"))
    assert len(said) > 50
    for text in said:
        assert PERSON not in text
        assert ACCOUNT not in text


def test_only_the_operators_own_file_of_rejects_names_them(desk: Desk) -> None:
    cleaned = desk.propose(export_workbook(innovation("Dua", Admin_OPD=FOREIGN))).account
    rows = list(csv.reader(io.StringIO(cleaning.rejects_csv(cleaned).decode("utf-8-sig"))))
    assert rows[0] == [cleaning.REASON_COLUMN, *HEADER]
    assert PERSON in rows[1]


# --- what cannot be used ----------------------------------------------------------------------


def test_a_file_too_large_is_refused_before_it_is_read(desk: Desk) -> None:
    with pytest.raises(Unreadable, match="lebih besar dari 1 MB"):
        service.open_upload(
            "besar.csv", bytes(2**20 + 1), desk.folder, size=replace(UPLOADED, largest=2**20)
        )


def test_the_limit_is_that_of_the_server(project: Path) -> None:
    config = (project / ".streamlit" / "config.toml").read_text("utf-8")
    assert f"maxUploadSize = {service.LARGEST_UPLOAD // 1024**2}" in config


# --- while another file is refused ------------------------------------------------------------


def spoil(desk: Desk, name: str) -> None:
    """Break a file of the data folder after a sound version was served."""
    assert not desk.store.fallback
    path = desk.folder / name
    path.write_text(path.read_text("utf-8").replace("Contoh", '"', 1), "utf-8")
    assert desk.store.fallback


def test_a_release_repairs_the_broken_year(desk: Desk) -> None:
    before = desk.totals()
    spoil(desk, "inovasi_2023.csv")
    proposal = desk.propose(export_workbook(innovation("Satu")))
    assert proposal.fallback and not proposal.held and not proposal.broken
    assert "membetulkan berkas yang ditolak" in proposal.caution
    rows = of_register(proposal)
    assert (rows.new, rows.gone) == (1, before[2023])
    desk.publish(proposal)
    assert not desk.store.fallback
    assert desk.totals() == before | {2023: 1}


def test_a_release_beside_the_broken_year_waits_for_its_repair(desk: Desk) -> None:
    before = desk.totals()
    spoil(desk, "inovasi_2022.csv")
    proposal = desk.propose(export_workbook(innovation("Satu")), 2024)
    assert {finding.file for finding in proposal.held} == {"inovasi_2022.csv"}
    assert "baru tersaji sesudah inovasi_2022.csv dibetulkan" in proposal.caution
    rows = of_register(proposal)
    assert (rows.year, rows.new, rows.gone) == (2024, 1, 0), "the broken year counts as served"
    desk.publish(proposal)
    assert desk.store.fallback and desk.totals() == before
    repaired = desk.propose(export_workbook(innovation("Dua")), 2022)
    assert not repaired.held
    desk.publish(repaired)
    assert desk.totals() == before | {2022: 1, 2024: 1}


def test_without_a_broken_file_there_is_no_caution(desk: Desk) -> None:
    assert desk.propose(export_workbook(innovation("Satu"))).caution == ""


# --- datasets without years -------------------------------------------------------------------

OF_A_PROVINCE = {"daerah_lain", "angka_daerah_lain"}  # which this city is not
LASTING = [name for name, contract in CONTRACTS.items() if contract.maintained]


@pytest.mark.parametrize("dataset", LASTING)
def test_the_citys_file_of_a_maintained_dataset_changes_nothing(viewed: Desk, dataset: str) -> None:
    name = CONTRACTS[dataset].file
    if not (viewed.folder / name).exists():
        assert dataset in OF_A_PROVINCE
        return
    proposal = viewed.propose((viewed.folder / name).read_bytes(), YearChoice(), name)
    assert proposal.account.dataset == dataset
    assert not proposal.account.rejected and not proposal.broken
    assert proposal.effect.nothing
    assert (list(proposal.files), proposal.years) == ([name], ())
    assert proposal.way == service.REPLACES_ALL


LISTS = [name for name, contract in CONTRACTS.items() if not contract.routine]


def test_the_citys_own_lists_come_back_as_they_are(viewed: Desk) -> None:
    store = viewed.store
    lists = references(store)
    for dataset, contract in ((name, CONTRACTS[name]) for name in LISTS):
        path = viewed.folder / contract.file
        if not path.exists():  # only what Kelola Data writes
            assert dataset in ("sumber_alias", "lanjutan", "pandangan")
            continue
        opened = service.open_upload(path.name, path.read_bytes(), viewed.folder)
        match = opened.matches[0][0]
        assert (match.dataset, match.certain) == (dataset, True)
        done = cleaning.clean(opened.sheets[0], match, contract, lists, YearChoice())
        served = store.rows(f"select {', '.join(contract.labels)} from {dataset}")
        assert not done.rejected
        assert sorted(map(str, (tuple(v.values()) for _, v in done.rows))) == sorted(
            map(str, served)
        ), dataset


def test_a_name_added_to_a_list_is_known_to_the_next_register(desk: Desk) -> None:
    row = innovation("Layanan", Admin_OPD="Badan Baru Sekali")
    before = desk.propose(export_workbook(row))
    assert before.account.rejected
    names = b"alias,kode,catatan\nBadan Baru Sekali,dinkes,uji\n"
    desk.publish(desk.propose(names, YearChoice(), "opd_alias.csv", add=True))
    after = desk.propose(export_workbook(row))
    assert not after.account.rejected
    assert [values["opd"] for _, values in after.account.rows] == ["dinkes"]


def test_a_maintained_dataset_is_replaced_or_added_to(complete: Desk) -> None:
    head, first, *_ = (complete.folder / "fakta_bernama.csv").read_text("utf-8").splitlines()
    key = first.partition(",")[0]
    more = "\n".join([head, first.replace(key, "uji-baru", 1)]).encode()
    [rows] = complete.propose(more, YearChoice(), "fakta.csv", add=True).effect.rows
    assert (rows.dataset, rows.year, rows.new, rows.gone) == ("fakta_bernama", None, 1, 0)
    whole = complete.propose(more, YearChoice(), "fakta.csv")
    assert whole.effect.rows[0].gone > 0
    complete.publish(whole)
    assert complete.store.rows("select id from fakta_bernama") == [("uji-baru",)]
    release = Releases(complete.folder).current()
    assert release and service.action(release) == "menerbitkan fakta_bernama"


def test_a_supplement_is_compared_with_the_published_total_together_with_what_is_in_force(
    desk: Desk,
) -> None:
    desk.publish(
        desk.propose(export_workbook(*(innovation(f"Layanan {i}") for i in range(3))), 2021)
    )
    proposal = desk.propose(export_workbook(innovation("Tambahan")), 2021, add=True)
    [said] = [f.message for f in proposal.findings if f.rule == "cocok_angka_terbit"]
    assert "terhitung 4 baris" in said

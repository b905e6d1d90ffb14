"""From the uploaded export to the served number and back, without a browser."""

import csv
import io
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from dasbor.data.inspection import NOTES, REFUSES, WARNS, Finding
from dasbor.data.releases import NoReason, Outdated, Releases, UnknownVersion
from dasbor.data.releases.errors import FOLDER
from dasbor.data.store import Store
from dasbor.data.versions import Publisher
from dasbor.documents import export
from dasbor.gate import cleaning, service
from dasbor.gate.cleaning import YearChoice
from dasbor.gate.effect import Effect
from dasbor.gate.model import Unreadable
from dasbor.questions.answers import answers
from tests.dunia import AKAR, KONTRAK
from tests.ekspor import AKUN, JUDUL, ORANG, ekspor, inovasi

ASING = "Dinas Antah Berantah"


@dataclass
class Meja:
    """The desk, a data folder of its own, and the store that readers are served from."""

    folder: Path
    publisher: Publisher

    def propose(
        self, content: bytes, year: YearChoice | int = 2023, name: str = "ekspor.xlsx", **more: bool
    ) -> service.Proposal:
        opened = service.open_upload(name, content, self.folder)
        sheet = opened.best()
        choice = YearChoice(year) if isinstance(year, int) else year
        return service.propose(
            opened, sheet, opened.matches[sheet][0], choice, self.folder, self.publisher.fresh,
            **more,
        )  # fmt: skip

    def publish(self, proposal: service.Proposal, **more: bool) -> int:
        return service.publish(proposal, self.folder, "ani", "uji", **more).number

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
def meja(data_ringkas: Path, tmp_path: Path) -> Meja:
    return Meja(data_ringkas, Publisher(data_ringkas, tmp_path / "gudang"))


@pytest.fixture
def lengkap(data_salinan: Path, tmp_path: Path) -> Meja:
    """With every dataset there is."""
    return Meja(data_salinan, Publisher(data_salinan, tmp_path / "gudang"))


@pytest.fixture(scope="module")
def dilihat(gudang_asli: Path, tmp_path_factory: pytest.TempPathFactory) -> Meja:
    """With every dataset there is, for all that publish nothing."""
    folder = tmp_path_factory.mktemp("dilihat") / "data"
    return Meja(shutil.copytree(AKAR / "data", folder), Publisher(folder, gudang_asli))


# --- the way of a file ------------------------------------------------------------------------


def test_an_export_becomes_the_served_register(meja: Meja) -> None:
    before, marked = meja.totals(), meja.illustrative()
    proposal = meja.propose(ekspor(inovasi("Antrean Cepat"), inovasi("Sayang Ibu")))
    assert meja.totals() == before, "a proposal changes nothing"
    assert not (meja.folder / FOLDER).exists()
    assert proposal.years == (2023,)
    assert not proposal.refusals and not proposal.broken

    assert meja.publish(proposal) == 1
    assert meja.totals() == before | {2023: 2}
    assert meja.illustrative() == marked | {2023: 0}
    assert set(meja.register(2023)) == {"Antrean Cepat", "Sayang Ibu"}
    result = answers(meja.store).ask("berapa_inovasi_per_tahun", tahun_dari=2023, tahun_sampai=2023)
    assert "data contoh" not in export.to_csv(result, "Kota Cilegon").decode("utf-8-sig")

    release = Releases(meja.folder).current()
    assert release and release.original
    assert (release.by, release.reason, release.dataset) == ("ani", "uji", "inovasi")
    assert Releases(meja.folder).content(release.original.sha256) == proposal.opened.content
    assert release.choices["tahun"] == "2023 untuk seluruh berkas"
    assert release.choices["baris_ditolak"] == "0"


def test_a_continued_innovation_keeps_its_number(meja: Meja) -> None:
    meja.publish(meja.propose(ekspor(inovasi("Antrean Cepat"), inovasi("Sayang Ibu"))))
    first = meja.register(2023)
    lanjut = inovasi("ANTREAN  cepat", Admin_OPD="Dinas Kesehatan")
    same_title_elsewhere = inovasi("Sayang Ibu", Admin_OPD="Dinas Sosial")
    meja.publish(meja.propose(ekspor(lanjut, same_title_elsewhere, inovasi("Baru")), 2024))
    second = meja.register(2024)
    assert second["ANTREAN cepat"] == first["Antrean Cepat"]
    assert second["Sayang Ibu"] not in first.values()
    assert second["Sayang Ibu"].startswith("2024-") and second["Baru"].startswith("2024-")


def test_the_same_file_again_changes_nothing(meja: Meja) -> None:
    content = ekspor(inovasi("Antrean Cepat"), inovasi("Sayang Ibu"))
    meja.publish(meja.propose(content))
    again = meja.propose(content)
    assert again.effect.nothing
    assert [figure for figure in again.effect.figures if figure.changed] == []


def test_every_row_of_the_file_is_accounted_for(meja: Meja) -> None:
    rows = [inovasi("Satu"), inovasi("Dua", Admin_OPD=ASING), inovasi("Satu"), inovasi(" ")]
    cleaned = meja.propose(ekspor(*rows)).account
    accepted = {row for row, _ in cleaned.rows}
    rejected = {row.row for row in cleaned.rejected}
    skipped = {row.row for row in cleaned.sheet.skipped}
    assert (accepted, rejected, skipped) == ({3}, {4, 5, 6}, {1, 7})
    assert all(row.reasons for row in cleaned.rejected)


def test_years_may_come_from_a_date(meja: Meja) -> None:
    before = meja.totals()
    content = ekspor(
        inovasi("Lama", Tanggal_Penerapan="05-01-2023"),
        inovasi("Baru", Tanggal_Penerapan="05-01-2024"),
        inovasi("Entah", Tanggal_Penerapan="-"),
    )
    proposal = meja.propose(content, YearChoice(None, "tanggal_penerapan"))
    assert proposal.years == (2023, 2024)
    assert [row.row for row in proposal.account.rejected] == [5]
    meja.publish(proposal, without_rejected=True)
    assert meja.totals() == before | {2023: 1, 2024: 1}
    by_input = meja.propose(content, YearChoice(None, "tanggal_input"))
    assert by_input.years == (2024,)
    assert by_input.account.choices["tahun"] == "menurut tanggal_input"


# --- rejected rows ----------------------------------------------------------------------------


def test_rejected_rows_need_consent(meja: Meja) -> None:
    proposal = meja.propose(ekspor(inovasi("Satu"), inovasi("Dua", Admin_OPD=ASING)))
    assert proposal.refusals
    with pytest.raises(service.Refused, match="1 baris ditolak"):
        meja.publish(proposal)
    assert Releases(meja.folder).history() == []
    meja.publish(proposal, without_rejected=True)
    release = Releases(meja.folder).current()
    assert release and release.choices["baris_ditolak"] == "1"
    assert set(meja.register(2023)) == {"Satu"}


def test_nothing_accepted_is_nothing_to_publish(meja: Meja) -> None:
    proposal = meja.propose(ekspor(inovasi("Dua", Admin_OPD=ASING)))
    assert proposal.years == () and proposal.effect.nothing
    with pytest.raises(service.Refused, match="Tidak ada baris"):
        meja.publish(proposal, without_rejected=True)


def test_corrected_rejects_come_to_the_register(meja: Meja) -> None:
    first = meja.propose(ekspor(inovasi("Satu"), inovasi("Dua", Admin_OPD=ASING)))
    meja.publish(first, without_rejected=True)
    corrected = cleaning.rejects_csv(first.account).decode("utf-8-sig").replace(ASING, "Dinsos")
    content = corrected.encode()
    opened = service.open_upload("ditolak.csv", content, meja.folder)
    assert service.corrects(opened.sheets[0]) and not service.corrects(first.account.sheet)

    proposal = meja.propose(content, name="ditolak.csv", add=True)
    assert not proposal.account.rejected
    [rows] = proposal.effect.rows
    assert (rows.new, rows.gone, rows.changed) == (1, 0, 0)
    meja.publish(proposal)
    assert set(meja.register(2023)) == {"Satu", "Dua"}
    release = Releases(meja.folder).current()
    assert release and release.choices["cara"] == service.ADDS


def test_a_supplement_replaces_rows_of_the_same_number_and_no_illustrative_row(meja: Meja) -> None:
    meja.publish(meja.propose(ekspor(inovasi("Satu", Kematangan="50"), inovasi("Dua"))))
    proposal = meja.propose(ekspor(inovasi("SATU", Kematangan="90")), add=True)
    [rows] = proposal.effect.rows
    assert (rows.new, rows.gone, rows.changed) == (0, 0, 1)
    [(what, key, words)] = rows.examples
    assert (what, words) == ("berubah", "Judul inovasi: Satu → SATU; Kematangan: 50 → 90")
    meja.publish(proposal)
    assert meja.register(2023)["SATU"] == key
    meja.publish(meja.propose(ekspor(inovasi("Tiga")), 2022, add=True))
    assert set(meja.register(2022)) == {"Tiga"}, "illustrative rows never stay beside real ones"


def test_a_flaw_of_the_finished_files_keeps_everything_back(meja: Meja) -> None:
    flaw = Finding(REFUSES, "inovasi_2023.csv", "nilai ganda.", "Hapus salah satu.", 3, "id")
    proposal = replace(meja.propose(ekspor(inovasi("Satu"))), broken=(flaw,))
    with pytest.raises(service.Refused, match="baris 3, kolom id: nilai ganda"):
        meja.publish(proposal, without_rejected=True)


def test_a_publication_has_a_reason(meja: Meja) -> None:
    proposal = meja.propose(ekspor(inovasi("Satu")))
    with pytest.raises(NoReason, match="Alasan belum diisi"):
        service.publish(proposal, meja.folder, "ani", "  ")
    assert Releases(meja.folder).history() == []


# --- findings ---------------------------------------------------------------------------------


def test_each_finding_is_told_once_the_gravest_first(meja: Meja) -> None:
    found = meja.propose(ekspor(inovasi("Satu"), inovasi("Dua", Admin_OPD=ASING))).findings
    assert len(set(found)) == len(found)
    grades = [finding.grade for finding in found]
    assert grades == sorted(grades, key=(REFUSES, WARNS, NOTES).index)
    assert all(finding.message and finding.cure for finding in found)


def test_findings_are_kept_with_the_version(meja: Meja) -> None:
    proposal = meja.propose(ekspor(inovasi("Satu", Tanggal_Penerapan="05-01-2025")), 2024)
    meja.publish(proposal)
    release = Releases(meja.folder).current()
    assert release
    kept = Releases(meja.folder).content(release.findings)
    assert kept == service.findings_json(proposal.findings)
    assert "penerapan sesudah" in kept.decode()


# --- versions ---------------------------------------------------------------------------------


def test_the_second_operator_is_told(meja: Meja) -> None:
    one = meja.propose(ekspor(inovasi("Satu")))
    two = meja.propose(ekspor(inovasi("Dua")), 2024)
    meja.publish(one)
    with pytest.raises(Outdated, match="versi 0, sedangkan sekarang berlaku versi 1"):
        meja.publish(two)
    assert set(meja.register(2023)) == {"Satu"}
    assert 2024 not in meja.totals()
    assert meja.publish(meja.propose(ekspor(inovasi("Dua")), 2024)) == 2
    assert set(meja.register(2023)) == {"Satu"}


def test_undo_brings_back_every_byte_and_every_number(meja: Meja) -> None:
    releases = Releases(meja.folder)

    def served() -> tuple[dict[int, int], dict[str, bytes]]:
        return meja.totals(), {n: p.read_bytes() for n, p in releases.overlay().items()}

    seen = [served()]
    for title in ("Satu", "Dua"):
        meja.publish(meja.propose(ekspor(inovasi(title), inovasi("Tetap"))))
        seen.append(served())
    for number in (1, 0, 2):
        releases.restore(number, "ani", "uji")
        assert served() == seen[number]
    with pytest.raises(UnknownVersion):
        releases.restore(99, "ani", "uji")
    assert releases.verify() == []


def test_what_was_previewed_is_what_changed(meja: Meja) -> None:
    first = meja.propose(ekspor(inovasi("Satu"), inovasi("Dua")))
    meja.publish(first)
    assert meja.difference(0, 1) == first.effect
    second = meja.propose(ekspor(inovasi("Satu", Kematangan="100"), inovasi("Tiga")))
    meja.publish(second)
    assert meja.difference(1, 2) == second.effect
    [rows] = second.effect.rows
    assert rows.words == "1 baru, 1 hilang, 1 berubah"
    back = meja.difference(2, 1)
    assert [(f.after, f.before) for f in back.figures] == [
        (f.before, f.after) for f in second.effect.figures
    ]
    assert meja.difference(2, 2).nothing


def test_examples_of_changed_rows_are_few_and_fair(meja: Meja) -> None:
    many = [inovasi(f"Layanan nomor {i}") for i in range(300)]
    [rows] = meja.propose(ekspor(*many)).effect.rows
    assert rows.new == 300 and rows.gone > 100
    kinds = [what for what, *_ in rows.examples]
    assert kinds.count("baru") == kinds.count("hilang") == 100


def test_a_file_edited_by_hand_under_a_version_is_told(meja: Meja) -> None:
    meja.publish(meja.propose(ekspor(inovasi("Satu"))))
    hidden = meja.folder / "inovasi_2023.csv"
    hidden.write_text(hidden.read_text("utf-8") + "\n", "utf-8")
    found = [f for f in meja.store.findings if f.rule == "tertutup_terbitan"]
    assert [(f.grade, f.file) for f in found] == [(WARNS, "inovasi_2023.csv")]
    assert set(meja.register(2023)) == {"Satu"}


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
    harm: Callable[[Path], object], meja: Meja, tmp_path: Path
) -> None:
    meja.publish(meja.propose(ekspor(inovasi("Satu"))))
    totals = meja.totals()
    [path] = Releases(meja.folder).overlay().values()
    harm(path)
    later = Publisher(meja.folder, tmp_path / "gudang")
    for publisher in (meja.publisher, later):
        served = publisher.fresh()
        assert served.fallback
        assert any(f.grade == REFUSES for f in served.findings)
    assert Meja(meja.folder, later).totals() == totals
    assert any("isi/" in problem for problem in Releases(meja.folder).verify())
    Releases(meja.folder).restore(0, "ani", "uji")
    assert not Meja(meja.folder, later).store.fallback


# --- personal data ----------------------------------------------------------------------------


def test_persons_are_in_nothing_that_is_published(lengkap: Meja) -> None:
    content = ekspor(inovasi("Satu"), inovasi("Dua", Admin_OPD=f"{ASING} ({AKUN})"))
    proposal = lengkap.propose(content)
    lengkap.publish(proposal, without_rejected=True)
    said = [str(asdict(finding)) for finding in proposal.findings]
    said += [str(asdict(change)) for change in proposal.account.changes]
    said += [str(asdict(proposal.effect)), *map(str, proposal.account.choices.values())]
    said += [path.read_text("utf-8") for path in Releases(lengkap.folder).overlay().values()]
    said += [path.read_text("utf-8") for path in (lengkap.folder / FOLDER).glob("versi/*.json")]
    said += [path.read_text("utf-8") for path in (lengkap.folder / FOLDER).glob("*.jsonl")]
    for (table,) in lengkap.store.rows("select table_name from duckdb_tables()"):
        said.append(str(lengkap.store.rows(f"select * from {table}")))
    asked = answers(lengkap.store)
    for name, query in asked.queries.items():
        own = {key: choices[0] for key, choices in query.choices.items()}
        said.append(export.to_csv(asked.ask(name, **own), "Kota Cilegon").decode("utf-8-sig"))
    assert len(said) > 50
    for text in said:
        assert ORANG not in text
        assert AKUN not in text


def test_only_the_operators_own_file_of_rejects_names_them(meja: Meja) -> None:
    cleaned = meja.propose(ekspor(inovasi("Dua", Admin_OPD=ASING))).account
    rows = list(csv.reader(io.StringIO(cleaning.rejects_csv(cleaned).decode("utf-8-sig"))))
    assert rows[0] == [cleaning.REASON_COLUMN, *JUDUL]
    assert ORANG in rows[1]


# --- what cannot be used ----------------------------------------------------------------------


def test_a_file_too_large_is_refused_before_it_is_read(meja: Meja) -> None:
    with pytest.raises(Unreadable, match="lebih besar dari 1 MB"):
        service.open_upload("besar.csv", bytes(2**20 + 1), meja.folder, largest=2**20)


def test_the_limit_is_that_of_the_server(akar: Path) -> None:
    config = (akar / ".streamlit" / "config.toml").read_text("utf-8")
    assert f"maxUploadSize = {service.LARGEST_UPLOAD // 1024**2}" in config


# --- while another file is refused ------------------------------------------------------------


def spoil(meja: Meja, name: str) -> None:
    """Break a file of the data folder after a sound version was served."""
    assert not meja.store.fallback
    path = meja.folder / name
    path.write_text(path.read_text("utf-8").replace("Contoh", '"', 1), "utf-8")
    assert meja.store.fallback


def test_a_release_repairs_the_broken_year(meja: Meja) -> None:
    before = meja.totals()
    spoil(meja, "inovasi_2023.csv")
    proposal = meja.propose(ekspor(inovasi("Satu")))
    assert proposal.fallback and not proposal.held and not proposal.broken
    assert "membetulkan berkas yang ditolak" in proposal.caution
    [rows] = proposal.effect.rows
    assert (rows.new, rows.gone) == (1, before[2023])
    meja.publish(proposal)
    assert not meja.store.fallback
    assert meja.totals() == before | {2023: 1}


def test_a_release_beside_the_broken_year_waits_for_its_repair(meja: Meja) -> None:
    before = meja.totals()
    spoil(meja, "inovasi_2022.csv")
    proposal = meja.propose(ekspor(inovasi("Satu")), 2024)
    assert {finding.file for finding in proposal.held} == {"inovasi_2022.csv"}
    assert "baru tersaji sesudah inovasi_2022.csv dibetulkan" in proposal.caution
    [rows] = proposal.effect.rows
    assert (rows.year, rows.new, rows.gone) == (2024, 1, 0), "the broken year counts as served"
    meja.publish(proposal)
    assert meja.store.fallback and meja.totals() == before
    repaired = meja.propose(ekspor(inovasi("Dua")), 2022)
    assert not repaired.held
    meja.publish(repaired)
    assert meja.totals() == before | {2022: 1, 2024: 1}


def test_without_a_broken_file_there_is_no_caution(meja: Meja) -> None:
    assert meja.propose(ekspor(inovasi("Satu"))).caution == ""


# --- datasets without years -------------------------------------------------------------------

TETAP = [name for name, contract in KONTRAK.items() if contract.maintained]


@pytest.mark.parametrize("dataset", TETAP)
def test_the_shipped_file_of_a_maintained_dataset_changes_nothing(
    dilihat: Meja, dataset: str
) -> None:
    name = KONTRAK[dataset].file
    proposal = dilihat.propose((dilihat.folder / name).read_bytes(), YearChoice(), name)
    assert proposal.account.dataset == dataset
    assert not proposal.account.rejected and not proposal.broken
    assert proposal.effect.nothing
    assert (list(proposal.files), proposal.years) == ([name], ())
    assert proposal.way == service.REPLACES_ALL


def test_a_maintained_dataset_is_replaced_or_added_to(lengkap: Meja) -> None:
    head, first, *_ = (lengkap.folder / "fakta_bernama.csv").read_text("utf-8").splitlines()
    key = first.partition(",")[0]
    more = "\n".join([head, first.replace(key, "uji-baru", 1)]).encode()
    [rows] = lengkap.propose(more, YearChoice(), "fakta.csv", add=True).effect.rows
    assert (rows.dataset, rows.year, rows.new, rows.gone) == ("fakta_bernama", None, 1, 0)
    whole = lengkap.propose(more, YearChoice(), "fakta.csv")
    assert whole.effect.rows[0].gone > 0
    lengkap.publish(whole)
    assert lengkap.store.rows("select id from fakta_bernama") == [("uji-baru",)]
    release = Releases(lengkap.folder).current()
    assert release and service.action(release) == "menerbitkan fakta_bernama"


def test_a_supplement_is_compared_with_the_published_total_together_with_what_is_in_force(
    meja: Meja,
) -> None:
    meja.publish(meja.propose(ekspor(*(inovasi(f"Layanan {i}") for i in range(3))), 2021))
    proposal = meja.propose(ekspor(inovasi("Tambahan")), 2021, add=True)
    [said] = [f.message for f in proposal.findings if f.rule == "cocok_angka_terbit"]
    assert "terhitung 4 baris" in said

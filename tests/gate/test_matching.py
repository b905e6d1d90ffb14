"""Headers of real files, and the columns they must fill."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasbor.data.contract import Contract, ContractError, read_contract
from dasbor.data.headers import fill
from dasbor.gate.matching import known_words, match, obligatory, remember, remembered
from dasbor.gate.model import Match, Sheet
from dasbor.gate.reading import read
from tests.world import CONTRACTS as EVERY

# As the gate offers them: which measure a register has is asked once its columns are known.
CONTRACTS = {name: contract for name, contract in EVERY.items() if not contract.like}
INNOVATIONS = CONTRACTS["inovasi"]
OFFICIAL_EXPORT = (
    "No | Judul Inovasi | Pemda | Admin OPD | Inisiator | Nama Inisiator | Bentuk Inovasi | Jenis"
    " | Asta Cipta | Urusan Utama | Urusan lain yang beririsan | Kematangan | Tahapan Inovasi"
    " | Tanggal Input | Tanggal Penerapan | Tanggal Pengembangan | Koordinat | Video | Link Video"
)
OFFICIAL_CONTENT = {
    "Judul Inovasi": "judul",
    "Admin OPD": "opd",
    "Inisiator": "inisiator",
    "Bentuk Inovasi": "bentuk",
    "Jenis": "jenis",
    "Urusan Utama": "urusan",
    "Kematangan": "kematangan",
    "Tahapan Inovasi": "tahapan",
    "Tanggal Penerapan": "tanggal_penerapan",
}
ADDITIONS = {
    "Urusan lain yang beririsan": "urusan_lain",
    "Tanggal Input": "tanggal_input",
    "Tanggal Pengembangan": "tanggal_pengembangan",
}


def words(line: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in line.split("|"))


def sheet(line: str) -> Sheet:
    return Sheet("berkas.csv", "", 1, words(line), ())


def matches(line: str, memory: dict[tuple[str, str], str] | None = None) -> list[Match]:
    return match(sheet(line), CONTRACTS, memory)


def filled(line: str, contract: Contract = INNOVATIONS) -> dict[str, str]:
    return {w: c for w, c in zip(words(line), fill(words(line), contract), strict=True) if c}


# --- which dataset ----------------------------------------------------------------------------


def test_the_official_export_is_the_register() -> None:
    best = matches(OFFICIAL_EXPORT)[0]
    assert (best.dataset, best.certain) == ("inovasi", True)
    known = {column.name for column in INNOVATIONS.columns}
    expected = OFFICIAL_CONTENT | {word: name for word, name in ADDITIONS.items() if name in known}
    assert filled(OFFICIAL_EXPORT) == expected


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS)
def test_a_file_of_our_own_is_what_it_is(contract: Contract) -> None:
    line = "|".join(column.name for column in contract.columns)
    best = matches(line)[0]
    assert best.columns == words(line) or best.dataset != contract.name
    assert contract.name in {m.dataset for m in matches(line) if m.columns == words(line)}
    if contract.yearly:
        assert (best.dataset, best.certain) == (contract.name, True)


def own_contract(folder: Path, *names: str) -> Contract:
    """A yearly contract with these columns that demands only what the gate itself fills in."""
    made = ("id", "tahun")
    columns = "".join(
        f'[[kolom]]\nnama = "{name}"\nlabel = "{name}"\nwajib = {str(name in made).lower()}\n'
        for name in (*made, *names)
    )
    head = 'nama = "latih"\njudul = "Latih"\nsatu_baris = "satu pelatihan"\n'
    path = folder / "latih.toml"
    path.write_text(f'{head}berkas = "latih_{{tahun}}.csv"\nkunci = ["id"]\n{columns}', "utf-8")
    return read_contract(path)


def test_a_register_that_demands_nothing_is_recognised_by_what_it_has(tmp_path: Path) -> None:
    known = CONTRACTS | {"latih": own_contract(tmp_path, "pelatihan", "jam")}
    assert match(sheet("Pelatihan | Jam"), known)[0].dataset == "latih"


def test_a_register_that_nothing_tells_apart_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="tidak akan pernah dikenali"):
        own_contract(tmp_path, "asal")


def test_twin_tables_are_never_certain() -> None:
    """Aliases of OPD and of kelurahan have the same columns: only the operator knows."""
    first, second = matches("alias | kode | catatan")[:2]
    assert {first.dataset, second.dataset} == {"opd_alias", "wilayah_alias"}
    assert not first.certain and not second.certain


@pytest.mark.parametrize(
    "line",
    [
        "nama_inovasi | skpd | tahun_implementasi | bentuk | urusan",
        "Nama Proposal | nama_instansi | Skor",
        "JUDUL INOVASI * | Perangkat Daerah (wajib) | jenis inovasi",
        "kld | Judul_Inovasi | Deskripsi | Tautan",
    ],
)
def test_registers_of_other_systems(line: str) -> None:
    best = matches(line)[0]
    assert (best.dataset, best.certain) == ("inovasi", True)


def test_posyantek_by_the_name_of_the_kelurahan() -> None:
    best = matches("No | Kecamatan | Kelurahan | Ikut penilaian")[0]
    assert best == Match("posyantek", (None, None, "kode", "ikut"), True)


def test_without_an_office_the_register_is_a_guess() -> None:
    """The form of innovation alone does not make a file the table of forms."""
    best = matches("Judul Inovasi | Bentuk Inovasi | Jenis | Kematangan | Tahapan Inovasi")[0]
    assert (best.dataset, best.certain) == ("inovasi", False)


@pytest.mark.parametrize("line", ["", "No | Barang | Harga | Jumlah", "a | b | c"])
def test_nothing_fits(line: str) -> None:
    assert matches(line) == []


def test_what_is_made_later_is_not_asked_of_a_file() -> None:
    assert obligatory(INNOVATIONS) == ("judul", "opd")
    assert "id" in obligatory(CONTRACTS["fakta_bernama"])


# --- which column -----------------------------------------------------------------------------


def test_a_person_is_no_category() -> None:
    assert filled("Nama Inisiator | penggagas | inovator | Judul | OPD") == {
        "Judul": "judul",
        "OPD": "opd",
    }


def test_the_name_wins_over_the_alias_and_no_column_is_filled_twice() -> None:
    assert fill(("SKPD", "Admin OPD", "opd"), INNOVATIONS) == (None, None, "opd")
    assert fill(("SKPD", "Admin OPD"), INNOVATIONS) == ("opd", None)
    assert fill(("opd", "OPD"), INNOVATIONS) == ("opd", None)


@pytest.mark.parametrize(
    "word",
    ["Kematangan (0–111)", "KEMATANGAN*", " Skor  Kematangan ", "Nilai: Kematangan", "kematangan."],
)
def test_what_is_forgiven_in_a_header(word: str) -> None:
    assert fill((word,), INNOVATIONS) == ("kematangan",)


def test_the_two_rows_of_a_header_are_read_together_first() -> None:
    header = ("Tanggal: Penerapan", "Data Umum: Judul Inovasi", "Data Umum: Admin OPD")
    assert fill(header, INNOVATIONS) == ("tanggal_penerapan", "judul", "opd")


def test_the_reasons_of_rejected_rows_are_ignored_on_reload() -> None:
    assert filled(f"alasan_ditolak | {OFFICIAL_EXPORT}") == filled(OFFICIAL_EXPORT)


def test_known_words_lead_the_reader_to_the_header() -> None:
    text = "Laporan;Dinas;2023\nNama Proposal;SKPD;\nA;Dinkes;\n"
    [found] = read("x.csv", text.encode(), known_words(CONTRACTS))
    assert found.header_row == 2


# --- corrections ------------------------------------------------------------------------------


def test_a_correction_wins_over_every_name(tmp_path: Path) -> None:
    path = tmp_path / "baru" / "alias_kolom.csv"
    assert remembered(path) == {}
    remember(path, "inovasi", "Nama, “Kegiatan”\n(baru)", "judul")
    remember(path, "inovasi", "Judul", "")
    remember(path, "inovasi", "Unit", "bentuk")
    remember(path, "inovasi", "UNIT", "opd")
    best = matches('Judul | nama "kegiatan" baru | unit', remembered(path))[0]
    assert best == Match("inovasi", (None, "judul", "opd"), True)


def test_a_correction_holds_for_its_dataset_only() -> None:
    memory = {("posyantek", "judul"): "", ("inovasi", "opd"): "kolom_yang_tak_ada_lagi"}
    assert matches("Judul | OPD", memory)[0].columns == ("judul", "opd")


def test_the_memory_is_a_table_a_person_can_read(tmp_path: Path) -> None:
    path = tmp_path / "alias_kolom.csv"
    for _ in range(2):
        remember(path, "inovasi", "Nama_Kegiatan", "judul")
    assert path.read_text() == "dataset,judul,kolom\ninovasi,nama kegiatan,judul\n"


@pytest.mark.parametrize("left", ["dataset,judul,kolom\ninovasi,unit,opd\ninovasi,nam", "x", "\n"])
def test_a_line_cut_short_spoils_no_other(tmp_path: Path, left: str) -> None:
    path = tmp_path / "alias_kolom.csv"
    path.write_text(left)
    remember(path, "inovasi", "kegiatan", "judul")
    assert remembered(path)["inovasi", "kegiatan"] == "judul"
    assert ("inovasi", "unit") in remembered(path) or "unit" not in left


WORD = st.text(max_size=12) | st.sampled_from([w for c in known_words(CONTRACTS) for w in [c]])


@given(st.lists(WORD, max_size=12), st.dictionaries(st.tuples(st.just("inovasi"), WORD), WORD))
def test_any_header(header: list[str], memory: dict[tuple[str, str], str]) -> None:
    for found in match(Sheet("x", "", 1, tuple(header), ()), CONTRACTS, memory):
        names = [name for name in found.columns if name]
        assert len(found.columns) == len(header)
        assert len(names) == len(set(names))
        assert set(names) <= {column.name for column in CONTRACTS[found.dataset].columns}

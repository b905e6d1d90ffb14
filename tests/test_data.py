"""``data/`` as it is: sound, equal to the ledger, its samples apart from what is known.

The only tests of it, beside test_contoh.py. They hold for any sound data folder: what is expected
of single rows, offices or places is expected of the frozen city (tests/kota) instead.
"""

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dasbor import settings
from dasbor.data import versions
from dasbor.data.inputs import inputs
from dasbor.data.inspection import REFUSES
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from dasbor.questions.filters import CHOICES, options
from dasbor.questions.query import Query, registry
from dasbor.questions.standing import Standing
from tests.surfaces import OF_FILES
from tests.test_queries import choices
from tests.world import CONTRACTS, SHIPPED

# Whose numbers are no figures of a publisher: of files, of the dictionary, of tiles.
OF_ITSELF = OF_FILES | {"angka_mana_menunggu_sumber", "ukuran_apa_saja"}
OF_ITSELF |= {"apa_status_tiap_kelurahan"}
KEYS = (("sumber", "sumber"), ("angka_publikasi", "id"), ("penghargaan", "id"))
WORDS = {"catatan", "judul", "lingkup", "sebutan", "hasil", "nama", "kegiatan", "inovasi"}
STATED = (Standing.PUBLISHED, Standing.COUNTED)
FILES = inputs(SHIPPED)  # what a published version covers is read from there
QUERIES = registry()
PAGES = sorted(path.stem for path in settings.PAGES.glob("*.py"))


def ledger() -> Iterator[dict[str, str]]:
    """The published figures in use, read without the store."""
    with FILES["angka_publikasi.csv"].open(encoding="utf-8", newline="") as stream:
        yield from (row for row in csv.DictReader(stream) if row["dipakai"] == "ya")


def published(*measures: str) -> dict[int, int | None]:
    """Year -> figure of the ledger; ``None`` for a year that is listed without one."""
    return {
        int(row["tahun"]): int(row["nilai"]) if row["nilai"] else None
        for row in ledger()
        if row["ukuran"] in measures
    }


def main_measures(dataset: str) -> tuple[str, ...]:
    return next(count.measures for count in CONTRACTS[dataset].counts if count.main)


def choice(query: Query) -> dict[str, str]:
    return {key: values[0] for key, values in query.choices.items()}


def totals(asked: Answers) -> dict[int, int | None]:
    """Year -> rows of the register; ``None`` for a year on the axis without one."""
    result = asked.ask("berapa_inovasi_per_tahun")
    return dict(zip(result.values("tahun"), result.values("jumlah"), strict=True))


def everything(asked: Answers) -> Answers:
    """The questions, put to all rows, samples too."""
    return asked.demonstration or asked


def invented(asked: Answers, dataset: str) -> set[int]:
    """The years whose rows illustrate a published figure; real rows may differ from the news."""
    rows = "select tahun from berkas where dataset = $nama and baris_contoh > 0"
    return {year for (year,) in asked.store.rows(rows, {"nama": dataset})}


# --- sound and complete -----------------------------------------------------------------------


def test_nothing_is_wrong_with_the_shipped_data(shipped: Answers) -> None:
    assert not [str(f) for f in shipped.store.findings if f.grade == REFUSES]
    assert not shipped.store.fallback


def test_every_contract_has_files_and_every_file_a_contract(shipped: Answers) -> None:
    used = dict(shipped.store.rows("select berkas, dataset from berkas"))
    assert set(used) == {name for name in FILES if name.endswith(".csv") and "/" not in name}
    kept_on_screen = {"inovasi_indeks", "sumber_alias", "paspor_register", "lanjutan", "pandangan"}
    kept_on_screen |= {"daerah_lain", "angka_daerah_lain"}  # of other dashboards
    of_some = {"posyantek", "lab_inovasi"}  # programmes that not every government has
    assert set(CONTRACTS) - set(used.values()) <= kept_on_screen | of_some
    assert set(used.values()) <= set(CONTRACTS)


def test_every_row_of_every_file_is_in_use_or_waits_for_a_source(shipped: Answers) -> None:
    waiting = Counter(shipped.ask("angka_mana_menunggu_sumber").values("berkas"))
    for name, rows, digest, used in shipped.store.rows(
        "select berkas, baris, sha256, dipakai from berkas"
    ):
        with FILES[name].open(encoding="utf-8", newline="") as stream:
            lines = sum(1 for _ in csv.reader(stream)) - 1
        assert used and rows + waiting[name] == lines, name
        assert digest == hashlib.sha256(FILES[name].read_bytes()).hexdigest()


def test_choices_of_a_filter_have_different_labels(shipped: Answers) -> None:
    asked = shipped.ask("pilihan_saringan_apa_saja")
    labels = Counter((row["saringan"], row["label"].casefold()) for row in asked.records())
    assert labels.most_common(1)[0][1] == 1
    assert all(options(shipped).values[name] for name in CHOICES)


# --- equal to the ledger ----------------------------------------------------------------------


def test_rows_per_year_are_the_published_totals(shipped: Answers) -> None:
    figures = published(*main_measures("inovasi"))
    for counted in map(totals, (shipped, everything(shipped))):
        assert counted.keys() >= figures.keys()
        for year in invented(shipped, "inovasi"):
            assert counted[year] == figures[year]


def test_years_without_a_published_total_are_gaps_with_a_reason(shipped: Answers) -> None:
    figures, counted = published(*main_measures("inovasi")), totals(shipped)
    gaps = {year for year, figure in figures.items() if figure is None and not counted[year]}
    for name in ("berapa_inovasi_per_tahun", "berapa_baru_dan_lanjutan"):
        rows = {r["tahun"]: r for r in shipped.ask(name).records() if r["tahun"] in gaps}
        assert set(rows) == gaps
        assert all(row["jumlah"] is None and row["keterangan"] for row in rows.values())


def test_other_measures_are_counted_as_published(shipped: Answers) -> None:
    for contract in CONTRACTS.values():
        for count in contract.counts:
            where = f"where {count.column}::varchar = $nilai" if count.column else ""
            value = {"ya": "true"}.get(count.value, count.value)
            counted = dict(
                everything(shipped).store.rows(
                    f"select tahun, count(*) from {contract.name} {where} group by 1",
                    {"nilai": value} if where else {},
                )
            )
            figures = published(*count.measures)
            for year in invented(shipped, contract.name):
                assert counted.get(year) == figures.get(year), count.measures


def test_posyantek_is_the_published_share_of_all_kelurahan(shipped: Answers) -> None:
    asked = shipped.ask("berapa_kelurahan_ikut_posyantek")
    rows = [row for row in asked.records() if row["ikut"] is not None]
    took_part = published("kelurahan_ikut_penilaian_posyantek")
    all_of_them = published("jumlah_kelurahan")
    for row in rows:
        if row["tahun"] in invented(shipped, "posyantek"):
            assert row["ikut"] == took_part.get(row["tahun"])
        assert row["semua"] == all_of_them.get(row["tahun"], row["semua"])
    [(listed,)] = shipped.store.rows("select count(*) from wilayah")
    assert not all_of_them or listed in all_of_them.values()


def test_parts_add_up_to_the_total_of_their_year(shipped: Answers) -> None:
    whole = everything(shipped)
    total = totals(whole)
    asked = [
        whole.ask("berapa_baru_dan_lanjutan"),
        whole.ask("berapa_inovasi_per_opd_per_tahun"),
    ]
    asked += [
        whole.ask("berapa_per_rincian", rincian=what)
        for what in QUERIES["berapa_per_rincian"].choices["rincian"]
    ]
    for result in asked:
        sums: Counter[int] = Counter()
        for row in result.records():
            sums[row["tahun"]] += row["jumlah"] or 0
        assert {year: n for year, n in sums.items() if n} == {y: n for y, n in total.items() if n}
    for name in ("berapa_inovasi_per_opd", "berapa_inovasi_per_urusan"):
        latest = whole.ask(name)
        [year] = set(latest.values("tahun"))
        assert sum(latest.values("jumlah")) == total[year]


# --- samples or facts ---------------------------------------------------------------------------


def test_kinds_of_origin_are_known_and_counted(shipped: Answers) -> None:
    rows = everything(shipped).store.rows
    for contract in CONTRACTS.values():
        if contract.illustrative:
            kinds = rows(f"select distinct asal from {contract.name}")
            assert {kind for (kind,) in kinds} <= {"publikasi", "contoh"}
            counted = rows(f"select count(*) filter (asal = 'contoh') from {contract.name}")
            assert counted == rows(
                "select coalesce(sum(baris_contoh), 0) from berkas where dataset = $nama",
                {"nama": contract.name},
            )


@pytest.mark.parametrize("name", QUERIES)
def test_no_question_is_answered_from_samples_but_in_the_demonstration(
    name: str, shipped: Answers
) -> None:
    query = QUERIES[name]
    rows = "select sum(baris_contoh) from berkas where list_contains($data, dataset)"
    [(samples,)] = shipped.store.rows(rows, {"data": list(query.data)})
    assert not shipped.ask(name, **choice(query)).sample
    for asked in (shipped, everything(shipped)):
        result = asked.ask(name, **choice(query))
        assert samples or not result.sample
        said = provenance.of(result)
        assert (said.source == provenance.SAMPLE_SOURCE) == result.sample
        assert (provenance.EXAMPLE_NOTE in said.notes) == result.sample


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_shown(name: str, monkeypatch: pytest.MonkeyPatch, shipped: Answers) -> None:
    monkeypatch.setenv("DASBOR_DATA", str(SHIPPED))
    monkeypatch.setenv("DASBOR_GUDANG", str(shipped.store.path.parent))
    versions.reset()
    menu = str(settings.ROOT / "dasbor" / "app" / "menu.py")
    app = AppTest.from_file(menu, default_timeout=60).run()
    app = app.switch_page(f"../../pages/{name}.py").run()
    assert not app.exception
    assert app.get("html")
    versions.reset()


def test_every_figure_of_the_shipped_data_carries_its_source(shipped: Answers) -> None:
    for name in shipped.queries.keys() - OF_ITSELF:
        query = shipped.queries[name]
        bare = {cell for choice in choices(query) for cell in _bare(shipped, query, choice)}
        assert not bare, name


def _ungraded(asked: Answers) -> set[int]:
    """Years of registers published without a grade: their certainty is "belum dinilai"."""
    found = asked.store.rows("select tahun from paspor_register where kepastian is null")
    return {year for (year,) in found}


def _bare(asked: Answers, query: Query, choice: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """The stated figures of an answer with neither a source in their row nor one behind them."""
    result = asked.ask(query.name, **choice)
    behind = any(
        origin.source and (origin.certainty or origin.year in _ungraded(asked))
        for origin in result.origins
    )
    for number, row in enumerate(result.records()):
        own = any(row[column] for column in row if column.startswith(("sumber", "penerbit")))
        for column in query.numbers:
            stated = row[column] is not None and result.standings[column][number] in STATED
            if stated and column not in ("tahun", "urutan") and not (own or behind):
                yield column, row[column]


def test_no_note_of_the_shipped_data_speaks_in_codes() -> None:
    """A reader knows publishers, not the keys by which tables call their sources."""
    keys = {row[key] for name, key in KEYS for row in _rows(f"{name}.csv")}
    told = [
        (path.name, text)
        for path in sorted(SHIPPED.glob("*.csv"))
        for row in _rows(path.name)
        for column, text in row.items()
        if column in WORDS and text and keys & set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", text))
    ]
    assert not told


def _rows(name: str) -> list[dict[str, str]]:
    with (SHIPPED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

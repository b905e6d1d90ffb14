"""Proposals are no innovations yet: which statuses count is asked, never taken for granted."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasbor.__main__ import main
from dasbor.gate.cleaning import clean
from dasbor.gate.cleaning.statuses import APPROVED, BLANK, statuses
from dasbor.gate.model import Settled
from dasbor.gate.references import References, references
from dasbor.questions.answers import Answers
from tests.gate.test_cleaning import REGISTER, Y2023, match, sheet

SPELLED = {
    "draft": ("Draft", "DRAF", "konsep"),
    "diajukan": ("Diajukan", "MENUNGGU_EVALUASI_AI", "submitted", "Menunggu Verifikasi"),
    "revisi": ("Revisi", "Dikembalikan", "perlu perbaikan"),
    APPROVED: ("Disetujui", "approved", "Terverifikasi"),
    "ditolak": ("DITOLAK", "rejected"),
    BLANK: ("", "-"),
    "Arsip": ("Arsip",),
}
KIND = {text: status for status, texts in SPELLED.items() for text in texts}
TEXTS = st.lists(st.sampled_from(sorted(KIND)), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def known(city: Answers) -> Callable[[], References]:
    """Behind a function: hypothesis writes down every argument, and the lists are long."""
    lists = references(city.store)
    return lambda: lists


@given(TEXTS, st.sets(st.sampled_from(sorted(SPELLED)), min_size=1))
def test_only_rows_with_a_chosen_status_count_and_all_are_accounted_for(
    known: Callable[[], References], texts: list[str], chosen: set[str]
) -> None:
    lists = known()
    said = any(KIND[text] != BLANK for text in texts)  # where no row has one, none is asked for
    found = sheet("judul|opd|status", *(f"J{at}|dinkes|{t}" for at, t in enumerate(texts)))
    matched = match(found.header, status="status_usulan")
    counted = Counter(KIND[text] for text in texts)
    assert statuses(found, matched, lists) == (counted if said else Counter())

    asked = clean(found, matched, REGISTER, lists, Y2023)
    assert bool(asked.pending) == (said and any(KIND[text] != APPROVED for text in texts))

    done = clean(found, matched, REGISTER, lists, Y2023, Settled(statuses=frozenset(chosen)))
    kept = [values["status_usulan"] or BLANK for _, values in done.rows]
    assert kept == [KIND[text] for text in texts if KIND[text] in chosen]
    assert not done.pending and not done.rejected
    assert len(done.rows) + len(done.sheet.skipped) == len(texts)
    assert all("tidak dihitung" in skipped.reason for skipped in done.sheet.skipped)


def test_the_shell_stops_until_it_is_told(
    gate_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "usulan.csv"
    file.write_text("Judul Inovasi,OPD,Status\nA,Dinkes,Draft\nB,Dinkes,Disetujui\n", "utf-8")
    asked = ["terbitkan", str(file), "--tahun", "2023", "--alasan", "uji"]
    asked += ["--ganti", "--boleh-susut"]
    assert main(asked) == 1
    said = capsys.readouterr().err
    assert "draft (1)" in said and "--status" in said
    assert main([*asked, "--status", "Disetujui"]) == 0
    assert "1 baris diterima, 0 ditolak, 1 dilewati" in capsys.readouterr().out
    assert main([*asked, "--status", "semua"]) == 0
    assert "2 baris diterima" in capsys.readouterr().out

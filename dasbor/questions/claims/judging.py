"""What the ledger says of a claim, in words, with the rows that it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dasbor.format_id import day, listing, number, percent
from dasbor.questions.claims.reading import Bound, Claim
from dasbor.questions.claims.words import Words

MATCHES, DIFFERS = "cocok", "berbeda"
ABSENT, OTHER_MEASURE = "tidak ada", "angka sama, ukuran lain"
UNCLEAR = "tidak dapat diperiksa"
VERDICTS = (MATCHES, DIFFERS, OTHER_MEASURE, ABSENT, UNCLEAR)
NEAR = 0.1  # "sekitar" is never further off than this part of the figure
SAID: dict[Bound, str] = {
    ">": "lebih dari", ">=": "paling sedikit", "<": "kurang dari", "<=": "paling banyak",
    "sekitar": "sekitar", "hampir": "hampir",
}  # fmt: skip
Row = dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What the ledger says of a claim: one of ``VERDICTS``, the words, and the rows it rests on."""

    claim: Claim
    verdict: str
    words: str
    rows: tuple[Row, ...] = ()


def judge(claim: Claim, ledger: Sequence[Row], words: Words) -> Verdict:
    """One claim held against the rows of the ledger."""
    if claim.elsewhere and claim.measure not in words.abroad:
        return Verdict(claim, UNCLEAR, f"Kalimatnya tentang {claim.elsewhere}, bukan kota ini.")
    own = [row for row in ledger if row["kode"] == claim.measure]
    if not own:
        return Verdict(claim, UNCLEAR, "Tidak jelas apa yang diukur: tidak ada kata yang dikenali.")
    if claim.hoped:
        return Verdict(claim, UNCLEAR, "Kalimatnya tentang target atau harapan, bukan keadaan.")
    if claim.manner == "bagian":
        return _judge_part(claim, ledger, words)
    if claim.negated:
        return _judge_rest(claim, ledger, words)
    changes = claim.manner in ("naik", "selisih", "kali")
    judged = _judge_change(claim, own) if changes else _judge_value(claim, own, ledger)
    return _of_full_year(_with_predicate(judged))


def _pairs(claim: Claim, ledger: Sequence[Row], words: Words) -> list[tuple[Row, Row]]:
    """The published wholes with the part that a claim is about, of one year."""
    used = [row for row in ledger if row["dipakai"] and row["nilai"] is not None]
    whole = words.whole.get(claim.measure or "")
    return [
        (every, part)
        for part in used
        if part["kode"] == claim.measure and claim.year in (None, part["tahun"])
        for every in used
        if every["kode"] == whole and every["tahun"] == part["tahun"]
    ]


def _judge_rest(claim: Claim, ledger: Sequence[Row], words: Words) -> Verdict:
    """Those left out: counted only where the whole and the part are published for one year."""
    pairs = _pairs(claim, ledger, words) if claim.manner == "nilai" else []
    if len(pairs) != 1:
        said = "Kalimatnya berisi sangkalan; angka terbit untuk menghitungnya tidak lengkap."
        return Verdict(claim, UNCLEAR, said)
    whole, part = pairs[0]
    rest = whole["nilai"] - part["nilai"]
    said = (
        f"Dihitung dari dua angka terbit {part['tahun']}: {whole['ukuran']}"
        f" {number(whole['nilai'])} dikurangi {part['ukuran']}"
        f" {number(part['nilai'])} = {number(rest)}."
    )
    return Verdict(claim, MATCHES if _holds(claim, rest) else DIFFERS, said, pairs[0])


def _judge_part(claim: Claim, ledger: Sequence[Row], words: Words) -> Verdict:
    """A part in percent, worked out where the whole and the part are published for one year."""
    pairs = _pairs(claim, ledger, words)
    if len(pairs) != 1:
        said = "Persen dari apa tidak jelas, atau angka terbit untuk menghitungnya tidak lengkap."
        return Verdict(claim, UNCLEAR, said)
    whole, part = pairs[0]
    value = part["nilai"] if not claim.negated else whole["nilai"] - part["nilai"]
    share = 100 * value / whole["nilai"]
    said = (
        f"Dihitung dari dua angka terbit {part['tahun']}: {number(value)} dari"
        f" {number(whole['nilai'])} = {percent(share)} ({part['ukuran']}"
        f"{', sisanya' if claim.negated else ''})."
    )
    return Verdict(claim, MATCHES if _holds(claim, share) else DIFFERS, said, pairs[0])


def _with_predicate(judged: Verdict) -> Verdict:
    """A score that fits is not enough where the sentence names another predicate than published."""
    said = judged.claim.predicate
    if not said or judged.verdict != MATCHES or judged.claim.manner != "nilai":
        return judged
    row = judged.rows[0]
    published = (row["sebutan"] or "").lower()
    if not published:
        words = f"{judged.words} Predikat {row['tahun']} belum ada yang terbit."
        return replace(judged, verdict=UNCLEAR, words=words)
    word = said.removeprefix("bukan ")
    if (word == published) == (word == said):
        return judged
    words = f"Skornya sama, predikatnya tidak: yang terbit {row['sebutan']} ({row['tahun']})."
    return replace(judged, verdict=DIFFERS, words=f"{words} {judged.words}")


def _of_full_year(judged: Verdict) -> Verdict:
    """A figure of part of a year neither proves nor disproves a claim for the whole of it."""
    part = [row for row in judged.rows if row["cakupan_waktu"] == "tahun berjalan"]
    if not (part and judged.claim.full_year and judged.verdict in (MATCHES, DIFFERS)):
        return judged
    until = f" (per {day(part[0]['per_tanggal'])})" if part[0]["per_tanggal"] else ""
    words = f"Angka {part[0]['tahun']} baru tahun berjalan{until}, bukan setahun penuh."
    verdict = OTHER_MEASURE if judged.verdict == MATCHES else ABSENT
    return replace(judged, verdict=verdict, words=f"{words} {judged.words}")


def _judge_value(claim: Claim, own: Sequence[Row], ledger: Sequence[Row]) -> Verdict:
    inside = [row for row in own if claim.year in (None, row["tahun"])]
    known = [row for row in inside if row["nilai"] is not None]
    used = [row for row in known if row["dipakai"]]
    if same := [row for row in used if _holds(claim, row["nilai"])]:
        rivals = [r for r in known if not r["dipakai"] and r["tahun"] == same[0]["tahun"]]
        return Verdict(claim, MATCHES, _matching(claim, same[0], rivals), (*same, *rivals))
    if rival := [row for row in known if _equal(claim, row["nilai"])]:
        words = f"Sama dengan angka tandingan; yang dipakai {_values(used)}."
        return Verdict(claim, DIFFERS, words, (*used, *rival))
    elsewhere = [
        row for row in ledger
        if row["kode"] != claim.measure and claim.year in (None, row["tahun"])
        and row["nilai"] is not None and _equal(claim, row["nilai"])
    ]  # fmt: skip
    return _without_match(claim, own, used, elsewhere)


def _without_match(
    claim: Claim,
    own: Sequence[Row],
    used: Sequence[Row],
    elsewhere: Sequence[Row],
) -> Verdict:
    """Nothing published for this measure is equal: say what is, and do not call a gap a mistake."""
    measure = own[0]["ukuran"]
    if elsewhere:
        names = listing([f"{row['ukuran']} {row['tahun']}" for row in elsewhere])
        there = f"{measure}: {_values(used)}." if used else _gap(claim, own)
        return Verdict(
            claim, OTHER_MEASURE, f"Angka itu terbit untuk {names}. {there}", tuple(elsewhere)
        )
    if used and (claim.year or len({row["tahun"] for row in own}) == 1):
        return Verdict(claim, DIFFERS, f"Yang terbit: {_values(used)}.", tuple(used))
    if used:
        unsaid = "Tahun angka ini tidak jelas" if claim.dated else "Tahunnya tidak disebut"
        words = f"{unsaid}, dan tidak ada yang sama. Yang terbit: {_values(used)}."
        return Verdict(claim, ABSENT, words, tuple(used))
    same = [row for row in own if row["nilai"] is not None and _equal(claim, row["nilai"])]
    other = f" Angka yang sama terbit untuk tahun lain: {_values(same)}." if same else ""
    return Verdict(claim, ABSENT, _gap(claim, own) + other, tuple(same))


def _gap(claim: Claim, own: Sequence[Row]) -> str:
    reasons = [row["catatan"] for row in own if row["tahun"] == claim.year and row["catatan"]]
    name = own[0]["ukuran"]
    return f"{name} {claim.year}: {reasons[0] if reasons else 'belum ada angka terbit'}."


def _judge_change(claim: Claim, own: Sequence[Row]) -> Verdict:
    """A change counts only between two published figures of one measure."""
    if not claim.growth:
        return Verdict(claim, UNCLEAR, "Persen dari apa tidak jelas; hanya naik atau turun dibaca.")
    pairs = list(_steps(claim, own))
    if not pairs:
        return Verdict(claim, ABSENT, "Tidak ada dua angka terbit dengan ukuran yang sama.")
    said = listing([_step_words(claim, *pair) for pair in pairs])
    same = [pair for pair in pairs if _holds(claim, claim.growth * _change(claim, *pair))]
    words = f"{own[0]['ukuran']}: {said}."
    rows = {row["tahun"]: row for pair in same or pairs for row in pair}
    return Verdict(claim, MATCHES if same else DIFFERS, words, tuple(rows.values()))


def _steps(claim: Claim, own: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Earlier and later figure that a change may be counted between."""
    used = [row for row in own if row["dipakai"] and row["nilai"] is not None]
    used.sort(key=lambda row: int(row["tahun"]))
    until = claim.end or (claim.year if claim.year != claim.base else None)
    for place, later in enumerate(used):
        for earlier in used[:place]:
            next_to = earlier is used[place - 1]
            begins = earlier["tahun"] == claim.base if claim.base else next_to
            ends = later["tahun"] == until if until else next_to
            if begins and ends:
                yield earlier, later


def _change(claim: Claim, earlier: Row, later: Row) -> float:
    difference: float = later["nilai"] - earlier["nilai"]
    if claim.manner == "selisih":
        return round(difference, 6)
    if not earlier["nilai"]:
        return float("nan")
    if claim.manner == "kali":
        times: float = later["nilai"] / earlier["nilai"]
        return round(times, 4) * claim.growth
    return round(100 * difference / float(earlier["nilai"]), 1)


def _step_words(claim: Claim, earlier: Row, later: Row) -> str:
    change = _change(claim, earlier, later)
    words = {
        "naik": percent(change, signed=True),
        "selisih": number(change, signed=True),
        "kali": f"{number(abs(change), 2)} kali",
    }[claim.manner]
    part = " (tahun berjalan)" if later["cakupan_waktu"] == "tahun berjalan" else ""
    return f"{earlier['tahun']}–{later['tahun']} {words}{part}"


def _holds(claim: Claim, value: float) -> bool:
    """Whether a published value bears the claim out, as exactly as it means to be."""
    if claim.upper is not None:
        return claim.value <= value <= claim.upper
    said = claim.value
    bounds: dict[Bound, bool] = {
        ">": value > said, ">=": value >= said, "<": value < said, "<=": value <= said,
        "sekitar": abs(value - said) <= _near(claim),
        "hampir": said - _near(claim) <= value <= said,
    }  # fmt: skip
    return bounds[claim.bound] if claim.bound else _equal(claim, value)


def _near(claim: Claim) -> float:
    """How far "sekitar" may be off: half of the last place that is not a zero, a tenth at most."""
    place = 10.0**-claim.decimals
    while claim.value >= 10 * place and claim.value % (10 * place) == 0:
        place *= 10
    return min(place / 2, NEAR * claim.value)


def _equal(claim: Claim, value: float) -> bool:
    """Whether the claim is the value, or the value rounded to the decimals of the claim."""
    if claim.upper is not None or claim.bound in ("<", "<=", ">", ">="):
        return False
    return abs(value - claim.value) <= (0.5 * 10**-claim.decimals if value % 1 else 1e-9)


def _matching(claim: Claim, row: Row, rivals: Iterable[Row]) -> str:
    words = f"{row['ukuran']} {row['tahun']}: {number(row['nilai'])}"
    words += _exactness(claim, row["nilai"])
    unsaid = "tahun angka ini tidak jelas" if claim.dated else "kalimatnya tidak menyebut tahun"
    words += "" if claim.year else f"; {unsaid}"
    words += "; baru sebagian tahun" if row["cakupan_waktu"] == "tahun berjalan" else ""
    others = [f"{number(r['nilai'])} menurut {r['penerbit']}" for r in rivals]
    return f"{words}. {f'Tandingan: {listing(others)}.' if others else ''}".strip()


def _exactness(claim: Claim, value: float) -> str:
    if claim.upper is not None:
        return f", di antara {number(claim.value)} dan {number(claim.upper)}"
    if claim.bound:
        return f", {SAID[claim.bound]} {number(claim.value)}" if value != claim.value else ""
    return ", dibulatkan" if value != claim.value else ""


def _values(rows: Iterable[Row]) -> str:
    return listing([f"{number(row['nilai'])} ({row['tahun']})" for row in rows])


def source(row: Row) -> str:
    """Where a row of the ledger comes from: measure, year, publisher, dates, certainty, caveat."""
    parts = [
        f"{row['ukuran']} {row['tahun']}",
        ", ".join(filter(None, [row["penerbit"], day(row["tanggal_sumber"])])),
        f"per {day(row['per_tanggal'])}" if row["per_tanggal"] else "tanggal data tidak dinyatakan",
        f"kepastian {row['kepastian'] or 'belum dinilai'}",
        row["catatan"] or "",
    ]
    return " · ".join(filter(None, parts))

"""Figures claimed in a sentence, held against the ledger of published figures.

A figure is checked by its number, by the words that say what it measures, and by its year where
the sentence gives one. What is not clear is not guessed: the answer then says what is missing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dasbor.format_id import day, listing, number, percent
from dasbor.query import Result

MATCHES, DIFFERS = "cocok", "berbeda"
ABSENT, OTHER_MEASURE = "tidak ada", "angka sama, ukuran lain"
UNCLEAR = "tidak dapat diperiksa"
VERDICTS = (MATCHES, DIFFERS, OTHER_MEASURE, ABSENT, UNCLEAR)
LONGEST = 1_200  # letters of a text
AMOUNT = "anggaran_pengembangan_inovasi"
GUESTS = "tamu_studi_tiru"

_NUMBER = re.compile(
    r"(?:(?P<rp>\bRp\.?\s*)|(?<!\w)(?<!\d[.,/]))(?P<n>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<d>\d+))?(?![\d/])"
    r"(?:\s*(?P<power>ribu|juta|miliar|milyar|triliun)\b)?"
    r"(?P<percent>\s*(?:%|persen\b))?",
    re.IGNORECASE,
)
_POWERS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12}
_MONTHS = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
_NO_CLAIM = re.compile(  # dates, laws, times: digits that measure nothing
    rf"\b\d{{1,2}}\s*(?:[-–]|sampai|s\.?d\.?)\s*\d{{1,2}}\s+(?:{_MONTHS})\b"
    rf"|\b\d{{1,2}}\s+(?:{_MONTHS})\b|\(?\b\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\)?"
    r"|\b(?:nomor|no\.?)\s*\d+(?:\s+tahun\s+\d{4})?|\bpukul\s+[\d.:]+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?![\d/]|[.,]\d)")
_YEAR_AFTER = re.compile(
    r"[^,.;\d]*?(?:\bpada|\btahun|\()\s*(?:tahun\s+)?((?:19|20)\d\d)\b", re.IGNORECASE
)
_BASE = re.compile(r"\b(?:dari|dibanding\w*|sejak)\s+(?:tahun\s+)?((?:19|20)\d\d)\b", re.IGNORECASE)
_COMPARED = re.compile(  # a year the figure is held against is not its own
    r"\b(?:dibanding\w*|ketimbang|daripada|(?:naik|meningkat|bertambah|turun) dari)\s+"
    r"(?:dengan\s+)?(?:tahun\s+)?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_OTHER_YEAR = re.compile(  # before a figure: it belongs to a year the sentence need not name
    r"\b(?:naik|meningkat|tumbuh|bertambah|turun|berkurang) dari\s+$|\bdari\b.*\bmenjadi\s+$"
    r"|\b(?:sebelumnya|tahun lalu)\b[^,;\d]*$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_FULL_YEAR = re.compile(
    r"\b(?:setahun|satu tahun) penuh\b|\bdalam (?:setahun|satu tahun)\b"
    r"|\bsepanjang (?:tahun\b|20\d\d)|\bselama (?:tahun\b|20\d\d|setahun|satu tahun)"
    r"|\bakhir (?:tahun\b|20\d\d)",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:tidak|tak|belum|tanpa|bukan)\b"
    r"(?!\s+(?:hanya|cuma|sekadar|kurang|lebih|lama|termasuk|sangat|inovatif)\b)"
)
_CLAUSE_END = r"[,;.]|\d|\b(?:dan|sedangkan|sementara|tetapi|tapi|namun|sisanya|selebihnya)\b"
_PREDICATE = re.compile(
    r"(?:\b(?P<no>tidak|tak|belum|bukan|menuju|target)\s+(?:\w+\s+)??)?"
    r"\b(?P<word>(?:(?:sangat|kurang|cukup|paling)\s+)?inovatif|terinovatif)\b"
)
_WHOLE = {  # a part of a whole in the ledger: those left out are the difference
    "kelurahan_ikut_penilaian_posyantek": "jumlah_kelurahan",
    "kelurahan_dengan_inovasi_baru": "jumlah_kelurahan",
}
_ELSEWHERE = re.compile(r"\bKabupaten\s+([A-Z]\w+)")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*")
_UP, _DOWN = (
    re.compile(r"\b(naik|meningkat|tumbuh|bertambah)\b"),
    re.compile(r"\bturun|berkurang\b"),
)

# Measure, what must stand right before the figure, right after it, and anywhere in the sentence.
# The first that fits says what the figure measures.
_MEASURES: tuple[tuple[str, str, str, str], ...] = (
    ("kelompok_kipp", r"\btop $", "", ""),
    ("inovasi_peserta_kipp", r"\bdari $", r"inovasi", r"\btop\b|kipp|sinovik"),
    ("kelompok_perencanaan_terbaik", "", r"besar\b", r"perencanaan"),
    ("juara_ttg_posyantek", r"\bjuara (?:ke-)?$", "", r"posyantek"),
    ("juara_ttg_inovasi", r"\bjuara (?:ke-)?$", "", r"ttg|teknologi tepat guna"),
    ("skor_iid", "", r"poin", r"inovatif|indeks|iid"),
    ("skor_iid", r"\b(?:skor|nilai|indeks)\b[^,.;\d]*$", "", r"inovatif|indeks|iid"),
    ("ide_lab_inovasi", "", r"(?:inovasi )?(?:ide|gagasan)\b", ""),
    ("inovasi_terdaftar_iid", "", r"inovasi.*(?:daftar|aplikasi)", ""),
    ("inovasi_dipamerkan", "", r"inovasi", r"pamer|display"),
    ("inovasi_berjalan", "", r"inovasi (?:yang )?(?:sudah|telah) (?:di ?)?(?:lak|jal|ber)", ""),
    ("kelurahan_dengan_inovasi_baru", "", r"kelurahan.*inovasi", ""),
    ("inovasi_baru", "", r"inovasi(?: yang)? (?:baru|(?:akan )?segera)", ""),
    ("peserta_award_pelayanan_publik", "", r"inovasi pelayanan publi[ck]", r"award|peserta"),
    ("peserta_award_ttg_unggulan", "", r"(?:inovasi )?(?:teknologi tepat guna|ttg) unggulan", ""),
    ("peserta_award_ttg", "", r"(?:inovasi )?(?:teknologi tepat guna|ttg)\b", ""),
    ("peserta_award_posyantek", "", r"posyantek", r"award|peserta|lomba"),
    ("peserta_inovasi_award", "", r"peserta", r"award|inovasi"),
    ("jumlah_kelurahan", r"\bdari (?:total )?$", r"kelurahan", ""),
    ("kelurahan_ikut_penilaian_posyantek", "", r"kelurahan|dari \d+ kelurahan", r"ikut|penilaian"),
    ("jumlah_kelurahan", "", r"kelurahan", ""),
    ("kepala_opd_diwakili", "", r"kepala opd", r"wakil"),
    ("opd_penerima_penghargaan", "", r"(?:opd|organisasi perangkat|perangkat)", r"penghargaan"),
    ("kecamatan_penerima_penghargaan", "", r"kecamatan", r"penghargaan"),
    (GUESTS, "", r"(?:inovator|tamu|orang)", r"tamu|belajar|kunjung|tapin"),
    ("inovasi_diluncurkan", "", r"inovasi", r"launching|luncur"),
    ("inovasi_terdata", "", r"inovasi(?! (?:unggulan|award))", ""),
)  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """A figure in a sentence: as written, its value and decimals, measure and year if clear.

    ``growth`` is +1 or -1 for a claim of growth or decline in percent, 0 otherwise; ``base`` is the
    year it is counted from, if the sentence says so. ``dated`` says that the sentence names a year,
    ``negated`` that those without the measure are counted, ``predicate`` the word beside a score
    ("bukan …" where it is denied), ``full_year`` that a whole year is claimed.
    """

    text: str
    value: float
    decimals: int
    measure: str | None
    year: int | None
    percent: bool = False
    growth: int = 0
    base: int | None = None
    elsewhere: str = ""
    dated: bool = False
    negated: bool = False
    predicate: str = ""
    full_year: bool = False


@dataclass(frozen=True)
class Verdict:
    """What the ledger says of a claim: one of ``VERDICTS``, the words, and the rows it rests on."""

    claim: Claim
    verdict: str
    words: str
    rows: tuple[dict[str, Any], ...] = ()


def check(text: str, ledger: Result, city: str) -> list[Verdict]:
    """Every figure of a text held against the ledger; ``city`` is whose figures these are."""
    rows = list(ledger.records())
    return [_judge(claim, rows) for claim in claims(text[:LONGEST], city)]


# --- reading ----------------------------------------------------------------------------------


def claims(text: str, city: str) -> Iterator[Claim]:
    """The figures of a text that claim something; years and dates do not."""
    for found in _SENTENCE.finditer(text):
        sentence = _NO_CLAIM.sub(lambda date: " " * len(date[0]), found[0])
        years = [(year.start(), int(year[0])) for year in _YEAR.finditer(sentence)]
        at = {start for start, _ in years}
        elsewhere = _ELSEWHERE.search(sentence)
        place = elsewhere[0] if elsewhere and city.casefold() not in sentence.casefold() else ""
        for figure in _NUMBER.finditer(sentence):
            if figure.start("n") not in at or figure["rp"]:
                claim = _claim(sentence, figure, _own_years(sentence, years), place)
                yield replace(claim, dated=bool(_DATED.search(found[0])))


def _own_years(sentence: str, years: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    compared = {found.start(1) for found in _COMPARED.finditer(sentence)}
    return [year for year in years if year[0] not in compared]


def _claim(
    sentence: str, figure: re.Match[str], years: Sequence[tuple[int, int]], elsewhere: str
) -> Claim:
    before, after = sentence[: figure.start()], sentence[figure.end() :]
    value = float(f"{figure['n'].replace('.', '')}.{figure['d'] or 0}")
    in_percent = bool(figure["percent"])
    ahead, behind = _YEAR.sub("", before).lower(), after.lower()
    measure = _measure(ahead, behind, bool(figure["rp"]), in_percent)
    return Claim(
        text=_as_written(before, figure[0].strip(), after),
        value=value * _POWERS.get((figure["power"] or "").lower(), 1),
        decimals=len(figure["d"] or ""),
        measure=measure,
        year=_year(figure, before, after, years),
        percent=in_percent,
        growth=_growth(before.lower()) if in_percent else 0,
        base=_base(before, after) if in_percent else None,
        elsewhere=elsewhere,
        negated=_negated(ahead, behind, measure),
        predicate=_predicate(before.lower(), behind) if measure == "skor_iid" else "",
        full_year=bool(_FULL_YEAR.search(sentence)),
    )


def _base(before: str, after: str) -> int | None:
    """The year a growth is counted from: named after it, or before it and after any other rate."""
    recent = re.split(r"%|persen", before)[-1]
    found = _BASE.search(after) or _BASE.search(recent)
    return int(found[1]) if found else None


def _negated(before: str, after: str, measure: str | None) -> bool:
    if _NOT.search(re.split(_CLAUSE_END, before)[-1]):
        return True
    if measure == "skor_iid" or (measure == "jumlah_kelurahan" and before.endswith("dari ")):
        return False
    own = re.sub(r"^\s*dari\s+\d+", "", after)
    return bool(_NOT.search(re.split(_CLAUSE_END, own, maxsplit=1)[0]))


def _predicate(before: str, after: str) -> str:
    """The predicate nearest to the figure, "bukan …" where it is denied or only hoped for."""
    found = [(len(before) - one.end(), one) for one in _PREDICATE.finditer(before)]
    found += [(one.start(), one) for one in _PREDICATE.finditer(after)]
    if not found:
        return ""
    _, nearest = min(found, key=lambda one: one[0])
    word = " ".join(nearest["word"].split())
    return f"bukan {word}" if nearest["no"] else word


def _as_written(before: str, figure: str, after: str) -> str:
    lead = re.search(r"(?i)\b(?:top|juara(?: ke)?|skor|naik|turun)[ -]$", before)
    words = re.match(r"[\s-]*(?:[^\W\d]+[\s-]*){0,3}", after)
    return f"{lead[0] if lead else ''}{figure}{words[0].rstrip() if words else ''}".strip()


def _measure(before: str, after: str, rupiah: bool, in_percent: bool) -> str | None:
    sentence = f"{before} {after}"
    if rupiah:
        return AMOUNT if re.search(r"pengembangan inovasi|pembuatan inovasi", sentence) else None
    if in_percent:
        return _measure_of_growth(sentence)
    clause = re.split(r"[,;.]|\d", after, maxsplit=1)[0].strip(" -")
    paired = re.match(r"\s*dari\s+\d+\s+kelurahan", after)
    clause = "dari 1 kelurahan" if paired else clause
    for measure, ahead, behind, anywhere in _MEASURES:
        fits = re.search(ahead, before) and re.match(behind, clause)
        if fits and re.search(anywhere, sentence):
            return measure
    return None


def _measure_of_growth(sentence: str) -> str | None:
    if re.search(r"\b(?:indeks|iid|skor)\b", sentence):
        return "skor_iid"
    other = r"award|\bide\b|peserta|posyantek|kelurahan|kematangan|anggaran"
    about = re.search(r"\binovasi\b", sentence) and not re.search(other, sentence)
    return "inovasi_terdata" if about else None


def _year(
    figure: re.Match[str], before: str, after: str, years: Sequence[tuple[int, int]]
) -> int | None:
    """The year named right after the figure, else the last before it, else the only one."""
    following = _YEAR_AFTER.match(after)
    if following and figure.end() + following.start(1) in dict(years):
        return int(following[1])
    if _OTHER_YEAR.search(before):
        return None
    earlier = [year for at, year in years if at < figure.start()]
    only = {year for _, year in years}
    if earlier:
        return earlier[-1]
    return only.pop() if len(only) == 1 else None


def _growth(before: str) -> int:
    return 1 if _UP.search(before) else -1 if _DOWN.search(before) else 0


# --- judging ----------------------------------------------------------------------------------


def _judge(claim: Claim, ledger: Sequence[dict[str, Any]]) -> Verdict:
    if claim.elsewhere and claim.measure != GUESTS:
        return Verdict(claim, UNCLEAR, f"Kalimatnya tentang {claim.elsewhere}, bukan kota ini.")
    own = [row for row in ledger if row["kode"] == claim.measure]
    if not own:
        return Verdict(claim, UNCLEAR, "Tidak jelas apa yang diukur: tidak ada kata yang dikenali.")
    if claim.negated:
        return _judge_rest(claim, ledger)
    judged = _judge_growth(claim, own) if claim.percent else _judge_value(claim, own, ledger)
    return _of_full_year(_with_predicate(judged))


def _judge_rest(claim: Claim, ledger: Sequence[dict[str, Any]]) -> Verdict:
    """Those left out: counted only where the whole and the part are published for one year."""
    used = [row for row in ledger if row["dipakai"] and row["nilai"] is not None]
    parts = [row for row in used if row["kode"] == claim.measure and not claim.percent]
    pairs = [
        (whole, part) for part in parts for whole in used
        if whole["kode"] == _WHOLE.get(part["kode"]) and whole["tahun"] == part["tahun"]
        and claim.year in (None, part["tahun"])
    ]  # fmt: skip
    if len(pairs) != 1:
        words = "Kalimatnya berisi sangkalan; angka terbit untuk menghitungnya tidak lengkap."
        return Verdict(claim, UNCLEAR, words)
    whole, part = pairs[0]
    rest = whole["nilai"] - part["nilai"]
    words = (
        f"Dihitung dari dua angka terbit {part['tahun']}: {whole['ukuran']}"
        f" {number(whole['nilai'])} dikurangi {part['ukuran']}"
        f" {number(part['nilai'])} = {number(rest)}."
    )
    return Verdict(claim, MATCHES if _equal(claim, rest) else DIFFERS, words, pairs[0])


def _with_predicate(judged: Verdict) -> Verdict:
    """A score that fits is not enough where the sentence names another predicate than published."""
    said = judged.claim.predicate
    if not said or judged.verdict != MATCHES or judged.claim.percent:
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


def _judge_value(
    claim: Claim, own: Sequence[dict[str, Any]], ledger: Sequence[dict[str, Any]]
) -> Verdict:
    inside = [row for row in own if claim.year in (None, row["tahun"])]
    known = [row for row in inside if row["nilai"] is not None]
    used = [row for row in known if row["dipakai"]]
    if same := [row for row in used if _equal(claim, row["nilai"])]:
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
    own: Sequence[dict[str, Any]],
    used: Sequence[dict[str, Any]],
    elsewhere: Sequence[dict[str, Any]],
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


def _gap(claim: Claim, own: Sequence[dict[str, Any]]) -> str:
    reasons = [row["catatan"] for row in own if row["tahun"] == claim.year and row["catatan"]]
    name = own[0]["ukuran"]
    return f"{name} {claim.year}: {reasons[0] if reasons else 'belum ada angka terbit'}."


def _judge_growth(claim: Claim, own: Sequence[dict[str, Any]]) -> Verdict:
    """Growth counts only between two figures of one measure, as the query computed it."""
    if not claim.growth:
        return Verdict(claim, UNCLEAR, "Persen dari apa tidak jelas; hanya naik atau turun dibaca.")
    rates = [row for row in own if row["naik_persen"] is not None]
    if claim.base:
        rates = [row for row in rates if row["tahun_sebelumnya"] == claim.base]
    else:
        rates = [row for row in rates if claim.year in (None, row["tahun"])]
    said = listing([
        f"{row['tahun_sebelumnya']}–{row['tahun']} {percent(row['naik_persen'], signed=True)}"
        + (" (tahun berjalan)" if row["cakupan_waktu"] == "tahun berjalan" else "")
        for row in rates
    ])  # fmt: skip
    if not rates:
        return Verdict(claim, ABSENT, "Tidak ada dua angka terbit dengan ukuran yang sama.")
    same = [row for row in rates if _equal(claim, claim.growth * row["naik_persen"])]
    words = f"{own[0]['ukuran']}: {said}."
    if same:
        return Verdict(claim, MATCHES, words, tuple(same))
    return Verdict(claim, DIFFERS, words, tuple(rates))


def _equal(claim: Claim, value: float) -> bool:
    """Whether the claim is the value, or the value rounded to the decimals of the claim."""
    return abs(value - claim.value) <= (0.5 * 10**-claim.decimals if value % 1 else 1e-9)


def _matching(claim: Claim, row: dict[str, Any], rivals: Iterable[dict[str, Any]]) -> str:
    words = f"{row['ukuran']} {row['tahun']}: {number(row['nilai'])}"
    words += ", dibulatkan" if row["nilai"] != claim.value else ""
    unsaid = "tahun angka ini tidak jelas" if claim.dated else "kalimatnya tidak menyebut tahun"
    words += "" if claim.year else f"; {unsaid}"
    words += "; baru sebagian tahun" if row["cakupan_waktu"] == "tahun berjalan" else ""
    others = [f"{number(r['nilai'])} menurut {r['penerbit']}" for r in rivals]
    return f"{words}. {f'Tandingan: {listing(others)}.' if others else ''}".strip()


def _values(rows: Iterable[dict[str, Any]]) -> str:
    return listing([f"{number(row['nilai'])} ({row['tahun']})" for row in rows])


def source(row: dict[str, Any]) -> str:
    """Where a row of the ledger comes from: measure, year, publisher, dates, certainty, caveat."""
    parts = [
        f"{row['ukuran']} {row['tahun']}",
        ", ".join(filter(None, [row["penerbit"], day(row["tanggal_sumber"])])),
        f"per {day(row['per_tanggal'])}" if row["per_tanggal"] else "tanggal data tidak dinyatakan",
        f"kepastian {row['kepastian'] or 'belum dinilai'}",
        row["catatan"] or "",
    ]
    return " · ".join(filter(None, parts))

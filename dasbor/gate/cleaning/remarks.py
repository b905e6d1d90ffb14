"""What is said of a sheet as a whole: rows left out, hidden, struck, filled from elsewhere."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from dasbor.data.contract import Contract
from dasbor.format_id import listing, number
from dasbor.gate.account import Account
from dasbor.gate.cleaning.structure import GIVEN, HIDDEN, NOTHING, STRUCK, Shaped
from dasbor.gate.consents import LIKELY_COLUMN
from dasbor.gate.model import Sheet
from dasbor.gate.reading.draft import BLANK

SHOWN = 5  # rows named in a remark
_CHECK = "Periksa apakah baris itu memang bagian daftar."


def tell(account: Account, shaped: Shaped, contract: Contract) -> None:
    """Say what the shape of the sheet did to its rows; cells that were filled are changes."""
    sheet = shaped.sheet
    _guessed(account, shaped, contract)
    _left_out(account, sheet)
    _unseen(account, shaped)
    places = {row: at for at, row in enumerate(account.numbers)} if _given(shaped) else {}
    _merged(account, shaped, places)
    _offices(account, shaped, contract, places)


def _guessed(account: Account, shaped: Shaped, contract: Contract) -> None:
    """Columns that were told by what their words mean; those told by likeness are asked."""
    match = shaped.match
    for places, how, rule in (
        (match.guessed - match.likely, "menurut arti katanya", "kolom_diduga"),
        (match.likely, "hanya menurut kemiripan atau isinya", LIKELY_COLUMN),
    ):
        pairs = [(shaped.sheet.header[at], match.columns[at] or "") for at in sorted(places)]
        if pairs:
            said = listing([f"“{word}” sebagai {contract.labels[name]}" for word, name in pairs])
            word, name = pairs[0]
            account.warn(
                f"judul kolom dibaca {how}: {said}.",
                f"Pastikan pada pemetaan kolom, atau tulis --petakan “{word}={name}”.",
                rule,
            )


def _given(shaped: Shaped) -> bool:
    return bool(shaped.offices or shaped.sheet.filled)


def rows_named(rows: Collection[int]) -> str:
    """“2 baris (baris 3 dan 4)”, of many the first ones."""
    first = [str(row) for row in islice(sorted(rows), SHOWN)]
    more = ", …" if len(rows) > SHOWN else ""
    said = listing(first) if not more else ", ".join(first)
    return f"{number(len(rows))} baris (baris {said}{more})"


def _left_out(account: Account, sheet: Sheet) -> None:
    counts: Counter[str] = Counter()
    for one in sheet.skipped:
        counts[one.reason] += one.rows
    if none := [one.row for one in sheet.skipped if one.reason == NOTHING]:
        account.warn(
            f"{rows_named(none)} berisi tanda “tidak ada” pada judul; tidak dihitung sebagai"
            " inovasi.",
            "Tidak perlu tindakan, kecuali ada judul sebenarnya; tulis judulnya lalu muat lagi.",
            "tanda_tidak_ada",
        )
    said = [f"{number(many)} {reason}" for reason, many in counts.items()
            if reason not in (BLANK, NOTHING)]  # fmt: skip
    if said:
        account.note(
            f"bukan data dan tidak diambil: {listing(said)}.",
            "Lihat daftar baris yang dilewati.",
            "baris_bukan_data",
        )


def _unseen(account: Account, shaped: Shaped) -> None:
    """What a person who opens the file does not see, or sees crossed out, yet is taken."""
    sheet = shaped.sheet
    if sheet.hidden:
        cure = f"{_CHECK} Untuk memuat tanpanya: --tanpa {HIDDEN}, atau centang di Kelola Data."
        message = f"{rows_named(sheet.hidden)} tersembunyi atau tersaring; ikut diambil."
        account.warn(message, cure, "baris_tersembunyi")
    if sheet.struck:
        cure = f"{_CHECK} Untuk memuat tanpanya: --tanpa {STRUCK}, atau centang di Kelola Data."
        message = f"{rows_named(sheet.struck)} dicoret; ikut diambil."
        account.warn(message, cure, "baris_dicoret")
    if sheet.mixed:
        message = f"{rows_named(sheet.mixed)} memuat huruf dari penyandian lain (Windows-1252)."
        account.warn(message, "Dibaca menurut penyandian itu; periksa ejaannya.", "dua_penyandian")
    if sheet.encoding == "cp1252":
        message = "berkas ini bukan UTF-8; dibaca menurut penyandian Windows-1252."
        cure = "Periksa huruf seperti é dan “ ”; bila rusak, simpan ulang sebagai “CSV UTF-8”."
        account.note(message, cure, "penyandian")
    names = [f"“{word}”" for at, word in enumerate(sheet.header)
             if at in sheet.hidden_columns and shaped.match.columns[at]]  # fmt: skip
    if names:
        message = f"kolom tersembunyi ikut diambil: {listing(names)}."
        account.warn(message, "Periksa isinya, atau abaikan pada pemetaan.", "kolom_tersembunyi")
    if sheet.blind:
        account.note(
            "baris dicoret, galat rumus, dan rumus tanpa nilai tidak terlihat pada berkas .xls,"
            " .xlsb, dan .ods; baris tersembunyi hanya terlihat pada .ods.",
            "Bila ada, simpan ulang sebagai .xlsx lalu muat berkas itu.",
            "tidak_terlihat",
        )
    if sheet.secret:
        message = f"lembar “{sheet.name}” tersembunyi di buku kerjanya."
        account.warn(message, "Periksa apakah lembar ini yang dimaksud.", "lembar_tersembunyi")


def _merged(account: Account, shaped: Shaped, places: Mapping[int, int]) -> None:
    taken = [(one, name) for one in shaped.sheet.filled
             if (name := shaped.match.columns[one.column]) and one.row in places]  # fmt: skip
    for one, name in taken:
        account.change(name, one.why, places[one.row], "", one.text)
    account.changed += len(taken)
    for why, many in Counter(one.why for one, _ in taken).items():
        message = f"{number(many)} sel diisi: {why}."
        account.note(message, "Periksa daftar nilai yang dirapikan.", "sel_diisi")


def _offices(
    account: Account, shaped: Shaped, contract: Contract, places: Mapping[int, int]
) -> None:
    if not shaped.offices:
        return
    office = next(c for c in contract.columns if c.reference and c.reference[0] == "opd")
    source = shaped.match.columns.index(office.name)
    texts: Sequence[str] = account.texts(source)
    kept = {row: why for row, why in shaped.offices.items() if row in places}
    for row, why in kept.items():
        account.change(office.name, why, places[row], "", texts[places[row]])
    account.changed += len(kept)
    for why, many in Counter(kept.values()).items():
        names = dict.fromkeys(texts[places[row]] for row, w in kept.items() if w == why)
        shown = listing([f"“{name}”" for name in islice(names, SHOWN)])
        message = f"{why} pada {number(many)} baris: {shown}{', …' if len(names) > SHOWN else ''}."
        say = account.note if why == GIVEN else account.warn
        say(message, "Periksa; untuk satu OPD bagi semua baris: --opd NAMA.", "opd_dari_berkas")

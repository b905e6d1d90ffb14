"""An answer as JSON, CSV or an archive, with where it comes from; long ones page by page."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from dasbor import __version__
from dasbor.city import City
from dasbor.documents import archive, crosstab, export
from dasbor.documents.open_data.parameters import MOST_ROWS, Pairs, Refused
from dasbor.questions import provenance, turning
from dasbor.questions.listing import Listing
from dasbor.questions.query import Query
from dasbor.questions.result import Result

JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8"
ZIP = "application/zip"
XLSX = archive.XLSX
STYLE = "gaya"  # the parameter that chooses how a CSV is written
ROWS_AT_ONCE = 2_000  # a longer answer is written while it is sent


@dataclass(frozen=True)
class Answered:
    """What goes over the wire; ``next`` is the address of the rows after these.

    In place of a long body ``parts`` are made while they are sent; ``stands_on`` tells them apart.
    """

    media_type: str
    body: bytes
    filename: str = ""
    next: str = ""
    parts: Iterable[bytes] = ()
    stands_on: str = ""


def as_json(content: Any) -> Answered:
    """Content as JSON. Raises ``Refused`` for endless numbers."""
    try:
        text = json.dumps(content, ensure_ascii=False, default=_plain, allow_nan=False)
    except ValueError:
        words = "Nilai itu menghasilkan bilangan tak terhingga."
        raise Refused(400, "nilai_tidak_dikenal", words) from None
    return Answered(JSON, text.encode())


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def answer_as_json(
    listed: Listing, city: City, page: Mapping[str, int], pairs: Pairs, here: str
) -> Answered:
    """A page of an answer with its passport; a long one is written while it is sent."""
    result, following = _page(listed, page, pairs, here)
    source = provenance.of(listed.passport)
    content = {
        "pertanyaan": result.query.question,
        "satu_baris": result.query.grain,
        "saringan": {k: v for k, v in result.parameters.items() if v is not None},
        "data_contoh": listed.passport.sample,
        "sumber": source.line,
        "keterangan": source.notes,
        "lisensi": archive.licence(city),
        "versi_data": result.version,
        "versi_dasbor": __version__,
        "kolom": [described(column) for column in result.columns],
        "kedudukan": result.standings,
        "jumlah_baris": listed.total,
        "berikutnya": following or None,
        "asal_usul": [origin_facts(origin) for origin in result.origins],
    }
    if len(result.rows) <= ROWS_AT_ONCE:
        return replace(as_json(content | {"baris": list(result.records())}), next=following)
    first = as_json(content)
    about = f"{first.body.decode()}{sorted(page.items())}{pairs}"
    parts = _rows_as_json(first.body, result)
    return Answered(JSON, b"", next=following, parts=parts, stands_on=about)


def _rows_as_json(first: bytes, result: Result) -> Iterator[bytes]:
    yield first.removesuffix(b"}") + b', "baris": ['
    records, before = result.records(), b""
    while some := list(islice(records, ROWS_AT_ONCE)):
        yield before + as_json(some).body[1:-1]
        before = b", "
    yield b"]}"


def described(column: Any) -> dict[str, str]:
    """A column of an answer: name, type, label, unit."""
    named = {"nama": column.name, "tipe": column.type, "label": column.label}
    return named | ({"satuan": column.unit} if column.unit else {})


def origin_facts(origin: Any) -> dict[str, Any]:
    """Where the figures of one dataset and year come from."""
    words = {
        "dataset": "dataset", "title": "judul", "year": "tahun", "measure": "ukuran",
        "definition": "definisi", "published": "angka_terbit", "publisher": "penerbit",
        "source_date": "tanggal_sumber", "as_of": "per_tanggal", "period": "cakupan_waktu",
        "certainty": "kepastian", "note": "catatan", "rows": "baris",
        "illustrative_rows": "baris_contoh",
    }  # fmt: skip
    facts = asdict(origin)
    return {said: facts[name] for name, said in words.items()}


def answer_as_csv(
    listed: Listing, city: City, page: Mapping[str, int], pairs: Pairs, here: str, style: str
) -> Answered:
    """A page of an answer as CSV, or all of it; a long one is written while it is sent."""
    name = f"{listed.passport.query.name}.csv"
    notes = [archive.licence(city)]
    if not page and not listed.held:
        about = [__version__, style, *export.head(listed.passport, city.name), *notes]
        parts = export.in_style(style, listed.passport, listed.each(), city.name, notes)
        return Answered(CSV, b"", name, parts=parts, stands_on="\n".join(about))
    result, following = _page(listed, page, pairs, here)
    if len(result.rows) < listed.total:
        rest = f"berikutnya: {following or '–'}"
        notes.append(f"{len(result.rows)} dari {listed.total} baris; {rest}")
    parts = export.in_style(style, result, result.rows, city.name, notes)
    return Answered(CSV, b"".join(parts), name, following)


def styles(query: Query, form: str, whole: bool) -> tuple[str, ...]:
    """How a file of a question can be written, the usual way first; one way has no name.

    A pivot is whole or nothing: it has no pages.
    """
    crossed = (crosstab.CROSSED,) if whole and query.name == turning.QUESTION else ()
    return {"csv": (*export.STYLES, *crossed), "xlsx": (export.PLAIN, *crossed)}.get(form, ())


def style_of(pairs: Pairs, known: tuple[str, ...]) -> str:
    """The style that a request asks for. Raises ``Refused`` for one that is not there."""
    said = [value for name, value in pairs if name == STYLE]
    if len(said) > 1:
        raise Refused(400, "parameter_berulang", f"Parameter {STYLE} diberikan berulang.")
    if said and not known:
        raise Refused(400, "parameter_tidak_dikenal", f"Bentuk ini tidak memakai {STYLE}.")
    if not set(said) <= set(known):
        words = f"Parameter {STYLE} harus salah satu dari: {', '.join(known)}."
        raise Refused(400, "nilai_tidak_dikenal", words)
    return said[0] if said else export.PLAIN


def as_crosstab(listed: Listing, city: City, form: str) -> Answered:
    """A pivot as the table that a page shows. Raises ``Refused`` when it is too long."""
    result = _whole(listed)
    if form == "xlsx":
        return Answered(XLSX, crosstab.as_workbook(result, city), "pivot.xlsx")
    return Answered(CSV, crosstab.as_csv(result), "pivot.csv")


def answer_as_csvw(listed: Listing, city: City, address: str) -> Answered:
    """What a plain CSV does not say itself, as CSV on the Web metadata."""
    return as_json(archive.described(listed.passport, city, address))


def _page(listed: Listing, page: Mapping[str, int], pairs: Pairs, here: str) -> tuple[Result, str]:
    """The answer with the rows of this page, and the address of the next; empty on the last."""
    start, most = page.get("lewati", 0), page.get("batas", MOST_ROWS if page else listed.total)
    result = listed.page(start, most)
    if start + most >= listed.total or "lewati" not in page:
        return result, ""
    rest = [(name, value) for name, value in pairs if name != "lewati"]
    return result, f"{here}?{urlencode([*rest, ('lewati', start + most)])}"


def as_workbook(listed: Listing, city: City) -> Answered:
    """The answer as XLSX with typed cells. Raises ``Refused`` when it is too long."""
    result = _whole(listed)
    return Answered(XLSX, archive.workbook(result, city), f"{result.query.name}.xlsx")


def _whole(listed: Listing) -> Result:
    try:
        archive.check(listed.total)
    except archive.TooMany as many:
        raise Refused(413, "terlalu_banyak", str(many)) from None
    return listed.page(0, archive.MOST_ROWS)


def as_archive(listed: Listing, city: City) -> Answered:
    """The answer in all forms with its README. Raises ``Refused`` when it is too long."""
    result = _whole(listed)
    return Answered(ZIP, archive.pack(result, city), f"{result.query.name}.zip")

"""An answer as JSON, CSV or an archive, with where it comes from; long ones page by page."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dasbor import __version__
from dasbor.city import City
from dasbor.documents import archive, export
from dasbor.documents.open_data.parameters import MOST_ROWS, Pairs, Refused
from dasbor.questions import provenance
from dasbor.questions.result import Result

JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8"
ZIP = "application/zip"


@dataclass(frozen=True)
class Answered:
    """What goes over the wire; ``next`` is the address of the rows after these."""

    media_type: str
    body: bytes
    filename: str = ""
    next: str = ""


def as_json(content: Mapping[str, Any]) -> Answered:
    """Content as JSON. Raises ``Refused`` for endless numbers."""
    try:
        text = json.dumps(content, ensure_ascii=False, default=_plain, allow_nan=False)
    except ValueError:
        words = "Nilai itu menghasilkan bilangan tak terhingga."
        raise Refused(400, "nilai_tidak_dikenal", words) from None
    return Answered(JSON, text.encode())


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _json(result: Result, city: City, page: Mapping[str, int], pairs: Pairs, here: str) -> Answered:
    rows, following = _page(result, page, pairs, here)
    names = [column.name for column in result.columns]
    source = provenance.of(result)
    content = {
        "pertanyaan": result.query.question,
        "satu_baris": result.query.grain,
        "saringan": {k: v for k, v in result.parameters.items() if v is not None},
        "data_contoh": result.illustrative,
        "sumber": source.line,
        "keterangan": source.notes,
        "lisensi": archive.licence(city),
        "versi_data": result.version,
        "versi_dasbor": __version__,
        "kolom": [described(column) for column in result.columns],
        "jumlah_baris": len(result.rows),
        "berikutnya": following or None,
        "baris": [dict(zip(names, row, strict=True)) for row in rows],
        "asal_usul": [_origin(origin) for origin in result.origins],
    }
    body = as_json(content)
    return Answered(body.media_type, body.body, next=following)


def described(column: Any) -> dict[str, str]:
    """A column of an answer: name, type, label, unit."""
    named = {"nama": column.name, "tipe": column.type, "label": column.label}
    return named | ({"satuan": column.unit} if column.unit else {})


def _origin(origin: Any) -> dict[str, Any]:
    words = {
        "dataset": "dataset", "title": "judul", "year": "tahun", "measure": "ukuran",
        "definition": "definisi", "published": "angka_terbit", "publisher": "penerbit",
        "source_date": "tanggal_sumber", "as_of": "per_tanggal", "period": "cakupan_waktu",
        "certainty": "kepastian", "note": "catatan", "rows": "baris",
        "illustrative_rows": "baris_contoh",
    }  # fmt: skip
    facts = asdict(origin)
    return {said: facts[name] for name, said in words.items()}


def _csv(result: Result, city: City, page: Mapping[str, int], pairs: Pairs, here: str) -> Answered:
    rows, following = _page(result, page, pairs, here)
    shown = Result(
        result.query, result.parameters, rows, result.origins, result.version,
        result.targets, result.events,
    )  # fmt: skip
    notes = [archive.licence(city)]
    if len(rows) < len(result.rows):
        notes.append(f"{len(rows)} dari {len(result.rows)} baris; berikutnya: {following or '–'}")
    body = export.to_csv(shown, city.name, notes)
    return Answered(CSV, body, f"{result.query.name}.csv", following)


def _page(
    result: Result, page: Mapping[str, int], pairs: Pairs, here: str
) -> tuple[tuple[tuple[Any, ...], ...], str]:
    """The rows of this page, and the address of the next; empty on the last."""
    if not page:
        return result.rows, ""
    start = page.get("lewati", 0)
    end = start + page.get("batas", MOST_ROWS)
    if end >= len(result.rows) or "lewati" not in page:
        return result.rows[start:end], ""
    rest = [(name, value) for name, value in pairs if name != "lewati"]
    words = urlencode([*rest, ("lewati", end)])
    return result.rows[start:end], f"{here}?{words}"


def as_archive(result: Result, city: City) -> Answered:
    """The answer in all forms with its README. Raises ``Refused`` when it is too long."""
    try:
        body = archive.pack(result, city)
    except archive.TooMany as many:
        raise Refused(413, "terlalu_banyak", str(many)) from None
    return Answered(ZIP, body, f"{result.query.name}.zip")


FORMS: Mapping[str, Callable[[Result, City, Mapping[str, int], Pairs, str], Answered]]
FORMS = {"json": _json, "csv": _csv}

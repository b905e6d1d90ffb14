"""Open data: what the addresses below ``/api/`` mean, read off the declarations of the queries.

Every shipped question can be asked, with the parameters its head comment declares and no others.
Filters are spelled as in the links of the pages (``tahun=2021&tahun=2023&opd=Dinkes``).
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dasbor import __version__, archive, export, filters, format_id, provenance
from dasbor.city import City
from dasbor.filters import Options
from dasbor.query import Answers, Query, Result, known, registry
from dasbor.store import StoreError

JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8"
ZIP = "application/zip"
REGISTER = "inovasi_apa_saja"  # what the archive of the register holds
YEARS = ("tahun_dari", "tahun_sampai")
# Parameters that take several values, beside the filters.
LISTS = {"dataset", "ukuran", "jenis", "tahapan", "inisiator", "asal"}
PAGING = {"batas": 5_000, "lewati": 0}
MOST_ROWS, MOST_SKIPPED = 10_000, 10_000_000
LONGEST_VALUE, MOST_VALUES = 200, 60
_ADDRESS = re.compile(r"v1/kueri/([a-z0-9_]{1,100})\.(json|csv|zip)")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?", re.ASCII)
Pairs = list[tuple[str, str]]


class Refused(Exception):
    """A request that is not answered: HTTP status, a code for programs, words for people."""

    def __init__(self, status: int, code: str, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.code = code


@dataclass(frozen=True)
class Answered:
    """What goes over the wire; ``next`` is the address of the rows after these."""

    media_type: str
    body: bytes
    filename: str = ""
    next: str = ""


def answer(asked: Answers, city: City, path: str, pairs: Pairs, base: str = "") -> Answered:
    """The answer to a request: what follows ``/api/``, and the pairs of its query.

    ``base`` is the prefix of all addresses of this server.

    Raises:
        Refused: for an unknown address, name, parameter or value, in Indonesian.
    """
    if path in ("", "v1", "v1/"):
        _nothing(pairs)
        return _as_json(listing(city, asked.store.version, base))
    if path == "v1/openapi.json":
        _nothing(pairs)
        return _as_json(openapi(filters.options(asked)))
    if path == "v1/register.zip":
        return _archive(_ask(asked, registry()[REGISTER], pairs, {})[0], city)
    match = _ADDRESS.fullmatch(path)
    if not match:
        words = "Alamat tidak dikenal. Daftarnya ada di api/v1/."
        raise Refused(404, "alamat_tidak_dikenal", words)
    if not known(match[1]):
        words = "Kueri tidak dikenal. Daftarnya ada di api/v1/."
        raise Refused(404, "kueri_tidak_dikenal", words)
    query, form = registry()[match[1]], match[2]
    if form == "zip":
        return _archive(_ask(asked, query, pairs, {})[0], city)
    result, page = _ask(asked, query, pairs, PAGING)
    here = f"{base}/api/v1/kueri/{query.name}.{form}"
    return _AS[form](result, city, page, pairs, here)


def _nothing(pairs: Pairs) -> None:
    if pairs:
        raise Refused(400, "parameter_tidak_dikenal", "Alamat ini tidak memakai parameter.")


# --- asking -----------------------------------------------------------------------------------


def accepted(query: Query) -> tuple[str, ...]:
    """The parameters a request may give: the filters as links spell them, then the query's own."""
    year = ("tahun",) if set(YEARS) & set(query.parameters) else ()
    return (*year, *(name for name in query.parameters if name not in YEARS))


def _ask(
    asked: Answers, query: Query, pairs: Pairs, paging: Mapping[str, int]
) -> tuple[Result, dict[str, int]]:
    paging = {name: most for name, most in paging.items() if name not in query.parameters}
    given = _checked(pairs, (*accepted(query), *paging), query.name)
    page = {name: _whole(name, given.pop(name, [str(usual)])) for name, usual in paging.items()}
    if page.get("batas", 1) > MOST_ROWS or page.get("batas", 1) < 1:
        raise Refused(400, "nilai_tidak_dikenal", f"batas harus antara 1 dan {MOST_ROWS}.")
    options = filters.options(asked)
    chosen = _filters(given, options)
    own = {
        name: values for name, values in given.items() if name not in ("tahun", *filters.CHOICES)
    }
    return _try(asked, query, chosen, _own(query, own)), page


def _checked(pairs: Pairs, names: tuple[str, ...], query: str) -> dict[str, list[str]]:
    """The values by name; refuses names that are not declared and values no one means."""
    if len(pairs) > MOST_VALUES:
        raise Refused(400, "terlalu_banyak", f"Paling banyak {MOST_VALUES} nilai.")
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in names:
            offered = format_id.listing(list(names)) if names else "tidak ada"
            words = f"Parameter tidak dikenal pada kueri {query}. Yang dikenal: {offered}."
            raise Refused(400, "parameter_tidak_dikenal", words)
        if not value or len(value) > LONGEST_VALUE or not value.isprintable():
            words = f"Nilai {name} kosong, lebih dari {LONGEST_VALUE} huruf, atau bukan teks biasa."
            raise Refused(400, "nilai_tidak_dikenal", words)
        given.setdefault(name, []).append(value)
    for name, values in given.items():
        most = 2 if name == "tahun" else 1
        if len(values) > most and name not in (*filters.CHOICES, *LISTS):
            raise Refused(400, "parameter_berulang", f"Parameter {name} diberikan berulang.")
    return given


def _whole(name: str, values: list[str]) -> int:
    [value] = values
    if not (value.isascii() and value.isdecimal()) or int(value) > MOST_SKIPPED:
        raise Refused(400, "nilai_tidak_dikenal", f"{name} harus bilangan bulat, paling besar"
                      f" {MOST_SKIPPED}.")  # fmt: skip
    return int(value)


def _filters(given: Mapping[str, list[str]], options: Options) -> dict[str, Any]:
    link = {name: given[name] for name in ("tahun", *filters.CHOICES) if name in given}
    try:
        return filters.from_link(link, options).parameters(options)
    except ValueError:
        words = f"Nilai {format_id.listing(list(link))} tidak dikenal. Pilihannya ada di"
        words += " api/v1/kueri/pilihan_saringan_apa_saja.json."
        raise Refused(400, "nilai_tidak_dikenal", words) from None


def _own(query: Query, own: Mapping[str, list[str]]) -> dict[str, Any]:
    for name, choices in query.choices.items():
        if own.get(name, [""])[0] not in choices:
            words = f"Parameter {name} wajib: {', '.join(choices)}."
            raise Refused(400, "nilai_tidak_dikenal", words)
    return {name: values if name in LISTS else values[0] for name, values in own.items()}


def _try(asked: Answers, query: Query, chosen: Mapping[str, Any], own: Mapping[str, Any]) -> Result:
    """Ask; a text that the query cannot take is tried once more as a number."""
    numbers = {
        name: float(value) if "." in value else int(value)
        for name, value in own.items()
        if isinstance(value, str) and _NUMBER.fullmatch(value) and name not in query.choices
    }
    for given in [own, {**own, **numbers}] if numbers else [own]:
        try:
            return asked.ask(query.name, **chosen, **given)
        except StoreError:
            continue
    names = format_id.listing(list(own)) or "saringan"
    raise Refused(400, "nilai_tidak_dikenal", f"Nilai {names} tidak dapat dibaca kueri ini.")


# --- telling ----------------------------------------------------------------------------------


def _as_json(content: Mapping[str, Any]) -> Answered:
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
        "kolom": [_column(column) for column in result.columns],
        "jumlah_baris": len(result.rows),
        "berikutnya": following or None,
        "baris": [dict(zip(names, row, strict=True)) for row in rows],
        "asal_usul": [_origin(origin) for origin in result.origins],
    }
    body = _as_json(content)
    return Answered(body.media_type, body.body, next=following)


def _column(column: Any) -> dict[str, str]:
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
    start = page.get("lewati", 0)
    end = start + page.get("batas", MOST_ROWS)
    if end >= len(result.rows) or "lewati" not in page:
        return result.rows[start:end], ""
    rest = [(name, value) for name, value in pairs if name != "lewati"]
    words = urlencode([*rest, ("lewati", end)])
    return result.rows[start:end], f"{here}?{words}"


_AS: Mapping[str, Callable[[Result, City, Mapping[str, int], Pairs, str], Answered]]
_AS = {"json": _json, "csv": _csv}


def _archive(result: Result, city: City) -> Answered:
    try:
        body = archive.pack(result, city)
    except archive.TooMany as many:
        raise Refused(413, "terlalu_banyak", str(many)) from None
    return Answered(ZIP, body, f"{result.query.name}.zip")


# --- describing -------------------------------------------------------------------------------


def listing(city: City, version: str, base: str = "") -> dict[str, Any]:
    """All questions with their addresses, parameters and columns."""
    return {
        "judul": f"Data terbuka inovasi daerah {city.name}",
        "versi_data": version,
        "versi_dasbor": __version__,
        "lisensi": archive.licence(city),
        "openapi": f"{base}/api/v1/openapi.json",
        "register": f"{base}/api/v1/register.zip",
        "kueri": [
            {
                "nama": query.name,
                "pertanyaan": query.question,
                "satu_baris": query.grain,
                "parameter": list(accepted(query)),
                "pilihan": query.choices,
                "kolom": [_column(column) for column in query.columns],
                "json": f"{base}/api/v1/kueri/{query.name}.json",
                "csv": f"{base}/api/v1/kueri/{query.name}.csv",
                "zip": f"{base}/api/v1/kueri/{query.name}.zip",
            }
            for query in registry().values()
        ],
    }


def openapi(options: Options) -> dict[str, Any]:
    """An OpenAPI 3.1 description of everything that can be asked."""
    paths: dict[str, Any] = {"/": _operation("Daftar kueri", "daftar", [], {JSON_TYPE: {}})}
    for query in registry().values():
        parameters = [_parameter(query, name) for name in accepted(query)]
        paging = [_reference(name) for name in PAGING if name not in query.parameters]
        for form, content in _contents(query).items():
            paths[f"/kueri/{query.name}.{form}"] = _operation(
                query.question,
                f"{query.name}_{form}",
                parameters + (paging if form != "zip" else []),
                content,
            )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Data terbuka inovasi daerah",
            "version": "1",
            "description": "Hanya baca. Nilai kosong berarti belum diketahui, bukan nol;"
            " data_contoh menandai jawaban yang berdiri di atas baris peraga.",
        },
        "servers": [{"url": "."}],
        "paths": paths,
        "components": {"parameters": _shared(options), "schemas": {"Galat": _ERROR}},
    }


JSON_TYPE, CSV_TYPE = "application/json", "text/csv"
_ERROR: dict[str, Any] = {
    "type": "object",
    "required": ["galat"],
    "properties": {
        "galat": {
            "type": "object",
            "required": ["kode", "pesan"],
            "properties": {"kode": {"type": "string"}, "pesan": {"type": "string"}},
        }
    },
}
_KINDS = {"BIGINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean"}


def _operation(
    summary: str, name: str, parameters: list[Any], content: Mapping[str, Any]
) -> dict[str, Any]:
    error = {JSON_TYPE: {"schema": {"$ref": "#/components/schemas/Galat"}}}
    refused = {
        status: {"description": words, "content": error}
        for status, words in (
            ("400", "Parameter atau nilai tidak dikenal"),
            ("429", "Terlalu banyak permintaan"),
            ("503", "Data belum dapat disajikan"),
        )
    }
    answered: dict[str, Any] = {"200": {"description": "Jawaban", "content": content}}
    unchanged = {"304": {"description": "Tidak berubah sejak ETag itu"}}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": parameters,
            "responses": answered | unchanged | refused,
        }
    }


def _contents(query: Query) -> dict[str, dict[str, Any]]:
    row = {
        column.name: {
            "type": [_KINDS.get(column.type, "string"), "null"],
            "title": column.label,
            **({"description": f"satuan: {column.unit}"} if column.unit else {}),
        }
        for column in query.columns
    }
    rows = {"type": "array", "items": {"type": "object", "properties": row}}
    facts = {"data_contoh": {"type": "boolean"}, "sumber": {"type": "string"}}
    facts |= {"lisensi": {"type": "string"}, "versi_data": {"type": "string"}}
    schema = {"type": "object", "properties": {**facts, "baris": rows}}
    binary = {"schema": {"type": "string", "format": "binary"}}
    return {
        "json": {JSON_TYPE: {"schema": schema}},
        "csv": {CSV_TYPE: {"schema": {"type": "string"}}},
        "zip": {ZIP: binary},
    }


def _parameter(query: Query, name: str) -> dict[str, Any]:
    if name in ("tahun", *filters.CHOICES):
        return _reference(name)
    if choices := query.choices.get(name):
        schema: dict[str, Any] = {"type": "string", "enum": list(choices)}
    else:
        text = {"type": "string", "maxLength": LONGEST_VALUE}
        schema = {"type": "array", "items": text} if name in LISTS else text
    return {"name": name, "in": "query", "required": name in query.choices, "schema": schema}


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/parameters/{name}"}


def _shared(options: Options) -> dict[str, Any]:
    """The parameters that many questions share: filters with their values, and paging."""
    years = {"type": "array", "maxItems": 2, "items": {"enum": list(options.years)}}
    schemas: dict[str, Any] = {"tahun": years}
    for name in filters.CHOICES:
        values = list(options.values[name])
        schemas[name] = {"type": "array", "items": {"type": "string", "enum": values}}
    most = {"batas": MOST_ROWS, "lewati": MOST_SKIPPED}
    for name, usual in PAGING.items():
        least = 1 if name == "batas" else 0
        schemas[name] = {
            "type": "integer", "minimum": least, "maximum": most[name], "default": usual,
        }  # fmt: skip
    words = {"tahun": "Satu tahun, atau tahun pertama dan terakhir"}
    words |= {"batas": "Paling banyak baris", "lewati": "Baris yang dilewati dari awal"}
    return {
        name: {
            "name": name,
            "in": "query",
            "description": words.get(name, f"Saringan {filters.LABELS.get(name, name)}"),
            "schema": schema,
        }
        for name, schema in schemas.items()
    }

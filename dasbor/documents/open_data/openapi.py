"""What can be asked: the list of questions, and their OpenAPI description."""

from collections.abc import Mapping
from typing import Any

from dasbor import __version__
from dasbor.city import City
from dasbor.documents import archive
from dasbor.documents.open_data.parameters import (
    MOST_ROWS,
    MOST_SKIPPED,
    PAGING,
    accepted,
)
from dasbor.documents.open_data.replies import ZIP, described
from dasbor.questions import filters
from dasbor.questions.filters import Options
from dasbor.questions.parameters import LONGEST
from dasbor.questions.query import Query, registry

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

_PARAMETERS: Mapping[str, dict[str, Any]] = {
    "teks": {"type": "string", "maxLength": LONGEST},
    "bulat": {"type": "integer"},
    "angka": {"type": "number"},
    "tanggal": {"type": "string", "format": "date"},
}


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
                "kolom": [described(column) for column in query.columns],
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
        declared = query.parameters[name]
        one = _PARAMETERS[declared.kind]
        schema = {"type": "array", "items": one} if declared.many else dict(one)
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

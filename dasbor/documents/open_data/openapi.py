"""What can be asked: the list of questions, and their OpenAPI description."""

from collections.abc import Mapping
from typing import Any

from dasbor import __version__
from dasbor.city import City
from dasbor.documents import archive
from dasbor.documents.open_data import schemas
from dasbor.documents.open_data.parameters import accepted
from dasbor.documents.open_data.replies import STYLE, XLSX, ZIP, described, styles
from dasbor.documents.open_data.schemas import Schema
from dasbor.questions import domains, filters
from dasbor.questions.answers import Answers
from dasbor.questions.query import ONLY, Query, registry

JSON_TYPE, CSV_TYPE = "application/json", "text/csv"
OBJECT: Schema = {"type": "object"}
DESCRIPTIONS = {  # of the record as a whole (``documents.record``)
    "metadata-indikator": ("Metadata Indikator", {"json": JSON_TYPE, "xlsx": XLSX}),
    "metadata-variabel": ("Metadata Variabel", {"json": JSON_TYPE, "xlsx": XLSX}),
    "perubahan": ("Perubahan angka", {"json": JSON_TYPE, "atom": "application/atom+xml"}),
}
BINARY: Schema = {"type": "string", "format": "binary"}
REFUSED = {
    "400": "Parameter atau nilai tidak dikenal, pesannya menyebut yang dikenal; atau alamat terlalu"
    " panjang",
    "404": "Alamat atau kueri tidak dikenal",
    "405": "Metode selain GET, HEAD, dan OPTIONS",
    "413": "Lebih banyak baris daripada yang termuat dalam arsip",
    "429": "Terlalu banyak permintaan",
    "500": "Kesalahan pada sistem, dengan kode rujukan",
    "503": "Data belum dapat disajikan",
}
_SENT = {
    "ETag": "Sidik jawaban, untuk If-None-Match",
    "RateLimit-Limit": "Permintaan per menit",
    "RateLimit-Remaining": "Sisa permintaan",
    "RateLimit-Reset": "Detik sampai permintaan yang sama dapat diulang",
}


_STYLE_WORDS = (
    "polos: RFC 4180; keterangan: dengan baris # di atasnya; excel: titik koma dan koma desimal;"
    " silang: tabel pivot dengan jumlahnya"
)


def _of_files(query: Query, form: str, whole: bool = True) -> list[Schema]:
    """The parameters that only files have: how they are written, and which columns they keep."""
    known = styles(query, form, whole)
    style = schemas.parameter(STYLE, {"type": "string", "enum": list(known)}, _STYLE_WORDS)
    names = [column.name for column in query.in_files]
    kept = schemas.several({"type": "string", "enum": names}, len(names))
    return [*([style] if known else []), schemas.parameter(ONLY, kept, "Hanya kolom ini")]


def listing(asked: Answers, city: City, base: str = "") -> dict[str, Any]:
    """All questions with their addresses, parameters, the values these know, and columns."""
    return {
        "judul": f"Data terbuka inovasi daerah {city.name}",
        "versi_data": asked.store.version,
        "versi_dasbor": __version__,
        "lisensi": archive.licence(city),
        "openapi": f"{base}/api/v1/openapi.json",
        "register": f"{base}/api/v1/register.zip",
        "kueri": [_listed(asked, query, base) for query in asked.offered.values()],
    }


def _listed(asked: Answers, query: Query, base: str) -> dict[str, Any]:
    address = f"{base}/api/v1/kueri/{query.name}"
    forms = {form: f"{address}.{form}" for form in ("json", "csv", "xlsx", "zip")}
    return told(asked, query) | forms


def told(asked: Answers, query: Query) -> dict[str, Any]:
    """What a program may ask of a question: parameters, the values these know, columns."""
    known = domains.of(asked, query)
    return {
        "nama": query.name,
        "pertanyaan": query.question,
        "satu_baris": query.grain,
        "parameter": list(accepted(query)),
        "wajib": list(query.choices),
        "pilihan": {name: one.values for name, one in known.items() if one.values is not None},
        "kolom": [described(column) for column in query.columns],
    }


def openapi(asked: Answers) -> dict[str, Any]:
    """An OpenAPI 3.1 description of everything that can be asked."""
    listed = {JSON_TYPE: {"schema": {"$ref": "#/components/schemas/Daftar"}}}
    paths = {
        "/api/v1/": _operation("Daftar kueri", "daftar", [], listed),
        "/api/v1/openapi.json": _operation(
            "Uraian ini", "openapi", [], {JSON_TYPE: {"schema": OBJECT}}
        ),
        **_registers(asked),
        **_descriptions(),
    }
    for query in asked.offered.values():
        paths |= _of_question(asked, query)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Data terbuka inovasi daerah",
            "version": "1",
            "description": "Hanya baca. Nilai kosong berarti belum diketahui, bukan nol;"
            " data_contoh menandai jawaban yang berdiri di atas baris peraga.",
        },
        "servers": [{"url": "../.."}],
        "paths": paths,
        "components": {
            "parameters": schemas.shared_parameters(filters.options(asked)),
            "schemas": {
                "Galat": schemas.REFUSAL,
                "Kolom": schemas.COLUMN,
                "Daftar": schemas.LISTING,
            },
        },
    }


def _registers(asked: Answers) -> dict[str, Schema]:
    """The two addresses of the register as an archive."""
    query, words = registry()["inovasi_apa_saja"], "Daftar inovasi sebagai arsip"
    within = schemas.parameters_of(asked, query, paging=False)
    return {
        "/api/v1/register.zip": _operation(words, "register", within, {ZIP: {"schema": BINARY}}),
        "/unduh/data.zip": _operation(words, "unduh_register", within, {ZIP: {"schema": BINARY}}),
    }


def _descriptions() -> dict[str, Schema]:
    """The addresses at which the record describes itself."""
    kinds: dict[str, Schema] = {"json": OBJECT, "xlsx": BINARY, "atom": schemas.TEXT}
    return {
        f"/api/v1/{name}.{form}": _operation(
            words, f"{name}_{form}", [], {kind: {"schema": kinds[form]}}
        )
        for name, (words, forms) in DESCRIPTIONS.items()
        for form, kind in forms.items()
    }


def _of_question(asked: Answers, query: Query) -> dict[str, Schema]:
    """The addresses of one question: its forms, and all its rows as CSV and XLSX."""
    whole = schemas.parameters_of(asked, query, paging=False)
    paged = schemas.parameters_of(asked, query, paging=True)
    csv, only = {CSV_TYPE: {"schema": schemas.TEXT}}, _of_files(query, "zip")
    sheets = [*whole, *_of_files(query, "xlsx")]
    forms: dict[str, tuple[str, list[Schema], Mapping[str, Any]]] = {
        f"/api/v1/kueri/{query.name}.json": (
            "json", paged, {JSON_TYPE: {"schema": schemas.answer(query)}},
        ),
        f"/api/v1/kueri/{query.name}.csv": ("csv", [*paged, *_of_files(query, "csv", False)], csv),
        f"/api/v1/kueri/{query.name}.csv-metadata.json": (
            "csvw", [*whole, *only], {JSON_TYPE: {"schema": OBJECT}},
        ),
        f"/api/v1/kueri/{query.name}.zip": ("zip", [*whole, *only], {ZIP: {"schema": BINARY}}),
        f"/api/v1/kueri/{query.name}.xlsx": ("xlsx", sheets, {XLSX: {"schema": BINARY}}),
        f"/unduh/{query.name}.csv": ("unduh", [*whole, *_of_files(query, "csv")], csv),
        f"/unduh/{query.name}.xlsx": ("unduh_xlsx", sheets, {XLSX: {"schema": BINARY}}),
    }  # fmt: skip
    return {
        path: _operation(query.question, f"{query.name}_{name}", given, content)
        for path, (name, given, content) in forms.items()
    }


def _operation(
    summary: str, name: str, parameters: list[Schema], content: Mapping[str, Any]
) -> Schema:
    error = {JSON_TYPE: {"schema": {"$ref": "#/components/schemas/Galat"}}}
    refused = {
        status: {"description": words, "content": error}
        for status, words in REFUSED.items()
        if status != "413" or {ZIP, XLSX} & {*content}
    }
    sent = {
        key: {"description": words, "schema": {"type": "string"}} for key, words in _SENT.items()
    }
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": parameters,
            "responses": {
                "200": {"description": "Jawaban", "headers": sent, "content": content},
                "304": {"description": "Tidak berubah sejak ETag itu"},
                **refused,
            },
        }
    }

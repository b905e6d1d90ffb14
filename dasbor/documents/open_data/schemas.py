"""What can be asked and what is answered, as JSON Schema: read off heads, domains and filters."""

from collections.abc import Mapping
from typing import Any

from dasbor.documents.open_data.parameters import (
    MOST_ROWS,
    MOST_SKIPPED,
    PAGING,
    SAMPLES,
    accepted,
    known_to,
    most_values,
)
from dasbor.questions import domains, filters
from dasbor.questions.answers import Answers
from dasbor.questions.domains import ANY, Domain
from dasbor.questions.filters import Options
from dasbor.questions.parameters import LONGEST, PLAIN, SIGN
from dasbor.questions.query import Query

Schema = dict[str, Any]
KINDS: Mapping[str, Schema] = {
    "BIGINT": {"type": ["integer", "null"]},
    "DOUBLE": {"type": ["number", "null"]},
    "BOOLEAN": {"type": ["boolean", "null"]},
    "DATE": {"type": ["string", "null"], "format": "date"},
    "TIMESTAMP": {"type": ["string", "null"]},
    "VARCHAR": {"type": ["string", "null"]},
}
_GIVEN: Mapping[str, Schema] = {
    "teks": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": PLAIN},
    "bulat": {"type": "integer"},
    "angka": {"type": "number"},
    "tanggal": {"type": "string", "format": "date"},
}
_WORDS = {
    "tahun": "Satu tahun, atau tahun pertama dan terakhir",
    SAMPLES: "ya: baris contoh ikut dihitung dan ditandai; bukan data",
    "batas": "Paling banyak baris",
    "lewati": "Baris yang dilewati dari awal",
}
TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
REFUSAL: Schema = {
    "type": "object",
    "required": ["galat"],
    "properties": {
        "galat": {
            "type": "object",
            "required": ["kode", "pesan"],
            "properties": {"kode": TEXT, "pesan": TEXT},
        }
    },
}


def parameters_of(asked: Answers, query: Query, paging: bool) -> list[Schema]:
    """The parameters of a question that can be given here; ``paging`` with those of a page of it.

    One whose values the data have not is left out: whatever is given would be refused.
    """
    known, options = domains.of(asked, query), filters.options(asked)
    own = [
        _reference(name) if name in filters.FILTERS else _parameter(query, name, known)
        for name in accepted(query)
        if (known_to(name, options) if name in filters.FILTERS else not known.get(name, ANY).empty)
    ]
    return own + [_reference(name) for name in (SAMPLES, *(PAGING if paging else ()))]


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/parameters/{name}"}


def _parameter(query: Query, name: str, known: Mapping[str, Domain]) -> Schema:
    declared = query.parameters[name]
    one = _one(declared.kind, known.get(name, ANY))
    schema = several(one, most_values(name, one.get("enum", ()))) if declared.many else one
    return {"name": name, "in": "query", "required": name in query.choices, "schema": schema}


def parameter(name: str, schema: Schema, words: str) -> Schema:
    """A parameter that is no part of a question."""
    return {"name": name, "in": "query", "description": words, "schema": schema}


def several(one: Schema, most: int) -> Schema:
    """Up to so many values."""
    return {"type": "array", "minItems": 1, "maxItems": most, "items": one}


def _one(kind: str, domain: Domain) -> Schema:
    """One value of a kind within its domain."""
    if domain.keys is not None:
        least, most = (int(end or 0) for end in (domain.least, domain.most))
        pair = f"({'|'.join(domain.keys)}):[{least}-{most}]"
        return {"type": "string", "maxLength": LONGEST, "pattern": f"^{pair}(;{pair})*$"}
    if domain.values is not None:
        values = [int(v) for v in domain.values] if kind == "bulat" else list(domain.values)
        return {"type": _GIVEN[kind]["type"], "enum": values}
    if domain.words:
        return {**_GIVEN[kind], "pattern": f"^{SIGN}*[0-9A-Za-z]{SIGN}*$"}
    ends = {"minimum": domain.least, "maximum": domain.most}
    return {**_GIVEN[kind], **{key: end for key, end in ends.items() if end is not None}}


def shared_parameters(options: Options) -> dict[str, Schema]:
    """The parameters that many questions share: filters with their values, and paging."""
    schemas = {}
    for name in filters.FILTERS:
        if known := known_to(name, options):
            kind = "bulat" if name == "tahun" else "teks"
            schemas[name] = several(_one(kind, Domain(known)), most_values(name, known))
    schemas[SAMPLES] = {"type": "string", "enum": ["ya", "tidak"], "default": "tidak"}
    most = {"batas": MOST_ROWS, "lewati": MOST_SKIPPED}
    for name, usual in PAGING.items():
        schemas[name] = {
            "type": "integer", "minimum": int(name == "batas"), "maximum": most[name],
            "default": usual,
        }  # fmt: skip
    return {
        name: {
            "name": name,
            "in": "query",
            "description": _WORDS.get(name, f"Saringan {filters.LABELS.get(name, name)}"),
            "schema": schema,
        }
        for name, schema in schemas.items()
    }


def row(query: Query) -> Schema:
    """One row of an answer."""
    return {
        "type": "object",
        "required": [column.name for column in query.columns],
        "properties": {
            column.name: {
                **KINDS[column.type],
                "title": column.label,
                **({"description": f"satuan: {column.unit}"} if column.unit else {}),
            }
            for column in query.columns
        },
    }


def answer(query: Query) -> Schema:
    """The answer to a question as JSON."""
    facts: dict[str, Schema] = {
        **dict.fromkeys(("pertanyaan", "satu_baris", "sumber", "lisensi"), TEXT),
        **dict.fromkeys(("versi_data", "versi_dasbor"), TEXT),
        "saringan": {"type": "object"},
        "data_contoh": {"type": "boolean"},
        "keterangan": TEXTS,
        "kedudukan": {"type": "object", "additionalProperties": TEXTS},
        "kolom": {"type": "array", "items": {"$ref": "#/components/schemas/Kolom"}},
        "jumlah_baris": {"type": "integer", "minimum": 0},
        "berikutnya": {"type": ["string", "null"], "format": "uri-reference"},
        "baris": {"type": "array", "items": row(query)},
        "asal_usul": {"type": "array", "items": {"type": "object"}},
    }
    return {"type": "object", "required": list(facts), "properties": facts}


COLUMN: Schema = {
    "type": "object",
    "required": ["nama", "tipe", "label"],
    "properties": dict.fromkeys(("nama", "tipe", "label", "satuan"), TEXT),
}
LISTING: Schema = {
    "type": "object",
    "required": ["judul", "versi_data", "lisensi", "kueri"],
    "properties": {
        **dict.fromkeys(("judul", "versi_data", "versi_dasbor", "lisensi"), TEXT),
        **{key: {**TEXT, "format": "uri-reference"} for key in ("openapi", "register")},
        "kueri": {"type": "array", "items": {"type": "object", "required": ["nama", "kolom"]}},
    },
}

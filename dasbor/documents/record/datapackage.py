"""The record as a Data Package (v2): every answer a resource, its columns a table schema."""

from typing import Any

from dasbor.documents.record.about import KEYWORDS, About, Part, parts
from dasbor.questions.query import ResultColumn

PROFILE = "https://datapackage.org/profiles/2.0/"
TYPES = {
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "VARCHAR": "string",
}


def package(about: About) -> dict[str, Any]:
    """The descriptor ``datapackage.json``."""
    licence = {"name": about.city.licence.replace(" ", "-"), "path": about.licence}
    return {
        "$schema": f"{PROFILE}datapackage.json",
        "name": about.name,
        "title": about.title,
        "description": about.description,
        "homepage": about.at(""),
        "version": about.version,
        "created": about.built,
        "keywords": list(KEYWORDS),
        "contributors": [
            {"title": f"{about.city.office} {about.city.name}", "roles": ["publisher"]}
        ],
        **({"licenses": [licence]} if about.licence else {}),
        "resources": [_resource(about, part) for part in parts(about.asked)],
    }


def _resource(about: About, part: Part) -> dict[str, Any]:
    return {
        "$schema": f"{PROFILE}dataresource.json",
        "name": part.name,
        "title": part.title,
        "description": f"Satu baris: {part.query.grain}.",
        "path": part.file(about, "csv"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "$schema": f"{PROFILE}tableschema.json",
            "fields": [field(column) for column in part.query.in_files],
            "missingValues": [""],
        },
    }


def field(column: ResultColumn) -> dict[str, str]:
    """A column as a field of a table schema."""
    unit = {"description": f"satuan: {column.unit}"} if column.unit else {}
    kind = {"type": TYPES[column.type]}
    if column.type == "TIMESTAMP":
        kind["format"] = "any"
    return {"name": column.name, "title": column.label, **kind, **unit}

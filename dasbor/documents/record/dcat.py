"""The record as a DCAT 3 catalogue in JSON-LD: a data set for every answer, and the service.

It says nothing that depends on when it is read: who harvests it twice finds nothing changed.
"""

from typing import Any

from dasbor.documents.record.about import KEYWORDS, About, Part, parts

IANA = "https://www.iana.org/assignments/media-types/"
LANGUAGE = "http://publications.europa.eu/resource/authority/language/IND"
FORMS = {"csv": "text/csv", "json": "application/json", "zip": "application/zip"}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, Any]


def catalogue(about: About) -> Node:
    """The catalogue as a JSON-LD document."""
    datasets = [_dataset(about, part) for part in parts(about.asked)]
    publisher = {
        "@id": about.at("#penerbit"),
        "@type": "foaf:Organization",
        "foaf:name": f"{about.city.office} {about.city.name}",
    }
    place = {
        "@id": about.at("#wilayah"),
        "@type": "dcterms:Location",
        "skos:prefLabel": _said(about.place),
        **({"dcterms:identifier": about.city.code} if about.city.code else {}),
    }
    service = {
        "@id": about.at("api/v1/"),
        "@type": "dcat:DataService",
        "dcterms:title": _said(f"API {about.title}"),
        "dcterms:publisher": {"@id": about.at("#penerbit")},
        "dcat:endpointURL": {"@id": about.at("api/v1/")},
        "dcat:endpointDescription": {"@id": about.at("api/v1/openapi.json")},
        "dcat:servesDataset": [{"@id": dataset["@id"]} for dataset in datasets],
    }
    whole = {
        "@id": about.at("catalog.jsonld#katalog"),
        "@type": "dcat:Catalog",
        "dcterms:title": _said(about.title),
        "dcterms:description": _said(about.description),
        **_common(about),
        "foaf:homepage": {"@id": about.at("")},
        "dcat:dataset": [{"@id": dataset["@id"]} for dataset in datasets],
        "dcat:service": [{"@id": service["@id"]}],
    }
    return {"@context": CONTEXT, "@graph": [whole, publisher, place, service, *datasets]}


def _dataset(about: About, part: Part) -> Node:
    here = about.at(f"catalog.jsonld#{part.name}")
    years: Node = {}
    if about.years and {"tahun_dari", "tahun_sampai"} <= set(part.query.parameters):
        ends = zip(("dcat:startDate", "dcat:endDate"), about.years, strict=True)
        span = {end: {"@value": str(year), "@type": "xsd:gYear"} for end, year in ends}
        years = {"dcterms:temporal": {"@type": "dcterms:PeriodOfTime", **span}}
    return {
        "@id": here,
        "@type": "dcat:Dataset",
        "dcterms:identifier": part.name,
        "dcterms:title": _said(part.title),
        "dcterms:description": _said(f"{part.title} Satu baris: {part.query.grain}."),
        **_common(about),
        **years,
        "dcat:keyword": [_said(word) for word in KEYWORDS],
        "dcat:landingPage": {"@id": about.at("rumus", kueri=part.query.name, **dict(part.choice))},
        "dcat:distribution": [_distribution(about, part, form, here) for form in FORMS],
    }


def _distribution(about: About, part: Part, form: str, dataset: str) -> Node:
    file = {"@id": part.file(about, form)}
    licence = {"dcterms:license": {"@id": about.licence}} if about.licence else {}
    return {
        "@id": f"{dataset}.{form}",
        "@type": "dcat:Distribution",
        "dcterms:title": _said(f"{part.title} ({form.upper()})"),
        "dcat:accessURL": file,
        "dcat:downloadURL": file,
        "dcat:mediaType": {"@id": f"{IANA}{FORMS[form]}"},
        "dcterms:format": form.upper(),
        **licence,
    }


def _common(about: About) -> Node:
    """What the catalogue and its data sets have in common."""
    return {
        "dcterms:publisher": {"@id": about.at("#penerbit")},
        "dcterms:spatial": {"@id": about.at("#wilayah")},
        "dcterms:language": {"@id": LANGUAGE},
        "dcterms:modified": {"@value": about.built, "@type": "xsd:dateTime"},
        "dcat:version": about.version,
        **({"dcterms:license": {"@id": about.licence}} if about.licence else {}),
    }


def _said(words: str) -> Node:
    return {"@value": words, "@language": "id"}

"""The open record: the same answers as harvesters, search engines and statisticians expect them.

Everything is made from the contracts and the heads of the queries; nothing is written twice.
``about`` says what the record is, ``document`` gives one of its descriptions by its address.
"""

from collections.abc import Callable, Mapping

from dasbor import settings
from dasbor.documents.open_data.replies import XLSX, Answered, as_json
from dasbor.documents.record import changes, metadata, web
from dasbor.documents.record.about import About
from dasbor.documents.record.datapackage import package
from dasbor.documents.record.dcat import catalogue
from dasbor.documents.record.web import PUBLIC, dataset, head

TEXT, XML, ATOM = "text/plain", "application/xml", "application/atom+xml"
JSON_LD = "application/ld+json"


def _text(kind: str, words: str) -> Answered:
    return Answered(f"{kind}; charset=utf-8", words.encode())


def _linked(about: About) -> Answered:
    return Answered(JSON_LD, as_json(catalogue(about)).body)


def _changed(about: About) -> list[changes.Edition]:
    return changes.named(changes.editions(settings.data_folder()), about)


def _workbook(about: About, kind: str) -> Answered:
    return Answered(XLSX, metadata.workbook(about, kind), f"metadata-{kind}.xlsx")


AT_ROOT: Mapping[str, Callable[[About], Answered]] = {
    "datapackage.json": lambda about: as_json(package(about)),
    "catalog.jsonld": _linked,
    "robots.txt": lambda about: _text(TEXT, web.robots(about)),
    "sitemap.xml": lambda about: _text(XML, web.sitemap(about)),
    "llms.txt": lambda about: _text(TEXT, web.llms(about)),
}
IN_API: Mapping[str, Callable[[About], Answered]] = {
    "v1/metadata-indikator.json": lambda a: as_json(metadata.document(a, metadata.INDICATOR)),
    "v1/metadata-indikator.xlsx": lambda a: _workbook(a, metadata.INDICATOR),
    "v1/metadata-variabel.json": lambda a: as_json(metadata.document(a, metadata.VARIABLE)),
    "v1/metadata-variabel.xlsx": lambda a: _workbook(a, metadata.VARIABLE),
    "v1/perubahan.json": lambda a: as_json(changes.as_feed(a, _changed(a))),
    "v1/perubahan.atom": lambda a: _text(ATOM, changes.as_atom(a, _changed(a))),
}
DOCUMENTS = {**AT_ROOT, **IN_API}

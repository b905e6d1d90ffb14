"""Links from an answer: to its files, to what stands behind it, to the rows that it counts."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from dasbor.documents.markup.elements import NOTHING, paragraph
from dasbor.html import Html, format_html
from dasbor.questions import provenance
from dasbor.questions.filters import CHOICES, link_of
from dasbor.questions.result import Result
from dasbor.questions.selection import DATES, FACETS, SCORES

FILTERED = {"tahun_dari", "tahun_sampai", *CHOICES}  # what the filters of a link already say
PAGING = ("mulai", "batas")  # a file has all rows, whatever page is shown
CROSSED = "silang"  # the style of a file that is a pivot
FORMULA, ROWS = "Buka rumus", "Lihat barisnya"
LISTED, LEDGER = "inovasi_mana_yang_dicari", provenance.LEDGER
LISTINGS = {  # dataset -> the question that lists its rows one by one
    "inovasi": LISTED,
    "posyantek": "kelurahan_mana_ikut_posyantek",
    "lab_inovasi": "ide_lab_apa_saja",
    LEDGER: "angka_terbit_apa_saja",
}
OWN_OF_THE_BENCH = {"cari", *FACETS, *SCORES, *DATES}


def download(result: Result, also: Mapping[str, Any] | None = None) -> Html:
    """Links to the files of an answer, to what stands behind it, and to its rows.

    ``also`` are further parameters of the files. A demonstration has no way out of the house.
    """
    if result.sample:
        return NOTHING
    return paragraph(format_html("{} · {}", _files(result, also or {}), _ways(result)), "jalan")


def files(result: Result) -> Html:
    """Links to the same answer as CSV, as XLSX, and as an archive with Parquet and a README."""
    if result.sample:
        return NOTHING
    return paragraph(_files(result, {}), "jalan")


def crosstab_files(result: Result) -> Html:
    """Links to a pivot as it is seen: a table with its totals, as XLSX and as CSV."""
    if result.sample:
        return NOTHING
    whole = _asked(result) | {"gaya": CROSSED}
    xlsx, csv = (address(f"unduh/{result.query.name}.{form}", whole) for form in ("xlsx", "csv"))
    links = file_link(xlsx, "Unduh pivot XLSX"), csv
    return paragraph(format_html('{} · <a href="{}" download>CSV</a>', *links), "jalan")


def ways(result: Result) -> Html:
    """Links to what stands behind an answer, and to the rows that it counts."""
    if result.sample:
        return NOTHING
    return paragraph(_ways(result), "jalan")


def _files(result: Result, also: Mapping[str, Any]) -> Html:
    asked = _asked(result)
    whole = {name: value for name, value in asked.items() if name not in PAGING} | dict(also)
    name = result.query.name
    csv, xlsx = (address(f"unduh/{name}.{form}", whole) for form in ("csv", "xlsx"))
    archive = address(f"api/v1/kueri/{name}.zip", whole)
    return format_html(
        '{} · <a href="{}" download>XLSX</a>'
        ' · <a href="{}" title="CSV, XLSX, Parquet, dan keterangannya" download>ZIP</a>',
        *(file_link(csv, "Unduh CSV"), xlsx, archive),
    )


def file_link(address: str, words: str) -> Html:
    """A link to a file that the browser keeps."""
    return format_html('<a class="unduh" href="{}" download>{}</a>', address, words)


def _ways(result: Result) -> Html:
    rows, way = _rows_behind(result), formula(result)
    return format_html("{} · {}", way, page_link(address(*rows), ROWS)) if rows else way


def _rows_behind(result: Result) -> tuple[str, dict[str, Any]] | None:
    """Page and query of the link to the rows an answer counts; none if it is a list of them."""
    query, within = result.query, link_of(result.parameters)
    dataset = next(iter(query.data), LEDGER if query.measures else "")
    listing = LISTINGS.get(dataset)
    if not listing or query.name in LISTINGS.values():
        return None
    if listing != LISTED:
        return "rumus", {"kueri": listing} | within
    own = {name: value for name, value in _asked(result).items() if name in OWN_OF_THE_BENCH}
    return "jelajah", within | own


def formula(result: Result) -> Html:
    """The link to what stands behind an answer: SQL, parameters, rows, files, source."""
    return page_link(address("rumus", {"kueri": result.query.name} | _asked(result)), FORMULA)


def _asked(result: Result) -> dict[str, Any]:
    """The parameters of an answer as the query of a link."""
    own = {
        name: value
        for name, value in result.parameters.items()
        if name not in FILTERED and value is not None
    }
    return link_of(result.parameters) | own


def address(page: str = "", query: Mapping[str, Any] | None = None) -> str:
    """The address of a page or a file of ours; ``query`` as from ``Filters.link``."""
    words = urlencode(query or {}, doseq=True)
    return f"./{page}{'?' if words else ''}{words}"


def page_link(address: str, words: str) -> Html:
    """A link to another page of ours."""
    return format_html('<a href="{}" target="_self">{}</a>', address, words)


def onward(address: str, words: str, after: str = "") -> Html:
    """The way on from a card or a page, in a line of its own; plain words may follow the link."""
    return paragraph(format_html("{}{}", page_link(address, words), after), "lanjut")

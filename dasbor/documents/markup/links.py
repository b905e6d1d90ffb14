"""Links from an answer: to its files, to what stands behind it, to the rows that it counts."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from dasbor.documents.markup.elements import NOTHING, paragraph
from dasbor.html import Html, format_html, join_html
from dasbor.questions import provenance
from dasbor.questions.filters import CHOICES, link_of
from dasbor.questions.result import Result
from dasbor.questions.selection import DATES, FACETS, SCORES

FILTERED = {"tahun_dari", "tahun_sampai", *CHOICES}  # what the filters of a link already say
PAGING = ("mulai", "batas")  # a file has all rows, whatever page is shown
CROSSED = "silang"  # the style of a file that is a pivot
FORMULA = "SQL, parameter, dan berkasnya"
LISTED, LEDGER = "inovasi_mana_yang_dicari", provenance.LEDGER
LISTINGS = {  # dataset -> the question that lists its rows one by one, and what the list is called
    "inovasi": (LISTED, "Daftar inovasinya"),
    "posyantek": ("kelurahan_mana_ikut_posyantek", "Daftar pesertanya"),
    "lab_inovasi": ("ide_lab_apa_saja", "Daftar idenya"),
    LEDGER: ("angka_terbit_apa_saja", "Daftar angka terbitnya"),
}
OWN_OF_THE_BENCH = {"cari", *FACETS, *SCORES, *DATES}


def files(result: Result, also: Mapping[str, Any] | None = None) -> Html:
    """Links to an answer as CSV, as XLSX, and as an archive with Parquet and a README.

    ``also`` are further parameters of the files. A demonstration has no way out of the house.
    """
    if result.sample:
        return NOTHING
    asked = asked_for(result)
    whole = {name: value for name, value in asked.items() if name not in PAGING} | dict(also or {})
    name = result.query.name
    csv, xlsx = (address(f"unduh/{name}.{form}", whole) for form in ("csv", "xlsx"))
    archive = address(f"api/v1/kueri/{name}.zip", whole)
    local = address(f"unduh/{name}.csv", whole | {"gaya": "excel"})
    return format_html(
        '{} · {} · <a href="{}" title="CSV, XLSX, Parquet, dan keterangannya" download>ZIP</a>'
        ' · <a href="{}" title="Titik koma dan koma desimal" download>CSV untuk Excel</a>',
        *(file_link(csv, "CSV"), file_link(xlsx, "XLSX"), archive, local),
    )


def crosstab_files(result: Result) -> Html:
    """Links to a pivot as it is seen: a table with its totals, as XLSX and as CSV."""
    if result.sample:
        return NOTHING
    whole = asked_for(result) | {"gaya": CROSSED}
    xlsx, csv = (address(f"unduh/{result.query.name}.{form}", whole) for form in ("xlsx", "csv"))
    links = file_link(xlsx, "Unduh pivot XLSX"), csv
    return paragraph(format_html('{} · <a href="{}" download>CSV</a>', *links), "jalan")


def ways(result: Result) -> Html:
    """Links to what stands behind an answer, and to the rows that it counts."""
    if result.sample:
        return NOTHING
    return join_html([formula(result), *rows_behind(result)], " · ")


def file_link(address: str, words: str) -> Html:
    """A link to a file that the browser keeps."""
    return format_html('<a class="unduh" href="{}" download>{}</a>', address, words)


def rows_behind(result: Result) -> Iterator[Html]:
    """The link to the rows an answer counts; none if it is a list of them."""
    query, within = result.query, link_of(result.parameters)
    dataset = next(iter(query.data), LEDGER if query.measures else "")
    listing, words = LISTINGS.get(dataset, ("", ""))
    if not listing or query.name in {name for name, _ in LISTINGS.values()}:
        return
    if listing != LISTED:
        yield page_link(address("rumus", {"kueri": listing} | within), words)
        return
    own = {name: value for name, value in asked_for(result).items() if name in OWN_OF_THE_BENCH}
    yield page_link(address("jelajah", within | own), words)


def formula(result: Result) -> Html:
    """The link to what stands behind an answer: SQL, parameters, rows, files, source."""
    return page_link(address("rumus", {"kueri": result.query.name} | asked_for(result)), FORMULA)


def asked_for(result: Result) -> dict[str, Any]:
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
    return format_html('<a class="langsung" href="{}">{}</a>', address, words)


def onward(address: str, words: str, after: str = "") -> Html:
    """The way on from a card or a page, in a line of its own; plain words may follow the link."""
    return paragraph(format_html("{}{}", page_link(address, words), after), "lanjut")


def to_sheet(address: str, words: str) -> Html:
    """The way to the sheet, which stands beside the pages and is loaded by itself."""
    return paragraph(format_html('<a href="{}">{}</a>', address, words), "lanjut")

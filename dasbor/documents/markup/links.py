"""Links from an answer: to its files, to what stands behind it, to the rows that it counts."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

from dasbor.questions import provenance
from dasbor.questions.filters import CHOICES, link_of
from dasbor.questions.result import Result
from dasbor.questions.selection import DATES, FACETS, SCORES

FILTERED = {"tahun_dari", "tahun_sampai", *CHOICES}  # what the filters of a link already say
PAGING = ("mulai", "batas")  # a file has all rows, whatever page is shown
FORMULA, ROWS = "Buka rumus", "Lihat barisnya"
LISTED, LEDGER = "inovasi_mana_yang_dicari", provenance.LEDGER
LISTINGS = {  # dataset -> the question that lists its rows one by one
    "inovasi": LISTED,
    "posyantek": "kelurahan_mana_ikut_posyantek",
    "lab_inovasi": "ide_lab_apa_saja",
    LEDGER: "angka_terbit_apa_saja",
}
OWN_OF_THE_BENCH = {"cari", *FACETS, *SCORES, *DATES}


def download(result: Result) -> str:
    """Links to the files of an answer, to what stands behind it, and to its rows."""
    return f'<p class="jalan">{_files(result)} · {_ways(result)}</p>'


def files(result: Result) -> str:
    """Links to the same answer as CSV, and as an archive with XLSX, Parquet and a README."""
    return f'<p class="jalan">{_files(result)}</p>'


def ways(result: Result) -> str:
    """Links to what stands behind an answer, and to the rows that it counts."""
    return f'<p class="jalan">{_ways(result)}</p>'


def _files(result: Result) -> str:
    whole = {name: value for name, value in _asked(result).items() if name not in PAGING}
    name = result.query.name
    csv, archive = (
        _address(f"{place}/{name}.{form}", whole)
        for place, form in (("unduh", "csv"), ("api/v1/kueri", "zip"))
    )
    return (
        f'<a class="unduh" href="{csv}" download>Unduh CSV</a>'
        f' · <a href="{archive}" title="CSV, XLSX, Parquet, dan keterangannya" download>ZIP</a>'
    )


def _ways(result: Result) -> str:
    rows = _rows_behind(result)
    return formula(result) + (f" · {_way(_address(*rows), ROWS)}" if rows else "")


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


def formula(result: Result) -> str:
    """The link to what stands behind an answer: SQL, parameters, rows, files, source."""
    return _way(_address("rumus", {"kueri": result.query.name} | _asked(result)), FORMULA)


def _asked(result: Result) -> dict[str, Any]:
    """The parameters of an answer as the query of a link."""
    own = {
        name: value
        for name, value in result.parameters.items()
        if name not in FILTERED and value is not None
    }
    return link_of(result.parameters) | own


def _address(page: str, query: Mapping[str, Any]) -> str:
    words = urlencode(query, doseq=True)
    return escape(f"./{page}{'?' if words else ''}{words}")


def _way(address: str, words: str) -> str:
    return f'<a href="{address}" target="_self">{words}</a>'


def keep_filters(html: str, query: Mapping[str, object]) -> str:
    """Links to other pages keep the filters in force; ``query`` as from ``Filters.link``."""
    words = escape(urlencode(query, doseq=True))
    return re.sub(r'href="\./(\w*)"', rf'href="./\1?{words}"', html) if words else html

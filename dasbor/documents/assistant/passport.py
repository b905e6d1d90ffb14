"""An answer as an assistant may quote it: value, standing, measure, date, source, certainty, rival.

And what is not known, in words, so that nobody has to guess it from what is missing.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from dasbor.documents import archive, content
from dasbor.documents.open_data.replies import origin_facts
from dasbor.documents.record.about import About
from dasbor.documents.view import View
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, link_of, options
from dasbor.questions.listing import Listing
from dasbor.questions.parameters import FILTERS
from dasbor.questions.result import Result

FORMULA = "rumus"  # the page that shows any answer
_PAGES: WeakKeyDictionary[Answers, Mapping[str, str]] = WeakKeyDictionary()


def quoted(about: About, listed: Listing, result: Result) -> dict[str, Any]:
    """A page of an answer with its passport."""
    source = provenance.of(listed.passport)
    return {
        "pertanyaan": result.query.question,
        "satu_baris": result.query.grain,
        "saringan": {key: value for key, value in result.parameters.items() if value is not None},
        "baris": list(_rows(result)),
        "jumlah_baris": listed.total,
        "asal_usul": [origin_facts(origin) for origin in result.origins],
        "sumber": source.line,
        "keterangan": list(source.notes),
        "tandingan": rivals(about, result),
        "yang_tidak_diketahui": [*unknown(about, result), *_left_out(listed, result)],
        "tautan": link(about, result),
        "rumus": _formula(about, result),
        "versi_data": result.version,
        "lisensi": archive.licence(about.city),
    }


def _rows(result: Result) -> Iterator[dict[str, Any]]:
    """The rows; every number with its standing and unit."""
    for at, row in enumerate(result.records()):
        for column in result.columns:
            if column.name in result.standings:
                row[column.name] = {
                    "nilai": row[column.name],
                    "kedudukan": result.standings[column.name][at],
                    **({"satuan": column.unit} if column.unit else {}),
                }
        yield row


def rivals(about: About, result: Result) -> list[dict[str, Any]]:
    """What other publishers say of the measures and years of an answer."""
    told = {(origin.measure, origin.year) for origin in result.origins}
    found = about.asked.ask("angka_mana_yang_bertentangan").records()
    return [row for row in found if (row["ukuran"], row["tahun"]) in told]


def unknown(about: About, result: Result) -> Iterator[str]:
    """What the answer does not say, one sentence each."""
    for name in result.query.data:
        if about.asked.demonstration and not about.asked.has_rows(name):
            yield f"Baris {name} yang nyata belum dimuat; baris contoh tidak diberikan di sini."
    empty = [row for row in result.records() if _is_empty(row, result)]
    for row in empty[:20]:
        reason = row.get("keterangan") or "belum terbit"
        yield f"{row.get('tahun', 'Sebagian baris')}: {reason}."
    for origin in result.origins:
        if origin.published is not None and not origin.as_of:
            yield f"{origin.measure} {origin.year}: tanggal datanya tidak dinyatakan."
        if origin.published is not None and not origin.certainty:
            yield f"{origin.measure} {origin.year}: kepastiannya belum dinilai."
    if not result:
        yield "Tidak ada baris yang dikenal untuk pertanyaan dan saringan ini."


def _is_empty(row: Mapping[str, Any], result: Result) -> bool:
    numbers = [row[name] for name in result.standings]
    return bool(numbers) and all(value is None for value in numbers)


def _left_out(listed: Listing, result: Result) -> list[str]:
    shown, total = len(result.rows), listed.total
    return [f"Hanya {shown} dari {total} baris; mintalah dengan lewati."] if shown < total else []


def link(about: About, result: Result) -> str:
    """The page that shows this answer within its filters."""
    page = pages(about.asked).get(result.query.name, FORMULA)
    if page == FORMULA or set(_own(result)):
        return _formula(about, result)
    return about.at(page, **link_of(result.parameters))


def _formula(about: About, result: Result) -> str:
    return about.at(FORMULA, kueri=result.query.name, **link_of(result.parameters), **_own(result))


def _own(result: Result) -> dict[str, Any]:
    """What was asked beside the filters."""
    given = result.parameters.items()
    return {key: value for key, value in given if value is not None and key not in FILTERS}


def pages(asked: Answers) -> Mapping[str, str]:
    """Question -> the first page of the menu that shows its answer; the front page only quotes."""
    if asked not in _PAGES:
        found: dict[str, str] = {}
        # A page has its pictures also where all are samples.
        view = View.of_papers(asked, Filters(), options(asked), samples=True)
        for name in sorted(content.PAPERS, key=content.FRONT.__eq__):
            for result in content.section(name, view).results:
                found.setdefault(result.query.name, name)
        _PAGES[asked] = found
    return _PAGES[asked]

"""Open data: what the addresses below ``/api/`` mean, read off the declarations of the queries.

Every shipped question can be asked, with the parameters its head comment declares and no others.
Filters are spelled as in the links of the pages (``tahun=2021&tahun=2023&opd=Dinkes``).

``asking`` reads a request, ``telling`` writes its answer, ``describing`` says what can be asked.
"""

import re

from dasbor.city import City
from dasbor.documents.crosstab import CROSSED
from dasbor.documents.open_data.openapi import listing, openapi
from dasbor.documents.open_data.parameters import (
    PAGING,
    SAMPLES,
    Pairs,
    Refused,
    accepted,
    ask,
    with_only,
)
from dasbor.documents.open_data.replies import (
    STYLE,
    Answered,
    answer_as_csv,
    answer_as_csvw,
    answer_as_json,
    as_archive,
    as_crosstab,
    as_json,
    as_workbook,
    style_of,
    styles,
)
from dasbor.questions.answers import Answers
from dasbor.questions.query import known, registry

REGISTER = "inovasi_apa_saja"  # what the archive of the register holds
WHOLE = {"zip": as_archive, "xlsx": as_workbook}  # forms that hold all rows at once
_ADDRESS = re.compile(
    r"(v1/kueri|unduh)/([a-z0-9_]{1,100})\.(json|csv|xlsx|zip|csv-metadata\.json)"
)


def answer(asked: Answers, city: City, path: str, pairs: Pairs, base: str = "") -> Answered:
    """The answer to a request: what follows ``/api/``, and the pairs of its query.

    ``unduh/NAME.csv`` or ``.xlsx`` is the door of the pages to the same answers, with all rows.
    ``base`` is the prefix of all addresses of this server.

    Raises:
        Refused: for an unknown address, name, parameter or value, in Indonesian.
    """
    if path in ("", "v1", "v1/"):
        nothing(pairs)
        return as_json(listing(asked, city, base))
    if path == "v1/openapi.json":
        nothing(pairs)
        return as_json(openapi(asked))
    asked, rest = _with_samples(asked, pairs)
    if path == "v1/register.zip":
        return as_archive(ask(asked, registry()[REGISTER], rest, {})[0], city)
    match = _ADDRESS.fullmatch(path)
    if not match:
        words = "Alamat tidak dikenal. Daftarnya ada di api/v1/."
        raise Refused(404, "alamat_tidak_dikenal", words)
    door, name, form = match.groups()
    if not known(name):
        words = "Kueri tidak dikenal. Daftarnya ada di api/v1/."
        raise Refused(404, "kueri_tidak_dikenal", words)
    query = registry()[name]
    paged = door == "v1/kueri" and form in ("json", "csv")
    style = style_of(pairs, styles(query, form, not paged))
    rest = [pair for pair in rest if pair[0] != STYLE]
    query, rest = with_only(query, rest) if form != "json" else (query, rest)
    listed, page = ask(asked, query, rest, PAGING if paged else {})
    here = f"{base}/api/v1/kueri/{query.name}.{form}"
    if style == CROSSED:
        return as_crosstab(listed, city, form)
    if form in WHOLE:
        return WHOLE[form](listed, city)
    if form == "csv-metadata.json":
        return answer_as_csvw(listed, city, f"{query.name}.csv")
    if form == "csv":
        return answer_as_csv(listed, city, page, pairs, here, style)
    return answer_as_json(listed, city, page, pairs, here)


def _with_samples(asked: Answers, pairs: Pairs) -> tuple[Answers, Pairs]:
    """Who is asked, and what is left of the pairs: samples are given to those who name them."""
    said = [value for name, value in pairs if name == SAMPLES]
    rest = [(name, value) for name, value in pairs if name != SAMPLES]
    if said not in ([], ["ya"], ["tidak"]):
        raise Refused(400, "nilai_tidak_dikenal", f"Nilai {SAMPLES} tidak dikenal: ya atau tidak.")
    return (asked.demonstration or asked) if said == ["ya"] else asked, rest


def nothing(pairs: Pairs) -> None:
    """Raises ``Refused`` for parameters of an address that takes none."""
    if pairs:
        raise Refused(400, "parameter_tidak_dikenal", "Alamat ini tidak memakai parameter.")

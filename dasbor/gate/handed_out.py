"""Files that this dashboard handed out itself: an answer is rarely the dataset it stands on."""

from dasbor.data.contract import Contract
from dasbor.data.headers import plain
from dasbor.gate.model import Match, Refused, Sheet
from dasbor.questions.query import registry


def check(sheet: Sheet, match: Match, contract: Contract) -> None:
    """Raises ``Refused`` when a sheet is an answer that lacks columns of the dataset.

    Loaded as the dataset it would empty those columns, and put words for readers in place of keys.
    """
    told = {name for at, name in enumerate(match.columns) if at not in match.guessed}
    if contract.labels.keys() <= told:
        return
    header = {plain(word.partition("(")[0]) for word in sheet.header}
    for query in registry().values():
        names = {plain(column.name) for column in query.columns}
        labels = {plain(column.label.partition("(")[0]) for column in query.columns}
        if header >= names or header >= labels:
            raise Refused(
                f"Berkas ini jawaban dasbor ini (“{query.question}”), bukan isi {contract.title}:"
                " kolomnya tidak selengkap kumpulan datanya. Unduh isinya di Kelola Data (“Unduh"
                " isi sekarang”), ubah, lalu unggah lagi."
            )

"""What stands below a picture or a drawn list: its source, the ways behind it, its numbers."""

from dasbor.documents.markup.elements import NOTHING, details
from dasbor.documents.markup.links import files, ways
from dasbor.documents.markup.sentences import notes, source_line
from dasbor.html import Html, join_html
from dasbor.questions.result import Result


def below(result: Result, table: Html, marked: Html = NOTHING) -> Html:
    """The source line, the ways, what is ``marked`` in the picture, and a fold with the numbers."""
    fold = details("Tabel, catatan, dan unduhan", table, notes(result), files(result))
    return join_html([source_line(result), ways(result), marked, fold])

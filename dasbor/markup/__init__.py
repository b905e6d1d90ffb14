"""HTML for the parts of a page that are words and numbers. Every value is escaped here.

The class ``dasbor`` marks our own content (style sheet ``aset/gaya.css``).
"""

from dasbor.markup.elements import (
    EXAMPLE_MARK,
    badge,
    card,
    details,
    document,
    example_badge,
    heading,
    headline_number,
    kicker,
    link_list,
    menu_groups,
    meter,
    ordered,
    panel,
    paragraph,
    removable,
    scrolled,
    titled,
    words_list,
    wrap,
)
from dasbor.markup.matrix import words_matrix
from dasbor.markup.said import events, milestones, notes, notice, sentences, source_line, trace
from dasbor.markup.tables import chart_table, result_table, steps_table, table
from dasbor.markup.ways import download, files, formula, keep_filters, ways

__all__ = [
    "EXAMPLE_MARK",
    "badge",
    "card",
    "chart_table",
    "details",
    "document",
    "download",
    "events",
    "example_badge",
    "files",
    "formula",
    "heading",
    "headline_number",
    "keep_filters",
    "kicker",
    "link_list",
    "menu_groups",
    "meter",
    "milestones",
    "notes",
    "notice",
    "ordered",
    "panel",
    "paragraph",
    "removable",
    "result_table",
    "scrolled",
    "sentences",
    "source_line",
    "steps_table",
    "table",
    "titled",
    "trace",
    "ways",
    "words_list",
    "words_matrix",
    "wrap",
]

"""HTML for the parts of a page that are words and numbers. Every value is escaped here.

The class ``dasbor`` marks our own content (style sheet ``aset/gaya.css``).
"""

from dasbor.documents.markup.elements import (
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
from dasbor.documents.markup.links import download, files, formula, keep_filters, ways
from dasbor.documents.markup.matrix import words_matrix
from dasbor.documents.markup.sentences import (
    events,
    milestones,
    notes,
    notice,
    sentences,
    source_line,
    trace,
)
from dasbor.documents.markup.tables import chart_table, result_table, steps_table, table

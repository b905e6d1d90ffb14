"""HTML for the parts of a page that are words and numbers: text comes in as ``str``, escaped here.

The class ``dasbor`` marks our own content (style sheet ``aset/gaya.css``).
"""

from dasbor.documents.markup.controls import choice, field, form, hidden, select
from dasbor.documents.markup.elements import (
    EXAMPLE_MARK,
    NOTHING,
    as_sample,
    badge,
    block,
    button,
    card,
    details,
    document,
    example_badge,
    framed,
    heading,
    headline_number,
    kicker,
    link_list,
    list_items,
    meter,
    ordered,
    panel,
    paragraph,
    remark,
    removable,
    scrolled,
    share,
    share_page,
    status,
    titled,
    words_list,
    wrap,
)
from dasbor.documents.markup.links import (
    CROSSED,
    address,
    asked_for,
    crosstab_files,
    file_link,
    files,
    formula,
    onward,
    page_link,
    rows_behind,
    to_sheet,
    ways,
)
from dasbor.documents.markup.matrix import words_matrix
from dasbor.documents.markup.sentences import (
    events,
    milestones,
    notes,
    notice,
    sentences,
    source_line,
)
from dasbor.documents.markup.tables import chart_table, result_table, steps_table, table

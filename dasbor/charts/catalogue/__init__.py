"""The charts of the product, each described once: pages, decks and sheets draw from here."""

from dasbor.charts.catalogue.compliance import compliance
from dasbor.charts.catalogue.explore import compared, pivot
from dasbor.charts.catalogue.kelurahan import districts, participation, places
from dasbor.charts.catalogue.offices import fields, matrix, office, ranking
from dasbor.charts.catalogue.own import own
from dasbor.charts.catalogue.programme import award_categories, lab_stages
from dasbor.charts.catalogue.registers import (
    breakdown,
    in_index_application,
    new_and_continued,
    totals,
)
from dasbor.charts.catalogue.scores import index, index_within_limits, maturity, more_reports, peers

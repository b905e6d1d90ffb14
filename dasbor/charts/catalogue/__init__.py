"""The charts of the product, each described once: pages, decks and sheets draw from here."""

from dasbor.charts.catalogue.compliance import *
from dasbor.charts.catalogue.explore import *
from dasbor.charts.catalogue.kelurahan import *
from dasbor.charts.catalogue.offices import *
from dasbor.charts.catalogue.own import *
from dasbor.charts.catalogue.programme import *
from dasbor.charts.catalogue.registers import *
from dasbor.charts.catalogue.scores import *

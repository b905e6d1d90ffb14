"""Charts: described once (``description``), drawn by renderers (``plotly``, ``svg``)."""

from dasbor.charts.description import Chart
from dasbor.charts.parts import Aside, Band, Mark

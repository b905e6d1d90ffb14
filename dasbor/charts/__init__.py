"""Charts: described once (``description``), drawn by renderers (``plotly``, ``svg``)."""

from dasbor.charts.description import Aside, Band, Chart, Mark

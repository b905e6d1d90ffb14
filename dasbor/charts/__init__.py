"""Charts: described once (``description``), drawn by renderers (``plotly``, ``svg``)."""

from dasbor.charts.description import Aside, Chart, Mark

__all__ = ["Aside", "Chart", "Mark"]

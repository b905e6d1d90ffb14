"""Zones of values behind marks: neighbouring categories with the same limits are one zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dasbor import format_id
from dasbor.charts.description import Band, Chart


@dataclass(frozen=True)
class Zone:
    """A band over neighbouring places of the axis, ``first`` to ``last``, and what it is called."""

    first: int
    last: int
    band: Band
    words: tuple[str, ...]


def of(chart: Chart) -> list[Zone]:
    """All zones; those of unknown limits are called so where the year has a value."""
    runs: list[list[Any]] = []
    for place, category in enumerate(chart.categories):
        for band in chart.bands.get(category, ()):
            open_and_empty = not band.known and category in chart.missing
            kind = (band.low, band.high, band.name, open_and_empty)
            same = next((run for run in runs if run[0] == kind and run[2] == place - 1), None)
            if same:
                same[2] = place
            else:
                runs.append([kind, place, place, band])
    return [Zone(run[1], run[2], run[3], () if run[0][3] else _words(run[3])) for run in runs]


def _words(band: Band) -> tuple[str, ...]:
    """The name of a zone and where it begins."""
    starts = [f"mulai {format_id.number(band.low, 2)}"] if band.known and band.low >= 1 else []
    return (band.name, *starts)


def points(chart: Chart, zone: Zone) -> Iterator[tuple[int, float]]:
    """Place and value of every mark that lies over a zone's part of the axis."""
    for place in range(zone.first, zone.last + 1):
        for group in chart.groups:
            if (value := chart.value(chart.categories[place], group)) is not None:
                yield place, value

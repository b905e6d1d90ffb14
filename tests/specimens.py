"""An answer to any question and a chart of every kind, with one text wherever words may stand."""

from typing import Any

from dasbor.charts import Chart
from dasbor.charts.kinds import Kind
from dasbor.charts.parts import Aside, Band, Mark
from dasbor.charts.places import Area, Layout
from dasbor.questions.annotations import Event, Target
from dasbor.questions.query import registry
from dasbor.questions.result import Result
from tests.world import origin


def result(name: str, text: str, count: int = 3) -> Result:
    """An answer each of whose words is the text."""
    query = registry()[name]
    rows = tuple(
        tuple(_cell(column.type, column.name, text, number) for column in query.columns)
        for number in range(count)
    )
    passport = origin(note=text, definition=text, measure=text, publisher=text)
    targets = (Target(2021, 3.0, query.columns[-1].unit, text, text, text, text, text),)
    events = (Event(2021, None, None, text, text, text, text),)
    asked = dict.fromkeys(query.parameters, text)
    return Result(query, asked, rows, (passport,), text, targets, events)


def _cell(kind: str, name: str, text: str, number: int) -> Any:
    if kind == "VARCHAR":
        return f"{text}{number}" if name not in ("keterangan", "catatan") else text
    return {"BOOLEAN": True, "INTEGER": 2020 + number, "BIGINT": 2020 + number}.get(kind)


def chart(kind: Kind, text: str) -> Chart:
    """A picture of each kind, hostile wherever a word may stand."""
    names = [f"{text}{number}" for number in range(3)]
    found = result("berapa_per_rincian", text)
    x = "tahun" if kind in ("kolom", "garis", "penggaris") else "rincian"
    place = next(n for n, column in enumerate(found.columns) if column.name == x)
    seen = [row[place] for row in found.rows]
    words = kind in ("matriks", "peta")
    return Chart(
        key="uji", kind=kind, result=found, x=x, y="rincian" if words else "jumlah",
        series="rincian" if kind != "peta" else "", title=text, alt=text,
        missing={(names if kind == "matriks" else seen)[0]: text}, pale={seen[1]: text},
        target=(3, text), above=dict.fromkeys(seen, text), names=lambda value: f"{text}{value}",
        bands={seen[1]: (Band(0, 9, text, 1), Band(9, 12, text, 2, known=False))}
        if kind == "penggaris" else {},
        marks={name: Mark(text, "baik") for name in names} if words else {},
        aside=Aside(text, dict.fromkeys(seen, text)) if words else None,
        layout=Layout(
            {name: (n, 0) for n, name in enumerate(seen)}, dict.fromkeys(seen, text),
            {name: Area(((0, 0, 99, 0, 99, 99, 0, 0),), (5, 5)) for name in seen},
        ) if kind == "peta" else None,
    )  # fmt: skip

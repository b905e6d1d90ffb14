"""Works out the tile map once: writes ``lajur_petak`` and ``baris_petak`` into ``wilayah.csv``.

Every kelurahan gets a cell of its own, near its true place (``lintang``, ``bujur``), those of a
kecamatan side by side. The same points always give the same cells; nothing is drawn by hand, so
another city's points do too. Whoever wants it otherwise changes the two columns.

    python alat/letak_petak.py [--data FOLDER]
"""

import argparse
import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

Point = tuple[str, str, float, float]  # (key, group, latitude, longitude)
Cell = tuple[int, int]  # column and row from the north-west corner, from 0

COLUMN, ROW = "lajur_petak", "baris_petak"  # counted from 1 in the file
SPARE = 1.4  # cells per point: room to keep the outline of the city
COLUMNS_PER_ROW = 0.62  # tiles are wider than high
SPLIT = 12.0  # what a further piece of a group costs, in squared cells
FAR = 1e9
MANY = 150  # points; beyond, the exact assignment takes seconds
SWEEPS = 12


def main() -> None:
    """Write the two columns anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[1] / "data")
    path = parser.parse_args().data / "wilayah.csv"
    path.write_text(laid_out(path.read_text("utf-8-sig")), "utf-8", newline="")
    print(f"Ditulis: {path}")


def laid_out(text: str) -> str:
    """The list of kelurahan with the cell of each that has a centre point."""
    reader = csv.DictReader(io.StringIO(text))
    rows = list(reader)
    cells = place(
        (row["kode"], row["kecamatan"], float(row["lintang"]), float(row["bujur"]))
        for row in rows
        if row.get("lintang") and row.get("bujur")
    )
    names = [*(n for n in reader.fieldnames or () if n not in (COLUMN, ROW)), COLUMN, ROW]
    written = io.StringIO()
    writer = csv.DictWriter(written, names, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        found = cells.get(row["kode"])
        column, line = (str(at + 1) for at in found) if found else ("", "")
        writer.writerow({**row, COLUMN: column, ROW: line})
    return written.getvalue()


def place(points: Iterable[Point]) -> Mapping[str, Cell]:
    """A cell per key; the order of the points, in decimal degrees, changes nothing."""
    points = sorted(points)
    if not points:
        return {}
    columns, rows = _grid(len(points))
    wished = _wishes(points, columns, rows)
    cells = [(column, row) for row in range(rows) for column in range(columns)]
    costs = [[(x - c) ** 2 + (y - r) ** 2 for c, r in cells] for x, y in wished]
    chosen = _nearest(costs) if len(points) <= MANY else _greedy(costs)
    _gather([point[1] for point in points], cells, costs, chosen)
    return _trimmed({point[0]: cells[cell] for point, cell in zip(points, chosen, strict=True)})


def _grid(count: int) -> tuple[int, int]:
    """Columns and rows for so many points."""
    columns = max(1, round(math.sqrt(count * SPARE * COLUMNS_PER_ROW)))
    return columns, max(1, math.ceil(count * SPARE / columns))


def _wishes(points: Sequence[Point], columns: int, rows: int) -> list[tuple[float, float]]:
    """Where each point would lie if cells could overlap: its place, scaled to the grid."""
    west, east = min(p[3] for p in points), max(p[3] for p in points)
    south, north = min(p[2] for p in points), max(p[2] for p in points)
    width, height = (east - west) or 1.0, (north - south) or 1.0
    return [
        ((columns - 1) * (p[3] - west) / width, (rows - 1) * (north - p[2]) / height)
        for p in points
    ]


def _nearest(costs: Sequence[Sequence[float]]) -> list[int]:
    """The assignment of rows to columns of least total cost (Hungarian method, O(n²m))."""
    n, m = len(costs), len(costs[0])
    u, v = [0.0] * (n + 1), [0.0] * (m + 1)
    owner = [0] * (m + 1)  # per column (from 1) its row (from 1); column 0 holds the new row
    for row in range(1, n + 1):
        owner[0] = row
        column, way = _shortest_way(costs, u, v, owner)
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    chosen = {owner[column]: column - 1 for column in range(1, m + 1) if owner[column]}
    return [chosen[row] for row in range(1, n + 1)]


def _shortest_way(
    costs: Sequence[Sequence[float]], u: list[float], v: list[float], owner: Sequence[int]
) -> tuple[int, list[int]]:
    """The cheapest chain of exchanges from column 0 to a free column; raises the potentials."""
    size = len(v)
    least, used, way = [FAR] * size, [False] * size, [0] * size
    column = 0
    while owner[column]:
        used[column] = True
        line, offset = costs[owner[column] - 1], u[owner[column]]
        delta, following = FAR, 0
        for j in range(1, size):
            if not used[j]:
                rest = line[j - 1] - offset - v[j]
                if rest < least[j]:
                    least[j], way[j] = rest, column
                if least[j] < delta:
                    delta, following = least[j], j
        for j in range(size):
            if used[j]:
                u[owner[j]] += delta
                v[j] -= delta
            else:
                least[j] -= delta
        column = following
    return column, way


def _greedy(costs: Sequence[Sequence[float]]) -> list[int]:
    """For every point in turn the nearest cell that is still free."""
    free = set(range(len(costs[0])))
    chosen = []
    for line in costs:
        chosen.append(min(free, key=lambda cell: (line[cell], cell)))
        free.remove(chosen[-1])
    return chosen


def _gather(
    groups: Sequence[str],
    cells: Sequence[Cell],
    costs: Sequence[Sequence[float]],
    chosen: list[int],
) -> None:
    """Exchange cells while that brings torn groups together for little displacement."""
    holder = {cell: point for point, cell in enumerate(chosen)}
    members = {name: [i for i, g in enumerate(groups) if g == name] for name in groups}
    near = [[j for j, (x, y) in enumerate(cells) if abs(x - c) + abs(y - r) == 1] for c, r in cells]

    def pieces(names: Iterable[str]) -> int:
        return sum(_pieces({cells[chosen[i]] for i in members[name]}) for name in names)

    def gain(point: int | None, source: int, target: int) -> int:
        """How many pieces fewer its group can be in at most, once a point has moved."""
        if point is None:
            return 0
        alone, beside = (
            sum(groups[holder[j]] == groups[point] for j in near[cell] if j in holder)
            for cell in (source, target)
        )
        return (not alone) + beside - (source in near[target]) - 1

    for _ in range(SWEEPS):
        torn = [i for name, own in members.items() if pieces([name]) > 1 for i in own]
        for point in torn:
            for cell in range(len(cells)):
                mine, other = chosen[point], holder.get(cell)
                cost = costs[point][cell] - costs[point][mine]
                cost += 0 if other is None else costs[other][mine] - costs[other][cell]
                names = {groups[point], groups[point if other is None else other]}
                most = gain(point, mine, cell) + gain(other, cell, mine)
                most = 0 if other is not None and len(names) == 1 else min(2, most)
                if cell == mine or cost >= SPLIT * most:
                    continue  # even the best outcome would not be worth it
                before = pieces(names)
                _exchange(chosen, holder, point, cell)
                if cost + SPLIT * (pieces(names) - before) >= 0:
                    _exchange(chosen, holder, point, mine)
        if not torn:
            return


def _exchange(chosen: list[int], holder: dict[int, int], point: int, cell: int) -> None:
    """Move a point to a cell; who was there goes where the point was."""
    mine, other = chosen[point], holder.get(cell)
    chosen[point], holder[cell] = cell, point
    if other is None:
        del holder[mine]
    else:
        chosen[other], holder[mine] = mine, other


def _pieces(cells: set[Cell]) -> int:
    """In how many pieces cells lie that touch along a side."""
    left, count = set(cells), 0
    while left:
        count += 1
        edge = [left.pop()]
        while edge:
            column, row = edge.pop()
            near = {(column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)}
            edge += near & left
            left -= near
    return count


def _trimmed(placed: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """Without empty columns and rows at the edges."""
    west = min(column for column, _ in placed.values())
    north = min(row for _, row in placed.values())
    return {key: (column - west, row - north) for key, (column, row) in placed.items()}


if __name__ == "__main__":
    main()

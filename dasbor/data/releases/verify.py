"""What is missing, damaged or tampered with among the releases."""

from collections.abc import Iterator

from dasbor.data.releases.atomic import intact, is_scratch, sha256
from dasbor.data.releases.errors import Damaged, damaged
from dasbor.data.releases.reader import Shelf


def problems(shelf: Shelf) -> list[str]:
    """Each problem with its cure. Reads everything."""
    # What is written first is read last here: a publication under way is no problem.
    parts = (_of_manifests, _of_the_pointer, _of_contents, _of_the_trail, _of_what_it_says)
    found: list[str] = []
    for part in parts:
        try:
            found.extend(part(shelf))
        except Damaged as problem:
            found.append(str(problem))
    return list(dict.fromkeys(found))


def _of_manifests(shelf: Shelf) -> Iterator[str]:
    for number in sorted({*shelf.numbers(), shelf.in_force()} - {0}):
        try:
            shelf.release(number)
        except Damaged as problem:
            yield str(problem)


def _of_the_pointer(shelf: Shelf) -> tuple[str, ...]:
    shelf.check_pointer()
    return ()


def _of_contents(shelf: Shelf) -> Iterator[str]:
    wanted = {sha for release in shelf.readable().values() for sha in release.hashes}
    there = {path.name for path in shelf.contents.glob("*") if not is_scratch(path)}
    for sha in sorted(wanted - there):
        yield str(damaged(shelf.contents / sha, "hilang"))
    for sha in sorted(there):
        if not intact(shelf.contents / sha):
            yield str(damaged(shelf.contents / sha, "isinya berubah"))


def _of_the_trail(shelf: Shelf) -> Iterator[str]:
    return shelf.trail.problems()


def _of_what_it_says(shelf: Shelf) -> Iterator[str]:
    """Versions that the trail does not tell of, or tells otherwise."""
    versions = shelf.history()
    said = {
        entry.get("versi"): detail.get("manifes")
        for entry in shelf.trail.entries()
        if isinstance(detail := entry.get("rincian"), dict)
    }
    for number in (release.number for release in versions):
        if number not in said:
            yield str(damaged(shelf.trail.path, f"tidak menyebut versi {number}"))
        elif said[number] != sha256(shelf.manifest(number)):
            yield str(damaged(shelf.manifest(number), "berbeda dari yang tercatat di jejak"))

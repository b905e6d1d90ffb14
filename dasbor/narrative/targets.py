"""Sentences on the distance between what was reached and what was aimed at."""

from dasbor.city import say
from dasbor.format_id import number
from dasbor.narrative.sentence import Sentence, none_yet, said, year_words
from dasbor.questions.result import Result


def gap(result: Result, column: str = "jumlah") -> Sentence | None:
    """How far the latest year with both a value and a stated target is from it.

    Nothing is said without a target: there is none to fall short of.
    """
    unit = result.column(column).unit
    targets = {target.year: target for target in result.targets if target.unit == unit}
    both = [row for row in result.known(column) if row["tahun"] in targets]
    if not both:
        return None
    last = both[-1]
    target, value = targets[last["tahun"]], last[column]
    aim = number(target.value) + ("" if target.scope == say("kota") else f" {target.scope}")
    distance = number(abs(value - target.value))
    if value < target.value:
        words = f"{distance} kurang dari target {aim}"
    elif value > target.value:
        words = f"{distance} di atas target {aim}"
    else:
        words = f"tepat pada target {aim}"
    count = f"{number(value)} {unit}".rstrip()
    return said(f"{target.measure}: {count} pada {year_words(last)}, {words}", result)


def registered_for_index(registered: Result) -> Sentence:
    """How many stand in the application of the index, and how far that is from its target."""
    known = registered.known("jumlah")
    if not known:
        return none_yet("angka terbit tentang aplikasi indeks", registered)
    last = known[-1]
    text = f"{number(last['jumlah'])} inovasi terdaftar di aplikasi indeks pada {year_words(last)}"
    distance = gap(registered)
    return said(distance.text if distance else text, registered)

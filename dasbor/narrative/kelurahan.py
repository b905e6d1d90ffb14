"""Sentences on the kelurahan and their part in Posyantek."""

from collections import Counter
from typing import Any

from dasbor.city import say
from dasbor.format_id import listing, number, percent
from dasbor.narrative.sentence import FEW_NAMES, Sentence, none_yet, said, verb, within
from dasbor.questions.headlines import judged, of_those_known
from dasbor.questions.result import Result

UNKNOWN = "Belum ada data"  # the status of kelurahan of which it is not known
ASSESSMENT = "data penilaian Posyantek"


def posyantek(participation: Result) -> Sentence:
    """How many kelurahan take part in the latest assessment, and what that does not mean."""
    known = participation.known("ikut")
    if not known:
        return none_yet(ASSESSMENT, participation)
    last = known[-1]
    share = percent(last["ikut_persen"])
    text = f"{_of_known(last)} ({share}) ikut penilaian Posyantek {last['tahun']}"
    if unknown := last["semua"] - judged(last):
        text += f"; {number(unknown)} belum diketahui"
    return said(text, participation, year=last["tahun"])


def _of_known(row: dict[str, Any]) -> str:
    """``14 dari 43 kelurahan``, or ``11 dari 38 kelurahan yang diketahui``."""
    count = f"{number(row['ikut'])} dari {number(judged(row))}"
    return say(f"{count} kelurahan{of_those_known(row)}")


def trend(participation: Result) -> Sentence:
    """Participation over the years, or that there is only one year so far."""
    known = participation.known("ikut")
    if len(known) < 2:
        if not known:
            return none_yet(ASSESSMENT, participation)
        return said(f"Baru satu penilaian yang ada datanya: {known[0]['tahun']}", participation)
    first, last = known[0], known[-1]
    if any(judged(row) < row["semua"] for row in (first, last)):
        counts = [f"{_of_known(row)} ({row['tahun']})" for row in (first, last)]
        return said(f"Ikut penilaian: {', lalu '.join(counts)}", participation)
    if first["ikut"] == last["ikut"]:
        when = f"pada {first['tahun']} dan {last['tahun']}"
        return said(
            say(f"Kelurahan yang ikut sama banyak, {number(last['ikut'])}, {when}"), participation
        )
    text = say(
        f"Kelurahan yang ikut {verb(last['ikut'] - first['ikut'])} dari {number(first['ikut'])}"
        f" ({first['tahun']}) menjadi {number(last['ikut'])} ({last['tahun']})"
    )
    return said(text, participation)


def by_district(districts: Result) -> Sentence:
    """Which kecamatan have no kelurahan taking part, else the one with the largest share."""
    rows = [row for row in districts.records() if row["status"] == "Ikut"]
    if not rows:
        return none_yet(say("data penilaian per kecamatan"), districts)
    unsure = {
        r["kecamatan"] for r in districts.known("jumlah") if r["status"] == UNKNOWN and r["jumlah"]
    }
    none = [r["kecamatan"] for r in rows if not r["jumlah"] and r["kecamatan"] not in unsure]
    year = rows[0]["tahun"]
    if not none and any(not row["jumlah"] for row in rows):
        text = say(f"Belum diketahui apakah setiap kecamatan punya kelurahan yang ikut pada {year}")
    elif not none:
        text = say(f"Setiap kecamatan punya kelurahan yang ikut pada {year}")
    elif len(none) > FEW_NAMES:
        text = say(f"{len(none)} dari {len(rows)} kecamatan tanpa kelurahan yang ikut pada {year}")
    else:
        text = say(f"Tanpa kelurahan yang ikut pada {year}: Kecamatan") + f" {listing(none)}"
    return said(text, districts)


def places(status: Result) -> Sentence:
    """How many kelurahan have which status in the latest assessment; names nobody."""
    counts = Counter(status.values("status"))
    known = counts["Ikut"] + counts["Tidak ikut"]
    if not known:
        return none_yet(say("data penilaian per kelurahan"), status)
    text = say(
        f"Pada {status.values('tahun')[0]}: {number(counts['Ikut'])} kelurahan ikut,"
        f" {number(counts['Tidak ikut'])} tidak ikut"
    )
    if unknown := len(status.rows) - known:
        text += f", {number(unknown)} belum ada datanya"
    return said(text, status)


def history(absences: Result) -> Sentence:
    """Who never took part and who stopped, over all assessments; only where that can be said."""
    rounds = max((row["dinilai"] for row in absences.known("dinilai")), default=0)
    if not rounds:
        return said("Belum ada data penilaian Posyantek", absences)
    if rounds == 1:
        text = (
            "Baru satu penilaian diketahui: belum dapat dikatakan siapa berhenti atau tidak pernah"
        )
        return said(text, absences)
    stories = Counter(absences.values("riwayat"))
    stopped = sum(count for story, count in stories.items() if story.startswith("Berhenti"))
    text = say(
        f"{number(stories['Tidak pernah ikut'])} kelurahan tidak pernah ikut dan {number(stopped)}"
        f" berhenti, selama paling banyak {number(rounds)} penilaian yang diketahui"
    )
    return said(text, absences)


def simulation(costs: Result, cost: int | None, rule: str) -> Sentence:
    """What the reader's own multiplication comes to; nothing is multiplied without a cost."""
    if not costs:
        return said(f"Belum ada penilaian{within(costs)} untuk disimulasikan", costs)
    count, total = sum(costs.values("terhitung")), sum(filter(None, costs.values("biaya")))
    if cost is None:
        return said(say(f"Belum ada biaya yang diketik: {number(count)} kelurahan {rule}"), costs)
    text = say(f"{number(count)} kelurahan ({rule}) × Rp{number(cost)} = Rp{number(total)}")
    return said(text, costs)

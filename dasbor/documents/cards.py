"""Key figures of one office: where it stands among all, and its run of years."""

from dasbor import format_id, narrative
from dasbor.city import say
from dasbor.documents.foot import of_table
from dasbor.documents.markup import card
from dasbor.html import Html
from dasbor.questions.result import Result


def rank(ranking: Result, code: str) -> Html:
    """Where one office stands among all offices of the latest register, and its share."""
    office = next((row for row in ranking.records() if row["kode"] == code), None)
    if not office:
        none = "Tidak ada pada daftar OPD tahun ini"
        words = none if ranking else str(narrative.leaders(ranking))
        return card("Peringkat", format_id.MISSING, words)
    share = format_id.percent(office["bagian_persen"])
    level = ranking.values("peringkat").count(office["peringkat"]) - 1
    tied = f", sama banyak dengan {level} OPD lain" if level else ""
    return card(
        "Peringkat",
        f"{office['peringkat']} dari {len(ranking.rows)}",
        f"{format_id.number(office['jumlah'])} inovasi pada"
        f" {narrative.at(ranking, office['tahun'])}, {share} dari {say('seluruh kota')}{tied}",
        of_table(ranking),
    )


def streak(matrix: Result) -> Html:
    """The years in a row in which one office met the target."""
    last = next((row for row in matrix.records() if row["terakhir"]), None)
    words = str(narrative.compliance(matrix))
    return card(
        "Satu OPD Satu Inovasi",
        narrative.streak(last) if last else format_id.MISSING,
        f"beruntun. {words}." if last and last["beruntun"] else f"{words}.",
        of_table(matrix),
    )

"""A multiplication of the reader's own: what developing the kelurahan would cost, per kecamatan.

Unit cost and rule are theirs, in the link; nothing is assumed.
"""

from typing import Any

from dasbor import format_id, narrative
from dasbor.city import say
from dasbor.documents import controls, foot, markup
from dasbor.documents.blocks import Choice
from dasbor.documents.view import View
from dasbor.html import Html, join_html
from dasbor.questions.result import Result

COST, RULE = "biaya", "aturan"  # names in the address
RULES = ("yang tidak ikut", "yang ikut", "semua")
COLUMNS = ("kecamatan", "semua", "terhitung", "biaya")
BUDGET = "anggaran_pengembangan_inovasi"  # the measure


def draw(view: View, published: Result) -> Html:
    """The form, and below it what it amounts to."""
    caveats = (r for r in published.records() if r["kode_ukuran"] == BUDGET)
    return markup.block(
        "bingkai",
        markup.wrap(
            markup.heading("Simulasi Anda, bukan anggaran resmi", 2),
            *(markup.paragraph(_caveat(row), "pengantar") for row in caveats),
        ),
        _form(view),
        _outcome(view),
    )


def _caveat(row: dict[str, Any]) -> str:
    return (
        f"Angka terbit Rp{format_id.number(row['nilai'])} ({row['tahun']}, {row['sumber']}):"
        f" {row['catatan']}. Karena itu kolom biaya kosong sampai Anda mengisinya."
    )


def _form(view: View) -> Html:
    hint = "Ketik sendiri, misalnya 7,5 juta"
    typed = view.said(COST)
    cost = markup.field("text", COST, value=typed or None, placeholder=hint, maxlength=40)
    rule = markup.select(RULE, [(name, name) for name in RULES], view.choice(RULE, RULES))
    labels = (say("Biaya per kelurahan (rupiah)"), say("Kelurahan yang dihitung"))
    fields = zip(labels, (cost, rule), strict=True)
    rules = Choice(labels[1], RULE, RULES)
    drawn = markup.form(fields, "Hitung", controls.rest(view, COST, RULE))
    return drawn + controls.mentioned(rules, view)


def _outcome(view: View) -> Html:
    try:
        typed = view.said(COST).strip()
        cost = format_id.rupiah(typed) if typed else None
    except ValueError as wrong:
        return markup.wrap(markup.status(str(wrong)))
    rule = view.choice(RULE, RULES)
    asked = {"aturan": rule.removeprefix("yang ").replace(" ", "_"), "biaya": cost}
    costs = view.ask("berapa_biaya_menurut_simulasi", **asked)
    marks = [markup.badge("simulasi Anda") if cost else markup.NOTHING, markup.example_badge(costs)]
    said = markup.paragraph(f"{narrative.simulation(costs, cost, rule)}.", "hasil-simulasi")
    parts = [said, join_html(marks, " ")]
    if cost and costs:
        title = say("Simulasi Anda per kecamatan")
        table = markup.result_table(costs, COLUMNS, title, "t-simulasi")
        parts += [table, foot.of_table(costs)]
    return markup.wrap(*parts)

"""The index among others: one picture per year that has scores of other regions."""

from dasbor import narrative
from dasbor.app.ui.components import pictures
from dasbor.app.ui.page import current_page, html
from dasbor.charts import catalogue
from dasbor.documents import markup

LEAST = 2  # scores that make a comparison


def peers() -> None:
    """Per year the scores on record side by side; a year with one score is a sentence."""
    page = current_page()
    everything = page.ask("berapa_skor_iid_daerah_lain")
    years = list(dict.fromkeys(everything.values("tahun")))
    by_year = [
        page.ask(everything.query.name, tahun_dari=year, tahun_sampai=year) for year in years
    ]
    drawn = [result for result in by_year if len(result.rows) >= LEAST]
    single = [narrative.peers(result) for result in by_year if len(result.rows) < LEAST]
    html(markup.heading("Di antara daerah lain yang angkanya tercatat", 2), kind="babak")
    html(markup.sentences(single or ([] if drawn else [narrative.peers(everything)])))
    if drawn:
        pictures(*map(catalogue.peers, drawn))

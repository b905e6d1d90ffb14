"""Ringkasan: what the head of the city wants to know in ten seconds. Opens without Plotly."""

from dasbor import narrative
from dasbor.app import ui
from dasbor.charts import catalogue
from dasbor.city import city
from dasbor.documents import cards, markup

halaman = ui.current_page()
total = halaman.ask("berapa_inovasi_per_tahun")
per_opd = halaman.ask("berapa_inovasi_per_opd")

ui.title(narrative.growth(total), f"Inovasi {city().name}", total)
ui.note_when_empty(total)

ui.picture(
    catalogue.totals(total),
    markup.sentences(
        [narrative.pace(total), narrative.gaps(total), narrative.without_innovation(per_opd)]
    ),
)
ui.filters_without_effect("opd", "bentuk", "urusan", on="Posyantek dan IID")
ui.cards(*cards.front(halaman.ask, halaman.link))
ui.light_version("lembar", "Versi ringan satu halaman: untuk ponsel, cetak, dan WhatsApp")

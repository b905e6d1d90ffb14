"""Penghargaan: competitions, awards, exhibitions and visits by year; the Inovasi Award."""

from dasbor.app import ui
from dasbor.documents.content import programme

TINGKAT = ui.current_page().answers.queries[programme.ENTRIES].choices["tingkat"]

ui.show(
    "penghargaan",
    tingkat=lambda: ui.choice("Tingkat", TINGKAT, key="tingkat"),
    tandingan=lambda: ui.switch("Tampilkan angka lain yang terbit", key="tandingan"),
)

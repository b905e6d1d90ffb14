"""Pertumbuhan: totals per year with a target of the reader's own, and what they consist of."""

from dasbor.app import ui
from dasbor.documents.content import register

ui.show(
    "pertumbuhan",
    target=lambda: ui.whole_number(
        "Garis target (jumlah inovasi per tahun)",
        0,
        register.HIGHEST_TARGET,
        key="target",
        value=0,
        step=10,
        width=320,
        help="Nol berarti tanpa garis. Target milik Anda, bukan angka resmi; tersimpan di tautan.",
    ),
    rincian=lambda: ui.choice("Rincian menurut", register.BREAKDOWNS, key="rincian"),
)

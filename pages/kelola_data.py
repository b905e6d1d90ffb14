"""Kelola Data: upload, mapping, findings, effect, publication, history and undo."""

from dasbor import gate_ui, ui

penyunting = gate_ui.require_editor()
ui.title("Dari berkas ke angka: periksa dulu, baru terbitkan", "Kelola Data")

usulan = gate_ui.proposal(penyunting)
if usulan:
    gate_ui.account(usulan)
    gate_ui.findings(usulan)
    gate_ui.effect(usulan.effect)
    gate_ui.publication(usulan, penyunting)
gate_ui.history(penyunting)

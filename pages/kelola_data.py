"""Kelola Data: upload, mapping, findings, effect, publication, history and undo."""

from dasbor.app import kelola, ui

penyunting = kelola.require_editor()
ui.title("Dari berkas ke angka: periksa dulu, baru terbitkan", "Kelola Data")

usulan = kelola.proposal(penyunting)
if usulan:
    kelola.account(usulan)
    kelola.unknown_names(usulan, penyunting)
    kelola.findings(usulan)
    if not usulan.broken:
        kelola.effect(usulan.effect)
    kelola.publication(usulan, penyunting)
kelola.continued(penyunting)
kelola.waiting()
kelola.contents()
kelola.history(penyunting)
kelola.recipients(penyunting)

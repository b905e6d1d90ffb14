"""Penghargaan: competitions, awards, exhibitions and visits by year; the Inovasi Award."""

from dasbor.app import ui

ui.show("penghargaan")

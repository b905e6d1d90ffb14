"""What the operator declares of a register: measure, source, as-of date, coverage, certainty."""

from collections.abc import Mapping

import streamlit as st

from dasbor.app import ui
from dasbor.documents import markup
from dasbor.gate.passport import PERIODS, Offer, Passport
from dasbor.gate.sources import Source, key_of

NEW = "sumber baru"  # no key of a source: it holds a blank


def declared(offer: Offer, key: str) -> tuple[Passport, Source | None]:
    """The passport as it is chosen, and a source that has to be recorded for it."""
    if not offer.measures:
        return Passport(), None
    preset = offer.preset()
    ui.html(
        markup.heading("Apa yang dihitung daftar ini", 2),
        markup.paragraph(
            "Terisi dari berkas; lengkapi, dan betulkan bila keliru. Terbit sebagai paspornya."
        ),
    )
    left, right = st.columns(2)
    with left:
        measure = _choose("Ukuran", offer.measures, preset.measure, key)
        as_of = st.date_input(
            "Per tanggal", preset.as_of, format="DD/MM/YYYY", key=f"tanggal_{key}",
            help="Keadaan pada tanggal berapa. Kosong berarti tidak dinyatakan.",
        )  # fmt: skip
    with right:
        known = {**offer.sources, NEW: "Sumber baru …"}
        usual = offer.preset(measure).source
        source = _choose("Sumber", known, usual, f"{measure}_{key}")
        period = _choose("Cakupan waktu", {one: one for one in PERIODS}, preset.period, key)
    new = _new_source(key) if source == NEW else None
    certainty = ""
    if offer.grades:
        grades = {"": "belum dinilai"} | {one: one for one in offer.grades}
        certainty = _choose("Kepastian", grades, preset.certainty, key)
    named = new.key if new else "" if source == NEW else source
    return Passport(measure, named, as_of, period, certainty), new


def _choose(label: str, choices: Mapping[str, str], preset: str, key: str) -> str:
    codes = list(choices)
    at = codes.index(preset) if preset in codes else None
    chosen = st.selectbox(
        label, codes, index=at, format_func=lambda code: choices[code], key=f"{label}_{key}"
    )
    return chosen or ""


def _new_source(key: str) -> Source | None:
    """A source for the list, once it has a title."""
    title = st.text_input("Judul sumber", max_chars=200, key=f"judul_sumber_{key}").strip()
    publisher = st.text_input("Penerbit", max_chars=100, key=f"penerbit_{key}").strip()
    day = st.text_input("Tanggal sumber", max_chars=20, key=f"tanggal_sumber_{key}").strip()
    return Source(key_of(title), title, publisher, day) if title else None

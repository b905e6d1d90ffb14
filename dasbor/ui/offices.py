"""Choosing one office and showing its profile."""

from typing import Any

import streamlit as st

from dasbor import format_id, markup
from dasbor.charts import catalogue
from dasbor.query import Result
from dasbor.ui.page import html
from dasbor.ui.parts import picture, rows


def choose_office(ranking: Result) -> dict[str, Any] | None:
    """The office whose profile is asked for, by list, link (``profil=``) or a click in a chart."""
    offices = {row["singkatan"]: row for row in ranking.records()}
    label = st.selectbox(
        "Profil perangkat daerah",
        sorted(offices),
        index=None,
        key="profil",
        bind="query-params",
        placeholder="Pilih OPD, atau klik batangnya pada gambar",
    )
    return offices.get(label) if label else None


def pick_office(chart_key: str) -> None:
    """Take the office clicked in a chart as the chosen profile."""
    points = st.session_state[chart_key].selection.points
    if points:
        st.session_state["profil"] = points[0]["y"]


def office_profile(office: dict[str, Any], offices: int, totals: Result, items: Result) -> None:
    """One office: rank, share, years, and its innovations."""
    words = (
        f"{format_id.number(office['jumlah'])} inovasi pada {office['tahun']} · peringkat"
        f" {office['peringkat']} dari {offices} ·"
        f" {format_id.percent(office['bagian_persen'])} dari kota"
    )
    with st.container(border=True):
        html(
            markup.heading(office["nama"], 2),
            markup.paragraph(words, "pengantar"),
            markup.example_badge(totals),
            kind="judul-gambar",
        )
        picture(catalogue.office(totals, office["singkatan"]))
        if items:
            rows(items, ["tahun", "judul", "bentuk", "jenis", "urusan", "tahapan", "asal"])

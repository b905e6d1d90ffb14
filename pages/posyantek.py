"""Posyantek: which kelurahan take part in the assessment, on a map, over the years, for budgets."""

from dasbor.app import ui

ui.show(
    "posyantek",
    kelurahan=ui.choose_place,
    peta=ui.choose_shape,
    simulasi=ui.simulation,
)

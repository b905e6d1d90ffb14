"""What Plotly is told once: its language, and the buttons it offers."""

from typing import Any

CONFIG: dict[str, Any] = {
    "locale": "id",
    "displaylogo": False,
    "showSendToCloud": False,  # nothing leaves the house
    "modeBarButtonsToRemove": ["lasso2d", "select2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
    "locales": {
        "id": {
            "dictionary": {
                "Zoom": "Perbesar",
                "Pan": "Geser",
                "Reset axes": "Kembali ke semula",
                "Autoscale": "Sesuaikan skala",
                "Download plot as a PNG": "Unduh gambar (PNG)",
                "Download plot as a png": "Unduh gambar (PNG)",
                "Double-click to zoom back out": "Klik dua kali untuk kembali",
                "Click to enter Colorscale title": "",
                "Toggle Spike Lines": "Garis bantu",
                "Box Select": "Pilih kotak",
                "Lasso Select": "Pilih bebas",
                "Zoom in": "Perbesar",
                "Zoom out": "Perkecil",
            },
            "format": {"decimal": ",", "thousands": "."},
        }
    },
}

"""The dashboard among the apps of a phone: its icons, and what it is called there."""

import json
from collections.abc import Callable, Mapping
from functools import partial

from dasbor import settings
from dasbor.charts.theme import palette
from dasbor.city import city
from dasbor.documents.share import raster

ICON, ROUNDED, UNITS = settings.ASSETS / "ikon.svg", ' rx="7"', 32
SIZES = (180, 192, 512)  # of iOS, and of the web


def files() -> Mapping[str, Callable[[], bytes]]:
    """The files by name, each made when it is first asked for."""
    icons = {f"ikon-{size}.png": partial(icon, size) for size in SIZES}
    return {**icons, "manifest.webmanifest": manifest}


def icon(size: int) -> bytes:
    """The icon as PNG to the very edge: a phone rounds it as it likes."""
    drawn = ICON.read_text(encoding="utf-8").replace(ROUNDED, "")
    return raster.png(drawn, size / UNITS)


def manifest() -> bytes:
    """Name, colours and icons; addresses are seen from the folder that it lies in."""
    colours, name = palette("light"), city().name
    icons = [
        {"src": f"./ikon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        for size in SIZES[1:]
    ]
    about = {
        "name": f"Inovasi {name}",
        "short_name": "Inovasi",
        "description": f"Inovasi daerah {name}, dengan sumber setiap angkanya",
        "lang": "id",
        "id": "../",
        "start_url": "../",
        "scope": "../",
        "display": "standalone",
        "background_color": colours.background,
        "theme_color": colours.accent,
        "icons": [*icons, {**icons[-1], "purpose": "maskable"}],
    }
    return json.dumps(about, ensure_ascii=False).encode()

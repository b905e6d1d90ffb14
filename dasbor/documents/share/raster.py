"""A drawing as PNG, without a browser: Typst sets it, in the typeface of the hand-out."""

from functools import lru_cache

from dasbor import settings

FONTS = settings.ASSETS / "cetak"
KEPT = 64  # cards, some 50 KB each
PAGE = (
    b"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
    b'#image(bytes(sys.inputs.gambar), format: "svg")'
)
PIXELS = 96  # of a drawing on an inch


@lru_cache(maxsize=KEPT)
def png(drawing: str, scale: float = 1) -> bytes:
    """An SVG file as PNG, one pixel for each of its units, or so many times that."""
    import typst  # a second to load

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    made: bytes = typst.compile(
        PAGE,
        font_paths=fonts,
        format="png",
        ppi=PIXELS * scale,
        sys_inputs={"gambar": drawing},
    )
    return made

"""The web server around Streamlit: what a browser or a monitor meets before any page runs."""

from dasbor.server.lifecycle import lifespan, script_error_handler
from dasbor.server.routes import Download, Site, Unavailable, build_middleware, build_routes

__all__ = [
    "Download",
    "Site",
    "Unavailable",
    "build_middleware",
    "build_routes",
    "lifespan",
    "script_error_handler",
]

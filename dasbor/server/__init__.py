"""The web server around Streamlit: what a browser or a monitor meets before any page runs."""

from dasbor.server.api import Reply, build_api, refusal
from dasbor.server.lifecycle import lifespan, listening, script_error_handler
from dasbor.server.local_door import Entry, LocalDoor, announce, build_local, is_loopback, tell
from dasbor.server.logs import write_logs
from dasbor.server.monitor import build_metrics
from dasbor.server.page_shell import First, browser_of
from dasbor.server.routes import Site, Unavailable, build_middleware, build_routes

"""The server: Streamlit's pages with our own addresses and middleware around them. Wiring only.

Starts with ``streamlit run app.py``, ``uvicorn app:app`` or ``python app.py``.
"""

import contextlib
import sys
from pathlib import Path

import streamlit as st
from streamlit import config

from dasbor import metrics, server, settings
from dasbor.app import endpoints, likely, local
from dasbor.charts import svg, theme
from dasbor.city import city
from dasbor.documents import assistant, record
from dasbor.documents.share import home_screen
from dasbor.documents.view import SAMPLES
from dasbor.questions import filters
from dasbor.server import inside

try:
    settings.check()
    spoken = assistant.load_protocol() if settings.assistants_open() else None
except (settings.SettingError, assistant.NotInstalled) as flaw:
    sys.exit(str(flaw))

assistants = spoken.over_http(assistant.here) if spoken else None
inside.read_settings_beside(__file__)
server.write_logs(metrics.count_error)

BASE = "/".join(["", *filter(None, config.get_option("server.baseUrlPath").split("/"))])

site = server.Site(
    title=f"Dasbor Inovasi Daerah · {city().name}",
    description=f"Inovasi daerah {city().name}: pertumbuhan, OPD, dan sumber setiap angka.",
    styles=theme.stylesheet() + svg.styles(),
    pages=frozenset(path.stem for path in settings.PAGES.glob("*.py")),
    home="ringkasan",
    streamlit_files=Path(st.__file__).parent / "static",
    plotly=endpoints.plotly_script(),
    filters=(*filters.FILTERS, SAMPLES),
    base=BASE,
    made=home_screen.files(),
)
routes = [
    server.build_metrics(endpoints.figures, metrics.MEDIA_TYPE),
    server.build_local(local.door, local.closed_by),
    *server.build_api(
        lambda path, pairs, here: endpoints.api(path, pairs, BASE, here),
        record.AT_ROOT,
        {"mcp": assistants.asgi_app} if assistants else {},
    ),
    *server.build_routes(
        site,
        endpoints.health,
        endpoints.picture,
        {"lembar": endpoints.light_sheet},
        endpoints.description,
    ),
]
middleware = server.build_middleware(
    site,
    endpoints.canonical,
    endpoints.count_request,
)
app = st.App(
    settings.ROOT / "dasbor" / "app" / "menu.py",
    routes=routes,
    middleware=middleware,
    lifespan=server.lifespan(
        endpoints.start,
        (local.announce, likely.work_ahead),
        assistants.run if assistants else contextlib.nullcontext,
    ),
    on_script_error=server.script_error_handler(st.error),
)

if __name__ == "__main__":
    app.run()

"""The tools over the Model Context Protocol: standard streams, or HTTP for the server to mount.

The only door to the SDK; without it importing this module raises ``ImportError``.
"""

import json
import logging
import secrets
from collections.abc import Callable
from typing import Any

import anyio
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as Offered

from dasbor import __version__
from dasbor.data import versions
from dasbor.documents.assistant.tools import INSTRUCTIONS, TOOLS, call
from dasbor.documents.open_data import Refused
from dasbor.documents.open_data.replies import as_json
from dasbor.documents.record.about import About

log = logging.getLogger("dasbor.assistant")
LONGEST = 64 * 1024  # bytes of one request over HTTP
Look = Callable[[], About]
READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def build(look: Look) -> Server[Any]:
    """A server of the tools; ``look`` gives the record as it is at each call."""

    async def list_tools(_context: Any, _given: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(
            tools=[
                Offered(
                    name=tool.name,
                    title=tool.title,
                    description=tool.words,
                    input_schema=tool.arguments,
                    annotations=READ_ONLY,
                )
                for tool in TOOLS
            ]
        )

    async def call_tool(_context: Any, given: CallToolRequestParams) -> CallToolResult:
        return await anyio.to_thread.run_sync(_called, look, given.name, given.arguments or {})

    return Server(
        "dasbor-inovasi-daerah",
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _called(look: Look, name: str, arguments: dict[str, Any]) -> CallToolResult:
    """What a tool gives, as text and as structure; a refusal is an error that can be mended."""
    try:
        body = as_json(call(look(), name, arguments)).body.decode()
    except (Refused, versions.StoreUnavailable) as no:
        return _error(str(no))
    except Exception:
        reference = secrets.token_hex(4)
        extra = {"event": "galat_asisten", "rujukan": reference}
        log.exception("Kesalahan %s pada alat asisten", reference, extra=extra)
        return _error(f"Gagal karena kesalahan pada sistem. Kode rujukan: {reference}")
    text = TextContent(type="text", text=body)
    return CallToolResult(content=[text], structured_content=json.loads(body))


def _error(words: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=words)], is_error=True)


def serve_stdio(look: Look) -> None:
    """Answer on the standard streams until the client goes."""

    async def run() -> None:
        server = build(look)
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    anyio.run(run)


def over_http(look: Look) -> StreamableHTTPSessionManager:
    """For the server to mount: no sessions, one answer a request, for any site like all open data.

    It answers while its ``run()`` is entered.
    """
    anyone = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    return StreamableHTTPSessionManager(
        build(look),
        json_response=True,
        stateless=True,
        security_settings=anyone,
        max_request_body_size=LONGEST,
    )

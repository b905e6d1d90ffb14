"""A real mail server on loopback, for tests: what it is told to do, and what it was given."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

TAKES, REFUSES, FALLS_SILENT = "terima", "tolak", "diam"


class Mailbox:
    """The letters that arrived, in their order; ``mood`` says how the next ones are met."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.mood = TAKES
        self.port = 0

    async def speak(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One conversation."""
        writer.write(b"220 uji ESMTP\r\n")
        while line := await reader.readline():
            word = line[:4].strip().upper()
            if word == b"DATA":
                if not await self._letter(reader, writer):
                    break
            elif word == b"RCPT" and self.mood == REFUSES:
                writer.write(b"550 kotak tidak ada\r\n")
            elif word == b"QUIT":
                writer.write(b"221 dadah\r\n")
                break
            else:
                writer.write(b"250 baik\r\n")
            await writer.drain()
        writer.close()

    async def _letter(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"354 silakan\r\n")
        await writer.drain()
        content = (await reader.readuntil(b"\r\n.\r\n")).removesuffix(b".\r\n")
        content = content.replace(b"\r\n..", b"\r\n.")
        letter = message_from_bytes(content, EmailMessage, policy=policy.default)
        self.letters.append(letter)
        if self.mood == FALLS_SILENT:  # it has the letter, and never says so
            return False
        writer.write(b"250 diterima\r\n")
        return True


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """The server while the block runs."""
    box, loop, ready = Mailbox(), asyncio.new_event_loop(), threading.Event()

    async def serve() -> None:
        server = await asyncio.start_server(box.speak, "127.0.0.1", 0, limit=2**26)
        box.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await server.serve_forever()

    def run() -> None:
        task = loop.create_task(serve())
        box_task.append(task)
        try:
            loop.run_until_complete(task)
        except asyncio.CancelledError:
            loop.close()

    box_task: list[asyncio.Task[None]] = []
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield box
    finally:
        loop.call_soon_threadsafe(box_task[0].cancel)
        thread.join(10)

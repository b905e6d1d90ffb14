"""How many readers one server process bears: open sessions that go on filtering, a hall at once.

    python bench/sesi.py http://127.0.0.1:8501 [--pid 1234] [--sesi 500] [--jeda 20] [--detik 60]
        [--dibuka 5000] [--pembanding http://127.0.0.1:8605]

Readers do as a browser does: open Pertumbuhan and its session, a websocket, then choose another
OPD every ``--jeda`` seconds, which asks for the page as the server draws it (/gambar) and for
nothing else (server/ahead.js). A time runs from that question to its answer. The hall is the same
for the peer (Dash): the page, its layout, and one callback after the other.
With ``--pid`` the memory and processor time of the server are read beside (Linux).
"""

import argparse
import asyncio
import gzip
import json
import os
import random
import re
import statistics
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PAGE = "pertumbuhan"
NAME = "opd"
CHOICE = re.compile(r'name="opd" value="([^"]+)"')  # in the filters of the page
HALL, HALLS = 50, 7  # readers at once, and how often
START = {"url": "/", "y": "Semua", "o": "Semua"}  # the inputs of the peer
AT_ONCE = 25  # sessions opened side by side while many are opened and closed
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Reader:
    """One session; ``wrong`` counts runs that did not end well."""

    line: ClientConnection
    address: str
    choices: tuple[str, ...]
    wrong: int = 0

    @classmethod
    async def arrive(cls, address: str) -> "Reader":
        """Open a page and its session."""
        page = await asyncio.to_thread(_read, f"{address}/{PAGE}")
        url = address.replace("http", "ws", 1) + "/_stcore/stream"
        reader = cls(
            await connect(
                url, subprotocols=["streamlit"], max_size=None, compression=None, open_timeout=60
            ),
            address,
            tuple(map(unescape, CHOICE.findall(page.decode()))),
        )
        await reader.run()
        return reader

    async def choose(self, chosen: tuple[str, ...]) -> float:
        """A choice; its milliseconds."""
        query = urlencode({NAME: chosen}, doseq=True)
        began = time.perf_counter()
        picture = await asyncio.to_thread(_read, f"{self.address}/gambar/{PAGE}?{query}")
        self.wrong += b'class="isi"' not in picture
        return 1000 * (time.perf_counter() - began)

    async def run(self) -> None:
        """The first run of the page."""
        message = BackMsg()
        message.rerun_script.page_name = PAGE
        await self.line.send(message.SerializeToString())
        await self._finished()

    async def _finished(self) -> None:
        while True:
            answer = ForwardMsg.FromString(bytes(await self.line.recv(decode=False)))
            kind = answer.WhichOneof("type")
            if kind == "delta":
                self.wrong += answer.delta.new_element.WhichOneof("type") == "exception"
            elif kind == "script_finished":
                self.wrong += answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY
                return


def _read(address: str, message: object = None) -> bytes:
    data = None if message is None else json.dumps(message).encode()
    headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}
    with urlopen(Request(address, data, headers)) as answer:  # noqa: S310 the server being measured
        body = bytes(answer.read())
        packed = answer.headers["Content-Encoding"] == "gzip"
    return gzip.decompress(body) if packed else body


def arrive_at_peer(address: str) -> None:
    """Open the page of a Dash app whose inputs start as ``START`` says."""
    for path in ("", "_dash-layout"):
        _read(f"{address}/{path}")
    for callback in json.loads(_read(f"{address}/_dash-dependencies")):
        inputs = [one | {"value": START[one["id"]]} for one in callback["inputs"]]
        wanted = [
            dict(zip(("id", "property"), name.split("."), strict=True))
            for name in callback["output"].strip(".").split("...")
        ]
        message = {
            "output": callback["output"],
            "outputs": wanted if len(wanted) > 1 else wanted[0],
            "inputs": inputs,
            "changedPropIds": [],
        }
        _read(f"{address}/_dash-update-component", message)


@dataclass(frozen=True)
class Server:
    """The server process: its memory and processor time, if it may be looked at."""

    pid: int

    def megabytes(self) -> float:
        """Resident memory."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) if self.pid else 0
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def seconds(self) -> float:
        """Processor time so far."""
        if not self.pid:
            return 0.0
        parts = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(parts[11]) + int(parts[12])) / TICKS


def main() -> None:
    """Alone, a hall at once, many that filter, many that come and go; print each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("alamat")
    parser.add_argument("--pid", type=int, default=0)
    parser.add_argument("--sesi", type=int, default=500)
    parser.add_argument("--jeda", type=float, default=20)
    parser.add_argument("--detik", type=float, default=60)
    parser.add_argument("--dibuka", type=int, default=5000)
    parser.add_argument("--pembanding", default="")
    given = parser.parse_args()
    asyncio.run(_all(given, Server(given.pid)))


async def _all(given: argparse.Namespace, server: Server) -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(HALL))
    first = await Reader.arrive(given.alamat)
    for label in ("satu sesi, saringan baru", "satu sesi, saringan yang sama lagi"):
        await _measured(label, server, 0, lambda: _each(first))
    await _leave([first])
    for _ in range(HALLS):
        await _measured(f"{HALL} sesi dibuka bersamaan", server, HALL, lambda: _hall(given.alamat))
        if peer := given.pembanding:
            await _measured(f"{HALL} di pembanding", Server(0), HALL, lambda: _hall_of_peer(peer))
    await _measured(f"{given.sesi} sesi menyaring", server, 0, lambda: _many(given))
    for part in range(4 if given.dibuka else 0):
        count = given.dibuka // 4
        label = f"{(part + 1) * count} sesi dibuka dan ditutup"
        await _measured(label, server, count, lambda n=count: _come_and_go(given.alamat, n))


async def _measured(
    label: str, server: Server, runs: int, work: Callable[[], Awaitable[list[float]]]
) -> None:
    before, megabytes, began = server.seconds(), server.megabytes(), time.perf_counter()
    times = sorted(await work())
    used = server.seconds() - before
    late = times[int(len(times) * 0.95)]
    print(f"{label:<36}{time.perf_counter() - began:6.1f} s", end="")
    print(f"  median {statistics.median(times):6.0f}  p95 {late:6.0f}", end="")
    print(f"  terlama {times[-1]:6.0f} ms", end="")
    if server.pid:
        print(f"  {1000 * used / (runs or len(times)):5.1f} ms prosesor tiap kali", end="")
        print(f"  {megabytes:.0f} → {server.megabytes():.0f} MB", end="")
    print(flush=True)


async def _each(reader: Reader) -> list[float]:
    return [await reader.choose((one,)) for one in reader.choices]


async def _hall(address: str) -> list[float]:
    """Milliseconds until each of a hall was served, all coming in the same moment."""
    began = time.perf_counter()

    async def served() -> tuple[Reader, float]:
        reader = await Reader.arrive(address)
        return reader, 1000 * (time.perf_counter() - began)

    all_of_them = await asyncio.gather(*(served() for _ in range(HALL)))
    await _leave([reader for reader, _ in all_of_them])
    return [at for _, at in all_of_them]


async def _hall_of_peer(address: str) -> list[float]:
    began = time.perf_counter()

    def served() -> float:
        arrive_at_peer(address)
        return 1000 * (time.perf_counter() - began)

    return await asyncio.gather(*(asyncio.to_thread(served) for _ in range(HALL)))


async def _many(given: argparse.Namespace) -> list[float]:
    """Each of many sessions chooses again and again, at moments of its own."""
    readers: list[Reader] = []
    while len(readers) < given.sesi:
        readers += await asyncio.gather(*(Reader.arrive(given.alamat) for _ in range(AT_ONCE)))
    until = time.perf_counter() + given.detik

    async def goes_on(reader: Reader) -> list[float]:
        times = []
        await asyncio.sleep(random.uniform(0, given.jeda))
        while time.perf_counter() < until:
            times.append(await _choose(reader))
            await asyncio.sleep(max(0.0, given.jeda - times[-1] / 1000))
        return times

    times = await asyncio.gather(*(goes_on(reader) for reader in readers))
    await _leave(readers)
    return [one for some in times for one in some]


async def _come_and_go(address: str, count: int) -> list[float]:
    times: list[float] = []
    for _ in range(count // AT_ONCE):
        began = time.perf_counter()
        readers = await asyncio.gather(*(Reader.arrive(address) for _ in range(AT_ONCE)))
        times.append(1000 * (time.perf_counter() - began) / AT_ONCE)
        await _leave(list(readers))
    return times


async def _choose(reader: Reader) -> float:
    return await reader.choose(random.choice([(), *((one,) for one in reader.choices)]))


async def _leave(readers: list[Reader]) -> None:
    wrong = sum(reader.wrong for reader in readers)
    if wrong:
        print(f"! {wrong} kali halaman tidak selesai dengan baik")
    await asyncio.gather(*(reader.line.close() for reader in readers))


if __name__ == "__main__":
    main()

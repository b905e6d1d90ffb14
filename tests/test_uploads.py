"""The doors for files and sessions: who may send what, how much is kept, and when it goes."""

from dataclasses import replace
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from dasbor.server import capacity
from dasbor.server.session_door import STREAM, SessionDoor
from dasbor.server.upload import PREFIX, UploadDoor
from dasbor.server.upload_store import FORM, Purpose, Refused, Uploads

SMALL = Purpose(bytes=1024, files=1, together=4 * FORM, per_address=4 * FORM)


class Store:
    """A stand-in for Streamlit that reads all that is sent and keeps it, and our door before it."""

    def __init__(self) -> None:
        self.kept = MemoryUploadedFileManager(PREFIX.rstrip("/"))
        self.uploads = Uploads()
        self.uploads.guard(self.kept)
        self.uploads.admit("ani", SMALL)
        self.client = TestClient(UploadDoor(self._take, self.uploads))

    async def _take(self, scope: Any, receive: Any, send: Any) -> None:
        body = await Request(scope, receive).body()
        session, name = scope["path"].split("/")[-2:]
        self.kept.add_file(session, UploadedFileRec(name, "x", "", body))
        await PlainTextResponse(f"{len(body)} bita")(scope, receive, send)

    def names(self, session: str, count: int = 1) -> list[str]:
        """Addresses given out to a session, as its browser asks for them."""
        return [one.upload_url for one in self.kept.get_upload_urls(session, ["x"] * count)]

    def put(self, address: str, content: Any) -> int:
        """Send a file; the status of the answer."""
        return int(self.client.put(address, content=content).status_code)


@pytest.fixture
def store() -> Store:
    return Store()


def test_only_names_given_out_to_an_open_page_are_taken_each_once(store: Store) -> None:
    [mine] = store.names("ani")
    assert store.put(mine, b"x" * 1024) == 200
    assert store.put(mine, b"x") == 403
    assert store.put(f"{PREFIX}ani/tebakan", b"x") == 403
    assert store.put(store.names("budi")[0], b"x") == 403
    [first] = store.names("ani")
    [second] = store.names("ani", 300_000)  # one file is all that this page takes
    assert store.put(first, b"x") == 403
    assert store.put(second, b"x") == 200
    assert len(store.names("budi", 300_000)) == 1
    store.uploads.dismiss("ani")
    assert store.put(store.names("ani")[0], b"x") == 403


def test_a_file_may_weigh_so_much_whether_it_says_so_or_not(store: Store) -> None:
    too_much = b"x" * (1024 + FORM + 1)
    assert store.put(store.names("ani")[0], too_much) == 413
    assert store.put(store.names("ani")[0], iter([too_much[:FORM], too_much[:FORM]])) == 413
    assert not store.uploads._sessions["ani"].coming
    assert not store.kept.file_storage.get("ani")


def test_a_new_file_takes_the_place_of_the_old_and_leaving_frees_all(store: Store) -> None:
    for _ in range(5):
        assert store.put(store.names("ani")[0], b"x" * 1000) == 200
        assert len(store.kept.file_storage["ani"]) == 1
    store.uploads.leave("ani")
    assert "ani" not in store.kept.file_storage and store.uploads.sessions() == set()


def test_all_sessions_together_have_so_much_room(store: Store) -> None:
    for number in range(6):
        store.uploads.admit(f"s{number}", replace(SMALL, bytes=FORM))
        sent = store.put(store.names(f"s{number}")[0], b"x" * FORM)
        assert sent == (200 if number < 4 else 503), number
    store.kept.remove_session_files("s0")  # taken back by its page, which may still hold it
    assert store.put(store.names("s5")[0], b"x" * FORM) == 503
    store.uploads.leave("s0")
    assert store.put(store.names("s5")[0], b"x" * FORM) == 200


def test_one_address_leaves_room_for_the_others(store: Store) -> None:
    half = replace(SMALL, bytes=FORM, together=8 * FORM, per_address=4 * FORM)

    def send(session: str, address: str) -> int:
        store.uploads.admit(session, half)
        client = TestClient(UploadDoor(store._take, store.uploads), client=(address, 5000))
        return int(client.put(store.names(session)[0], content=b"x" * FORM).status_code)

    assert [send(f"s{number}", "203.0.113.5") for number in range(6)] == [200] * 4 + [503] * 2
    assert [send(f"t{number}", "198.51.100.7") for number in range(4)] == [200] * 4
    store.uploads.leave("s0")
    assert send("s5", "203.0.113.5") == 200


def test_one_file_at_a_time_comes_from_a_session(store: Store) -> None:
    [first] = [address.rpartition("/")[2] for address in store.names("ani")]
    with store.uploads.coming("ani", first, 10, ""):
        [second] = [address.rpartition("/")[2] for address in store.names("ani")]
        with pytest.raises(Refused) as no, store.uploads.coming("ani", second, 10, ""):
            pass
    assert no.value.status == 429


def test_so_many_sessions_are_open_at_once_and_per_address() -> None:
    async def stay(_scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        await receive()

    client = TestClient(SessionDoor(stay, most=3, per_address=2))  # which is one address
    with client.websocket_connect(STREAM), client.websocket_connect(STREAM):
        with pytest.raises(WebSocketDisconnect) as closed, client.websocket_connect(STREAM):
            pass
        assert closed.value.code == 1013
    with client.websocket_connect(STREAM):
        pass


def _of_widgets(count: int) -> bytes:
    message = BackMsg()
    for number in range(count):
        message.rerun_script.widget_states.widgets.add(id=f"{number:x}", trigger_value=True)
    return message.SerializeToString()


@pytest.mark.parametrize(
    ("longest", "too_much"),
    [
        (b"x" * capacity.MESSAGE, b"x" * (capacity.MESSAGE + 1)),
        (_of_widgets(capacity.WIDGETS), _of_widgets(capacity.WIDGETS + 1)),
    ],
    ids=["bytes", "widgets"],
)
def test_a_message_beyond_measure_ends_its_session_unread(longest: bytes, too_much: bytes) -> None:
    read = []

    async def listen(_scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] != "websocket.disconnect":
            read.append(message["bytes"])

    client = TestClient(SessionDoor(listen, most=1, per_address=1))
    with client.websocket_connect(STREAM) as session:
        session.send_bytes(longest)
        session.send_bytes(too_much)
        assert session.receive()["code"] == 1009
    assert read == [longest]

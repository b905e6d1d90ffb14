"""Files sent to the real server by a reader who means harm: quotas, refusals, flat memory."""

import http.client
import os
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.e2e.server import Server
from tests.e2e.session import PATIENCE, Session, Shown
from tests.test_hostile import MILLION, deck, master

MB = 2**20
BOUNDARY = "batas"
GROWTH = 100 * MB


class Sender(Session):
    """A session that sends files as Streamlit's page would."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self._host = urlsplit(address).netloc
        self._widget = ""

    def addresses(self, count: int = 1) -> list[str]:
        """Where files may be sent to, as the server gives it out."""
        message = BackMsg()
        message.file_urls_request.request_id = "x"
        message.file_urls_request.file_names.extend(["x.pptx"] * count)
        self._socket.send(message.SerializeToString())
        while True:
            answer = self._message()
            if answer.WhichOneof("type") == "file_urls_response":
                return [one.upload_url for one in answer.file_urls_response.file_urls]

    def put(self, address: str, content: bytes) -> int:
        """The status of the answer; 0 when the server hangs up on so much."""
        line = http.client.HTTPConnection(self._host, timeout=PATIENCE)
        line.request("GET", "/_stcore/health")
        health = line.getresponse()
        health.read()
        token = (health.getheader("Set-Cookie") or "=").partition(";")[0].partition("=")[2]
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="x.pptx"'
        body = f"{head}\r\n\r\n".encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "X-Xsrftoken": token,
            "Cookie": f"_streamlit_xsrf={token}",
        }
        with closing(line):
            with suppress(OSError):  # it may be refused before all is sent
                line.request("PUT", address, body, headers)
            try:
                return line.getresponse().status
            except (OSError, http.client.HTTPException):
                return 0

    def load(self, content: bytes) -> Shown:
        """Send a template and let the page look at it."""
        [address] = self.addresses()
        assert self.put(address, content) == 204
        message = BackMsg()
        message.rerun_script.page_name = "siap_rapat"
        state = message.rerun_script.widget_states.widgets.add(id=self._widget)
        file = state.file_uploader_state_value.uploaded_file_info.add()
        file.file_id = address.rpartition("/")[2]
        file.name, file.size = "x.pptx", len(content)
        file.file_urls.upload_url = file.file_urls.delete_url = address
        file.file_urls.file_id = file.file_id
        self._socket.send(message.SerializeToString())
        return self.read()

    def find_widget(self) -> None:
        """Open the page and learn the name of its uploader."""
        self.ask("siap_rapat")
        while (answer := self._message()).WhichOneof("type") != "script_finished":
            element = answer.delta.new_element
            if element.WhichOneof("type") == "file_uploader":
                self._widget = element.file_uploader.id
        assert self._widget

    def _message(self) -> ForwardMsg:
        raw = self._socket.recv(PATIENCE)
        assert isinstance(raw, bytes)
        return ForwardMsg.FromString(raw)


def resident(server: Server) -> int:
    """Bytes of memory that the server process has."""
    fields = Path(f"/proc/{server.process.pid}/statm").read_text("ascii").split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")


def until(holds: Callable[[], bool]) -> None:
    """Return when it holds; fail when it does not within patience."""
    end = time.monotonic() + 2 * PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.5)


@pytest.fixture
def running(server: Callable[..., Server]) -> Server:
    """A server of its own, whose memory nobody else uses."""
    if not Path("/proc/self/statm").exists():
        pytest.skip("memori dibaca dari /proc")
    return server()


def test_a_reader_sends_one_template_of_so_much_and_only_from_its_page(running: Server) -> None:
    with Sender(running.site_url) as elsewhere:
        assert elsewhere.open("opd").sound
        assert elsewhere.put(elsewhere.addresses()[0], b"x") == 403
    with Sender(running.site_url) as reader:
        assert reader.open("siap_rapat").sound
        before = resident(running)
        [address] = reader.addresses()
        assert reader.put(address, bytes(22 * MB)) in (413, 0)
        assert reader.put(address, bytes(MB)) == 204
        assert reader.put(address, b"x") == 403
        [only] = reader.addresses(2)  # as many as the page may send
        assert reader.put(only, bytes(MB)) == 204
        for number in range(12):
            path = f"{address.rpartition('/')[0]}/tebakan{number}"
            assert reader.put(path, bytes(150 * MB)) in (403, 0)
        for _ in range(4):
            assert reader.put(reader.addresses()[0], os.urandom(19 * MB)) == 204
        assert resident(running) - before < GROWTH


def test_what_readers_have_sent_goes_by_itself_after_they_have_gone(running: Server) -> None:
    with ExitStack() as others:
        readers = [others.enter_context(Sender(running.site_url)) for _ in range(6)]
        sent = []
        for reader in readers:
            assert reader.open("siap_rapat").sound
            sent.append(reader.put(reader.addresses()[0], os.urandom(19 * MB)))
        assert sent[:2] == [204] * 2  # one address has half of the room that readers share
        assert set(sent[2:]) <= {503, 0}
        kept = resident(running)

    def resident_beside_a_reader() -> int:
        urlopen(f"{running.site_url}/healthz").close()  # in quiet the server keeps more by itself
        return resident(running)

    until(lambda: resident_beside_a_reader() < kept - 20 * MB)


def test_hostile_templates_are_refused_in_words_and_the_server_feels_nothing(
    running: Server,
) -> None:
    with Sender(running.site_url) as reader:
        reader.find_widget()
        assert "dipakai untuk PowerPoint" in reader.load(deck()).text
        before = resident(running)
        for content in (master(*[b"<a/>" * MILLION] * 20), master(blob=bytes(150 * MB))):
            shown = reader.load(content)
            assert "Templat tidak dapat dipakai" in shown.text and not shown.exceptions
            assert resident(running) - before < GROWTH

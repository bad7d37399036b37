"""A provider of messages for the tests, over real sockets; its mood says how it behaves."""

import json
import socket
import socketserver
import threading
import time
from typing import Any


class ProviderServer:
    """Serves at `url`. `asked`: bodies it was given; `headers`: of the last question."""

    def __init__(self) -> None:
        self.mood = "well"
        self.asked: list[dict[str, str]] = []
        self.headers: dict[str, str] = {}
        self._server = _Server(("127.0.0.1", 0), _Answers)
        self._server.owner = self
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/send"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, given: dict[str, str], line: Any) -> None:
        receipt = {"id": given["id"], "status": "accepted"}
        statuses = {"refuses": 422, "busy": 503, "limits": 429, "fails": 500, "moves": 302}
        if self.mood == "hangs up":
            return
        if self.mood == "is slow":
            time.sleep(1.2)
        if self.mood == "drips":
            line.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")
            for _ in range(30):
                line.write(b" ")
                line.flush()
                time.sleep(0.05)
            return
        if self.mood == "talks nonsense":
            line.write(_http(200, b"<html>maintenance</html>"))
            return
        if self.mood == "answers for another":
            receipt["id"] = "f" * 32
        said = _http(statuses.get(self.mood, 202), json.dumps(receipt).encode())
        line.write(said * (2 if self.mood == "answers twice" else 1))


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    owner: ProviderServer


class _Answers(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        owner: ProviderServer = self.server.owner  # type: ignore[attr-defined]
        assert self.rfile.readline().startswith(b"POST /send ")
        lines = iter(lambda: self.rfile.readline().decode().strip(), "")
        owner.headers = {one.split(": ", 1)[0].lower(): one.split(": ", 1)[1] for one in lines}
        given = json.loads(self.rfile.read(int(owner.headers["content-length"])))
        owner.asked.append(given)
        try:
            owner.answer(given, self.wfile)
        except OSError:
            return


def _http(status: int, body: bytes) -> bytes:
    lines = (
        f"HTTP/1.1 {status} X",
        "Content-Type: application/json",
        "Location: /elsewhere",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])

"""A scanner that speaks clamd's own protocol over a socket, and knows one virus."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# The industry's harmless test string, in parts so that no scanner takes this file away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + rb"-ANTIVIRUS-TEST-FILE!$H+H*"


class _Answers(socketserver.StreamRequestHandler):
    """One question: `INSTREAM`, then pieces with their length before each, then an empty one."""

    def handle(self) -> None:
        assert self.rfile.readline().strip(b"nz\0\n") == b"INSTREAM"
        body = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            body += self.rfile.read(length)
        verdict = b"Eicar-Test FOUND" if EICAR in body else b"OK"
        self.wfile.write(b"stream: " + verdict + b"\n")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def clamd() -> Iterator[str]:
    """Serve while the test lasts; give the address."""
    with _Server(("127.0.0.1", 0), _Answers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        host, port = _place(server.server_address)
        yield f"{host}:{port}"
        server.shutdown()
        thread.join()


def _place(address: Any) -> tuple[str, int]:
    return str(address[0]), int(address[1])

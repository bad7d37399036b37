"""A server process whose database is taken away, twice. Run by `test_real_stop`; prints JSON.

Usage: python -m tests.portal.stopping REAL_SOCKET OWN_SOCKET. The connections, their pool and its
waits are the real ones; what stands between is a socket of our own that can be shut.
"""

import json
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any


class Between:
    """Passes bytes from one socket to another, until it is shut."""

    def __init__(self, real: str, own: str) -> None:
        self.real, self.own = real, own
        self.open: list[socket.socket] = []

    def start(self) -> None:
        """Let connections through from now on."""
        Path(self.own).unlink(missing_ok=True)
        self.door = socket.socket(socket.AF_UNIX)
        self.door.bind(self.own)
        self.door.listen(50)
        Thread(target=self._accept, args=[self.door], daemon=True).start()

    def stop(self) -> None:
        """Cut every connection and let none in."""
        Path(self.own).unlink(missing_ok=True)
        for one in (self.door, *self.open):
            with_end(one)
        self.open.clear()

    def _accept(self, door: socket.socket) -> None:
        while True:
            try:
                near, _from = door.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX)
            far.connect(self.real)
            self.open += [near, far]
            for one, other in ((near, far), (far, near)):
                Thread(target=_carry, args=[one, other], daemon=True).start()


def with_end(one: socket.socket) -> None:
    """Close a socket, whoever is reading it."""
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()


def _carry(one: socket.socket, other: socket.socket) -> None:
    try:
        while data := one.recv(65536):
            other.sendall(data)
    except OSError:
        pass
    with_end(other)


def asked(client: Any, address: str) -> tuple[int, float, bool]:
    """Give status, seconds, and whether the answer says that it is a copy."""
    began = time.monotonic()
    answer = client.get(address)
    return answer.status_code, time.monotonic() - began, "Copia de esta" in answer.content.decode()


def main(real: str, own: str) -> None:
    """Stop the database twice."""
    between = Between(real, own)
    between.start()
    import django

    django.setup()
    from django.test import Client

    from portal.site import copies, outage

    outage.PAUSE = 0.5
    copies.refresh()
    client = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
    rounds = []
    for address in ("/reconocer/", "/pedir-ayuda/"):
        before = [asked(client, one) for one in ("/telefonos/", "/protocolos/")]
        between.stop()
        first = asked(client, address)
        visitors = [asked(client, "/protocolos/") for _one in range(100)]
        between.start()
        until = time.monotonic() + 30
        while asked(client, "/telefonos/")[2] and time.monotonic() < until:
            time.sleep(0.1)
        rounds.append({"before": before, "first": first, "visitors": visitors,
                       "after": asked(client, "/telefonos/")})  # fmt: skip
    sys.stdout.write(json.dumps(rounds))


if __name__ == "__main__":
    main(*sys.argv[1:])

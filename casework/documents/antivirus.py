"""The virus scanner, over clamd's own protocol (settings.CLAMD_ADDRESS)."""

from io import BytesIO

import clamd
from django.conf import settings

TIMEOUT_SECONDS = 30


class ScannerDown(Exception):
    """The scanner is required and cannot be asked: nothing may be accepted meanwhile."""


class Infected(Exception):
    """The scanner knows this file as harmful. The signature's name is not shown to anybody."""


def scan(data: bytes) -> bool:
    """Scan bytes. True: scanned and clean. False: no scanner is set, and none is required.

    Raises Infected, ScannerDown.
    """
    if not settings.CLAMD_ADDRESS:
        return _without()
    try:
        verdict, _signature = _client(settings.CLAMD_ADDRESS).instream(BytesIO(data))["stream"]
    except (clamd.ClamdError, OSError, ValueError, KeyError, TypeError):
        return _without()
    if verdict == "FOUND":
        raise Infected("The scanner refused the file.")
    return verdict == "OK" or _without()


def ready() -> bool:
    """Say whether the scanner answers, for the health page and the start-up checks."""
    try:
        return bool(_client(settings.CLAMD_ADDRESS).ping() == "PONG")
    except (clamd.ClamdError, OSError, ValueError):
        return False


def _without() -> bool:
    if settings.ANTIVIRUS_REQUIRED:
        raise ScannerDown("The scanner does not answer.")
    return False


def _client(address: str) -> clamd.ClamdNetworkSocket:
    """Give a client for unix:/path or host:port. Raises ValueError for anything else."""
    if address.startswith("unix:"):
        return clamd.ClamdUnixSocket(address.removeprefix("unix:"), timeout=TIMEOUT_SECONDS)
    host, _, port = address.rpartition(":")
    return clamd.ClamdNetworkSocket(host or "127.0.0.1", int(port), timeout=TIMEOUT_SECONDS)

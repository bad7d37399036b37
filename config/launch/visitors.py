"""Who can log in to the demo world and how: printed at the end of a start, and by `make who`."""

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Iterator

from config.demo.people import OPERATORS, PASSWORD, PERSONAS

from .progress import say

STEP_SECONDS = 30


def show(arguments: list[str]) -> int:
    """`make who`: print the list again, with fresh codes."""
    for line in lines():
        say(line)
    return 0


def lines(now: float | None = None) -> Iterator[str]:
    """Give the lines: operators with password and current code, then the simulator's personas."""
    moment = time.time() if now is None else now
    left = STEP_SECONDS - int(moment) % STEP_SECONDS
    yield f"Staff, /gestion/entrar/   password of all: {PASSWORD}"
    yield f"  {'user':<16} {'code':<7} {'':<5} {'who and where'}"
    for person in OPERATORS:
        shown = code(person.totp_secret, moment)
        story = f": {person.story}" if person.story else ""
        where = f"{person.name}, {person.centre}{story}"
        yield f"  {person.username:<16} {shown:<7} {person.level:<5} {where}"
    yield f"  The codes change in {left} s; make who prints them again. For an authenticator app,"
    yield f"  the secret of {OPERATORS[-1].username} is {in_base32(OPERATORS[-1].totp_secret)}."
    yield ""
    yield "Survivors, /mi-espacio/   through the ClaveUnica simulator, no password"
    for persona in PERSONAS:
        yield f"  {persona.run:<16} {persona.name}: {persona.story}"
    yield ""
    yield "Messages that would have left (text, WhatsApp, e-mail): /simulador/mensajes/"


def code(secret: str, now: float) -> str:
    """The six-digit code of a hexadecimal secret at a moment (RFC 6238)."""
    counter = struct.pack(">Q", int(now) // STEP_SECONDS)
    digest = hmac.new(bytes.fromhex(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4]) & 0x7FFF_FFFF
    return f"{number % 1_000_000:06d}"


def in_base32(secret: str) -> str:
    """The secret as authenticator apps take it."""
    return base64.b32encode(bytes.fromhex(secret)).decode().rstrip("=")

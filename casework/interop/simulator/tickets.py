"""What the simulator remembers between calls: codes and tokens, in the cache all workers share."""

import secrets
from dataclasses import asdict, dataclass

from django.core.cache import cache

from .faults import Fault

CODE_SECONDS = 300
TOKEN_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Ticket:
    """One login: who, for what client and request, and what will go wrong."""

    number: int
    fault: str
    state: str
    nonce: str
    challenge: str


def new_code(ticket: Ticket) -> str:
    """Give a code of 32 characters, good once, for five minutes."""
    code = secrets.token_hex(16)
    if ticket.fault != Fault.CODE_EXPIRED:
        cache.set(f"simulator-code-{code}", asdict(ticket), timeout=CODE_SECONDS)
    if ticket.fault == Fault.CODE_REUSED:
        redeem(code)
    return code


def redeem(code: str) -> Ticket | None:
    """Give the ticket of a code and spend it; nothing when unknown, old or spent."""
    found = cache.get(f"simulator-code-{code}")
    if found is None or not cache.add(f"simulator-spent-{code}", 1, timeout=2 * CODE_SECONDS):
        return None
    return Ticket(**found)


def new_token(ticket: Ticket) -> str:
    """Give an opaque access token."""
    token = secrets.token_hex(20)
    cache.set(f"simulator-token-{token}", asdict(ticket), timeout=TOKEN_SECONDS)
    return token


def bearer(token: str) -> Ticket | None:
    """Give the ticket of an access token."""
    found = cache.get(f"simulator-token-{token}")
    return Ticket(**found) if found else None

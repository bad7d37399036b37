"""The ways out of the house: e-mail by the framework, SMS and WhatsApp by a provider over HTTP.

    port_of(Channel.SMS)                       # None when no provider is configured
    port.send(id, address, words)              # Outcome: what is certain of what happened

A port never tries twice. What may already have left is UNSURE and stays so: a message that comes
twice calls attention. Only what certainly did not leave may be tried AGAIN. No exception that
holds an address ever leaves this module.

The provider's contract: POST a JSON object {"id", "to", "text"} with the bearer token and the id
as `Idempotency-Key`; it answers 200, 201 or 202 and {"id": the same, "status": "accepted"}, 429 or
503 when it took nothing, any other 4xx when it will not take it.
"""

import json
import secrets
import smtplib
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import requests
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from requests.auth import AuthBase
from urllib3.exceptions import NewConnectionError

from casework.survivors.choices import Channel

LARGEST_ANSWER = 16_384


class Fate(StrEnum):
    """What is certain: it was taken; it will not be; nothing left; nobody can tell."""

    SENT = "sent"
    REFUSED = "refused"
    AGAIN = "again"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A fate and, as a code, why."""

    fate: Fate
    why: str = ""


class Port(Protocol):
    """A way out."""

    def send(self, name: str, address: str, words: str) -> Outcome:
        """Send the words once. name: of the message, the same whenever it is tried."""


class Bearer(AuthBase):
    """Carries the token; given as `auth`, so that no ~/.netrc can replace it."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of SMS or WhatsApp: one call, one connection, bounded in time and size."""

    url: str
    token: str
    seconds: float

    def send(self, name: str, address: str, words: str) -> Outcome:
        """Ask once. Nothing of one call is left on the line for the next."""
        ends = time.monotonic() + self.seconds
        try:
            with requests.post(
                self.url, json={"id": name, "to": "".join(address.split()), "text": words},
                auth=Bearer(self.token),
                headers={"Idempotency-Key": name, "Accept": "application/json",
                         "Connection": "close"},
                timeout=self.seconds, allow_redirects=False, stream=True,
            ) as answer:  # fmt: skip
                return _read(answer, name, ends)
        except requests.ConnectTimeout:
            return Outcome(Fate.AGAIN, "no-connection")
        except requests.ConnectionError as problem:
            return _broken(problem)
        except requests.Timeout:
            return Outcome(Fate.UNSURE, "too-slow")
        except requests.RequestException:
            return Outcome(Fate.UNSURE, "broken")


def _broken(problem: requests.ConnectionError) -> Outcome:
    """Nothing left if no connection was made; after that nobody can tell."""
    cause = getattr(problem.args[0] if problem.args else None, "reason", None)
    if isinstance(cause, NewConnectionError):
        return Outcome(Fate.AGAIN, "no-connection")
    return Outcome(Fate.UNSURE, "broken")


def _read(answer: requests.Response, name: str, ends: float) -> Outcome:
    if answer.status_code in (429, 503):
        return Outcome(Fate.AGAIN, "busy")
    if 400 <= answer.status_code < 500:
        return Outcome(Fate.REFUSED, "refused")
    if answer.status_code not in (200, 201, 202):
        return Outcome(Fate.UNSURE, "provider-error")
    body = bytearray()
    # Byte by byte, so that an answer that drips cannot hold up the others.
    for piece in answer.iter_content(1):
        body += piece
        if time.monotonic() > ends:
            return Outcome(Fate.UNSURE, "too-slow")
        if len(body) > LARGEST_ANSWER:
            return Outcome(Fate.UNSURE, "nonsense")
    return (
        Outcome(Fate.SENT) if _is_receipt(bytes(body), name) else Outcome(Fate.UNSURE, "nonsense")
    )


def _is_receipt(body: bytes, name: str) -> bool:
    try:
        found = json.loads(body)
    except ValueError:
        return False
    known = isinstance(found, dict) and found.get("status") == "accepted"
    return known and found.get("id") == name


class Mail:
    """E-mail by the framework's backend: subject and sender are neutral and the same for all."""

    def send(self, name: str, address: str, words: str) -> Outcome:
        """Send one letter. Its own id says neither this machine's name nor ours."""
        domain = settings.MESSAGES_FROM.rpartition("@")[2].strip("> ")
        letter = EmailMessage(
            settings.MESSAGES_SUBJECT, words, settings.MESSAGES_FROM, [address],
            headers={"Message-ID": f"<{secrets.token_hex(16)}@{domain}>"},
        )  # fmt: skip
        line = get_connection()
        try:
            line.open()
        except (OSError, smtplib.SMTPException):
            return Outcome(Fate.AGAIN, "no-connection")
        try:
            sent = line.send_messages([letter])
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused):
            return Outcome(Fate.REFUSED, "refused")
        except (OSError, smtplib.SMTPException):
            return Outcome(Fate.UNSURE, "broken")
        finally:
            _close(line)
        return Outcome(Fate.SENT) if sent else Outcome(Fate.UNSURE, "broken")


def _close(line: object) -> None:
    """Hang up; a line that breaks then changes nothing of what was sent."""
    try:
        line.close()  # type: ignore[attr-defined]
    except (OSError, smtplib.SMTPException):
        return


def port_of(channel: str) -> Port | None:
    """Give the way out of a channel, or None when this installation has none."""
    if channel == Channel.EMAIL:
        return Mail() if settings.MESSAGES_FROM else None
    url, token = settings.MESSAGE_PROVIDERS.get(channel, ("", ""))
    return Provider(url, token, settings.MESSAGES_TIMEOUT) if url else None

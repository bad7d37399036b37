"""A visitor without a network: asks the real WSGI application, keeps its cookies."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.utils.crypto import get_random_string


class Unmeasurable(Exception):
    """A page did not answer as it should; there is nothing to measure."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


class Browser:
    """One visitor. Its requests pass every middleware and gate, as they would from a socket."""

    application = staticmethod(get_wsgi_application())

    def __init__(self) -> None:
        self.cookies = {settings.CSRF_COOKIE_NAME: get_random_string(32)}

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, b"")

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form, with the token that the page would have put into it."""
        token = self.cookies[settings.CSRF_COOKIE_NAME]
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": token, **fields}).encode())

    def _ask(self, method: str, path: str, body: bytes) -> Answer:
        environ: dict[str, Any] = {}
        setup_testing_defaults(environ)
        environ.update(
            REQUEST_METHOD=method,
            PATH_INFO=path,
            REMOTE_ADDR="127.0.0.1",
            CONTENT_TYPE="application/x-www-form-urlencoded",
            CONTENT_LENGTH=str(len(body)),
            HTTP_COOKIE="; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        )
        environ["wsgi.input"] = BytesIO(body)
        with _connection_kept():
            response = self.application(environ, _begin)
            try:
                content = b"".join(response)
            finally:
                response.close()
        self._keep(response.cookies)
        return Answer(response.status_code, dict(response.items()), content)

    def _keep(self, cookies: SimpleCookie) -> None:
        for name, morsel in cookies.items():
            if morsel.value and morsel["max-age"] != 0:
                self.cookies[name] = morsel.value
            else:
                self.cookies.pop(name, None)


def _begin(status: str, headers: list[tuple[str, str]], problem: Any = None) -> Any:
    """Take the first part of an answer; what counts is read from the response itself."""


@contextmanager
def _connection_kept() -> Iterator[None]:
    """Inside a transaction a request must not end the connection, as it otherwise does."""
    signals = (request_started, request_finished) if connection.in_atomic_block else ()
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)

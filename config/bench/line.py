"""One browser's line to the server on the loopback, kept open, one question at a time."""

import http.client
import threading
import time
from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings

from config.launch.server import HOST

from .browser import Unmeasurable

IDLE = 4.0  # seconds; a little less than the server waits before it hangs up


class Line:
    """A line with the cookies of somebody who is logged in."""

    def __init__(self, port: int, cookies: Mapping[str, str]) -> None:
        self._line = http.client.HTTPConnection(HOST, port, timeout=60)
        self._token = cookies[settings.CSRF_COOKIE_NAME]
        self._cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self._mine = threading.Lock()
        self._used = time.monotonic()

    def ask(self, method: str, path: str, fields: Mapping[str, str]) -> bytes:
        """Send one request and read the answer. Raises Unmeasurable unless it is 200."""
        body = urlencode({"csrfmiddlewaretoken": self._token, **fields}) if fields else None
        headers = {"Cookie": self._cookie}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with self._mine:
            if time.monotonic() - self._used > IDLE:
                self._line.close()
            self._line.request(method, path, body=body, headers=headers)
            answer = self._line.getresponse()
            content = answer.read()
            self._used = time.monotonic()
        if answer.status != 200:
            raise Unmeasurable(f"A page of the day's work answered {answer.status}.")
        return content

"""Calls from our server to the provider: bounded in time and size, following no redirect."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass

import requests
from requests.auth import AuthBase

from .errors import BadAnswer, TooSlow, Unavailable

LARGEST_ANSWER = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and body of an answer."""

    status: int
    body: bytes

    def document(self) -> dict[str, object]:
        """Give the body as a JSON object. Raises BadAnswer when it is not one."""
        try:
            found = json.loads(self.body)
        except ValueError:
            raise BadAnswer("not JSON") from None
        if not isinstance(found, dict):
            raise BadAnswer("not an object")
        return found


class Bearer(AuthBase):
    """Carries the access token; given as `auth`, so that no ~/.netrc can replace it."""

    def __init__(self, token: str = "") -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Channel:
    """The calls of one login; they share one allowance of seconds, however slow each is."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._deadline = clock() + seconds

    def ask(
        self, method: str, url: str, *, form: dict[str, str] | None = None, token: str = ""
    ) -> Answer:
        """Call and give the answer, whatever its status below 500.

        Raises TooSlow, Unavailable (refused, broken, 5xx) or BadAnswer (too large).
        """
        left = self._left()
        try:
            with requests.request(
                method, url, data=form, auth=Bearer(token), timeout=left,
                allow_redirects=False, stream=True, headers={"Accept": "application/json"},
            ) as response:  # fmt: skip
                answer = Answer(response.status_code, self._read(response))
        except requests.Timeout:
            raise TooSlow("timeout") from None
        except requests.RequestException as problem:
            # `from None`: the exception holds the request, hence the secret.
            raise Unavailable(type(problem).__name__) from None
        if answer.status >= 500:
            raise Unavailable(f"status {answer.status}")
        return answer

    def _read(self, response: requests.Response) -> bytes:
        body = bytearray()
        # Byte by byte, so that an answer that drips cannot outlive the allowance.
        for piece in response.iter_content(1):
            body += piece
            self._left()
            if len(body) > LARGEST_ANSWER:
                raise BadAnswer("too large")
        return bytes(body)

    def _left(self) -> float:
        left = self._deadline - self._clock()
        if left <= 0:
            raise TooSlow("deadline")
        return left

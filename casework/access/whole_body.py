"""What was sent arrived whole, or nothing of it is taken.

A line that drops leaves the server with the first part of a file, and some servers hand that over
as if it were all. Half a document must never be kept as the whole one.
"""

from collections.abc import Callable
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError


class Stream(Protocol):
    """Where the body of a request is read from."""

    def read(self, size: int | None = -1, /) -> bytes: ...
    def readline(self, size: int | None = -1, /) -> bytes: ...
    def close(self) -> None: ...


class WholeStream:
    """A stream that fails when it ends before its length; Django then makes no form of it."""

    def __init__(self, stream: Stream, length: int) -> None:
        self._stream, self._left = stream, length

    def read(self, size: int | None = -1, /) -> bytes:
        """Give the next bytes. Raises OSError when the line was cut."""
        return self._counted(self._stream.read(size), size)

    def readline(self, size: int | None = -1, /) -> bytes:
        """Give the next line. Raises OSError when the line was cut."""
        return self._counted(self._stream.readline(size), 1)

    def close(self) -> None:
        """End."""
        self._stream.close()

    def _counted(self, data: bytes, size: int | None) -> bytes:
        self._left -= len(data)
        to_the_end = size is None or size < 0
        if self._left > 0 and (to_the_end or (size and not data)):
            raise OSError("the body was cut short")
        return data


class WholeBody:
    """Middleware: before anything reads the form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Watch over the length that was announced."""
        announced = str(request.META.get("CONTENT_LENGTH") or "0")
        stream = getattr(request, "_stream", None)
        if stream is not None and announced.isdigit() and int(announced):
            request._stream = WholeStream(stream, int(announced))  # type: ignore[assignment]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer whoever may still be there; it is no fault of ours to be looked into."""
        return HttpResponse(status=400) if isinstance(exception, UnreadablePostError) else None

"""A part of a file, as players ask for a video: a telephone plays nothing it cannot seek in."""

import os
import re
from collections.abc import Iterator
from typing import IO

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

# One range: "from-to", "from-" or the last so many ("-500"). Several at once get the whole file.
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})$")
CHUNK = 64 * 1024


def part(asked: str, opened: IO[bytes], content_type: str) -> HttpResponseBase | None:
    """Answer a `Range` header with that part (206), or say that there is none (416).

    Gives None when no part was asked for, or none that can be understood: then all of it is sent.
    """
    match = RANGE.match(asked)
    if not match or not (match[1] or match[2]):
        return None
    size = opened.seek(0, os.SEEK_END)
    first, last = bounds(match[1], match[2], size)
    if first > last:
        opened.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    opened.seek(first)
    length = last - first + 1
    return StreamingHttpResponse(
        _chunks(opened, length), status=206, content_type=content_type,
        headers={"Content-Length": str(length), "Content-Range": f"bytes {first}-{last}/{size}"},
    )  # fmt: skip


def bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """Give the first and last byte asked for; the last before the first when there are none."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _chunks(opened: IO[bytes], left: int) -> Iterator[bytes]:
    with opened:
        while left > 0 and (read := opened.read(min(CHUNK, left))):
            left -= len(read)
            yield read

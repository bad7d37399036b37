"""What a document may load while it is rendered: packaged pictures, and nothing else (AB20)."""

from collections.abc import Mapping
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "packaged:"


class OutsideAsset(ValueError):
    """A document asked for something that is not packaged with it. The address is not repeated."""


class PackagedOnly(URLFetcher):
    """Answers `packaged:<name>` from the pictures given; refuses every other address.

    Nothing here opens a file or a connection: the pictures are already in memory. A refusal
    stops the rendering, so that a template mistake or an injected address is noticed at once.
    """

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(
            allowed_protocols=("packaged",), allow_redirects=False, fail_on_errors=True
        )
        self._pictures = pictures

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Give the packaged picture. Raises OutsideAsset for anything else."""
        scheme, _, name = url.partition(":")
        if f"{scheme}:" != SCHEME or name not in self._pictures:
            raise OutsideAsset("A document may use packaged pictures only.")
        return URLFetcherResponse(url, self._pictures[name], {"Content-Type": "image/png"})

    def open(self, url: Any, data: Any = None, timeout: Any = None) -> URLFetcherResponse:
        """Refuse the inherited opener's way round `fetch`."""
        raise OutsideAsset("A document may use packaged pictures only.")

"""A file sent only to be recognised: hashed while it arrives, never kept, not even in memory."""

import hashlib
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

MAX_BYTES = 20 * 1024 * 1024  # below what the proxy lets pass: its answer would be bare


class HashedFile(UploadedFile):
    """What is left of a file sent: its size and its SHA-256."""

    def __init__(self, digest: bytes, size: int) -> None:
        super().__init__(BytesIO(), name="documento.pdf", size=size)
        self.digest = digest


class HashOnly(FileUploadHandler):
    """Takes the place of the handlers that would write a large file to disk."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._hash, self._size = hashlib.sha256(), 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin anew."""
        self._hash, self._size = hashlib.sha256(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hash and drop; what is larger than any document of ours is dropped only.

        It is heard to its end all the same: browsers show no answer to what was cut off.
        """
        self._size += len(raw_data)
        if self._size <= MAX_BYTES:
            self._hash.update(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """Give the digest."""
        return HashedFile(self._hash.digest(), file_size)

"""Files on their way in: no byte beyond the limit is kept, on disk or in memory (safety 2.2)."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class UpToTheLimit(FileUploadHandler):
    """Let pass to the handlers that keep a file what is within the limit, and drop the rest.

    What is kept of a file too large is one byte too much, so `uploads.accept` refuses it with its
    words, while the other files and all that was typed arrive. The editors' library, which is
    not for files of persons, has limits of its own.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Give on what is within the limit; None: nothing of this part is kept."""
        if self.request and self.request.path_info.startswith(settings.UPLOADS_UNLIMITED):
            return raw_data
        return raw_data[: max(0, settings.UPLOAD_MAX_BYTES + 1 - start)] or None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Leave the file to who keeps it."""
        return None

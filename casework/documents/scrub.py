"""The child's program: read a file from standard input, write its harmless form.

Imports nothing of the product, and only the parser that this one file needs. Exit 0 and the
file, or exit 3 and a reason's code.
"""

import sys
from collections.abc import Callable
from importlib import import_module

from casework.documents.scrubbing import Unsafe

CLEANERS = {
    "pdf": "scrub_pdf.clean_pdf",
    "image": "scrub_image.clean_image",
    "thumbnail": "scrub_image.small_image",
    "page": "scrub_page.small_page",
    "sheet": "scrub_page.sheet",
    "sheets": "scrub_page.count",
}


def main() -> int:
    """Clean one file of the kind named by the first argument, or draw the page of the second."""
    kind, *numbers = sys.argv[1:]
    try:
        cleaned = _cleaner(kind)(sys.stdin.buffer.read(), *map(int, numbers))
    except Unsafe as refusal:
        sys.stderr.write(refusal.reason)
        return 3
    sys.stdout.buffer.write(cleaned)
    return 0


def _cleaner(kind: str) -> Callable[..., bytes]:
    module, _, name = CLEANERS[kind].partition(".")
    found: Callable[..., bytes] = getattr(import_module(f"casework.documents.{module}"), name)
    return found


if __name__ == "__main__":
    sys.exit(main())

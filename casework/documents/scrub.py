"""The child's program: read a file from standard input, write its harmless form.

Imports nothing of the product. Exit 0 and the file, or exit 3 and a reason's code.
"""

import sys

from casework.documents.scrub_image import clean_image, small_image
from casework.documents.scrub_pdf import clean_pdf
from casework.documents.scrubbing import Unsafe

CLEANERS = {"pdf": clean_pdf, "image": clean_image, "thumbnail": small_image}


def main() -> int:
    """Clean one file of the kind named by the first argument."""
    try:
        cleaned = CLEANERS[sys.argv[1]](sys.stdin.buffer.read())
    except Unsafe as refusal:
        sys.stderr.write(refusal.reason)
        return 3
    sys.stdout.buffer.write(cleaned)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Entry: `python -m config.launch VERB`. Written so that an old Python can still read it."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "Python %d.%d is too old, 3.11 or newer is needed: install it, "  # noqa: UP031
        "or name it with make PYTHON=/path/to/python3.11." % sys.version_info[:2]
    )

from config.launch import verbs

sys.exit(verbs.main(sys.argv[1:]))

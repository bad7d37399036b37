"""The project's settings, read as a test reads them.

pytest-django reads the settings before any conftest runs, so what they depend on is set here.
"""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SIIVBG_ENV", "test")
os.environ.setdefault("SIIVBG_VAR", str(Path(__file__).resolve().parents[1] / "var" / "test"))

from config.catalogue.compiling import compile_all
from config.settings import *  # noqa: F403
from config.settings import VAR_DIR

# Pages are tested in Spanish, and Django reads its catalogues as soon as it is set up.
compile_all(Path(__file__).resolve().parents[1])

# Tests that commit anchor what they commit. Each process has a folder of its own, which goes with
# it: anchors of a database that was dropped must not lie among those of a real one.
VAR_DIR.mkdir(parents=True, exist_ok=True)
_anchors = tempfile.TemporaryDirectory(prefix="test-anchors-", dir=VAR_DIR)
ANCHOR_DIR = Path(_anchors.name)

# Several hundred tests log in; each would spend most of its time on one password.
EARNEST_HASHERS = PASSWORD_HASHERS  # noqa: F405
PASSWORD_HASHERS = ["tests.quick_hasher.QuickArgon2"]

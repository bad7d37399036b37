"""The project's settings, read as a test reads them.

pytest-django reads the settings before any conftest runs, so what they depend on is set here.
"""

import os
from pathlib import Path

os.environ.setdefault("SIIVBG_ENV", "test")
os.environ.setdefault("SIIVBG_VAR", str(Path(__file__).resolve().parents[1] / "var" / "test"))

from config.settings import *  # noqa: F403

"""What the types say is true, in everything but tests and migrations."""

import subprocess
import sys

import pytest

from .sources import ROOT

SOURCES = ("config", "portal", "selfservice", "consent", "complaints", "casework", "manage.py")


@pytest.mark.slow
def test_the_types_hold() -> None:
    command = [sys.executable, "-m", "mypy", *SOURCES]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-500:]

"""The style of the code is settled by a tool, not by taste."""

import subprocess
import sys

import pytest

from .sources import ROOT


@pytest.mark.parametrize("check", [["check"], ["format", "--check"]], ids=["rules", "format"])
def test_the_linter_has_nothing_to_say(check: list[str]) -> None:
    command = [sys.executable, "-m", "ruff", *check, "--quiet", "--no-cache", str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-500:]

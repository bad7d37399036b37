"""The virtual environment: made from nothing, stamped, mended, and honest without a network."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .processes import ROOT, environment

pytestmark = pytest.mark.slow
ENSURE = "from config.launch import bootstrap; bootstrap.ensure()"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare checkout: the launcher, and requirements that need no network."""
    checkout = tmp_path_factory.mktemp("bare")
    shutil.copytree(ROOT / "config" / "launch", checkout / "config" / "launch")
    shutil.copy(ROOT / "config" / "__init__.py", checkout / "config")
    shutil.copy(ROOT / "Makefile", checkout)
    (checkout / "requirements.txt").write_text("")
    return checkout


def in_it(bare: Path, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=bare, env=environment(bare / "var", 1, **settings), capture_output=True,
        text=True, timeout=120, check=False,
    )  # fmt: skip


def test_it_is_made_once(bare: Path) -> None:
    first = in_it(bare, sys.executable, "-c", ENSURE)
    assert first.returncode == 0, first.stderr
    assert "environment" in first.stdout
    began = time.monotonic()
    second = in_it(bare, sys.executable, "-c", ENSURE)
    assert second.stdout == ""
    assert time.monotonic() - began < 5


def test_a_broken_one_is_made_again(bare: Path) -> None:
    """What a start killed halfway leaves behind: no stamp, and a Python that is not there."""
    (bare / ".venv" / "requirements.txt.installed").unlink()
    (bare / ".venv" / "bin" / "python").unlink()
    mended = in_it(bare, sys.executable, "-c", ENSURE)
    assert mended.returncode == 0, mended.stderr
    assert (bare / ".venv" / "bin" / "python").exists()


def test_without_a_network_one_sentence_says_so(bare: Path) -> None:
    (bare / "requirements.txt").write_text(f"nothing-here==1.0 --hash=sha256:{'0' * 64}\n")
    settings = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0"}
    settings |= {"PIP_CONFIG_FILE": "/dev/null"}
    done = in_it(bare, "make", "run", f"PYTHON={sys.executable}", **settings)
    assert done.returncode != 0
    assert "could not be downloaded" in done.stderr
    assert "Traceback" not in done.stderr

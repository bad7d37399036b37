"""The virtual environment: made, filled with pinned and hashed requirements, and stamped."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from . import commands
from .progress import step
from .trouble import Trouble

ROOT = commands.ROOT
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NEEDED_MEGABYTES = 900

# What pip says, and what it means to the person at the keyboard.
PIP_TROUBLES = (
    (r"No space left on device", "The disk is full: free 1 GB and run again."),
    (
        r"DO NOT MATCH THE HASHES",
        "A downloaded package is not the one that was locked: try again, and if it persists "
        "distrust the package index in use (pip config list shows it).",
    ),
    (
        r"NewConnectionError|ConnectTimeout|Temporary failure in name|ProxyError|Read timed out"
        r"|Network is unreachable|Max retries|No matching distribution|CERTIFICATE_VERIFY",
        "The requirements could not be downloaded: connect this machine to the package index, "
        "or name a mirror with PIP_INDEX_URL, and run again.",
    ),
    (r"Permission denied", ".venv cannot be written by this user: remove it and run again."),
)


def ensure(*, dev: bool = False) -> None:
    """Make the environment where it is missing or not up to date. Raises Trouble."""
    files = ["requirements.txt", *(["requirements-dev.txt"] if dev else [])]
    missing = [name for name in files if not _stamped(name)]
    if not missing and PYTHON.exists():
        return
    if not _works():
        _make()
    for name in missing or files:
        _install(name)


def inside() -> bool:
    """Tell whether this process runs on the environment's own Python."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def enter(arguments: list[str]) -> None:
    """Go on with the environment's Python, in this same process. Does not return."""
    os.execv(PYTHON, [str(PYTHON), "-m", "config.launch", *arguments])  # noqa: S606


def _stamp(name: str) -> Path:
    return VENV / f"{name}.installed"


def _digest(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def _stamped(name: str) -> bool:
    try:
        return _stamp(name).read_text() == _digest(name)
    except FileNotFoundError:
        return False


def _works() -> bool:
    try:
        done = subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _make() -> None:
    if shutil.disk_usage(ROOT).free < NEEDED_MEGABYTES * 1_000_000:
        raise Trouble(f"The disk is almost full: free {NEEDED_MEGABYTES} MB and run again.")
    with step("environment"):
        try:
            commands.run([sys.executable, "-m", "venv", "--clear", str(VENV)])
        except commands.Failed as failure:
            raise Trouble(_venv_sentence(failure.output)) from None


def _venv_sentence(output: str) -> str:
    if "ensurepip" in output:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        return (
            "This Python cannot make environments: install its venv module "
            f"(Debian: apt-get install python{version}-venv) and run again."
        )
    last = output.strip().splitlines()[-1:] or ["no reason given"]
    return f"The environment .venv could not be made ({last[0]}): mend it and run again."


def _install(name: str) -> None:
    total = len(re.findall(r"^[a-zA-Z0-9]\S*==", (ROOT / name).read_text(), re.MULTILINE))
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "-r", name]
    with step(name.removesuffix(".txt")) as current:
        try:
            commands.run(
                command, step=current, counting=r"^(Collecting|Requirement already)", total=total
            )
        except commands.Failed as failure:
            raise Trouble(_pip_sentence(failure.output)) from None
        current.tell(f"{total} packages")
    _stamp(name).write_text(_digest(name))


def _pip_sentence(output: str) -> str:
    for pattern, sentence in PIP_TROUBLES:
        if re.search(pattern, output):
            return sentence
    last = output.strip().splitlines()[-1:] or ["no reason given"]
    return f"pip could not install the requirements ({last[0]}): mend it and run again."

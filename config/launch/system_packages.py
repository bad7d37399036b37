"""System packages some tests need: installed when root on Debian, else named in one line."""

import os
import shutil
import subprocess
from dataclasses import dataclass

from .progress import say, step


@dataclass(frozen=True, slots=True)
class Tool:
    """A program, or a library, that comes from the system."""

    package: str
    program: str
    what_for: str

    def present(self) -> bool:
        """Tell whether it is here."""
        folders = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin"
        return shutil.which(self.program, path=folders) is not None

    def remedy(self) -> str:
        """One line saying what is skipped and how to get it."""
        return f"{self.what_for} skipped: {self.program} is absent (apt-get install {self.package})"


CHROMIUM = Tool("chromium", "chromium", "browser tests")
TOOLS = (
    CHROMIUM,
    Tool("chromium-headless-shell", "chromium-headless-shell", "quicker browser tests"),
    Tool("poppler-utils", "pdfsig", "checks of seals by a second tool"),
    Tool("clamav-daemon", "clamd", "tests with a real antivirus"),
)
# Not installed by itself: its package starts a server of its own on port 80.
NGINX = Tool("nginx-light", "nginx", "the proxy's file in a real nginx")
TEXT_PACKAGES = ("libpangoft2-1.0-0", "libharfbuzz-subset0")


def ensure(wanted: tuple[str, ...]) -> None:
    """Install the packages wanted when root and apt is there; otherwise do nothing."""
    if not wanted or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120"]
    with step("system packages") as current:
        current.tell(", ".join(wanted))
        # One by one: a system that does not know one of them still gets the others.
        install = [[*quiet, "install", "--no-install-recommends", package] for package in wanted]
        codes = [
            subprocess.run(command, env=environment, capture_output=True, check=False).returncode
            for command in ([*quiet, "update"], *install)
        ]
        if any(codes[1:]):
            current.tell("apt-get could not install all of them")


def ensure_tools(text: bool) -> None:
    """Get what the tests use, and say in one line each what is still absent."""
    absent = tuple(tool.package for tool in TOOLS if not tool.present())
    ensure((*absent, *(() if text else TEXT_PACKAGES)))
    for tool in TOOLS:
        if not tool.present():
            say(f"  {tool.remedy()}")

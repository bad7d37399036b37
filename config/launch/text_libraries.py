"""The libraries that draw text in PDF records: Pango and its family, from the system."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library by the names systems give it, and the Debian package that brings it."""

    names: tuple[str, ...]
    package: str


NEEDED = (
    Library(("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"), "libglib2.0-0"),
    Library(("libpango-1.0.so.0", "libpango-1.0.dylib"), "libpango-1.0-0"),
    Library(("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "libharfbuzz0b"),
    Library(("libfontconfig.so.1", "libfontconfig.1.dylib"), "libfontconfig1"),
    Library(("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"), "libpangoft2-1.0-0"),
)
FAST = Library(
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"), "libharfbuzz-subset0"
)  # without it PDF records take almost four times as long (stack: measured)

Loader = Callable[[str], object]


def missing(load: Loader = ctypes.CDLL) -> list[str]:
    """Give the packages of the needed libraries that cannot be loaded."""
    return [library.package for library in NEEDED if not _loads(library, load)]


def slow(load: Loader = ctypes.CDLL) -> bool:
    """Tell whether the library that makes PDF records fast is absent."""
    return not _loads(FAST, load)


def absence(packages: list[str]) -> str:
    """The sentence for missing libraries, with the remedy."""
    wanted = "libpangoft2-1.0-0" if "libpangoft2-1.0-0" in packages else " ".join(packages)
    return (
        "The library that draws text in PDF records (Pango) is missing: install it "
        f"(Debian: apt-get install {wanted} {FAST.package}; macOS: brew install pango) "
        "and run again."
    )


def slowness() -> str:
    """The warning for the missing fast library."""
    return (
        f"PDF records will be slow, the font library {FAST.package} is missing: "
        f"apt-get install {FAST.package}."
    )


def _loads(library: Library, load: Loader) -> bool:
    for name in library.names:
        try:
            load(name)
        except OSError:
            continue
        return True
    return False

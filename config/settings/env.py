"""Typed readers of the environment. Nonsense stops the program with one sentence."""

import os
from datetime import date
from pathlib import Path


class SettingError(SystemExit):
    """A setting that makes no sense; says which, why, and the remedy. Exit code 2."""

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(2)
        self.sentence = f"{name}: {problem}. {remedy}"

    def __str__(self) -> str:
        return self.sentence


def text(name: str, default: str = "") -> str:
    """Read NAME, or the content of the file named by NAME_FILE (secrets on disk)."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as problem:
            raise stop(
                f"{name}_FILE", f"cannot read it ({problem.strerror})", "Check the path."
            ) from None
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    """Read a yes/no setting: 1, true, yes, on or 0, false, no, off."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise stop(name, "is neither yes nor no", "Use 1 or 0.")


def whole(name: str, default: int, *, low: int = 0, high: int = 2**31) -> int:
    """Read a whole number between low and high, both included."""
    value = text(name)
    if not value:
        return default
    if not value.lstrip("-").isdigit() or not low <= int(value) <= high:
        raise stop(name, f"must be a whole number from {low} to {high}", "Correct it or remove it.")
    return int(value)


def day(name: str, default: str) -> date:
    """Read a day written as 2026-12-01."""
    try:
        return date.fromisoformat(text(name, default))
    except ValueError:
        raise stop(name, "is no day", "Write it as 2026-12-01.") from None


def one_of(name: str, choices: tuple[str, ...], default: str) -> str:
    """Read a word that must be one of the choices."""
    value = text(name, default)
    if value not in choices:
        raise stop(name, "is not a known value", f"Use one of: {', '.join(choices)}.")
    return value


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Read a comma-separated list."""
    value = text(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else list(default)


def folder(name: str, default: Path) -> Path:
    """Read a folder's path; it need not exist yet."""
    return Path(text(name, str(default))).expanduser().resolve()


def stop(name: str, problem: str, remedy: str) -> SettingError:
    """Print the sentence on standard error and give the exception to raise."""
    error = SettingError(name, problem, remedy)
    os.write(2, f"{error}\n".encode())
    return error

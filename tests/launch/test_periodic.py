"""Work that is done again and again: how often, and with what it needs to know."""

from typing import Any

import pytest

from config.launch import periodic

HERE = "http://127.0.0.1:8133"


class Ended:
    """A process that has ended well."""

    def poll(self) -> int:
        return 0


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Which commands began, and where they think the product answers."""
    seen: list[tuple[str, str]] = []

    def popen(command: list[str], **options: Any) -> Ended:
        seen.append((command[-1], options["env"]["PUBLIC_ORIGIN"]))
        return Ended()

    monkeypatch.setattr(periodic.subprocess, "Popen", popen)
    return seen


def test_messages_go_out_every_two_minutes_and_the_rest_every_ten(
    begun: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(periodic.time, "monotonic", lambda: now[0])
    work = periodic.Periodic(HERE, ("send_messages", "expire_access"))
    for second in range(0, 1201, 10):
        now[0] = float(second)
        work.turn()
        work.turn()
    counted = [name for name, _origin in begun]
    assert counted.count("send_messages") >= 9
    assert counted.count("expire_access") == 2
    assert {origin for _name, origin in begun} == {HERE}

"""A woman who agreed to messages on weekday evenings, and a way out that keeps what it is given."""

from datetime import UTC, datetime, time

import pytest

from casework.access.context import enter
from casework.messages import sending
from casework.messages.actions import Choice, opt_in
from casework.messages.models import Told
from casework.messages.ports import Fate, Outcome
from casework.messages.queries import texts
from casework.survivors.actions import Contact, register
from tests.survivors.conftest import (  # noqa: F401
    ana,
    as_principal,
    centres,
    other_centre_worker,
    own_centre_worker,
)

NUMBER = "+56 9 8765 4321"
# Monday 23 November 2026 in Chile (UTC-3): before, in and after her hours, 18:00 to 20:00.
NOON = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
EVENING = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
NEXT_EVENING = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)


def evenings(channel: str = "sms", value: str = NUMBER) -> Contact:
    return Contact(channel=channel, value=value, from_hour=time(18), to_hour=time(20),
                   weekdays=(1, 2, 3, 4, 5))  # fmt: skip


class Out:
    """A way out: `sent` is what left; `answers` what it says, the last one for ever."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.answers = [Outcome(Fate.SENT)]

    def send(self, name: str, address: str, words: str) -> Outcome:
        self.sent.append((address, words))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def out(monkeypatch):
    made = Out()
    monkeypatch.setattr(sending, "port_of", lambda _channel: made)
    return made


@pytest.fixture
def her(own_centre_worker, ana, centres):  # noqa: F811
    enter(own_centre_worker.context)
    return register(identity=ana, contact=evenings(), centre_id=centres[0].pk,
                    by=own_centre_worker, at=NOON)  # fmt: skip


@pytest.fixture
def chosen(her, own_centre_worker):  # noqa: F811
    """She picked the first text."""
    choice = Choice(texts()[0], Told.IN_PERSON)
    return opt_in(survivor=her, choice=choice, by=own_centre_worker, at=NOON)

"""Visits of registered and unknown RUNs through the real views, as an observer would see them."""

import re
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Protocol

from django.utils import timezone

from casework.access.context import acting
from casework.access.models import Operator
from casework.access.operators import staff_for
from casework.access.principals import Staff
from casework.identity.run import Run
from casework.survivors import door_actions
from casework.survivors.choices import Mode
from casework.survivors.models import Survivor

from . import people
from .browser import Answer
from .observer import Sight, judged, tells
from .statements import heard_during
from .table import Row

VISITS, QUICK = 500, 40
EACH = 4  # visits of one RUN: a fifth number in a row would have to wait
WRONG = "9 1111 1111 anexo 111 1111"
UNKNOWN = 48_000_000  # RUN bodies that no invented woman has
HOME = "/mi-espacio/"
# What differs from one moment to the next for anybody: secrets, and the second it is.
_SECRETS = re.compile(r"nonce-[\w+/=-]+|(?<==)[\w+/=-]{20,}|expires=[^;]+")
_LINKS = re.compile(rb'(?:href|action|src)="([^"]*)"')


class Phone(Protocol):
    """What a visit needs of a browser."""

    def get(self, path: str) -> Answer: ...

    def post(self, path: str, **fields: str) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Visitor:
    """A RUN that comes in, and the number typed there."""

    run: Run
    registered: bool
    number: str = WRONG


def sight(phone: Phone, visitor: Visitor) -> Sight:
    """Make one visit: look, try a number, look, try another page, ask for half, look."""
    half = {"wording": "Quiero saber"}
    steps: tuple[Callable[[], Answer], ...] = (
        lambda: phone.get(HOME),
        lambda: phone.post(f"{HOME}numero/", number=visitor.number),
        lambda: phone.get(HOME),
        lambda: phone.get(f"{HOME}datos/"),
        lambda: phone.post(f"{HOME}solicitudes/pedir/", **half),
        lambda: phone.get(HOME),
    )
    answers: list[Answer] = []
    counts, began = [], time.perf_counter()
    for step in steps:
        heard = heard_during(partial(_note, answers, step))
        counts.append(len(heard))
    taken = (time.perf_counter() - began) * 1000
    return Sight(
        visitor.registered, tuple(len(one.body) for one in answers),
        tuple(_headers(one) for one in answers), tuple(_links(one) for one in answers),
        tuple(counts), taken,
    )  # fmt: skip


def _note(answers: list[Answer], step: Callable[[], Answer]) -> None:
    answers.append(step())


def _headers(answer: Answer) -> Hashable:
    told = sorted((name, _SECRETS.sub("", value)) for name, value in answer.headers.items())
    return answer.status, tuple(told)


def _links(answer: Answer) -> Hashable:
    return tuple(_LINKS.findall(answer.body))


def observer_rows(account: people.Account, women: int, *, quick: bool) -> Iterator[Row]:
    """Let the observer judge 500 visits, half of them of women registered here."""
    whole = QUICK if quick else VISITS
    visitors = list(_visitors(account, women, whole))
    Random(7).shuffle(visitors)  # noqa: S311 - an order, no secret
    for warming in visitors[:4]:
        sight(people.phone_of(warming.run), warming)
    sights = [sight(people.phone_of(one.run), one) for one in visitors]
    for name, value in judged(sights).items():
        yield Row(
            f"Observer: {name}", f"AUC {value:.3f}", reference=f"{len(sights)} visits",
            limit="0.50 +/- 0.03", verdict="over" if tells(value) else "ok",
        )  # fmt: skip


def _visitors(account: people.Account, women: int, whole: int) -> Iterator[Visitor]:
    half = whole // 2 // EACH
    by = worker_of(account)
    found = [one.identity.run for one in people.women_of_first_centre(women)][:half]
    runs = [run for run in found if run is not None]
    for number, run in enumerate(runs):
        typed = _prepared(run, number, by)
        yield from [Visitor(run, True, typed)] * EACH
    for number in range(len(runs)):
        yield from [Visitor(Run(UNKNOWN + number), False)] * EACH


def worker_of(account: people.Account) -> Staff:
    """Give the worker behind an account, with her assignments."""
    operator = Operator.objects.select_related("user").get(user__username=account.username)
    return staff_for(operator.user, timezone.now())


def _prepared(run: Run, number: int, by: Staff) -> str:
    """Leave her door closed, with a key, frozen or with a duress key; give what is typed there."""
    kinds: Sequence[Callable[[Survivor, Staff], str]] = (_closed, _keyed, _frozen, _duress)
    with acting(by.context):
        her: Survivor = Survivor.objects.get(pk=people.id_of(run))
        return kinds[number % len(kinds)](her, by)


def _closed(her: Survivor, by: Staff) -> str:
    door_actions.choose_mode(survivor=her, mode=Mode.CLOSED, by=by, at=timezone.now())
    return WRONG


def _keyed(her: Survivor, by: Staff) -> str:
    _closed(her, by)
    door_actions.hand_key(survivor=her, by=by, at=timezone.now())
    return WRONG


def _frozen(her: Survivor, by: Staff) -> str:
    key = door_actions.hand_key(survivor=her, by=by, at=timezone.now())
    door_actions.freeze(survivor=her, by=by, at=timezone.now())
    return key


def _duress(her: Survivor, by: Staff) -> str:
    _keyed(her, by)
    return door_actions.hand_duress_key(survivor=her, by=by, at=timezone.now())

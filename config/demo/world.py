"""Builds the whole demo world, once, in one transaction: all of it or nothing."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from casework.territory.validity import chilean_day

from . import certificates, lives, places, staff, text, women
from .people import OPERATORS


def exists() -> bool:
    """Say whether the demo world has been built in this database."""
    return User.objects.filter(username=OPERATORS[0].username).exists()


@transaction.atomic
def build(at: datetime, say: Callable[[str], None]) -> None:
    """Make centres, accounts, the consent text and the women. say is told each step in words."""
    centres = places.build(chilean_day(at))
    say(f"{len(centres)} centres")
    operators = staff.build(centres, at)
    say(f"{len(operators)} accounts")
    say(f"{certificates.build(operators, at)} certificates")
    world = women.World(centres, operators, text.build(operators, at), at)
    known = women.personas(world)
    known += women.build(
        world, lambda done, total: say(f"{done} of {total} women") if done % 10 == 0 else None
    )
    lives.build(world, known, say)

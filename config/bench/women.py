"""Invented women by number: the same number is always the same woman. No one of them is anybody."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from casework.identity.run import Run
from casework.survivors.actions import Contact, Identity
from casework.survivors.choices import Mode
from config.demo.names import GIVEN, SURNAMES

STATE = 20261122
# Bodies above every RUN given to a person so far and below those of companies, apart from the
# demo's own: agreed as fictional (interop 2).
FIRST_RUN, RUN_STEP = 38_000_000, 7
MOST = 900_000
BLOCK = 500  # women written at once
# One team of the Service registers some two thousand women in ten years (600,000 over three
# hundred centres and teams, domain.md 2.2 and 4.3); the first of every region three times as many.
# More women are more regions, never a larger centre: history grows so, and so do registries.
REGION, CENTRES, LARGE = 60_000, 30, 2
YEARS = 10
DECIDED = 0.6  # of the women answered the consent text


@dataclass(frozen=True, slots=True)
class Woman:
    """All that is invented about one woman. centre: place in the list of synthetic centres."""

    number: int
    identity: Identity
    contact: Contact | None
    centre: int
    second_centre: int | None
    registered: timedelta
    mode: Mode
    decided: bool
    chance: Random


def woman(number: int, comunas: tuple[str, ...] = ("13101",)) -> Woman:
    """Give the woman with this number. comunas: codes to live in, one for each centre."""
    chance = Random(f"{STATE}:{number}")  # noqa: S311 - invented data, not a secret
    centre = _centre(number)
    identity = _identity(number, chance, comunas[centre % len(comunas)])
    return Woman(
        number=number,
        identity=identity,
        contact=_contact(chance),
        centre=centre,
        second_centre=_neighbour(centre) if number % 4 == 1 else None,
        registered=timedelta(days=chance.randint(5, YEARS * 365), minutes=chance.randint(0, 500)),
        mode=_mode(number, identity),
        decided=chance.random() < DECIDED,
        chance=chance,
    )


def regions(women: int) -> int:
    """Give how many regions so many women fill."""
    return -(-women // REGION)


def _centre(number: int) -> int:
    return number // REGION * CENTRES + max(0, number % (CENTRES + LARGE) - LARGE)


def _neighbour(centre: int) -> int:
    return centre // CENTRES * CENTRES + (centre + 7) % CENTRES


def run_of(number: int) -> Run | None:
    """Give the RUN of a woman's number. One in nine has none; the first of a block always has."""
    if number % 9 == 8 and number % BLOCK:
        return None
    return Run(FIRST_RUN + RUN_STEP * number)


def _identity(number: int, chance: Random, comuna: str) -> Identity:
    given = _pick(chance, GIVEN)
    if chance.random() < 0.3:
        given = f"{given} {_pick(chance, GIVEN)}"
    born = date(chance.randint(1945, 2008), chance.randint(1, 12), chance.randint(1, 28))
    return Identity(
        working_name=given.split()[0],
        given_names=given,
        first_surname=_pick(chance, SURNAMES),
        second_surname=_pick(chance, SURNAMES),
        run=run_of(number),
        birth_date=born if chance.random() > 0.1 else None,
        comuna_code=comuna,
        entry_route=chance.choice(("spontaneous", "1455", "police", "health", "court")),
    )


def _contact(chance: Random) -> Contact | None:
    if chance.random() < 0.15:
        return None
    return Contact(
        channel=chance.choice(("call", "whatsapp", "sms")),
        value=f"+56 9 8{chance.randint(100, 999)} {chance.randint(1000, 9999)}",
        from_hour=time(chance.randint(9, 12)),
        to_hour=time(chance.randint(14, 19)),
        weekdays=(1, 2, 3, 4, 5),
        words_to_say="Habla Paty, de la biblioteca",
        words_to_avoid="centro, atención",
    )


def _mode(number: int, identity: Identity) -> Mode:
    """Most spaces are closed, as at the start of any life; one in ten opens with ClaveUnica."""
    adult = identity.birth_date is not None and identity.birth_date.year < 2000
    return Mode.OPEN if identity.run and adult and number % 5 == 0 else Mode.CLOSED


def _pick(chance: Random, names: tuple[str, ...]) -> str:
    return chance.choices(names, cum_weights=_weights(len(names)))[0]


@cache
def _weights(count: int) -> list[float]:
    """Some names are everywhere and most are rare: the n-th weighs one over the root of n."""
    return list(accumulate(1 / (place + 1) ** 0.5 for place in range(count)))


def when(woman_: Woman, at: datetime) -> datetime:
    """Give the moment she was registered, counted back from `at`."""
    return at - woman_.registered

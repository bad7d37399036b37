"""Messages of the demo world: one agreed to and sent, one that missed its hours, one that waits."""

from datetime import datetime, timedelta

from casework.access.context import acting
from casework.access.principals import Staff
from casework.messages import actions, sending
from casework.messages.models import Told
from casework.messages.ports import Fate, Outcome
from casework.messages.queries import texts
from casework.messages.rules import WRITTEN
from casework.survivors.actions import Contact, agree_contact
from casework.survivors.models import SafeContact, Survivor
from casework.survivors.reaching import window_of

from .women import World

SINCE = timedelta(days=20)
SENT, MISSED, WAITS = range(3)
HER_WORDS = "¿A qué hora sale el pan?"


def build(world: World, women: list[Survivor]) -> None:
    """Give Valparaíso a woman for each state that matters, and the first one words to call with."""
    centre = world.centres["D-VALPO"]
    by = world.worker_of(centre)
    with acting(by.context):
        actions.agree_words(survivor=women[0], words=HER_WORDS, by=by, at=world.at)
        for number, known in enumerate(_written(world, women, centre.pk)):
            _life(world, number, known, by)


def _written(world: World, women: list[Survivor], centre: int) -> list[SafeContact]:
    """Give the contacts of women of the centre that are old enough and can be written to."""
    rows = SafeContact.objects.filter(
        survivor__in=[one.pk for one in women[1:]], channel__in=WRITTEN, ended_at=None,
        created_at__lte=world.at - SINCE, survivor__centre_ids__0=centre,
        survivor__merged_into=None,
    ).order_by("created_at")  # fmt: skip
    return list(rows.select_related("survivor")[:3])


def _life(world: World, number: int, known: SafeContact, by: Staff) -> None:
    """She says the contact still holds, picks a text, and one is asked for."""
    her, begun = known.survivor, world.at - SINCE
    contact = agree_contact(survivor=her, contact=_same(known), by=by, at=begun)
    choice = actions.Choice(texts()[number], Told.IN_PERSON)
    actions.opt_in(survivor=her, choice=choice, by=by, at=begun)
    asked = world.at if number == WAITS else begun + timedelta(days=8)
    message = actions.ask(survivor=her, centre_id=her.centre_ids[0], by=by, at=asked)
    if number == SENT:
        taken = sending.take(message.pk, _opens(contact, asked))
        assert taken is not None
        sending.settle(taken, Outcome(Fate.SENT), _opens(contact, asked))
    elif number == MISSED:
        sending.take(message.pk, message.dies_at + timedelta(minutes=10))


def _opens(contact: SafeContact, at: datetime) -> datetime:
    return window_of(contact).opens(at) or at


def _same(known: SafeContact) -> Contact:
    said = {name: getattr(known, name) for name in Contact.__slots__}
    return Contact(**{**said, "weekdays": tuple(known.weekdays)})

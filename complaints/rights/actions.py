"""Working on a request before it is answered: who asks, with her safely, taken on, let go."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.levels import Right
from casework.access.principals import Staff, SurvivorPrincipal
from casework.survivors import timeline
from casework.territory.models import Institution

from . import rules
from .choices import PROTECTIVE, IdentityLevel, What
from .events import CannotMove, moved, note
from .models import RightsRequest
from .proxies import Standing, standing
from .states import State

LINE = "rights-asked"
TARGET = "rights"


class RightsRefused(Exception):
    """The act is not allowed now; the message says why, in words for the screen."""


def locked(request: RightsRequest, by: Staff) -> RightsRequest:
    """Read a request anew for changing it, alone. Raises RightsRequest.DoesNotExist if not hers."""
    rows = RightsRequest.objects.answered_by(by).select_for_update(of=("self",))
    found: RightsRequest = rows.get(pk=request.pk)
    return found


@transaction.atomic
def take(*, request: RightsRequest, by: Staff, at: datetime) -> RightsRequest:
    """Take a request on: from now on somebody answers for it (law OI-02: within 24 hours).

    A filed one begins to be worked on. Raises RightsRefused when it is over.
    """
    kept = locked(request, by)
    if kept.state in (State.ANSWERED, State.WITHDRAWN, State.TRANSFERRED):
        raise RightsRefused(_("This request is over."))
    kept.assigned_to = by.operator_id
    mine = sorted(by.case_centres & set(kept.centre_ids))
    if mine and kept.centre_id not in mine:
        kept.centre_id = mine[0]
    fields = ("assigned_to", "centre")
    if kept.state == State.FILED:
        moved(kept, State.WORKING, What.TAKEN, by=by, at=at, fields=fields)
    else:
        kept.save(update_fields=[*fields, "updated_at"])
        note(kept, What.TAKEN, by=by, at=at)
    tell_trayecto(kept, LINE, by, kept.filed_at)
    return kept


@transaction.atomic
def identify(
    *, request: RightsRequest, level: str, how: str, by: Staff, at: datetime, alone: bool = False
) -> RightsRequest:
    """Write down how it was made sure who asks (law DP-10). Raises RightsRefused, CannotMove.

    alone: she said so alone with the worker; then nothing needs to be confirmed again.
    """
    if level not in (IdentityLevel.DOCUMENT, IdentityLevel.PRESENT):
        raise RightsRefused(_("Choose how you made sure who asks."))
    kept = locked(request, by)
    kept.identity_level, kept.alone = level, alone or kept.alone
    fields = ["identity_level", "alone"]
    after = State.WORKING
    if rules.must_be_held(case_of(kept)):
        after, kept.hold_until = State.HELD, rules.hold_until(at, kept.ends_at)
        fields.append("hold_until")
    return moved(kept, after, What.IDENTIFIED, by=by, at=at, fields=tuple(fields), reason=how)


def case_of(request: RightsRequest) -> rules.Circumstances:
    """Give how it came in, as far as caution goes."""
    return rules.Circumstances(
        request.right, request.filer, request.identity_level, request.about_contact, request.alone
    )


@transaction.atomic
def confirm(*, request: RightsRequest, how: str, by: Staff, at: datetime) -> RightsRequest:
    """Write down that she confirmed it over her safe channel or in person (safety.md 1.2, AB35).

    Not before the 72 hours are over. Raises RightsRefused, CannotMove.
    """
    kept = locked(request, by)
    if kept.state != State.HELD:
        raise CannotMove(kept.state)
    if kept.hold_until is not None and at < kept.hold_until:
        raise RightsRefused(_("It is too early: these hours give her time to take it back."))
    problem = rules.short_reason(how)
    if problem:
        raise RightsRefused(_("Write how you made sure with her, in a few words."))
    kept.confirmed_at = at
    return moved(
        kept, State.WORKING, What.CONFIRMED, by=by, at=at, fields=("confirmed_at",), reason=how
    )


@transaction.atomic
def check_power(*, request: RightsRequest, what: str, by: Staff, at: datetime) -> RightsRequest:
    """Write down that a person looked at the papers of who asks for her (law DP-27, DP-12).

    Nobody can tell a power of attorney from a picture of a cat but a person. Raises RightsRefused
    when there is no paper at all, or when she named who asks: then nothing is to be checked.
    """
    kept = locked(request, by)
    if not kept.papers.filter(kind="power").exists():
        raise RightsRefused(_("There is no paper to look at yet. Ask for it first."))
    found = standing(kept)
    if found in (Standing.BARRED, Standing.ALIVE):
        raise RightsRefused(_("Nothing is checked for this person. Read the warning above."))
    if found == Standing.ALIKE and not by.heads & set(kept.centre_ids):
        raise RightsRefused(_("Her file names somebody called like this: the head looks at it."))
    kept.power_checked_by, kept.power_checked_at = by.operator_id, at
    kept.lacks = [code for code in kept.lacks if code != "power"]
    kept.save(update_fields=["power_checked_by", "power_checked_at", "lacks", "updated_at"])
    note(kept, What.POWER_CHECKED, by=by, at=at, reason=what)
    return kept


@transaction.atomic
def withdraw(
    *, request: RightsRequest, by: Staff | SurvivorPrincipal, at: datetime, reason: str = ""
) -> RightsRequest:
    """Take a request back, at once and without having to say why. Raises CannotMove."""
    if isinstance(by, Staff):
        kept = locked(request, by)
    else:
        kept = RightsRequest.objects.visible_to(by).get(pk=request.pk)
    return moved(kept, State.WITHDRAWN, What.WITHDRAWN, by=by, at=at, reason=reason)


@transaction.atomic
def transfer(
    *, request: RightsRequest, to: Institution, reason: str, by: Staff, at: datetime
) -> RightsRequest:
    """Pass a request on to whom it belongs to; its clock goes on there (law DP-08).

    Raises RightsRefused without a reason, or for what protects: that is done here. CannotMove.
    """
    kept = locked(request, by)
    if kept.right in PROTECTIVE:
        raise RightsRefused(_("What protects her is done here, at once. It is not passed on."))
    problem = rules.short_reason(reason)
    if problem:
        raise RightsRefused(problem)
    kept.transferred_to = to
    return moved(
        kept, State.TRANSFERRED, What.TRANSFERRED, by=by, at=at, fields=("transferred_to",),
        reason=reason,
    )  # fmt: skip


def tell_trayecto(request: RightsRequest, code: str, by: Staff, at: datetime) -> None:
    """Leave a line in her trayecto, when the request is of somebody attended here."""
    survivor = request.survivor
    if survivor is None or by.may(Right.ANSWER_REQUESTS):
        return
    timeline.note(
        survivor, timeline.Kind.DOCUMENT, code, target=(TARGET, request.pk), by=by, at=at,
        centre_id=request.centre_id, detail={"right": request.right},
    )  # fmt: skip

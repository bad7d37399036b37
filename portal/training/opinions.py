"""What people think of an edition: three grades that nobody can tie to anybody."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection, transaction
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.territory.validity import chilean_day

from .edition_models import Edition
from .people_models import EditionOpinion, Enrolment
from .refusals import NotHers, NotNow
from .states import State

FEWEST = 5  # opinions before a mean is shown; the database holds to it too


@dataclass(frozen=True, slots=True)
class Means:
    """Means of the grades of 1 to 7, and how many gave them."""

    given: int
    content: Decimal
    teaching: Decimal
    usefulness: Decimal


def may_give(enrolment: Enrolment, at: datetime) -> bool:
    """Say whether her opinion is asked for: on the last day or once signed, one time."""
    held = enrolment.state in (State.ENROLLED, State.PASSED, State.FAILED)
    ended = chilean_day(at) >= enrolment.edition.ends_on or enrolment.signed_at is not None
    return held and ended and not enrolment.opined


@transaction.atomic
def give(
    *, enrolment: Enrolment, content: int, teaching: int, usefulness: int, by: Staff, at: datetime
) -> None:
    """Keep three grades. Nothing ties them to her: her place only says that she was asked.

    Not written in the log, which would tell the hour. Raises NotHers, NotNow.
    """
    kept = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    if kept.operator_id != by.operator_id:
        raise NotHers(_("Each person gives her own opinion."))
    if not may_give(kept, at):
        raise NotNow(_("Your opinion was given already, or the edition goes on."))
    kept.opined = True
    kept.save(update_fields=["opined"])
    EditionOpinion.objects.create(
        edition=kept.edition, content=content, teaching=teaching, usefulness=usefulness
    )


def means(edition: Edition) -> Means | None:
    """Give the means of an edition; None when fewer than five gave their opinion."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM siivbg_edition_opinions(%s)", [edition.pk])
        found = cursor.fetchone()
    return Means(*found) if found else None

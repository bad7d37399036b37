"""An edition announced by mistake: deleted while nothing rests on it, else kept, and why.

The same in the database (`sql.DELETED`): what began or was asked for is never erased.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.levels import Right
from casework.access.principals import Staff
from casework.territory.validity import chilean_day

from .edition_models import Edition
from .places import asked_for
from .refusals import NotHers, NotNow
from .tracing import trace


def reasons(edition: Edition, at: datetime) -> Iterator[str]:
    """Say why an edition cannot be deleted; nothing: it may be."""
    if edition.starts_on <= chilean_day(at):
        yield _("it has begun")
    if asked_for([edition.pk]):
        yield _("somebody has, had or asked for a place in it")


@transaction.atomic
def delete(*, edition: Edition, by: Staff, at: datetime) -> None:
    """Delete an edition that never began and nobody ever asked for. Raises NotHers, NotNow."""
    if not by.may(Right.MANAGE_OPERATORS):
        raise NotHers(_("Editions are deleted by who announces them."))
    kept: Edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if found := list(reasons(kept, at)):
        said = _("This edition cannot be deleted: %(reasons)s.") % {"reasons": "; ".join(found)}
        if kept.cancelled_at is None:
            said += " " + _("Cancel it instead: nobody goes on with it, and what was signed stays.")
        raise NotNow(said)
    trace("deleted", kept, by=by, at=at)
    for part in (*kept.days.all(), *kept.teaching.all()):
        part.delete()
    kept.delete()

"""Cases as something a document may belong to."""

from uuid import UUID

from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.survivors.models import Survivor
from casework.territory.validity import chilean_day

from .models import Case


def cases_of(survivor: Survivor, by: Staff) -> list[tuple[UUID, str]]:
    """Give her cases that the asker may see, newest first: id, centre and year."""
    rows = Case.objects.visible_to(by).filter(survivor=survivor).order_by("-opened_at")
    return [
        (case.pk, _("Case of %(centre)s, %(year)s") % {
            "centre": case.centre_name or case.centre.name,
            "year": chilean_day(case.opened_at).year,
        })
        for case in rows.select_related("centre")
    ]  # fmt: skip

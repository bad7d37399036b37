"""The only way in to questions and complaints: who answers, herself, and the officer."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from casework.access.levels import Right
from casework.access.principals import Principal, Staff, SurvivorPrincipal

from .choices import RESERVED


class TicketQuerySet(models.QuerySet[Any]):
    """Narrowed to what a principal may see. The database says by itself which centre."""

    def visible_to(self, principal: Principal) -> Self:
        """Give her centre's to staff, every line to the officer, her own to her."""
        if isinstance(principal, SurvivorPrincipal):
            return self.filter(survivor_id=principal.survivor_id)
        if not isinstance(principal, Staff):
            return self.none()
        if principal.may(Right.ANSWER_REQUESTS):
            return self._without_conflicts(principal)
        return self.filter(_theirs(principal))._without_conflicts(principal)

    def answered_by(self, principal: Staff) -> Self:
        """Give those she may open and work on."""
        mine = _theirs(principal)
        if principal.may(Right.ANSWER_REQUESTS):
            mine |= Q(centre=None)
        return self.filter(mine)._without_conflicts(principal)

    def _without_conflicts(self, staff: Staff) -> Self:
        """Leave out those of women who named this operator (law DP-44)."""
        barred = RawSQL("SELECT unnest(siivbg_barred(%s))", [staff.operator_id])
        return self.exclude(survivor_id__in=barred)


def _theirs(staff: Staff) -> Q:
    """Of her centres; what is about its people, only to the head and whoever she gives it to."""
    open_to_all = ~Q(kind__in=RESERVED) | Q(assigned_to=staff.operator_id)
    head = Q(centre_id__in=sorted(staff.heads))
    return Q(centre_id__in=sorted(staff.case_centres)) & (open_to_all | head)

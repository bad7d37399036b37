"""The only way in to requests: her team, herself, and the officer where nobody matches."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from casework.access.levels import Right
from casework.access.principals import Principal, Staff, SurvivorPrincipal


class RequestQuerySet(models.QuerySet[Any]):
    """Requests narrowed to what a principal may see. The database says the same by itself."""

    def visible_to(self, principal: Principal) -> Self:
        """Give her centres' to staff, every line to the officer, her own to her."""
        if isinstance(principal, Staff):
            seen = Q(centre_ids__overlap=sorted(principal.case_centres))
            if principal.may(Right.ANSWER_REQUESTS):
                seen = Q()
            return self.filter(seen)._without_conflicts(principal)
        if isinstance(principal, SurvivorPrincipal):
            return self.filter(survivor_id=principal.survivor_id)
        return self.none()

    def answered_by(self, principal: Staff) -> Self:
        """Give those she may open and work on: her centres', or unmatched ones to the officer."""
        mine = Q(centre_ids__overlap=sorted(principal.case_centres))
        if principal.may(Right.ANSWER_REQUESTS):
            mine |= Q(survivor=None)
        return self.filter(mine)._without_conflicts(principal)

    def _without_conflicts(self, staff: Staff) -> Self:
        """Leave out the requests of women who named this operator (law DP-44)."""
        barred = RawSQL("SELECT unnest(siivbg_barred(%s))", [staff.operator_id])
        return self.exclude(survivor_id__in=barred)

"""The only way in: what a principal may see of the files (design 2 and 4.1)."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from casework.access.principals import Principal, Staff, SurvivorPrincipal


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows narrowed to what a principal may see; `person` names the column with her id."""

    person = "survivor_id"

    def visible_to(self, principal: Principal) -> Self:
        """Own centre's rows and granted ones for staff, her own for her, none for others."""
        if isinstance(principal, Staff):
            own_centre = Q(centre_ids__overlap=sorted(principal.case_centres))
            rows = self.filter(own_centre | Q(**{f"{self.person}__in": sorted(principal.granted)}))
            return rows._without_conflicts(principal)
        if isinstance(principal, SurvivorPrincipal):
            return self.filter(**{self.person: principal.survivor_id})
        return self.none()

    def changeable_by(self, principal: Principal) -> Self:
        """Rows that staff may change: own centre only, a grant is read-only."""
        if isinstance(principal, Staff):
            rows = self.filter(centre_ids__overlap=sorted(principal.case_centres))
            return rows._without_conflicts(principal)
        return self.none()

    def _without_conflicts(self, staff: Staff) -> Self:
        """Leave out the files closed to this operator: she is named there (law DP-44), or apart."""
        closed = RawSQL("SELECT unnest(siivbg_closed(%s, 'file'))", [staff.operator_id])
        return self.exclude(**{f"{self.person}__in": closed})


class SurvivorQuerySet(ScopedQuerySet):
    """The women themselves."""

    person = "id"


class FileQuerySet(ScopedQuerySet):
    """Rows of a woman's file."""


class PairQuerySet(ScopedQuerySet):
    """Suspicions that two records are one woman: a conflict with either closes the pair."""

    person = "first_id"

    def _without_conflicts(self, staff: Staff) -> Self:
        barred = RawSQL("SELECT unnest(siivbg_barred(%s))", [staff.operator_id])
        return super()._without_conflicts(staff).exclude(second_id__in=barred)


class MergeQuerySet(ScopedQuerySet):
    """Records that were joined."""

    person = "kept_id"

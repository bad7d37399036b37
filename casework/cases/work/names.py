"""Names of the people of a centre, in one query for a whole page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from casework.access.models import Assignment


@dataclass(frozen=True, slots=True)
class Team:
    """Who works or worked in some centres. open_ids: those whose cases may be given to them."""

    names: dict[UUID, str]
    open_ids: frozenset[UUID]

    def name(self, operator_id: UUID | None) -> str:
        """Give a name; words when there is nobody, or somebody of another centre."""
        if operator_id is None:
            return _("nobody yet")
        return self.names.get(operator_id, _("somebody of another centre"))

    def choices(self) -> list[tuple[str, str]]:
        """Give those who work there now, by name, for a select."""
        now = [(str(one), self.names[one]) for one in self.open_ids]
        return sorted(now, key=lambda pair: pair[1])


def team_of(centre_ids: Collection[int], on: date) -> Team:
    """Give everybody who has or had an assignment over cases in these centres."""
    rows = Assignment.objects.filter(centre_id__in=centre_ids).select_related("operator__user")
    names, now = {}, set()
    for row in rows:
        names[row.operator_id] = str(row.operator)
        ended = row.ended_at is not None or (row.ends_on is not None and row.ends_on < on)
        if row.operator.active and row.starts_on <= on and not ended:
            now.add(row.operator_id)
    return Team(names, frozenset(now))

"""What this room gives to the whole when the product starts."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.access.principals import Staff
from casework.cases import moves
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.tasks import TaskKind, add_kind
from casework.survivors import timeline
from casework.survivors.tabs import Tab, add_tab
from casework.survivors.timeline import Detail, Kind

from .actions import REVIEW_TASK, SIGN_TASK, TARGET, end_with_case
from .choices import Ending


def register() -> None:
    """Join the registries of the rooms below."""
    add_kind(TaskKind(REVIEW_TASK, gettext_lazy("Review the plan with her"), _of_plan, True))
    add_kind(TaskKind(SIGN_TASK, gettext_lazy("Sign the plan as head of centre"), _of_plan, True))
    timeline.add_words(Kind.PLAN, "plan-agreed", _agreed)
    timeline.add_words(Kind.PLAN, "plan-reviewed", _reviewed)
    timeline.add_words(Kind.PLAN, "plan-ended", _ended)
    timeline.add_words(Kind.PLAN, "safety-plan", _safety)
    timeline.add_address(TARGET, _of_plan)
    add_tab(Tab("plans:tab", gettext_lazy("Intervention plan"), 35))
    moves.on_stage(_end_with_the_case)


def _end_with_the_case(
    case: Case, _before: Stage | None, after: Stage, by: Staff, at: datetime
) -> None:
    if after == Stage.CLOSED:
        end_with_case(case=case, by=by, at=at)


def _of_plan(survivor_id: UUID, plan_id: UUID | None) -> str:
    if plan_id is None:
        return reverse("plans:tab", args=[survivor_id])
    return reverse("plans:version", args=[survivor_id, plan_id])


def _agreed(detail: Detail) -> str:
    return _("Individual plan in force, version %(version)s") % {"version": detail["version"]}


def _reviewed(detail: Detail) -> str:
    if detail.get("percent") is None:
        return _("Individual plan reviewed")
    return _("Individual plan reviewed: %(percent)s of 100 done") % {"percent": detail["percent"]}


def _ended(detail: Detail) -> str:
    why = Ending(str(detail["ending"])).label
    return _("Individual plan ended. %(why)s") % {"why": why}


def _safety(detail: Detail) -> str | Promise:
    return gettext_lazy("Safety plan agreed with her")

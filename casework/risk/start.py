"""What this room gives to the whole when the product starts."""

from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.cases.tasks import TaskKind, add_kind
from casework.survivors import timeline
from casework.survivors.essentials import add_essential
from casework.survivors.tabs import Tab, add_tab

from .actions import KIND, REVIEW
from .essential import RISK


def register() -> None:
    """Join the registries of the rooms below."""
    add_tab(Tab("risk:history", _("Risk"), 25))
    add_essential(RISK)
    add_kind(TaskKind(REVIEW, _("Assess her risk again"), _record, True))
    timeline.add_words(timeline.Kind.RISK, "assessed", _assessed)
    timeline.add_address(KIND, _history, follows=True)


def _assessed(detail: timeline.Detail) -> Promise:
    if detail.get("vital_unknown"):
        return _("Risk assessed: high or vital, the source does not say which")
    return _("Risk assessed")


def _record(survivor_id: UUID, _result: UUID | None) -> str:
    return reverse("risk:record", args=[survivor_id])


def _history(survivor_id: UUID, result_id: UUID) -> str:
    return f"{reverse('risk:history', args=[survivor_id])}#r-{result_id}"

"""What the day's work gives to the whole when the product starts."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework.cases.stages import Stage
from casework.cases.tasks import TaskKind, add_kind
from casework.protocols.rules import add_trigger

from .protocol_actions import KIND


def register() -> None:
    """Join the registries of the rooms below."""
    for stage in Stage:
        if stage != Stage.CLOSED:
            add_trigger(stage.value, stage.label)
    add_kind(TaskKind(KIND, _("Step of the protocol"), _her_file))


def _her_file(survivor_id: UUID, _target: UUID | None) -> str:
    return reverse("survivors:trajectory", args=[survivor_id])

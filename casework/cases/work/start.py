"""What the day's work gives to the whole when the product starts."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework.access import home_lines
from casework.cases.legal_sources import CITATIONS
from casework.cases.moves import on_stage
from casework.cases.stages import Stage
from casework.cases.tasks import TaskKind, add_kind
from casework.cases.waiting import actions as waiting
from casework.messages.hooks import on_unsent
from casework.protocols.rules import add_sources, add_trigger
from casework.survivors import contact_hooks, doings, guidance
from casework.survivors.essentials import add_essential

from . import certified, day, helping, protocol_actions, reviewing, screens, unsent
from .day_queries import (
    contacts_ending,
    expiring_contacts,
    half_written,
    handed_over,
    left_unsaved,
    not_registered,
)
from .essential import NEXT_STEP


def register() -> None:
    """Join the registries of the rooms below."""
    for stage in Stage:
        if stage != Stage.CLOSED:
            add_trigger(stage.value, stage.label)
    add_sources(CITATIONS)
    add_kind(TaskKind(protocol_actions.KIND, _("Step of the protocol"), _her_file))
    add_kind(TaskKind(waiting.REVIEW, _("Review her place in the waiting list"), _place, True))
    add_kind(TaskKind(waiting.DECIDE, _("She goes elsewhere: decide about her case"), _her_file))
    add_kind(
        TaskKind(unsent.KIND, _("A message did not reach her: see how to reach her"), _her_door)
    )
    add_kind(TaskKind(reviewing.KIND, _("Review her case: the protocol changed"), reviewing.where))
    on_unsent(unsent.ask_the_team)
    screens.register()
    contact_hooks.on_agreed(screens.contact_agreed)
    doings.on_done(screens.close_step)
    on_stage(protocol_actions.on_stage)
    on_stage(waiting.on_stage)
    add_essential(NEXT_STEP)
    add_essential(helping.PINNED)
    guidance.add_source(helping.guides)
    guidance.add_act_source(helping.rules_of)
    day.add_source(day.Source(contacts_ending, expiring_contacts))
    day.add_source(day.Source(half_written, left_unsaved))
    day.add_source(certified.HERS)
    day.add_head_source(certified.TEAM)
    home_lines.add_source(certified.at_home)
    day.add_head_source(day.Source(not_registered, handed_over))


def _her_door(survivor_id: UUID, _target: UUID | None) -> str:
    return reverse("survivors:door", args=[survivor_id])


def _her_file(survivor_id: UUID, _target: UUID | None) -> str:
    return reverse("survivors:file", args=[survivor_id])


def _place(survivor_id: UUID, target: UUID | None) -> str:
    if target is None:
        return reverse("survivors:file", args=[survivor_id])
    return reverse("work:place", args=[target])

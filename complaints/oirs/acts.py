"""The acts on a question or complaint, as one table: where each is open, what it asks and does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access.principals import Staff

from . import actions, forms
from .choices import RESERVED
from .models import Ticket
from .states import FINAL, State

Run = Callable[[Ticket, dict[str, Any], Staff, datetime], object]


@dataclass(frozen=True, slots=True)
class Act:
    """slug: in the address. states: where it is open. main: moves it forward. leaves: afterwards
    she may see it no more."""

    slug: str
    label: str | Promise
    form: type[forms.ActForm]
    run: Run
    states: frozenset[str]
    done: str | Promise
    main: bool = False
    lead: str | Promise = ""
    leaves: bool = False
    when: Callable[[Ticket], bool] = lambda ticket: True

    def is_open(self, ticket: Ticket) -> bool:
        """Say whether it may be done now."""
        return ticket.state in self.states and self.when(ticket)


def _does(action: Callable[..., object]) -> Run:
    """Run an action with what its form says."""

    def run(ticket: Ticket, data: dict[str, Any], by: Staff, at: datetime) -> object:
        given = dict(data)
        if "paper" in given:
            paper = given.pop("paper")
            given["files"] = (paper,) if paper else ()
        return action(ticket=ticket, by=by, at=at, **given)

    return run


def _on(*states: State) -> frozenset[str]:
    return frozenset(str(state) for state in states)


_S = State
_OPEN = _on(_S.FILED, _S.WORKING, _S.COMPLETING)
ACTS = (
    Act("tomar", _("Take it on"), forms.ActForm, _does(actions.take), _OPEN,
        _("It is yours now."), True,
        when=lambda ticket: ticket.assigned_to is None
        and (ticket.centre_id is not None or ticket.kind in RESERVED)),
    Act("pasar", _("Pass it to the centre it belongs to"), forms.RouteForm, _does(actions.route),
        _OPEN, _("Passed on."), leaves=True,
        lead=_("It has to be with its owner within 24 hours. You will see it no more.")),
    Act("entregar", _("Give it to the authority"), forms.WordsForm, _does(actions.give_away),
        _OPEN, _("Given away."), leaves=True,
        lead=_("It is about your own team: somebody outside the centre answers. Only the head of "
               "the centre does this, and sees it no more."),
        when=lambda ticket: ticket.centre_id is not None and ticket.kind in RESERVED),
    Act("contestar", _("Write the answer"), forms.FileForm, _does(actions.answer), _on(_S.WORKING),
        _("Answered."), True,
        lead=_("Say what was decided and why. How to object is added by itself.")),
    Act("escribir", _("Write to who wrote"), forms.FileForm, _does(actions.tell), _OPEN,
        _("Sent.")),
    Act("nota", _("Internal note"), forms.NoteForm, _does(actions.write_note),
        _OPEN | frozenset(map(str, FINAL)), _("Saved."), lead=_("Who wrote never reads it.")),
    Act("pedir", _("Ask for what is missing"), forms.WordsForm, _does(actions.ask_to_complete),
        _on(_S.WORKING), _("Saved. There are five working days."),
        when=lambda ticket: ticket.fix_asked_at is None),
    Act("completar", _("Go on with it"), forms.WordsForm, _does(actions.complete),
        _on(_S.COMPLETING), _("Saved. It goes on."), True),
    Act("contacto", _("Write down that you looked for her"), forms.WordsForm,
        _does(actions.note_reached), _on(_S.COMPLETING), _("Saved."),
        lead=_("Only by her safe way, and only what you did.")),
    Act("desistir", _("Close it as withdrawn"), forms.WordsForm, _does(actions.deem_withdrawn),
        _on(_S.COMPLETING), _("Closed."),
        lead=_("It is never closed by itself: first look for her by her safe way.")),
    Act("plazo", _("Take more time"), forms.ExtendForm, _does(actions.extend), _OPEN,
        _("The deadline was extended."), when=lambda ticket: ticket.extended_to is None,
        lead=_("Only once, before the time is over, by half of it at most.")),
    Act("transparencia", _("Hand it to transparency"), forms.WordsForm,
        _does(actions.hand_to_transparency), _on(_S.FILED, _S.WORKING), _("Handed over."),
        lead=_("It asks for public information: its own clock runs from the day it was filed. No "
               "letter goes to anybody's home, and what touches a person is looked at by a "
               "lawyer.")),
)  # fmt: skip
BY_SLUG = {act.slug: act for act in ACTS}


def open_acts(ticket: Ticket) -> list[Act]:
    """Give the acts that may be done now, the main ones first."""
    return sorted((act for act in ACTS if act.is_open(ticket)), key=lambda act: not act.main)

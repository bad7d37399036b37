"""What asks for an opinion: moves of cases, answered requests, answered questions."""

from datetime import datetime
from typing import Any, Protocol

from casework.access.principals import Staff
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.survivors.models import Survivor
from casework.territory.validity import chilean_day
from complaints.rights.port import Change
from complaints.rights.states import State

from . import rules
from .actions import end, invite
from .choices import Moment


def moved(case: Case, before: Stage | None, after: Stage, by: Staff, at: datetime) -> None:
    """Open and end what a move of a case asks for."""
    asks = rules.after_move(before, after, chilean_day(at))
    if before is not None and asks.ends:
        end(survivor_id=case.survivor_id, centre_id=case.centre_id, moments=asks.ends)
    if asks.opens:
        invite(survivor=case.survivor, centre_id=case.centre_id, days=asks.opens, at=at)


def answered(change: Change) -> None:
    """Ask once a request on data of hers was answered."""
    if change.after == State.ANSWERED and change.request.centre_id is not None:
        after(Moment.REQUEST, change.request.survivor, change.request.centre_id, change.at)


class Closed(Protocol):
    """What this room needs of a question or complaint."""

    survivor: Any
    centre_id: Any


def question_answered(ticket: Closed, at: datetime) -> None:
    """Ask once a question or complaint of hers was answered (joined in `complaints.apps`)."""
    if ticket.centre_id is not None:  # else somebody answered who may not see her file
        after(Moment.QUESTION, ticket.survivor, ticket.centre_id, at)


def after(moment: Moment, her: Survivor | None, centre_id: int | None, at: datetime) -> None:
    """Ask her once after something that was done; nobody when it is not known whose it was."""
    if her is not None and centre_id is not None:
        invite(survivor=her, centre_id=centre_id, days=[rules.once(moment, chilean_day(at))], at=at)

"""Asking for something about one's data: from any visit, for any RUN, with the same answer.

What a visit that is not open learns of its requests is what it asked itself (design 4.3, AB31).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from casework.access.principals import ANONYMOUS, SurvivorPrincipal
from casework.identity.lookup import run_digest
from casework.territory.validity import chilean_day
from complaints.rights import rules
from complaints.rights.choices import (
    HARMFUL_IF_FORCED,
    PROTECTIVE,
    Asked,
    Channel,
    Filer,
    IdentityLevel,
)
from complaints.rights.filing import Intake, file
from complaints.rights.queries import Line, line_of, my_requests, requests_of
from complaints.rights.states import PublicState

from .ask_forms import RIGHTS
from .forms import AGAIN, FILED, TOO_MANY
from .sessions import Present

MOST_A_DAY = 5  # safety.md 8, AB39: a flood would bury what she asks
MOST_DATA = 15  # as many as her space may show: each may be wrong
DAY = 24 * 3600  # seconds
WRITING = "writing"  # questions and complaints
COUNTED_APART = PROTECTIVE | {Asked.RECTIFICATION, WRITING}


@dataclass(frozen=True, slots=True)
class Standing:
    """A request in plain words: its number, what was asked, when, and where it stands now."""

    number: str
    what: str
    filed_at: datetime
    now: str
    until: str
    may_go_back: bool


def ask_neutral(present: Present, data: dict[str, Any], at: datetime) -> str:
    """File what was asked in a visit that is not open; give the notice for the next page.

    The same steps for every RUN (AB06).
    """
    if too_many(present, data["right"]):
        return TOO_MANY
    visitor = present.visitor
    intake = Intake(name=visitor.full_name, run=visitor.run, **data)
    filed = file(
        intake=intake, channel=Channel.ONLINE, identity=IdentityLevel.CLAVE_UNICA, by=ANONYMOUS,
        at=at,
    )  # fmt: skip
    return AGAIN if filed.again else FILED


def ask_own(present: Present, data: dict[str, Any], by: SurvivorPrincipal, at: datetime) -> str:
    """File what she asks from her own space."""
    if too_many(present, data["right"]):
        return TOO_MANY
    visitor = present.visitor
    intake = Intake(name=visitor.full_name, run=visitor.run, survivor_id=by.survivor_id, **data)
    filed = file(intake=intake, channel=Channel.ONLINE, identity=IdentityLevel.KEY, by=by, at=at)
    return AGAIN if filed.again else FILED


def too_many(present: Present, what: str) -> bool:
    """Count what a RUN asks in a day, registered or not. what: a right, or WRITING.

    What protects, what corrects and what is written are counted apart: whoever floods her list
    with the rest, her telephone in his hand, keeps her from none of them.
    """
    apart = f"{what}:" if what in COUNTED_APART else ""
    name = f"asked:{apart}{run_digest(present.visitor.run).hex()}"
    cache.add(name, 0, DAY)
    most = MOST_DATA if what == Asked.RECTIFICATION else MOST_A_DAY
    return int(cache.incr(name)) > most


def neutral_requests(present: Present, at: datetime) -> list[Standing]:
    """Give what was asked from visits of this RUN that were not open."""
    return [standing(line, at) for line in my_requests(present.visitor.run)]


def own_requests(by: SurvivorPrincipal, at: datetime) -> list[tuple[Any, Standing]]:
    """Give all she asked for, wherever she did, newest first, with the request itself."""
    return [
        (one, standing(line_of(one), at, one.filer == Filer.HERSELF)) for one in requests_of(by)
    ]


def standing(line: Line, at: datetime, herself: bool = True) -> Standing:
    """Put a request in plain words, the same for everybody. herself: nobody asked it for her."""
    return Standing(
        line.number, _what(line.right), line.filed_at, _now(line, at, herself), _until(line, at),
        line.state == PublicState.IN_PROCESS,
    )  # fmt: skip


def _what(right: str) -> str:
    return str(dict(RIGHTS).get(Asked(right), ""))


def _now(line: Line, at: datetime, herself: bool) -> str:
    if line.state == PublicState.ANSWERED:
        return _("Answered. Ask for the answer in the way you chose.")
    if line.state == PublicState.WITHDRAWN:
        return _("You took it back.")
    until = rules.hold_until(line.filed_at, line.due_at)
    if line.right in HARMFUL_IF_FORCED and at < until:
        return _("Received. It waits until %(day)s, to look after you. Then we work on it.") % {
            "day": chilean_day(until).strftime("%d-%m-%Y")
        }
    if line.right == Asked.OPPOSITION or (line.right == Asked.BLOCKING and herself):
        return _("It counts since you sent it. We are working on it.")
    return _("We are working on it.")


def _until(line: Line, at: datetime) -> str:
    """Say until when, only while it is being answered."""
    if line.state != PublicState.IN_PROCESS:
        return ""
    day = chilean_day(line.due_at)
    left = (day - chilean_day(at)).days
    if left < 0:
        return _("The answer is late. You can complain: call 1455 and say the number.")
    if left == 0:
        return _("The last day to answer is today.")
    return _("Last day to answer: %(day)s. Days left: %(left)d.") % {
        "day": day.strftime("%d-%m-%Y"), "left": left,
    }  # fmt: skip

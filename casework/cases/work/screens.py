"""Where the steps of a protocol are done: codes a step may name, each leading to a screen.

The screens belong to other rooms; they are named by their address, and while one is missing the
task leads to her file.
"""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access.principals import Staff, SurvivorPrincipal
from casework.cases.task_actions import settle, settle_own
from casework.cases.tasks import TaskKind, add_kind
from casework.protocols.rules import add_screen
from casework.survivors.account.actions import told
from casework.survivors.doings import Doing
from casework.survivors.models import SafeContact, Survivor
from casework.survivors.queries import contact_of
from casework.survivors.registry.queries import ACCOUNT, CONTACT, current_data, intake_plan

SCREENS: dict[str, tuple[str | Promise, str]] = {
    "do-contact": (_("Agree on a safe contact"), "survivors:contact"),
    "do-intake": (_("Complete who she is"), "survivors:intake"),
    "do-account": (_("Write down her account"), "survivors:account"),
    "do-consent": (_("Explain and sign the authorisations"), "consent:tab"),
    "do-risk": (_("Assess her risk"), "risk:record"),
    "do-episode": (_("Write down what happened to her"), "episodes:new"),
    "do-process": (_("Follow her legal processes"), "legal:list"),
    "do-measure": (_("Keep her protective measures up to date"), "legal:list"),
    "do-plan": (_("Make the plan with her"), "plans:tab"),
    "do-case": (_("Say who works in her case"), "cases:history"),
    "do-session": (_("Attend her and write it down"), "cases:history"),
    "do-follow-up": (_("Follow up how she is"), "cases:history"),
    "do-document": (_("File the document"), "attachments:new"),
    "do-report": (_("File the report"), "attachments:new"),
    "do-referral": (_("Refer her"), "referrals:list"),
}

# What closes the steps that asked for it; the rest are closed by rooms with a record to name.
CLOSES = {
    Doing.IDENTITY: "do-intake",
    Doing.ACCOUNT: "do-account",
    Doing.CONSENT: "do-consent",
    Doing.TEAM: "do-case",
    Doing.SESSION: "do-session",
    Doing.FOLLOW_UP: "do-follow-up",
    Doing.DOCUMENT: "do-document",
    Doing.REPORT: "do-report",
    Doing.EPISODE: "do-episode",
    Doing.PROCESS: "do-process",
    Doing.MEASURE: "do-measure",
}


def register() -> None:
    """Let steps name these screens."""
    for code, (words, name) in SCREENS.items():
        add_kind(TaskKind(code, words, _leads_to(name)))
        add_screen(code, words)


def contact_agreed(contact: SafeContact, by: Staff, at: datetime) -> None:
    """Close the step that asked for a safe contact: it was agreed, whatever the screen."""
    settle(
        survivor=contact.survivor, kind="do-contact", target=("contact", contact.pk), by=by, at=at
    )


def close_step(
    survivor: Survivor, doing: Doing, by: Staff | SurvivorPrincipal, at: datetime
) -> None:
    """Close the steps that asked for what was just done, whatever the screen."""
    if isinstance(by, SurvivorPrincipal):
        settle_own(kind=CLOSES[doing], at=at)
        return
    target = ("survivor", survivor.pk)
    settle(survivor=survivor, kind=CLOSES[doing], target=target, by=by, at=at)


def is_needless(kind: str, survivor: Survivor, day: date) -> bool:
    """Say whether a step need not be asked for: what she told once is not asked again.

    day: the step is asked for on it; a safe contact that expired by then is asked for.
    """
    if kind == "do-contact":
        contact = contact_of(survivor)
        return contact is not None and contact.valid_until >= day
    if kind == "do-intake":
        asked = intake_plan(survivor, current_data(survivor), day).ask
        return not set(asked) - {CONTACT, ACCOUNT}
    return kind == "do-account" and told(survivor)


def _leads_to(name: str) -> Callable[[UUID, UUID | None], str]:
    def address(survivor_id: UUID, _target: UUID | None) -> str:
        return reverse(name, args=[survivor_id])

    return address

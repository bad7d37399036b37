"""The sealed sheet of a version: printed once everybody signed, and filed (design 6)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.attachments.actions import About, file_document
from casework.attachments.models import Attachment
from casework.documents import actions as documents
from casework.survivors.queries import display_name
from casework.territory.validity import CHILE

from . import queries
from .choices import Origin, Role
from .models import Plan
from .states import IN_FORCE

TEMPLATE = "documents/record.html"
# Neutral on purpose: the title is seen in file lists and tabs.
TITLE = "Plan individual"
KIND = "plan"


@transaction.atomic
def seal_when_complete(*, plan: Plan, by: Staff, at: datetime) -> Attachment | None:
    """Seal and file the sheet of a version in force, once; None while a signature is missing.

    A plan from paper is its own original and is not printed again. The sheet holds no address,
    telephone, aggressor, risk or safety plan (SE-01): its page has no place for them.
    """
    sheet = queries.sheet(plan, today=at.astimezone(CHILE).date())
    done = plan.attachment_id is not None or plan.origin == Origin.PAPER
    if done or plan.state not in IN_FORCE or sheet.waits_for_head:
        return None
    with translation.override("es"):
        context = page_of(sheet)
    document = documents.issue(
        template=TEMPLATE, context=context, title=TITLE, kind=KIND, key_id=plan.key_id, by=by.actor,
        at=at, survivor_id=plan.survivor_id, centre_ids=[plan.centre_id], follows=False,
    )  # fmt: skip
    plan.attachment = file_document(
        survivor=plan.survivor, stored=document.stored, sealed=document, by=by, at=at,
        kind=Attachment.Kind.PLAN, about=About(centre_id=plan.centre_id, target=("plan", plan.pk)),
    )  # fmt: skip
    plan.save()
    return plan.attachment


def page_of(sheet: queries.Sheet) -> dict[str, object]:
    """Give the page: plain data for the template of sealed documents."""
    plan = sheet.plan
    lead = _("Version %(number)s, in force since %(day)s.") % {
        "number": plan.number, "day": f"{plan.agreed_on:%d-%m-%Y}",
    }  # fmt: skip
    note = [{"title": _("Where she starts from"), "paragraphs": [plan.note]}] if plan.note else []
    return {
        "heading": _("Individual intervention plan"),
        "lead": lead,
        "sections": [
            {"rows": [[_("Name"), display_name(plan.survivor)]]},
            *note,
            *(_section(line) for line in sheet.objectives),
            *_hers(sheet),
            {"title": _("Signatures"), "rows": _signatures(sheet)},
        ],
        "evidence": [[_("Next review"), f"{plan.next_review_on:%d-%m-%Y}"]],
    }


def _hers(sheet: queries.Sheet) -> list[dict[str, object]]:
    """Give what she says of the plan: on paper too it stands beside it."""
    rows = [[f"{timezone.localtime(one.said_at, CHILE):%d-%m-%Y}", one.words] for one in sheet.hers]
    return [{"title": _("What she says"), "rows": rows}] if rows else []


def _section(line: queries.ObjectiveLine) -> dict[str, object]:
    row = line.row
    answer = _("She agrees (%(day)s).") if row.agreed else _("She does not agree (%(day)s).")
    return {
        "title": line.area,
        "paragraphs": [row.words, answer % {"day": f"{row.agreed_on:%d-%m-%Y}"}],
        "rows": [[one.row.what, _details(one)] for one in line.activities],
    }


def _details(one: queries.ActivityLine) -> str:
    """Give who, when and how it will be known. Names of the team stay out of the paper."""
    row = one.row
    who = row.get_who_display() if row.responsible else one.who
    days = {_("From"): row.starts_on, _("Until"): row.due_on}
    lines = [f"{label}: {day:%d-%m-%Y}" for label, day in days.items() if day]
    known = [_("How it will be known: %(indicator)s") % {"indicator": row.indicator}]
    return "\n".join([str(who), *lines, *(known if row.indicator else [])])


def _signatures(sheet: queries.Sheet) -> list[list[str]]:
    return [
        [
            str(Role(one.role).label),
            f"{_outcome(one.signed, one.role, name)}\n"
            f"{timezone.localtime(one.at, CHILE):%d-%m-%Y %H:%M}",
        ]
        for one, name in sheet.signatures
    ]


def _outcome(signed: bool, role: str, name: str) -> str:
    if not signed:
        return _("Preferred not to sign. It changes nothing in how she is attended.")
    # Who signs for the centre is named, without the centre: the paper may lie about.
    person = "" if role == Role.HERSELF else name.split(",", maxsplit=1)[0]
    return f"{_('Signed by button')} {person}".strip()

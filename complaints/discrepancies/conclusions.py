"""What she may say something of: a professional's words or conclusions, as one reader sees them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.attachments.models import Attachment
from casework.cases.act_models import ContactTry, Session
from casework.cases.models import Case
from casework.plans.models import Plan, PlanReview
from casework.risk.queries import results_of
from casework.survivors.account.models import Account
from casework.survivors.levels import Level
from casework.survivors.models import Survivor
from casework.survivors.versions import ACCOUNT, CASE, DOCUMENT, PLAN, REVIEW, RISK, SESSION, TRY


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What she says something of: in words, without anybody's name, and where it stands."""

    words: str
    address: str


def conclusion(survivor: Survivor, kind: str, target_id: UUID, by: Staff) -> Conclusion | None:
    """Give what is concluded, or None when it is not hers or is not read by the asker."""
    find = KINDS.get(kind)
    return find(survivor, target_id, by) if find else None


def _risk(survivor: Survivor, target_id: UUID, by: Staff) -> Conclusion | None:
    found = results_of(survivor).filter(pk=target_id).select_related("instrument").first()
    if found is None:
        return None
    words = _("Risk: %(level)s, with %(instrument)s, on %(day)s") % {
        "level": str(Level(found.level).label).lower(), "instrument": found.instrument.name,
        "day": _day(localtime(found.assessed_at)),
    }  # fmt: skip
    return Conclusion(words, reverse("risk:history", args=[survivor.pk]))


def _account(survivor: Survivor, target_id: UUID, by: Staff) -> Conclusion | None:
    found = Account.objects.visible_to(by).filter(survivor=survivor, pk=target_id).first()
    if found is None:
        return None
    words = _("What was written of her account on %(day)s") % {"day": _day(found.told_on)}
    return Conclusion(words, reverse("survivors:account", args=[survivor.pk]))


def _session(survivor: Survivor, target_id: UUID, by: Staff) -> Conclusion | None:
    rows = Session.objects.visible_to(by).filter(survivor=survivor, withdrawn_at=None)
    found = rows.filter(pk=target_id).first()
    if found is None:
        return None
    words = _("%(what)s on %(day)s") % {
        "what": found.get_kind_display(), "day": _day(localtime(found.at)),
    }  # fmt: skip
    return Conclusion(words, reverse("cases:session", args=[survivor.pk, found.pk]))


def _try(survivor: Survivor, target_id: UUID, by: Staff) -> Conclusion | None:
    rows = ContactTry.objects.visible_to(by).filter(survivor=survivor, withdrawn_at=None)
    found = rows.filter(pk=target_id).first()
    if found is None:
        return None
    words = _("Try to reach her on %(day)s") % {"day": _day(localtime(found.at))}
    return Conclusion(words, reverse("cases:acts", args=[survivor.pk, found.case_id]))


def _case(survivor: Survivor, target_id: UUID, by: Staff) -> Conclusion | None:
    found = Case.objects.visible_to(by).filter(survivor=survivor, pk=target_id).first()
    if found is None:
        return None
    words = _("Her case, opened on %(day)s") % {"day": _day(localtime(found.opened_at))}
    return Conclusion(words, reverse("cases:case", args=[survivor.pk, found.pk]))


def _plan(survivor: Survivor, target_id: UUID, by: Staff) -> Conclusion | None:
    found = Plan.objects.visible_to(by).filter(survivor=survivor, pk=target_id).first()
    if found is None or found.agreed_on is None:
        return None
    words = _("Plan, version %(number)d, of %(day)s") % {
        "number": found.number, "day": _day(found.agreed_on),
    }  # fmt: skip
    return Conclusion(words, reverse("plans:version", args=[survivor.pk, found.pk]))


def _review(survivor: Survivor, target_id: UUID, by: Staff) -> Conclusion | None:
    found = PlanReview.objects.visible_to(by).filter(survivor=survivor, pk=target_id).first()
    if found is None:
        return None
    words = _("Review of the plan on %(day)s") % {"day": _day(found.on)}
    return Conclusion(words, reverse("plans:version", args=[survivor.pk, found.plan_id]))


def _document(survivor: Survivor, target_id: UUID, by: Staff) -> Conclusion | None:
    rows = Attachment.objects.visible_to(by).filter(survivor=survivor, withdrawn_at=None)
    found = rows.filter(pk=target_id).first()
    if found is None:
        return None
    words = _("%(what)s of %(day)s") % {
        "what": found.get_kind_display(),
        "day": _day(found.document_date or localtime(found.filed_at)),
    }  # fmt: skip
    return Conclusion(words, reverse("attachments:show", args=[survivor.pk, found.pk]))


def _day(day: date) -> str:
    return date_format(day, "d-m-Y")


KINDS: dict[str, Callable[[Survivor, UUID, Staff], Conclusion | None]] = {
    RISK: _risk,
    ACCOUNT: _account,
    SESSION: _session,
    TRY: _try,
    CASE: _case,
    PLAN: _plan,
    REVIEW: _review,
    DOCUMENT: _document,
}

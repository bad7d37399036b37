"""What this room gives to the whole when the product starts."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.cases.tasks import TaskKind, add_kind
from casework.survivors import timeline
from casework.survivors.essentials import add_essential
from casework.survivors.tabs import Tab, add_tab
from casework.survivors.timeline import Detail, Kind

from .choices import Answer, Ending
from .essential import REFERRALS
from .names import institution_name


def register() -> None:
    """Join the registries of the rooms below."""
    add_tab(Tab("referrals:list", gettext_lazy("Referrals"), 70))
    add_essential(REFERRALS)
    timeline.add_words(Kind.REFERRAL, "referred-out", _out)
    timeline.add_words(Kind.REFERRAL, "referred-in", _in)
    timeline.add_words(Kind.REFERRAL, "answered", _answered)
    timeline.add_words(Kind.REFERRAL, "referral-closed", _closed)
    timeline.add_address("referral", _address)
    add_kind(TaskKind("referral-answer", gettext_lazy("Ask again: the referral has no answer"),
                      _task))  # fmt: skip
    add_kind(TaskKind("referral-reply", gettext_lazy("Answer the referral we received"), _task))


def _address(survivor_id: UUID, referral_id: UUID) -> str:
    return reverse("referrals:referral", args=[survivor_id, referral_id])


def _task(survivor_id: UUID, referral_id: UUID | None) -> str:
    if referral_id is None:
        return reverse("referrals:list", args=[survivor_id])
    return _address(survivor_id, referral_id)


def _where(detail: Detail) -> str:
    return institution_name(detail.get("institution")) or _("another institution")


def _out(detail: Detail) -> str:
    return _("Referred to: %(where)s") % {"where": _where(detail)}


def _in(detail: Detail) -> str:
    return _("Referred to us by: %(where)s") % {"where": _where(detail)}


def _answered(detail: Detail) -> str:
    code = detail.get("answer")
    words = Answer(str(code)).label if code in Answer.values else ""
    return _("Answer of %(where)s: %(what)s") % {"where": _where(detail), "what": words}


def _closed(detail: Detail) -> str:
    code = detail.get("ending")
    words = Ending(str(code)).label if code in Ending.values else ""
    return _("Referral closed: %(how)s") % {"how": words}

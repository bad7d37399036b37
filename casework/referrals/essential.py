"""What the head of her file says of referrals: how many have no answer, and since when."""

from datetime import date
from typing import Any

from django.db.models import Count, F, JSONField, Min, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject, Now
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.survivors.essentials import Asked, Essential, Line
from casework.territory.validity import chilean_day

from .choices import Answer, ReferralState
from .models import Referral
from .rules import waiting_in_words


def subquery() -> Any:
    """Give how many are unanswered, how many are late, and the oldest."""
    rows = Referral.objects.filter(
        survivor=OuterRef("pk"), state=ReferralState.RECORDED, answer=Answer.PENDING
    )
    grouped = rows.order_by().values("survivor").annotate(
        open=Count("pk"), late=Count("pk", filter=Q(follow_up_on__lt=Now())), oldest=Min("on_day")
    )  # fmt: skip
    shown = JSONObject(open=F("open"), late=F("late"), oldest=F("oldest"))
    return Subquery(grouped.annotate(one=shown).values("one"), output_field=JSONField())


def line(value: Any, asked: Asked) -> Line | None:
    """Say it, when there is something to say."""
    if not value:
        return None
    count = value["open"]
    words = ngettext("%(n)d without an answer", "%(n)d without an answer", count) % {"n": count}
    oldest = date.fromisoformat(value["oldest"])
    since = waiting_in_words(oldest, chilean_day(asked.at))
    tone = "warning" if value["late"] else "info"
    url = reverse("referrals:list", args=[asked.survivor_id])
    return Line(_("Referrals"), f"{words}, {_('the oldest')} {since}", tone, "arrow-right", url)


REFERRALS = Essential("referrals", 70, subquery, line)

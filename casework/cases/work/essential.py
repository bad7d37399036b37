"""The next step in the head of her file: what is due first, by when, in one expression."""

from typing import Any

from django.db.models import Expression, F, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import dateparse, timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.cases.task_models import Task
from casework.cases.task_shown import OPEN, pressing
from casework.cases.tasks import kind_of
from casework.survivors.essentials import Asked, Essential, Line

LABEL = gettext_lazy("Next step")


def subquery() -> Expression | Subquery:
    """Give the open task that is due first for each woman, in the asker's centres."""
    rows = pressing(Task.objects.filter(OPEN, survivor=OuterRef("pk")))
    shown = JSONObject(id=F("id"), kind=F("kind"), due=F("due_at"), step=F("step__title"))
    return Subquery(rows.order_by("due_at").values(one=shown)[:1], output_field=JSONField())


def line(value: Any, asked: Asked) -> Line:
    """Say it with its day; overdue is said as loudly as it is, and so is that nothing is left."""
    if not value:
        words = _("Up to date: nothing waits to be done here.")
        url = reverse("cases:history", args=[asked.survivor_id])
        return Line(LABEL, words, "success", "check", url, pinned=True)
    due = dateparse.parse_datetime(value["due"])
    assert due is not None
    known = kind_of(value["kind"])
    words = value["step"] or (str(known.words) if known else _("Task"))
    day = date_format(timezone.localtime(due), "SHORT_DATE_FORMAT")
    url = reverse("work:task", args=[value["id"]])
    if due < asked.at:
        return Line(LABEL, _("%(words)s: overdue since %(day)s") % {"words": words, "day": day},
                    "danger", "clock", url)  # fmt: skip
    return Line(LABEL, _("%(words)s, by %(day)s") % {"words": words, "day": day},
                "neutral", "arrow-right", url, pinned=True)  # fmt: skip


NEXT_STEP = Essential("next_step", 30, subquery, line)

"""What cases say in her trayecto and on top of her file."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, Subquery, UUIDField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Concat, JSONObject
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.access.models import Operator
from casework.survivors import timeline
from casework.survivors.choices import Channel
from casework.survivors.essentials import Asked, Essential, Line, add_essential
from casework.survivors.timeline import Detail, Kind
from casework.survivors.timeline_models import TrajectoryEvent

from .act_models import ContactTry, FollowUp, Session
from .stages import Stage


def add_all() -> None:
    """Register the words, the addresses and the essential of this room."""
    timeline.add_words(Kind.CASE, "case", _case)
    timeline.add_words(Kind.CASE, "moved", _moved)
    timeline.add_words(Kind.CASE, "follow-up", _follow_up)
    timeline.add_words(Kind.CASE, "unmet", _unmet)
    timeline.add_words(Kind.SESSION, "session", _session)
    timeline.add_words(Kind.CONTACT, "try", _try)
    timeline.add_address("case", lambda her, case: reverse("cases:case", args=[her, case]))
    timeline.add_address("session", lambda her, one: reverse("cases:session", args=[her, one]))
    add_essential(Essential("in_charge", 20, _open_cases, _line))


def _label(choices: Any, code: object) -> str:
    """Give the label of a code; the code itself when a later version wrote it."""
    return str(choices(code).label) if code in choices.values else str(code)


def _case(detail: Detail) -> str | Promise:
    return _("Case opened. Now: %(stage)s") % {"stage": _label(Stage, detail["stage"])}


def _moved(detail: Detail) -> str | Promise:
    after = detail["after"]
    if after == Stage.DROPPED_OUT:
        return _("She stopped coming")
    if detail["before"] == Stage.DROPPED_OUT:
        return _("She came back: %(stage)s") % {"stage": _label(Stage, after)}
    return _label(Stage, after)


def _follow_up(detail: Detail) -> str | Promise:
    words = {"months": detail["months"], "result": _label(FollowUp.Result, detail["result"])}
    return _("Follow-up at %(months)s months: %(result)s") % words


def _unmet(detail: Detail) -> str | Promise:
    return _("She asked for a service that the guidelines do not offer")


def _session(detail: Detail) -> str | Promise:
    kind = _label(Session.Kind, detail["kind"])
    if detail["attendance"] == Session.Attendance.ATTENDED:
        return kind
    return f"{kind}: {_label(Session.Attendance, detail['attendance']).lower()}"


def _try(detail: Detail) -> str | Promise:
    words = {
        "channel": _label(Channel, detail["channel"]),
        "result": _label(ContactTry.Result, detail["result"]).lower(),
    }
    return _("%(channel)s: %(result)s") % words


def _open_cases() -> Any:
    """Her open cases in every centre, newest first, from the lines that follow her."""
    rows = TrajectoryEvent.objects.filter(
        survivor=OuterRef("pk"), target_kind="case", code="case", until=None, withdrawn_at=None
    )
    user = Operator.objects.filter(pk=Cast(OuterRef("who"), UUIDField()))
    name = Concat(F("user__first_name"), Value(" "), F("user__last_name"))
    told = JSONObject(
        stage="detail__stage", since="detail__since", centre="centre_id",
        name="centre__name", unnamed="centre__kind__secret",
        who=Subquery(user.values(full=Cast(name, CharField()))[:1]), case="target_id",
    )  # fmt: skip
    rows = rows.annotate(who=KT("detail__in_charge"))
    return ArraySubquery(rows.order_by("-at").values(told=told)[:5])


def _line(value: Any, asked: Asked) -> Line | None:
    """Own centre's case first; what others do is told too, so that nobody works beside them."""
    if not value:
        return Line(_("Case"), _("No open case in any centre"), "warning")
    own = [one for one in value if one["centre"] in asked.by.case_centres]
    first = (own or value)[0]
    words = [_label(Stage, first["stage"]), _since(first)]
    words += [_("in charge: %(who)s") % {"who": first["who"]}] if _named(first) else []
    words += [_place(first)] if not own else []
    others = len(value) - 1
    if others:
        more = ngettext("%(n)d more open case", "%(n)d more open cases", others)
        words.append(more % {"n": others})
    url = reverse("cases:case", args=[asked.survivor_id, UUID(first["case"])]) if own else ""
    tone = "warning" if first["stage"] == Stage.DROPPED_OUT else "neutral"
    return Line(_("Case"), " · ".join(words), tone, url=url)


def _named(one: dict[str, Any]) -> bool:
    return bool(one["who"]) and not one["unnamed"]


def _place(one: dict[str, Any]) -> str:
    return _("another centre, not named") if one["unnamed"] else str(one["name"])


def _since(one: dict[str, Any]) -> str:
    day = date_format(date.fromisoformat(one["since"]), "SHORT_DATE_FORMAT")
    return _("since %(day)s") % {"day": day}

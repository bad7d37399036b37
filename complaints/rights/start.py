"""What this room gives to the whole when the product starts."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.access import home_lines
from casework.audit.changes import track
from casework.cases.work import day
from casework.survivors import timeline
from casework.survivors.tabs import Tab, add_tab
from casework.survivors.timeline import Detail
from complaints.amending.kinds import add_kind

from . import actions, answer_actions, day_lines
from . import home_lines as home
from .choices import Asked
from .claim_models import AgencyClaim
from .ground_models import AnswerTemplate, LegalGround
from .heir_models import HeirWish
from .matches.models import MatchFix
from .models import RightsRequest

TRACKED = (AgencyClaim, AnswerTemplate, HeirWish, LegalGround, MatchFix, RightsRequest)


def register() -> None:
    """Join the registries of the rooms below."""
    for model in TRACKED:
        track(model)
    for ground in (LegalGround, AnswerTemplate):
        add_kind(ground)
    add_tab(Tab("rights:hers", gettext_lazy("Requests on data"), 75))
    kind = timeline.Kind.DOCUMENT
    timeline.add_words(kind, actions.LINE, _asked)
    timeline.add_words(kind, answer_actions.ANSWERED_LINE, _answered)
    timeline.add_address(actions.TARGET, _address, follows=True)
    home_lines.add_source(home.waiting)
    day.add_source(day.Source(day_lines.asked, day_lines.mine))
    day.add_head_source(day.Source(day_lines.asked, day_lines.of_centre))


def _asked(detail: Detail) -> str:
    return _("Request on her data: %(right)s") % {"right": _right(detail)}


def _answered(detail: Detail) -> str:
    return _("Request on her data answered: %(right)s") % {"right": _right(detail)}


def _right(detail: Detail) -> str:
    code = str(detail.get("right", ""))
    return str(Asked(code).label) if code in Asked.values else code


def _address(_survivor_id: UUID, request_id: UUID) -> str:
    return reverse("rights:request", args=[request_id])

"""What leaves on paper: the trayecto without what could harm her, unless somebody chose it."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .models import Survivor
from .timeline_filters import PERIOD_CHOICES, Filters
from .timeline_models import TrajectoryEvent
from .timeline_queries import authors_of, lines_of, overview_of
from .timeline_reading import Reader, Year, grouped
from .versions import RISK, with_versions

Kind = TrajectoryEvent.Kind
PURPOSES = (
    ("coordination", _("A meeting of the team about her")),
    ("referral", _("A referral to another service")),
    ("court", _("A court or prosecutor asked for it")),
    ("request", _("She asked for it")),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose to print besides the plain lines."""

    identity: bool = False
    contact: bool = False
    risk: bool = False
    names: bool = False


class PrintForm(forms.Form):
    """Why it is printed, how much of it, and what else is to be seen."""

    purpose = forms.ChoiceField(
        label=_("What for"),
        choices=PURPOSES,
        widget=forms.RadioSelect,
        help_text=_("It is written in the log, and she can read it."),
    )
    period = forms.ChoiceField(
        label=_("Period"),
        required=False,
        choices=PERIOD_CHOICES,
    )
    identity = forms.BooleanField(label=_("Her names and RUN"), required=False)
    contact = forms.BooleanField(label=_("Her comuna and how to reach her"), required=False)
    risk = forms.BooleanField(label=_("Risk levels"), required=False)
    names = forms.BooleanField(label=_("Names of the workers"), required=False)

    def choice(self) -> Choice:
        """Give what was chosen."""
        return Choice(**{name: bool(self.cleaned_data[name]) for name in Choice.__slots__})


@transaction.atomic
def sheet(
    *, survivor: Survivor, choice: Choice, period: str, purpose: str, by: Staff, at: datetime
) -> list[Year]:
    """Give the lines to print, and write down that they leave (law SE-21, design 4.1)."""
    filters = Filters(period=period)
    overview = overview_of(survivor, filters, by=by, at=at)
    rows = lines_of(survivor, by=by).filter(filters.condition(by, at))
    if choice.risk:  # what she says of a level leaves with it
        rows = with_versions(rows, RISK, general=False, target="target_id")
    events = list(rows)
    if not choice.risk:
        events = [_without_level(event) for event in events if event.kind != Kind.RISK]
    chosen = {name: getattr(choice, name) for name in Choice.__slots__}
    record(
        Verb.DATA_EXPORTED, by=by.actor, at=at, target=Target("survivor", str(survivor.pk)),
        subject=survivor.pk, purpose=purpose,
        detail={"what": "trayecto", "lines": len(events), "period": period or "all",
                **{f"with_{name}": value for name, value in chosen.items()}},
    )  # fmt: skip
    authors = authors_of(events)
    reader = Reader(by, overview.places, authors, names=choice.names)
    return grouped(reader.line(event) for event in events)


def _without_level(event: TrajectoryEvent) -> TrajectoryEvent:
    event.level = ""
    return event

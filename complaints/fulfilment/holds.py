"""Why a file may not be erased now, in plain words (law art. 7, SE-20; AB35)."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from casework.attachments.models import Attachment
from casework.cases.models import Case
from casework.legal.models import LegalProcess
from casework.models import CifFlag, ProtectiveMeasure, ReportingDuty
from casework.survivors.models import Survivor

from ..rights.models import RightsRequest
from ..rights.states import FINAL

Hold = Callable[[Survivor, RightsRequest, datetime], str]


def _case(survivor: Survivor, request: RightsRequest, at: datetime) -> str:
    stands = Case.objects.filter(survivor=survivor, closed_at=None).exists()
    return _("She is being attended: her file is needed for that.") if stands else ""


def _process(survivor: Survivor, request: RightsRequest, at: datetime) -> str:
    stands = LegalProcess.objects.filter(survivor=survivor, ended_on=None).exists()
    return _("A legal process is not over: its papers may be needed.") if stands else ""


def _measure(survivor: Survivor, request: RightsRequest, at: datetime) -> str:
    stands = ProtectiveMeasure.objects.filter(survivor=survivor, state="in_force").exists()
    return _("A measure that protects her is in force.") if stands else ""


def _held(survivor: Survivor, request: RightsRequest, at: datetime) -> str:
    stands = Attachment.objects.filter(survivor=survivor, held_at__isnull=False).exists()
    return _("A document of hers is held by law.") if stands else ""


def _reserved(survivor: Survivor, request: RightsRequest, at: datetime) -> str:
    stands = Attachment.objects.filter(
        survivor=survivor, prosecution=True, withdrawn_at=None
    ).exists()
    return _("There are papers of a criminal investigation.") if stands else ""


def _duty(survivor: Survivor, request: RightsRequest, at: datetime) -> str:
    open_ones = Q(survivor=survivor, state__in=["open", "informed"])
    stands = ReportingDuty.objects.filter(open_ones).exists()
    return _("The law asks the team to report something, and it is not settled.") if stands else ""


def _circuit(survivor: Survivor, request: RightsRequest, at: datetime) -> str:
    stands = CifFlag.objects.filter(survivor=survivor, until=None).exists()
    return _("Her file is in the circuit of grave cases.") if stands else ""


def _others(survivor: Survivor, request: RightsRequest, at: datetime) -> str:
    rows = RightsRequest.objects.filter(survivor=survivor).exclude(state__in=FINAL)
    stands = rows.exclude(pk=request.pk).exists()
    return _("Another request of hers is not answered yet.") if stands else ""


HOLDS: tuple[Hold, ...] = (_case, _process, _measure, _held, _reserved, _duty, _circuit, _others)


def standing(survivor: Survivor, request: RightsRequest, at: datetime) -> list[str]:
    """Give every reason that stands, in words for the screen and the letter."""
    return [words for hold in HOLDS if (words := hold(survivor, request, at))]

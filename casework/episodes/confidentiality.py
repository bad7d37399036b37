"""Reserved identity of those who suffered sexual violence, at the gate (law VG-17, DP-45)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from casework.sharing.gate import Answer, Sharing
from casework.sharing.models import SharingPurpose
from casework.survivors.models import Survivor

from .queries import is_minor_sexual

# Courts and prosecutors, by the codes of their institutions; the police is not among them.
MAY_KNOW = frozenset({"PJUD", "MP"})
OPEN = Answer(True, "")
RESERVED = Answer(
    False,
    _("She is under 18 and the law reserves who she is: only a court or prosecutor may know."),
)


def minor_sexual_veto(sharing: Sharing, at: datetime) -> Answer:
    """Refuse what says who she is, except to a court or prosecutor, whatever was signed."""
    if sharing.institution in MAY_KNOW:
        return OPEN
    if SharingPurpose.objects.filter(code=sharing.purpose, identifies=False).exists():
        return OPEN
    return RESERVED if _reserved(sharing.survivor_id, at) else OPEN


def veto_each(sharings: Sequence[Sharing], at: datetime) -> dict[Sharing, Answer]:
    """Answer several at once, reading each woman once."""
    unnamed = set(SharingPurpose.objects.filter(identifies=False).values_list("code", flat=True))
    reserved = {one: _reserved(one, at) for one in {one.survivor_id for one in sharings}}
    return {
        one: RESERVED
        if reserved[one.survivor_id]
        and one.institution not in MAY_KNOW
        and one.purpose not in unnamed
        else OPEN
        for one in sharings
    }


def _reserved(survivor_id: UUID, at: datetime) -> bool:
    survivor = Survivor.objects.filter(pk=survivor_id).first()
    return survivor is None or is_minor_sexual(survivor, localdate(at))

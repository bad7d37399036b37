"""Reserved identity of those who suffered sexual violence, at the gate (law VG-17, DP-45)."""

from datetime import datetime

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
    survivor = Survivor.objects.filter(pk=sharing.survivor_id).first()
    if survivor is None or is_minor_sexual(survivor, localdate(at)):
        return RESERVED
    return OPEN

"""How long the session of this request still lasts, for the notice before its end (WCAG 2.2.1)."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from casework.access import sessions as staff
from selfservice import sessions as hers


@dataclass(frozen=True, slots=True)
class SessionClock:
    """left: seconds until it ends unused. more: whether it can be made longer by asking."""

    left: int
    more: bool
    keep: str
    end: str

    @property
    def minutes(self) -> int:
        """The whole minutes, for those without scripts."""
        return -(-self.left // 60)


def clock_of(request: HttpRequest) -> SessionClock | None:
    """Give the clock of the staff session or of the visit; None when nobody is inside."""
    at = timezone.now()
    present = getattr(request, "present", None)
    if present is not None:
        end = f"{reverse('selfservice:home')}?fin=1"
        return SessionClock(*hers.left(present.visit, at), reverse("selfservice:keep"), end)
    live = getattr(request, "live_session", None)
    if live is not None:
        end = f"{reverse('staff:login')}?fin=1"
        return SessionClock(*staff.left(live, at), reverse("staff:keep"), end)
    return None

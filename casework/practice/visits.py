"""What a session in the training copy remembers of the pass that opened it."""

from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest
from django_otp import login as show_factor
from django_otp.plugins.otp_static.models import StaticDevice

from casework.access.models import Operator
from casework.access.slips import Pass
from casework.access.views.entrance import BACKEND, enter

KEPT = "practice"
NAME = "practica"


def open_for(request: HttpRequest, operator: Operator, given: Pass) -> None:
    """Begin a session for whom a pass stands: it is her first and her second factor at once."""
    request.session.flush()
    login(request, operator.user, backend=BACKEND)
    device, _ = StaticDevice.objects.get_or_create(user=operator.user, name=NAME)
    show_factor(request, device)
    request.session[KEPT] = {
        "holder": given.holder, "exercise": given.exercise, "place": given.place,
        "level": given.level, "watched": given.watched,
    }  # fmt: skip
    enter(request, operator, factor="pass")


def of(request: HttpRequest) -> dict[str, Any]:
    """Give what this session is about; empty for whoever did not come with a pass."""
    session = getattr(request, "session", None)
    found: dict[str, Any] = session.get(KEPT, {}) if session is not None else {}
    return found


def watches(request: HttpRequest) -> bool:
    """Say whether this session only looks at somebody's practice."""
    return bool(of(request).get("watched"))

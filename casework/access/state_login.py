"""ClaveUnica as first factor: a RUN in the operators' register still owes the second (TD-01)."""

import time

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from casework.audit.verbs import Verb
from casework.identity.lookup import run_digest
from casework.interop.claveunica.identity import Identity
from casework.interop.claveunica.registry import on_identity, on_leave

from . import accounts, unsent
from .models import Operator
from .views.entrance import FIRST_FACTOR, FROM_PROVIDER, close


def register() -> None:
    """Take the identities of logins begun at the staff door, and close it on leaving."""
    on_identity("staff", take)
    on_leave("staff", _leave)


def take(request: HttpRequest, identity: Identity) -> HttpResponse:
    """Go on to the second factor, or say neutrally that this door is not hers."""
    operator = Operator.objects.filter(run_digest=run_digest(identity.run), active=True).first()
    back = unsent.carry(request)
    logout(request)  # a session of its own: nothing else the browser had before counts
    if operator is None:
        accounts.note_failure(
            Verb.SIGN_IN_FAILED, operator=None, at=timezone.now(), step="claveunica"
        )
        return render(request, "access/unknown.html", status=403)
    request.session[FIRST_FACTOR] = {"operator": str(operator.pk), "at": time.time()}
    request.session[FROM_PROVIDER] = True
    request.session.update(back)
    return redirect("staff:login")


def _leave(request: HttpRequest, response: HttpResponse) -> None:
    close(request)

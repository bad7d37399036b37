"""Coming in and going out: password or ClaveUnica first, the second factor always."""

import time
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from two_factor.forms import AuthenticationTokenForm, BackupTokenForm
from two_factor.utils import default_device
from two_factor.views import LoginView

from casework.audit.verbs import Verb

from .. import accounts, devices, sessions, throttle, unsent
from ..doors import HALF_SINCE, said
from ..forms import CredentialsForm
from ..gates import half_way
from ..levels import Right
from ..models import Operator
from ..operators import staff_for
from ..principals import Staff

FIRST_FACTOR = "door_first_factor"  # left by ClaveUnica: who, and when
FROM_PROVIDER = "door_from_provider"
BACKEND = "django.contrib.auth.backends.ModelBackend"
FRESH = 300


class StaffLogin(LoginView):
    """Password, then the second factor; or only the second, when ClaveUnica showed the first.

    The library keeps the account's id between the steps, never the password (CVE-2020-15105).
    """

    template_name = "access/login.html"
    form_list = (
        (LoginView.AUTH_STEP, CredentialsForm),
        (LoginView.TOKEN_STEP, AuthenticationTokenForm),
        (LoginView.BACKUP_STEP, BackupTokenForm),
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the first step; with a fresh first factor, the second."""
        principal = getattr(request, "principal", None)
        if isinstance(principal, Staff):
            return self._already_in(principal)
        user = _from_provider(request)
        if user is None:
            request.session[unsent.BACK] = self.get_redirect_url()
            return super().get(request, *args, **kwargs)
        self.storage.reset()
        self.storage.authenticated_user = user
        self.storage.data["authentication_time"] = int(time.time())
        if default_device(user):
            return self.render_goto_step(self.TOKEN_STEP)
        return self.done([])

    def _already_in(self, principal: Staff) -> HttpResponse:
        """Go where she wanted; or close a session whose page says that its time ran out.

        The page counts a little ahead of the server: opening another page would begin anew what
        nobody was using. Only our own pages can say so.
        """
        back = self.get_redirect_url()
        ours = self.request.headers.get("Sec-Fetch-Site") == "same-origin"
        if not ours or "fin" not in self.request.GET:
            return redirect(back or home_of(principal))
        close(self.request, why="idle")
        messages.info(self.request, said("idle"))
        url = reverse("staff:login")
        return redirect(f"{url}?next={quote(back)}" if back else url)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Count before hashing; make whoever fails often wait."""
        wait = throttle.over_limit(self.request, throttle.LOGIN_BY_ADDRESS)
        wait = wait or throttle.must_wait(self._who())
        return throttle.wait_page(self.request, wait) if wait else super().post(*args, **kwargs)

    def render(self, form: Any = None, **kwargs: Any) -> HttpResponse:
        """A refused form is a failure: counted, written, and answered the same whoever it was."""
        if form is not None and form.is_bound and not form.is_valid():
            throttle.failed(self._who())
            first = self.steps.current == self.AUTH_STEP
            verb = Verb.SIGN_IN_FAILED if first else Verb.FACTOR_FAILED
            accounts.note_failure(
                verb, operator=self._operator(), at=timezone.now(), step=self.steps.current
            )
        return super().render(form, **kwargs)

    def get_context_data(self, form: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the page needs to ask a security key."""
        context = super().get_context_data(form, **kwargs)
        context["next"] = self.get_redirect_url()
        if self.steps.current == self.TOKEN_STEP and hasattr(self.get_device(), "key_handle"):
            context["webauthn"] = self.request.session.get("webauthn_request_options", "")
        return context

    def done(self, form_list: Any, **kwargs: Any) -> HttpResponse:
        """Let her in; whoever has no second factor yet goes to make one and nowhere else."""
        user = self.get_user()
        device = getattr(user, "otp_device", None)
        throttle.succeeded(self._who())
        login(self.request, user)
        if device is None:
            self.request.session[HALF_SINCE] = time.time()
            return redirect("staff:add-factor")
        target = self.get_redirect_url() or self.request.session.get(unsent.BACK)
        operator = Operator.objects.get(user=user)
        enter(self.request, operator, factor=type(device).__name__.lower())
        return redirect(target or home_of(staff_for(user, timezone.now())))

    def _who(self) -> str:
        """Name who is trying, seen from this address."""
        user = self.get_user()
        posted = self.request.POST.get(f"{self.AUTH_STEP}-username", "")
        if not posted and user:
            return throttle.pair(self.request, f"second:{user.pk}")
        return throttle.pair(self.request, posted)

    def _operator(self) -> Operator | None:
        user = self.get_user()
        return Operator.objects.filter(user=user).first() if user else None


def _from_provider(request: HttpRequest) -> Any:
    """Give the account whose first factor ClaveUnica just showed, once."""
    kept = request.session.pop(FIRST_FACTOR, None)
    if not kept or time.time() - kept["at"] > FRESH:
        return None
    operator = Operator.objects.filter(pk=UUID(kept["operator"]), active=True).first()
    user = (
        get_user_model().objects.filter(pk=operator.user_id, is_active=True).first()
        if operator
        else None
    )
    if user is not None:
        user.backend = BACKEND  # type: ignore[attr-defined]
    return user


def home_of(principal: Staff) -> str:
    """Give the address where somebody's day begins: whoever has cases, at her work."""
    return reverse(settings.WORKPLACE_URL if principal.may(Right.OPEN_CASES) else "staff:home")


def enter(request: HttpRequest, operator: Operator, *, factor: str) -> None:
    """Both factors were shown: a new session id, a place in the list of sessions, a log line."""
    at = timezone.now()
    request.session.cycle_key()
    request.session.pop(HALF_SINCE, None)
    device = devices.in_words(request.META.get("HTTP_USER_AGENT", ""))
    sessions.begin(request.session, operator=operator, device=device, at=at)
    unsent.tell(request)
    accounts.note_entry(operator, at=at, factor=factor)


@half_way
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Log out; if ClaveUnica opened the door, close it there too."""
    from_provider = request.session.get(FROM_PROVIDER, False)
    close(request)
    target = reverse("claveunica:closing") if from_provider else reverse("staff:login")
    response = redirect(target)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def close(request: HttpRequest, *, why: str = "left") -> None:
    """End this browser's staff session, whole or half."""
    live = getattr(request, "live_session", None)
    if live is not None:
        accounts.note_exit(live.operator, at=timezone.now(), why=why)
        live.delete()
    logout(request)

"""One's own account: second factors, recovery codes, password."""

from base64 import b32encode
from binascii import unhexlify
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.forms import TextInput
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp.models import Device
from two_factor.utils import get_otpauth_url
from two_factor.views import SetupView

from .. import accounts, sessions, throttle
from ..forms import FactorChoice, PasswordForm
from ..gates import any_staff, deny
from ..models import Operator
from ..principals import Staff
from .entrance import enter


def operator_of(request: HttpRequest) -> Operator:
    """Give the operator of a full or half session."""
    return Operator.objects.select_related("user").get(user_id=request.user.pk or 0, active=True)


class AddFactor(SetupView):
    """The first second factor, or one more. One that exists is never replaced from half-way."""

    template_name = "access/add_factor.html"
    form_list = (("method", FactorChoice),)
    success_url = "staff:codes"
    qrcode_url = "staff:add-factor"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Half-way is enough only for somebody who has no factor at all."""
        self.first = not isinstance(getattr(request, "principal", None), Staff)
        if self.first and accounts.factors(request.user):  # type: ignore[arg-type]
            return deny(request, _("Come in with the second factor you have."), "factor")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Start over."""
        return super(SetupView, self).get(request, *args, **kwargs)

    def get_form(self, step: str | None = None, **kwargs: Any) -> Any:
        """Type the digits in a plain box: a code is no number to count up and down."""
        form = super().get_form(step=step, **kwargs)
        if (step or self.steps.current) == "generator":
            form.fields["token"].widget = TextInput(form.fields["token"].widget.attrs)
            form.fields["token"].label = _("Six-digit code")
        return form

    def get_context_data(self, form: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the picture of the secret, or what the browser asks the security key."""
        context = super().get_context_data(form, **kwargs)
        context["first"] = self.first
        if self.steps.current == "generator":
            secret = b32encode(unhexlify(self.get_key("generator"))).decode()
            url = get_otpauth_url(
                self.request.user.get_username(), secret, settings.OTP_TOTP_ISSUER
            )
            context["qr"] = segno.make(url).svg_data_uri(scale=5, border=2, light="white")
            context["secret_groups"] = [secret[i : i + 4] for i in range(0, len(secret), 4)]
        if self.steps.current == "webauthn":
            context["webauthn"] = self.request.session.get("webauthn_creation_options", "")
        return context

    def done(self, form_list: Any, **kwargs: Any) -> HttpResponse:
        """Keep the factor; the first one opens the session."""
        response = super().done(form_list, **kwargs)
        operator = operator_of(self.request)
        device: Device = self.request.user.otp_device
        accounts.note_factor(operator, device, at=timezone.now())
        if self.first:
            enter(self.request, operator, factor=type(device).__name__.lower())
        else:
            messages.success(self.request, _("The second factor was added."))
            response = redirect("staff:factors")
        return response


@any_staff
def factors(request: HttpRequest) -> HttpResponse:
    """Her second factors and how many recovery codes are left."""
    user: Any = request.user
    rows = [{"device": one, "word": _word(one)} for one in accounts.factors(user)]
    context = {"factors": rows, "codes_left": accounts.codes_left(user)}
    return render(request, "access/factors.html", context)


@any_staff
@require_POST
def remove_factor(request: HttpRequest, device: str) -> HttpResponse:
    """Take one of her own factors away, unless it is the last."""
    user: Any = request.user
    found = next((one for one in accounts.factors(user) if _word(one) == device), None)
    if found is None:
        raise Http404
    try:
        accounts.remove_factor(operator_of(request), found, at=timezone.now())
    except accounts.LastFactor:
        messages.error(request, _("Add another second factor before you remove this one."))
    else:
        messages.success(request, _("The second factor was removed."))
    return redirect("staff:factors")


def _word(device: Device) -> str:
    kind = "llave" if hasattr(device, "key_handle") else "app"
    return f"{kind}-{device.pk}"


@any_staff
@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """Recovery codes: made on request, shown once, never again."""
    user: Any = request.user
    made = (
        accounts.make_codes(operator_of(request), at=timezone.now())
        if request.method == "POST"
        else []
    )
    return render(request, "access/codes.html", {"codes": made, "left": accounts.codes_left(user)})


@sensitive_post_parameters()
@any_staff
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """A password only she knows; the other sessions end."""
    operator = operator_of(request)
    who = throttle.pair(request, f"password:{operator.pk}")
    if request.method == "POST" and (wait := throttle.must_wait(who)):
        return throttle.wait_page(request, wait)
    form = PasswordForm(operator.user, request.POST or None)
    if form.is_valid():
        _keep_session(request, operator, form.cleaned_data["new_password1"])
        throttle.succeeded(who)
        messages.success(request, _("Your password was changed."))
        return redirect("staff:home")
    if form.is_bound:
        throttle.failed(who)
    context = {"form": form, "temporary": operator.temporary_until is not None}
    return render(request, "access/password.html", context)


def _keep_session(request: HttpRequest, operator: Operator, new: str) -> None:
    live = request.live_session  # type: ignore[attr-defined]
    accounts.change_password(operator, new, keep=live, at=timezone.now())
    update_session_auth_hash(request, operator.user)
    sessions.rekey(live, request.session)

"""The first of four layers: which right a staff page asks for, and how a refusal is said.

A view without a gate is closed to everybody (`doors.StaffDoor`), so forgetting one is safe.
"Not yours" is not said here: queries show only what is hers, and what is not hers is not there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from .levels import Right
from .principals import Staff

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

OPEN = "open"  # anybody, logged in or not: the login page itself
HALF = "half"  # an account on its way through the door: enrolling, leaving
STAFF = "staff"  # any operator with both factors, even before anything is open
RIGHTS = "rights"  # an operator with an open assignment that carries a right


class Refused(PermissionDenied):
    """Yours, but not allowed: 403 with the reason in words for the screen.

    address and label: where to go on from there, when there is a way.
    """

    def __init__(
        self, reason: str, code: str = "right", *, address: str = "", label: str = ""
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
        self.way = {"address": address, "label": label} if address else None


def staff_may(*rights: Right) -> Callable[[View], View]:
    """Let in an operator who has any of the rights; the others get 403 with the reason."""

    def decorate(view: View) -> View:
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            principal = principal_of(request)
            if not any(principal.may(right) for right in rights):
                raise Refused(_why(principal))
            return view(request, *args, **kwargs)

        return _mark(gated, RIGHTS, rights)

    return decorate


def reads_cases(view: View) -> View:
    """Let in who opens the cases of her centre, and who holds a grant: one file, to read.

    Which file is for the object layer to say: another woman's is not there.
    """

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        principal = principal_of(request)
        if not principal.may(Right.OPEN_CASES) and not principal.granted:
            raise Refused(_why(principal))
        return view(request, *args, **kwargs)

    return _mark(gated, RIGHTS, (Right.OPEN_CASES,))


def any_staff(view: View) -> View:
    """Let in any operator with both factors: her own pages, before anything else is open."""

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        principal_of(request)
        return view(request, *args, **kwargs)

    return _mark(gated, STAFF)


def half_way(view: View) -> View:
    """Name a page for an account on its way in or out. The view checks the rest itself."""
    return _mark(view, HALF)


def open_door(view: View) -> View:
    """Name a page of the staff zone that anybody may see: an exception, by name."""
    return _mark(view, OPEN)


def principal_of(request: HttpRequest) -> Staff:
    """Give the operator who asks. Raises Refused for anybody else."""
    principal = getattr(request, "principal", None)
    if not isinstance(principal, Staff):
        raise Refused(_("Only staff with both factors may enter here."), "door")
    return principal


def deny(
    request: HttpRequest, reason: str, code: str = "right", way: dict[str, str] | None = None
) -> HttpResponse:
    """Answer 403 with the reason; the refusal log writes it down. way: where to go on."""
    request.refusal = code  # type: ignore[attr-defined]
    return render(request, "access/refused.html", {"reason": reason, "way": way}, status=403)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer any PermissionDenied (handler403): with its reason when it has one."""
    if isinstance(exception, Refused):
        return deny(request, exception.reason, exception.code, exception.way)
    return deny(request, _("Your assignments do not include this."), "other")


def gate_of(view: Callable[..., Any]) -> str:
    """Give the gate a view carries; empty when somebody forgot."""
    return str(getattr(view, "staff_gate", ""))


def _mark(view: Any, gate: str, rights: tuple[Right, ...] = ()) -> Any:
    view.staff_gate = gate
    view.staff_rights = rights
    return view


def _why(principal: Staff) -> str:
    if not principal.assignments:
        return _("None of your assignments is open now. Your home page says why.")
    levels = ", ".join(sorted({held.level.value for held in principal.assignments}))
    return _("Your level (%(levels)s) does not include this.") % {"levels": levels}

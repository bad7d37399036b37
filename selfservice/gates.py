"""Who may see a page of her zone: anybody who came through ClaveUnica, or only herself."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from casework.access.principals import SurvivorPrincipal
from casework.survivors.models import Survivor

from .sessions import Present

View = Callable[..., HttpResponse]


def present_of(request: HttpRequest) -> Present | None:
    """Give the living visit of this request, if there is one."""
    found: Present | None = getattr(request, "present", None)
    return found


def to_home(request: HttpRequest) -> HttpResponse:
    """Lead to the first page; after something was sent, that page says it was not taken.

    Told by the method alone, hence the same for everybody.
    """
    told = "?fin=1" if request.method == "POST" else ""
    return redirect(reverse("selfservice:home") + told)


def own_space(view: View) -> View:
    """Let in only an open space; everybody else is sent to the one page that is alike for all.

    The same answer for a space that is closed, frozen or does not exist, whatever the address.
    """

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(getattr(request, "principal", None), SurvivorPrincipal):
            return to_home(request)
        return view(request, *args, **kwargs)

    return gated


def principal_of(request: HttpRequest) -> SurvivorPrincipal:
    """Give the survivor who asks; only behind `own_space`."""
    principal = getattr(request, "principal", None)
    assert isinstance(principal, SurvivorPrincipal)
    return principal


def survivor_of(request: HttpRequest) -> Survivor:
    """Give her own record."""
    principal = principal_of(request)
    found: Survivor = Survivor.objects.visible_to(principal).get()
    return found


def survivor_id_of(request: HttpRequest) -> UUID:
    """Give her id."""
    return principal_of(request).survivor_id

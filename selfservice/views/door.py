"""Her door: how it opens, where it is open now, how to close it. Wider only with a worker."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from casework.survivors.choices import Mode
from casework.survivors.models import Door

from .. import own_actions, wish_queries
from ..choices import WishKind
from ..forms import AGAIN, DONE, FILED
from ..gates import own_space, present_of, principal_of, survivor_of
from ..telling import notice_of, see_other, told_once
from ..wish_actions import ask

PAGE = "selfservice:door"


@require_GET
@own_space
def door(request: HttpRequest) -> HttpResponse:
    """Show what opens her space, where it is open now, and what she may do."""
    present, by = present_of(request), principal_of(request)
    assert present is not None
    notice = notice_of(request)
    opening = Door.objects.visible_to(by).get()
    wishes = wish_queries.mine(by, WishKind.DOOR)
    context = {
        "opens_alone": opening.mode == Mode.OPEN,
        "has_key": bool(opening.key_hash),
        "key_given_at": opening.key_given_at,
        "visits": own_actions.open_visits(by, present, timezone.now()),
        "wishes": wishes,
        "waits": any(told.waits for told in wishes),
        "filed": notice == FILED,
        "again": notice == AGAIN,
        "done": notice == DONE,
    }
    return told_once(request, render(request, "selfservice/door.html", context))


@require_POST
@own_space
def ask_key(request: HttpRequest) -> HttpResponse:
    """Ask for her number from now on: at once."""
    done = own_actions.ask_for_key_always(by=principal_of(request), at=timezone.now())
    return see_other(PAGE, DONE if done else "")


@require_POST
@own_space
def end_others(request: HttpRequest) -> HttpResponse:
    """Close her space wherever else it is open: at once."""
    present = present_of(request)
    assert present is not None
    own_actions.end_other_visits(by=principal_of(request), present=present, at=timezone.now())
    return see_other(PAGE, DONE)


@require_POST
@own_space
def ask_easier(request: HttpRequest) -> HttpResponse:
    """Ask to come in with ClaveUnica alone: held, and confirmed by a worker."""
    asked = ask(
        kind=WishKind.DOOR, survivor=survivor_of(request), wanted={"mode": str(Mode.OPEN)},
        by=principal_of(request), at=timezone.now(),
    )  # fmt: skip
    return see_other(PAGE, FILED if asked else AGAIN)

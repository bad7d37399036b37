"""Questions to her team, about an entry of her ledger or about anything."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from casework.audit.queries import ledger_of

from .. import sessions, wish_queries
from ..choices import WishKind
from ..forms import FILED, LACKING, TOO_MANY
from ..gates import own_space, present_of, principal_of, survivor_id_of, survivor_of
from ..models import Wish
from ..telling import notice_of, see_other, told_once
from ..typed import form_with, words_of
from ..wish_actions import ask, take_back
from ..wish_forms import QuestionForm

PAGE, FORM = "selfservice:team", "question"
PAGES = {
    WishKind.QUESTION: PAGE,
    WishKind.CONTACT: "selfservice:contact",
    WishKind.DOOR: "selfservice:door",
}


@require_GET
@own_space
def team(request: HttpRequest) -> HttpResponse:
    """Show what she asked her team, the answers, and the place to ask."""
    present = present_of(request)
    assert present is not None
    notice, typed = notice_of(request), sessions.typed_in(present, FORM)
    context = {
        "wishes": wish_queries.mine(principal_of(request), WishKind.QUESTION),
        "form": form_with(QuestionForm, typed, told=notice == LACKING),
        "about": typed.get("about", ""),
        "filed": notice == FILED,
        "too_many": notice == TOO_MANY,
    }
    return told_once(request, render(request, "selfservice/team.html", context))


@require_POST
@own_space
def about_entry(request: HttpRequest) -> HttpResponse:
    """Begin a question about an entry of her ledger: nothing of it travels in an address."""
    present = present_of(request)
    assert present is not None
    wanted = request.POST.get("entry", "")
    lines = ledger_of(survivor_id_of(request))
    found = next((line for line in lines if line.last.isoformat() == wanted), None)
    if found is not None:
        day = timezone.localtime(found.last)
        sessions.keep_typed(present, FORM, {"about": f"{found.what} ({day:%d-%m-%Y %H:%M})"})
    return see_other(PAGE)


@require_POST
@own_space
def ask_team(request: HttpRequest) -> HttpResponse:
    """Send a question to her team."""
    present = present_of(request)
    assert present is not None
    about = str(sessions.typed_in(present, FORM).get("about", ""))
    form = QuestionForm(request.POST)
    if not form.is_valid():
        typed = {**words_of(QuestionForm, request.POST), "about": about}
        sessions.keep_typed(present, FORM, typed)
        return see_other(PAGE, LACKING)
    asked = ask(
        kind=WishKind.QUESTION, survivor=survivor_of(request), words=form.cleaned_data["words"],
        about=about, by=principal_of(request), at=timezone.now(),
    )  # fmt: skip
    if asked is None:
        typed = {**words_of(QuestionForm, request.POST), "about": about}
        sessions.keep_typed(present, FORM, typed)
        return see_other(PAGE, TOO_MANY)
    sessions.keep_typed(present, FORM, {})
    return see_other(PAGE, FILED)


@require_POST
@own_space
def forget(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """Take back what still waits."""
    by = principal_of(request)
    kind = Wish.objects.visible_to(by).filter(pk=wish_id).values_list("kind", flat=True).first()
    take_back(wish_id=wish_id, by=by, at=timezone.now())
    return see_other(PAGES[WishKind(kind)] if kind else PAGE)

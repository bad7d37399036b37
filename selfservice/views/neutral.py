"""The page every RUN in Chile gets while its visit is not open (design 4.3, safety.md 1.2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from complaints.rights.choices import Delivery

from .. import asking, sessions
from ..ask_forms import AskForm
from ..door import wait_for
from ..forms import AGAIN, FILED, LACKING, LATER, TOO_MANY, KeyForm
from ..gates import present_of, to_home
from ..telling import notice_of, see_other, told_once
from ..typed import form_with, words_of
from .requests import ask_from_space

FORM = "ask"


def to_first_page(notice: str = "") -> HttpResponse:
    """Go to the first page; notice: what it will say, once."""
    return see_other("selfservice:home", notice)


def neutral_page(request: HttpRequest, present: sessions.Present) -> HttpResponse:
    """Give the page: rights, what this RUN asked from pages like this one, a place for a number."""
    notice, at = notice_of(request), timezone.now()
    typed = sessions.typed_in(present, FORM)
    context = {
        "form": KeyForm.told(notice, wait_for(present.visit.token_digest, at)),
        "ask": form_with(AskForm, typed, told=notice == LACKING, delivery=Delivery.IN_PERSON),
        "standings": asking.neutral_requests(present, at),
        "filed": notice == FILED,
        "again": notice == AGAIN,
        "later": notice == LATER,
        "too_many": notice == TOO_MANY,
    }
    return told_once(request, render(request, "selfservice/neutral.html", context))


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Take a request about somebody's data. Anybody's; never answered with a page (see `key`)."""
    present = present_of(request)
    if present is None:
        return to_home(request)
    if present.is_open:
        return ask_from_space(request, present)
    form = AskForm(request.POST)
    if not form.is_valid():
        sessions.keep_typed(present, FORM, words_of(AskForm, request.POST))
        return to_first_page(LACKING)
    notice = asking.ask_neutral(present, form.cleaned_data, timezone.now())
    sessions.keep_typed(present, FORM, {} if notice == FILED else words_of(AskForm, request.POST))
    return to_first_page(notice)

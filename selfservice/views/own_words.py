"""Her words beside what is written of her: a short form, and taking them away again."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from complaints.discrepancies.choices import Whole

from .. import own_words, sessions
from ..correcting_forms import OwnWordsForm
from ..forms import DONE, LACKING, TOO_MANY
from ..gates import own_space, present_of, principal_of, survivor_of
from ..telling import notice_of, see_other, told_once
from ..typed import form_with, words_of

LIST, PAGE, FORM = "selfservice:corrections", "selfservice:own-words", "own-words"


@require_http_methods(["GET", "POST"])
@own_space
def write(request: HttpRequest) -> HttpResponse:
    """Ask for her words; put them beside what is written, which stays as it is."""
    present = present_of(request)
    assert present is not None
    if request.method == "POST":
        return _take(request, present)
    notice, asked = notice_of(request), request.GET.get("de", "")
    initial = {"about": asked} if asked in Whole.values else {}
    form = form_with(
        OwnWordsForm, sessions.typed_in(present, FORM), told=notice == LACKING, **initial
    )
    context = {"form": form, "too_many": notice == TOO_MANY}
    return told_once(request, render(request, "selfservice/own_words.html", context))


def _take(request: HttpRequest, present: sessions.Present) -> HttpResponse:
    form, typed = OwnWordsForm(request.POST), words_of(OwnWordsForm, request.POST)
    if not form.is_valid():
        sessions.keep_typed(present, FORM, typed)
        return see_other(PAGE, LACKING)
    notice = own_words.say(
        survivor=survivor_of(request), by=principal_of(request), at=timezone.now(),
        **form.cleaned_data,
    )  # fmt: skip
    sessions.keep_typed(present, FORM, typed if notice == TOO_MANY else {})
    return see_other(PAGE if notice == TOO_MANY else LIST, notice)


@require_POST
@own_space
def take_away(request: HttpRequest, words_id: UUID) -> HttpResponse:
    """Take words of hers away. Raises Http404."""
    if not own_words.take_back(pk=words_id, by=principal_of(request), at=timezone.now()):
        raise Http404
    return see_other(LIST, DONE)

"""Saying that a datum is not right, and how it ended, from her own space."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from .. import correcting, own_words, sessions
from ..correcting_forms import WrongForm
from ..extract import Row
from ..forms import AGAIN, DONE, FILED, LACKING, TOO_MANY
from ..gates import own_space, present_of, principal_of, survivor_of
from ..telling import notice_of, see_other, told_once
from ..typed import form_with, words_of
from .file import rows_of

LIST, PAGE = "selfservice:corrections", "selfservice:wrong"


@require_http_methods(["GET", "POST"])
@own_space
def wrong(request: HttpRequest, code: str) -> HttpResponse:
    """Ask what a datum of her extract should say; take it."""
    present, row = present_of(request), _row(request, code)
    assert present is not None
    name = f"wrong-{code}"
    if request.method == "POST":
        return _take(request, present, row, name)
    notice, at = notice_of(request), timezone.now()
    context = {
        "row": row, "due": correcting.due_day(at), "too_many": notice == TOO_MANY,
        "form": form_with(WrongForm, sessions.typed_in(present, name), told=notice == LACKING),
    }  # fmt: skip
    return told_once(request, render(request, "selfservice/wrong.html", context))


def _take(
    request: HttpRequest, present: sessions.Present, row: Row, name: str
) -> HttpResponse:  # fmt: skip
    form, typed = WrongForm(request.POST), words_of(WrongForm, request.POST)
    if not form.is_valid():
        sessions.keep_typed(present, name, typed)
        return see_other(PAGE, LACKING, row.code)
    notice = correcting.say_wrong(
        present=present, survivor=survivor_of(request), row=row, by=principal_of(request),
        version=form.cleaned_data["version"], at=timezone.now(),
    )  # fmt: skip
    sessions.keep_typed(present, name, typed if notice == TOO_MANY else {})
    return see_other(PAGE, notice, row.code) if notice == TOO_MANY else see_other(LIST, notice)


def _row(request: HttpRequest, code: str) -> Row:
    """Give a row of her extract. Raises Http404 for what her space does not show."""
    found = next((row for row in rows_of(request) if row.code == code), None)
    if found is None:
        raise Http404
    return found


@require_GET
@own_space
def corrections(request: HttpRequest) -> HttpResponse:
    """Show what she said is wrong, where it stands, how it ended."""
    notice = notice_of(request)
    shown = {row.code for row in rows_of(request)}
    context = {
        "lines": correcting.corrections(principal_of(request), shown, timezone.now()),
        "filed": notice == FILED, "again": notice == AGAIN, "done": notice == DONE,
        "words": own_words.said(principal_of(request)),
    }  # fmt: skip
    return told_once(request, render(request, "selfservice/corrections.html", context))

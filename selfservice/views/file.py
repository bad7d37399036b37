"""What is known about her, where her referrals stand, how she is reached: as agreed with her."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.messages.actions import stop_own

from .. import agreeing, extract, sessions, wish_queries
from ..choices import Group, WishKind
from ..correcting import waiting_fields
from ..forms import AGAIN, DONE, FILED, LACKING
from ..gates import own_space, present_of, principal_of, survivor_of
from ..telling import notice_of, see_other, told_once
from ..typed import form_with, words_of
from ..wish_actions import ask
from ..wish_forms import OwnContactForm

CONTACT, FORM = "selfservice:contact", "contact"


def _groups(request: HttpRequest) -> list[str]:
    kept = agreeing.agreed(survivor_of(request), principal_of(request))
    return list(kept.groups) if kept else []


def rows_of(request: HttpRequest) -> list[extract.Row]:
    """Give every row her space shows, as it was agreed."""
    parts = extract.extract_of(survivor_of(request), _groups(request), timezone.now())
    return [row for part in parts for row in part.rows]


@require_GET
@own_space
def data(request: HttpRequest) -> HttpResponse:
    """Show what she and her worker agreed to show, and leave the reading in her ledger."""
    survivor, at = survivor_of(request), timezone.now()
    parts = extract.extract_of(survivor, _groups(request), at)
    record(Verb.READ_FILE, by=principal_of(request).actor, at=at, subject=survivor.pk)
    context = {"parts": parts, "waiting": waiting_fields(principal_of(request))}
    return render(request, "selfservice/data.html", context)


@require_GET
@own_space
def supports(request: HttpRequest) -> HttpResponse:
    """Show where her referrals stand."""
    shown = Group.REFERRALS in _groups(request)
    context = {"shown": shown, "lines": extract.supports() if shown else []}
    return render(request, "selfservice/supports.html", context)


@require_GET
@own_space
def contact(request: HttpRequest) -> HttpResponse:
    """Show how she is reached, and let her ask for another way."""
    present = present_of(request)
    assert present is not None
    notice = notice_of(request)
    typed = sessions.typed_in(present, FORM)
    context = {
        "reaching": extract.reaching(),
        "wishes": wish_queries.mine(principal_of(request), WishKind.CONTACT),
        "form": form_with(OwnContactForm, typed, told=notice == LACKING),
        "filed": notice == FILED,
        "again": notice == AGAIN,
        "done": notice == DONE,
    }
    return told_once(request, render(request, "selfservice/contact.html", context))


@require_POST
@own_space
def ask_contact(request: HttpRequest) -> HttpResponse:
    """Take the wish for another way: held 72 hours and confirmed over the one agreed before."""
    present = present_of(request)
    assert present is not None
    form = OwnContactForm(request.POST)
    if not form.is_valid():
        sessions.keep_typed(present, FORM, words_of(OwnContactForm, request.POST))
        return see_other(CONTACT, LACKING)
    asked = ask(
        kind=WishKind.CONTACT, survivor=survivor_of(request), wanted=form.wanted(),
        by=principal_of(request), at=timezone.now(),
    )  # fmt: skip
    sessions.keep_typed(present, FORM, {})
    return see_other(CONTACT, FILED if asked else AGAIN)


@require_POST
@own_space
def stop_messages(request: HttpRequest) -> HttpResponse:
    """End all messages to her, at once and without a reason (safety.md 0.3, AB41)."""
    stop_own(by=principal_of(request), at=timezone.now())
    return see_other(CONTACT, DONE)

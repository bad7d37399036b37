"""The editors' workplace about what needs two persons: refusals are said kindly, not as errors."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from .second_person import SecondPerson


def say_why_not(request: HttpRequest, subject: Any) -> HttpResponse | None:
    """Lead back to the draft, saving what was written, with what has to be mended."""
    subject = subject.specific if isinstance(subject, Page) else subject
    if not isinstance(subject, SecondPerson):
        return None
    revision = subject.get_latest_revision()  # type: ignore[attr-defined]
    reasons = subject.why_not(revision, request.user) if revision else []
    return back(request, subject, reasons) if reasons else None


def before_approving(request: HttpRequest, subject: Any) -> HttpResponse | None:
    """Say the same when the draft is approved from the workflow's menu."""
    approving = request.POST.get("workflow-action-name") == "approve"
    return say_why_not(request, subject) if request.method == "POST" and approving else None


def one_by_one(
    request: HttpRequest, action: str, objects: Sequence[Any], view: Any
) -> HttpResponse | None:
    """Refuse to publish several pages at once: each one is read by whoever publishes it."""
    pages = [one for one in objects if isinstance(one, Page)]
    if action != "publish" or not pages:
        return None
    said = _("Pages are published one by one: whoever publishes one reads it first.")
    return back(request, pages[0], [said])


def stays_on_site(request: HttpRequest, subject: Any) -> HttpResponse | None:
    """Refuse to take off alone what two persons published; its form has a box for that."""
    if isinstance(subject, Page) or not isinstance(subject, SecondPerson):
        return None
    said = _("It goes off the site as it came: change it in a draft, and somebody else publishes.")
    return back(request, subject, [said])


def back(
    request: HttpRequest, subject: Any, reasons: Sequence[str], buttons: Sequence[Any] = ()
) -> HttpResponse:
    """Lead back to the draft with these reasons. buttons: what may be done instead."""
    for reason in reasons:
        messages.error(request, reason, buttons=buttons)
    return redirect(AdminURLFinder(request.user).get_edit_url(subject))


HOOKS = {
    "before_publish_page": say_why_not,
    "before_publish": say_why_not,
    "before_edit_page": before_approving,
    "before_edit_snippet": before_approving,
    "before_unpublish": stays_on_site,
    "before_bulk_action": one_by_one,
}

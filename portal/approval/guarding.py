"""The editors' workplace about what needs two persons: refusals are said kindly, not as errors."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from .pages import SecondPersonPage


def say_why_not(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead back to the draft, saving what was written, with what has to be mended."""
    subject = page.specific
    if not isinstance(subject, SecondPersonPage):
        return None
    revision = page.get_latest_revision()
    reasons = subject.why_not(revision, request.user) if revision else []
    return back(request, page, reasons) if reasons else None


def before_approving(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say the same when the draft is approved from the workflow's menu."""
    approving = request.POST.get("workflow-action-name") == "approve"
    return say_why_not(request, page) if request.method == "POST" and approving else None


def one_by_one(
    request: HttpRequest, action: str, objects: Sequence[Any], view: Any
) -> HttpResponse | None:
    """Refuse to publish several pages at once: each one is read by whoever publishes it."""
    pages = [one for one in objects if isinstance(one, Page)]
    if action != "publish" or not pages:
        return None
    said = _("Pages are published one by one: whoever publishes one reads it first.")
    return back(request, pages[0], [said])


def back(request: HttpRequest, page: Page, reasons: Sequence[str]) -> HttpResponse:
    """Lead back to the draft with these reasons."""
    for reason in reasons:
        messages.error(request, reason)
    return redirect("wagtailadmin_pages:edit", page.pk)


HOOKS = {
    "before_publish_page": say_why_not,
    "before_edit_page": before_approving,
    "before_bulk_action": one_by_one,
}

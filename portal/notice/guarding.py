"""The editors' workplace about the notice: refusals said kindly, and nothing that takes it away."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from portal.privacy_page import PrivacyPage

from .publishing import why_not


def say_why_not(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead back to the draft, saving what was written, with what has to be mended."""
    if not isinstance(page.specific_deferred, PrivacyPage):
        return None
    revision = page.get_latest_revision()
    reasons = why_not(revision, request.user) if revision else []
    return _back(request, page, reasons) if reasons else None


def before_approving(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say the same when the draft is approved from the workflow's menu."""
    approving = request.POST.get("workflow-action-name") == "approve"
    return say_why_not(request, page) if request.method == "POST" and approving else None


def stays(request: HttpRequest, page: Page, *args: Any) -> HttpResponse | None:
    """Refuse to take the notice off the site: it is permanent (law DP-50)."""
    holds = PrivacyPage.objects.descendant_of(page, inclusive=True).live().exists()
    said = _("The privacy page stays on the site: the law wants it there at all times.")
    return _back(request, page, [said]) if holds else None


def stays_among_many(
    request: HttpRequest, action: str, objects: Sequence[Any], view: Any
) -> HttpResponse | None:
    """Refuse acts on several pages at once when the notice is one of them."""
    pages = [one for one in objects if isinstance(one, Page)]
    if not any(isinstance(page.specific_deferred, PrivacyPage) for page in pages):
        return None
    said = _("The privacy page is published by itself, and never taken off with others.")
    return _back(request, pages[0], [said])


def _back(request: HttpRequest, page: Page, reasons: Sequence[str]) -> HttpResponse:
    for reason in reasons:
        messages.error(request, reason)
    return redirect("wagtailadmin_pages:edit", page.pk)


HOOKS = {
    "before_publish_page": say_why_not,
    "before_edit_page": before_approving,
    "before_unpublish_page": stays,
    "before_delete_page": stays,
    "before_move_page": stays,
    "before_bulk_action": stays_among_many,
}

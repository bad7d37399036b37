"""The editors' workplace about the notice: nothing takes it away."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.approval.guarding import back
from portal.privacy_page import PrivacyPage


def stays(request: HttpRequest, page: Page, *args: Any) -> HttpResponse | None:
    """Refuse to take the notice off the site: it is permanent (law DP-50)."""
    holds = PrivacyPage.objects.descendant_of(page, inclusive=True).live().exists()
    said = _("The privacy page stays on the site: the law wants it there at all times.")
    return back(request, page, [said]) if holds else None


def stays_among_many(
    request: HttpRequest, action: str, objects: Sequence[Any], view: Any
) -> HttpResponse | None:
    """Refuse acts on several pages at once when the notice is one of them."""
    pages = [one for one in objects if isinstance(one, Page)]
    if not any(isinstance(page.specific_deferred, PrivacyPage) for page in pages):
        return None
    said = _("The privacy page is published by itself, and never taken off with others.")
    return back(request, pages[0], [said])


HOOKS = {
    "before_unpublish_page": stays,
    "before_delete_page": stays,
    "before_move_page": stays,
    "before_bulk_action": stays_among_many,
}

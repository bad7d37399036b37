"""The editors' workplace about courses: what is in force needs is archived, not deleted."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from casework.territory.validity import chilean_day
from portal.approval.guarding import back

from . import holding
from .edition_models import Edition
from .pages import CoursePage, LessonPage, ModulePage
from .publishing import newest

PARTS = (ModulePage, LessonPage)


def keep_held(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a course, or a part of it, while something in force needs it.

    It names what, and offers to archive it: off the catalogue, with all that was taught kept.
    """
    found = list(holding.reasons(page))
    if not found:
        return None
    said = _("“%(title)s” cannot be deleted: %(reasons)s.") % {
        "title": page.title, "reasons": "; ".join(found),
    }  # fmt: skip
    if not page.live:
        return back(request, page, [f"{said} {_('It is archived: nobody new finds it.')}"])
    kept = _("Archive it instead: nobody new finds it, and who is in it goes on as it began.")
    url = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    offered = page.permissions_for_user(request.user).can_unpublish()
    buttons = [messages.button(url, _("Archive it"))] if offered else []
    return back(request, page, [f"{said} {kept}"], buttons)


def keep_held_among_many(
    request: HttpRequest, action: str, objects: Sequence[Any], view: Any
) -> HttpResponse | None:
    """Refuse the same when several pages are deleted at once."""
    if action != "delete":
        return None
    for page in objects:
        refused = keep_held(request, page) if isinstance(page, Page) else None
        if refused is not None:
            return refused
    return None


def hide_from_the_site(page: Page, request: HttpRequest, *args: Any) -> None:
    """Answer what is inside a course as if it were not there. Raises Http404."""
    if isinstance(page, PARTS):
        raise Http404


def tell_the_effect(request: HttpRequest, page: Page) -> None:
    """Say after publishing what it changes, and for whom it changes nothing."""
    page = page.specific
    if not isinstance(page, (CoursePage, *PARTS)):
        return
    if isinstance(page, PARTS):
        messages.info(request, _("New editions take it once the course is published again."))
    else:
        version = newest(page.pk)
        number = version.number if version else 0
        messages.info(request, _("New editions take version %(number)s.") % {"number": number})
    count = holding.running(page).count()
    if count:
        said = ngettext(
            "An edition that is not over goes on with the version it began with.",
            "%(count)s editions that are not over go on with the version they began with.",
            count,
        )
        messages.info(request, said % {"count": count})


def tell_what_is_left(request: HttpRequest, page: Page) -> None:
    """Say after deleting a course that editions of it are still announced, if there are."""
    day = chilean_day(timezone.now())
    left = Edition.objects.filter(
        version__page_id=page.pk, cancelled_at=None, ends_on__gte=day
    ).count()  # fmt: skip
    if left:
        said = _("Its announced editions stay until somebody cancels them: %(count)s.")
        messages.warning(request, said % {"count": left})


HOOKS = {
    "before_delete_page": keep_held,
    "after_delete_page": tell_what_is_left,
    "before_bulk_action": keep_held_among_many,
    "before_serve_page": hide_from_the_site,
    "after_publish_page": tell_the_effect,
}

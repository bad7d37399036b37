"""The editors' workplace about courses: what running editions hold is not deleted or changed."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from casework.territory.validity import chilean_day
from portal.approval.guarding import back

from .edition_models import Edition
from .pages import CoursePage, LessonPage, ModulePage
from .publishing import newest

PARTS = (ModulePage, LessonPage)


def running(page: Page) -> int:
    """Count the editions that are not over of the courses at a page, above it or below it."""
    around = Q(pk__in=page.get_ancestors(inclusive=True)) | Q(pk__in=page.get_descendants())
    pages = CoursePage.objects.filter(around).values("pk")
    day = chilean_day(timezone.now())
    rows = Edition.objects.filter(version__page_id__in=pages, cancelled_at=None, ends_on__gte=day)
    return rows.count()


def keep_held(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a course, or a part of it, while editions run."""
    count = running(page)
    if not count:
        return None
    said = ngettext(
        "“%(title)s” cannot be deleted: an edition holds it. Unpublish it instead; who is in the "
        "edition goes on with the version it began with.",
        "“%(title)s” cannot be deleted: %(count)s editions hold it. Unpublish it instead; who is "
        "in them goes on with the version they began with.",
        count,
    )
    return back(request, page, [said % {"title": page.title, "count": count}])


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
    count = running(page)
    if count:
        said = ngettext(
            "An edition that is not over goes on with the version it began with.",
            "%(count)s editions that are not over go on with the version they began with.",
            count,
        )
        messages.info(request, said % {"count": count})


HOOKS = {
    "before_delete_page": keep_held,
    "before_bulk_action": keep_held_among_many,
    "before_serve_page": hide_from_the_site,
    "after_publish_page": tell_the_effect,
}

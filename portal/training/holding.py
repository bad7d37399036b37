"""What keeps a course: people in an edition, a path, or a level whose door it opens.

Its versions, and whoever learned by them, need no page: those are never in the way.
"""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from casework.access.certificate_models import RequiredCourse
from casework.territory.validity import chilean_day

from .edition_models import Edition
from .models import PathCourse
from .pages import CoursePage
from .places import asked_for


def running(page: Page) -> QuerySet[Edition]:
    """Give the editions that are not over of the courses at a page, above it or below it."""
    around = Q(pk__in=page.get_ancestors(inclusive=True)) | Q(pk__in=page.get_descendants())
    pages = CoursePage.objects.filter(around).values("pk")
    day = chilean_day(timezone.now())
    return Edition.objects.filter(
        version__page_id__in=pages, cancelled_at=None, ends_on__gte=day
    )  # fmt: skip


def reasons(page: Page) -> Iterator[str]:
    """Say why a course, a part of one or what stands above cannot be deleted; nothing: it may be.

    An edition nobody ever asked a place in holds nothing.
    """
    held = asked_for(running(page).values_list("pk", flat=True))
    if held:
        yield ngettext(
            "somebody has or had a place in an edition that is not over",
            "people have or had places in %(count)s editions that are not over",
            len(held),
        ) % {"count": len(held)}
    codes = CoursePage.objects.descendant_of(page, inclusive=True).values_list("code", flat=True)
    day = chilean_day(timezone.now())
    lasting = Q(course_code__in=list(codes)) & (Q(valid_to=None) | Q(valid_to__gte=day))
    for rows, said in (
        (RequiredCourse.objects, _("it opens the door of %(levels)s")),
        (PathCourse.objects, _("it is on the path of %(levels)s")),
    ):
        levels = sorted(set(rows.filter(lasting).values_list("level", flat=True)))
        if levels:
            yield said % {"levels": ", ".join(levels)}

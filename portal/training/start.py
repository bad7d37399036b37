"""What training tells the rest when the product starts."""

from wagtail.signals import page_published

from . import publishing
from .pages import CoursePage, LessonPage, ModulePage


def start() -> None:
    """Keep each version that is published; close what is inside a course to the open site."""
    page_published.connect(
        publishing.on_published, sender=CoursePage, dispatch_uid="portal.keep_course"
    )
    for part in (ModulePage, LessonPage):
        name = f"portal.close_{part.__name__}"
        page_published.connect(publishing.on_part_published, sender=part, dispatch_uid=name)

"""What training tells the rest when the product starts."""

from wagtail.signals import page_published

from casework.access import home_lines

from . import publishing, reminders
from .pages import CoursePage, LessonPage, ModulePage


def start() -> None:
    """Keep each version that is published; close what is inside a course to the open site."""
    page_published.connect(
        publishing.on_published, sender=CoursePage, dispatch_uid="portal.keep_course"
    )
    home_lines.add_source(reminders.home_lines)
    for part in (ModulePage, LessonPage):
        name = f"portal.close_{part.__name__}"
        page_published.connect(publishing.on_part_published, sender=part, dispatch_uid=name)

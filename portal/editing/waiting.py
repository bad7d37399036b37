"""On the editors' first screen: what waits for somebody, in numbers that lead to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Revision, TaskState
from wagtail.permissions import page_permission_policy

from . import ages, languages
from .links import broken


@dataclass(frozen=True, slots=True)
class Waiting:
    """A number of things, what they are, and where they are listed."""

    number: int
    words: str | Promise
    url: str


Source = Callable[[Any], Waiting]
_SOURCES: list[Source] = []


def add_source(source: Source) -> None:
    """Show one more number: of what waits for somebody in a room the portal does not know."""
    _SOURCES.append(source)


def waiting(user: Any) -> Iterator[Waiting]:
    """Give what waits, the most pressing first; also what is none, so that all of it is known."""
    asked = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    reports = reverse("wagtailadmin_reports:workflow")
    yield Waiting(asked.count(), _("wait for a second person"), reports)
    yield from (source(user) for source in _SOURCES)
    pages = reverse("wagtailadmin_explore_root")
    yield Waiting(len(_drafts(user)), _("pages with a draft that is not on the site"), pages)
    hours = Revision.objects.filter(approved_go_live_at__isnull=False)
    yield Waiting(hours.count(), _("appear at an hour somebody set"), pages)
    late = [one for one in ages.pages() if one.late]
    yield Waiting(len(late) + len(ages.hours()), _("have to be looked at again"),
                  reverse("content_age"))  # fmt: skip
    behind = [row for row in languages.rows() if row.needs_work]
    yield Waiting(len(behind), _("pages whose translation is not up to date"),
                  reverse("site_languages"))  # fmt: skip
    yield Waiting(len(broken()), _("links that lead nowhere"), reverse("broken_links"))


def _drafts(user: Any) -> list[int]:
    own = page_permission_policy.instances_user_has_permission_for(user, "change")
    drafts: list[int] = list(
        own.filter(has_unpublished_changes=True, depth__gt=1).values_list("pk", flat=True)
    )
    return drafts


class WaitingPanel(Component):
    """Shows them."""

    name = "waiting"
    template_name = "portal/editing/waiting.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Add the numbers."""
        return {"waiting": list(waiting(parent_context["request"].user))}

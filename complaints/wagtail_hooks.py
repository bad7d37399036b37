"""What steers answers and figures in the editors' workplace, changed by two (law DP-72)."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .amending import views
from .amending.kinds import kinds
from .discrepancies import editing as discrepancies
from .oirs import editing as oirs
from .rights import editing
from .satisfaction import editing as satisfaction

editing.register()
oirs.register()
discrepancies.register()
satisfaction.register()


class ChangesItem(MenuItem):
    """The way to what waits, for whoever edits."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether she may read changes."""
        return bool(request.user.has_perm("complaints.view_amendment"))


@hooks.register("before_bulk_action")
def no_acts_on_many(
    request: HttpRequest, action: str, objects: Sequence[Any], view: Any
) -> HttpResponse | None:
    """Refuse to do anything with many of these rows at once: answers rest on them."""
    if any(isinstance(one, tuple(kinds().values())) for one in objects):
        raise PermissionDenied
    return None


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Add the pages of changes."""
    return views.urls()


@hooks.register("register_admin_menu_item")
def changes() -> MenuItem:
    """Add their entry."""
    return ChangesItem(_("Changes"), reverse(views.LIST), icon_name="check", order=290)

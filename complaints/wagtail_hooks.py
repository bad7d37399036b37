"""Grounds, texts and times of answers in the editors' workplace, changed by two (law DP-72)."""

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .amending import views
from .oirs import editing as oirs
from .rights import editing
from .satisfaction import editing as satisfaction

editing.register()
oirs.register()
satisfaction.register()


class ChangesItem(MenuItem):
    """The way to what waits, for whoever edits."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether she may read changes."""
        return bool(request.user.has_perm("complaints.view_amendment"))


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Add the pages of changes."""
    return views.urls()


@hooks.register("register_admin_menu_item")
def changes() -> MenuItem:
    """Add their entry."""
    return ChangesItem(_("Changes"), reverse(views.LIST), icon_name="check", order=290)

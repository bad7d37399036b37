"""The editors' workplace, kept to what editing needs."""

import json
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from .agreements import AgreementsCheck
from .approval import guarding as approval
from .directory.models import Listing
from .editing import views as editing
from .editing.spoken import scripted
from .editing.waiting import WaitingPanel
from .helplines import Helpline
from .ministry.models import MinistrySettings
from .notice import guarding as notice
from .protocols import guarding as protocols
from .training import guarding as training

# Help leads to sites outside; forms about persons have no place here (design 4, safety.md 0).
HIDDEN_ITEMS = {"help"}
VERIFIED = BooleanColumn("is_verified", label=_("Hours verified"))
SHOWN = BooleanColumn("is_shown", label=_("Shown on the site"))


class StayingPolicy(ModelPermissionPolicy):
    """Groups decide who writes and who publishes; nobody erases what others may need to call."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Anything but "delete"."""
        return action != "delete" and bool(super().user_has_permission(user, action))


class HelplineViewSet(SnippetViewSet):
    """Helplines in the menu: a wrong number is dangerous, so one writes and another publishes."""

    model = Helpline
    icon = "mobile-alt"
    menu_label = _("Helplines")
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["number", "name", "hours", "checked_on", VERIFIED, SHOWN]

    @property
    def permission_policy(self) -> StayingPolicy:
        """Say who may do what."""
        return StayingPolicy(self.model)


class ListingViewSet(SnippetViewSet):
    """Centres in the directory: false hours cost a journey, so two persons publish them."""

    model = Listing
    icon = "site"
    menu_label = _("Directory")
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["__str__", "hours", "checked_on", VERIFIED, SHOWN]

    @property
    def permission_policy(self) -> StayingPolicy:
        """Say who may do what."""
        return StayingPolicy(self.model)


class MinistrySettingsViewSet(SnippetViewSet):
    """The ministry's own settings: one row, changed by two persons."""

    model = MinistrySettings
    icon = "cog"
    menu_label = _("Ministry")
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["__str__", "exit_target", "notice_until"]

    @property
    def permission_policy(self) -> StayingPolicy:
        """Say who may do what."""
        return StayingPolicy(self.model)


register_snippet(HelplineViewSet)
register_snippet(ListingViewSet)
register_snippet(MinistrySettingsViewSet)


@hooks.register("construct_main_menu")
def hide_what_is_not_needed(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Take out the entries that lead elsewhere."""
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_ITEMS]


# Our own stand in for it: it knows nothing of days of review.
HIDDEN_REPORTS = {"aging-pages"}
REPORTS = (
    ("edad/", editing.content_age, "content_age", _("Age of the contents"), "time"),
    ("idiomas/", editing.site_languages, "site_languages", _("Languages"), "globe"),
    ("enlaces/", editing.broken_links, "broken_links", _("Links that lead nowhere"), "link"),
)


@hooks.register("register_admin_urls")
def reports() -> list[URLPattern]:
    """Add our reports, which are read inside the workplace."""
    return [path(f"reports/{where}", view, name=name) for where, view, name, *_more in REPORTS]


@hooks.register("construct_reports_menu")
def our_reports(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Add their entries, and take out the one they stand in for."""
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_REPORTS]
    for place, (_where, _view, name, label, icon) in enumerate(REPORTS):
        menu_items.append(MenuItem(label, reverse(name), icon_name=icon, order=700 + place))


@hooks.register("construct_homepage_summary_items")
def drop_counts(request: HttpRequest, summary_items: list[Any]) -> None:
    """Leave the first screen to the editor's own work."""
    summary_items.clear()


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Component]) -> None:
    """Begin the first screen with what waits for somebody."""
    panels.insert(0, WaitingPanel())


@hooks.register("insert_global_admin_css")
def reach_lists_on_telephones() -> SafeString:
    """Add the sheet that lets lists slide where the framework cuts them."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/cms.css"))


@hooks.register("insert_global_admin_js")
def start_repeated_forms() -> SafeString:
    """Add the script that stands in for the inline ones the content policy refuses.

    It carries the words that Wagtail's own scripts have no Spanish for.
    """
    words, place = json.dumps(scripted()), static("portal/workplace.js")
    return format_html(
        '<script src="{}" data-words="{}" data-actions="{}"></script>', place, words, _("Actions")
    )


class PublicationPolicy(ModelPermissionPolicy):
    """Groups decide who publishes the list; nobody changes or takes back what was published."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Only "add" and "view"."""
        return action in {"add", "view"} and bool(super().user_has_permission(user, action))


class PublicationCreateView(CreateView):
    """Publish the list as it stands, by name."""

    def get_initial_form_instance(self) -> AgreementsCheck:
        """Give one of whoever asks."""
        return AgreementsCheck(by=self.request.user)


class AgreementsCheckViewSet(SnippetViewSet):
    """Monthly publication of the agreements (law DP-59)."""

    model = AgreementsCheck
    icon = "doc-full"
    menu_label = _("Agreements")
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["at", "remark"]
    add_view_class = PublicationCreateView

    @property
    def permission_policy(self) -> PublicationPolicy:
        """Say who may do what."""
        return PublicationPolicy(self.model)


register_snippet(AgreementsCheckViewSet)

for name, hook in [
    *notice.HOOKS.items(),
    *approval.HOOKS.items(),
    *protocols.HOOKS.items(),
    *training.HOOKS.items(),
]:
    hooks.register(name, hook, order=-1)  # before what the framework asks

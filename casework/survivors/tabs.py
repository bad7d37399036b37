"""Tabs of her file. Parts built above this one add theirs when they start."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Survivor


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the file: its URL name (which takes her id) and its label, in the report's words."""

    url_name: str
    label: Promise | str
    order: int


_tabs: dict[str, Tab] = {}


def add_tab(tab: Tab) -> None:
    """Add a tab (report II.1 b)."""
    _tabs[tab.url_name] = tab


def tabs_of(survivor: Survivor, current: str) -> list[dict[str, object]]:
    """Give the tabs for the component, with the current one marked."""
    return [
        {
            "url": reverse(tab.url_name, args=[survivor.pk]),
            "label": tab.label,
            "current": tab.url_name == current,
        }
        for tab in sorted(_tabs.values(), key=lambda tab: tab.order)
    ]


add_tab(Tab("survivors:file", _("Identification and social characterisation"), 10))
add_tab(Tab("survivors:trajectory", _("Her file"), 20))
add_tab(Tab("survivors:door", _("Her own space"), 80))

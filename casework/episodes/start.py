"""What this room gives to the whole when the product starts."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.sharing import gate, reserve
from casework.survivors import barring, masking, timeline
from casework.survivors.tabs import Tab, add_tab

from .catalogue import lists
from .confidentiality import minor_sexual_veto, veto_each
from .queries import has_sexual_episode, is_her_aggressor, is_minor_sexual


def register() -> None:
    """Join the registries of the rooms below."""
    add_tab(Tab("episodes:list", gettext_lazy("Episodes of violence"), 40))
    timeline.add_words(timeline.Kind.EPISODE, "episode", _words)
    timeline.add_address("episode", _address, follows=True)
    barring.add_check(is_her_aggressor)
    masking.add_rule(has_sexual_episode)
    reserve.add_reserve(is_minor_sexual)
    gate.register_veto("minor_sexual", minor_sexual_veto, each=veto_each)


def _words(detail: timeline.Detail) -> str:
    forms = lists().form_names(str(detail.get("forms") or "").split(","))
    words = _("Episode: %(forms)s") % {"forms": ", ".join(forms).lower()}
    return f"{words}; {_('children present')}" if detail.get("children") else words


def _address(survivor_id: UUID, episode_id: UUID) -> str:
    return reverse("episodes:episode", args=[survivor_id, episode_id])

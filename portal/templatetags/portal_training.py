"""Words of training for its templates."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.training.edition_models import Edition
from portal.training.kinds import HOUR_KINDS, topic_words
from portal.training.states import State

register = template.Library()

TONES = {
    State.PASSED: ("check", "success"),
    State.ENROLLED: ("check", "info"),
    State.FAILED: ("stop", "warning"),
    State.REFUSED: ("stop", "warning"),
}


@register.filter
def hours_of(version: object) -> str:
    """Give how long a course lasts, with the kind of hour."""
    count, kind = version.hours, version.hour_kind  # type: ignore[attr-defined]
    if kind == HOUR_KINDS.PEDAGOGICAL:
        said = ngettext("%(n)s pedagogical hour", "%(n)s pedagogical hours", count)
    else:
        said = ngettext("%(n)s hour", "%(n)s hours", count)
    return said % {"n": count}


@register.filter
def in_words(letters: list[str]) -> str:
    """Give topics in words."""
    return ", ".join(topic_words(letters))


@register.filter
def where(edition: Edition) -> str:
    """Give where an edition is given."""
    parts = [edition.place, edition.region.name if edition.region else ""]
    named = ", ".join(part for part in parts if part)
    return f"{edition.get_mode_display()}. {named}" if named else edition.get_mode_display()


@register.filter
def place_icon(state: str) -> str:
    """Give the sign of where a place stands."""
    return TONES.get(State(state), ("clock", "neutral"))[0]


@register.filter
def place_tone(state: str) -> str:
    """Give its tone."""
    return TONES.get(State(state), ("clock", "neutral"))[1]


@register.filter
def of_counts(places: object, capacity: int) -> str:
    """Say how many places are left."""
    left = max(0, capacity - places.taken)  # type: ignore[attr-defined]
    if not left:
        return _("Full: there is a waiting list")
    return ngettext("%(n)s place left", "%(n)s places left", left) % {"n": left}

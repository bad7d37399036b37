"""The places of her space, as her first page lists them."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """A page of her space: its URL name, how she reads it, and a few words about it."""

    url_name: str
    label: str | Promise
    hint: str | Promise = ""

    @property
    def address(self) -> str:
        """The path, or "" when no part of the product answers to that name."""
        try:
            return reverse(self.url_name)
        except NoReverseMatch:
            return ""


PLACES = (
    Place("selfservice:data", _("What you know about me"), _("What you chose with your team.")),
    Place("selfservice:corrections", _("What I said is not right"), _("And how it ended.")),
    Place("selfservice:supports", _("How my errands go"), _("Where we sent you, what they said.")),
    Place("selfservice:requests", _("What I asked for"), _("Ask about your data, see the days.")),
    Place("selfservice:ledger", _("Who has seen my data"), _("And why. You can ask about it.")),
    Place("selfservice:team", _("Ask my team"), _("It answers you here.")),
    Place("selfservice:questions", _("Questions and opinions"), _("Ask or complain in writing.")),
    Place("selfservice:contact", _("How you reach me"), _("And stop the messages.")),
    Place("selfservice:door", _("How I come in"), _("Your number, where it is open, close it.")),
    Place("selfservice:opinion", _("Tell us how we did"), _("If you want, without your name.")),
    Place("selfservice:leaving", _("How to leave, and what stays"), _("On this phone, too.")),
)


def places() -> list[Place]:
    """Give the places there are."""
    return [place for place in PLACES if place.address]

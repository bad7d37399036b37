"""What this room gives to the whole when the product starts."""

from django.utils.translation import gettext_lazy as _

from casework.episodes import hooks
from casework.survivors import masking
from casework.survivors.account import hooks as account
from casework.survivors.essentials import add_essential
from casework.survivors.tabs import Tab, add_tab

from . import from_accounts, from_episodes, notes, queries
from .essential import DUTY, MEASURES, SECRECY


def register() -> None:
    """Join the registries of the rooms below."""
    add_tab(Tab("legal:list", _("Legal processes"), 50))
    for essential in (DUTY, SECRECY, MEASURES):
        add_essential(essential)
    masking.add_rule(queries.identity_reserved)
    notes.register()
    hooks.when_told("legal", from_episodes.start)
    account.when_told("legal", from_accounts.start)

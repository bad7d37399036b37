"""Rules of the documents of a file, pure: answer and reason."""

from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SLIP = timedelta(minutes=15)


def slip_refused(
    *, filed_at: datetime, mine: bool, follows: bool, held: bool, replaced: bool, at: datetime
) -> str | Promise:
    """Say why a document cannot be taken back as a slip, or "" when it can.

    Only by who brought it, within 15 minutes, and never what she signed or what is held.
    """
    if held:
        return _("It is held by law: nothing of it is taken back.")
    if not mine:
        return _("Only who brought it can take it back.")
    if follows:
        return _("What she signed is not taken back here.")
    if replaced:
        return _("A newer version took its place.")
    if at - filed_at > SLIP:
        return _("The 15 minutes to take it back are over. Bring a new version instead.")
    return ""

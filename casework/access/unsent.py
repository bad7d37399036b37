"""A form that meets a session which has ended: nothing of it is lost, and she is told.

Rooms above register who keeps the words; the door knows nothing of forms.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

Keeper = Callable[[HttpRequest], str]

BACK = "door_back"  # the page asked for, while the way leads through ClaveUnica
FLAG = "door_unsent"  # what was sent: "kept" or "lost"
# They carry nothing that somebody wrote, or are kept without a word.
SILENT = frozenset({"staff:logout", "staff:keep", "drafts:save"})

_keepers: list[Keeper] = []


def add_keeper(keeper: Keeper) -> None:
    """Have a room look at what was sent: it gives the form's own page when it kept the words."""
    _keepers.append(keeper)


def note(request: HttpRequest) -> str:
    """Keep what was sent without a session; give the page to go back to, or ""."""
    if request.method != "POST":
        return ""
    back = next(filter(None, (keeper(request) for keeper in _keepers)), "")
    match = request.resolver_match
    silent = match is not None and match.view_name in SILENT
    if not silent and settings.SESSION_COOKIE_NAME in request.COOKIES:
        request.session[FLAG] = "kept" if back else "lost"
    return "" if silent else back


def carry(request: HttpRequest) -> dict[str, str]:
    """Give what must outlive the session that is about to be dropped on the way in."""
    return {name: request.session[name] for name in (BACK, FLAG) if name in request.session}


def tell(request: HttpRequest) -> None:
    """Say, once she is in again, what became of what she sent last."""
    request.session.pop(BACK, None)
    what = request.session.pop(FLAG, "")
    if what == "kept":
        words = _("Your session had ended. What you wrote is in the form: look at it and save it.")
        messages.warning(request, words)
    elif what:
        messages.warning(request, _("What you sent last was not saved: your session had ended."))

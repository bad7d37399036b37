"""What every page's shell needs: who is asking, where she may go, how she likes to read."""

from django.conf import settings
from django.http import HttpRequest

from casework.access.levels import Right
from casework.access.principals import ANONYMOUS, Staff, SurvivorPrincipal
from casework.practice import band
from portal.ministry import kept

from .appearance import Appearance
from .navigation import Link, links_for
from .session_clock import clock_of


def shell(request: HttpRequest) -> dict[str, object]:
    """Give the templates the principal and the parts of the shell.

    `shell.navigation` is worked out only by the pages that print it.
    """
    principal = getattr(request, "principal", ANONYMOUS)

    def navigation() -> list[Link]:
        return links_for(principal, request.path)

    return {
        "principal": principal,
        "shell": {
            **fixed_parts(),
            "navigation": navigation,
            "is_survivor": isinstance(principal, SurvivorPrincipal),
            "attends": isinstance(principal, Staff) and principal.may(Right.OPEN_CASES),
            "appearance": Appearance.of(request),
            "session": clock_of(request),
            "practice": band.of(request),
        },
    }


def fixed_parts(*, ask: bool = True) -> dict[str, object]:
    """The parts that depend on nobody; error pages live on these alone.

    ask: False asks the database for nothing.
    """
    chosen = kept.in_force(ask=ask)
    return {
        "brand": chosen.brand,
        "helplines": settings.HELPLINES,
        "exit_target": chosen.exit_target,
        "notice": chosen.notice,
        "appearance": Appearance(),
        "development": settings.ENVIRONMENT == "development",
        "practice": band.plain(),
    }

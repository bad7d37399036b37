"""Where each kind of principal may go: one list, read aloud (design 4)."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access.levels import Right
from casework.access.principals import Principal, Staff, SurvivorPrincipal
from casework.practice import walls


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the menu. `to` is a URL name, or a path when it starts with a slash.

    needs: any of these rights, the same that the gate of its page asks for. alone: marked only on
    its own page, not on all that lie below its path.
    """

    to: str
    label: str | Promise
    needs: tuple[Right, ...] = ()
    alone: bool = False

    @property
    def address(self) -> str | None:
        """The path, or None when no part of the product answers to that name."""
        if self.to.startswith("/"):
            return self.to
        try:
            found = reverse(self.to)
        except NoReverseMatch:
            return None
        return None if settings.PRACTICE and not walls.is_open(found) else found


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as printed."""

    url: str
    label: str | Promise
    current: bool


STAFF = (
    Item("practice:home", _("The exercise")),  # only in the training copy
    Item("work:day", _("My day"), (Right.OPEN_CASES,)),
    Item("survivors:list", _("Survivors"), (Right.OPEN_CASES,)),
    Item("work:cases", _("Cases"), (Right.OPEN_CASES,)),
    Item("work:waiting", _("Waiting list"), (Right.OPEN_CASES,)),
    Item("work:centre", _("My centre"), (Right.REPORT_TEAM,)),
    Item("duties:open", _("Duties to report"), (Right.OPEN_CASES,)),
    Item("consent:report", _("Authorisations"), (Right.OPEN_CASES,)),
    Item("messages:centre", _("Messages"), (Right.OPEN_CASES, Right.EDIT_RULES)),
    Item("rights:queue", _("Requests on data"), (Right.OPEN_CASES, Right.ANSWER_REQUESTS)),
    Item("oirs:queue", _("Questions and complaints"), (Right.OPEN_CASES, Right.ANSWER_REQUESTS)),
    Item("discrepancies:queue", _("Data quality"), (Right.REPORT_TEAM, Right.ANSWER_REQUESTS)),
    Item("opinions:figures", _("Opinions"), (Right.SEE_AGGREGATES,)),
    Item(
        "staff:grants", _("Access grants"), (Right.OPEN_CASES, Right.SEE_LINES, Right.GRANT_DETAIL)
    ),
    Item("staff:team", _("My team"), (Right.REPORT_TEAM,)),
    Item("staff:operators", _("Operators"), (Right.MANAGE_OPERATORS,)),
    Item(
        "staff:conflicts", _("Conflicts of interest"), (Right.REPORT_TEAM, Right.MANAGE_OPERATORS)
    ),
    Item("rules:index", _("Rules and clocks"), (Right.EDIT_RULES,)),
    Item("staff:log", _("Access log"), (Right.READ_LOG,)),
    Item("library:list", _("Library")),
    Item("messages:scripts", _("What to say")),
    Item("training:home", _("Training")),
    Item("certificates:own", _("Certificates")),
    Item("staff:home", _("My account"), alone=True),
)
SURVIVOR = (
    Item("selfservice:home", _("Home")),
    Item("selfservice:consents", _("Permissions")),
    Item("selfservice:ledger", _("Who has seen my data")),
    Item("selfservice:requests", _("Requests")),
    Item("selfservice:questions", _("Questions")),
)
PUBLIC = (
    Item("/", _("Home")),
    Item("/protocolos/", _("Protocols")),
    Item("/orientaciones-tecnicas/", _("Guidelines")),
    Item("/formacion/", _("Training")),
    Item("/red-de-apoyo/", _("Support network")),
    Item("questions:write", _("Questions")),
    Item("/privacidad/", _("Privacy")),
)


def items_for(principal: Principal) -> tuple[Item, ...]:
    """The entries this principal has a right to."""
    if isinstance(principal, Staff):
        return tuple(item for item in STAFF if _may(principal, item))
    return SURVIVOR if isinstance(principal, SurvivorPrincipal) else PUBLIC


def _may(staff: Staff, item: Item) -> bool:
    return not item.needs or any(staff.may(right) for right in item.needs)


def links_for(principal: Principal, path: str) -> list[Link]:
    """The menu of this principal, with the entry that holds `path` marked."""
    found = [(item, item.address) for item in items_for(principal)]
    known = [(item, address) for item, address in found if address]
    holding = [address for item, address in known if not item.alone or path == address]
    here = _closest(holding, path)
    return [Link(address, item.label, address == here) for item, address in known]


def _closest(addresses: list[str], path: str) -> str | None:
    holding = [address for address in addresses if _holds(address, path)]
    return max(holding, key=len, default=None)


def _holds(address: str, path: str) -> bool:
    return path == address or (address != "/" and path.startswith(address))

"""The access matrix: every address of the project and what each kind of person gets there.

One line for each URL name. Without a line `test_matrix.py` fails. The word chosen says who is
meant, and named people are the exceptions:

    staff("staff:operators", n2=200)                 everybody else with both factors: 403
    staff("staff:grant", make=grant_here, n5=200, rest=404)
    public("health:alive", 200)                      the same for everybody

`make(world)` gives the address's arguments; "own" things belong to the centre here, so `n6` meets
her own and `n6_other` somebody else's. Anonymous visitors, sessions with one factor and survivors
are always sent to the entrance (302) from a staff page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from casework.access.certificate_models import Certificate
from casework.access.grant_models import Grant
from casework.access.models import Assignment, LiveSession, Operator
from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.identity.vault import KeyOwner, new_key
from tests import people
from tests.database import as_system

OUTSIDE = ("anonymous", "half", "survivor")
STAFF = ("n1", "n2", "n3", "n4", "n5", "n5_other", "n6", "n6_other", "editor", "closed")
PRINCIPALS = (*OUTSIDE, *STAFF)
NOBODY_KNOWS = UUID("019aa000-0000-7000-8000-00000000dead")


@dataclass
class World:
    """The people of the matrix and the things they meet."""

    staff: dict[str, people.Person] = field(default_factory=dict)
    made: dict[object, Any] = field(default_factory=dict)

    def once(self, key: object, make: Callable[[], Any]) -> Any:
        """Make a thing for the first row that needs it; the others meet the same one."""
        if key not in self.made:
            self.made[key] = make()
        return self.made[key]

    def grant_here(self) -> Grant:
        """The worker there asked the head here to open a file that is here."""
        asker, asked = self.staff["n6_other"], self.staff["n5"]
        with as_system():
            return Grant.objects.create(
                operator=asker.operator, asked_of=asked.operator, survivor_id=NOBODY_KNOWS,
                centre_ids=[asked.centre.pk], reason="Debo coordinar su traslado entre comunas",
                key_id=new_key(owner=KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[]),
            )  # fmt: skip

    def operator(self) -> Operator:
        """Somebody who is nobody in the matrix."""
        return Operator.objects.get(user__username="tercera")

    def assignment(self) -> Assignment:
        """Her assignment."""
        return Assignment.objects.get(operator=self.operator())

    def certificate(self) -> Certificate:
        """A certificate of hers."""
        with as_system():
            return Certificate.objects.create(
                operator=self.operator(), level="N6", course="Curso", issuer="Escuela",
                reference="C-1", issued_on=date(2024, 1, 1),
            )  # fmt: skip

    def session_of(self, name: str) -> LiveSession:
        """A live session."""
        return LiveSession.objects.filter(operator=self.staff[name].operator).earliest("created_at")


Make = Callable[[World], list[Any]]


@dataclass(frozen=True)
class Row:
    """What is sent, and the status each principal gets."""

    name: str
    expected: Mapping[str, int]
    make: Make
    method: str
    data: Mapping[str, str]


def none(world: World) -> list[Any]:
    """No arguments."""
    return []


def public(
    name: str, status: int, *, make: Make = none, method: str = "get", data: Any = None
) -> Row:
    """The same answer for everybody."""
    return Row(name, dict.fromkeys(PRINCIPALS, status), make, method, data or {})


def staff(
    name: str, *, make: Make = none, method: str = "get", data: Any = None, rest: int = 403,
    **named: int,
) -> Row:  # fmt: skip
    """A staff page: named people get what is said, the rest 403 (or 404 where it is not theirs)."""
    expected = dict.fromkeys(OUTSIDE, 302) | dict.fromkeys(STAFF, rest) | named
    return Row(name, expected, make, method, data or {})


def every_staff(name: str, status: int, **more: Any) -> Row:
    """A page of one's own account: the same for any operator with both factors."""
    return staff(name, rest=status, **more)


def one_operator(world: World) -> list[Any]:
    return [world.operator().pk]


def one_assignment(world: World) -> list[Any]:
    return [world.operator().pk, world.assignment().pk]


def one_certificate(world: World) -> list[Any]:
    return [world.operator().pk, world.certificate().pk]


def grant_here(world: World) -> list[Any]:
    return [world.grant_here().pk]


def session_n6(world: World) -> list[Any]:
    return [world.session_of("n6").pk]


def person(world: World) -> list[Any]:
    return [NOBODY_KNOWS]


def device(world: World) -> list[Any]:
    return ["app-0"]


def event(world: World) -> list[Any]:
    with as_system():
        return [record(Verb.READ_LIST, by=world.staff["n6"].staff.actor).pk]


PARTIES = {"n5": 200, "n6_other": 200, "n2": 403, "editor": 403, "closed": 403}

ACCESS = (
    every_staff("staff:home", 200),
    Row("staff:login", dict.fromkeys(OUTSIDE, 200) | dict.fromkeys(STAFF, 302), none, "get", {}),
    Row("staff:logout", {**dict.fromkeys(PRINCIPALS, 302)}, none, "post", {}),
    every_staff("staff:undertaking", 200),
    every_staff("staff:password", 200),
    every_staff("staff:factors", 200),
    staff("staff:add-factor", rest=200, half=200),
    every_staff("staff:remove-factor", 404, make=device, method="post"),
    every_staff("staff:codes", 200),
    every_staff("staff:sessions", 200),
    every_staff("staff:keep", 200, method="post"),
    every_staff("staff:end-other-sessions", 302, method="post"),
    staff("staff:end-session", make=session_n6, method="post", rest=404, n6=302, n2=302),
    staff("staff:operators", n2=200),
    staff("staff:new-operator", n2=200),
    staff("staff:operator", make=one_operator, n2=200),
    staff("staff:assign", make=one_operator, n2=200),
    staff("staff:end-assignment", make=one_assignment, method="post", n2=302),
    staff("staff:renew-password", make=one_operator, method="post", n2=200),
    staff("staff:forget-factors", make=one_operator, method="post", n2=302),
    staff("staff:end-sessions", make=one_operator, method="post", n2=302),
    staff("staff:end-operator", make=one_operator, method="post", n2=302),
    staff("staff:new-certificate", make=one_operator, n2=200),
    staff("staff:revoke-certificate", make=one_certificate, n2=200),
    staff("staff:team", n5=200, n5_other=200),
    staff("staff:grants", rest=200, n2=403, editor=403, closed=403),
    staff("staff:ask-grant", make=person, rest=200, n2=403, editor=403, closed=403),
    staff("staff:grant", make=grant_here, rest=404, **PARTIES),
    staff("staff:decide-grant", make=grant_here, method="post", data={"answer": "yes"}, rest=404,
          n5=302, n4=403, n6=403, n6_other=403, n2=403, editor=403, closed=403),
    staff("staff:end-grant", make=grant_here, method="post", rest=404,
          n5=302, n6_other=302, n2=403, editor=403, closed=403),
    staff("staff:review-grant", make=grant_here, method="post", rest=404,
          n5=302, n4=403, n6=403, n6_other=403, n2=403, editor=403, closed=403),
    staff("staff:log", n2=200),
    staff("staff:log-event", make=event, n2=200),
)  # fmt: skip

OPEN = (
    public("health:alive", 200),
    public("health:ready", 200),
    public("appearance", 200),
    public("language", 302, make=lambda world: ["en"]),
    public("claveunica:enter", 302, data={"puerta": "gestion"}),
    public("claveunica:return", 400),
    public("claveunica:leave", 200),
    public("claveunica:closing", 200),
    public("verify:check", 200),
    public("claveunica_simulator:authorize", 400),
    public("claveunica_simulator:token", 405),
    public("claveunica_simulator:userinfo", 405),
    public("claveunica_simulator:jwks", 200),
    public("claveunica_simulator:logout", 204),
    public("messages_simulator:outbox", 200),
    public("messages_simulator:send", 405, make=lambda world: ["sms"]),
    public("wagtaildocs_serve", 404, make=lambda world: [1, "a.pdf"]),
    public("wagtaildocs_authenticate_with_password", 404, make=lambda world: [1]),
    public("rendition", 404, make=lambda world: ["nada.png"]),
    public("wagtail_serve", 404, make=lambda world: ["no-existe/"]),
)

# Each part of the product adds its own tuple here.
from tests.access import (  # noqa: E402 - their rows are made of the words above
    matrix_cases,
    matrix_certification,
    matrix_discrepancies,
    matrix_drafts,
    matrix_episodes,
    matrix_espacio,
    matrix_fulfilment,
    matrix_legal,
    matrix_messages,
    matrix_oirs,
    matrix_opinions,
    matrix_plans,
    matrix_portal,
    matrix_practica,
    matrix_protocols,
    matrix_referrals,
    matrix_registry,
    matrix_rights,
    matrix_risk,
    matrix_rules,
    matrix_sitio,
    matrix_training,
    matrix_trayecto,
    matrix_work,
)
from tests.access.matrix_files import FILES  # noqa: E402

PARTS = (
    matrix_cases, matrix_certification, matrix_discrepancies, matrix_drafts, matrix_episodes,
    matrix_espacio,
    matrix_fulfilment, matrix_legal, matrix_messages, matrix_oirs, matrix_opinions, matrix_plans,
    matrix_portal, matrix_practica, matrix_protocols, matrix_referrals, matrix_registry,
    matrix_rights, matrix_risk,
    matrix_rules, matrix_sitio, matrix_training, matrix_trayecto, matrix_work,
)  # fmt: skip
ROWS: tuple[Row, ...] = (*ACCESS, *OPEN, *FILES, *(row for part in PARTS for row in part.ROWS))

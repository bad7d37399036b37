"""Named people for every test: they work somewhere, signed what they must, and log in for real.

    worker = people.own_centre_worker()
    people.login(client, worker)                # inside, as after both factors
    people.come_in(client, worker)              # through the door: password, then a true TOTP code
    with acting(worker.staff.context): ...      # or straight to the database

"Here" is the centre of the own people; "there" is another centre, in another region.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth import login as login_account
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from django_otp import login as login_device
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from casework.access import undertaking_text
from casework.access.context import NOBODY, enter
from casework.access.levels import Level
from casework.access.models import Assignment, Operator, Undertaking
from casework.access.principals import Staff
from casework.access.views import entrance
from casework.territory.models import Centre, CentreKind, Comuna, Executor
from tests import standing
from tests.database import as_system

PASSWORD = "una frase larga y propia 2026"
SECRET = "3132333435363738393031323334353637383930"
LOGIN = "/gestion/entrar/"
ENROL = "/gestion/cuenta/segundo-factor/agregar/"
HERE, THERE = "CLM-VALPARAISO", "CLM-TEMUCO"


@dataclass(frozen=True)
class Person:
    """Somebody with an account; `operator` is None for nobody's account."""

    user: Any
    operator: Operator
    centre: Centre | None = None

    @property
    def staff(self) -> Staff:
        """The principal, with what is open now."""
        return standing.staff_of(self.user)

    @property
    def id(self) -> UUID:
        """The operator's identifier."""
        return self.operator.pk


@cache
def _hashed() -> str:
    return make_password(PASSWORD)


def executor(name: str = "Municipalidad de prueba") -> Executor:
    """An implementing agency."""
    with as_system():
        return Executor.objects.get_or_create(name=name, defaults={"kind": "municipality"})[0]


def centre(code: str = HERE, comuna: str = "05101", kind: str = "CLM") -> Centre:
    """A centre, by its code; made when it is not there."""
    with as_system():
        return Centre.objects.get_or_create(
            code=code,
            defaults={
                "name": f"Centro {code.title()}",
                "kind": CentreKind.objects.get(code=kind),
                "comuna": Comuna.objects.get(code=comuna),
                "executor": executor(),
                "valid_from": date(2024, 1, 1),
            },
        )[0]


def other_centre() -> Centre:
    """The centre that is not theirs."""
    return centre(THERE, "09101")


def person(
    username: str,
    given_names: str = "Ana",
    surnames: str = "Prueba",
    *,
    signed: bool = True,
    factor: bool = True,
) -> Person:
    """An operator with no assignment yet. signed: the undertaking; factor: a TOTP device."""
    with as_system():
        user = get_user_model().objects.create(
            username=username, password=_hashed(), first_name=given_names, last_name=surnames
        )
        operator = Operator.objects.create(user=user)
        if signed:
            text = undertaking_text.in_force()
            Undertaking.objects.create(
                operator=operator, version=text.version, text_sha256=text.sha256,
                signed_at=timezone.now(),
            )  # fmt: skip
        if factor:
            TOTPDevice.objects.create(user=user, name="default", key=SECRET, confirmed=True)
    return Person(user, operator)


def assigned(someone: Person, level: Level, **scope: Any) -> Person:
    """Give somebody a level since the start of 2024: centre=, region_id= or executor=."""
    with as_system():
        Assignment.objects.create(
            operator=someone.operator, level=level, starts_on=date(2024, 1, 1), **scope
        )
    return Person(someone.user, someone.operator, scope.get("centre"))


def own_centre_worker(username: str = "ana.propia") -> Person:
    """N6 of the centre here."""
    return assigned(person(username, "Ana", "Propia"), Level.N6, centre=centre())


def other_centre_worker(username: str = "olga.ajena") -> Person:
    """N6 of the centre there."""
    return assigned(person(username, "Olga", "Ajena"), Level.N6, centre=other_centre())


def head_of_centre(username: str = "julia.jefa") -> Person:
    """N5 of the centre here."""
    return assigned(person(username, "Julia", "Jefa"), Level.N5, centre=centre())


def head_of_other_centre(username: str = "jimena.jefa") -> Person:
    """N5 of the centre there."""
    return assigned(person(username, "Jimena", "Jefa"), Level.N5, centre=other_centre())


def agency_manager(username: str = "elena.ente") -> Person:
    """N4 of the agency that runs both centres."""
    return assigned(person(username, "Elena", "Ente"), Level.N4, executor=executor())


def territorial_manager(username: str = "teresa.territorio") -> Person:
    """N3 of the region here."""
    return assigned(person(username, "Teresa", "Territorio"), Level.N3, region_id="05")


def administrator(username: str = "adela.admin") -> Person:
    """N2."""
    return assigned(person(username, "Adela", "Admin"), Level.N2)


def authority(username: str = "aurora.autoridad") -> Person:
    """N1 of the whole country."""
    return assigned(person(username, "Aurora", "Autoridad"), Level.N1)


def editor(username: str = "edita.editora") -> Person:
    """Edits content at /cms/; no level, so no cases."""
    someone = person(username, "Edita", "Editora")
    with as_system():
        group, _ = Group.objects.get_or_create(name="Editors")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        someone.user.groups.add(group)
    return someone


def stranger(username: str = "ester.extrana") -> Person:
    """An operator whose assignments are all over: nothing is open to her."""
    someone = person(username, "Ester", "Extraña")
    with as_system():
        Assignment.objects.create(
            operator=someone.operator, level=Level.N6, centre=centre(),
            starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31),
        )  # fmt: skip
    return someone


def code(secret: str = SECRET) -> str:
    """The six digits that the telephone shows now."""
    return f"{totp(bytes.fromhex(secret), t0=0, step=30, digits=6):06d}"


def forget_codes(username: str) -> None:
    """Let somebody come in again at once: tests are faster than a code, which is good once."""
    with as_system():
        TOTPDevice.objects.filter(user__username=username).update(
            last_t=-1, throttling_failure_count=0, throttling_failure_timestamp=None
        )


def first_factor(client: Client, someone: Person | str, password: str = PASSWORD) -> Any:
    """Show the password; give the answer."""
    name = someone if isinstance(someone, str) else someone.user.username
    client.get(LOGIN)
    step = {"staff_login-current_step": "auth", "auth-username": name, "auth-password": password}
    return client.post(LOGIN, step)


def second_factor(client: Client, typed: str) -> Any:
    """Show the code; give the answer."""
    return client.post(LOGIN, {"staff_login-current_step": "token", "token-otp_token": typed})


def login(client: Client, someone: Person) -> Client:
    """Be inside with both factors: what the door leaves behind, without showing it each of them.

    Tests of the door itself go through it: `come_in`.
    """
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = "127.0.0.1"
    request.session, request.user = client.session, someone.user
    device = TOTPDevice.objects.get(user=someone.user)
    with transaction.atomic():
        enter(NOBODY)
        login_account(request, someone.user, "django.contrib.auth.backends.ModelBackend")
        login_device(request, device)
        entrance.enter(request, someone.operator, factor="totpdevice")
        request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
    return client


def come_in(client: Client, someone: Person) -> Client:
    """Come in through the door with both factors, and be sure to be inside."""
    forget_codes(someone.user.username)
    first_factor(client, someone)
    answer = second_factor(client, code())
    assert answer.status_code == 302, "the staff door did not open"
    assert client.session.get("otp_device_id"), "the second factor was not taken"
    return client


def enrol(client: Client) -> Any:
    """From half-way, register a codes app; give the last answer."""
    step = {"add_factor-current_step": "method", "method-method": "generator"}
    secret = client.post(ENROL, step).context["view"].get_key("generator")
    step = {"add_factor-current_step": "generator", "generator-token": code(secret)}
    return client.post(ENROL, step)

"""Who visits while it is measured: a worker of the first centre, and women on their phones."""

import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from casework.identity.lookup import run_digest
from casework.identity.run import Run
from casework.survivors.choices import Mode
from casework.territory.models import Centre
from selfservice import sessions
from selfservice.door import door_of
from selfservice.tokens import Visitor

from . import life_plan, places
from .browser import Browser, Unmeasurable
from .women import REGION, Woman, woman

LOGIN = "/gestion/entrar/"


@dataclass(frozen=True, slots=True)
class Account:
    """A worker's way in, made anew for every measurement."""

    username: str
    password: str
    totp_secret: str

    def as_json(self) -> dict[str, str]:
        """Give it as it is handed to the measuring process."""
        return asdict(self)


def make_account() -> Account:
    """Make a worker of the first synthetic centre. Needs the system role."""
    at = timezone.now()
    account = Account(
        f"medicion.{secrets.token_hex(6)}", secrets.token_urlsafe(24), secrets.token_hex(20)
    )
    centre = Centre.objects.get(pk=places.prepare(at).places[0].centre_id)
    operator = places.worker(account.username, centre, password=make_password(account.password))
    places.sign_undertaking(operator, at)
    TOTPDevice.objects.create(
        user=operator.user, name="default", key=account.totp_secret, confirmed=True
    )
    return account


def log_in(account: Account) -> Browser:
    """Come in through the staff door with both factors. Raises Unmeasurable."""
    browser, step = Browser(), "staff_login-current_step"
    browser.get(LOGIN)
    first = {"auth-username": account.username, "auth-password": account.password}
    browser.post(LOGIN, **{step: "auth", **first})
    code = f"{totp(bytes.fromhex(account.totp_secret)):06d}"
    answer = browser.post(LOGIN, **{step: "token", "token-otp_token": code})
    if answer.status != 302:
        raise Unmeasurable("The staff door did not open.")
    return browser


def phone_of(run: Run) -> Browser:
    """A browser that just came back from ClaveUnica with this RUN."""
    at, response, browser = timezone.now(), HttpResponse(), Browser()
    visitor = Visitor(run, ("María",), ("Ficticia", "Prueba"), at)
    sessions.begin(visitor, response, at, door=door_of(run))
    name = settings.SURVIVOR_COOKIE_NAME
    browser.cookies[name] = response.cookies[name].value
    return browser


def women_with_open_space(women: int) -> Iterator[Run]:
    """Give the RUNs of the women whose space opens with ClaveUnica alone."""
    for number in range(women):
        found = woman(number)
        if found.mode is Mode.OPEN and found.identity.run:
            yield found.identity.run


def women_of_first_centre(women: int) -> Iterator[Woman]:
    """Give the women registered in the worker's own centre, with a RUN."""
    for number in range(min(women, REGION)):
        found = woman(number)
        if not found.centre and found.identity.run:
            yield found


def long_life() -> Run:
    """Give the RUN of the woman whose trayecto is the longest."""
    run = woman(life_plan.LONG).identity.run
    assert run is not None
    return run


def id_of(run: Run) -> str:
    """Give the identifier behind a RUN. Raises Unmeasurable."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT survivor_id FROM siivbg_find(%s, NULL)", [run_digest(run)])
        row = cursor.fetchone()
    if row is None:
        raise Unmeasurable("An invented woman is not in the registry.")
    return str(row[0])

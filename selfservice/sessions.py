"""The survivor's session: own cookie, own store, short life, closed at once by a freeze."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from casework.access.principals import ANONYMOUS, SurvivorPrincipal

from . import tokens
from .door import DoorState, Trier, came_in, door_of
from .models import Visit
from .tokens import Visitor

EXIT = "/salir/"
ZONE = ("/mi-espacio/", "/claveunica/", EXIT)
KEEP = "/mi-espacio/seguir/"
MORE_TIME = 3  # times she may ask for more (safety.md 6, WCAG 2.2.1)
TOUCH_AFTER = timedelta(seconds=20)
# The exit's script leaves it before anything travels (exit.js): whoever goes back finds nothing.
LEFT_COOKIE = "salida"


@dataclass(frozen=True, slots=True)
class Present:
    """A visit that is alive: who came, and whether her space is open."""

    visit: Visit
    visitor: Visitor
    token: str

    @property
    def is_open(self) -> bool:
        """Whether her own space was opened in this visit."""
        return self.visit.survivor_id is not None

    @property
    def trier(self) -> Trier:
        """Who tries a number in this visit."""
        return Trier(self.visitor.run, self.visit.token_digest, self.visit.created_at)


class SurvivorDoor:
    """Sets `request.present` in the survivor's zone, and there the survivor principal if open.

    In her zone no staff session counts; outside it her session counts for nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.present = None  # type: ignore[attr-defined]
        if not request.path_info.startswith(ZONE):
            return self.get_response(request)
        token = request.COOKIES.get(settings.SURVIVOR_COOKIE_NAME, "")
        present = find(token, timezone.now(), touch=request.path_info != KEEP)
        left = LEFT_COOKIE in request.COOKIES
        if present and left and request.path_info != EXIT:
            end(present)
            present = None
        request.present = present  # type: ignore[attr-defined]
        opened = present.visit.survivor_id if present else None
        request.principal = SurvivorPrincipal(opened) if opened else ANONYMOUS  # type: ignore[attr-defined]
        response = self.get_response(request)
        if left:
            response.delete_cookie(LEFT_COOKIE, samesite="Lax")
        return response


def find(token: str, at: datetime, *, touch: bool = True) -> Present | None:
    """Give the living visit a cookie stands for, with its clock moved on; None otherwise.

    touch: whether this request is a sign of life; asking for more time is counted by `extend`.

    Idle and absolute clocks are design 4.3's. A door frozen or closed meanwhile closes the visit.
    """
    if not token:
        return None
    with transaction.atomic():
        _bring(token)
        visit = Visit.objects.filter(token_digest=tokens.digest(token)).first()
        visitor = tokens.unseal(token, bytes(visit.sealed)) if visit else None
        if visit is None or visitor is None:
            return None
        if over(visit, at):
            visit.delete()
            return None
        _keep_up(visit, door_of(visitor.run), at, touch=touch)
    return Present(visit, visitor, token)


@transaction.atomic
def begin(visitor: Visitor, response: HttpResponse, at: datetime, *, door: DoorState) -> None:
    """Start a visit after ClaveUnica, with a new cookie; her space opens if her mode says so."""
    token = tokens.new_token()
    _bring(token)
    opened = door.opens_alone
    Visit.objects.create(
        token_digest=tokens.digest(token),
        sealed=tokens.seal(token, visitor),
        survivor_id=door.survivor_id if opened else None,
        opened_at=at if opened else None,
        created_at=at,
        last_seen=at,
    )
    came_in(door, at)
    _set_cookie(response, token)


@transaction.atomic
def open_space(present: Present, response: HttpResponse, at: datetime, door: DoorState) -> None:
    """Open her space in a visit: the old cookie dies and a new one takes its place."""
    token = tokens.new_token()
    end(present)
    _bring(token)
    Visit.objects.create(
        token_digest=tokens.digest(token),
        sealed=tokens.seal(token, present.visitor),
        survivor_id=door.survivor_id,
        opened_at=at,
        created_at=present.visit.created_at,
        last_seen=at,
        extensions=present.visit.extensions,
    )
    _set_cookie(response, token)


@transaction.atomic
def extend(present: Present, at: datetime) -> None:
    """Give her ten minutes more because she asked, three times at most; then nothing changes."""
    _bring(present.token)
    visit = Visit.objects.select_for_update().get(pk=present.visit.pk)
    if visit.extensions < MORE_TIME:
        visit.extensions, visit.last_seen = visit.extensions + 1, at
        visit.save(update_fields=["extensions", "last_seen"])
    present.visit.extensions, present.visit.last_seen = visit.extensions, visit.last_seen


def left(visit: Visit, at: datetime) -> tuple[int, bool]:
    """Give the seconds until it ends if nothing is done, and whether she may ask for more.

    A little less than there is, as nobody moves the clock for less than TOUCH_AFTER.
    """
    idle = visit.last_seen + timedelta(seconds=settings.SURVIVOR_IDLE_SECONDS) - at
    whole = visit.created_at + timedelta(seconds=settings.SURVIVOR_ABSOLUTE_SECONDS) - at
    seconds = int(min(idle - timedelta(seconds=1), whole).total_seconds())
    return max(1, seconds), visit.extensions < MORE_TIME and whole > idle


def typed_in(present: Present, form: str) -> dict[str, object]:
    """Give what was typed into a form in this visit and not sent yet."""
    words = tokens.unseal_words(present.token, bytes(present.visit.typed))
    found = words.get(form)
    return found if isinstance(found, dict) else {}


@transaction.atomic
def keep_typed(present: Present, form: str, words: dict[str, object]) -> None:
    """Keep what was typed with the visit, sealed with its cookie; {} forgets it.

    Never in the browser: it writes what it shows as the answer to a POST to its disk.
    """
    _bring(present.token)
    kept: dict[str, object] = {form: words} if words else {}
    present.visit.typed = tokens.seal_words(present.token, kept) if kept else b""
    present.visit.save(update_fields=["typed"])


@transaction.atomic
def end(present: Present) -> None:
    """End a visit at once."""
    _bring(present.token)
    Visit.objects.filter(pk=present.visit.pk).delete()


def drop_cookie(response: HttpResponse) -> None:
    """Take the cookie back."""
    response.delete_cookie(settings.SURVIVOR_COOKIE_NAME, path="/", samesite="Lax")


def over(visit: Visit, at: datetime) -> bool:
    """Say whether a visit's time is over: idle too long, or as long as any may last."""
    idle = (at - visit.last_seen).total_seconds()
    whole = (at - visit.created_at).total_seconds()
    return idle > settings.SURVIVOR_IDLE_SECONDS or whole > settings.SURVIVOR_ABSOLUTE_SECONDS


def _keep_up(visit: Visit, door: DoorState, at: datetime, *, touch: bool) -> None:
    closed = visit.survivor_id is not None and not door.still_opens
    if closed:
        visit.survivor_id, visit.opened_at = None, None
    if closed or (touch and at - visit.last_seen > TOUCH_AFTER):
        visit.last_seen = at if touch else visit.last_seen
        visit.save(update_fields=["survivor_id", "opened_at", "last_seen"])


def _bring(token: str) -> None:
    """Show the database the cookie: row-level security lets only its own row through."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.visit', %s, true)", [tokens.digest(token)])


def _set_cookie(response: HttpResponse, token: str) -> None:
    response.set_cookie(
        settings.SURVIVOR_COOKIE_NAME,
        token,
        secure=settings.TLS,
        httponly=True,
        samesite="Lax",
        path="/",
    )

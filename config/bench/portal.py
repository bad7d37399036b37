"""The portal: the public check of a certificate, and a protocol many cases are worked by.

Everything is made inside one transaction and undone with it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from casework.access.context import Context, acting
from casework.access.models import Operator
from casework.audit.actors import Actor
from casework.cases.work.models import CaseProtocol
from casework.protocols.models import ProtocolVersion
from casework.territory.models import Centre
from portal.certification.actions import issue
from portal.certification.award import Award, Mode
from portal.models import ProtocolIndexPage, ProtocolPage
from portal.protocols.effect import effect_of

from . import people
from .browser import Browser
from .pages import Page
from .speed import page_row
from .statements import heard_during
from .table import Row, verdict
from .timing import Times

CHECK = "/verificar/certificados/"
TURNS = 8  # an address may ask twenty times an hour
OPEN_CASES = 50_000
LIMIT = 1.5  # of publishing with so many cases, over publishing with none
MOST_STATEMENTS = 12
STEPS = 12
FIRST = date(2020, 1, 1)


def portal_rows(account: people.Account, *, quick: bool) -> Iterator[Row]:
    """Measure them. Nothing is left in the registry."""
    operator = Operator.objects.get(user__username=account.username)
    with transaction.atomic():
        yield from _check_rows(operator, 2 if quick else TURNS)
        transaction.set_rollback(True)
    everywhere = frozenset(Centre.objects.values_list("pk", flat=True))
    with transaction.atomic():
        with acting(Context("staff", operator.pk, everywhere)):
            yield from _publish_rows(3 if quick else 20, 500 if quick else OPEN_CASES)
        transaction.set_rollback(True)


def _check_rows(by: Operator, turns: int) -> Iterator[Row]:
    """A folio that is known and one that is not: they cost the same."""
    folio = _certificate(by)
    for name, asked in (("known", folio), ("unknown", f"{folio[:-1]}{_other(folio[-1])}")):

        def prepare(asked: str = asked) -> Any:
            cache.clear()
            visitor = Browser()
            return lambda: visitor.post(CHECK, folio=asked, digits="")

        row = page_row(Page(f"Certificate check, {name}", prepare), turns)
        asked_for = int(row.statements)
        yield Row(
            row.name, row.measured, row.statements, row.reference, row.ratio,
            f"{MOST_STATEMENTS} SQL", verdict(asked_for, MOST_STATEMENTS),
        )  # fmt: skip


def _other(sign: str) -> str:
    return "0" if sign != "0" else "1"


def _certificate(by: Operator) -> str:
    at = timezone.now()
    day = timezone.localdate(at)
    user = User.objects.create(username=f"medicion.{uuid4().hex[:12]}", first_name="Ficticia")
    award = Award(
        code="MEDICION", name="Curso de la medición", version="1", topics=frozenset("a"),
        mode=Mode.ONLINE, hours=8, starts_on=day - timedelta(days=9), ends_on=day,
        teacher="Ficticia", body="Medición", grade=Decimal("6.0"), minimum=Decimal("4.0"),
    )  # fmt: skip
    with acting(Context("staff", by.pk)):
        holder = Operator.objects.create(user=user)
        return issue(operator=holder, award=award, by=Actor("staff", by.pk, "N2"), at=at).folio


def _publish_rows(turns: int, cases: int) -> Iterator[Row]:
    """Publish again and again: with no case, then with many that hold the first version."""
    page = _protocol()
    _publish(page, 0)
    alone, held = Times(), Times()
    for turn in range(turns):
        with alone.one():
            _publish(page, turn + 1)
    pinned = _pin(page.code, cases)
    for turn in range(turns):
        with held.one():
            _publish(page, turns + turn + 1)
    count = len([one for one in heard_during(lambda: _publish(page, 3 * turns))
                 if not one.is_bookkeeping])  # fmt: skip
    ratio = held.median / alone.median
    yield Row(
        "Publishing a protocol, cases pinned", str(held), str(count),
        f"with none, not {pinned}, {alone.median:.1f} ms", f"{ratio:.2f}x", f"{LIMIT}x",
        verdict(ratio, LIMIT),
    )  # fmt: skip
    seen = Times()
    for _turn in range(turns):
        with seen.one():
            effect_of(page)
    asked = len(heard_during(lambda: effect_of(page)))
    yield Row("Its effect shown before", str(seen), str(asked), f"{pinned} cases")


def _protocol() -> ProtocolPage:
    code = f"medicion-{uuid4().hex[:8]}"
    page = ProtocolPage(
        title="Protocolo de la medición", slug=code, code=code, summary="Una frase.", year=2026,
        valid_from=FIRST, example=True, review_on=date(2027, 1, 1), responsible=_editor("nora"),
    )  # fmt: skip
    ProtocolIndexPage.objects.get().add_child(instance=page)
    return page


def _publish(page: ProtocolPage, turn: int) -> None:
    """A version that begins a day later and gives one day more: one writes, another publishes."""
    page.valid_from = FIRST + timedelta(days=turn)
    page.steps = _steps(turn)
    page.save_revision(user=_editor("nora")).publish(user=_editor("elsa"))
    page.refresh_from_db()


def _steps(turn: int) -> Any:
    return [
        ("step", {"number": str(number), "title": "Hacer algo", "trigger": "S1", "role": "N6",
                  "deadline": number + turn % 300, "unit": "days", "guidance": "Así.",
                  "task_kind": "", "source": "", "stays": False})
        for number in range(1, STEPS + 1)
    ]  # fmt: skip


def _editor(name: str) -> User:
    user, made = User.objects.get_or_create(username=f"medicion.{name}")
    if made:
        user.groups.add(Group.objects.get(name="Aprobación"))
    return user


def _pin(code: str, most: int) -> int:
    """Have open cases hold the first version; gives how many do."""
    first = ProtocolVersion.objects.get(code=code, version=1)
    table = CaseProtocol._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, created_at, survivor_id, centre_ids, key_id, case_id, "  # noqa: S608
            "protocol_id) SELECT gen_random_uuid(), now(), survivor_id, centre_ids, key_id, id, %s "
            "FROM casework_case WHERE closed_at IS NULL LIMIT %s",
            [first.pk, most],
        )
        return int(cursor.rowcount)

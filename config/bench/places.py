"""Where the invented women are attended: centres of a region, a worker in each, one text."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import cycle, islice
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import transaction

from casework.access import undertaking_text
from casework.access.certificate_models import Certificate
from casework.access.levels import Level
from casework.access.models import Assignment, Operator, Undertaking
from casework.territory.models import Centre, CentreKind, Comuna, Executor
from config.demo import text as demo_text
from consent.text_models import ConsentText, Stage

from .women import CENTRES

EXECUTOR = "Ente ficticio de medición"


@dataclass(frozen=True, slots=True)
class Place:
    """One synthetic centre and its worker."""

    centre_id: int
    comuna: str
    operator_id: UUID


@dataclass(frozen=True, slots=True)
class Ground:
    """What the women are written on. items: (purpose, recipient) of each question of the text."""

    places: tuple[Place, ...]
    text_id: int
    items: tuple[tuple[str, str], ...]

    @property
    def comunas(self) -> tuple[str, ...]:
        """The comuna of each centre."""
        return tuple(place.comuna for place in self.places)


@transaction.atomic
def prepare(at: datetime, regions: int = 1) -> Ground:
    """Make, or find, so many regions. Safe to repeat; needs the system role."""
    executor, _made = Executor.objects.get_or_create(name=EXECUTOR, defaults={"kind": "ngo"})
    comunas = islice(cycle(Comuna.objects.order_by("code")), regions * CENTRES)
    kind = CentreKind.objects.get(pk="CLM")
    places = tuple(
        _place(number, executor, kind, comuna) for number, comuna in enumerate(comunas, start=1)
    )
    text = _text(at)
    items = tuple(text.items.values_list("purpose_id", "recipient_id"))
    return Ground(places, text.pk, items)


def worker(username: str, centre: Centre, **account: Any) -> Operator:
    """Find or make an operator of level N6 in a centre; nobody can log in as one without more."""
    values = {"password": make_password(None), "first_name": "Persona", "last_name": "Ficticia"}
    user, made = User.objects.get_or_create(username=username, defaults={**values, **account})
    operator, _made = Operator.objects.get_or_create(user=user)
    if made:
        Assignment.objects.create(
            operator=operator, level=Level.N6, centre=centre, starts_on=date(2024, 1, 1)
        )
        Certificate.objects.create(
            operator=operator, level=Level.N6, course="Curso ficticio", issuer="Medición",
            reference="0", issued_on=date(2024, 1, 1),
        )  # fmt: skip
    return operator


def sign_undertaking(operator: Operator, at: datetime) -> None:
    """Sign the confidentiality undertaking for an invented operator."""
    text = undertaking_text.in_force()
    Undertaking.objects.get_or_create(
        operator=operator,
        version=text.version,
        defaults={"text_sha256": text.sha256, "signed_at": at},
    )


def _place(number: int, executor: Executor, kind: CentreKind, comuna: Comuna) -> Place:
    centre, _made = Centre.objects.get_or_create(
        code=f"M-{number:03d}",
        defaults={
            "name": f"Centro ficticio {number}",
            "kind": kind,
            "comuna": comuna,
            "executor": executor,
            "valid_from": date(2010, 1, 1),
        },
    )
    return Place(centre.pk, comuna.pk, worker(f"medicion.{number:03d}", centre).pk)


def _text(at: datetime) -> ConsentText:
    """Give a text in force; where there is none, the demo's, approved by two invented people."""
    found = ConsentText.objects.filter(stage=Stage.APPROVED, language="es").first()
    if found is not None:
        return found
    names = {"redaccion": "medicion.texto", "aprobacion": "medicion.aprueba"}
    people: Any = {role: SimpleNamespace(user=_account(name)) for role, name in names.items()}
    return demo_text.build(people, at)


def _account(username: str) -> User:
    defaults = {"password": make_password(None)}
    return User.objects.get_or_create(username=username, defaults=defaults)[0]

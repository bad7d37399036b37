"""Rows of the matrix for data she says are not right (law DP-14)."""

from datetime import date
from typing import Any

from django.utils.timezone import now

from tests.access.matrix import Row, World, staff
from tests.access.matrix_files import DONE, HERE, hers


def row(world: World) -> Any:
    from tests.discrepancies.steps import told

    def made() -> Any:
        from casework.access.context import acting
        from tests.access.matrix_files import woman

        her, by = woman(world), world.staff["n6"]
        with acting(by.staff.context):
            her.given_names = "Ella"
            her.save(update_fields=["given_names"])
        return told(by, her, "names")

    return world.once("discrepancy", made)


def one(world: World) -> list[Any]:
    return [row(world).pk]


def passing(world: World) -> list[Any]:
    return [row(world).pk, "pasar"]


def letter(world: World) -> list[Any]:
    """The letter to the source of a datum: it opens where the papers of her request do."""
    from casework.access.context import acting
    from casework.territory.models import Institution
    from complaints.discrepancies import actions, inquiry
    from complaints.models import Discrepancy

    by = world.staff["n6"]

    def made() -> Any:
        from tests.access.matrix_files import woman
        from tests.discrepancies.steps import told

        her = woman(world)
        with acting(by.staff.context):
            her.birth_date = date(1990, 5, 4)
            her.save(update_fields=["birth_date"])
        asked = told(by, her, "birth-date")
        with acting(by.staff.context):
            source = Institution.objects.get(code="SRCEI")
            actions.pass_on(
                row=asked,
                to=source,
                how="Oficio reservado, solo con el dato.",
                by=by.staff,
                at=now(),
            )
        return asked

    found = world.once("discrepancy-letter", made)
    with acting(by.staff.context):
        row = Discrepancy.objects.get(pk=found.pk)
        return [row.request_id, inquiry.letters_of(row)[0].pk]


def names(world: World) -> list[Any]:
    return [row(world).survivor_id, "names"]


def said(world: World) -> Any:
    def made() -> Any:
        from casework.access.context import acting
        from complaints.discrepancies import opinions
        from tests.access.matrix_files import woman
        from tests.discrepancies.steps import account_of

        her, by = woman(world), world.staff["n6"]
        entry = account_of(by, her)
        with acting(by.staff.context):
            words = opinions.Words("Yo no dije eso", "counter")
            return opinions.say(
                survivor=her, kind="account", target_id=entry.pk, said=words, by=by.staff, at=now()
            )

    return world.once("standpoint", made)


def saying(world: World) -> list[Any]:
    return [said(world).survivor_id, "account", said(world).target_id]


def unsaying(world: World) -> list[Any]:
    return [said(world).survivor_id, said(world).pk]


ROWS: tuple[Row, ...] = (
    staff("discrepancies:say", make=saying, **HERE),
    staff("discrepancies:unsay", method="post", make=unsaying, **DONE),
    staff("discrepancies:causes", n2=200),
    staff("discrepancies:queue", n5=200, n5_other=200),
    staff("discrepancies:hers", make=hers(), **HERE),
    staff("discrepancies:new", make=names, **HERE),
    staff("discrepancies:one", make=one, **HERE),
    staff("discrepancies:act", make=passing, **HERE),
    staff("rights:document", make=letter, **HERE),
)

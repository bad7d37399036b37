"""Kinds of centre across time, centres, and addresses nobody may learn."""

from datetime import date

import pytest
from django.core import serializers
from django.db import IntegrityError, connection, transaction

from casework.access.context import Context, acting, enter
from casework.identity import vault
from casework.identity.records import new_id
from casework.territory.models import Centre, CentreKind, Comuna, Programme, ReservedAddress
from tests.database import as_superuser, as_system

pytestmark = pytest.mark.django_db
CANARY = "Pasaje Canario 4711"
DAY = date(2026, 11, 22)
SECRET_KINDS = {"CDA", "RT", "CDA-TRATA"}


def centre(kind: str, code: str = "DEMO-1", **values: object) -> Centre:
    comuna = Comuna.objects.get(name="Iquique")
    fields = {"name": "Centro ficticio", "valid_from": date(2024, 1, 1), **values}
    return Centre.objects.create(code=code, kind_id=kind, comuna=comuna, **fields)


@pytest.fixture
def shelter() -> Centre:
    made = centre("RT", name="Residencia ficticia")
    with as_system():
        key_id = vault.new_key(owner=vault.KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[])
        ReservedAddress.objects.create(centre=made, key_id=key_id, address=CANARY)
    return made


def worker(*centres: int) -> Context:
    return Context("staff", new_id(), frozenset(centres))


@pytest.mark.parametrize(
    ("old", "new"),
    [("CDM", "CLM"), ("CDA", "RT"), ("CVS", "CAEVG"), ("FONO-1455", "ORIENTA")],
)
def test_the_redesign_replaces_a_kind_the_day_after_the_old_one_ends(old: str, new: str) -> None:
    before, after = CentreKind.objects.get(pk=old), CentreKind.objects.get(pk=new)
    assert after.replaces == before
    assert before.is_valid_on(date(2023, 12, 31))
    assert not after.is_valid_on(date(2023, 12, 31))
    assert after.is_valid_on(date(2024, 1, 1))
    assert not before.is_valid_on(date(2024, 1, 1))


def test_the_old_programme_of_attention_was_split_in_two() -> None:
    heirs = Programme.objects.filter(replaces="APR").values_list("code", flat=True)
    assert set(heirs) == {"PAI", "RECUP"}


def test_the_centres_for_men_are_closed_and_replaced_by_nothing() -> None:
    closed = CentreKind.objects.get(pk="CRH")
    assert not closed.is_valid_on(DAY)
    assert not closed.replaced_by.exists()


def test_shelters_of_every_time_are_secret_and_nothing_else_is() -> None:
    secret = CentreKind.objects.filter(secret=True).values_list("code", flat=True)
    assert set(secret) == SECRET_KINDS


def test_the_directory_shows_open_centres_and_their_address() -> None:
    made = centre("CLM", address="Calle Ficticia 1")
    centre("CLM", code="DEMO-2", valid_to=date(2025, 12, 31))
    assert list(Centre.objects.directory(DAY)) == [made]
    assert Centre.objects.directory(DAY).get().public_address == "Calle Ficticia 1"


@pytest.mark.parametrize("kind", sorted(SECRET_KINDS))
def test_the_directory_never_has_a_shelter(kind: str) -> None:
    centre(kind)
    assert not Centre.objects.directory(DAY).exists()
    assert not Centre.objects.directory(date(2024, 6, 1)).exists()


def test_a_shelter_has_no_public_address(shelter: Centre) -> None:
    assert shelter.public_address is None
    shelter.address = CANARY
    assert shelter.public_address is None


def test_the_database_refuses_a_plain_address_of_a_shelter(shelter: Centre) -> None:
    with pytest.raises(IntegrityError, match="no plain address"), transaction.atomic():
        Centre.objects.filter(pk=shelter.pk).update(address=CANARY)
    with pytest.raises(IntegrityError, match="no plain address"), transaction.atomic():
        centre("CDA", code="DEMO-3", address=CANARY)


def test_a_centre_with_an_address_cannot_become_a_shelter_and_keep_it() -> None:
    made = centre("CLM", address=CANARY)
    with pytest.raises(IntegrityError, match="no plain address"), transaction.atomic():
        Centre.objects.filter(pk=made.pk).update(kind="RT")


def test_only_her_own_staff_reads_the_shelters_address(shelter: Centre) -> None:
    enter(worker(shelter.pk))
    assert ReservedAddress.objects.get().address == CANARY
    for who in (
        worker(shelter.pk + 1),
        worker(),
        Context("survivor", survivor_id=new_id()),
        Context(),
    ):
        with acting(who):
            assert not ReservedAddress.objects.exists()


def test_a_worker_writes_the_address_of_her_own_shelter_only(shelter: Centre) -> None:
    enter(worker(shelter.pk))
    reserved = ReservedAddress.objects.get()
    enter(worker(shelter.pk + 1))
    assert ReservedAddress.objects.filter(pk=reserved.pk).update(key_id=new_id()) == 0


def test_a_dump_of_centres_has_no_shelters_address(shelter: Centre) -> None:
    with as_superuser(), connection.cursor() as cursor:
        for table in ("casework_centre", "casework_reservedaddress"):
            cursor.execute(f"SELECT * FROM {table}")
            for cell in (cell for row in cursor.fetchall() for cell in row):
                found = bytes(cell) if isinstance(cell, memoryview) else str(cell).encode()
                assert CANARY.encode() not in found
                assert b"Canario" not in found


def test_no_serializer_or_repr_spills_a_shelters_address(shelter: Centre) -> None:
    enter(worker(shelter.pk))
    rows = [*Centre.objects.all(), *ReservedAddress.objects.all()]
    assert "Canario" not in serializers.serialize("json", rows) + repr(rows)

"""The vault: what is sealed opens in its place, for whom the database lets, while the key lives."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.signals import request_finished, request_started
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from casework.access.context import acting, enter
from casework.identity import vault
from casework.identity.models import DataKey
from casework.identity.records import new_id
from casework.identity.vault import KeyOwner
from tests.database import as_superuser, as_system

from .people import ANA, BERTA, OTHER_WORKER, OWN_CENTRE, OWN_WORKER, STRANGER, key_for

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, tzinfo=UTC)
PLACE = "casework_x.name:1"


@dataclass(frozen=True)
class Clerk:
    kind: str = "staff"
    id: UUID | None = None


@pytest.fixture(autouse=True)
def own_worker() -> None:
    enter(OWN_WORKER)


def test_what_is_sealed_is_opened() -> None:
    key_id = key_for(ANA)
    sealed = vault.seal(key_id, b"Ana Soto", context=PLACE)
    assert b"Ana" not in sealed
    assert vault.unseal(key_id, sealed, context=PLACE) == b"Ana Soto"


def test_sealing_twice_gives_different_bytes() -> None:
    key_id = key_for(ANA)
    assert vault.seal(key_id, b"Ana", context=PLACE) != vault.seal(key_id, b"Ana", context=PLACE)


def test_it_does_not_open_in_another_place() -> None:
    key_id = key_for(ANA)
    sealed = vault.seal(key_id, b"Ana", context=PLACE)
    for elsewhere in ("casework_x.name:2", "casework_x.remark:1", "casework_y.name:1"):
        with pytest.raises(vault.Tampered):
            vault.unseal(key_id, sealed, context=elsewhere)


def test_it_does_not_open_with_another_persons_key() -> None:
    ana, berta = key_for(ANA), key_for(BERTA)
    sealed = vault.seal(ana, b"Ana", context=PLACE)
    with pytest.raises(vault.Tampered):
        vault.unseal(berta, sealed, context=PLACE)


@pytest.mark.parametrize("place", [0, 1, 13, -1])
def test_one_flipped_bit_is_found(place: int) -> None:
    key_id = key_for(ANA)
    sealed = bytearray(vault.seal(key_id, b"Ana", context=PLACE))
    sealed[place] ^= 1
    with pytest.raises(vault.Tampered):
        vault.unseal(key_id, bytes(sealed), context=PLACE)


@pytest.mark.parametrize("rubbish", [b"", b"\x01", b"\x01" * 12, b"plain text stored by mistake"])
def test_what_was_never_sealed_is_tampered(rubbish: bytes) -> None:
    with pytest.raises(vault.Tampered):
        vault.unseal(key_for(ANA), rubbish, context=PLACE)


def test_a_destroyed_key_opens_nothing_ever_again() -> None:
    key_id = key_for(ANA)
    sealed = vault.seal(key_id, b"Ana", context=PLACE)
    vault.destroy(key_id, by=Clerk(), at=NOW)
    with pytest.raises(vault.KeyDestroyed):
        vault.unseal(key_id, sealed, context=PLACE)
    with pytest.raises(vault.KeyDestroyed):
        vault.seal(key_id, b"Ana", context=PLACE)
    vault.unlock([key_id])
    with pytest.raises(vault.KeyDestroyed):
        vault.unseal(key_id, sealed, context=PLACE)
    row = DataKey.objects.get(pk=key_id)
    assert (row.wrapped, row.destroyed_at, row.destroyed_by) == (None, NOW, "staff:")


def test_a_key_is_destroyed_once() -> None:
    key_id = key_for(ANA)
    vault.destroy(key_id, by=Clerk(), at=NOW)
    with pytest.raises(vault.KeyDestroyed):
        vault.destroy(key_id, by=Clerk(), at=NOW)


def test_a_worker_of_another_centre_can_neither_open_nor_destroy() -> None:
    key_id = key_for(ANA)
    sealed = vault.seal(key_id, b"Ana", context=PLACE)
    with acting(OTHER_WORKER):
        with pytest.raises(vault.KeyUnavailable):
            vault.unseal(key_id, sealed, context=PLACE)
        with pytest.raises(vault.KeyUnavailable):
            vault.destroy(key_id, by=Clerk(), at=NOW)
    assert vault.unseal(key_id, sealed, context=PLACE) == b"Ana"


def test_a_key_opened_before_is_not_there_for_who_asks_next() -> None:
    key_id = key_for(ANA)
    sealed = vault.seal(key_id, b"Ana", context=PLACE)
    enter(STRANGER)
    with pytest.raises(vault.KeyUnavailable):
        vault.unseal(key_id, sealed, context=PLACE)


def test_a_wrapped_key_moved_to_another_row_is_found() -> None:
    ana, berta = key_for(ANA), key_for(BERTA)
    sealed = vault.seal(ana, b"Ana", context=PLACE)
    vault.forget()
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE casework_datakey SET wrapped = (SELECT wrapped FROM casework_datakey "
            "WHERE id = %s) WHERE id = %s", [berta, ana]
        )  # fmt: skip
    with pytest.raises(vault.Tampered):
        vault.unseal(ana, sealed, context=PLACE)


def test_an_institutions_key_called_a_persons_is_found() -> None:
    key_id = key_for(None, KeyOwner.INSTITUTION)
    sealed = vault.seal(key_id, b"staff", context=PLACE)
    vault.forget()
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_datakey SET owner = 'third_party' WHERE id = %s", [key_id])
    with as_system(), pytest.raises(vault.Tampered):
        vault.unseal(key_id, sealed, context=PLACE)


@pytest.mark.parametrize(
    ("owner", "person", "centres"),
    [
        (KeyOwner.SURVIVOR, None, [OWN_CENTRE]),
        (KeyOwner.INSTITUTION, ANA, []),
        (KeyOwner.INSTITUTION, None, [OWN_CENTRE]),
        ("nobody", ANA, [OWN_CENTRE]),
    ],
)
def test_the_database_refuses_a_key_that_fits_nobody(
    owner: KeyOwner, person: UUID | None, centres: list[int]
) -> None:
    with as_system(), pytest.raises(IntegrityError), transaction.atomic():
        vault.new_key(owner=owner, survivor_id=person, centre_ids=centres)


def test_a_list_is_opened_with_one_query() -> None:
    keys = [key_for(new_id()) for _ in range(20)]
    sealed = [vault.seal(key_id, b"x", context=PLACE) for key_id in keys]
    vault.forget()
    with CaptureQueriesContext(connection) as queries:
        vault.unlock(keys)
        for key_id, each in zip(keys, sealed, strict=True):
            vault.unseal(key_id, each, context=PLACE)
    assert len(queries) == 1


@pytest.mark.parametrize("signal", [request_started, request_finished])
def test_no_key_outlives_a_request(signal: object) -> None:
    key_id = key_for(ANA)
    sealed = vault.seal(key_id, b"Ana", context=PLACE)
    with CaptureQueriesContext(connection) as queries:
        vault.unseal(key_id, sealed, context=PLACE)
        assert len(queries) == 0
        vault.forget(signal=signal)
        vault.unseal(key_id, sealed, context=PLACE)
    assert len(queries) == 1
    assert vault.forget in [receiver() for _id, receiver, *_rest in signal.receivers]  # type: ignore[attr-defined]


def test_no_key_outlives_a_savepoint_that_was_rolled_back() -> None:
    vault.forget()
    with pytest.raises(KeyError), transaction.atomic():
        key_id = key_for(ANA)
        sealed = vault.seal(key_id, b"Ana", context=PLACE)
        raise KeyError
    with pytest.raises(vault.KeyUnavailable):
        vault.unseal(key_id, sealed, context=PLACE)


@pytest.mark.django_db(transaction=False)
def test_what_fails_does_not_show_what_was_sealed() -> None:
    key_id = key_for(ANA)
    sealed = vault.seal(key_id, b"canary", context=PLACE)
    with pytest.raises(vault.Tampered) as refusal:
        vault.unseal(key_id, sealed, context="elsewhere")
    assert "canary" not in repr(refusal.value)
    assert refusal.value.__cause__ is None

"""Row-level security on the keys: who reaches which, and what the application may do to them."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import DatabaseError

from casework.access.context import Context, acting, enter
from casework.identity.models import DataKey
from casework.identity.vault import KeyOwner, new_key
from tests.database import as_system

from . import people
from .people import ANA, BERTA, OTHER_CENTRE, OWN_CENTRE, key_for

pytestmark = pytest.mark.django_db
HERS, THIRD, STAFF, BERTAS = "hers", "third", "staff", "bertas"


@pytest.fixture
def keys() -> dict[str, object]:
    with as_system():
        return {
            HERS: key_for(ANA),
            THIRD: key_for(ANA, KeyOwner.THIRD_PARTY),
            STAFF: key_for(None, KeyOwner.INSTITUTION),
            BERTAS: new_key(owner=KeyOwner.SURVIVOR, survivor_id=BERTA, centre_ids=[OTHER_CENTRE]),
        }


@pytest.mark.parametrize(
    ("who", "reaches"),
    [
        (people.OWN_WORKER, {HERS, THIRD, STAFF}),
        (people.OTHER_WORKER, {BERTAS, STAFF}),
        (people.ALLOWED_BY_GRANT, {HERS, THIRD, BERTAS, STAFF}),
        (people.AUTHORITY, {STAFF}),
        (people.ANA_HERSELF, {HERS, STAFF}),
        (people.BERTA_HERSELF, {BERTAS, STAFF}),
        (people.STRANGER, {STAFF}),
    ],
)
def test_each_reaches_only_the_keys_of_their_people(
    keys: dict[str, object], who: Context, reaches: set[str]
) -> None:
    with acting(who):
        seen = set(DataKey.objects.values_list("pk", flat=True))
    assert {name for name, key_id in keys.items() if key_id in seen} == reaches


def test_without_any_context_no_persons_key_is_seen(keys: dict[str, object]) -> None:
    assert set(DataKey.objects.values_list("owner", flat=True)) <= {KeyOwner.INSTITUTION}


def test_a_key_cannot_be_made_for_another_centre() -> None:
    enter(people.OTHER_WORKER)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        key_for(ANA)


def test_a_survivor_makes_no_keys() -> None:
    enter(people.ANA_HERSELF)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        key_for(ANA)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE casework_datakey SET wrapped = 'x'",
        "UPDATE casework_datakey SET kek_id = 'x'",
        "UPDATE casework_datakey SET survivor_id = NULL",
        "UPDATE casework_datakey SET centre_ids = '{7}'",
        "DELETE FROM casework_datakey",
        "TRUNCATE casework_datakey",
    ],
)
def test_the_application_never_changes_or_deletes_a_key(
    keys: dict[str, object], change: str
) -> None:
    enter(people.OWN_WORKER)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_grant_is_read_only(keys: dict[str, object]) -> None:
    enter(people.ALLOWED_BY_GRANT)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE casework_datakey SET wrapped = NULL, destroyed_at = now(), destroyed_by = 'x' "
            "WHERE id = %s", [keys[HERS]]
        )  # fmt: skip
        assert cursor.rowcount == 0


def test_the_institutions_keys_belong_to_no_centre_and_the_application_destroys_none(
    keys: dict[str, object],
) -> None:
    enter(Context("staff", people.ANA, frozenset({OWN_CENTRE, OTHER_CENTRE})))
    gone = DataKey.objects.filter(pk=keys[STAFF]).update(
        wrapped=None, destroyed_at="2026-11-22T00:00Z", destroyed_by="x"
    )
    assert gone == 0

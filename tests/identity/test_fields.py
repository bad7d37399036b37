"""Encrypted fields: sealed in the row, opened on reading, silent everywhere else."""

import copy
import pickle
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from auditlog.registry import auditlog
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, models, transaction
from django.forms.models import model_to_dict
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from casework.access.context import acting, enter
from casework.identity import vault
from casework.identity.fields import EncryptedTextField, Sealed, encrypted_names
from tests.database import as_superuser

from .people import ANA, BERTA, OTHER_WORKER, OWN_CENTRE, OWN_WORKER, Note, key_for, make_table
from .test_vault import Clerk

pytestmark = pytest.mark.django_db
CANARY = "canary-Ñandú-4711"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(autouse=True)
def table() -> None:
    make_table()
    enter(OWN_WORKER)


def note(key_id: UUID | None = None, **values: object) -> Note:
    key_id = key_id or key_for(ANA)
    return Note(**{"name": CANARY, "key_id": key_id, "centre_ids": [OWN_CENTRE], **values})


def saved(key_id: UUID | None = None, **values: object) -> Note:
    made = note(key_id, **values)
    made.save()
    return Note.objects.get(pk=made.pk)


def dump(table: str = "test_note") -> str:
    """Every column of every row, as text and as the text its bytes would be."""
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        cells = [cell for row in cursor.fetchall() for cell in row]
    return " ".join(
        bytes(cell).decode(errors="replace") if isinstance(cell, memoryview | bytes) else str(cell)
        for cell in cells
    )


def test_each_kind_of_value_comes_back() -> None:
    facts = {"children": 2, "words": ["ñ", None]}
    found = saved(remark="línea\n2", born=date(1990, 2, 28), facts=facts)
    assert (found.name, found.remark, found.born) == (CANARY, "línea\n2", date(1990, 2, 28))
    assert found.facts == facts


def test_empty_values_come_back_as_they_were() -> None:
    found = saved()
    assert (found.remark, found.born, found.facts) == ("", None, None)


@given(value=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_comes_back(value: str) -> None:
    assert saved(name=value).name == value


def test_a_dump_of_the_table_has_no_clear_value() -> None:
    saved(remark=CANARY, born=date(1977, 7, 7), facts={"word": CANARY})
    text = dump()
    assert "canary" not in text
    assert "1977" not in text
    assert str(ANA) not in text


def test_a_dump_of_the_keys_opens_nothing() -> None:
    made = saved()
    key = vault._key(made.key_id)
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute("SELECT wrapped FROM casework_datakey WHERE id = %s", [made.key_id])
        wrapped = bytes(cursor.fetchone()[0])
    assert key not in wrapped


def test_destroying_the_key_makes_every_row_of_hers_unreadable() -> None:
    hers = key_for(ANA)
    first, second = saved(hers), saved(hers, remark="more")
    other = saved(key_for(BERTA))
    vault.destroy(hers, by=Clerk(), at=NOW)
    for row in (first, Note.objects.get(pk=second.pk)):
        with pytest.raises(vault.KeyDestroyed):
            _ = row.name
    assert other.name == CANARY


def test_a_value_swapped_between_columns_is_found() -> None:
    made = saved(remark="other")
    swap("UPDATE test_note SET name = remark, remark = name")
    assert_tampered(made.pk, "name", "remark")


def test_a_value_swapped_between_rows_of_one_person_is_found() -> None:
    hers = key_for(ANA)
    first, second = saved(hers), saved(hers, name="another")
    swap(
        "UPDATE test_note n SET name = o.name FROM test_note o WHERE n.id <> o.id",
    )
    assert_tampered(first.pk, "name")
    assert_tampered(second.pk, "name")


def test_a_row_given_another_persons_key_and_values_is_found() -> None:
    ana, berta = saved(key_for(ANA)), saved(key_for(BERTA), name="Berta")
    swap(
        "UPDATE test_note n SET name = o.name, key_id = o.key_id FROM test_note o "
        f"WHERE n.id = '{ana.pk}' AND o.id = '{berta.pk}'"
    )
    assert_tampered(ana.pk, "name")


def swap(statement: str) -> None:
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute(statement)


def assert_tampered(pk: UUID, *names: str) -> None:
    row = Note.objects.get(pk=pk)
    for name in names:
        with pytest.raises(vault.Tampered):
            getattr(row, name)


def test_a_worker_of_another_centre_who_holds_the_row_still_reads_nothing() -> None:
    made = saved()
    with acting(OTHER_WORKER):
        row = Note.objects.get(pk=made.pk)
        with pytest.raises(vault.KeyUnavailable):
            _ = row.name


def test_nothing_an_instance_shows_holds_the_value() -> None:
    for made in (note(), saved()):
        shown = f"{made!r} {made} {vars(made)} {model_to_dict(made)} {copy.deepcopy(vars(made))}"
        assert "canary" not in shown


def test_dumps_hold_the_ciphertext() -> None:
    made = saved(born=date(1977, 7, 7), facts={"year": 1977})
    for style in ("json", "xml", "python"):
        text = str(serializers.serialize(style, [made]))
        assert "canary" not in text
        assert "1977" not in text


def test_a_saved_row_pickles_as_ciphertext_and_an_unsaved_one_not_at_all() -> None:
    made = saved()
    pickled = pickle.dumps(vars(made)["name"])
    assert b"canary" not in pickled
    assert isinstance(pickle.loads(pickled), Sealed)
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(vars(note())["name"])


def test_after_saving_the_instance_holds_no_clear_value() -> None:
    made = note()
    made.save()
    assert isinstance(vars(made)["name"], Sealed)
    assert made.name == CANARY


def test_values_lists_give_ciphertext() -> None:
    saved()
    assert "canary" not in str(list(Note.objects.values("name", "remark")))
    assert "canary" not in repr(Note.objects.values_list("name", flat=True)[0])


def test_bulk_create_seals_each_row_for_itself() -> None:
    hers = key_for(ANA)
    Note.objects.bulk_create([note(hers, name=f"canary-{number}") for number in range(5)])
    assert {row.name for row in Note.objects.all()} == {f"canary-{number}" for number in range(5)}
    assert "canary" not in dump()


def test_a_value_is_opened_only_when_it_is_read() -> None:
    made = saved()
    vault.destroy(made.key_id, by=Clerk(), at=NOW)
    row = Note.objects.get(pk=made.pk)
    row.centre_ids = [OWN_CENTRE, 9]
    row.save()
    assert Note.objects.get(pk=made.pk).centre_ids == [OWN_CENTRE, 9]


def test_a_deferred_value_is_loaded_when_it_is_read() -> None:
    made = saved(remark="later")
    row = Note.objects.only("key_id").get(pk=made.pk)
    assert "remark" in row.get_deferred_fields()
    assert row.remark == "later"


def test_a_change_is_saved() -> None:
    made = saved()
    made.name = "changed"
    made.save(update_fields=["name"])
    assert Note.objects.get(pk=made.pk).name == "changed"
    made.refresh_from_db()
    assert made.name == "changed"


@pytest.mark.parametrize("question", ["name", "name__icontains", "name__in", "born__year__gt"])
def test_asking_the_database_for_a_value_is_refused_with_the_way_out(question: str) -> None:
    with pytest.raises(FieldError, match="lookup"):
        Note.objects.filter(**{question: "x"})


def test_asking_whether_there_is_a_value_is_allowed() -> None:
    saved()
    assert Note.objects.filter(born__isnull=True).count() == 1


def test_an_update_in_bulk_is_refused() -> None:
    made = saved()
    with pytest.raises(FieldError, match="save the row"):
        Note.objects.update(name="x")
    made.name = "x"
    with pytest.raises(FieldError, match="save the row"), transaction.atomic():
        Note.objects.bulk_update([made], ["name"])


def test_a_row_without_a_key_is_not_saved() -> None:
    with pytest.raises(FieldError, match="key_id"):
        Note(name=CANARY).save()


def test_a_value_of_the_wrong_kind_is_refused_without_showing_it() -> None:
    with pytest.raises(ValidationError) as refusal:
        note(name=4711).save()
    assert "4711" not in str(refusal.value)


def test_the_model_may_ask_which_fields_to_mask() -> None:
    assert encrypted_names(Note) == ["name", "remark", "born", "facts"]


def test_an_index_on_ciphertext_is_refused_by_the_checks() -> None:
    field = EncryptedTextField(unique=True)
    field.set_attributes_from_name("code")
    field.model = Note
    assert "identity.E001" in [found.id for found in field.check()]


@pytest.mark.parametrize(
    ("options", "complains"),
    [
        ({}, True),
        ({"mask_fields": ["name"]}, True),
        ({"mask_fields": ["name"], "mask_callable": "casework.audit.changes.hide"}, False),
        ({"exclude_fields": ["name"]}, False),
        ({"include_fields": ["born"]}, False),
    ],
)
def test_a_field_log_that_would_keep_the_value_in_clear_is_refused_by_the_checks(
    options: dict[str, object], complains: bool
) -> None:
    auditlog.register(Note, **options)
    try:
        found = [each.id for each in Note._meta.get_field("name").check()]
    finally:
        auditlog.unregister(Note)
    assert ("identity.E002" in found) is complains


def test_migrations_can_write_the_field_down() -> None:
    field: models.Field = Note._meta.get_field("remark")  # type: ignore[assignment,type-arg]
    _name, path, args, options = field.deconstruct()
    assert path == "casework.identity.fields.EncryptedTextField"
    assert (args, options) == ([], {"blank": True, "default": ""})

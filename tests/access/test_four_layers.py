"""Each of the four layers denies alone, with the other three made permissive (design 4.1).

The gate asks for a right; the object layer shows only what is hers; the database refuses by
itself; without the key folder what is stored cannot be read.
"""

import copy
from dataclasses import replace

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from psycopg import sql

from casework.access import gates
from casework.access.context import NOBODY, acting
from casework.access.principals import ANONYMOUS
from casework.identity import vault
from casework.identity.fields import EncryptedField
from casework.identity.key_ports import KeyUnavailable, key_port
from casework.identity.records import PersonRecord
from casework.survivors.duplicates.models import DuplicatePair, Merge
from casework.survivors.models import Survivor
from casework.survivors.querysets import ScopedQuerySet
from tests import people, women
from tests.database import as_superuser, as_system

pytestmark = pytest.mark.django_db

# Rows of a request, found through it: tests/fulfilment asks who sees them.
OF_REQUESTS = {"complaints_copypart", "complaints_removedwords"}
PERSON_MODELS = sorted(
    (
        model
        for model in apps.get_models()
        if issubclass(model, PersonRecord) and model._meta.db_table not in OF_REQUESTS
    ),
    key=lambda model: model._meta.db_table,
)
SCOPED = [one for one in PERSON_MODELS if isinstance(one._default_manager.all(), ScopedQuerySet)]
# What registering a woman writes: the tables that hold something of hers in these tests.
FILLED = {
    "casework_survivor", "casework_safecontact", "casework_relatedperson", "casework_attention",
    "casework_door",
}  # fmt: skip
TABLES = pytest.mark.parametrize("model", PERSON_MODELS, ids=lambda one: one._meta.db_table)


# Where her id stands in tables that are about two records.
ELSEWHERE = {Survivor: "id", DuplicatePair: "first_id", Merge: "kept_id"}


def column_of(model: type[models.Model]) -> str:
    return ELSEWHERE.get(model, "survivor_id")


def hers(model: type[models.Model], her: Survivor) -> dict[str, object]:
    """The column that holds her id, and her id."""
    return {column_of(model): her.pk}


@pytest.fixture(scope="module")
def known(module_world):
    """A worker here, one there, and a woman of the first."""
    own = people.own_centre_worker()
    return own, people.other_centre_worker(), women.registered(own)


@pytest.fixture
def own(known):
    return copy.deepcopy(known[0])


@pytest.fixture
def other(known):
    return copy.deepcopy(known[1])


@pytest.fixture
def her(known):
    return copy.deepcopy(known[2])


def file_of(her):
    return f"/gestion/sobrevivientes/{her.pk}/"


# The gate alone.


@pytest.fixture
def only_the_gate(monkeypatch, her):
    """The object layer shows everything, the database too, and every key opens."""
    monkeypatch.setattr(ScopedQuerySet, "visible_to", lambda rows, principal: rows.all())
    monkeypatch.setattr(ScopedQuerySet, "changeable_by", lambda rows, principal: rows.all())
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO siivbg_app")
        for table in (*(one._meta.db_table for one in PERSON_MODELS), "casework_datakey"):
            cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


def refused_by_the_gate(her):
    strangers = (people.stranger(), people.authority(), people.administrator(), people.editor())
    return {
        one.user.username: people.login(Client(), one).get(file_of(her)).status_code
        for one in strangers
    }


def test_the_gate_alone_refuses_a_stranger(only_the_gate, her, other):
    assert set(refused_by_the_gate(her).values()) == {403}
    anonymous = Client().get(file_of(her))
    assert anonymous.status_code == 302
    assert anonymous["Location"].startswith("/gestion/entrar/")
    # The other layers really were open: whoever passes the gate is shown a file not hers.
    shown = people.login(Client(), other).get(file_of(her))
    assert shown.status_code == 200
    assert women.NAMES[1] in shown.content.decode()


def test_with_the_gate_out_too_the_stranger_would_have_been_let_in(only_the_gate, her, monkeypatch):
    monkeypatch.setattr(gates.Staff, "may", lambda staff, right: True)
    assert set(refused_by_the_gate(her).values()) == {200}


# The object layer alone.


@pytest.mark.parametrize("model", SCOPED, ids=lambda one: one._meta.db_table)
def test_visible_to_alone_hides_her_from_another_centre(model, own, other, her):
    strangers = (other.staff, people.authority().staff, people.stranger().staff, ANONYMOUS)
    with as_system():  # the database would show every row
        mine = model._default_manager.filter(**hers(model, her))
        rows = mine.count()
        assert [mine.visible_to(one).count() for one in strangers] == [0, 0, 0, 0]
        assert mine.visible_to(own.staff).count() == rows
        assert mine.visible_to(women.space_of(her)).count() == rows
        assert rows or model._meta.db_table not in FILLED
        granted = replace(other.staff, granted=frozenset({her.pk}))
        assert mine.visible_to(granted).count() == rows
        assert mine.changeable_by(granted).count() == 0


def test_visible_to_alone_makes_the_page_say_not_there(own, other, her, monkeypatch):
    client = people.login(Client(), other)
    # The database is told that the asker works in her centre; the gate lets her pass.
    monkeypatch.setattr(gates.Staff, "context", own.staff.context)
    assert client.get(file_of(her)).status_code == 404
    monkeypatch.setattr(ScopedQuerySet, "visible_to", lambda rows, principal: rows.all())
    assert client.get(file_of(her)).status_code == 200


# Row-level security alone.


def seen_as(context, model, her):
    """Rows of hers by the raw manager and by raw SQL, with nothing else in the way."""
    statement = sql.SQL("SELECT count(*) FROM {} WHERE {} = %s").format(
        sql.Identifier(model._meta.db_table), sql.Identifier(column_of(model))
    )
    with acting(context), connection.cursor() as cursor:
        cursor.execute(statement, [her.pk])
        return model._base_manager.filter(**hers(model, her)).count(), cursor.fetchone()[0]


@TABLES
def test_the_database_alone_shows_no_row_of_another_centre(model, own, other, her):
    strangers = (
        other.staff, people.authority().staff, people.administrator().staff,
        people.head_of_other_centre().staff, people.stranger().staff,
    )  # fmt: skip
    for one in strangers:
        assert seen_as(one.context, model, her) == (0, 0)
    assert seen_as(NOBODY, model, her) == (0, 0)
    with as_system():
        rows = model._base_manager.filter(**hers(model, her)).count()
    assert rows or model._meta.db_table not in FILLED
    assert seen_as(own.staff.context, model, her) == (rows, rows)


@TABLES
def test_the_database_alone_changes_no_row_of_another_centre(model, other, her):
    table = sql.Identifier(model._meta.db_table)
    may = sql.SQL("SELECT has_table_privilege({}, 'UPDATE')").format(
        sql.Literal(model._meta.db_table)
    )
    granted = replace(other.staff.context, granted=frozenset({her.pk}))
    for context in (other.staff.context, granted):
        with acting(context), connection.cursor() as cursor:
            cursor.execute(may)
            if cursor.fetchone()[0]:
                cursor.execute(sql.SQL("UPDATE {} SET centre_ids = '{{1}}'").format(table))
                assert cursor.rowcount == 0


# Encryption alone.


def full_dump() -> bytes:
    """Every row of every table, as its owner above all owners reads it."""
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' "
            "AND relnamespace = 'public'::regnamespace"
        )
        tables = [name for (name,) in cursor.fetchall()]
        parts = []
        for table in tables:
            with cursor.copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
                parts += [bytes(block) for block in copy]
    return b"".join(parts)


def test_a_dump_of_everything_names_nobody(her):
    dump = full_dump()
    # The dump does hold her rows, and what is not sealed can be read in it.
    assert str(her.pk).encode() in dump
    assert people.HERE.encode() in dump
    secrets = [
        *women.NAMES, women.RELATIVE, women.TELEPHONE, women.TELEPHONE.replace(" ", ""),
        str(women.RUN), women.RUN.plain, str(women.RUN.number), "1990-05-04", "Habla Paty",
    ]  # fmt: skip
    forms = {
        form
        for one in secrets
        for text in (one, one.lower(), one.upper())
        for form in (text.encode(), text.encode().hex().encode(), text.encode("utf-16-le"))
    }
    assert [form for form in forms if form in dump] == []


def sealed_values(her):
    """Every sealed field of hers that holds something: model, field, row."""
    return [
        (field.name, row)
        for model in PERSON_MODELS
        for row in model._base_manager.filter(**hers(model, her))
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedField) and field.held_by(row) is not None
    ]


@pytest.fixture
def key_folder(tmp_path, settings):
    """Give a change of the key folder, as after a theft of the database alone."""

    def change(name):
        settings.KEY_DIR = tmp_path / name
        key_port.cache_clear()
        vault.forget()

    yield change
    key_port.cache_clear()
    vault.forget()


@pytest.mark.parametrize(
    ("folder", "refusal"), [("absent", KeyUnavailable), ("another", vault.Tampered)]
)
def test_without_her_key_folder_nothing_of_hers_opens(her, key_folder, folder, refusal):
    with as_system():
        opened = [getattr(row, name) for name, row in sealed_values(her)]
        assert len(opened) >= 8
        assert women.NAMES[1] in opened
        key_folder(folder)
        if folder == "another":
            key_port().current()  # makes a key of the same name
        for name, row in sealed_values(her):
            with pytest.raises(refusal):
                getattr(row, name)


def test_with_a_wrong_key_the_page_shows_nothing_of_hers(own, her, key_folder):
    client = people.login(Client(raise_request_exception=False), own)
    assert client.get(file_of(her)).status_code == 200
    key_folder("another")
    key_port().current()
    answer = client.get(file_of(her))
    assert answer.status_code >= 500
    assert [one for one in women.NAMES if one in answer.content.decode()] == []

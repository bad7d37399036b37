"""The third layer: the database refuses by itself what the code forgot."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, ProgrammingError, connection, models, transaction
from psycopg_pool import ConnectionPool

from casework.access.context import NOBODY, SETTINGS, Context, acting, enter
from casework.access.grant_models import Grant
from casework.access.rls import APP, protect
from casework.audit.models import AuditEvent
from casework.identity.records import PersonRecord
from casework.identity.vault import KeyOwner, new_key
from tests import people
from tests.database import administrator, as_superuser, as_system

needs_database = pytest.mark.django_db
# A session of hers is no record: ending it removes it.
SESSIONS = {"selfservice_visit"}


def tables_of_persons():
    """Every table that is about a person: by its base, or by naming her."""
    ours = [model for model in apps.get_models() if not model._meta.proxy]
    return sorted(
        model._meta.db_table
        for model in ours
        if issubclass(model, PersonRecord)
        or any(field.name == "survivor_id" or _points_at_her(field) for field in model._meta.fields)
    )


def _points_at_her(field: models.Field) -> bool:
    return field.is_relation and field.related_model._meta.db_table == "casework_survivor"


def ask(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


@needs_database
def test_no_policy_stands_before_another_or_lists_would_read_the_whole_country():
    left = ask(
        "SELECT tablename FROM pg_policies WHERE policyname = 'barred' AND cmd = 'ALL' "
        "AND permissive = 'RESTRICTIVE'"
    )
    assert left == [], "run casework.access.rls.FOLD after the migration that made it"


@needs_database
def test_every_policy_that_lets_rows_of_a_file_through_leaves_out_files_closed_to_the_asker():
    open_ones = ask(
        "SELECT p.tablename, p.policyname FROM pg_policies p WHERE %s = ANY (p.roles) "
        "AND p.permissive = 'PERMISSIVE' AND p.cmd IN ('ALL', 'SELECT') "
        "AND p.tablename LIKE 'casework\\_%%' AND p.qual NOT LIKE '%%siivbg\\_%%' "
        "AND EXISTS (SELECT 1 FROM pg_policies o WHERE o.tablename = p.tablename "
        "AND o.policyname = 'own_centre' AND o.qual LIKE '%%siivbg\\_%%')",
        APP,
    )
    assert open_ones == []


@needs_database
def test_every_table_about_a_person_forces_row_level_security():
    forced = {
        row[0]
        for row in ask(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity "
            "AND relkind IN ('r', 'p')"
        )
    }
    about_persons = tables_of_persons()
    assert "casework_grant" in about_persons
    assert [table for table in about_persons if table not in forced] == []


@needs_database
def test_the_server_owns_nothing_and_bypasses_nothing():
    with as_superuser():
        role = ask(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles "
            "WHERE rolname = %s",
            APP,
        )
        owned = ask("SELECT relname FROM pg_class WHERE relowner = %s::regrole", APP)
        member = ask("SELECT count(*) FROM pg_auth_members WHERE member = %s::regrole", APP)
    assert role == [(False, False, False, False)]
    assert owned == []
    assert member == [(0,)]
    assert ask("SELECT current_user") == [(APP,)]


@needs_database
def test_nobody_may_delete_what_is_about_a_person():
    deletable = [
        table
        for table in tables_of_persons()
        if table not in SESSIONS
        and ask("SELECT has_table_privilege(%s, %s, 'DELETE')", APP, table)[0][0]
    ]
    assert deletable == []


def grant(operator, asked_of, centre_ids=()):
    with as_system():
        return Grant.objects.create(
            operator=operator, asked_of=asked_of, survivor_id=uuid4(),
            centre_ids=list(centre_ids), reason="Debo coordinar su traslado con la otra comuna",
            key_id=new_key(owner=KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[]),
        )  # fmt: skip


@needs_database
def test_without_context_there_are_no_rows():
    worker, head = people.own_centre_worker(), people.head_of_centre()
    grant(worker.operator, head.operator, [head.centre.pk])
    with as_system():
        assert Grant.objects.count() == 1
    assert Grant.objects.count() == 0
    with acting(Context("staff")):
        assert Grant.objects.count() == 0


@needs_database
def test_a_grant_is_seen_by_its_parties_and_by_the_centres_of_her_file():
    asker, asked = people.other_centre_worker(), people.head_of_centre()
    colleague, outsider = people.own_centre_worker(), people.head_of_other_centre()
    grant(asker.operator, asked.operator, [asked.centre.pk])
    seen = {}
    for one in (asker, asked, colleague, outsider):
        with acting(one.staff.context):
            seen[one.user.username] = Grant.objects.count()
    assert list(seen.values()) == [1, 1, 1, 0]


@needs_database
def test_the_database_refuses_a_grant_made_for_somebody_else_or_already_approved():
    asker, asked = people.other_centre_worker(), people.head_of_centre()

    def make(operator, **more):
        key = new_key(owner=KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[])
        Grant.objects.create(
            operator=operator, asked_of=asked.operator, survivor_id=uuid4(), key_id=key,
            reason="Debo coordinar su traslado con la otra comuna", **more,
        )  # fmt: skip

    with acting(asker.staff.context):
        for operator, more in (
            (people.own_centre_worker("otra").operator, {}),
            (asker.operator, {"approved_by": asked.operator}),
        ):
            with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
                make(operator, **more)
        make(asker.operator)


@needs_database
def test_acting_gives_back_whoever_asked_before():
    first = Context("staff", uuid4(), frozenset({1}))
    with acting(first):
        with acting(Context("survivor", survivor_id=uuid4())):
            pass
        assert settings_now() == list(first.values())
    assert settings_now()[0] in {"", NOBODY.kind}


def settings_now():
    columns = ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SETTINGS)
    return list(ask(f"SELECT {columns}")[0])


def test_a_context_needs_a_transaction(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        try:
            with pytest.raises(RuntimeError):
                enter(NOBODY)
        finally:
            connection.close()


def _pool(name):
    default = settings.DATABASES["default"]
    return ConnectionPool(
        kwargs={
            "host": default["HOST"], "port": default["PORT"], "dbname": name,
            "user": connection.settings_dict["USER"], "password": default.get("PASSWORD") or None,
            "options": f"-c role={APP}", "autocommit": True,
        },
        min_size=2, max_size=3, open=True,
    )  # fmt: skip


def test_pooled_connections_leak_no_context(django_db_setup, django_db_blocker):
    """Six people share three connections; each sees her centre's row or, without context, none."""
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        connection.close()
    with administrator(name) as owner:
        owner.execute("DROP TABLE IF EXISTS leak_probe")
        owner.execute("CREATE TABLE leak_probe (id uuid, survivor_id uuid, centre_ids int[])")
        owner.execute(protect("leak_probe"))
        for number in range(1, 7):
            owner.execute(
                "INSERT INTO leak_probe VALUES (%s, %s, %s)", [uuid4(), uuid4(), [number]]
            )
    start = threading.Barrier(6)

    def visits(number, pool):
        start.wait()
        return [_visit(pool, number, turn) for turn in range(60)]

    try:
        with _pool(name) as pool, ThreadPoolExecutor(6) as threads:
            wrong = [
                found
                for seen in threads.map(lambda number: visits(number, pool), range(1, 7))
                for found in seen
                if found
            ]
    finally:
        with administrator(name) as owner:
            owner.execute("DROP TABLE leak_probe")
    assert wrong == []


def _visit(pool, number, turn):
    """One request on whatever connection is free; give what it should not have seen."""
    context = NOBODY if turn % 3 == 2 else Context("staff", uuid4(), frozenset({number}))
    expected = [] if context is NOBODY else [[number]]
    with pool.connection() as free:
        try:
            with free.transaction():
                for setting, value in zip(SETTINGS, context.values(), strict=True):
                    free.execute("SELECT set_config(%s, %s, true)", [setting, value])
                seen = [row[0] for row in free.execute("SELECT centre_ids FROM leak_probe")]
                if turn % 5 == 4:
                    raise psycopg.Rollback
        except psycopg.Rollback:
            pass
        outside = free.execute("SELECT count(*) FROM leak_probe").fetchone()[0]
    return None if seen == expected and outside == 0 else (number, turn, seen, outside)


@needs_database
def test_a_request_runs_as_the_person_who_asks(client):
    worker = people.own_centre_worker()
    people.login(client, worker)
    client.get("/gestion/")
    assert settings_now()[0] in {"", NOBODY.kind}
    with as_system():
        assert AuditEvent.objects.filter(actor_id=worker.id).exists()

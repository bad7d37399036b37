"""The aggressor is a worker: the file is not there for him, at the door, in questions, in rows."""

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from casework.access.conflict_models import Conflict
from casework.access.context import acting
from casework.audit.models import AuditEvent
from casework.episodes import aggressor_actions
from casework.episodes.aggressor_actions import AggressorIsHer, Bond, Person
from casework.episodes.aggressor_models import Aggressor
from casework.identity.lookup import run_digest
from casework.identity.run import Run
from casework.survivors.models import SafeContact, Survivor
from tests import people, women
from tests.database import as_system
from tests.episodes.conftest import HIS_RUN, name, works_here

pytestmark = pytest.mark.django_db


@pytest.fixture
def him(db):
    """A worker of the same centre, whose RUN the register knows."""
    someone = people.own_centre_worker("evaristo.otro")
    works_here(someone)
    return someone


def file_of(her):
    return f"/gestion/sobrevivientes/{her.pk}/"


def test_the_file_is_not_there_for_him_at_the_door(paula, him, her):
    his = people.login(Client(), him)
    assert his.get(file_of(her)).status_code == 200
    name(paula, her)
    answer = his.get(file_of(her))
    assert answer.status_code == 404
    unknown = "/gestion/sobrevivientes/019aa000-0000-7000-8000-00000000dead/"
    assert answer.content == his.get(unknown).content
    assert people.login(Client(), paula).get(file_of(her)).status_code == 200


def test_questions_alone_leave_the_file_out(paula, him, her):
    with as_system():  # the database would show every row
        assert Survivor.objects.visible_to(him.staff).filter(pk=her.pk).exists()
    name(paula, her)
    with as_system():
        for rows in (Survivor.objects.filter(pk=her.pk), SafeContact.objects.filter(survivor=her)):
            assert not rows.visible_to(him.staff).exists()
            assert not rows.changeable_by(him.staff).exists()
            assert rows.visible_to(paula.staff).exists()


def rows_seen(someone, her):
    tables = {
        "casework_survivor": "id", "casework_safecontact": "survivor_id",
        "casework_aggressor": "survivor_id", "casework_datakey": "survivor_id",
        "casework_conflict": "survivor_id",
    }  # fmt: skip
    found = {}
    with acting(someone.staff.context), connection.cursor() as cursor:
        for table, column in tables.items():
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [her.pk])
            found[table] = cursor.fetchone()[0]
    return found


def test_the_database_alone_shows_him_no_row_and_no_key(paula, him, her):
    assert rows_seen(him, her)["casework_survivor"] == 1
    name(paula, her)
    assert set(rows_seen(him, her).values()) == {0}
    assert min(rows_seen(paula, her).values()) == 1


def test_every_table_about_a_woman_has_the_policy():
    """A table made later gets it from `rls.protect`; one protected by hand must not forget it.

    It stands alone, or in each policy that lets rows through (`rls.FOLD`).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
            "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' "
            "AND c.relrowsecurity AND a.attname = 'survivor_id' "
            "AND c.relname NOT IN ('complaints_block', 'complaints_objection', "
            "'complaints_erasure', 'complaints_change', 'complaints_limit') "  # by their request
            "AND c.relname NOT LIKE 'selfservice%' "  # her own visits: no staff reads them
            "AND NOT EXISTS (SELECT 1 FROM pg_policy p "
            "WHERE p.polrelid = c.oid AND p.polname = 'barred' AND NOT p.polpermissive) "
            "AND EXISTS (SELECT 1 FROM pg_policies o WHERE o.tablename = c.relname "
            "AND o.permissive = 'PERMISSIVE' AND 'siivbg_app' = ANY (o.roles) "
            "AND coalesce(o.qual, o.with_check) NOT LIKE '%siivbg\\_barred%' "
            "AND coalesce(o.qual, o.with_check) NOT LIKE '%siivbg\\_closed%')"
        )
        assert [table for (table,) in cursor.fetchall()] == []


def test_the_worker_who_writes_his_own_run_loses_the_file_and_nothing_is_lost(him, her):
    made = name(him, her)
    with as_system():
        assert Aggressor.objects.get(pk=made.pk).run_digest is not None
        assert Conflict.objects.get().operator_id == him.id
    assert people.login(Client(), him).get(file_of(her)).status_code == 404


def test_a_worker_registered_after_him_is_found_too(paula, her):
    name(paula, her)
    late = people.own_centre_worker("evaristo.tarde")
    assert rows_seen(late, her)["casework_survivor"] == 1
    works_here(late)
    assert rows_seen(late, her)["casework_survivor"] == 0
    with as_system():
        assert aggressor_actions.announce_all(timezone.now()) == 1
        assert aggressor_actions.announce_all(timezone.now()) == 0


def test_a_run_typed_wrong_and_corrected_gives_the_file_back(paula, him, her):
    made = name(paula, her)
    with acting(paula.staff.context):
        aggressor_actions.correct_aggressor(
            survivor=her, aggressor=made, person=Person("Evaristo", run=Run.parse("7.654.321-6")),
            bond=Bond("EX_CONVIVIENTE"), by=paula.staff, at=timezone.now(),
        )  # fmt: skip
    assert people.login(Client(), him).get(file_of(her)).status_code == 200
    with as_system():
        assert Conflict.objects.get().lifted_at is not None


def test_the_log_says_it_once_and_her_ledger_never(paula, him, her):
    name(paula, her)
    with as_system():
        told = AuditEvent.objects.get(verb="conflict.found")
        assert (told.target_id, told.actor_kind, told.subject) == (str(him.id), "system", her.pk)
    from casework.audit.queries import ledger_of

    with acting(paula.staff.context):
        assert ledger_of(her.pk)
        assert not any("conflict" in line.what for line in ledger_of(her.pk))


def test_the_head_learns_which_file_and_the_administrator_who_and_neither_both(paula, him, her):
    name(paula, her)
    with as_system():
        him.user.first_name = "Canariohombre"
        him.user.save()
    head = people.login(Client(), people.head_of_centre()).get("/gestion/conflictos/")
    assert str(her.pk) in head.content.decode()
    assert "Canariohombre" not in head.content.decode()
    admin = people.login(Client(), people.administrator()).get("/gestion/conflictos/")
    assert "Canariohombre" in admin.content.decode()
    assert str(her.pk) not in admin.content.decode()
    elsewhere = people.login(Client(), people.head_of_other_centre()).get("/gestion/conflictos/")
    assert str(her.pk) not in elsewhere.content.decode()
    assert people.login(Client(), him).get("/gestion/conflictos/").status_code == 403


def test_a_head_named_so_is_told_nothing(paula, her):
    head = people.head_of_centre()
    works_here(head)
    name(paula, her)
    page = people.login(Client(), head).get("/gestion/conflictos/").content.decode()
    assert str(her.pk) not in page


def test_he_neither_finds_her_by_her_run_nor_attends_her(paula, him, her):
    name(paula, her)
    with acting(him.staff.context), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM siivbg_find(%s, NULL)", [run_digest(women.RUN)])
        assert cursor.fetchall() == []
    his = people.login(Client(), him)
    assert his.post(f"{file_of(her)}atender/").status_code == 404


def test_an_aggressor_cannot_be_herself(paula, her):
    with pytest.raises(AggressorIsHer):
        name(paula, her, women.RUN)
    with as_system():
        assert not Aggressor.objects.exists()


def test_his_run_is_kept_sealed(paula, her):
    made = name(paula, her)
    with as_system():
        row = Aggressor.objects.filter(pk=made.pk).values("run", "name").get()
    assert str(HIS_RUN).encode() not in bytes(row["run"])
    assert b"Evaristo" not in bytes(row["name"])

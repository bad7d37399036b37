"""Who may work, from when to when, and how the door closes behind those who leave."""

from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from casework.access import accounts, actions, competence, queries, undertaking_text
from casework.access.levels import Level
from casework.access.models import Assignment, LiveSession, Operator, Undertaking
from casework.access.operators import NotAnOperator, staff_for
from casework.audit.actors import SYSTEM, Actor
from casework.audit.models import AuditEvent
from casework.identity.run import Run
from casework.territory.models import Agreement
from tests import people
from tests.database import as_system

pytestmark = pytest.mark.django_db


def verbs():
    with as_system():
        return list(AuditEvent.objects.order_by("at", "created_at").values_list("verb", flat=True))


def test_nothing_opens_before_the_undertaking_is_signed(client):
    someone = people.assigned(
        people.person("nueva", signed=False), Level.N6, centre=people.centre()
    )
    assert someone.staff.assignments == ()
    people.login(client, someone)
    assert client.get("/gestion/accesos/")["Location"] == "/gestion/compromiso/"
    assert client.get("/cms/")["Location"] == "/gestion/compromiso/"
    client.post("/gestion/compromiso/", {})
    assert not Undertaking.objects.exists()
    client.post("/gestion/compromiso/", {"accept": "1"})
    assert someone.staff.case_centres == {someone.centre.pk}
    assert client.get("/gestion/accesos/").status_code == 200
    signed = Undertaking.objects.get()
    assert bytes(signed.text_sha256) == undertaking_text.in_force().sha256
    assert "undertaking.signed" in verbs()


def test_nobody_signs_for_somebody_else():
    someone, other = people.person("una", signed=False), people.person("otra")
    with pytest.raises(actions.OwnAssignment):
        actions.sign_undertaking(someone.operator, by=other.staff.actor, at=timezone.now())


def test_the_signed_text_cannot_be_changed_by_the_server():
    people.person("una")
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Undertaking.objects.update(version="9")


class Expired:
    stand_in = False

    def levels(self, operator_id, at):
        return frozenset(Level) - {Level.N6}


def test_nothing_opens_without_the_certificates_of_the_level(client):
    worker = people.own_centre_worker()
    people.login(client, worker)
    competence.provide(Expired())
    try:
        assert worker.staff.assignments == ()
        page = client.get("/gestion/").content.decode()
        assert client.get("/gestion/accesos/").status_code == 403
    finally:
        competence.provide(None)
    assert "certificado" in page.lower() or "certificate" in page


def test_the_stand_in_shows_itself_at_home(client):
    people.login(client, people.own_centre_worker())
    assert client.get("/gestion/").context["stand_in"] is True


def agreement(until):
    with as_system():
        return Agreement.objects.create(
            executor=people.executor(), number="CONV-1", valid_from=date(2024, 1, 1),
            valid_to=until, matter="m", legal_grounds="l", purposes="p", data_types="d",
            treatment="t", data_subjects="s", duties="d", breach_notice_hours=24,
        )  # fmt: skip


def test_access_ends_by_itself_with_the_agreement(client):
    last_day = timezone.localdate() + timedelta(days=10)
    someone = people.assigned(
        people.person("ana"), Level.N6, centre=people.centre(), agreement=agreement(last_day)
    )
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert someone.staff.case_centres
        clock.shift(timedelta(days=11))
        assert not someone.staff.case_centres
        people.login(client, someone)
        out = StringIO()
        with as_system():
            call_command("expire_access", stdout=out)
        assert client.get("/gestion/").status_code == 302
    assert "assignments: 1" in out.getvalue()
    assert verbs().count("assignment.ended") == 1
    assert Assignment.objects.get().ended_at is not None


def test_expiring_twice_changes_nothing_more():
    people.stranger()
    for expected in ("assignments: 1", "assignments: 0"):
        out = StringIO()
        with as_system():
            call_command("expire_access", stdout=out)
        assert expected in out.getvalue()


def test_a_scope_that_does_not_fit_its_level_is_refused_by_rule_and_by_database():
    someone, admin = people.person("ana"), people.administrator()
    with pytest.raises(actions.WrongScope):
        actions.assign(
            someone.operator, level=Level.N6, scope=actions.Scope(), starts_on=date(2026, 1, 1),
            ends_on=None, agreement=None, by=admin.staff.actor, at=timezone.now(),
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            operator=someone.operator, level=Level.N6, starts_on=date(2026, 1, 1)
        )


def test_nobody_gives_herself_access(client):
    admin = people.administrator()
    people.login(client, admin)
    form = {"level": "N6", "centre": people.centre().pk, "starts_on": "2026-01-01"}
    answer = client.post(f"/gestion/operadores/{admin.id}/asignar/", form)
    assert answer.status_code == 403
    assert admin.operator.assignments.count() == 1


def test_an_administrator_enters_somebody_who_then_makes_the_account_her_own(client):
    people.login(client, people.administrator())
    made = client.post(
        "/gestion/operadores/nuevo/",
        {"username": "rosa", "given_names": "Rosa", "surnames": "Nueva", "run": "11.111.111-1"},
    ).context["made"]
    client.post(
        f"/gestion/operadores/{made.operator.pk}/asignar/",
        {"level": "N6", "centre": people.centre().pk, "starts_on": "2024-01-01"},
    )
    hers = Client()
    answer = people.first_factor(hers, "rosa", made.temporary_password)
    assert answer["Location"] == "/gestion/cuenta/segundo-factor/agregar/"
    people.enrol(hers)
    assert hers.get("/gestion/")["Location"] == "/gestion/cuenta/clave/"
    change = {"old_password": made.temporary_password, "new_password1": people.PASSWORD}
    hers.post("/gestion/cuenta/clave/", {**change, "new_password2": people.PASSWORD})
    assert hers.get("/gestion/")["Location"] == "/gestion/compromiso/"
    hers.post("/gestion/compromiso/", {"accept": "1"})
    assert hers.get("/gestion/").status_code == 200
    found = Operator.objects.get(user__username="rosa")
    assert found.temporary_until is None
    assert found.run_masked == Run.parse("11.111.111-1").masked
    with as_system():
        kept = str(list(AuditEvent.objects.values()))
    assert made.temporary_password not in kept
    assert "11111111" not in kept


def test_a_run_is_in_the_register_once(client):
    people.login(client, people.administrator())
    form = {"given_names": "R", "surnames": "N", "run": "11.111.111-1"}
    client.post("/gestion/operadores/nuevo/", {**form, "username": "rosa"})
    client.post("/gestion/operadores/nuevo/", {**form, "username": "rosita"})
    assert not Operator.objects.filter(user__username="rosita").exists()


def test_a_temporary_password_is_over_after_three_days(client):
    made = actions.create_operator(
        username="rosa", given_names="R", surnames="N", run=None, by=SYSTEM, at=timezone.now()
    )
    with time_machine.travel(timezone.now() + timedelta(hours=73), tick=False):
        people.first_factor(client, "rosa", made.temporary_password)
    assert "_auth_user_id" not in client.session


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(client):
    worker = people.own_centre_worker()
    elsewhere = people.login(Client(), worker)
    people.login(client, worker)
    new = "otra frase bien larga 77"
    client.post(
        "/gestion/cuenta/clave/",
        {"old_password": people.PASSWORD, "new_password1": new, "new_password2": new},
    )
    assert client.get("/gestion/").status_code == 200
    assert elsewhere.get("/gestion/").status_code == 302


def test_whoever_leaves_is_out_at_the_next_click(client):
    worker = people.own_centre_worker()
    people.login(client, worker)
    admin = people.login(Client(), people.administrator())
    admin.post(f"/gestion/operadores/{worker.id}/cerrar/")
    assert client.get("/gestion/").status_code == 302
    assert people.first_factor(Client(), worker).status_code == 200
    with pytest.raises(NotAnOperator):
        staff_for(worker.user, timezone.now())
    assert {"assignment.ended", "session.ended", "operator.disabled"} <= set(verbs())


def test_one_list_of_sessions_with_a_way_to_end_each(client):
    worker = people.own_centre_worker()
    phone = people.come_in(
        Client(headers={"user-agent": "Mozilla/5.0 (Android 14) Firefox/140"}), worker
    )
    people.come_in(client, worker)
    page = client.get("/gestion/cuenta/sesiones/").content.decode()
    assert "Firefox · Android" in page
    other = LiveSession.objects.get(device="Firefox · Android")
    client.post(f"/gestion/cuenta/sesiones/{other.pk}/terminar/")
    assert phone.get("/gestion/").status_code == 302
    assert client.get("/gestion/").status_code == 200


def test_an_administrator_ends_anybodys_sessions(client):
    worker = people.own_centre_worker()
    people.login(client, worker)
    admin = people.login(Client(), people.administrator())
    admin.post(f"/gestion/operadores/{worker.id}/sesiones/")
    assert client.get("/gestion/").status_code == 302
    assert admin.get("/gestion/").status_code == 200


def test_the_list_of_sessions_knows_no_key(client):
    people.login(client, people.own_centre_worker())
    kept = bytes(LiveSession.objects.get().key_digest)
    assert client.session.session_key.encode() not in kept


def test_the_last_second_factor_stays():
    worker = people.own_centre_worker()
    (only,) = accounts.factors(worker.user)
    with pytest.raises(accounts.LastFactor):
        accounts.remove_factor(worker.operator, only, at=timezone.now())


def test_each_sees_only_the_operators_in_her_reach():
    everybody = [people.own_centre_worker(), people.other_centre_worker(), people.stranger()]
    head, admin, outside = people.head_of_centre(), people.administrator(), people.authority()

    def seen(principal):
        return {row.user.username for row in queries.operators_visible_to(principal)}

    assert seen(admin.staff) >= {one.user.username for one in everybody}
    assert seen(head.staff) == {"ana.propia", "ester.extrana", "julia.jefa"}
    assert seen(outside.staff) == {"aurora.autoridad"}


def test_when_the_log_cannot_be_written_nothing_is_done(monkeypatch):
    someone = people.person("ana")

    def broken(*args, **kwargs):
        raise OSError

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(OSError), transaction.atomic():
        actions.assign(
            someone.operator, level=Level.N2, scope=actions.Scope(), starts_on=date(2026, 1, 1),
            ends_on=None, agreement=None, by=Actor(kind="system"), at=timezone.now(),
        )  # fmt: skip
    assert not Assignment.objects.exists()


def test_the_first_administrator_is_made_from_the_command_line(client):
    out = StringIO()
    with as_system():
        call_command("create_operator", "primera", stdout=out)
    password = out.getvalue().rsplit(": ", 1)[1].strip()
    answer = people.first_factor(client, "primera", password)
    assert answer["Location"] == "/gestion/cuenta/segundo-factor/agregar/"

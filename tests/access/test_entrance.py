"""The staff door: both factors, always, and no way round."""

import json
from datetime import timedelta

import pytest
import time_machine
from argon2 import Type, extract_parameters
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from casework.access.models import LiveSession
from casework.audit.models import AuditEvent
from tests import people
from tests.database import as_system

pytestmark = pytest.mark.django_db


def events(verb):
    with as_system():
        return list(AuditEvent.objects.filter(verb=verb).order_by("at"))


def test_password_and_code_open_the_home(client):
    worker = people.own_centre_worker()
    people.come_in(client, worker)
    page = client.get("/gestion/")
    assert page.status_code == 200
    assert "Ana Propia" in page.content.decode()
    assert [event.actor_id for event in events("sign.in")] == [worker.id]


def test_passwords_are_kept_as_argon2id():
    assert identify_hasher(people.own_centre_worker().user.password).algorithm == "argon2"
    assert "argon2id" in people.own_centre_worker("otra").user.password


def test_in_earnest_a_password_costs_what_the_framework_recommends(settings):
    settings.PASSWORD_HASHERS = settings.EARNEST_HASHERS
    kept = extract_parameters(make_password("una frase").removeprefix("argon2"))
    assert kept.type is Type.ID
    assert (kept.time_cost, kept.memory_cost) >= (2, 102_400)


def test_a_password_alone_opens_nothing(client):
    worker = people.own_centre_worker()
    people.first_factor(client, worker)
    answer = client.get("/gestion/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/gestion/entrar/")


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client):
    people.own_centre_worker("ana")
    said = [
        people.first_factor(Client(), name, "no es esta").context["form"].non_field_errors()
        for name in ("ana", "nadie")
    ]
    assert said[0]
    assert said[0] == said[1]


def test_an_account_outside_the_register_does_not_come_in(client, django_user_model):
    django_user_model.objects.create_superuser("root", password=people.PASSWORD)
    answer = people.first_factor(client, "root")
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_wrong_code_is_refused_and_written_down(client):
    people.first_factor(client, people.own_centre_worker())
    assert people.second_factor(client, "000000").status_code == 200
    assert client.get("/gestion/").status_code == 302
    assert len(events("factor.failed")) == 1


def test_a_code_works_once(client):
    worker = people.own_centre_worker()
    seen = people.code()
    people.come_in(client, worker)
    other = Client()
    people.first_factor(other, worker)
    assert people.second_factor(other, seen).status_code == 200
    assert other.get("/gestion/").status_code == 302


def test_a_recovery_code_works_once(client):
    worker = people.own_centre_worker()
    people.come_in(client, worker)
    codes = client.post("/gestion/cuenta/codigos/").context["codes"]
    assert len(codes) == 10

    def with_code(code):
        browser = Client()
        people.first_factor(browser, worker)
        browser.post(people.LOGIN, {"wizard_goto_step": "backup"})
        browser.post(people.LOGIN, {"staff_login-current_step": "backup", "backup-otp_token": code})
        return browser.get("/gestion/").status_code

    assert with_code(codes[0]) == 200
    assert with_code(codes[0]) == 302
    with as_system():
        assert StaticToken.objects.filter(device__user=worker.user).count() == 9


def test_the_session_id_changes_on_the_way_in(client):
    worker = people.own_centre_worker()
    people.first_factor(client, worker)
    before = client.session.session_key
    people.second_factor(client, people.code())
    assert client.session.session_key != before
    with as_system():
        assert not Session.objects.filter(session_key=before).exists()


def test_no_session_holds_a_password_or_a_secret(client):
    newcomer = people.person("nueva", factor=False)
    worker = people.own_centre_worker()
    half = Client()
    people.first_factor(half, worker)
    enrol(client, newcomer)
    people.come_in(Client(), worker)
    with as_system():
        kept = [json.dumps(row.get_decoded()) for row in Session.objects.all()]
    assert len(kept) >= 3
    dump = " ".join(kept)
    device = TOTPDevice.objects.get(user=newcomer.user)
    for secret in (people.PASSWORD, people.SECRET, device.key):
        assert secret not in dump


def enrol(client, someone):
    """Show the password, then go through the enrolment of a TOTP app; give the last answer."""
    people.first_factor(client, someone)
    return people.enrol(client)


def test_the_first_entry_makes_a_second_factor_and_nothing_else(client):
    newcomer = people.person("nueva", factor=False)
    answer = people.first_factor(client, newcomer)
    assert answer["Location"] == "/gestion/cuenta/segundo-factor/agregar/"
    assert client.get("/gestion/")["Location"] == "/gestion/cuenta/segundo-factor/agregar/"
    assert enrol(client, newcomer)["Location"] == "/gestion/cuenta/codigos/"
    assert client.get("/gestion/").status_code == 200
    assert len(events("factor.added")) == 1


def test_half_way_nobody_replaces_a_second_factor_that_exists(client):
    worker = people.own_centre_worker()
    client.force_login(worker.user)
    session = client.session
    session["door_half_since"] = timezone.now().timestamp()
    session.save()
    for ask in (client.get, client.post):
        answer = ask("/gestion/cuenta/segundo-factor/agregar/")
        assert answer.status_code == 403
    with as_system():
        assert TOTPDevice.objects.filter(user=worker.user).count() == 1


def test_an_idle_session_closes(client):
    worker = people.own_centre_worker()
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        people.come_in(client, worker)
        clock.shift(timedelta(minutes=14))
        assert client.get("/gestion/").status_code == 200
        clock.shift(timedelta(minutes=14))
        assert client.get("/gestion/").status_code == 200
        clock.shift(timedelta(minutes=16))
        assert client.get("/gestion/").status_code == 302
    assert LiveSession.objects.count() == 0
    assert [event.detail["why"] for event in events("sign.out")] == ["idle"]


def test_no_session_lives_longer_than_eight_hours(client):
    worker = people.own_centre_worker()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        people.come_in(client, worker)
        for _ in range(34):  # never idle
            clock.shift(timedelta(minutes=14))
            assert client.get("/gestion/").status_code == 200
        clock.shift(timedelta(minutes=5))
        assert client.get("/gestion/").status_code == 302


def test_an_unfinished_entry_lasts_a_quarter_of_an_hour(client):
    newcomer = people.person("nueva", factor=False)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        people.first_factor(client, newcomer)
        clock.shift(timedelta(minutes=16))
        answer = client.get("/gestion/cuenta/segundo-factor/agregar/")
        assert answer["Location"].startswith("/gestion/entrar/")


def test_outside_the_staff_zone_half_a_login_is_nobody(client):
    newcomer = people.person("nueva", factor=False)
    people.first_factor(client, newcomer)
    assert client.get("/").wsgi_request.user.is_anonymous


def test_leaving_ends_the_session_and_asks_the_browser_to_forget(client):
    people.come_in(client, people.own_centre_worker())
    kept = client.cookies["gestion"].value
    answer = client.post("/gestion/salir/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    client.cookies["gestion"] = kept
    assert client.get("/gestion/").status_code == 302


def test_leaving_is_never_a_get(client):
    people.come_in(client, people.own_centre_worker())
    assert client.get("/gestion/salir/").status_code == 405
    assert client.get("/gestion/").status_code == 200


def test_the_editors_entrance_is_the_staff_entrance(client):
    answer = client.get("/cms/login/?next=/cms/")
    assert answer["Location"] == "/gestion/entrar/"
    people.come_in(client, people.editor())
    assert client.get("/cms/").status_code == 200


def test_staff_who_edit_nothing_are_told_so(client):
    people.come_in(client, people.own_centre_worker())
    answer = client.get("/cms/")
    assert answer.status_code == 403


def test_every_private_answer_is_kept_by_nobody(client):
    people.come_in(client, people.own_centre_worker())
    assert client.get("/gestion/")["Cache-Control"] == "no-store, private"
    assert "no-store" in client.get("/gestion/entrar/")["Cache-Control"]

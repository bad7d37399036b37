"""The training copy: only a pass opens it, nothing leads out of it, nobody real is in it."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.utils import timezone
from django.utils.translation import override

from casework.access import slips
from casework.access.context import acting
from casework.access.levels import Level
from casework.access.models import Operator
from casework.access.operators import staff_for
from casework.access.slips import Pass
from casework.cases.models import Case
from casework.cases.task_actions import finish
from casework.cases.task_models import Task
from casework.documents.press import press
from casework.documents.render import marks, print_page
from casework.identity.run import InvalidRun, Run
from casework.plans import actions as plans
from casework.plans import content_actions
from casework.plans.choices import Area, Who
from casework.plans.content_actions import ActivityGiven, ObjectiveGiven
from casework.practice import checks, invented, runs
from casework.practice.exercises import all_of_them
from casework.referrals import actions as referrals
from casework.referrals.actions import ReferralFacts
from casework.referrals.choices import Answer
from casework.survivors.models import Survivor
from casework.territory.validity import chilean_day
from config.checks import no_way_out, ways_out
from config.shell.context import fixed_parts
from tests import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("copy")]
HOME, ENTER = "/gestion/practica/", "/gestion/practica/entrar/"
BAND = "Copia de práctica: personas inventadas"


def pass_of(name: str = "Ana Propia", exercise: str = "recibir", **more: Any) -> Pass:
    about = uuid4()
    fields = {"level": "N6", "place": str(about), **more}
    return Pass(slips.holder(about, exercise), name, exercise, **fields)


def came_in(given: Pass | None = None) -> Client:
    client = Client()
    answer = client.post(ENTER, {"pase": slips.write_pass(given or pass_of())})
    assert (answer.status_code, answer["Location"]) == (302, HOME)
    return client


def operator_of(given: Pass) -> Operator:
    return Operator.objects.get(user__username=given.holder)


def test_a_pass_lets_her_in_without_a_password_and_shows_her_story() -> None:
    given = pass_of()
    page = came_in(given).get(HOME)
    body = page.content.decode()
    assert page.status_code == 200
    assert BAND in body
    assert "<title>Práctica: " in body
    assert "siivbg/practica.svg" in body
    run = runs.run_of(operator_of(given), "recibir")
    assert run is not None
    assert str(invented.run_for(run.centre.pk)) in body
    assert not operator_of(given).user.has_usable_password()


def test_no_other_pass_lets_anybody_in() -> None:
    slip = slips.write_pass(pass_of())
    assert Client().post(ENTER, {"pase": slip}).status_code == 302
    with override_settings(PRACTICE_SECRET="somebody else's"):
        forged = slips.write_pass(pass_of())
    for text, status in ((slip, 403), (forged, 403), ("", 403)):
        answer = Client().post(ENTER, {"pase": text})
        assert answer.status_code == status
        assert "Pida otro en el sitio" in answer.content.decode()
    for wrong in (pass_of(level="N2"), pass_of(exercise="ninguno")):
        assert Client().post(ENTER, {"pase": slips.write_pass(wrong)}).status_code == 404
    assert get_user_model().objects.filter(username__startswith="practica-").count() == 1


def test_nobody_logs_in_with_a_password() -> None:
    worker, client = people.own_centre_worker(), Client()
    page = client.post(people.LOGIN, {"auth-username": worker.user.username})
    assert page.status_code == 404
    assert "copia de práctica" in page.content.decode()
    assert client.get("/gestion/mi-dia/", follow=True).status_code == 404


CLOSED = (
    "/mi-espacio/", "/claveunica/entrar/", "/claveunica/retorno/", "/cms/", "/protocolos/",
    "/telefonos/", "/gestion/operadores/", "/gestion/formacion/", "/gestion/cuenta/clave/",
    "/gestion/sobrevivientes/019aa000-0000-7000-8000-000000000001/espacio/",
    "/gestion/sobrevivientes/019aa000-0000-7000-8000-000000000001/anexos/nuevo/",
    "/gestion/sobrevivientes/copias/", "/simulador/mensajes/", "/no-existe/",
)  # fmt: skip


def test_what_is_not_practice_answers_what_this_is() -> None:
    inside, outside = came_in(), Client()
    for path in CLOSED:
        for client in (inside, outside):
            page = client.get(path)
            body = page.content.decode()
            assert (page.status_code, path) == (404, path)
            assert "Esta es una copia de práctica" in body
            assert settings.PRACTICE_SITE in body
    front = Client().get("/")
    assert (front.status_code, BAND in front.content.decode()) == (200, True)


def test_no_port_leads_out() -> None:
    assert settings.CLAVE_UNICA["client_secret"] == ""
    assert settings.MESSAGES_FROM == ""
    assert {address for address, _token in settings.MESSAGE_PROVIDERS.values()} == {""}
    assert settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")
    mail.get_connection(settings.EMAIL_BACKEND).send_messages([mail.EmailMessage("a", "b")])
    assert mail.outbox == []
    assert settings.TIMESTAMP_URL == settings.FIRMAGOB["secret"] == settings.CLAMD_ADDRESS == ""
    assert list(ways_out()) == []
    with override_settings(TIMESTAMP_URL="https://sello.example", MESSAGES_FROM="a@b.example"):
        assert [one.id for one in no_way_out()] == ["siivbg.E015"] * 2


def test_a_run_that_may_be_somebodys_is_refused_kindly() -> None:
    client = came_in()
    form = {"working_name": "Marta", "run": str(Run(9_100_137)), "document_type": "none"}
    page = client.post("/gestion/sobrevivientes/nueva/", form)
    assert page.status_code == 422
    assert "nunca uno real" in page.content.decode()
    assert Survivor.objects.count() == 0
    with pytest.raises(InvalidRun):
        Run.parse("44.444.444-4")
    assert Run.parse(str(invented.run_for(7))) == invented.run_for(7)


def test_trainees_do_not_see_each_other_and_starting_again_is_another_woman() -> None:
    first, second = pass_of(exercise="seguir"), pass_of(exercise="seguir")
    one, other = came_in(first), came_in(second)
    hers, before = held(first), centre_of(first)
    file = f"/gestion/sobrevivientes/{hers.pk}/"
    assert one.get(file).status_code == 200
    assert other.get(file).status_code == 404
    assert one.post("/gestion/practica/de-nuevo/").status_code == 302
    assert one.get(file).status_code == 404
    assert held(first).pk != hers.pk
    assert invented.run_for(before) != invented.run_for(centre_of(first))


def centre_of(given: Pass) -> int:
    run = runs.run_of(operator_of(given), given.exercise)
    assert run is not None
    return run.centre.pk


def held(given: Pass) -> Survivor:
    staff = staff_for(operator_of(given).user, timezone.now())
    with acting(staff.context):
        return Survivor.objects.visible_to(staff).get()


def test_who_teaches_looks_on_and_changes_nothing() -> None:
    hers = pass_of(exercise="seguir")
    trainee = came_in(hers)
    watching = Pass(
        slips.holder(uuid4(), "seguir", watching=uuid4()), "Clara Docente", "seguir", "N6",
        watched=hers.holder,
    )  # fmt: skip
    teacher = came_in(watching)
    file = f"/gestion/sobrevivientes/{held(hers).pk}/"
    assert teacher.get(file).status_code == 200
    assert teacher.post(f"{file}identidad/", {"working_name": "Otra"}).status_code == 403
    assert teacher.post("/gestion/practica/de-nuevo/").status_code == 403
    assert trainee.get(file).status_code == 200
    early = Pass("practica-x", "Clara", "seguir", "N6", watched="practica-nobody")
    assert Client().post(ENTER, {"pase": slips.write_pass(early)}).status_code == 404


def test_each_step_is_read_off_the_rows_of_a_case_that_went_on() -> None:
    given = pass_of(exercise="seguir")
    client = came_in(given)
    staff, at = staff_for(operator_of(given).user, timezone.now()), timezone.now()
    assert done(given) == []
    with acting(staff.context):
        her = Survivor.objects.visible_to(staff).get()
        case = Case.objects.get(survivor=her)
        plan = plans.start(case=case, by=staff, at=at)
        activity = ActivityGiven(what="Pedir hora", who=Who.HERSELF, starts_on=chilean_day(at))
        wants = [
            ObjectiveGiven(area=area, words=words, agreed=True, activities=(activity,))
            for area, words in ((Area.HEALTH, "Dormir"), (Area.AUTONOMY, "Mi plata"))
        ]
        content_actions.write(plan=plan, note="", objectives=wants, by=staff, at=at)
        assert done(given) == ["plan"]
        plan.refresh_from_db()
        plans.agree(plan=plan, signed=True, on=chilean_day(at), by=staff, at=at)
        facts = ReferralFacts(
            direction="out", institution_id="MINSAL", on_day=chilean_day(at), urgency_id="medium",
            reason="Salud mental", basis="nothing",
        )  # fmt: skip
        sent = referrals.make_referral(
            survivor=her, facts=facts, centre_id=case.centre_id, by=staff, at=at
        )
        assert done(given) == ["plan", "agreed", "referred"]
        referrals.answer_referral(
            referral=sent, answer=Answer.ACCEPTED, on=chilean_day(at), text="", by=staff, at=at
        )
        finish(task=Task.objects.get(words__isnull=False, step=None, kind="protocol-step"),
               outcome="Sí quiere", by=staff, at=at)  # fmt: skip
    assert len(done(given)) == 5
    page = client.post("/gestion/practica/entregar/")
    slip = re.search(r'name="resultado" value="([^"]+)"', page.content.decode())
    assert slip is not None
    found = slips.read_outcome(slip[1])
    assert (found.exercise, found.place, len(found.done)) == ("seguir", given.place, 5)
    assert settings.PRACTICE_SITE in page["Content-Security-Policy"]


def done(given: Pass) -> list[str]:
    operator = operator_of(given)
    run = runs.run_of(operator, given.exercise)
    assert run is not None
    staff = staff_for(operator.user, timezone.now())
    with acting(staff.context):
        return [one.step.check for one in checks.marks(run, staff) if one.done]


def test_an_unfinished_exercise_is_not_handed_in() -> None:
    answer = came_in().post("/gestion/practica/entregar/")
    assert (answer.status_code, answer["Location"]) == (302, HOME)


def test_every_exercise_names_checks_that_exist_and_a_story_that_can_be_told() -> None:
    found = all_of_them()
    assert list(found) == ["recibir", "seguir"]
    for one in found.values():
        assert {step.check for step in one.steps} <= set(checks.CHECKS)
        assert all(one.told(**invented.facts(3)))
        assert {Level(level) for level in one.levels} <= {Level.N5, Level.N6}


def test_each_story_is_told_whole_in_both_languages() -> None:
    for one in all_of_them().values():
        spanish, english = (one.tellings[name] for name in ("es", "en"))
        assert len(spanish.story) == len(english.story)
        for facts in ("{run}", "{phone}"):
            assert str(spanish.story).count(facts) == str(english.story).count(facts)
        for step in one.steps:
            assert all(said.words and said.hint for said in step.said.values())
            assert step.said["es"] != step.said["en"]


def test_who_reads_the_screens_in_english_is_told_the_story_in_english() -> None:
    trainee = came_in()
    assert "Deje escrita la atención" in trainee.get(HOME).content.decode()
    trainee.cookies["idioma"] = "en"
    with override("es"):  # what she reads stays hers
        html = trainee.get(HOME).content.decode()
    assert "Write down today&#x27;s attention" in html and "Deje escrita" not in html
    assert "Look for her and register her" in html


def test_papers_say_that_they_are_worth_nothing_and_those_of_the_site_do_not() -> None:
    ready = press()
    assert len(marks(ready)) == 1
    sheet = render_to_string("shell/print.html", {"shell": fixed_parts(ask=False)})
    assert BAND in sheet
    assert "<title>Práctica: " in sheet
    made = print_page("<!doctype html><html lang=es><title>a</title><p>Texto</p>", {})
    with override_settings(PRACTICE=False):
        assert marks(ready) == []
        plain = print_page("<!doctype html><html lang=es><title>a</title><p>Texto</p>", {})
        assert BAND not in render_to_string("shell/print.html", {"shell": fixed_parts(ask=False)})
    assert len(made) > len(plain)

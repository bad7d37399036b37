"""The plan's pages: written without script, tapped, reviewed, compared, printed."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from casework.attachments.models import Attachment
from casework.audit.models import AuditEvent
from casework.plans import actions, content_actions, facts
from casework.plans.models import Plan, PlanReview, SafetyPlan
from casework.plans.states import State
from casework.territory.validity import chilean_day
from tests import people
from tests.consent.screens import picture
from tests.database import as_system

from .conftest import objective

pytestmark = pytest.mark.django_db


def plan_url(survivor, rest: str = "") -> str:
    return f"/gestion/sobrevivientes/{survivor.pk}/plan/{rest}"


def new_rows(**more):
    """What a browser without script sends for two new objectives with their activities."""
    return {
        "note": "Vive con su hermana",
        "o__n0__words": "Dormir tranquila", "o__n0__area": "health", "o__n0__agreed": "yes",
        "a__n0__n0__what": "Hora en el CESFAM", "a__n0__n0__who": "herself",
        "a__n0__n1__what": "Taller de los martes", "a__n0__n1__who": "external",
        "a__n0__n1__external": "Biblioteca", "a__n0__n1__due_on": "2027-01-30",
        "o__n1__words": "Tener mi plata", "o__n1__area": "autonomy", "o__n1__agreed": "yes",
        "a__n1__n0__what": "Abrir una cuenta", "a__n1__n0__who": "herself",
        "o__n2__words": "", "o__n2__area": "", "a__n2__n0__what": "", "a__n2__n0__who": "herself",
        **more,
    }  # fmt: skip


def test_several_objectives_and_activities_are_written_on_one_page(desk, anas, case):
    answer = desk.post(plan_url(anas, f"caso/{case.pk}/nuevo/"))
    plan = Plan.objects.get(case=case)
    assert answer["Location"] == plan_url(anas, f"{plan.pk}/editar/")
    assert desk.get(answer["Location"]).status_code == 200
    saved = desk.post(plan_url(anas, f"{plan.pk}/editar/"), new_rows())
    assert saved.status_code == 302
    held = facts.objectives_of([plan])[plan.pk]
    assert [(one.row.words, len(one.kept)) for one in held] == [
        ("Dormir tranquila", 2),
        ("Tener mi plata", 1),
    ]
    page = desk.get(plan_url(anas, f"{plan.pk}/")).content.decode()
    assert "Taller de los martes" in page
    assert "Biblioteca" in page


def test_what_is_wrong_is_told_beside_its_row_and_nothing_typed_is_lost(desk, anas, draft):
    sent = new_rows(a__n0__n1__starts_on="2027-03-01", a__n1__n0__who="external", o__n1__area="")
    answer = desk.post(plan_url(anas, f"{draft.pk}/editar/"), sent)
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert set(errors) == {"a__n0__n1__due_on", "a__n1__n0__external", "o__n1__area"}
    assert "Taller de los martes" in answer.content.decode()
    assert len(facts.objectives_of([draft])[draft.pk]) == 1


def test_a_row_taken_out_goes_even_when_it_is_wrong(desk, anas, draft):
    (held,) = facts.objectives_of([draft])[draft.pk]
    key, below = held.row.thread, held.kept[0].thread
    sent = {
        f"o__{key}__words": "Vivir tranquila", f"o__{key}__area": "health",
        f"o__{key}__agreed": "yes", f"a__{key}__{below}__what": "Ir al CESFAM",
        f"a__{key}__{below}__who": "herself", "o__n0__words": "Otra", "o__n0__area": "nada",
        "o__n0__remove": "on",
    }  # fmt: skip
    assert desk.post(plan_url(anas, f"{draft.pk}/editar/"), sent).status_code == 302
    (again,) = facts.objectives_of([draft])[draft.pk]
    assert again.row.pk == held.row.pk


def test_agreeing_by_button_seals_a_sheet_that_is_filed_as_the_centres_own(
    desk, anas, draft, paula
):
    """Design 6, SE-01."""
    assert desk.get(plan_url(anas, f"{draft.pk}/acordar/")).status_code == 200
    desk.post(plan_url(anas, f"{draft.pk}/acordar/"), {"signed": "yes"})
    draft.refresh_from_db()
    sheet = Attachment.objects.get(kind="plan")
    assert draft.attachment == sheet
    assert sheet.sealed_document.status == "valid"
    assert (sheet.follows, sheet.centre_ids) == (False, [paula.centre.pk])
    assert sheet.stored_file.centre_ids == [paula.centre.pk]
    kept = str(sheet.sealed_document.context)
    assert "Vivir tranquila" in kept
    assert paula.centre.name not in kept


def test_the_sheet_waits_for_the_head_when_she_must_sign(desk, anas, draft, client):
    desk.post(plan_url(anas, f"{draft.pk}/acordar/"), {"signed": "no", "head_required": "on"})
    assert not Attachment.objects.filter(kind="plan").exists()
    assert desk.post(plan_url(anas, f"{draft.pk}/firmar/")).status_code == 302
    assert draft.signatures.filter(role="head").count() == 0
    people.login(client, people.head_of_centre())
    for _press in range(2):  # the second says that nothing waits for her
        assert client.post(plan_url(anas, f"{draft.pk}/firmar/")).status_code == 302
    with as_system():
        assert draft.signatures.filter(role="head").count() == 1
        assert Attachment.objects.filter(kind="plan").count() == 1


def test_progress_is_one_tap_for_each_activity(desk, anas, in_force):
    (held,) = facts.objectives_of([in_force])[in_force.pk]
    thread = held.kept[0].thread
    sent = {f"p-{thread}": "3", "p-nada": "2", f"p-{in_force.pk}": "9"}
    desk.post(plan_url(anas, f"{in_force.pk}/avance/"), sent)
    (held,) = facts.objectives_of([in_force])[in_force.pk]
    assert held.kept[0].progress == 3
    assert held.kept[0].progress_by is not None


def test_a_review_moves_the_next_one_and_refuses_days_to_come(desk, anas, in_force):
    today = timezone.localdate()
    url = plan_url(anas, f"{in_force.pk}/revision/")
    wrong = {"on": today + timedelta(days=1), "next_on": today + timedelta(days=90)}
    assert desk.post(url, wrong).status_code == 422
    assert desk.post(url, {"on": today, "next_on": today}).status_code == 422
    (held,) = facts.objectives_of([in_force])[in_force.pk]
    thread, later = held.kept[0].thread, today + timedelta(days=60)
    sent = {"on": today, "next_on": later, "notes": "Va bien", f"p-{thread}": "2"}
    assert desk.post(url, sent).status_code == 302
    in_force.refresh_from_db()
    assert in_force.next_review_on == later
    assert PlanReview.objects.get().progress == {str(thread): 2}


def test_two_versions_stand_side_by_side(desk, anas, case, in_force, as_paula):
    now = timezone.now()
    second = actions.start(case=case, by=as_paula, at=now)
    known = facts.read([second])[second.pk][0]
    kept = objective("Vivir más tranquila", thread=known.thread)
    content_actions.write(
        plan=second, note="", objectives=[kept, objective("Algo nuevo")], by=as_paula, at=now
    )
    page = desk.get(plan_url(anas, f"{second.pk}/comparar/{in_force.pk}/"))
    assert page.context["before"] == in_force
    assert [one.change for one in page.context["changes"]] == ["changed", "added"]


def test_the_paper_plan_is_filed_and_its_key_points_keep_its_date(desk, anas, case, as_paula):
    signed_on = timezone.localdate() - timedelta(days=100)
    sent = {"signed_on": signed_on, "file": picture()}
    answer = desk.post(plan_url(anas, f"caso/{case.pk}/papel/"), sent)
    plan = Plan.objects.get(case=case)
    assert answer["Location"].endswith(f"{plan.pk}/editar/")
    desk.post(plan_url(anas, f"{plan.pk}/editar/"), new_rows())
    desk.post(plan_url(anas, f"{plan.pk}/acordar/"), {"signed": "yes"})
    plan.refresh_from_db()
    assert (plan.state, plan.origin, plan.agreed_on) == (State.AGREED, "paper", signed_on)
    assert plan.attachment.sealed_document is None
    assert plan.signatures.get(role="herself").way == "paper"
    page = desk.get(plan_url(anas)).context
    assert page["sheet"].timing == "overdue"


def test_a_paper_of_tomorrow_is_refused(desk, anas, case):
    sent = {"signed_on": timezone.localdate() + timedelta(days=1), "file": picture()}
    assert desk.post(plan_url(anas, f"caso/{case.pk}/papel/"), sent).status_code == 422
    assert not Plan.objects.exists()


SECRET = "Sauce verde y la vecina del 12"


def test_the_safety_plan_is_sealed_and_printed_only_when_chosen(desk, anas, case, in_force):
    """SE-01."""
    url = plan_url(anas, f"caso/{case.pk}/resguardo/")
    assert desk.post(url, {"signals": ""}).status_code == 422
    desk.post(url, {"code_word": SECRET})
    desk.post(url, {"code_word": SECRET, "people": "Su hermana"})
    assert SafetyPlan.objects.count() == 2
    sheet = plan_url(anas, f"{in_force.pk}/imprimir/")
    assert SECRET not in desk.get(sheet).content.decode()
    assert SECRET not in desk.post(sheet, {"names": "on"}).content.decode()
    assert SECRET in desk.post(sheet, {"safety": "on"}).content.decode()
    with as_system():
        printed = AuditEvent.objects.filter(detail__what="safety-plan-printed")
        assert printed.count() == 1


def test_the_printed_sheet_names_nobody_of_the_team_unless_chosen(
    desk, anas, case, draft, as_paula, paula
):
    now = timezone.now()
    given = content_actions.ActivityGiven(what="Taller", who="team", responsible=paula.id)
    content_actions.write(
        plan=draft, note="", objectives=[objective(activities=(given,))], by=as_paula, at=now
    )
    sheet = plan_url(anas, f"{draft.pk}/imprimir/")
    main = r"(?s)<main.*</main>"
    assert "Ana Propia" not in re.search(main, desk.get(sheet).content.decode())[0]
    chosen = desk.post(sheet, {"names": "on"}).content.decode()
    assert "Ana Propia" in re.search(main, chosen)[0]


@pytest.mark.parametrize("rest", ["", "{}/", "{}/editar/", "{}/acordar/", "{}/imprimir/"])
def test_the_other_centre_meets_nothing(desk_there, anas, in_force, rest):
    """AB07."""
    assert desk_there.get(plan_url(anas, rest.format(in_force.pk))).status_code == 404


def test_the_tab_costs_the_same_with_ten_times_as_many_lines(desk, anas, case, in_force, as_paula):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert desk.get(plan_url(anas)).status_code == 200
        return len(asked)

    few = cost()
    now = timezone.now()
    second = actions.start(case=case, by=as_paula, at=now)
    many = [objective(f"Objetivo {n}") for n in range(10)]
    content_actions.write(plan=second, note="", objectives=many, by=as_paula, at=now)
    actions.agree(plan=second, signed=True, on=chilean_day(now), by=as_paula, at=now)
    assert cost() <= few + 1

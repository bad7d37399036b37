"""What the protocol says beside a form, and what it asks for when it changes."""

from datetime import date
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from casework.access.context import acting
from casework.cases.models import Case
from casework.cases.task_models import Task
from casework.cases.work import helping, reviewing
from casework.cases.work.models import CaseProtocol
from casework.cases.work.protocol_actions import on_stage
from casework.protocols import helping as steps
from casework.protocols.queries import open_cases
from casework.protocols.rules import StepDraft
from casework.survivors import timeline
from casework.survivors.timeline_models import TrajectoryEvent
from casework.territory.validity import chilean_day
from config.launch.periodic import COMMANDS
from tests import people
from tests.database import as_system
from tests.trayecto.counting import counted
from tests.work import lives
from tests.work.lives import AT

pytestmark = pytest.mark.django_db
Kind = TrajectoryEvent.Kind
RISK = StepDraft("1", "Evaluar el riesgo", "S1", 24, "hours", task_kind="do-risk",
                 guidance="Si es alto, avise hoy.")  # fmt: skip
NEXT = date(2026, 11, 24)


@pytest.fixture
def worker() -> people.Person:
    return people.own_centre_worker()


def begun(worker: people.Person, name: str = "Ella") -> Case:
    """A case that entered a stage, and so holds the versions in force."""
    case = lives.case_of(worker, lives.woman(worker, name))
    with acting(worker.staff.context):
        on_stage(case, None, "S1", worker.staff, AT)
    return case


def page(worker: people.Person, case: Case, name: str = "risk:record") -> str:
    client = people.login(Client(), worker)
    return client.get(reverse(name, args=[case.survivor_id])).content.decode()


def test_a_form_shows_the_step_that_rules_it(worker):
    lives.published(worker, [RISK])
    html = page(worker, begun(worker))
    assert "Si es alto, avise hoy." in html
    assert "24 horas" in html or "24 hours" in html


def test_a_form_that_no_step_names_shows_nothing(worker):
    lives.published(worker, [RISK])
    assert 'class="guides"' not in page(worker, begun(worker), "survivors:contact")


def test_the_step_is_that_of_the_version_her_case_holds(worker):
    lives.published(worker, [RISK])
    case = begun(worker)
    newer = StepDraft("1", "Evaluar el riesgo", "S1", 12, "hours", task_kind="do-risk",
                      guidance="Otra cosa.")  # fmt: skip
    lives.published(worker, [newer], day=date(2026, 11, 1))
    html = page(worker, case)
    assert "Si es alto, avise hoy." in html
    assert "Otra cosa." not in html


def test_the_help_asks_the_database_nothing_once_the_version_was_read(worker):
    lives.published(worker, [RISK])
    case = begun(worker)
    with as_system():
        pinned = list(CaseProtocol.objects.filter(case=case).values_list("protocol", flat=True))
        assert steps.step_for(("do-risk",), chilean_day(AT), pinned)
        with counted() as asked:
            steps.step_for(("do-risk",), chilean_day(AT), pinned)
    assert len(asked) == 0


def test_every_page_named_has_an_address_and_every_screen_is_known():
    known = {screen for screens in helping.PAGES.values() for screen in screens}
    from casework.cases.work.screens import SCREENS

    assert known == set(SCREENS)


def risk_line(worker: people.Person, case: Case, at: Any) -> str:
    """What her trayecto says after a result of her risk at a moment."""
    with acting(worker.staff.context):
        timeline.note(
            case.survivor, Kind.RISK, "recorded", target=("risk", uuid4()), by=worker.staff, at=at,
            centre_id=case.centre_id, level="ALTO",
        )  # fmt: skip
    client = people.login(Client(), worker)
    address = reverse("survivors:trajectory", args=[case.survivor_id])
    return client.get(address).content.decode()


def test_an_act_of_her_trayecto_says_by_which_step_it_was_done(worker):
    lives.published(worker, [RISK])
    assert "«Protocolo de prueba», versión 1" in risk_line(worker, begun(worker), lives.later(1))


def test_an_act_from_before_her_case_held_a_protocol_says_nothing_of_it(worker):
    lives.published(worker, [RISK])
    assert "Protocolo de prueba" not in risk_line(worker, begun(worker), lives.later(-1))


def test_where_several_steps_fit_all_are_named(worker):
    twice = StepDraft("2", "Evaluar de nuevo", "S3", 5, "days", task_kind="do-risk")
    lives.published(worker, [RISK, twice])
    html = risk_line(worker, begun(worker), lives.later(1))
    assert html.count("de «Protocolo de prueba», versión 1") == 2
    assert "Paso 1 de" in html
    assert "Paso 2 de" in html


@pytest.mark.parametrize(
    ("kind", "name"),
    [("do-episode", "episodes:new"), ("do-process", "legal:new-process"),
     ("do-measure", "legal:new-measure"), ("do-process", "legal:list"), ("do-plan", "plans:tab"),
     ("do-risk", "risk:history"), ("do-intake", "survivors:identity")],
)  # fmt: skip
def test_every_form_of_her_file_shows_its_step(worker, kind, name):
    lives.published(worker, [StepDraft("7", "Hacer esto", "S1", 5, task_kind=kind)])
    assert "Hacer esto" in page(worker, begun(worker), name)


def test_every_page_with_help_is_one_of_ours():
    known = {
        f"{space}:{name}"
        for space, resolver in _namespaces().items()
        for name in resolver.reverse_dict
        if isinstance(name, str)
    }
    assert set(helping.PAGES) <= known


def _namespaces(resolver: Any = None, found: Any = None) -> dict[str, Any]:
    found = {} if found is None else found
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            if one.namespace:
                found[one.namespace] = one
            _namespaces(one, found)
    return found


def changed(worker: people.Person, cases: int = 3) -> list[Case]:
    """Cases that hold the first version, and a second one in force."""
    lives.published(worker)
    made = [begun(worker, f"Ella {number}") for number in range(cases)]
    lives.published(worker, [StepDraft("1", "Otra cosa", "S1")], day=NEXT)
    return made


def reviews() -> Any:
    return Task.objects.filter(kind=reviewing.KIND)


def test_a_new_version_asks_for_the_review_of_each_open_case_once(worker):
    cases = changed(worker)
    with as_system():
        assert reviewing.ask_reviews(lives.later(1)) == 3
        assert reviewing.ask_reviews(lives.later(2)) == 0
        assert {task.case_id for task in reviews()} == {case.pk for case in cases}
        assert {task.assigned_to for task in reviews()} == {worker.id}


def test_a_review_that_was_done_is_not_asked_for_again(worker):
    changed(worker)
    with as_system():
        reviewing.ask_reviews(lives.later(1))
        reviews().update(done_at=lives.later(1))
        assert reviewing.ask_reviews(lives.later(2)) == 0


def test_before_its_first_day_a_version_asks_for_nothing(worker):
    changed(worker)
    with as_system():
        assert reviewing.ask_reviews(AT) == 0


def test_cut_short_it_goes_on_where_it_was(worker, monkeypatch):
    changed(worker)
    whole = reviewing._ask_some

    def dies_at_the_second(*given: Any) -> int:
        if reviews().exists():
            raise KeyboardInterrupt
        return whole(*given)

    with as_system():
        monkeypatch.setattr(reviewing, "_ask_some", dies_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            reviewing.ask_reviews(lives.later(1), batch=1)
        assert reviews().count() == 1
        monkeypatch.setattr(reviewing, "_ask_some", whole)
        assert reviewing.ask_reviews(lives.later(1), batch=1) == 2


def test_a_case_is_reviewed_when_somebody_asks_though_nothing_was_published(worker):
    lives.published(worker)
    case = begun(worker)
    client = people.login(Client(), worker)
    asking = reverse("work:review-case", args=[case.pk])
    html = client.get(reverse("cases:case", args=[case.survivor_id, case.pk])).content.decode()
    assert asking in html
    for _ in range(2):
        assert client.post(asking).status_code == 302
    with as_system():
        (task,) = reviews()
        assert (task.case_id, task.assigned_to) == (case.pk, worker.id)
        assert reviewing.ask_reviews(lives.later(1)) == 0
    assert "/gestion/biblioteca/cambios/" in client.get(
        reverse("work:task", args=[task.pk])
    ).content.decode()  # fmt: skip
    stranger = people.login(Client(), people.other_centre_worker())
    assert stranger.post(asking).status_code == 404


def test_a_case_without_a_protocol_has_nothing_to_be_reviewed_by(worker):
    case = lives.case_of(worker, lives.woman(worker))
    client = people.login(Client(), worker)
    assert client.post(reverse("work:review-case", args=[case.pk])).status_code == 302
    with as_system():
        assert not reviews().exists()


def test_the_case_keeps_the_version_it_was_opened_under(worker):
    (case,) = changed(worker, 1)
    with as_system():
        reviewing.ask_reviews(lives.later(1))
        pins = CaseProtocol.objects.filter(case=case).values_list("protocol__version", flat=True)
        assert list(pins) == [1]


def test_a_closed_case_is_not_reviewed(worker):
    (case,) = changed(worker, 1)
    with as_system():
        Task.objects.filter(case=case).delete()
        Case.objects.filter(pk=case.pk).update(
            stage="closed", closed_at=lives.later(1), exited_at=lives.later(1),
            exit_reason=_any_reason(),
        )  # fmt: skip
        assert reviewing.ask_reviews(lives.later(2)) == 0


def _any_reason() -> Any:
    from casework.cases.catalogue import ExitReason

    return ExitReason.objects.first()


def test_the_command_runs_unattended():
    out = StringIO()
    with as_system():
        call_command("tend_protocols", stdout=out)
    assert "reviews: 0" in out.getvalue()
    assert "tend_protocols" in COMMANDS


def test_open_cases_are_counted_over_the_whole_country_and_nobody_is_named(worker):
    changed(worker, 2)
    stranger = people.other_centre_worker()
    with acting(stranger.staff.context):
        assert open_cases("prueba") == {1: 2}
        assert not CaseProtocol.objects.exists()

"""Where the day begins, what a head sees, how cases are found and given, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.access.context import acting
from casework.cases.models import Case
from casework.cases.task_actions import add_task
from casework.cases.work import day
from casework.cases.work.bulk_actions import assign, give_back
from casework.cases.work.filters import Filter
from casework.cases.work.models import SavedFilter
from casework.drafts.actions import keep
from casework.drafts.tickets import Ticket
from casework.survivors import timeline
from tests import people
from tests.database import as_system
from tests.work import lives

pytestmark = pytest.mark.django_db
DAY, CASES, CENTRE = "/gestion/mi-dia/", "/gestion/casos/", "/gestion/mi-centro/"


@pytest.fixture
def worker() -> people.Person:
    return people.own_centre_worker()


@pytest.fixture
def inside(worker) -> Client:
    return people.login(Client(), worker)


def attended(worker, name: str, *, due: int = 1, level: str = "", stage: str = "S1") -> Case:
    """A woman with a task due in some days and perhaps a level of risk."""
    at = timezone.now() - timedelta(days=3)
    her = lives.woman(worker, name, at)
    case = lives.case_of(worker, her, stage, at)
    with acting(worker.staff.context):
        add_task(
            survivor=her, centre_id=case.centre_id, case=case, kind="do-case", by=worker.staff,
            due_at=timezone.now() + timedelta(days=due), at=at,
        )  # fmt: skip
        if level:
            timeline.note(her, timeline.Kind.RISK, "assessed", target=("risk", case.pk),
                          by=worker.staff, at=at, level=level)  # fmt: skip
    return case


def test_whoever_has_cases_begins_the_day_at_work_and_others_at_their_account():
    client = Client()
    people.first_factor(client, people.own_centre_worker())
    assert people.second_factor(client, people.code())["Location"] == DAY
    client = Client()
    people.first_factor(client, people.administrator())
    assert people.second_factor(client, people.code())["Location"] == "/gestion/"


def test_the_day_puts_what_is_overdue_first_and_the_most_urgent_woman(inside, worker):
    attended(worker, "Tranquila", due=2, level="BAJO")
    attended(worker, "Urgente", due=-2, level="ALTO")
    answer = inside.get(DAY)
    page = answer.content.decode()
    assert answer.context["sections"][0][0] == "overdue"
    women = [woman.name for woman in answer.context["women"]]
    assert women == ["Urgente", "Tranquila"]
    assert page.index("Urgente") < page.index("Tranquila")


def test_what_was_left_half_way_stands_in_the_day_of_who_wrote_it(inside, worker):
    assert "a medio camino" not in inside.get(DAY).content.decode()
    staff = worker.staff
    ticket = Ticket(str(worker.id), "survivors-account", "", "", "", CASES, 0.0)
    with acting(staff.context):
        keep(ticket=ticket, fields={"words": ["Dijo que"]}, heading="Relato", by=staff,
             at=timezone.now())  # fmt: skip
    assert "a medio camino" in inside.get(DAY).content.decode()
    other = people.login(Client(), people.own_centre_worker("carla.colega"))
    assert "a medio camino" not in other.get(DAY).content.decode()


def test_a_colleagues_tasks_are_not_mine(inside, worker):
    attended(people.own_centre_worker("carla.colega"), "Suya")
    answer = inside.get(DAY)
    assert answer.context["agenda"].total == 0
    assert answer.context["women"] == []


@pytest.mark.parametrize("address", [DAY, CASES, "/gestion/tareas/", "/gestion/lista-de-espera/"])
def test_a_page_costs_the_same_whatever_its_length(inside, worker, address):
    attended(worker, "Primera", level="ALTO")
    inside.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        inside.get(address)
    for number in range(6):
        attended(worker, f"Otra{number}", due=-number, level="MEDIO")
    with CaptureQueriesContext(connection) as many:
        inside.get(address)
    assert counted(many) <= counted(few)


def counted(queries: CaptureQueriesContext) -> int:
    kept = [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]]
    return len(kept)


def test_the_case_list_finds_by_codes_and_late_ones(inside, worker):
    attended(worker, "Atrasada", due=-1, level="ALTO")
    attended(worker, "AlDia", due=4)
    assert "AlDia" not in inside.get(f"{CASES}?atraso=1").content.decode()
    assert "AlDia" not in inside.get(f"{CASES}?riesgo=ALTO").content.decode()
    assert "Atrasada" not in inside.get(f"{CASES}?riesgo=NO_EVALUADO").content.decode()
    assert "Atrasada" not in inside.get(f"{CASES}?a_cargo=nadie").content.decode()
    assert inside.get(f"{CASES}?etapa=luna&a_cargo=x&pagina=zz").status_code == 200


def test_a_filter_is_saved_by_codes_and_refuses_a_run_in_its_name(inside, worker):
    answer = inside.post(f"{CASES}filtros/", {"name": "Atrasos", "atraso": "1", "nombre": "Rosa"})
    assert answer["Location"] == f"{CASES}?atraso=1"
    assert SavedFilter.objects.get().query == {"atraso": "1"}
    answer = inside.post(f"{CASES}filtros/", {"name": "12.345.678-5", "atraso": "1"})
    assert answer.status_code == 422
    assert SavedFilter.objects.count() == 1


def test_somebody_elses_filter_stays(inside, worker):
    other = people.own_centre_worker("carla.colega")
    kept = SavedFilter.objects.create(operator_id=other.id, name="Suyo", query={})
    inside.post(f"{CASES}filtros/{kept.pk}/quitar/")
    assert SavedFilter.objects.filter(pk=kept.pk).exists()
    assert "Suyo" not in inside.get(CASES).content.decode()


def test_unknown_codes_count_as_not_asked():
    assert Filter.of({"etapa": "S9", "riesgo": "x", "periodo": "1", "atraso": "si"}) == Filter()
    asked = {"etapa": "S2", "a_cargo": "yo", "riesgo": "ALTO", "periodo": "90", "atraso": "1"}
    assert Filter.of(asked).codes() == asked


def test_the_head_gives_cases_with_their_tasks_and_takes_it_back(worker):
    head, colleague = people.head_of_centre(), people.own_centre_worker("carla.colega")
    case = attended(worker, "Ella")
    at = timezone.now()
    with acting(head.staff.context):
        changed = assign(case_ids=[case.pk], to=colleague.id, by=head.staff, at=at)
        assert changed == [(case.pk, worker.id)]
        assert owners(case) == (colleague.id, {colleague.id})
        assert give_back(changed=changed, by=head.staff, at=at) == 1
        assert owners(case) == (worker.id, {worker.id})


def owners(case: Case):
    from casework.cases.task_models import Task

    now = Case.objects.get(pk=case.pk)
    return now.in_charge, set(Task.objects.filter(case=case).values_list("assigned_to", flat=True))


def test_given_in_the_screen_each_case_is_an_act_of_its_own(worker):
    from casework.audit.models import AuditEvent

    colleague = people.own_centre_worker("carla.colega")
    one, two = attended(worker, "Una"), attended(worker, "Dos")
    client = people.login(Client(), people.head_of_centre())
    sent = {"case": [str(one.pk), str(two.pk), "nada"], "to": str(colleague.id)}
    assert client.post(f"{CASES}entregar/", sent).status_code == 302
    with as_system():
        acts = AuditEvent.objects.filter(detail__what="case-in-charge")
        assert {event.target_id for event in acts} >= {str(one.pk), str(two.pk)}
    assert "Deshacer" in client.get(CASES).content.decode() or client.get(CASES).context["given"]
    assert client.post(f"{CASES}devolver/").status_code == 302
    with as_system():
        assert Case.objects.get(pk=one.pk).in_charge == worker.id


def test_a_case_of_another_centre_is_never_given(worker):
    head = people.head_of_other_centre()
    case = attended(worker, "Ella")
    with acting(head.staff.context):
        assert assign(case_ids=[case.pk], to=head.id, by=head.staff, at=timezone.now()) == []


def test_the_board_shows_load_and_says_when_no_protocol_is_in_force(worker):
    attended(worker, "Ella", due=-3)
    client = people.login(Client(), people.head_of_centre())
    answer = client.get(CENTRE)
    load = next(one for one in answer.context["board"].loads if one.operator_id == worker.id)
    assert (load.cases, load.late) == (1, 1)
    assert answer.context["no_protocol"]
    lives.published(worker)
    assert not client.get(CENTRE).context["no_protocol"]


def test_a_team_member_does_not_open_the_heads_board(inside):
    assert inside.get(CENTRE).status_code == 403


def test_the_day_shows_what_is_urgent_and_keeps_the_rest_a_press_away() -> None:
    tones = ["neutral"] * 5 + ["warning", "danger"] * 2
    said = [day.DayLine(str(number), "/", tone) for number, tone in enumerate(tones)]
    shown, rest = day.at_sight(sorted(said, key=day.urgency))
    assert [one.words for one in shown] == ["6", "8", "5", "7", "0", "1"]
    assert [one.words for one in rest] == ["2", "3", "4"]
    late = [day.DayLine(str(number), "/", "danger") for number in range(9)]
    assert day.at_sight([*late, *said[:1]]) == (late, said[:1])

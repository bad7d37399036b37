"""Rules are published from a day on by an administrator, never edited, and always logged."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from casework.access.context import acting
from casework.audit.models import AuditEvent
from casework.cases.clocks import Unit, due
from casework.cases.waiting.models import WaitingRule
from casework.cases.waiting.queries import rule_on
from casework.risk.clocks import clock_of
from casework.risk.models import Instrument, LevelClock
from casework.risk.rulebook import actions, rules
from casework.risk.rulebook.actions import NotPublished
from casework.survivors.levels import Level
from casework.territory.calendar import Holiday
from tests import people, women
from tests.database import as_system

HERE = "/gestion/reglas/"
TOMORROW = timedelta(days=1)
CLOCK = {"review_count": "5", "review_unit": "days", "contact_count": "12", "contact_unit": "hours",
         "offers": "Llamar a fiscalía\n\nRondas", "source": "Resolución 12 de 2026"}  # fmt: skip


@pytest.fixture
def admin(db) -> people.Person:
    return people.administrator()


@pytest.fixture
def inside(client, admin):
    return people.login(client, admin)


def day(ahead: int = 1) -> str:
    return (timezone.localdate() + timedelta(days=ahead)).isoformat()


def order_form(client, **more):
    """What the page begins with, with a name and a day."""
    form = client.get(f"{HERE}lista-de-espera/nueva/").context["form"]
    known = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    return {**known, "title": "Orden del ministerio", "source": "Resolución 7",
            "valid_from": day(), **more}  # fmt: skip


def logged(what: str) -> int:
    with as_system():
        return AuditEvent.objects.filter(verb="rule.published", detail__what=what).count()


@pytest.mark.django_db
def test_a_new_order_rules_from_its_day_and_the_one_before_until_then(inside):
    before = rule_on(timezone.localdate())
    answer = inside.post(f"{HERE}lista-de-espera/nueva/", order_form(inside, risk_VITAL="900"))
    assert answer.status_code == 302
    assert rule_on(timezone.localdate()) == before
    ruling = rule_on(timezone.localdate() + TOMORROW)
    assert (ruling["title"], ruling["weights"]["risk"]["VITAL"]) == ("Orden del ministerio", 900)
    assert ruling["version"] == before["version"] + 1
    assert logged("waiting-rule") == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [{"valid_from": day(0)}, {"risk_ALTO": "100"}, {"risk_NO_EVALUADO": "0"}, {"title": ""},
     {"factor_pregnant": "-1"}],
)  # fmt: skip
def test_an_order_that_cannot_be_is_refused_and_kept_on_the_page(inside, wrong):
    made = WaitingRule.objects.count()
    sent = order_form(inside, **wrong)
    if "risk_ALTO" in wrong:
        sent["risk_MEDIO"] = "200"
    answer = inside.post(f"{HERE}lista-de-espera/nueva/", sent)
    assert answer.status_code == 422
    assert "Resolución 7" in answer.content.decode()
    assert WaitingRule.objects.count() == made


@given(st.dictionaries(st.sampled_from(list(Level)), st.integers(0, 50), min_size=5))
def test_no_order_lets_more_risk_wait_longer(risk):
    if not rules.order_problem(risk):
        points = [risk[level] for level in rules.SCALE]
        assert points == sorted(set(points))


@pytest.mark.django_db
def test_a_clock_rules_from_its_day_and_earlier_results_keep_theirs(inside):
    now = timezone.now()
    before = clock_of(Level.HIGH, now)
    sent = {**CLOCK, "valid_from": day()}
    assert inside.post(f"{HERE}plazos-de-riesgo/ALTO/nueva/", sent).status_code == 302
    assert clock_of(Level.HIGH, now) == before
    later = clock_of(Level.HIGH, now + TOMORROW)
    assert (later.review_count, later.offers) == (5, ["Llamar a fiscalía", "Rondas"])
    assert not later.proposal
    assert logged("risk-clock") == 1
    again = inside.post(f"{HERE}plazos-de-riesgo/ALTO/nueva/", sent)
    assert again.status_code == 422
    assert inside.get(f"{HERE}plazos-de-riesgo/NO_EVALUADO/nueva/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "edit",
    ["UPDATE casework_levelclock SET review_count = 1",
     "UPDATE casework_instrument SET name = 'Otro'", "DELETE FROM casework_instrument",
     "UPDATE casework_waitingrule SET weights = '{}'",
     "UPDATE casework_holiday SET name = 'Otro'"],
)  # fmt: skip
def test_the_database_lets_nobody_edit_what_was_published(admin, edit):
    with (
        acting(admin.staff.context), pytest.raises(DatabaseError), transaction.atomic(),
        connection.cursor() as cursor,
    ):  # fmt: skip
        cursor.execute(edit)


@pytest.mark.django_db
def test_an_instrument_is_added_under_a_code_of_its_own_and_ends_on_a_day(inside):
    sent = {"name": "Pauta nueva", "code": "puir2", "source": "Oficio 3", "valid_from": day(),
            "imported": "on"}  # fmt: skip
    assert inside.post(f"{HERE}instrumentos/nuevo/", sent).status_code == 302
    made = Instrument.objects.get(pk="PUIR2")
    assert (made.imported, made.judgement, made.source) == (True, False, "Oficio 3")
    assert inside.post(f"{HERE}instrumentos/nuevo/", sent).status_code == 422
    end = f"{HERE}instrumentos/PUIR2/terminar/"
    assert inside.post(end, {"last_day": day(0)}).status_code == 422
    assert inside.post(end, {"last_day": day(30)}).status_code == 302
    made.refresh_from_db()
    assert made.valid_to.isoformat() == day(30)
    assert (logged("instrument"), logged("instrument-ended")) == (1, 1)


@pytest.mark.django_db
def test_a_holiday_to_come_stops_the_clocks_and_may_be_taken_out_again(inside, admin):
    working = timezone.localdate() + timedelta(days=7)
    while working.weekday() > 4 or Holiday.objects.filter(date=working).exists():
        working += TOMORROW
    sent = {"day": working.isoformat(), "name": "Feriado único", "source": "Ley 99.999"}
    start = timezone.now() + timedelta(days=(working - timezone.localdate()).days - 1)
    before = due(start, 1, Unit.WORKING_DAYS)
    assert inside.post(f"{HERE}feriados/", sent).status_code == 302
    assert due(start, 1, Unit.WORKING_DAYS) > before
    assert inside.post(f"{HERE}feriados/", sent).status_code == 422
    assert inside.post(f"{HERE}feriados/{working}/quitar/").status_code == 302
    assert due(start, 1, Unit.WORKING_DAYS) == before
    assert inside.post(f"{HERE}feriados/2020-01-01/quitar/").status_code == 404
    assert inside.post(f"{HERE}feriados/ayer/quitar/").status_code == 404
    with pytest.raises(NotPublished):
        actions.add_holiday(day=timezone.localdate(), name="Hoy", source="x", by=admin.staff,
                            at=timezone.now())  # fmt: skip
    assert (logged("holiday"), logged("holiday-removed")) == (1, 1)


@pytest.mark.django_db
def test_the_pages_name_no_person_and_the_worker_does_not_enter(client, worker, her):
    people.login(client, worker)
    assert client.get(HERE).status_code == 403
    admin = people.login(type(client)(), people.administrator("otra.admin"))
    for name in ("", "lista-de-espera/", "plazos-de-riesgo/", "instrumentos/", "feriados/"):
        page = admin.get(f"{HERE}{name}")
        assert page.status_code == 200
        assert women.NAMES[0] not in page.content.decode()
    assert LevelClock.objects.filter(source="").count() == 0

"""Certificates: a level is inert without one, opens as it is recorded, closes as it ends."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from casework.access import checks, competence, requirements
from casework.access.actions import OwnAssignment
from casework.access.certificate_actions import (
    Paper,
    WrongDates,
    record_certificate,
    revoke_certificate,
)
from casework.access.certificate_models import Certificate, LevelRequirement, RevocationReason
from casework.access.certificate_rules import WARNED, Cover, Validity, certificate_problem, cover
from casework.access.certificates import certificates_visible_to
from casework.access.levels import Level
from casework.audit.actors import SYSTEM
from casework.audit.models import AuditEvent
from tests import people
from tests.database import as_system

START = date(2026, 1, 1)
days = st.integers(0, 60).map(lambda number: START + timedelta(days=number))


@st.composite
def validities(draw: Any) -> Validity:
    first = draw(days)
    length = draw(st.none() | st.integers(0, 20))
    return Validity(first, None if length is None else first + timedelta(days=length))


@given(held=st.lists(validities(), max_size=6), day=days)
def test_the_cover_is_what_asking_day_by_day_gives(held: list[Validity], day: date) -> None:
    found = cover(held, day)
    assert found.covered == any(one.covers(day) for one in held)
    if not found.covered:
        return
    later = [day + timedelta(days=number) for number in range(200)]
    without = [each for each in later if not any(one.covers(each) for one in held)]
    assert found.last == (without[0] - timedelta(days=1) if without else None)


@given(left=st.integers(0, 400))
def test_the_warning_is_the_closest_mark_reached(left: int) -> None:
    warned = Cover(covered=True, last=START + timedelta(days=left)).warning(START)
    assert (warned is None) == (left > max(WARNED))
    if warned is not None:
        assert left <= warned
        assert not any(left <= mark < warned for mark in WARNED)


def test_what_does_not_end_or_does_not_count_is_not_warned_of() -> None:
    assert Cover(covered=True).warning(START) is None
    assert Cover(covered=False, last=START).warning(START) is None


@given(issued=days, length=st.none() | st.integers(-5, 20), day=days)
def test_only_dates_that_count_today_are_taken(issued: date, length: int | None, day: date) -> None:
    valid_to = None if length is None else issued + timedelta(days=length)
    refused = certificate_problem(issued_on=issued, valid_to=valid_to, day=day)
    assert bool(refused) != Validity(issued, valid_to).covers(day)


@pytest.fixture
def recorded(settings: Any, db: None) -> None:
    """An installation where certificates count, as in production."""
    settings.COMPETENCE_STAND_IN = False


def paper(level: Level = Level.N6, valid_to: date | None = None, **changed: Any) -> Paper:
    day = timezone.localdate()
    given = {"course": "Curso inicial", "issuer": "Escuela de prueba", "reference": "C-1"}
    issued_on = changed.pop("issued_on", day - timedelta(days=30))
    return Paper(level=level, issued_on=issued_on, valid_to=valid_to, **{**given, **changed})


def certify(someone: people.Person, valid_to: date | None = None, **more: Any) -> Certificate:
    with as_system():
        return record_certificate(
            someone.operator, paper(valid_to=valid_to, **more), by=SYSTEM, at=timezone.now()
        )


@pytest.mark.usefixtures("recorded")
def test_a_level_opens_as_its_certificate_is_recorded_and_closes_as_it_is_revoked() -> None:
    worker, admin = people.own_centre_worker(), people.administrator()
    assert worker.staff.assignments == ()
    by, at = admin.staff.actor, timezone.now()
    made = record_certificate(worker.operator, paper(), by=by, at=at)
    assert worker.staff.case_centres == {worker.centre.pk}
    revoke_certificate(made, reason=RevocationReason.ISSUER, by=by, at=timezone.now())
    assert worker.staff.assignments == ()
    made.refresh_from_db()
    first = made.revoked_at
    revoke_certificate(made, reason=RevocationReason.MISTAKE, by=by, at=timezone.now())
    made.refresh_from_db()
    assert (made.revoked_at, made.revoked_because) == (first, "issuer")
    assert made.recorded_by == admin.operator
    with as_system():
        told = AuditEvent.objects.filter(verb__startswith="certificate.").order_by("created_at")
        assert [event.verb for event in told] == ["certificate.recorded", "certificate.revoked"]


@pytest.mark.usefixtures("recorded")
def test_it_counts_through_its_last_day_in_chile_and_not_a_minute_more() -> None:
    with time_machine.travel(datetime(2026, 6, 1, 15, tzinfo=UTC), tick=False):
        worker = people.own_centre_worker()
        certify(worker, valid_to=date(2026, 6, 30))
    midnight = datetime(2026, 7, 1, 4, tzinfo=UTC)  # in Santiago, four hours behind in winter
    minute = timedelta(minutes=1)
    ask = competence.certified
    assert ask(worker.id, Level.N6, midnight - minute)
    assert not ask(worker.id, Level.N6, midnight)
    with time_machine.travel(midnight, tick=False):
        assert worker.staff.assignments == ()


@pytest.mark.usefixtures("recorded")
def test_a_certificate_opens_its_own_level_and_nobody_elses() -> None:
    worker, colleague = people.own_centre_worker(), people.own_centre_worker("ana.segunda")
    certify(worker, level=Level.N5)
    certify(colleague)
    assert worker.staff.assignments == ()
    assert len(colleague.staff.assignments) == 1


@pytest.mark.usefixtures("recorded")
def test_a_level_needs_one_unless_the_latest_rule_in_force_says_otherwise() -> None:
    head = people.head_of_centre()
    assert head.staff.assignments == ()
    today = timezone.localdate()
    with as_system():
        LevelRequirement.objects.create(level=Level.N5, needed=False, valid_from=today)
    assert len(head.staff.assignments) == 1
    with as_system():
        LevelRequirement.objects.filter(level=Level.N5).delete()
    assert head.staff.assignments == ()


def test_nobody_records_or_revokes_her_own(db: None) -> None:
    worker = people.own_centre_worker()
    at = timezone.now()
    with pytest.raises(OwnAssignment):
        record_certificate(worker.operator, paper(), by=worker.staff.actor, at=at)
    made = certify(worker)
    with pytest.raises(OwnAssignment):
        revoke_certificate(made, reason=RevocationReason.MISTAKE, by=worker.staff.actor, at=at)
    with pytest.raises(IntegrityError), as_system(), transaction.atomic():
        Certificate.objects.update(recorded_by=worker.operator)


def test_dates_that_make_no_sense_are_refused(db: None) -> None:
    worker, day = people.own_centre_worker(), timezone.localdate()
    for wrong in ({"issued_on": day + timedelta(days=1)}, {"valid_to": day - timedelta(days=1)}):
        with pytest.raises(WrongDates):
            record_certificate(worker.operator, paper(**wrong), by=SYSTEM, at=timezone.now())


@pytest.mark.parametrize("change", [{"valid_to": None}, {"level": "N1"}, {"reference": "otra"}])
def test_what_was_recorded_cannot_be_changed_by_the_server(
    db: None, change: dict[str, Any]
) -> None:
    certify(people.own_centre_worker())
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Certificate.objects.update(**change)


def test_neither_can_it_be_deleted_nor_the_levels_excused(db: None) -> None:
    certify(people.own_centre_worker())
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Certificate.objects.all()._raw_delete("default")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        LevelRequirement.objects.update(needed=False)


def test_demonstrations_believe_everybody_and_a_given_provider_replaces_the_records(
    settings: Any, db: None
) -> None:
    worker = people.own_centre_worker()
    assert competence.is_stand_in()
    assert len(worker.staff.assignments) == 1
    settings.COMPETENCE_STAND_IN = False
    assert competence.recorded_here()
    competence.provide(competence.EverybodyCertified())
    try:
        assert not competence.recorded_here()
        assert len(worker.staff.assignments) == 1
    finally:
        competence.provide(None)


def test_production_counts_records_and_refuses_the_stand_in(settings: Any, db: None) -> None:
    settings.PRODUCTION, settings.COMPETENCE_STAND_IN = True, False
    assert checks.somebody_answers_for_certificates() == []
    settings.COMPETENCE_STAND_IN = True
    assert [found.id for found in checks.somebody_answers_for_certificates()] == ["access.E002"]


def test_each_sees_the_certificates_in_her_reach(db: None) -> None:
    worker, there = people.own_centre_worker(), people.other_centre_worker()
    for someone in (worker, there):
        certify(someone)

    def seen(someone: people.Person) -> set[str]:
        rows = certificates_visible_to(someone.staff)
        return set(rows.values_list("operator__user__username", flat=True))

    assert seen(people.administrator()) == {"ana.propia", "olga.ajena"}
    assert seen(people.head_of_centre()) == {"ana.propia"}
    assert seen(worker) == {"ana.propia"}
    assert seen(people.authority()) == set()


def test_a_renewal_that_follows_at_once_ends_the_warning(db: None) -> None:
    worker, today = people.own_centre_worker(), timezone.localdate()
    certify(worker, valid_to=today + timedelta(days=5))
    rows = Certificate.objects.all()
    asked = requirements.read()
    assert requirements.add_up(rows, [], Level.N6, timezone.now(), asked).warning == 7
    certify(worker, valid_to=today + timedelta(days=365))
    assert requirements.add_up(rows.all(), [], Level.N6, timezone.now(), asked).warning is None


def test_an_administrator_records_and_revokes_on_the_operators_page(client: Any, db: None) -> None:
    worker = people.own_centre_worker()
    people.login(client, people.administrator())
    page = f"/gestion/operadores/{worker.id}/"
    typed = {
        "level": "N6", "course": "Curso inicial", "issuer": "Escuela de prueba",
        "reference": "C-7", "issued_on": "2026-01-05", "valid_to": "2026-01-01",
    }  # fmt: skip
    refused = client.post(f"{page}certificados/nuevo/", typed)
    assert "valid_to" in refused.context["form"].errors
    assert not Certificate.objects.exists()
    client.post(f"{page}certificados/nuevo/", {**typed, "valid_to": ""})
    made = Certificate.objects.get()
    assert "Curso inicial" in client.get(page).content.decode()
    client.post(f"{page}certificados/{made.pk}/revocar/", {"reason": "untrue"})
    made.refresh_from_db()
    assert made.revoked_because == "untrue"
    # Under another operator's page the certificate is not there.
    stranger = people.other_centre_worker()
    elsewhere = f"/gestion/operadores/{stranger.id}/certificados/{made.pk}/revocar/"
    assert client.get(elsewhere).status_code == 404


def test_she_is_told_at_home_and_her_head_on_the_team_page(client: Any, db: None) -> None:
    worker, today = people.own_centre_worker(), timezone.localdate()
    certify(worker, valid_to=today + timedelta(days=6))
    people.login(client, worker)
    home = client.get("/gestion/")
    assert [one.warning for one in home.context["ending"]] == [7]
    assert "Curso inicial" in client.get("/gestion/certificados/").content.decode()
    client.logout()
    people.login(client, people.head_of_centre())
    team = client.get("/gestion/equipo/").context["people"]
    told = {str(one["row"].operator): one["certified"].warning for one in team}
    assert told == {"Ana Propia": 7, "Julia Jefa": None}


@pytest.mark.usefixtures("recorded")
def test_the_first_administrator_opens_with_her_certificate_on_the_console() -> None:
    out = StringIO()
    with as_system():
        call_command("create_operator", "primera", "--surnames", "Admin", stdout=out)
        assert "record_certificate primera" in out.getvalue()
        options = ["--course", "Curso", "--issuer", "Escuela", "--reference", "C-1"]
        call_command("record_certificate", "primera", *options, "--issued-on", "2026-01-05",
                     stdout=out)  # fmt: skip
        operator = Certificate.objects.get().operator
        assert competence.certified(operator.pk, Level.N2, timezone.now())
        with pytest.raises(CommandError):
            call_command("record_certificate", "nadie", *options, "--issued-on", "2026-01-05")

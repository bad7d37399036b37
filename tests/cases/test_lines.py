"""What cases say on top of her file and in her trayecto, to her own centre and to others."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.cases import act_actions, actions, lines
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.survivors import actions as survivors
from casework.survivors import essentials, timeline
from casework.survivors.essentials import Asked
from casework.survivors.timeline_models import TrajectoryEvent
from casework.territory.models import CentreKind
from casework.territory.validity import chilean_day
from tests import people, women
from tests.database import as_system

pytestmark = pytest.mark.django_db


def head(her, someone):
    """The line of this room, as somebody reads it."""
    staff = someone.staff
    with acting(staff.context):
        values = essentials.values_of([her.pk], "in_charge")[her.pk]
        return lines._line(values["in_charge"], Asked(her.pk, staff, timezone.now()))


def attended_there(her, now):
    other = people.other_centre_worker()
    with acting(other.staff.context):
        survivors.open_attention(
            survivor_id=her.pk, centre_id=other.centre.pk, purpose="attention",
            by=other.staff, at=now,
        )  # fmt: skip
    return other


def test_the_head_says_stage_since_when_and_who_is_in_charge(her, worker):
    line = head(her, worker)
    assert "Ana Propia" in line.words
    assert str(Stage.CONTACT.label) in line.words
    assert line.url.endswith("/")


def test_two_centres_know_of_one_another(her, worker, now):
    other = attended_there(her, now)
    assert "Olga Ajena" in head(her, other).words
    assert "1" in head(her, other).words.rsplit("·", 1)[1]


def test_a_secret_centre_and_its_worker_are_not_named_elsewhere(her, worker, case, now):
    with as_system():
        worker.centre.kind = CentreKind.objects.get(code="RT")
        worker.centre.save()
    other = people.head_of_other_centre()
    with as_system():
        her.centre_ids = [worker.centre.pk, other.centre.pk]
        her.save(update_fields=["centre_ids"])
    words = head(her, other).words
    assert worker.centre.name not in words
    assert "Propia" not in words


def test_who_has_no_open_case_is_seen(worker, now):
    with as_system():
        worker.centre.valid_to = chilean_day(now) - timedelta(days=2)
        worker.centre.save()
    assert head(women.registered(worker), worker).tone == "warning"


def test_who_dropped_out_is_seen(her, worker, case, staff, now):
    actions.drop_out(case=case, by=staff, at=now)
    assert head(her, worker).tone == "warning"


def test_every_line_of_this_room_has_words(her, case, staff, now):
    act_actions.add_session(case=case, kind="group", attendance="missed", by=staff, at=now)
    act_actions.add_try(
        case=case, channel="call", result="reached", by=staff, at=now, confirmed=True
    )
    act_actions.add_request(case=case, service="housing", by=staff, at=now)
    actions.drop_out(case=case, by=staff, at=now)
    actions.return_(case=case, by=staff, at=now)
    kinds = ("case", "case_move", "session", "contact_try", "unmet_request")
    found = TrajectoryEvent.objects.filter(survivor=her, target_kind__in=kinds)
    assert found.count() == 6
    for event in found:
        assert timeline.words_of(event) != str(event.get_kind_display())
    addresses = {one.target_kind: timeline.address_of(one) for one in found}
    assert addresses["case"] == reverse("cases:case", args=[her.pk, case.pk])
    assert addresses["session"]


def test_a_code_of_a_later_version_is_shown_as_it_stands():
    assert lines._session({"kind": "new-kind", "attendance": "attended"}) == "new-kind"


def counts(someone, **period):
    browser = people.login(Client(), someone)
    answer = browser.get(reverse("centre-cases:unmet"), period)
    return answer, [(one.service, one.times, one.women, one.given) for one in
                    answer.context["counts"]]  # fmt: skip


def test_requests_nobody_could_meet_are_counted_for_ones_own_centre(her, case, staff, worker, now):
    for given in (True, False):
        act_actions.add_request(case=case, service="housing", given=given, by=staff, at=now)
    service = "Vivienda o subsidio de arriendo"
    assert counts(worker)[1] == [(service, 2, 1, 1)]
    assert counts(people.other_centre_worker())[1] == []


def test_a_request_outside_the_period_is_not_counted(her, case, staff, worker, now):
    act_actions.add_request(case=case, service="housing", by=staff, at=now)
    answer, found = counts(worker, since="2020-01-01", until="2020-12-31")
    assert (answer.status_code, found) == (200, [])
    assert counts(worker, since="2021-01-01", until="2020-12-31")[0].status_code == 422


def test_a_case_taken_out_of_a_page_by_row_security_is_not_there(her, case):
    other = people.other_centre_worker()
    with acting(other.staff.context):
        assert list(Case.objects.filter(pk=case.pk)) == []

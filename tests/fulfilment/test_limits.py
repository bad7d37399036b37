"""A no to a use works at once; what is kept apart is stored, not read (law 1.1 O and blocking)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.context import NOBODY, acting
from casework.audit.models import AuditEvent
from casework.audit.verbs import Verb
from casework.cases.work import day
from casework.episodes.models import Episode
from casework.risk.models import RiskResult
from casework.sharing import actions as sharing
from casework.sharing import gate
from casework.survivors.models import SafeContact, Survivor
from casework.survivors.queries import search_names
from complaints.fulfilment import blocking, limits
from complaints.fulfilment.choices import Ended
from complaints.fulfilment.copy_actions import CopyRefused
from complaints.models import Block, EmergencyRead, Objection
from complaints.rights import actions
from complaints.rights.choices import Asked, Filer, Outcome
from complaints.rights.filing import Proxy
from tests import people, women
from tests.database import as_system
from tests.rights.hands import from_outside
from tests.rights.steps import ground

from .hands import asked, decided, prepared

pytestmark = pytest.mark.django_db
REASON = "La llamó llorando: hay que ver con quién vive ahora mismo."


def lets(her, recipient="health", purpose="referral", by=None):
    one = gate.Sharing(her.pk, recipient, purpose)
    with acting(by.staff.context if by else NOBODY):
        answers = {gate.may_share(one, at=timezone.now()).allowed}
        answers.add(gate.answers([one], at=timezone.now())[one].allowed)
    assert len(answers) == 1
    return answers.pop()


@pytest.fixture(autouse=True)
def everything_else_says_yes(monkeypatch):
    monkeypatch.setattr(gate, "_rules", {"all": lambda _one, _at: gate.Answer(True, "")})
    only = {k: v for k, v in gate._vetoes.items() if k == "opposition"}
    monkeypatch.setattr(gate, "_vetoes", only)
    monkeypatch.setattr(gate, "_each", {k: v for k, v in gate._each.items() if k == "opposition"})


def test_a_use_she_says_no_to_is_off_from_that_moment(worker, her):
    assert lets(her, by=worker)
    asked(worker, her, Asked.OPPOSITION, wanted={"pairs": [["referral", "health"]]})
    assert not lets(her, by=worker)
    assert lets(her, recipient="police", by=worker)
    assert lets(her, purpose="follow-up", by=worker)
    with acting(worker.staff.context), pytest.raises(sharing.NotShared):
        sharing.share(
            sharing=gate.Sharing(her.pk, "health", "referral"), institution="MINSAL",
            by=worker.staff, at=timezone.now(),
        )  # fmt: skip


def test_no_context_misses_it(worker, her):
    asked(worker, her, Asked.OPPOSITION)
    assert not lets(her)
    assert not lets(her, by=people.other_centre_worker())
    with as_system():
        assert not gate.may_share(gate.Sharing(her.pk, "x", "y"), at=timezone.now()).allowed


def test_from_a_visit_that_is_not_open_it_works_too_and_tells_nothing(worker, her):
    filed = from_outside(right=Asked.OPPOSITION, wording="no")
    nobody = from_outside(run=women.Run(15_555_555), right=Asked.OPPOSITION, wording="no")
    assert (filed.again, nobody.again) == (False, False)
    assert not lets(her)
    with as_system():
        assert list(Objection.objects.values_list("survivor_id", flat=True).order_by("since")) == [
            her.pk, None,
        ]  # fmt: skip


def test_she_reverses_it_herself(worker, her):
    asked(worker, her, Asked.OPPOSITION)
    space = women.space_of(her)
    with acting(space.context):
        (one,) = limits.in_force(her.pk)
        limits.end(limit=one, why=Ended.HERSELF, by=space, at=timezone.now())
    assert lets(her)


def test_another_woman_reverses_nothing(worker, her):
    other = women.registered(worker, run=women.Run(15_555_555))
    asked(worker, her, Asked.OPPOSITION)
    with acting(women.space_of(other).context):
        assert limits.in_force(her.pk) == []


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, "withdrawn"])
def test_it_ends_when_it_is_refused_or_taken_back(worker, head, her, outcome):
    request = asked(worker, her, Asked.OPPOSITION)
    if outcome == "withdrawn":
        with acting(worker.staff.context):
            actions.withdraw(request=request, by=worker.staff, at=timezone.now())
    else:
        decided(head, prepared(worker, request, outcome, ground(), "No se puede."))
    assert lets(her)


def test_it_stays_when_it_is_granted(worker, head, her):
    decided(head, prepared(worker, asked(worker, her, Asked.OPPOSITION)))
    assert not lets(her)


def seen(someone, her):
    with acting(someone.staff.context):
        return SafeContact.objects.filter(survivor=her).exists()


def test_a_file_is_apart_from_the_minute_of_receipt(worker, her):
    assert seen(worker, her)
    request = asked(worker, her, Asked.BLOCKING)
    assert not seen(worker, her)
    with acting(worker.staff.context):
        assert not Survivor.objects.visible_to(worker.staff).filter(pk=her.pk).exists()
        assert search_names("Zoraida", by=worker.staff, at=timezone.now()) == []
        (block,) = Block.objects.all()
    assert block.since == request.filed_at


def test_its_pages_say_why_and_the_log_has_every_refusal(worker, her):
    client = people.login(Client(), worker)
    page = reverse("survivors:file", args=[her.pk])
    assert client.get(page).status_code == 200
    asked(worker, her, Asked.BLOCKING)
    answer = client.get(page)
    assert answer.status_code == 403
    assert reverse("fulfilment:emergency", args=[her.pk]) in answer.content.decode()
    with as_system():
        said = AuditEvent.objects.filter(verb=Verb.ACCESS_DENIED, subject=her.pk)
        assert [one.detail["why"] for one in said] == ["kept-apart"]
    stranger = people.login(Client(), people.other_centre_worker())
    assert stranger.get(page).status_code == 404


def test_one_part_is_apart_and_the_rest_is_not(worker, her):
    asked(worker, her, Asked.BLOCKING, wanted={"parts": ["risk"]})
    client = people.login(Client(), worker)
    assert client.get(reverse("survivors:file", args=[her.pk])).status_code == 200
    assert client.get(reverse("episodes:list", args=[her.pk])).status_code == 200
    assert client.get(reverse("risk:history", args=[her.pk])).status_code == 403
    assert seen(worker, her)
    with acting(worker.staff.context):
        assert Episode.objects.count() == RiskResult.objects.count() == 0


def test_a_visit_that_is_not_open_keeps_it_apart_too(worker, her):
    from_outside(right=Asked.BLOCKING, wording="aparte")
    assert not seen(worker, her)


def test_somebody_else_does_not_close_her_file_to_her_team(worker, her):
    asked(worker, her, Asked.BLOCKING, filer=Filer.REPRESENTATIVE, proxy=Proxy("Otro"))
    assert seen(worker, her)


def test_an_emergency_opens_it_to_one_with_a_reason_and_a_second_person(worker, head, her):
    asked(worker, her, Asked.BLOCKING)
    at = timezone.now()
    unseen = day.Source(blocking.unseen, blocking.told)
    with acting(worker.staff.context):
        block = Block.objects.get()
        with pytest.raises(CopyRefused):
            blocking.read_in_emergency(block=block, reason="urgente", by=worker.staff, at=at)
        reading = blocking.read_in_emergency(block=block, reason=REASON, by=worker.staff, at=at)
        with pytest.raises(CopyRefused):
            blocking.seen(reading=reading, by=worker.staff, at=at)
        assert day.said(unseen, worker.staff, at) == []
    assert seen(worker, her)
    assert not seen(head, her)
    with acting(head.staff.context):
        assert len(day.said(unseen, head.staff, at)) == 1
        blocking.seen(reading=reading, by=head.staff, at=at)
        assert day.said(unseen, head.staff, at) == []
    with as_system():
        assert AuditEvent.objects.filter(subject=her.pk, purpose="emergency").count() == 1
        EmergencyRead.objects.update(at=at - timedelta(hours=5), until=at - timedelta(hours=1))
    assert not seen(worker, her)


def test_an_emergency_goes_through_its_page(worker, her):
    asked(worker, her, Asked.BLOCKING)
    client = people.login(Client(), worker)
    page = reverse("fulfilment:emergency", args=[her.pk])
    for short in ("", "corto"):
        refused = client.post(page, {"reason": short})
        assert refused.status_code == 422
        assert str(blocking.MIN_REASON) in refused.context["form"].errors["reason"][0]
    assert client.post(page, {"reason": REASON}).status_code == 302
    assert client.get(reverse("survivors:file", args=[her.pk])).status_code == 200


def test_her_own_space_is_not_closed_to_her(worker, her):
    asked(worker, her, Asked.BLOCKING)
    with acting(women.space_of(her).context):
        assert Survivor.objects.visible_to(women.space_of(her)).filter(pk=her.pk).exists()


def test_the_request_itself_can_still_be_answered(worker, head, her):
    request = asked(worker, her, Asked.BLOCKING)
    client = people.login(Client(), worker)
    assert client.get(reverse("rights:request", args=[request.pk])).status_code == 200
    assert client.get(reverse("fulfilment:work", args=[request.pk])).status_code == 200
    request = decided(head, prepared(worker, request))
    assert request.state == "decided"
    assert not seen(worker, her)

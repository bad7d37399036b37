"""The access log as an administrator reads it: who did what, and never whose file."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from casework.audit import log_words
from casework.audit.log import Target, record
from casework.audit.models import AuditEvent
from casework.audit.references import reference
from casework.audit.verbs import Verb
from tests import people, women
from tests.database import as_system
from tests.guards.sources import ROOT

pytestmark = pytest.mark.django_db
LOG = "/gestion/registro/"


@pytest.fixture
def worker():
    return people.own_centre_worker()


@pytest.fixture
def her(worker):
    return women.registered(worker)


@pytest.fixture
def admin(her):
    return people.login(Client(), people.administrator())


def whats(answer):
    return [line.what for line in answer.context["lines"]]


def read_her_file(worker, her):
    client = people.login(Client(), worker)
    client.get(f"/gestion/sobrevivientes/{her.pk}/")
    return client


def event_of(verb):
    with as_system():
        return AuditEvent.objects.filter(verb=verb).latest("created_at")


def test_the_log_tells_who_did_what(admin, worker, her):
    read_her_file(worker, her)
    page = admin.get(LOG)
    [line] = [one for one in page.context["lines"] if one.what == "Lectura de un expediente"]
    assert line.who == "Ana Propia"
    assert line.operator_id == worker.id
    assert line.about == reference(her.pk)


def test_no_page_of_the_log_leads_to_her_or_names_her(admin, worker, her):
    client = read_her_file(worker, her)
    client.post("/gestion/sobrevivientes/buscar/", {"run": str(women.RUN), "purpose": "attention"})
    people.login(Client(), people.other_centre_worker()).get(f"/gestion/sobrevivientes/{her.pk}/")
    with as_system():
        events = list(AuditEvent.objects.values_list("pk", flat=True))
    pages = [admin.get(LOG), admin.get(LOG, {"denials": "on"})]
    pages += [admin.get(f"{LOG}{event}/") for event in events]
    assert {page.status_code for page in pages} == {200}
    told = " ".join(page.content.decode() for page in pages)
    secrets = [str(her.pk), her.pk.hex, str(women.RUN), women.RUN.plain, women.RUN.masked]
    assert [one for one in (*secrets, *women.NAMES, women.TELEPHONE) if one in told] == []
    assert reference(her.pk) in told


def test_only_the_level_that_reads_the_log_reads_it(worker, her):
    for someone in (worker, people.head_of_centre(), people.authority(), people.stranger()):
        client = people.login(Client(), someone)
        assert client.get(LOG).status_code == 403
        assert client.get(f"{LOG}{event_of(Verb.REGISTERED).pk}/").status_code == 403


def test_an_event_that_is_not_there_is_not_there(admin, her):
    assert admin.get(f"{LOG}{her.pk}/").status_code == 404


def test_filters_narrow_what_is_shown(admin, worker, her):
    read_her_file(worker, her)
    other = people.other_centre_worker()
    people.login(Client(), other).get(f"/gestion/sobrevivientes/{her.pk}/")

    assert set(whats(admin.get(LOG, {"verb": "file.read"}))) == {"Lectura de un expediente"}
    by_other = admin.get(LOG, {"operator": str(other.id)}).context["lines"]
    assert {line.who for line in by_other} == {"Olga Ajena"}
    assert set(whats(admin.get(LOG, {"denials": "on"}))) == {"Acceso denegado"}
    hers = admin.get(LOG, {"reference": reference(her.pk).upper()}).context["lines"]
    assert {line.about for line in hers} == {reference(her.pk)}
    assert len(hers) >= 3
    kinds = admin.get(LOG, {"kind": "operator"}).context["lines"]
    assert kinds
    assert all(line.thing_operator for line in kinds)


def test_days_are_those_of_chile_and_both_are_included(admin, worker):
    late = timezone.now() - timedelta(days=40)
    late = timezone.localtime(late).replace(hour=23, minute=30)
    with as_system():
        record(Verb.TEXT_CHANGED, by=worker.staff.actor, at=late)
    day = late.date().isoformat()
    assert whats(admin.get(LOG, {"first": day, "last": day})) == ["Texto cambiado"]
    before = (late.date() - timedelta(days=1)).isoformat()
    assert whats(admin.get(LOG, {"first": before, "last": before})) == []
    assert "Texto cambiado" not in whats(admin.get(LOG))


@pytest.mark.parametrize(
    "asked",
    [
        {"first": "2026-02-30"}, {"first": "2026-02-02", "last": "2026-01-01"},
        {"verb": "nonsense"}, {"operator": "1' OR '1'='1"}, {"reference": "x"},
    ],
)  # fmt: skip
def test_nonsense_is_answered_in_words(admin, asked):
    answer = admin.get(LOG, asked)
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_pages_hold_fifty_and_keep_the_filters(admin, worker):
    with as_system():
        for _ in range(60):
            record(Verb.TEXT_CHANGED, by=worker.staff.actor)
    first = admin.get(LOG, {"verb": "text.changed"})
    assert len(first.context["lines"]) == 50
    assert "verb=text.changed&amp;pagina=2" in first.content.decode()
    assert len(admin.get(LOG, {"verb": "text.changed", "pagina": "2"}).context["lines"]) == 10


def test_reading_the_log_is_an_event_with_what_was_asked(admin, worker):
    admin.get(LOG, {"verb": "file.read", "operator": str(worker.id)})
    event = event_of(Verb.READ_LOG)
    assert event.detail["verb"] == "file.read"
    assert event.detail["operator"] == str(worker.id)
    assert event.subject is None
    assert "Lectura del registro de accesos" in whats(admin.get(LOG))


def test_changes_of_what_is_no_file_are_shown_with_their_event(admin, worker):
    today = timezone.localdate()
    form = {"level": "N6", "centre": str(worker.centre.pk), "starts_on": today.isoformat()}
    assert admin.post(f"/gestion/operadores/{worker.id}/asignar/", form).status_code == 302
    page = admin.get(f"{LOG}{event_of(Verb.ASSIGNMENT_OPENED).pk}/")
    fields = {change.field: change.after for change in page.context["changes"]}
    assert fields["Nivel"] == "N6"
    assert page.context["hidden"] == 0


def test_changes_in_a_file_are_counted_and_not_shown(admin, worker, her):
    client = people.login(Client(), worker)
    form = {"channel": "sms", "value": "+56 9 1111 2222", "words_to_say": "Hola"}
    client.post(f"/gestion/sobrevivientes/{her.pk}/contacto/", form)
    page = admin.get(f"{LOG}{event_of(Verb.CONTACT_AGREED).pk}/")
    assert page.context["changes"] == []
    assert page.context["hidden"] == 1
    assert "sms" not in page.content.decode()


def test_every_act_purpose_and_actor_has_words():
    assert [verb for verb in Verb if verb.value not in log_words.ACTS] == []
    assert {verb.value for verb in Verb} >= set(log_words.ACTS)
    assert log_words.act("of.tomorrow") == "of.tomorrow"


def test_a_reference_depends_on_a_key_and_not_only_on_the_identifier(her, tmp_path, settings):
    here = reference(her.pk)
    assert reference(str(her.pk)) == here
    settings.KEY_DIR = tmp_path
    assert reference(her.pk) != here


def test_asking_by_reference_asks_no_more_when_there_is_more(admin, worker, her):
    """The page costs a fixed number of questions, however many events and people there are."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(connection) as asked:
            admin.get(LOG, {"reference": reference(her.pk)})
        return len(asked)

    cost()
    few = cost()
    for number in range(5):
        someone = people.assigned(
            people.person(f"otra{number}"), people.Level.N6, centre=worker.centre
        )
        with as_system():
            target = Target("survivor", str(her.pk))
            record(Verb.READ_FILE, by=someone.staff.actor, target=target, subject=her.pk)
    assert cost() == few


def test_time_does_not_run_away_with_the_week(admin):
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert admin.get(LOG).context["asked"].last == timezone.localdate()


def test_each_purpose_that_the_code_writes_down_has_words():
    written = set()
    for part in ("casework", "complaints", "consent", "portal", "selfservice"):
        for path in (ROOT / part).rglob("*.py"):
            written |= set(re.findall(r'\bpurpose="([a-z_]+)"', path.read_text(encoding="utf-8")))
    assert {"attention", "discrepancies"} <= written <= set(log_words.PURPOSES)


def test_what_an_event_says_besides_is_said_in_words(admin, worker):
    with as_system():
        made = record(Verb.TEXT_CHANGED, by=worker.staff.actor, detail={"factor": "totpdevice"})
    shown = admin.get(f"{LOG}{made.pk}/")
    assert shown.context["details"] == [
        (log_words.detail("factor"), log_words.factor("totpdevice"))
    ]
    assert "totpdevice" not in shown.content.decode()

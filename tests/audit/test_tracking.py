"""What people change is logged field by field, joined to its event, and never shown in clear."""

import json
import re

import pytest
from auditlog.registry import auditlog
from django.db import connection
from django.test import Client
from django.utils import timezone

from casework.access import grants
from casework.access.context import acting
from casework.access.grant_models import Grant
from casework.access.models import Assignment, Operator, Undertaking
from casework.attachments.models import Attachment
from casework.audit.changes import changes_of, is_sealed, tracked
from casework.audit.models import AuditEvent
from casework.identity.lookup import name_tokens, run_digest
from casework.sharing.models import RecipientClass, SharingPurpose
from casework.survivors import door_actions
from casework.survivors.models import Door, RelatedPerson, SafeContact, Survivor
from casework.territory.models import Agreement, Centre, Executor
from consent.text_models import ConsentItem, ConsentText
from tests import people, women
from tests.database import as_superuser, as_system

pytestmark = pytest.mark.django_db
REASON = "Debo coordinar hoy su traslado a la canariahospedería de la comuna"
CHANGED_BY_PEOPLE = {
    Agreement, Assignment, Attachment, Centre, ConsentItem, ConsentText, Door, Executor, Grant,
    Operator, RecipientClass, RelatedPerson, SafeContact, SharingPurpose, Survivor, Undertaking,
}  # fmt: skip


def whole_field_log():
    with connection.cursor() as cursor, as_superuser():
        cursor.execute("SELECT to_jsonb(entry)::text FROM auditlog_logentry entry ORDER BY id")
        return [row for (row,) in cursor.fetchall()]


@pytest.fixture
def worker():
    return people.own_centre_worker()


@pytest.fixture
def her(worker):
    return women.registered(worker)


def test_everything_that_people_change_is_tracked():
    assert set(tracked()) >= CHANGED_BY_PEOPLE


def test_nothing_sealed_and_nothing_secret_is_shown_by_any_tracked_model():
    shown = {
        f"{model.__name__}.{field.name}"
        for model in tracked()
        for field in model._meta.concrete_fields
        if (is_sealed(field) or re.search("hash|digest|token|fingerprint|masked", field.name))
        and field.name in auditlog.get_model_fields(model)["include_fields"]
        and field.name not in auditlog.get_model_fields(model)["mask_fields"]
    }
    assert shown == set()


NEUTRAL = re.compile(r'"(timestamp|object_pk|object_repr|cid)": "[^"]*"')


def change_everything(her, worker):
    """Use every write there is on her file; give what must never be read in the field log."""
    staff, at = worker.staff, timezone.now()
    with acting(staff.context):
        keys = [
            door_actions.hand_key(survivor=her, by=staff, at=at),
            door_actions.hand_duress_key(survivor=her, by=staff, at=at),
        ]
    asker = people.other_centre_worker()
    with acting(asker.staff.context):
        grants.ask(
            asker=asker.staff, survivor_id=her.pk, asked_of=people.head_of_centre().operator,
            reason=REASON, hours=2, at=at,
        )  # fmt: skip
    with as_system():
        door = Door.objects.get(survivor=her)
    secrets = [door.key_hash, door.duress_hash, run_digest(women.RUN).hex(), "argon2", *keys]
    tokens = [str(token) for token in name_tokens(*women.NAMES)]
    clear = [*women.NAMES, women.TELEPHONE, women.RELATIVE, "Paty", "1990", "canariahosp"]
    return [*clear, str(women.RUN), women.RUN.plain, *secrets, *tokens]


def test_no_value_of_hers_no_hash_and_no_digest_is_in_the_field_log(her, worker):
    canaries = change_everything(her, worker)
    rows = whole_field_log()
    models = {json.loads(row)["content_type_id"] for row in rows}
    assert len(models) >= 5
    texts = [NEUTRAL.sub("", row.lower()) for row in rows]
    assert [canary[:4] for canary in canaries if canary.lower() in " ".join(texts)] == []


def test_a_masked_run_of_an_operator_is_not_shown(worker):
    with as_system():
        Operator.objects.get(pk=worker.id).save()
        operator = Operator.objects.get(pk=worker.id)
        operator.run_masked, operator.run_digest = "12.***.***-5", b"\x07" * 32
        operator.save()
    told = " ".join(whole_field_log())
    assert "12.***" not in told
    assert "\\u0007" not in told and "07070707" not in told


def test_a_change_made_on_a_page_is_joined_to_its_event(her, worker):
    client = people.login(Client(), worker)
    form = {"channel": "call", "value": "+56 9 1111 2222", "words_to_say": "Otra canaria"}
    assert client.post(f"/gestion/sobrevivientes/{her.pk}/contacto/", form).status_code == 302
    with as_system():
        event = AuditEvent.objects.filter(verb="contact.agreed").latest("created_at")
        changes = changes_of(event.request_id)
    [made] = [change for change in changes if change["model"] == "safecontact"]
    assert made["fields"]["value"] == ["", "***"]
    assert made["fields"]["channel"] == ["", "***"]


def test_a_grant_tells_its_hours_and_hides_whose_file_it_is(her, worker):
    change_everything(her, worker)
    rows = [json.loads(row) for row in whole_field_log()]
    [made] = [row["changes"] for row in rows if "asked_of" in row["changes"]]
    assert made["hours"][1] == "2"
    assert made["survivor_id"][1] == made["reason"][1] == "***"


def test_the_team_of_her_centre_cannot_read_the_field_log(her, worker):
    client = people.login(Client(), worker)
    client.get(f"/gestion/sobrevivientes/{her.pk}/")
    with acting(worker.staff.context), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM auditlog_logentry")
        assert cursor.fetchone() == (0,)

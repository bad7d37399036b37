"""Issuing, reprinting, withdrawing and stamping late, each with its line in the log."""

import hashlib

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from casework.access.context import acting
from casework.access.principals import ANONYMOUS
from casework.audit.actors import SYSTEM
from casework.audit.models import AuditEvent
from casework.documents import actions, store, tending
from casework.documents.check import check
from casework.documents.models import SealedDocument
from casework.documents.queries import visible_to
from casework.survivors.models import Survivor
from tests.database import as_system

from .conftest import AT, CONTEXT, OTHER_CENTRE, OWN_CENTRE
from .stamp_server import StampServer

pytestmark = pytest.mark.django_db


def issue(people, by=None, **extra) -> SealedDocument:
    fixed = {"template": "documents/record.html", "context": CONTEXT, "title": "Constancia"}
    fixed |= {"kind": "consent", "key_id": people.key_id, "survivor_id": people.survivor_id}
    fixed |= {"centre_ids": [OWN_CENTRE], "by": (by or people.own_worker).actor, "at": AT}
    return actions.issue(**(fixed | extra))


def test_an_issued_document_is_sealed_stored_and_logged(people, as_own_worker) -> None:
    document = SealedDocument.objects.get(pk=issue(people).pk)
    sealed = store.open(document.stored).read()
    assert check(sealed).valid
    assert bytes(document.sealed_sha256) == hashlib.sha256(sealed).digest()
    assert (document.status, document.strength, document.provider) == ("valid", "simple", "local")
    with as_system():
        event = AuditEvent.objects.get(verb="document.sealed")
    assert (event.subject, event.target_id) == (people.survivor_id, str(document.pk))
    assert event.detail == {"document_kind": "consent"}


def test_it_can_be_printed_again_to_the_byte(people, as_own_worker) -> None:
    document = SealedDocument.objects.get(pk=issue(people).pk)
    again = actions.reprint(document)
    assert hashlib.sha256(again).digest() == bytes(document.rendered_sha256)


def test_a_changed_context_prints_another_hash(people, as_own_worker) -> None:
    document = issue(people)
    document.context = {**document.context, "heading": "Otra"}
    again = actions.reprint(document)
    assert hashlib.sha256(again).digest() != bytes(document.rendered_sha256)


def test_no_line_in_the_log_means_no_document(people, as_own_worker, monkeypatch, settings) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise OSError("no log")

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(OSError), transaction.atomic():
        issue(people)
    assert SealedDocument.objects.count() == 0
    assert [path for path in settings.PRIVATE_DIR.rglob("*") if path.is_file()] == []


def test_she_can_sign_by_herself(people) -> None:
    with acting(people.survivor.context):
        document = issue(people, by=people.survivor)
        assert visible_to(people.survivor).get() == document


def test_only_her_centre_and_she_see_the_document(people) -> None:
    with acting(people.own_worker.context):
        issue(people)
        assert visible_to(people.own_worker).count() == 1
    for stranger in (people.other_worker, ANONYMOUS):
        with acting(stranger.context):
            assert visible_to(stranger).count() == 0
            assert SealedDocument.objects.count() == 0


def test_withdrawing_says_when_and_twice_is_once(people, as_own_worker) -> None:
    document = issue(people)
    for _ in range(2):
        actions.withdraw(document=document, by=people.own_worker.actor, at=AT)
    assert (document.status, document.withdrawn_at) == ("withdrawn", AT)
    with as_system():
        assert AuditEvent.objects.filter(verb="document.withdrawn").count() == 1


def test_she_can_withdraw_it_herself(people) -> None:
    with acting(people.own_worker.context):
        document = issue(people)
    with acting(people.survivor.context):
        actions.withdraw(document=document, by=people.survivor.actor, at=AT)
    assert document.status == "withdrawn"


def test_a_withdrawn_document_cannot_become_valid_again(people, as_own_worker) -> None:
    document = issue(people)
    actions.withdraw(document=document, by=people.own_worker.actor, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        SealedDocument.objects.update(status="valid", withdrawn_at=None)


@pytest.mark.parametrize(
    "change", [{"title": "Otro"}, {"sealed_sha256": b"x"}, {"survivor_id": None}]
)
def test_the_application_cannot_rewrite_a_document(people, as_own_worker, change) -> None:
    issue(people)
    with pytest.raises(ProgrammingError), transaction.atomic():
        SealedDocument.objects.update(**change)


def test_the_table_holds_neither_code_nor_content_in_clear(people, as_own_worker) -> None:
    document = issue(people)
    code, name = document.code, "Ñancupil"
    with as_system(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT d::text || f::text FROM casework_sealeddocument d, casework_storedfile f"
        )
        row = cursor.fetchone()[0]
    for secret in (code, code.replace("-", ""), name):
        assert secret not in row
        assert secret.encode().hex() not in row


@pytest.fixture
def stamps(settings, tmp_path):
    made = StampServer(tmp_path)
    settings.TIMESTAMP_URL, settings.TIMESTAMP_ROOTS = made.url, str(made.roots)
    yield made
    made.close()


def test_a_stamped_document_is_marked_so(people, as_own_worker, stamps) -> None:
    assert issue(people).stamp == "done"


def test_without_an_authority_nothing_waits(people, as_own_worker) -> None:
    assert issue(people).stamp == "none"


def test_documents_wait_while_the_authority_is_down_and_are_stamped_after(people, stamps) -> None:
    stamps.mood = "refuses"
    with acting(people.own_worker.context):
        documents = [issue(people) for _ in range(3)]
        assert {document.stamp for document in documents} == {"pending"}
        before = store.open(documents[0].stored).read()
    with as_system():
        assert tending.stamp_pending(by=SYSTEM, at=AT) == (0, 3)
        stamps.mood = "well"
        assert tending.stamp_pending(by=SYSTEM, at=AT) == (3, 0)
    with acting(people.own_worker.context):
        document = SealedDocument.objects.get(pk=documents[0].pk)
        after = store.open(document.stored).read()
    report = check(after)
    assert report.valid and report.stamped_at
    assert bytes(document.unstamped_sha256) == hashlib.sha256(before).digest()
    assert bytes(document.sealed_sha256) == hashlib.sha256(after).digest()
    with as_system():
        late = AuditEvent.objects.filter(verb="document.sealed", detail__stamp="late")
        assert late.count() == 3


def test_her_documents_follow_her_to_a_new_centre(people) -> None:
    with acting(people.own_worker.context):
        Survivor.objects.create(
            id=people.survivor_id, key_id=people.key_id, working_name="Rosa",
            centre_ids=[OWN_CENTRE], registered_by=people.own_worker.operator_id,
        )  # fmt: skip
    with acting(people.survivor.context):
        document = issue(people, by=people.survivor, centre_ids=[])
    with acting(people.other_worker.context):
        assert not visible_to(people.other_worker).exists()
    with as_system():
        Survivor.objects.filter(pk=people.survivor_id).update(centre_ids=[OWN_CENTRE, OTHER_CENTRE])
    with acting(people.other_worker.context):
        seen = visible_to(people.other_worker).select_related("stored").get(pk=document.pk)
        assert seen.stored.centre_ids == [OWN_CENTRE, OTHER_CENTRE]

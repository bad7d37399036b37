"""Whose a document is, what is said of it, its versions, its hold, and taking a slip back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from casework.access.context import acting, enter
from casework.access.grant_models import Grant
from casework.attachments import actions, care_actions, queries
from casework.attachments.actions import About, AttachmentRefused, bring, bring_version
from casework.attachments.models import Attachment
from casework.audit.models import AuditEvent
from casework.documents.models import StoredFile
from casework.documents.uploads import CleanFile, accept
from casework.identity.vault import KeyOwner, new_key
from casework.survivors.actions import open_attention
from casework.survivors.timeline_models import TrajectoryEvent
from tests import people
from tests.consent.screens import answers, hers, picture, signature
from tests.database import as_system

from .test_screens import anexos

pytestmark = pytest.mark.django_db
PAGE = CleanFile(b"%PDF-1.4", "application/pdf", "pdf", "informe.pdf", scanned=True)


def filed(survivor, by, file=PAGE, **more) -> Attachment:
    """A document brought by the centre of who brings it."""
    about = About(centre_id=next(iter(by.case_centres)), **more)
    return bring(survivor=survivor, file=file, kind="report", by=by, at=timezone.now(), about=about)


def attended_there(survivor, olga) -> None:
    """The other centre begins to attend her too."""
    enter(olga.staff.context)
    open_attention(
        survivor_id=survivor.pk, centre_id=olga.centre.pk, purpose="attention", by=olga.staff,
        at=timezone.now(),
    )  # fmt: skip


def granted(survivor, olga, paula) -> None:
    """Olga may read Ana's file for some hours."""
    now = timezone.now()
    with as_system():
        Grant.objects.create(
            operator=olga.operator, asked_of=paula.operator, survivor_id=survivor.pk,
            centre_ids=[paula.centre.pk], reason="Debo coordinar su traslado entre dos comunas",
            key_id=new_key(owner=KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[]),
            approved_by=paula.operator, approved_at=now, starts_at=now,
            ends_at=now + timedelta(hours=8),
        )  # fmt: skip


def test_what_a_centre_brought_stays_with_it_and_others_meet_a_line(anas, as_paula, olga):
    row = filed(anas, as_paula)
    attended_there(anas, olga)
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.exists()
    line = TrajectoryEvent.objects.get(kind="document")
    assert (line.target_id, line.detail) == (row.pk, {"kind": "report"})


def test_what_she_signed_follows_her(desk, anas, text, olga):
    desk.post(hers(anas, "autorizaciones/firmar/"), answers(text) | signature())
    attended_there(anas, olga)
    (row,) = Attachment.objects.all()
    assert (row.kind, row.follows) == ("signed_record", True)
    assert StoredFile.objects.filter(pk=row.stored_file_id).exists()


def test_a_document_of_an_investigation_leaves_no_line_and_opens_to_no_grant(
    desk, desk_there, anas, as_paula, olga, paula
):
    """SE-03."""
    secret, plain = filed(anas, as_paula, prosecution=True), filed(anas, as_paula)
    assert [line.target_id for line in TrajectoryEvent.objects.filter(kind="document")] == [
        plain.pk
    ]
    granted(anas, olga, paula)
    assert desk_there.get(anexos(anas, f"{plain.pk}/")).status_code == 200
    assert desk_there.get(anexos(anas, f"{secret.pk}/")).status_code == 404
    assert desk.get(anexos(anas, f"{secret.pk}/")).status_code == 200
    with acting(olga.staff.context):  # and the database says so by itself
        assert {row.pk for row in Attachment.objects.all()} == {plain.pk}
        assert {row.pk for row in StoredFile.objects.all()} == {plain.stored_file_id}


def test_calling_it_so_later_takes_its_line_away(anas, as_paula):
    row, now = filed(anas, as_paula), timezone.now()
    said = care_actions.Described("report", "Parte", None, prosecution=True)
    care_actions.describe(attachment=row, said=said, by=as_paula, at=now)
    assert TrajectoryEvent.objects.get(kind="document").withdrawn_at is not None
    assert StoredFile.objects.get(pk=row.stored_file_id).access_level == "secret"
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=row.pk).update(access_level="reserved")


def test_reserved_and_sensitive_unless_the_head_says_otherwise(anas, as_paula, paula):
    """TD-13."""
    row, now = filed(anas, as_paula), timezone.now()
    assert (row.access_level, row.sensitive) == ("reserved", True)
    with pytest.raises(AttachmentRefused):
        care_actions.classify(
            attachment=row, access_level="public", sensitive=False, by=as_paula, at=now
        )
    head = people.head_of_centre().staff
    enter(head.context)
    care_actions.classify(
        attachment=row, access_level="restricted", sensitive=False, by=head, at=now
    )
    row.refresh_from_db()
    assert (row.access_level, row.sensitive) == ("restricted", False)


def test_what_is_held_is_not_taken_back_whoever_asks(anas, as_paula):
    row, now = filed(anas, as_paula), timezone.now()
    with pytest.raises(AttachmentRefused):
        care_actions.hold(attachment=row, reason="Oficio 12", until=None, by=as_paula, at=now)
    head = people.head_of_centre().staff
    enter(head.context)
    care_actions.hold(attachment=row, reason="Oficio 12", until=None, by=head, at=now)
    enter(as_paula.context)
    with pytest.raises(AttachmentRefused):
        actions.take_back(attachment=row, by=as_paula, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=row.pk).update(withdrawn_at=now)
    enter(head.context)
    care_actions.release(attachment=row, by=head, at=now)
    assert row.held_at is None


def test_the_hold_is_the_heads_page(client, desk, anas, as_paula):
    row = filed(anas, as_paula)
    assert desk.get(anexos(anas, f"{row.pk}/retencion/")).status_code == 403
    people.login(client, people.head_of_centre())
    url = anexos(anas, f"{row.pk}/retencion/")
    assert client.post(url, {"reason": "corto"}).status_code == 422
    assert client.post(url, {"reason": "Oficio 12 del tribunal"}).status_code == 302
    page = client.get(anexos(anas, f"{row.pk}/")).content.decode()
    assert "Oficio 12 del tribunal" in page


def test_a_slip_is_taken_back_within_fifteen_minutes_and_its_line_goes(desk, anas, as_paula):
    row = filed(anas, as_paula)
    desk.post(anexos(anas, f"{row.pk}/retirar/"))
    assert desk.get(anexos(anas, f"{row.pk}/")).status_code == 404
    assert TrajectoryEvent.objects.get(kind="document").withdrawn_at is not None
    assert Attachment.objects.filter(pk=row.pk).exists()


def test_after_fifteen_minutes_or_by_another_it_stays(anas, as_paula):
    row = filed(anas, as_paula)
    late = timezone.now() + timedelta(minutes=16)
    with pytest.raises(AttachmentRefused):
        actions.take_back(attachment=row, by=as_paula, at=late)
    head = people.head_of_centre().staff
    enter(head.context)
    with pytest.raises(AttachmentRefused):
        actions.take_back(attachment=row, by=head, at=timezone.now())


def test_a_newer_version_takes_the_place_and_the_older_is_kept(desk, anas, as_paula):
    first = filed(anas, as_paula, title="Informe")
    second = bring_version(old=first, file=PAGE, by=as_paula, at=timezone.now())
    assert [line.attachment for line in queries.lines(anas, by=as_paula)] == [second]
    assert [line.title for line in queries.versions_of(first, by=as_paula)] == ["Informe"] * 2
    page = desk.get(anexos(anas, f"{first.pk}/"))
    assert page.context["newest"] is False
    with pytest.raises(AttachmentRefused):
        bring_version(old=first, file=PAGE, by=as_paula, at=timezone.now())
    actions.take_back(attachment=second, by=as_paula, at=timezone.now())
    assert [line.attachment for line in queries.lines(anas, by=as_paula)] == [first]
    bring_version(old=first, file=PAGE, by=as_paula, at=timezone.now())


def test_the_small_picture_is_encrypted_and_opens_only_with_its_document(
    desk, desk_there, anas, as_paula
):
    row = filed(anas, as_paula, accept(picture()))
    assert row.thumbnail is not None
    assert row.thumbnail.key_id == anas.key_id
    assert row.thumbnail.centre_ids == row.centre_ids
    small = desk.get(anexos(anas, f"{row.pk}/miniatura/"))
    assert small.content.startswith(b"\xff\xd8\xff")
    assert "no-store" in small["Cache-Control"]
    assert desk_there.get(anexos(anas, f"{row.pk}/miniatura/")).status_code == 404


def test_the_title_is_sealed_and_a_date_to_come_is_refused(desk, anas, as_paula):
    row = filed(anas, as_paula)
    tomorrow = timezone.localdate() + timedelta(days=1)
    url, sent = anexos(anas, f"{row.pk}/datos/"), {"kind": "court", "title": "Audiencia de marzo"}
    assert desk.post(url, {**sent, "document_date": tomorrow}).status_code == 422
    assert desk.post(url, sent).status_code == 302
    row.refresh_from_db()
    assert row.title == "Audiencia de marzo"
    (raw,) = Attachment.objects.filter(pk=row.pk).values_list("title", flat=True)
    assert b"marzo" not in bytes(raw)
    assert "marzo" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_documents_are_found_by_what_they_belong_to(anas, as_paula):
    from casework.cases.models import Case

    case = Case.objects.get(survivor=anas)
    row = filed(anas, as_paula, target=("case", case.pk))
    filed(anas, as_paula)
    found = queries.tied_to(anas, ("case", case.pk), by=as_paula)
    assert [line.attachment for line in found] == [row]

"""She decides, signs, changes her mind; every act files a sealed record."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from casework.access.principals import SurvivorPrincipal
from casework.attachments.models import Attachment
from casework.documents import store
from casework.documents.check import check
from casework.documents.queries import Verdict, ask_by_code
from casework.sharing.actions import NotShared, share
from casework.sharing.gate import Sharing, may_share
from casework.survivors.actions import add_related
from consent.actions import ConsentRefused, Signature, decide, withdraw
from consent.models import ConsentDecision, ConsentRecord
from consent.record_models import Form
from tests.survivors.conftest import NOW

pytestmark = pytest.mark.django_db
HISTORY = ("history", "network_centres")


def answers(text, given: bool | None):
    return {item.pk: given for item in text.items.all()}


@pytest.fixture
def herself(her, as_principal):
    principal = SurvivorPrincipal(her.pk)
    as_principal(principal)
    return principal


@pytest.fixture
def by_clave_unica():
    return Signature(form=Form.CLAVE_UNICA, name="Ana María Soto", document="44.444.444-4")


@pytest.fixture
def signed(her, text, herself, by_clave_unica):
    return decide(
        survivor=her,
        text=text,
        answers=answers(text, True),
        signature=by_clave_unica,
        by=herself,
        at=NOW,
    )


def asked(her, pair=HISTORY, after=timedelta(seconds=1)):
    purpose, recipient = pair
    return may_share(Sharing(her.pk, recipient, purpose), at=NOW + after)


def test_signing_files_a_valid_sealed_record_in_her_file(signed, her):
    filed = Attachment.objects.get(survivor=her)
    assert check(store.open(filed.stored_file).getvalue()).valid
    assert ask_by_code(filed.sealed_document.code).verdict is Verdict.VALID


def test_the_own_centre_worker_finds_the_record(signed, her, own_centre_worker, as_principal):
    as_principal(own_centre_worker)
    assert Attachment.objects.visible_to(own_centre_worker).get().survivor_id == her.pk


def test_the_other_centre_worker_does_not(signed, other_centre_worker, as_principal):
    as_principal(other_centre_worker)
    assert not Attachment.objects.exists()
    assert not ConsentRecord.objects.exists()


def test_nothing_goes_out_before_she_is_asked(her):
    assert not asked(her).allowed


def test_what_she_agreed_to_may_go_out(signed, her):
    assert asked(her).allowed


def test_refusing_everything_is_recorded_and_lets_nothing_out(her, text, herself, by_clave_unica):
    decide(
        survivor=her,
        text=text,
        answers=answers(text, False),
        signature=by_clave_unica,
        by=herself,
        at=NOW,
    )
    assert ConsentDecision.objects.count() == 2
    assert not asked(her).allowed


def test_silence_is_not_consent(her, text, herself, by_clave_unica):
    with pytest.raises(ConsentRefused):
        decide(
            survivor=her,
            text=text,
            answers=answers(text, None),
            signature=by_clave_unica,
            by=herself,
            at=NOW,
        )


def test_a_change_of_mind_stops_sharing_and_the_record_says_withdrawn(
    signed, her, herself, by_clave_unica
):
    later = NOW + timedelta(days=1)
    receipt = withdraw(
        survivor=her,
        record_=signed,
        pairs=[HISTORY],
        signature=by_clave_unica,
        by=herself,
        at=later,
    )
    assert not asked(her, after=timedelta(days=2)).allowed
    assert asked(her, pair=("coordinate", "health"), after=timedelta(days=2)).allowed
    assert ask_by_code(signed.attachment.sealed_document.code).verdict is Verdict.WITHDRAWN
    assert check(store.open(receipt.attachment.stored_file).getvalue()).valid


def test_the_receipt_tells_where_data_had_already_gone(
    signed, her, herself, own_centre_worker, by_clave_unica, as_principal
):
    as_principal(own_centre_worker)
    sharing = Sharing(her.pk, "health", "coordinate")
    share(sharing=sharing, institution="MINSAL", by=own_centre_worker, at=NOW + timedelta(hours=1))
    as_principal(herself)
    receipt = withdraw(
        survivor=her,
        record_=signed,
        pairs=[("coordinate", "health")],
        signature=by_clave_unica,
        by=herself,
        at=NOW + timedelta(days=1),
    )
    sections = receipt.attachment.sealed_document.context["sections"]
    assert len(sections[1]["paragraphs"]) == 1
    assert "22-11-2026" in sections[1]["paragraphs"][0]


def test_nothing_is_shared_without_her_yes(her, own_centre_worker):
    with pytest.raises(NotShared):
        share(
            sharing=Sharing(her.pk, "health", "coordinate"),
            institution="MINSAL",
            by=own_centre_worker,
            at=NOW,
        )


def test_an_unconfirmed_answer_lets_nothing_out(her, text, herself):
    waiting = Signature(form=Form.CLAVE_UNICA, name="Ana", awaits_confirmation=True)
    decide(
        survivor=her, text=text, answers=answers(text, True), signature=waiting, by=herself, at=NOW
    )
    assert not asked(her).allowed


def test_the_aggressor_never_signs_for_her(her, text, own_centre_worker, as_principal):
    as_principal(own_centre_worker)
    father = add_related(
        survivor=her, relation="parent", is_aggressor=True, by=own_centre_worker, at=NOW
    )
    with pytest.raises(ConsentRefused):
        decide(
            survivor=her,
            text=text,
            answers=answers(text, True),
            signature=Signature(
                form=Form.BUTTON, name="El padre", representative=father, power="court"
            ),
            by=own_centre_worker,
            at=NOW,
        )


@pytest.mark.parametrize("table", ["consent_consentrecord", "consent_consentdecision"])
@pytest.mark.parametrize("change", ["UPDATE {} SET at = now()", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_she_decided(signed, table, change):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))


def test_a_text_in_force_never_changes(text):
    text.title = "Otro título"
    with pytest.raises(DatabaseError), transaction.atomic():
        text.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        text.items.first().delete()

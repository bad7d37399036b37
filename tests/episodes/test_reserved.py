"""Sexual violence: who she is stays with her team, and under 18 nobody can waive it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from casework.access.context import acting
from casework.episodes import queries
from casework.episodes.confidentiality import RESERVED
from casework.sharing import gate, reserve
from casework.sharing.gate import Answer, Sharing
from casework.sharing.models import SharingPurpose
from casework.survivors import barring, masking
from casework.survivors.models import Survivor
from consent.actions import ConsentRefused, Signature, decide
from consent.forms import DecisionForm
from consent.models import ConsentRecord
from consent.queries import waiting_for
from consent.record_models import Form
from consent.text_actions import approve, send_to_review
from tests import people
from tests.consent.conftest import draft
from tests.database import as_system
from tests.episodes.conftest import HIS_RUN, name, tell

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def born(her, years, days=0):
    """Make her so old today."""
    day = date(TODAY.year - years, TODAY.month, min(TODAY.day, 28)) + timedelta(days=days)
    with as_system():
        row = Survivor.objects.get(pk=her.pk)
        row.birth_date, row.birth_year = day, day.year
        row.save(update_fields=["birth_date", "birth_year"])
        return row


@pytest.fixture
def text(db):
    with as_system():
        author = people.editor().user
        made = draft(author, code="reservas", required=True)
        send_to_review(text=made, by=author, at=timezone.now())
        return approve(text=made, by=people.administrator().user, at=timezone.now())


@pytest.mark.parametrize(
    ("years", "forms", "expected"),
    [(17, ["SEXUAL"], True), (18, ["SEXUAL"], False), (17, ["FISICA"], False)],
)
def test_who_is_reserved_depends_on_her_age_and_the_form(paula, her, years, forms, expected):
    tell(paula, her, forms=forms)
    row = born(her, years)
    with acting(paula.staff.context):
        assert queries.is_minor_sexual(row, TODAY) is expected
        assert reserve.is_reserved(row, TODAY) is expected


def test_the_gate_lets_only_court_and_prosecutor_know(paula, her, monkeypatch):
    monkeypatch.setattr(gate, "_rules", {"yes": lambda _sharing, _at: Answer(True, "")})
    tell(paula, her, forms=["SEXUAL"])
    born(her, 15)
    asked = Sharing(her.pk, "justice", "protect")
    with acting(paula.staff.context):
        answers = {
            code: gate.may_share(replace(asked, institution=code), at=timezone.now())
            for code in ("", "CARAB", "MINSAL", "PJUD", "MP")
        }
        figures = gate.may_share(replace(asked, purpose="statistics"), at=timezone.now())
    allowed = {code for code, found in answers.items() if found.allowed}
    assert allowed == {"PJUD", "MP"}
    assert answers["CARAB"].reason == RESERVED.reason
    assert figures.allowed
    # The veto alone lets nothing out.
    monkeypatch.setattr(gate, "_rules", {})
    with acting(paula.staff.context):
        assert not gate.may_share(replace(asked, institution="MP"), at=timezone.now()).allowed


def test_she_is_not_asked_what_she_cannot_authorise(paula, her, text):
    row = born(her, 17)
    with acting(paula.staff.context):
        assert len(DecisionForm(text, survivor=row).fields) == 2
        assert text in list(waiting_for(row))
        tell(paula, her, forms=["SEXUAL"])
    with acting(paula.staff.context):
        assert DecisionForm(text, survivor=row).fields == {}
        assert text not in list(waiting_for(row))
        with pytest.raises(ConsentRefused):
            decide(survivor=row, text=text, answers={}, by=paula.staff, at=timezone.now(),
                   signature=Signature(form=Form.BUTTON, name="Ella"))  # fmt: skip
        SharingPurpose.objects.filter(identifies=False).get(pk="statistics")


def test_only_a_grant_is_shown_masks(paula, olga, her):
    granted = replace(olga.staff, granted=frozenset({her.pk}))
    assert not masking.hides(her.pk, granted)
    tell(paula, her, forms=["SEXUAL"])
    assert masking.hides(her.pk, granted)
    assert not masking.hides(her.pk, paula.staff)


def granted_reader(her):
    """A manager of the region to whom somebody opened this file."""
    from casework.access.grant_models import Grant
    from casework.identity.vault import KeyOwner, new_key

    reader, head = people.territorial_manager(), people.head_of_centre()
    at = timezone.now()
    with as_system():
        Grant.objects.create(
            operator=reader.operator, asked_of=head.operator, survivor_id=her.pk, hours=4,
            reason="Debo preparar hoy la mesa de coordinación de la región",
            key_id=new_key(owner=KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[]),
            approved_by=head.operator, approved_at=at, starts_at=at,
            ends_at=at + timedelta(hours=4),
        )  # fmt: skip
    return reader


def test_a_granted_reader_sees_neither_telephone_nor_comuna(paula, her, client):
    people.login(client, granted_reader(her))
    address = f"/gestion/sobrevivientes/{her.pk}/"
    before = client.get(address).content.decode()
    assert "8765" in before
    assert str(her.comuna) in before
    tell(paula, her, forms=["SEXUAL"])
    after = client.get(address).content.decode()
    assert "8765" not in after
    assert str(her.comuna) not in after


def test_an_aggressor_never_represents_her_nor_asks_for_her(paula, her, text):
    """As representative by the document he shows, and as whoever asks as an heir would."""
    with acting(paula.staff.context):
        from casework.survivors.actions import add_related

        row = born(her, 12)
        father = add_related(survivor=her, relation="parent", by=paula.staff, at=timezone.now())
        answers = {item.pk: True for item in text.items.all()}
        signed = Signature(form=Form.BUTTON, name="Padre", document="12345678-5",
                           representative=father, power="parent")  # fmt: skip
        assert not barring.is_barred(her.pk, run=HIS_RUN)
    name(paula, her)
    with acting(paula.staff.context):
        assert barring.is_barred(her.pk, run=HIS_RUN)
        assert barring.is_barred_as_written(her.pk, "12.345.678-5")
        assert not barring.is_barred_as_written(her.pk, "7.654.321-6")
        assert not barring.is_barred_as_written(her.pk, "no es un RUN")
        with pytest.raises(ConsentRefused):
            decide(survivor=row, text=text, answers=answers, signature=signed, by=paula.staff,
                   at=timezone.now())  # fmt: skip
        assert not ConsentRecord.objects.exists()


def test_no_document_is_a_child_s_recorded_interview():
    """Law SE-04: recordings and transcripts have no kind to be filed under; only a reference."""
    from casework.attachments.models import Attachment
    from casework.episodes.models import Episode

    kinds = {str(kind) for kind in Attachment.Kind.values}
    assert not [kind for kind in kinds if "interview" in kind or "video" in kind or "eiv" in kind]
    assert Episode._meta.get_field("interview_reference").get_internal_type() == "BinaryField"

"""The eight functions that the report asks of every consent (report II.7, law DP-28)."""

import pytest
from django.utils import timezone

from casework.survivors.actions import add_related
from consent import overview, report
from consent.models import ConsentRecord
from consent.text_models import LEGAL_FIELDS, NOTICE_FIELDS
from tests.consent.screens import answers, hers, on_paper, picture, signature

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign(desk, anas, text):
    def do(value="yes", how="firmar", **more):
        written = on_paper(scan=picture()) if how == "papel" else signature()
        desk.post(hers(anas, f"autorizaciones/{how}/"), answers(text, value) | written | more)
        return ConsentRecord.objects.filter(survivor=anas).latest("at")

    return do


def printed(record) -> str:
    """All the words of the sealed document."""
    return str(record.attachment.sealed_document.context)


@pytest.mark.parametrize(("value", "given"), [("yes", True), ("no", False)])
def test_registers_whether_consent_was_obtained_or_not(sign, value, given):
    """DP-28, 1: registrar la obtención o no del consentimiento."""
    assert set(sign(value).decisions.values_list("given", flat=True)) == {given}


def test_registers_who_gives_it_and_the_representative(sign, anas, as_paula):
    """DP-28, 2: registrar identificación de quien otorga el consentimiento y representante."""
    record = sign()
    assert (record.signer_name, record.signer_document) == ("Ana María Soto Núñez", "44.444.444-4")
    sister = add_related(survivor=anas, relation="relative", name="Eva Soto", by=as_paula,
                         at=timezone.now())  # fmt: skip
    by_her = {"signer": "representative", "representative": str(sister.pk), "power": "mandate",
              "representative_document": "11.111.111-1", "proof": picture()}  # fmt: skip
    record = sign(**by_her)
    assert (record.representative, record.power) == (sister, "mandate")
    assert (record.signer_name, record.signer_document) == ("Eva Soto", "11.111.111-1")
    assert record.power_proof is not None


@pytest.mark.parametrize(("how", "form"), [("firmar", "button"), ("papel", "paper")])
def test_registers_how_it_was_obtained(sign, how, form):
    """DP-28, 3: registrar la forma en que fue obtenido."""
    record = sign(how=how)
    assert record.form == form
    assert record.assisted_by is not None


def test_registers_when_it_was_obtained(sign):
    """DP-28, 4: registrar la fecha en que fue obtenido."""
    record = sign()
    assert record.signed_on == timezone.localdate()
    assert (timezone.now() - record.at).total_seconds() < 60
    assert str(sign(how="papel").signed_on) == "2026-11-20"


def test_registers_the_signature(sign):
    """DP-28, 5: registrar la firma."""
    record = sign()
    assert record.attachment.sealed_document.status == "valid"
    assert "Ana María Soto Núñez" in printed(record)
    assert sign(how="papel").attachment.kind == "paper_scan"


def test_registers_the_express_declaration_with_its_elements(sign, text):
    """DP-28, 6: registrar la declaración expresa con los elementos definidos (a to e)."""
    words = printed(sign())
    for name in (*NOTICE_FIELDS, *LEGAL_FIELDS, "statement"):
        assert getattr(text, name) in words
    assert text.fingerprint in words


def test_reports_what_is_missing_or_incomplete(sign, anas, as_paula):
    """DP-28, 7: reportar su inexistencia o incompletitud si se ha establecido como necesario."""
    before = report.counts(report.women(as_paula))
    assert (before["missing"], before["no_scan"]) == (1, 0)
    sign(how="papel", scan="", scan_later="on")
    after = report.counts(report.women(as_paula))
    assert (after["missing"], after["no_scan"]) == (0, 1)


def test_registers_related_persons_who_have_not_consented(desk, anas, text, as_paula):
    """DP-28, 8; DP-29: registrar individuos relacionados que no han prestado consentimiento."""
    child = add_related(survivor=anas, relation="child", by=as_paula, at=timezone.now())
    assert [close.agreed for close in overview.people(anas)] == [None]
    desk.post(hers(anas, f"cercanos/{child.pk}/"), {"given": "no"})
    assert [close.agreed for close in overview.people(anas)] == [False]
    assert report.counts(report.women(as_paula))["related"] == 1

"""She signs at the centre: by button with a worker, on paper, or somebody signs for her."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from casework.attachments.models import Attachment
from casework.documents import store
from casework.documents.check import check
from casework.sharing.gate import Sharing, may_share
from casework.survivors.actions import Identity, add_related
from casework.survivors.timeline_models import TrajectoryEvent
from consent.models import ConsentRecord
from consent.rules import may_sign
from tests import people
from tests.consent.screens import answers, hers, on_paper, picture, registered, signature
from tests.database import as_system
from tests.registry.conftest import attend

pytestmark = pytest.mark.django_db


def years_ago(years: int, days: int = 0) -> date:
    today = timezone.localdate()
    born = date(today.year - years, today.month, min(today.day, 28))
    return born + timedelta(days=days)


def shared(survivor, staff) -> bool:
    asked = Sharing(survivor.pk, "network_centres", "history")
    return may_share(asked, at=timezone.now() + timedelta(minutes=1)).allowed


@pytest.fixture
def girl(paula):
    """A girl of twelve, her mother and her father, who is named as aggressor."""
    child = Identity(working_name="Lili", birth_date=years_ago(12))
    survivor = registered(paula, child)
    staff, at = paula.staff, timezone.now()
    mother = add_related(survivor=survivor, relation="parent", name="Rosa", by=staff, at=at)
    father = add_related(
        survivor=survivor, relation="parent", name="Hugo", is_aggressor=True, by=staff, at=at
    )
    return survivor, mother, father


def for_her(person, **more):
    return signature(signer="representative", representative=str(person.pk), power="parent", **more)


def test_name_document_and_date_are_filled_in_and_nothing_is_marked(desk, anas, text):
    """DP-20, DP-21: nothing pre-ticked among the answers."""
    page = desk.get(hers(anas, "autorizaciones/firmar/"))
    body = page.content.decode()
    assert "Ana María Soto Núñez" in body
    assert "44.444.444-4" in body
    assert not any(choice.value() for _item, choice in page.context["form"].choices())


def test_she_signs_by_button_and_the_worker_is_written_down(desk, anas, text, paula, as_paula):
    response = desk.post(hers(anas, "autorizaciones/firmar/"), answers(text) | signature())
    assert response.status_code == 302
    kept = ConsentRecord.objects.get(survivor=anas)
    assert (kept.form, kept.assisted_by, kept.signer) == ("button", paula.id, "herself")
    assert check(store.open(kept.attachment.stored_file).getvalue()).valid
    assert shared(anas, as_paula)


@pytest.mark.parametrize("way", ["firmar", "papel"])
def test_her_trayecto_tells_every_team_what_she_answered_and_opens_it(
    desk, desk_there, anas, text, paula, olga, way
):
    sent = answers(text) | (on_paper(scan=picture()) if way == "papel" else signature())
    desk.post(hers(anas, f"autorizaciones/{way}/"), sent)
    with as_system():
        line = TrajectoryEvent.objects.get(survivor=anas, target_kind="consent")
        record = ConsentRecord.objects.get(survivor=anas)
    assert (line.code, line.target_id, line.centre_id) == (
        "consent-signed", record.pk, paula.centre.pk
    )  # fmt: skip
    assert timezone.localdate(line.at) == record.signed_on
    attend(anas, olga)
    page = desk_there.get(f"/gestion/sobrevivientes/{anas.pk}/trayecto/").content.decode()
    assert f"/autorizaciones/registro/{record.pk}/" in page
    assert desk_there.get(hers(anas, f"registro/{record.pk}/")).status_code == 200


def test_refusing_everything_is_kept_and_the_file_stays_open(desk, anas, text, as_paula):
    """DP-22, DP-23: refusing all never closes the case."""
    desk.post(hers(anas, "autorizaciones/firmar/"), answers(text, "no") | signature())
    assert ConsentRecord.objects.filter(survivor=anas).count() == 1
    assert not shared(anas, as_paula)
    assert desk.get(f"/gestion/sobrevivientes/{anas.pk}/").status_code == 200


def test_a_missing_answer_is_asked_for_and_what_was_marked_stays(desk, anas, text):
    first, _second = text.items.all()
    marked = signature(**{f"item_{first.pk}": "no"})
    response = desk.post(hers(anas, "autorizaciones/firmar/"), marked)
    assert response.status_code == 422
    assert response.context["form"][f"item_{first.pk}"].value() == "no"
    with as_system():
        assert not ConsentRecord.objects.exists()


def test_without_reading_it_with_her_nothing_is_signed(desk, anas, text):
    marked = answers(text) | signature()
    del marked["informed"]
    assert desk.post(hers(anas, "autorizaciones/firmar/"), marked).status_code == 422


def test_a_paper_is_filed_with_its_scan_place_and_date(desk, anas, text, as_paula):
    marked = answers(text) | on_paper(scan=picture())
    assert desk.post(hers(anas, "autorizaciones/papel/"), marked).status_code == 302
    kept = ConsentRecord.objects.get(survivor=anas)
    assert (kept.form, kept.signed_on, kept.paper_place) == (
        "paper", date(2026, 11, 20), "Carpeta 12",
    )  # fmt: skip
    assert kept.attachment.kind == Attachment.Kind.PAPER_SCAN
    assert kept.lacks() == []
    assert shared(anas, as_paula)


def test_a_paper_needs_its_scan_or_the_word_that_it_will_come(desk, anas, text):
    response = desk.post(hers(anas, "autorizaciones/papel/"), answers(text) | on_paper())
    assert response.status_code == 422
    assert "scan" in response.context["signature"].errors


def test_a_refused_scan_says_why_and_keeps_what_was_marked(desk, anas, text):
    from django.core.files.uploadedfile import SimpleUploadedFile

    harmful = SimpleUploadedFile("carta.docx", b"PK\x03\x04" + b"0" * 200)
    marked = answers(text) | on_paper(scan=harmful)
    response = desk.post(hers(anas, "autorizaciones/papel/"), marked)
    assert response.status_code == 422
    assert "PDF" in response.content.decode()
    assert response.context["signature"]["paper_place"].value() == "Carpeta 12"
    with as_system():
        assert not Attachment.objects.exists()


def test_a_paper_cannot_be_signed_tomorrow(desk, anas, text):
    tomorrow = str(timezone.localdate() + timedelta(days=1))
    marked = answers(text) | on_paper(scan=picture()) | {"signed_on": tomorrow}
    assert desk.post(hers(anas, "autorizaciones/papel/"), marked).status_code == 422


@pytest.mark.usefixtures("earnest_press")
def test_the_blank_sheet_is_a_pdf_that_names_nobody(desk, anas, text):
    import pikepdf

    response = desk.get(hers(anas, "autorizaciones/hoja/"))
    assert response.content.startswith(b"%PDF")
    assert "documento-" in response["Content-Disposition"]
    from io import BytesIO

    with pikepdf.open(BytesIO(response.content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Hoja para completar"
    assert b"Soto" not in response.content


@pytest.mark.parametrize(
    ("born", "alone"),
    [(years_ago(16), True), (years_ago(16, 1), False), (years_ago(15), False),
     (years_ago(13), False), (years_ago(16, -1), True), (None, True)],
)  # fmt: skip
def test_from_her_sixteenth_birthday_on_she_signs_alone(born, alone):
    """DP-42: 13 and 15 with somebody, 16 alone; to the day."""
    today = date(timezone.localdate().year, timezone.localdate().month,
                 min(timezone.localdate().day, 28))  # fmt: skip
    assert may_sign(birth_date=born, day=today, by_representative=False).allowed is alone


def test_a_girl_under_sixteen_does_not_sign_alone(desk, girl, text):
    """DP-42."""
    survivor, _mother, _father = girl
    response = desk.post(hers(survivor, "autorizaciones/firmar/"), answers(text) | signature())
    assert response.status_code == 422
    assert "signer" in response.context["signature"].errors


def test_her_mother_signs_with_the_proof_of_her_power(desk, girl, text, as_paula):
    """DP-27, DP-42, DP-43."""
    survivor, mother, _father = girl
    marked = answers(text) | for_her(mother, proof=picture())
    assert desk.post(hers(survivor, "autorizaciones/firmar/"), marked).status_code == 302
    kept = ConsentRecord.objects.get(survivor=survivor)
    assert (kept.signer, kept.power, kept.signer_name) == ("representative", "parent", "Rosa")
    assert kept.power_proof.kind == Attachment.Kind.POWER
    assert shared(survivor, as_paula)


def test_without_proof_of_the_power_nothing_is_shared_until_it_is_filed(desk, girl, text, as_paula):
    """DP-27: an agent needs express power, shown in the record."""
    survivor, mother, _father = girl
    desk.post(hers(survivor, "autorizaciones/firmar/"), answers(text) | for_her(mother))
    kept = ConsentRecord.objects.get(survivor=survivor)
    assert kept.lacks() == ["proof"]
    assert not shared(survivor, as_paula)
    added = desk.post(hers(survivor, f"registro/{kept.pk}/agregar/proof/"), {"file": picture()})
    assert added.status_code == 302
    assert shared(survivor, as_paula)


def test_the_aggressor_is_shown_and_cannot_be_chosen(desk, girl, text):
    """DP-44."""
    survivor, _mother, father = girl
    page = desk.get(hers(survivor, "autorizaciones/firmar/")).content.decode()
    tag = next(part for part in page.split("<input") if str(father.pk) in part)
    assert "disabled" in tag.split(">")[0]


def test_the_server_refuses_the_aggressor_too(desk, girl, text):
    """DP-44: the page is not the rule."""
    survivor, _mother, father = girl
    marked = answers(text) | for_her(father, proof=picture())
    response = desk.post(hers(survivor, "autorizaciones/firmar/"), marked)
    assert response.status_code == 422
    with as_system():
        assert not ConsentRecord.objects.exists()
        assert not Attachment.objects.exists()


def test_nobody_close_to_another_woman_can_be_chosen(desk, girl, anas, text):
    _survivor, mother, _father = girl
    marked = answers(text) | for_her(mother) | {"power": "court"}
    assert desk.post(hers(anas, "autorizaciones/firmar/"), marked).status_code == 422


def test_for_an_adult_only_a_mandate_or_a_court_order_serves(desk, anas, text, as_paula):
    """DP-27."""
    sister = add_related(survivor=anas, relation="relative", name="Eva", by=as_paula,
                         at=timezone.now())  # fmt: skip
    marked = answers(text) | for_her(sister, proof=picture())
    assert desk.post(hers(anas, "autorizaciones/firmar/"), marked).status_code == 422
    marked = answers(text) | for_her(sister, proof=picture()) | {"power": "mandate"}
    assert desk.post(hers(anas, "autorizaciones/firmar/"), marked).status_code == 302


@pytest.mark.parametrize("rest", ["", "autorizaciones/firmar/", "autorizaciones/papel/",
                                  "autorizaciones/hoja/", "entregar/"])  # fmt: skip
def test_the_other_centre_meets_nothing(desk_there, anas, text, rest):
    assert desk_there.get(hers(anas, rest)).status_code == 404


def test_an_authority_meets_a_refusal(client, anas, text):
    people.login(client, people.authority())
    assert client.get(hers(anas)).status_code == 403

"""From her own space she says that a datum is not right: clock, mark, outcome (law DP-14)."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.utils import timezone

from casework.access.context import acting
from casework.access.principals import SurvivorPrincipal
from casework.cases.work import day
from casework.identity.fields import encrypted_names
from casework.survivors.choices import Mode
from casework.survivors.registry import queries as known
from casework.survivors.registry.models import Datum
from complaints.discrepancies import actions, day_lines
from complaints.discrepancies.choices import End
from complaints.models import Discrepancy, DiscrepancyCause, RightsRequest
from complaints.rights.choices import Asked, Channel, Delivery
from selfservice import agreeing
from selfservice.choices import Group
from tests.database import as_system
from tests.selfservice.conftest import HERS, NOW, phone
from tests.selfservice.test_door import type_key

pytestmark = pytest.mark.django_db
DATA, LIST = "/mi-espacio/datos/", "/mi-espacio/correcciones/"
SAID = "Mi apellido es Sotocanaria"


@pytest.fixture
def agreed(her, own_centre_worker, as_principal):
    as_principal(own_centre_worker)
    agreeing.agree(
        survivor=her, groups=[Group.IDENTITY, Group.FAMILY], by=own_centre_worker, at=NOW
    )
    return her


@pytest.fixture
def inside(key_in_hand, agreed):
    client = phone(HERS)
    type_key(client, key_in_hand)
    return client


def page(client, path):
    return client.get(path).content.decode()


def only(model):
    with as_system():
        return model.objects.get()


def says(client, code="names", words=SAID):
    return client.post(f"{DATA}{code}/", {"version": words})


def test_beside_every_datum_she_may_say_that_it_is_not_right(inside):
    seen = page(inside, DATA)
    for code in ("names", "document", "birth-date"):
        assert f'href="{DATA}{code}/"' in seen
    form = page(inside, f"{DATA}names/")
    assert "Ana María Soto Núñez" in form
    assert "A más tardar" in form or "a más tardar" in form  # which clock runs


def test_dp14_it_opens_a_request_with_its_clock_and_is_hers_alone_to_have_said(inside):
    assert says(inside)["Location"] == LIST
    row, asked = only(Discrepancy), only(RightsRequest)
    assert (asked.right, asked.channel) == (Asked.RECTIFICATION, Channel.ONLINE)
    assert (row.request_id, row.told_by, row.state) == (asked.pk, None, "open")
    assert asked.delivery == Delivery.OWN_SPACE
    assert asked.number in page(inside, LIST)


def test_it_is_marked_at_once_for_whoever_reads_her_file(inside, her, own_centre_worker):
    says(inside)
    with acting(own_centre_worker.context):
        shown = known.shown(known.current_data(her)["names"], timezone.localdate())
        assert Datum.objects.filter(survivor=her, field="names").count() == 1
    assert (shown.state, shown.words) == ("disputed", "Ana María Soto Núñez")
    assert SAID in shown.because
    assert "Dijiste que no está bien" in page(inside, DATA)


def test_her_team_finds_it_in_its_day_without_her_name(inside, own_centre_worker):
    source = day.Source(day_lines.asked, day_lines.told)
    says(inside)
    with acting(own_centre_worker.context):
        (line,) = day.said(source, own_centre_worker, timezone.now())
    assert line.url.endswith(f"{only(Discrepancy).pk}/")
    assert "Soto" not in str(line.words)


def test_a_datum_of_which_nobody_wrote_where_it_comes_from_is_marked_too(
    inside, her, own_centre_worker
):
    with as_system(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM casework_datum WHERE survivor_id = %s", [her.pk])
    says(inside)
    with acting(own_centre_worker.context):
        shown = known.shown(known.current_data(her)["names"], timezone.localdate())
    assert (shown.state, shown.words) == ("disputed", "Ana María Soto Núñez")


def test_said_twice_it_is_one(inside):
    says(inside)
    inside.post(f"{DATA}names/", {"version": "Otra vez"})
    assert "Ya lo habías dicho" in page(inside, LIST)
    with as_system():
        assert Discrepancy.objects.count() == RightsRequest.objects.count() == 1


def test_without_words_she_is_told_kindly_and_nothing_is_filed(inside):
    assert says(inside, words="")["Location"] == f"{DATA}names/"
    assert "Cuéntanos qué debería decir" in page(inside, f"{DATA}names/")
    with as_system():
        assert not RightsRequest.objects.exists()


def test_too_many_in_a_day_keep_what_she_wrote(inside, monkeypatch):
    monkeypatch.setattr("selfservice.correcting.too_many", lambda *_asked: True)
    assert says(inside)["Location"] == f"{DATA}names/"
    assert SAID in page(inside, f"{DATA}names/")


def test_a_count_of_her_family_is_asked_to_be_put_right_though_no_datum_is_marked(
    inside, her, own_centre_worker, as_principal
):
    from casework.survivors.actions import add_related

    with acting(own_centre_worker.context):
        add_related(relation="child", name="Niña", survivor=her, by=own_centre_worker, at=NOW)
    says(inside, "children", "Tengo dos")
    with as_system():
        assert not Discrepancy.objects.exists()
        assert "Tengo dos" in RightsRequest.objects.get().wording
    assert only(RightsRequest).number in page(inside, LIST)


def test_what_was_not_agreed_is_not_there_and_the_database_takes_none_of_it(inside, her):
    assert inside.get(f"{DATA}comuna/").status_code == 404
    assert inside.get(f"{DATA}education/").status_code == 404
    says(inside)
    asked = only(RightsRequest)
    by = SurvivorPrincipal(her.pk)
    for code in ("comuna", "education"):
        with acting(by.context), refused_by_policy(), transaction.atomic():
            _row(her, asked, code).save(force_insert=True)


def test_her_session_marks_only_what_she_said_and_changes_no_value(inside, her):
    by, rows = SurvivorPrincipal(her.pk), Datum.objects.filter(survivor=her, field="birth-date")
    with as_system():
        before = rows.values_list("pk", "value").get()
    with acting(by.context), connection.cursor() as cursor:
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("SELECT siivbg_my_mark('birth-date', %s, '', '')", [before[0]])
        cursor.execute("SELECT siivbg_my_datum('comuna')")
        assert cursor.fetchone() == (None,)
        cursor.execute("UPDATE casework_datum SET state = 'validated'")
        assert cursor.rowcount == 0
    says(inside, "birth-date", "Nací el 5")
    with as_system():
        assert rows.values_list("pk", "value").get() == before
        assert rows.get().state == "disputed"


def test_how_sure_it_was_is_what_the_database_saw(inside, her):
    with as_system():
        Datum.objects.filter(survivor=her, field="names").update(state="validated")
    says(inside)
    assert only(Discrepancy).before == "validated"


def test_she_says_nothing_of_anybody_else(inside, her):
    says(inside)
    asked = only(RightsRequest)
    other, row = SurvivorPrincipal(asked.pk), _row(her, asked, "document")
    with acting(SurvivorPrincipal(her.pk).context):
        for name in encrypted_names(Discrepancy):
            Discrepancy._meta.get_field(name).pre_save(row, True)  # sealed by whoever can
    with acting(other.context), refused_by_policy(), transaction.atomic():
        row.save(force_insert=True)


def refused_by_policy():
    """What row-level security does not take, and no other rule."""
    return pytest.raises(ProgrammingError, match="row-level security")


def _row(her, asked, code):
    return Discrepancy(
        survivor=her, key_id=her.key_id, centre_ids=her.centre_ids, field=code,
        request_id=asked.pk, version="x", told_at=NOW, before="declared",
    )  # fmt: skip


def ended(end=End.CORRECTED, **more):
    """As it stands once two people decided."""
    with as_system():
        row = Discrepancy.objects.get()
        row.state, row.end, row.settled_at = "settled", end, timezone.now()
        row.cause = DiscrepancyCause.objects.get(code="mal-escrito")
        row.reason = "Razóncanaria"
        for name, value in more.items():
            setattr(row, name, value)
        row.save()


def test_she_reads_how_it_ended_and_where_to_go_if_she_does_not_agree(inside):
    says(inside)
    assert "Tu equipo lo está mirando" in page(inside, LIST)
    ended(new_value={"given_names": "Ana", "first_surname": "Sotocanaria"})
    seen = page(inside, LIST)
    assert "Lo corregimos" in seen
    assert "Ana Sotocanaria" in seen
    assert "Razóncanaria" in seen
    ended(End.KEPT)
    seen = page(inside, LIST)
    assert "Queda como estaba" in seen
    assert "<details" in seen  # the ways of the law


def test_where_her_space_opens_without_her_number_no_words_stand_there(inside, her, set_mode):
    says(inside)
    ended(new_value={"first_surname": "Sotocanaria"})
    set_mode(Mode.OPEN)
    seen = page(phone(HERS), LIST)
    assert "Lo corregimos" in seen
    assert "Razóncanaria" not in seen
    assert "Sotocanaria" not in seen


def test_what_was_told_by_telephone_of_a_datum_her_space_does_not_show_stays_unsaid(
    inside, her, own_centre_worker
):
    with as_system(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_survivor SET comuna_id = '05101' WHERE id = %s", [her.pk])
    with acting(own_centre_worker.context):
        her.refresh_from_db()
        actions.tell(
            survivor=her, code="comuna", said=actions.Said("Vivo en otrocanario"),
            by=own_centre_worker, at=timezone.now(), centre_id=None,
        )  # fmt: skip
    seen = page(inside, LIST)
    assert "Un dato tuyo" in seen
    assert "otrocanario" not in seen
    assert "omuna" not in seen


def test_taken_back_it_says_so(inside):
    says(inside)
    asked = only(RightsRequest)
    inside.post(f"/mi-espacio/solicitudes/{asked.pk}/retirar/")
    assert "Dijiste que está bien así" in page(inside, LIST)


def test_whoever_is_not_inside_learns_nothing(key_in_hand, agreed):
    outside = SimpleNamespace(data=phone(HERS).get(f"{DATA}names/"), list=phone(HERS).get(LIST))
    assert {outside.data["Location"], outside.list["Location"]} == {"/mi-espacio/"}
    assert phone(HERS).post(f"{DATA}names/", {"version": "x"}).status_code == 302

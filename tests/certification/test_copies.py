"""The copy of everybody's certificates: in writing, with a second administrator, once, 24 hours."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from casework.access.context import acting
from casework.access.gates import Refused
from casework.audit.models import AuditEvent
from portal.certification import copying
from portal.certification.copy_models import CertificateCopy
from portal.certification.copying import Grounds, WrongGrounds
from tests import people
from tests.database import as_system

from .conftest import Issue, certified

pytestmark = pytest.mark.django_db
COPIES = "/gestion/certificados/copias/"
REASON = "Personal arma las hojas de vida del primer semestre de la red."
WRITTEN = {"centre": "", "purpose": "personnel", "destination": "Gestión de personas",
           "reason": REASON, "kind": "json"}  # fmt: skip


@pytest.fixture
def second(recorded: None) -> people.Person:
    """Another administrator, certified too."""
    return certified(people.administrator("inés.segunda"), "N2")


def asked(by: people.Person, **changed: str) -> CertificateCopy:
    grounds = {name: WRITTEN[name] for name in Grounds.__slots__}
    with acting(by.staff.context):
        return copying.ask(
            centre=None, grounds=Grounds(**{**grounds, **changed}), by=by.staff, at=timezone.now()
        )


def decided(copy: CertificateCopy, by: people.Person, agreed: bool = True) -> CertificateCopy:
    with acting(by.staff.context):
        copying.decide(copy, agreed=agreed, by=by.staff, at=timezone.now())
        return CertificateCopy.objects.get(pk=copy.pk)


def test_one_asks_another_agrees_and_the_first_takes_it_once(
    client: Any, worker: people.Person, admin: people.Person, second: people.Person, issued: Issue
) -> None:
    issued()
    issued(to=certified(people.other_centre_worker(), "N6"))
    people.login(client, admin)
    assert client.post(f"{COPIES}nueva/", {**WRITTEN, "destination": ""}).status_code == 422
    assert client.post(f"{COPIES}nueva/", {**WRITTEN, "reason": "Porque sí"}).status_code == 422
    assert client.post(f"{COPIES}nueva/", WRITTEN).status_code == 302
    with as_system():
        made = CertificateCopy.objects.get()
    take, decide = f"{COPIES}{made.pk}/descargar/", f"{COPIES}{made.pk}/decidir/"
    assert client.post(decide, {"answer": "yes"}).status_code == 403
    assert client.post(take).status_code == 403
    assert not client.get(COPIES).context["lines"][0]["may_decide"]
    client.logout()
    people.login(client, second)
    assert "espera su sí o su no" in client.get("/gestion/").content.decode()
    shown = client.get(COPIES).content.decode()
    assert REASON in shown
    assert "Gestión de personas" in shown
    assert client.post(decide, {"answer": "yes"}).status_code == 302
    assert client.post(decide, {"answer": "no"}).status_code == 403
    assert client.post(take).status_code == 403
    client.logout()
    people.login(client, admin)
    taken = client.post(take)
    assert {one["name"] for one in json.loads(taken.content)} == {"Ana Propia", "Olga Ajena"}
    assert "certificad" not in taken["Content-Disposition"]
    assert client.post(take).status_code == 403
    with as_system():
        told = AuditEvent.objects.filter(target_kind="export").order_by("created_at")
        assert [(one.verb, one.actor_id, one.purpose) for one in told] == [
            ("certificate.copy", admin.id, "personnel"),
            ("certificate.copy", second.id, "personnel"),
            ("certificate.exported", admin.id, "personnel"),
        ]
        assert told[2].detail["rows"] == 2


def test_a_copy_of_one_centre_holds_who_works_there(
    client: Any, worker: people.Person, admin: people.Person, second: people.Person, issued: Issue
) -> None:
    issued()
    there = certified(people.other_centre_worker(), "N6")
    issued(to=there)
    people.login(client, admin)
    client.post(f"{COPIES}nueva/", {**WRITTEN, "centre": there.centre.pk})
    with as_system():
        made = CertificateCopy.objects.get()
    decided(made, second)
    taken = client.post(f"{COPIES}{made.pk}/descargar/")
    assert [one["name"] for one in json.loads(taken.content)] == ["Olga Ajena"]


def test_it_is_taken_within_a_day_and_never_when_refused(
    admin: people.Person, second: people.Person
) -> None:
    late, refused = decided(asked(admin), second), decided(asked(admin), second, agreed=False)
    now = timezone.now()
    with acting(admin.staff.context):
        assert copying.why_not_take(late, by=admin.staff, at=now + timedelta(hours=23)) == ""
        with pytest.raises(Refused):
            copying.take(refused, rows=0, by=admin.staff, at=now)
        with pytest.raises(Refused):
            copying.take(late, rows=0, by=admin.staff, at=now + timedelta(hours=25))
        with pytest.raises(WrongGrounds):
            asked(admin, reason="Piden la ficha de 12.345.678-5 para la hoja de vida de personal.")
    taken = CertificateCopy.objects.filter(pk=late.pk)
    with pytest.raises(IntegrityError, match="taken_in_time"), as_system(), transaction.atomic():
        taken.update(taken_at=now + timedelta(hours=25), rows=0)


@pytest.mark.parametrize(
    "change",
    [{"agreed": True, "decided_by_id": "own", "decided_at": "now"}, {"taken_at": "now"},
     {"reason": "otra"}, {"operator_id": "second"}],
)  # fmt: skip
def test_past_the_code_the_database_refuses_one_person_alone(
    admin: people.Person, second: people.Person, change: dict[str, Any]
) -> None:
    made = asked(admin)
    words = {"own": admin.id, "now": timezone.now(), "second": second.id}
    with acting(admin.staff.context):
        try:
            with transaction.atomic():
                found = CertificateCopy.objects.filter(pk=made.pk).update(
                    **{name: words.get(value, value) for name, value in change.items()}
                )
        except DatabaseError as refused:
            assert "permission denied" in str(refused)
        else:
            assert found == 0
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            CertificateCopy.objects.all()._raw_delete("default")


def test_the_database_shows_copies_to_administrators_and_lets_nobody_else_ask(
    worker: people.Person, admin: people.Person
) -> None:
    made = asked(admin)
    head = certified(people.head_of_centre(), "N5")
    for someone in (certified(worker, "N6"), head):
        with acting(someone.staff.context):
            assert CertificateCopy.objects.count() == 0
            with pytest.raises(Refused):
                asked(someone)
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                CertificateCopy.objects.create(
                    operator=someone.operator, purpose="audit", kind="csv", destination="x",
                    reason=REASON,
                )  # fmt: skip
    with acting(admin.staff.context):
        assert CertificateCopy.objects.count() == 1
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            CertificateCopy.objects.create(
                operator=head.operator, purpose="audit", kind="csv", destination="x", reason=REASON
            )
    assert made.agreed is None
    with connection.cursor() as cursor, as_system():
        cursor.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = %s",
                       ["portal_certificatecopy"])  # fmt: skip
        assert cursor.fetchone() == (True,)

"""Who has read which document: said once, by herself, and seen by her head."""

from datetime import date

import pytest
from django.db import Error, transaction
from django.test import Client

from casework.access.context import acting
from portal.models import Acknowledgement, DocumentVersion
from portal.protocols import acknowledging
from tests import people
from tests.database import as_system
from tests.work import lives

from .papers import guideline, protocol, published

pytestmark = pytest.mark.django_db


def test_a_worker_says_that_she_read_it_once() -> None:
    published(protocol(audience="staff", levels=["N6"]))
    client = people.login(Client(), people.own_centre_worker())
    address = "/gestion/biblioteca/prueba/1/"
    assert f"{address}leido/" in client.get(address).content.decode()
    client.post(f"{address}leido/")
    client.post(f"{address}leido/")
    with as_system():
        assert Acknowledgement.objects.count() == 1
    assert f"{address}leido/" not in client.get(address).content.decode()


def test_nobody_says_so_for_somebody_else() -> None:
    published(guideline())
    worker, other = people.own_centre_worker(), people.other_centre_worker()
    version = DocumentVersion.objects.get()
    with acting(worker.staff.context), pytest.raises(Error), transaction.atomic():
        Acknowledgement.objects.create(
            version=version, operator=other.operator, at=version.published_at
        )


@pytest.mark.parametrize("act", ["update", "delete"])
def test_nobody_takes_it_back(act: str) -> None:
    published(guideline())
    worker, version = people.own_centre_worker(), DocumentVersion.objects.get()
    with acting(worker.staff.context):
        acknowledging.acknowledge(version=version, by=worker.staff, at=version.published_at)
        rows = Acknowledgement.objects.all()
        with pytest.raises(Error), transaction.atomic():
            rows.update(at=lives.AT) if act == "update" else rows.delete()


def test_outside_the_staff_nobody_knows_who_read_what() -> None:
    published(guideline())
    worker, version = people.own_centre_worker(), DocumentVersion.objects.get()
    with acting(worker.staff.context):
        acknowledging.acknowledge(version=version, by=worker.staff, at=version.published_at)
    assert not Acknowledgement.objects.exists()


def told(by: people.Person) -> acknowledging.Readers:
    with acting(by.staff.context):
        (found,) = acknowledging.readers(by.staff, date(2026, 11, 22))
    return found


def test_a_head_sees_who_of_her_team_has_not_read_it_and_nobody_of_another() -> None:
    head, worker = people.head_of_centre(), people.own_centre_worker()
    people.other_centre_worker()
    published(guideline(levels=["N6"]))
    assert [name for name, _centre in told(head).pending] == [str(worker.operator)]
    with acting(worker.staff.context):
        version = DocumentVersion.objects.get()
        acknowledging.acknowledge(version=version, by=worker.staff, at=version.published_at)
    found = told(head)
    assert (len(found.pending), len(found.done)) == (0, 1)


def test_who_manages_operators_sees_all_of_them() -> None:
    administrator = people.administrator()
    people.own_centre_worker()
    people.other_centre_worker()
    published(guideline(levels=["N6"]))
    assert told(administrator).total == 2


def test_a_document_for_a_kind_of_centre_binds_no_other() -> None:
    head = people.head_of_centre()
    people.own_centre_worker()
    published(guideline(centre_kinds=["OTRO"]))
    assert told(head).total == 0

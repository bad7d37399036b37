"""The ways by which a page asks less: lists kept, rows and keys that travel with others."""

import pytest
from django.db import connection
from django.db.models import OuterRef
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.access.context import acting
from casework.identity import carried, vault
from casework.sharing import gate
from casework.sharing.gate import Answer, Sharing
from casework.survivors.models import RelatedPerson, SafeContact, Survivor
from casework.territory import listed
from casework.territory.models import Institution
from consent.sharing_rule import consented, consented_each
from tests import people, women
from tests.access.matrix import World
from tests.access.matrix_files import record
from tests.database import as_system

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return people.own_centre_worker()


@pytest.fixture
def her(worker):
    return women.registered(worker)


def test_a_code_list_is_read_once_and_anew_when_it_changes():
    rows = Institution.objects.filter(valid_to=None)
    with CaptureQueriesContext(connection) as asked:
        first = listed.kept(rows)
        assert listed.kept(rows.all()) is first
    assert len(asked) == 1
    with as_system():
        first[0].name = "Otra"
        first[0].save()
    assert "Otra" in listed.names(rows).values()
    with as_system():
        first[0].delete()
    assert first[0].code not in listed.names(rows)


def test_a_list_grows_old_within_a_minute(monkeypatch):
    rows = Institution.objects.filter(valid_to=None)
    before = listed.kept(rows)
    monkeypatch.setattr(listed, "SECONDS", -1.0)
    assert listed.kept(rows) is not before


@pytest.mark.parametrize("model", [Survivor, SafeContact])
def test_rows_about_persons_are_never_kept(model):
    with pytest.raises(TypeError):
        listed.kept(model.objects.all())


def test_what_is_chosen_is_looked_for_in_the_database():
    rows = Institution.objects.filter(valid_to=None)
    field = listed.ListedChoice(queryset=rows)
    offered = [str(value) for value, _name in field.choices if value]
    assert len(field.choices) == len(offered) + 1
    with as_system():
        Institution.objects.filter(pk=offered[0]).update(valid_to="2020-01-01")
    assert offered[0] in [str(value) for value, _name in field.choices]
    with pytest.raises(Exception, match="validación|valid|choice|opción"):
        field.clean(offered[0])


def test_rows_that_travel_are_the_rows(worker, her):
    below = RelatedPerson.objects.filter(survivor=OuterRef("pk")).order_by("id")
    with acting(worker.staff.context):
        found = Survivor.objects.filter(pk=her.pk).values_list(carried.rows(below)).get()[0]
        made = [carried.made(RelatedPerson, one) for one in found]
        kept = list(RelatedPerson.objects.filter(survivor=her).order_by("id"))
        for one, other in zip(made, kept, strict=True):
            for field in RelatedPerson._meta.concrete_fields:
                assert getattr(one, field.attname) == getattr(other, field.attname)
        assert made[0].name == women.RELATIVE
        assert made[0]._state.adding is False


def test_a_key_travels_only_to_who_may_have_it(worker, her):
    rows = Survivor.objects.filter(pk=her.pk).annotate(carried_key=vault.carried())
    with acting(worker.staff.context):
        row = rows.get()
        with CaptureQueriesContext(connection) as asked:
            vault.accept(row.key_id, row.carried_key)
            assert row.given_names == women.NAMES[0]
        assert len(asked) == 0
    with acting(people.other_centre_worker().staff.context):
        assert not rows.exists()
        alone = Survivor.objects.none().union(Survivor.objects.filter(pk=her.pk))
        assert list(alone) == []


def test_the_gate_says_to_many_what_it_says_to_each(worker, her, monkeypatch):
    world = World({"n6": worker, "editor": people.editor(), "n2": people.administrator()})
    with as_system():
        record(world, her)
    at = timezone.now()
    asked = [Sharing(her.pk, to, use) for to in ("health", "justice", "network_centres")
             for use in ("history", "coordinate", "statistics")]  # fmt: skip
    monkeypatch.setattr(gate, "_each", dict(gate._each))
    with acting(worker.staff.context):
        assert gate.answers(asked, at=at) == {one: gate.may_share(one, at=at) for one in asked}
        assert consented_each(asked, at) == {one: consented(one, at) for one in asked}
        gate._rules["no"], no = (lambda *_asked: Answer(False, "no")), "no"
        try:
            assert {one.allowed for one in gate.answers(asked, at=at).values()} == {False}
        finally:
            gate._rules.pop(no)
    monkeypatch.setattr(gate, "_rules", {})
    assert set(gate.answers(asked, at=at).values()) == {gate.NO_RULE}

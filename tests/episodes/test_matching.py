"""The same man in two files: a number for those entitled, and never the other woman."""

import pytest
from django.db import connection
from django.utils import timezone

from casework.access.context import NOBODY, acting
from casework.audit.models import AuditEvent
from casework.episodes import aggressor_actions, queries
from casework.episodes.aggressor_actions import AlreadyNamed, Bond, Person
from casework.episodes.aggressor_models import Aggressor, AggressorLink
from casework.episodes.code_models import EpisodeNumber
from casework.identity.documents import DocumentType, IdentityDocument
from casework.identity.run import Run
from casework.identity.vault import KeyUnavailable
from tests import people, women
from tests.database import as_system
from tests.episodes.conftest import HIS_RUN, address, name

pytestmark = pytest.mark.django_db


def others(worker, her):
    with acting(worker.staff.context):
        found = queries.aggressors_with_others(her, by=worker.staff, at=timezone.now())
        return [one.others for one in found]


def test_two_regions_are_told_that_he_appears_elsewhere(paula, olga, her, other_woman):
    name(paula, her)
    assert others(paula, her) == [None]
    name(olga, other_woman, called="el Negro Canariofeo")
    assert others(paula, her) == others(olga, other_woman) == [queries.Others(1, exact=True)]


def test_the_page_says_a_number_and_nothing_of_the_other_woman(paula, olga, her, other_woman, desk):
    him = name(paula, her)
    name(olga, other_woman, called="el Negro Canariofeo")
    third = women.registered(olga, Run.parse("88.888.888-8"))
    for rest in ("", f"agresores/{him.pk}/"):
        page = desk.get(address(her, rest)).content.decode()
        assert "otro expediente" in page or "in another file" in page
        for secret in ("Canariofeo", str(other_woman.pk), people.THERE, "Temuco"):
            assert secret not in page
    name(olga, third)
    assert "2" in desk.get(address(her)).content.decode().split('class="named"')[1][:900]


def test_each_asking_is_logged(paula, olga, her, other_woman):
    name(paula, her)
    name(olga, other_woman)
    others(paula, her)
    with as_system():
        told = AuditEvent.objects.get(verb="aggressor.matched")
    assert (told.subject, told.actor_id) == (her.pk, paula.id)
    assert told.detail == {"asked": 1, "found": 1}


def asked_directly(context, aggressor):
    with acting(context), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM siivbg_other_files(%s)", [[aggressor.pk]])
        return cursor.fetchall()


def test_the_database_answers_only_staff_who_attend_that_woman(paula, olga, her, other_woman):
    him = name(paula, her)
    name(olga, other_woman)
    assert asked_directly(paula.staff.context, him) == [(him.pk, 1, True)]
    for context in (olga.staff.context, people.authority().staff.context,
                    people.administrator().staff.context, NOBODY,
                    women.space_of(her).context):  # fmt: skip
        assert asked_directly(context, him) == []


def test_a_worker_of_one_woman_never_reads_the_other_s_link_or_name(paula, olga, her, other_woman):
    name(paula, her)
    theirs = name(olga, other_woman)
    with acting(paula.staff.context):
        assert not Aggressor._base_manager.filter(survivor_id=other_woman.pk).exists()
        assert not AggressorLink._base_manager.filter(survivor_id=other_woman.pk).exists()
        with pytest.raises(KeyUnavailable):
            _ = theirs.name


def test_a_policy_may_tell_only_that_he_appears(paula, olga, her, other_woman):
    name(paula, her)
    name(olga, other_woman)
    name(olga, women.registered(olga, Run.parse("88.888.888-8")))
    assert others(paula, her) == [queries.Others(2, exact=True)]
    with as_system():
        EpisodeNumber.objects.filter(code="match.show_count").update(value=0)
    assert others(paula, her) == [queries.Others(1, exact=False)]


def test_another_document_matches_too(paula, olga, her, other_woman):
    paper = IdentityDocument(DocumentType.PASSPORT, "AB-123", "PE")
    for worker, woman in ((paula, her), (olga, other_woman)):
        with acting(worker.staff.context):
            aggressor_actions.name_aggressor(
                survivor=woman, person=Person("Él", document=paper), bond=Bond("POLOLO"),
                by=worker.staff, at=timezone.now(),
            )  # fmt: skip
    assert others(paula, her) == [queries.Others(1, exact=True)]


def test_without_a_document_nobody_is_like_anybody(paula, olga, her, other_woman):
    name(paula, her, None)
    name(olga, other_woman, None)
    assert others(paula, her) == [None]


def test_the_same_run_twice_in_one_file_is_one_person(paula, her):
    name(paula, her)
    with pytest.raises(AlreadyNamed):
        name(paula, her, HIS_RUN, called="otra vez")


def test_herself_never_reads_who_is_named(paula, her):
    name(paula, her)
    with acting(women.space_of(her).context):
        assert not Aggressor._base_manager.exists()

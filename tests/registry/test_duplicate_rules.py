"""What is alike, what is one slip away, which record stays: pure rules."""

from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from casework.identity.documents import DocumentType, IdentityDocument
from casework.identity.lookup import document_digest
from casework.identity.run import Run
from casework.survivors.duplicates.near import near_papers, near_runs, near_texts
from casework.survivors.duplicates.rules import Alike, Reason, Side, reasons, stays


@given(st.text("0123456789", min_size=6, max_size=9))
def test_a_near_text_is_one_slip_away_and_never_the_same(text):
    for other in near_texts(text, "0123456789"):
        differ = [place for place, mark in enumerate(text) if other[place] != mark]
        assert len(other) == len(text)
        assert 1 <= len(differ) <= 2


def test_a_near_paper_of_another_kind_is_looked_for_too():
    passport = IdentityDocument(DocumentType.PASSPORT, "AB12345", "VE")
    same = document_digest(IdentityDocument(DocumentType.FOREIGN, "AB12345", "VE"))
    assert same in near_papers(passport)
    assert len(near_runs(Run.parse("44.444.444-4"))) > 70


@pytest.mark.parametrize(
    ("alike", "why"),
    [
        (Alike(names=3, same_year=True), [Reason.NAMES_YEAR]),
        (Alike(names=2, same_year=True), []),
        (Alike(names=2, same_year=True, same_comuna=True), [Reason.NAME_YEAR_PLACE]),
        (Alike(run_near=True, both_runs=True), []),
        (Alike(names=2, run_near=True, both_runs=True), [Reason.RUN_NEAR]),
        (Alike(names=3, same_year=True, both_runs=True), []),
        (Alike(same_phone=True), []),
    ],
)
def test_one_thing_alike_is_not_enough(alike, why):
    assert list(reasons(alike)) == why


def test_the_one_with_a_document_stays_and_else_a_person_chooses():
    now = timezone.now()
    with_run, bare = (Side(uuid4(), has, False, now) for has in (True, False))
    assert stays(bare, with_run) is with_run.id
    assert stays(bare, bare) is None

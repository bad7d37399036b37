"""Her own papers in her copy, its public format, and what nobody took in time (law 1.1, DP-15)."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.documents import store
from complaints.fulfilment import container, copies, copy_actions, document, sweeping
from tests.database import as_system

from . import golden
from .hands import asked, copied, packed, read_by_two, taken
from .test_copy import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return golden.team()


@pytest.fixture
def full(team):
    return golden.her_file(team[0])


def test_her_own_papers_are_inside_and_those_that_name_others_are_not(team, full):
    copy = copied(*team, asked(team[0], full))
    key = packed(team[0], copy)
    files = container.opened(taken(team[0], copy), key)
    data = json.loads(files["02.json"])
    assert [one["file"] for one in data["papers"]] == list(files)[3:]
    assert data["papers_apart"] == 2, "a picture nobody chose, a report that names him"
    assert data["schema_at"].endswith(reverse("copy_format"))
    inside = {one["title"]: files[one["file"]] for one in data["papers"]}
    assert inside[golden.HERS["card"]].startswith(b"\xff\xd8"), "what only her centre sees goes"
    texts = " ".join(text_of(one) for one in inside.values() if one.startswith(b"%PDF"))
    assert golden.SIGNED in " ".join(texts.split())
    assert any(title.startswith("Certificado de ingreso") for title in inside), "the letter to her"
    assert "canario-informe" not in texts


def test_no_reader_puts_in_a_paper_that_names_somebody_else_and_others_are_read_again(team, full):
    part, at, by = read_by_two(*team, asked(team[0], full)), timezone.now(), team[0].staff
    with acting(by.context):
        papers = part.content["papers"]
        part = copy_actions.enclose(part=part, wanted=range(len(papers)), by=by, at=at)
        papers = part.content["papers"]
        assert part.reviewed_at is None
    assert [one["named"] for one in papers if not one["in"]] == [True]


def test_the_schema_is_published_and_holds_nobodys_data(client):
    answer = client.get(reverse("copy_format"))
    assert answer.status_code == 200
    assert json.loads(answer.content) == document.schema()


def test_what_nobody_took_in_time_is_swept_from_the_disk(team, full):
    copy = copied(*team, asked(team[0], full))
    packed(team[0], copy)
    with as_system():
        copy.refresh_from_db()
        path = store.path_of(copy.container.place)
        assert path.exists()
        assert sweeping.forget_expired(copy.expires_at - timedelta(minutes=1)) == 0
        assert sweeping.forget_expired(copy.expires_at) == 1
        assert sweeping.forget_expired(copy.expires_at) == 0
    with acting(team[0].staff.context):  # again, when she is there
        assert copies.pack(copy=copy, by=team[0].staff, at=copy.expires_at)

"""Her own papers in her copy, its public format, and what nobody took in time (law 1.1, DP-15)."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.attachments.actions import About, bring
from casework.documents import store
from casework.documents.uploads import CleanFile
from casework.survivors.actions import add_related
from complaints.fulfilment import container, copies, copy_actions, document, sweeping
from complaints.models import CopyPart
from complaints.rights.choices import Asked, Outcome
from complaints.rights.port import CannotFulfil
from tests.database import as_system
from tests.rights.steps import ground

from . import golden
from .hands import asked, copied, decided, packed, prepared, read_by_two, taken
from .test_copy import text_of

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("earnest_press")
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


PICTURE = CleanFile(b"\xff\xd8\xff", "image/jpeg", "jpg", "foto.jpg", scanned=False)


def titled(someone, her, title):
    """A paper of hers, by what it is, under a title that somebody wrote."""
    with acting(someone.staff.context):
        about = About(centre_id=min(someone.staff.case_centres), title=title)
        return bring(survivor=her, file=PICTURE, kind="identity", by=someone.staff.actor,
                     at=timezone.now(), about=about)  # fmt: skip


def papers_now(someone, her):
    with acting(someone.staff.context):
        part = copy_actions.prepare(
            request=asked(someone, her), by=someone.staff, at=timezone.now()
        )
        return {one["about"]: one for one in part.content["papers"]}


def test_a_paper_whose_title_names_somebody_else_is_no_choice_of_anybody(team, full):
    his = titled(team[0], full, f"Lo que mandó {golden.OTHERS['aggressor']}")
    hers = titled(team[0], full, "Mi libreta")
    found = papers_now(team[0], full)
    one, other = found[str(his.pk)], found[str(hers.pk)]
    assert (one["named"], one["in"], one["title"]) == (True, False, "")
    assert (other["named"], other["in"], other["title"]) == (False, True, "Mi libreta")


def test_a_letter_to_her_that_names_somebody_else_stays_out(team, full):
    for words in ("No se puede todavía.", f"Lo pidió {golden.OTHERS['aggressor']}."):
        earlier = asked(team[0], full, Asked.PORTABILITY, apart=True)
        decided(team[1], prepared(team[0], earlier, Outcome.REFUSED, ground(), words))
    letters = [one for one in papers_now(team[0], full).values() if one["kind"] == "letter"]
    answers = [(one["named"], one["in"]) for one in letters if one["title"].startswith("Respuesta")]
    assert sorted(answers) == [(False, True), (True, False)]


@pytest.mark.parametrize("where", ["title", "words"])
def test_a_name_known_since_it_was_read_stops_a_paper_too(team, full, where):
    """Read by two, then she names somebody: what goes is looked at once more (law DP-15)."""
    name = "Olegario Ajenonuevo"
    if where == "title":
        titled(team[0], full, f"Carta de {name}")
    else:
        with acting(team[0].staff.context):
            golden._sealed(full, team[0].staff, timezone.now(), "signed_record", f"Firma {name}")
    request = asked(team[0], full)
    read_by_two(*team, request)
    with acting(team[0].staff.context):
        add_related(survivor=full, relation="sibling", name=name, by=team[0].staff,
                    at=timezone.now())  # fmt: skip
    with pytest.raises(CannotFulfil) as refused:
        decided(team[1], prepared(team[0], request))
    assert "Olegario" not in str(refused.value)


def test_what_was_decided_stays_as_two_people_read_it(team, full):
    """What is packed is what was read and decided on, whoever asks (safety.md 4)."""
    copy, at = copied(*team, asked(team[0], full)), timezone.now()
    by, other = team[0].staff, team[1].staff
    with acting(by.context):
        part = CopyPart.objects.get()
        whole = range(len(part.content["papers"]))
        acts = (
            lambda: copy_actions.prepare(request=copy.request, by=by, at=at),
            lambda: copy_actions.edit(part=part, texts={0: None}, by=by, at=at),
            lambda: copy_actions.enclose(part=part, wanted=[*whole][:1], by=by, at=at),
        )
        for act in acts:
            with pytest.raises(copy_actions.CopyRefused), transaction.atomic():
                act()
    with acting(other.context), pytest.raises(copy_actions.CopyRefused):
        copy_actions.review(part=part, by=other, at=at)
    with acting(by.context):
        assert CopyPart.objects.get().reviewed_at == part.reviewed_at


def test_the_database_keeps_a_part_as_it_was_decided_on(team, full):
    copied(*team, asked(team[0], full))
    for principal in (team[0].staff, team[1].staff):
        with acting(principal.context), pytest.raises(DatabaseError), transaction.atomic():
            part = CopyPart.objects.get()
            part.content = {**part.content, "papers": []}
            part.save(update_fields=["content"])

"""Grounds and texts of answers are rows that editors change and nobody deletes (law DP-72).

That they are two editors: test_two_persons.py.
"""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from complaints.amending import actions
from complaints.models import (
    Amendment,
    AnswerTemplate,
    LegalGround,
    OirsTerm,
    OpinionQuestion,
)
from complaints.rights import letters
from complaints.rights.choices import Asked, Outcome
from tests import people
from tests.database import as_system

from .hands import at_the_counter, row

pytestmark = pytest.mark.django_db


def member(username, group):
    someone = people.editor(username)
    with as_system():
        someone.user.groups.add(Group.objects.get(name=group))
    return someone


@pytest.fixture
def rosa():
    return member("rosa.redactora", "Redacción")


@pytest.fixture
def writer(rosa):
    return people.login(Client(), rosa)


def approved(rosa):
    """What Rosa wrote, sent by her and put in force by somebody else."""
    second, at = member("alba.aprobadora", "Aprobación"), timezone.now()
    with acting(rosa.staff.context):
        change = actions.send(change=Amendment.objects.get(), by=rosa.user, at=at)
    with acting(second.staff.context):
        actions.approve(change=change, by=second.user, at=at)


def address(model, verb, *args):
    return reverse(f"wagtailsnippets_complaints_{model}:{verb}", args=args)


def test_an_editor_changes_the_words_an_answer_begins_with(writer, rosa, worker, her):
    text = AnswerTemplate.objects.get(right="rectification", outcome="granted")
    answer = writer.post(address("answertemplate", "edit", text.pk), {
        "right": text.right, "outcome": text.outcome, "language": "es", "reason": "Más claro.",
        "body": "Tu solicitud {numero} está lista.", "proposal": "on"})  # fmt: skip
    assert answer.status_code == 302
    approved(rosa)
    request = row(
        at_the_counter(worker.staff, right=Asked.RECTIFICATION, survivor_id=her.pk, wording="x")
    )
    words = letters.opening_words(request, Outcome.GRANTED, timezone.localdate())
    assert words == f"Tu solicitud {request.number} está lista."


def test_the_requests_a_ground_answers_are_ticked_in_words(writer, rosa):
    ground = LegalGround.objects.get(code="retencion")
    url = address("legalground", "edit", ground.pk)
    html = writer.get(url).content.decode()
    ticked = [one for one in Asked.values if f'value="{one}"' in html]
    assert set(ground.rights) <= set(ticked)
    words = ("code", "label", "citation", "explanation", "regime", "order")
    told = {name: getattr(ground, name) for name in words}
    told |= {"rights": [Asked.ACCESS, Asked.SUPPRESSION], "reason": "x"}
    answer = writer.post(url, told)
    assert answer.status_code == 302
    approved(rosa)
    ground.refresh_from_db()
    assert ground.rights == [Asked.ACCESS, Asked.SUPPRESSION]


def test_a_ground_that_ended_is_no_longer_offered(worker, her):
    from complaints.rights.act_forms import PrepareForm

    request = row(
        at_the_counter(worker.staff, right=Asked.SUPPRESSION, survivor_id=her.pk, wording="x")
    )
    with as_system():
        offered = set(PrepareForm(asked=request).fields["ground"].queryset)
        ground = LegalGround.objects.get(code="retencion")
        assert ground in offered
        ground.valid_to = timezone.localdate().replace(year=2020)
        ground.save()
        assert ground not in set(PrepareForm(asked=request).fields["ground"].queryset)


@pytest.mark.parametrize("root", [False, True])
@pytest.mark.parametrize("model", [LegalGround, AnswerTemplate, OirsTerm, OpinionQuestion])
def test_nobody_deletes_one_not_even_a_superuser(writer, rosa, model, root):
    with as_system():
        rosa.user.is_superuser = root
        rosa.user.save()
    before, one = model.objects.count(), model.objects.first().pk
    many = f"/cms/bulk/complaints/{model._meta.model_name}/delete/?id={one}"
    for url in (address(model._meta.model_name, "delete", one), many):
        assert writer.post(url).status_code < 500
    assert model.objects.count() == before

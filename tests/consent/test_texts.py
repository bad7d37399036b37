"""Consent texts: two people, plain words, frozen by the database, readable for ever."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from consent.legibility import hard_parts, parts_of
from consent.lint import problems
from consent.models import ConsentText
from consent.text_actions import TextRefused, approve, new_version, send_back, send_to_review
from consent.text_models import Stage
from tests.consent.conftest import draft
from tests.survivors.conftest import NOW

pytestmark = pytest.mark.django_db
HARD = (
    "La interoperabilidad interinstitucional posibilitará consideraciones administrativas "
    "multidimensionales, imprescindibles institucionalmente."
)


def in_review(author, **values):
    text = draft(author, **values)
    return send_to_review(text=text, by=author, at=NOW)


def test_only_a_second_person_approves(editor, second_person):
    text = in_review(editor)
    with pytest.raises(TextRefused, match="nadie aprueba"):
        approve(text=text, by=editor, at=NOW)
    assert approve(text=text, by=second_person, at=NOW).stage == Stage.APPROVED


def test_the_database_refuses_an_author_who_approves(editor):
    text = in_review(editor)
    text.stage, text.approved_by, text.approved_at, text.fingerprint = "approved", editor, NOW, "a"
    with pytest.raises(DatabaseError), transaction.atomic():
        text.save()


def test_the_database_refuses_a_text_in_force_that_nobody_approved(editor):
    text = in_review(editor)
    text.stage = Stage.APPROVED
    with pytest.raises(DatabaseError), transaction.atomic():
        text.save()


def test_a_draft_is_not_approved_without_review(editor, second_person):
    with pytest.raises(TextRefused):
        approve(text=draft(editor), by=second_person, at=NOW)


def test_a_text_sent_back_is_a_draft_again(editor, second_person):
    assert send_back(text=in_review(editor), by=second_person, at=NOW).stage == Stage.DRAFT


def test_one_version_is_in_force_per_language(text, editor, second_person):
    """DP-24: the version she signed stays, the next one takes its place."""
    following = new_version(text=text, by=editor, at=NOW)
    send_to_review(text=following, by=editor, at=NOW)
    approve(text=following, by=second_person, at=NOW + timedelta(days=1))
    text.refresh_from_db()
    in_force = ConsentText.objects.filter(code=text.code, stage=Stage.APPROVED)
    assert [one.version for one in in_force] == [2]
    assert text.stage == Stage.RETIRED


def test_two_versions_in_force_are_refused_by_the_database(text, editor, second_person):
    other = in_review(editor, version=2)
    other.stage, other.approved_by, other.approved_at = Stage.APPROVED, second_person, NOW
    other.fingerprint = "a"
    with pytest.raises(DatabaseError), transaction.atomic():
        other.save()


def test_every_version_stays_readable_with_the_words_that_were_signed(text, editor, second_person):
    """DP-24: each version readable for ever."""
    before = text.canonical()
    following = new_version(text=text, by=editor, at=NOW)
    following.title = "Tus permisos"
    following.save()
    send_to_review(text=following, by=editor, at=NOW)
    approve(text=following, by=second_person, at=NOW)
    kept = ConsentText.objects.get(pk=text.pk)
    assert kept.canonical() == before
    assert kept.fingerprint == kept.compute_fingerprint()
    for refused in (kept.delete, lambda: kept.items.first().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            refused()


def test_hard_words_are_not_approved_and_the_refusal_names_the_paragraph(editor, second_person):
    text = in_review(editor, notice_rights=HARD)
    with pytest.raises(TextRefused) as refused:
        approve(text=text, by=second_person, at=NOW)
    assert "c)" in str(refused.value)
    assert "a)" not in str(refused.value)


def test_each_part_and_the_whole_are_measured(editor):
    text = draft(editor, statement=HARD)
    assert "statement" in {part.name for part in hard_parts(text)}
    assert [part.name for part in parts_of(text)][-1] == ""


def test_a_language_without_a_scale_is_not_measured(editor):
    assert list(parts_of(draft(editor, language="ht", statement=HARD))) == []


@pytest.mark.parametrize(
    "words",
    ["Renuncio a reclamar por el uso de mis datos.", "Doy un permiso irrevocable.",
     "Después no podrás retirar tu permiso.", "Libero de responsabilidad al servicio.",
     "Firmas sin derecho a copia."],
)  # fmt: skip
def test_a_waiver_of_rights_is_not_approved(words, editor, second_person):
    """DP-11."""
    text = in_review(editor, statement=words)
    with pytest.raises(TextRefused, match="derechos"):
        approve(text=text, by=second_person, at=NOW)


def test_saying_that_she_gives_up_nothing_is_no_waiver():
    assert list(problems("Tus permisos", {"statement": "Al firmar no renuncias a nada."})) == []


@pytest.mark.parametrize("title", ["Víctimas de violencia", "Datos de la agresión"])
def test_a_telling_title_is_noticed(title):
    assert [name for name, _words in problems(title, {})] == ["title"]

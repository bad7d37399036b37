"""In her own space she leaves her words beside what is written of her, which stays as it is."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.access.principals import SurvivorPrincipal
from casework.cases.work import day
from casework.identity.fields import encrypted_names
from casework.survivors.account import actions as account
from casework.survivors.account.queries import entries_of
from casework.survivors.choices import Mode
from casework.survivors.versions import general_of, versions_of
from complaints.discrepancies import day_lines, opinions
from complaints.models import Standpoint
from selfservice import own_words
from tests.database import as_system
from tests.selfservice.conftest import HERS, phone

pytestmark = pytest.mark.django_db
PAGE, LIST = "/mi-espacio/correcciones/palabras/", "/mi-espacio/correcciones/"
WORDS = "Yo lo vivicanaria de otra manera"


def says(client, about="account", words=WORDS):
    return client.post(PAGE, {"about": about, "words": words})


def page(client, path=LIST):
    return client.get(path).content.decode()


def only():
    with as_system():
        return Standpoint.objects.get()


def told_here(her, by, words="A mí me lo contaron por teléfono"):
    """Her account, and what she said of it to a worker."""
    at = timezone.now()
    with acting(by.context):
        entry = account.write(
            survivor=her,
            kind="told",
            words="Lo que contó",
            by=by,
            at=at,
            told_on=timezone.localdate(),
            centre_id=min(by.case_centres),
        )
        opinions.say(survivor=her, kind="account", target_id=entry.pk, by=by, at=at,
                     said=opinions.Words(words, "counter"))  # fmt: skip
    return entry


def test_dp14_her_words_stand_where_her_team_reads_and_change_nothing(
    inside, her, own_centre_worker
):
    told_here(her, own_centre_worker)
    assert says(inside)["Location"] == LIST
    with acting(own_centre_worker.context):
        (entry,) = entries_of(her, own_centre_worker)
        assert entry.words == "Lo que contó"
        assert [(one.words, one.own) for one in general_of([entry])] == [(WORDS, True)]
        assert WORDS not in [one.words for one in versions_of(entry)]


@pytest.mark.parametrize(("about", "there"), [("all", True), ("account", True), ("plan", False)])
def test_they_stand_on_the_pages_they_speak_of(inside, her, own_centre_worker, about, there):
    told_here(her, own_centre_worker)
    says(inside, about)
    with acting(own_centre_worker.context):
        found = [one.words for one in general_of(entries_of(her, own_centre_worker))]
    assert (WORDS in found) is there


def test_her_team_finds_them_in_its_day_without_her_name(inside, her, own_centre_worker):
    says(inside)
    says(inside, "plan", "Otra cosa")
    source = day.Source(day_lines.words_asked, day_lines.words_told)
    with acting(own_centre_worker.context):
        (line,) = day.said(source, own_centre_worker, timezone.now())
        assert [words.words for _about, words in opinions.said_by_herself(her, own_centre_worker)]
    assert line.url == reverse("discrepancies:hers", args=[her.pk])
    assert "Soto" not in str(line.words)


def test_she_reads_them_again_and_takes_them_away(inside, her, own_centre_worker):
    says(inside)
    assert WORDS in page(inside)
    row = only()
    assert inside.post(f"{PAGE}{row.pk}/quitar/")["Location"] == LIST
    assert "Ya nadie lee" in page(inside)
    assert WORDS not in page(inside)
    assert inside.post(f"{PAGE}{row.pk}/quitar/").status_code == 404
    assert only().ended_at is not None


def test_what_a_worker_wrote_down_is_told_without_its_words_and_is_not_hers_to_touch(
    inside, her, own_centre_worker
):
    told_here(her, own_centre_worker, "Palabrascanarias")
    seen = page(inside)
    assert "Tu equipo lo anot" in seen
    assert "Palabrascanarias" not in seen
    assert inside.post(f"{PAGE}{only().pk}/quitar/").status_code == 404


def test_where_her_space_opens_without_her_number_no_words_stand_there(
    inside, her, own_centre_worker, set_mode
):
    says(inside)
    told_here(her, own_centre_worker)
    set_mode(Mode.OPEN)
    seen = page(phone(HERS))
    assert WORDS not in seen
    assert "Lo que cont" not in seen
    assert "Tu equipo lo anot" not in seen


def test_without_words_she_is_told_kindly_and_what_she_chose_comes_back(inside):
    assert says(inside, "plan", "")["Location"] == PAGE
    seen = page(inside, PAGE)
    assert "Escribe tus palabras" in seen
    assert '<option value="plan" selected' in seen or 'value="plan" checked' in seen
    with as_system():
        assert not Standpoint.objects.exists()


def test_too_many_in_a_day_keep_what_she_wrote(inside):
    for _turn in range(own_words.MOST):
        says(inside)
    assert says(inside, words="La sextacanaria")["Location"] == PAGE
    assert "La sextacanaria" in page(inside, PAGE)
    with as_system():
        assert Standpoint.objects.count() == own_words.MOST


def test_whoever_is_not_inside_learns_nothing(key_in_hand):
    for path in (PAGE, LIST):
        assert phone(HERS).get(path)["Location"] == "/mi-espacio/"
    assert Client().post(PAGE, {"words": "x"}).status_code == 302
    with as_system():
        assert not Standpoint.objects.exists()


OWN = {"kind": "all", "channel": "online"}


@pytest.mark.parametrize("wrong", ["another", "other-kind", "ended"], ids=lambda name: name)
def test_her_session_writes_nothing_but_words_of_her_own(inside, her, wrong):
    by = SurvivorPrincipal(her.pk)
    row = Standpoint(
        survivor=her, key_id=her.key_id, centre_ids=her.centre_ids, words="x",
        said_at=timezone.now(), **OWN,
    )  # fmt: skip
    with acting(by.context):
        for name in encrypted_names(Standpoint):
            Standpoint._meta.get_field(name).pre_save(row, True)
    if wrong == "other-kind":
        row.kind = "session2"
    if wrong == "ended":
        row.ended_at = timezone.now()
    who = by if wrong != "another" else SurvivorPrincipal(row.pk)
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with acting(who.context), refused, transaction.atomic():
        row.save(force_insert=True)


def test_her_session_changes_no_word_and_touches_none_that_was_told(inside, her, own_centre_worker):
    told_here(her, own_centre_worker)
    says(inside)
    with acting(SurvivorPrincipal(her.pk).context), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE complaints_standpoint SET ended_at = now() WHERE written_by IS NOT NULL"
        )
        assert cursor.rowcount == 0
        for change in ("words = 'x'", "ended_at = NULL"):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(
                    f"UPDATE complaints_standpoint SET {change} WHERE written_by IS NULL"
                )


def test_the_database_keeps_general_words_hers_alone(inside, her, own_centre_worker):
    says(inside)
    rows = Standpoint.objects.all()
    with as_system():
        for change in ({"written_by": own_centre_worker.operator_id}, {"channel": "phone"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(**change)

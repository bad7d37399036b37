"""Her ledger: when, which role and centre, what and why; nothing that could harm her."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.utils import translation

from casework.access.context import acting
from casework.audit import sentences
from casework.audit.actors import SYSTEM, Actor
from casework.audit.log import record
from casework.audit.origin import unattended
from casework.audit.queries import ledger_of
from casework.audit.verbs import PROTECTIVE, Verb
from casework.documents import readability
from casework.territory.models import Centre, CentreKind, Comuna
from tests.database import as_superuser

from .conftest import ANOTHER, AS_HER, HER, STRANGER, WORKER

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HERSELF = Actor(kind="survivor", id=HER)


@pytest.fixture
def centres(db) -> tuple[Centre, Centre]:
    """A centre everybody may know, and one whose address is secret."""
    with as_superuser():
        kinds = [
            CentreKind.objects.create(code=code, name=code, secret=secret)
            for code, secret in (("TST-OPEN", False), ("TST-SECRET", True))
        ]
        comuna = Comuna.objects.first()
        return tuple(
            Centre.objects.create(
                code=f"TST-{kind.code}", name=f"Casa {kind.code}", kind=kind, comuna=comuna,
                valid_from=date(2020, 1, 1),
            )
            for kind in kinds
        )  # fmt: skip


def worker(number: int, centre: Centre | None, level: str = "N6") -> Actor:
    return Actor("staff", UUID(int=number), level, centre.pk if centre else None)


def read(by: Actor, minutes: int, verb: Verb = Verb.READ_FILE, **rest):
    record(verb, by=by, at=NOON + timedelta(minutes=minutes), subject=HER, **rest)


def ledger():
    with acting(AS_HER), translation.override("en"):
        return ledger_of(HER)


def test_it_tells_role_and_centre_what_and_why_newest_first(centres):
    read(worker(1, centres[0]), 0, purpose="care")
    read(worker(2, centres[0], "N5"), 5, Verb.CHANGED)
    read(HERSELF, 9, Verb.SPACE_OPENED)

    lines = ledger()

    assert [line.what for line in lines] == [
        "You entered your space.",
        "The head of Casa TST-OPEN changed something in your file.",
        "The team of Casa TST-OPEN read your file.",
    ]
    assert [line.why for line in lines] == ["", "", "To attend to you."]
    assert [line.herself for line in lines] == [True, False, False]
    assert lines[-1].first == NOON


def test_a_secret_centre_is_not_named(centres):
    read(worker(1, centres[1]), 0)

    [line] = ledger()

    assert line.what == "The team of a centre read your file."


def test_repeated_reading_within_the_hour_is_one_line(centres):
    for minute in (0, 20, 59):
        read(worker(1, centres[0]), minute)
    read(worker(1, centres[0]), 61)
    read(worker(2, centres[0]), 30)

    lines = ledger()

    assert sorted((line.times, line.last) for line in lines) == [
        (1, NOON + timedelta(minutes=30)),
        (1, NOON + timedelta(minutes=61)),
        (3, NOON + timedelta(minutes=59)),
    ]


def test_repeated_changes_stay_apart(centres):
    read(worker(1, centres[0]), 0, Verb.CHANGED)
    read(worker(1, centres[0]), 1, Verb.CHANGED)

    assert [line.times for line in ledger()] == [1, 1]


def test_the_rows_that_one_act_wrote_are_one_line(centres):
    for _each in "ab":
        with unattended("test"):
            for _row in "123":
                read(worker(1, centres[0]), 0, Verb.CHANGED)
            read(worker(1, centres[0]), 0, Verb.READ_FILE)
    with unattended("test"):
        for day in (1, 2):
            read(worker(1, centres[0]), day * 24 * 60, Verb.CHANGED)

    changed, opened = "changed something in your file.", "read your file."
    assert sorted((line.what.split("TST-OPEN ")[1], line.times) for line in ledger()) == [
        *[(changed, 1)] * 4, (opened, 2),
    ]  # fmt: skip


def test_a_denied_attempt_is_hers_to_know(db):
    read(STRANGER, 0, Verb.ACCESS_DENIED)

    assert [line.what for line in ledger()] == [
        "Somebody tried to open your file. The system did not allow it."
    ]


@pytest.mark.parametrize("verb", sorted(PROTECTIVE))
def test_who_looks_over_her_shoulder_learns_nothing_of_what_protects_her(db, verb):
    for actor in (HERSELF, WORKER, SYSTEM, STRANGER):
        read(actor, 0, verb)

    assert ledger() == []


def test_another_womans_events_are_not_hers(db):
    record(Verb.READ_FILE, by=WORKER, subject=ANOTHER)

    with acting(AS_HER):
        assert ledger_of(ANOTHER) == []
        assert ledger_of(HER) == []


def test_a_verb_of_a_later_version_is_passed_over(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO casework_auditevent (id, at, actor_kind, actor_level, verb, target_kind,"
            " target_id, subject, purpose, origin, detail, centre_ids) VALUES (gen_random_uuid(),"
            " now(), 'staff', '', 'future.act', '', '', %s, '', '', '{}', '{}')",
            [HER],
        )

    assert ledger() == []


def test_every_verb_has_its_words_or_a_reason_to_have_none():
    worded = {verb for verb in Verb if verb in sentences.OTHERS or verb in sentences.HERS}
    silent = {verb for verb in Verb if verb in sentences.NOT_ABOUT_HER or verb in PROTECTIVE}

    assert worded & silent == set()
    assert worded | silent == set(Verb)


def test_in_spanish_the_sentences_are_short_plain_and_translated():
    texts = [*sentences.OTHERS.values(), *sentences.HERS.values(), *sentences.PURPOSES.values()]
    with translation.override("es"):
        said = [str(text) % {"who": "El equipo de tu centro"} for text in texts]
    with translation.override("en"):
        english = [str(text) % {"who": "El equipo de tu centro"} for text in texts]

    assert not set(said) & set(english)
    for text in said:
        assert all(len(part.split()) <= 15 for part in text.split("."))
    assert readability.measure(" ".join(said)).score >= 65

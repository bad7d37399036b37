"""Reading what is kept apart, to protect her: what the database refuses by itself (law, blocking).

Past the functions on purpose: each of these holds when a screen or a function forgets it.
"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from casework.access.context import acting
from complaints.fulfilment import blocking, limits
from complaints.fulfilment.choices import Ended
from complaints.fulfilment.copy_actions import CopyRefused
from complaints.models import Block, EmergencyRead, RequestEvent
from complaints.rights.choices import Asked, What
from complaints.rights.keys import filing_with, new_key
from tests import people
from tests.database import as_system

from .hands import asked
from .test_limits import REASON, seen

pytestmark = pytest.mark.django_db
SAID = "Lo dijo hoy, a solas, en el centro."


@pytest.fixture
def block(worker, her):
    asked(worker, her, Asked.BLOCKING)
    with as_system():
        return Block.objects.get()


def read(someone, block):
    with acting(someone.staff.context):
        return blocking.read_in_emergency(
            block=block, reason=REASON, by=someone.staff, at=timezone.now()
        )


def written(block, operator_id, **more):
    """A row as somebody would write it past the function."""
    at = timezone.now()
    row = {"reason": REASON, "at": at, "until": at + timedelta(hours=1), **more}
    with as_system():
        key_id = block.request.key_id
    return EmergencyRead(block_id=block.pk, key_id=key_id, operator_id=operator_id, **row)


def test_who_read_it_does_not_mark_it_seen_in_another_name(worker, head, block):
    reading = read(worker, block)
    with acting(worker.staff.context):  # the policy: her own reading is not hers to change
        rows = EmergencyRead.objects.filter(pk=reading.pk)
        assert rows.update(seen_by=head.id, seen_at=timezone.now()) == 0


def test_nobody_marks_it_seen_in_the_name_of_who_read_it(worker, head, block):
    reading = read(worker, block)
    with acting(head.staff.context), pytest.raises(IntegrityError), transaction.atomic():
        rows = EmergencyRead.objects.filter(pk=reading.pk)  # the constraint: never the same two
        rows.update(seen_by=worker.id, seen_at=timezone.now())


def test_nobody_opens_it_in_another_name_nor_already_seen(worker, head, block):
    for row in (
        written(block, head.id),
        written(block, worker.id, seen_by=head.id, seen_at=timezone.now()),
    ):
        with acting(worker.staff.context), pytest.raises(ProgrammingError), transaction.atomic():
            row.save(force_insert=True)


def test_another_centre_opens_nothing_and_sees_no_reading(worker, block):
    reading, stranger = read(worker, block), people.other_centre_worker()
    with acting(stranger.staff.context):
        assert not EmergencyRead.objects.exists()
        rows = EmergencyRead.objects.filter(pk=reading.pk)
        assert rows.update(seen_by=stranger.id, seen_at=timezone.now()) == 0
    row = written(block, stranger.id)
    with acting(stranger.staff.context):
        row.key_id = new_key()  # one that this reader may use
        with pytest.raises(ProgrammingError), transaction.atomic(), filing_with(row.key_id, row.pk):
            row.save(force_insert=True)


@pytest.mark.parametrize("hours", [-1, 0, 5])
def test_it_is_open_for_four_hours_at_most_and_always_ends(worker, block, hours):
    row = written(block, worker.id)
    row.until = row.at + timedelta(hours=hours)
    with acting(worker.staff.context), pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_its_end_and_its_reason_are_changed_by_nobody(worker, head, block):
    reading = read(worker, block)
    later = reading.until + timedelta(hours=1)
    for someone, change in ((worker, {"until": later}), (head, {"operator_id": head.id})):
        with acting(someone.staff.context), pytest.raises(ProgrammingError), transaction.atomic():
            EmergencyRead.objects.filter(pk=reading.pk).update(**change)


def test_it_opens_only_to_who_asked_and_only_until_its_end(worker, head, her, block):
    read(worker, block)
    assert (seen(worker, her), seen(head, her)) == (True, False)
    with as_system():
        now = timezone.now()
        EmergencyRead.objects.update(at=now - timedelta(hours=4), until=now - timedelta(hours=1))
    assert not seen(worker, her)


def test_her_team_ends_it_only_saying_how_she_said_so_and_it_stays_written(
    worker, head, her, block
):
    how = {"limit": block, "why": Ended.HERSELF, "at": timezone.now()}
    with acting(worker.staff.context), pytest.raises(CopyRefused):
        limits.end(by=worker.staff, how="ok", **how)
    assert not seen(worker, her)
    with acting(worker.staff.context):
        limits.end(by=worker.staff, how=SAID, **how)
        noted = RequestEvent.objects.get(request=block.request_id, what=What.LIMIT_ENDED)
        assert (noted.reason, noted.actor_id) == (SAID, worker.id)
    assert seen(worker, her)


def test_who_read_it_ends_nothing_before_somebody_else_looked_at_why(worker, head, block):
    reading = read(worker, block)
    how = {"limit": block, "why": Ended.HERSELF, "how": SAID, "at": timezone.now()}
    with acting(worker.staff.context), pytest.raises(CopyRefused):
        limits.end(by=worker.staff, **how)
    with acting(head.staff.context):
        blocking.seen(reading=reading, by=head.staff, at=timezone.now())
    with acting(worker.staff.context):
        limits.end(by=worker.staff, **how)
        assert not Block.objects.filter(ended_at=None).exists()

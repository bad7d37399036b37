"""The synthetic registry begins in an empty country, and goes on where it was interrupted."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from casework.survivors.models import Survivor
from config.bench import scale
from config.bench.women import BLOCK
from tests.bench.test_seed_scale import quiet
from tests.database import as_system


def test_what_an_interruption_left_out_is_filled_in(db: None) -> None:
    first = scale._first_digest
    with as_system():
        scale.add(BLOCK + 10, progress=quiet)
        # Block 0 is gone, as if its writer had been killed: nobody has its RUNs.
        Survivor.objects.filter(run_digest=first(0)).update(run_digest=None)
        assert [block for block, _size in scale._jobs(BLOCK + 1)] == [0, 2]


def test_progress_counts_up_to_the_whole(db: None) -> None:
    told: list[tuple[int, int]] = []
    with as_system():
        scale.add(BLOCK + 10, progress=lambda done, total, seconds: told.append((done, total)))
    assert told == [(BLOCK, BLOCK + 10), (BLOCK + 10, BLOCK + 10)]


def test_the_command_tells_rate_and_time_left(db: None) -> None:
    said = StringIO()
    with as_system():
        call_command("seed_scale", "--women", "20", "--processes", "1", stdout=said)
    assert "20 of 20 women" in said.getvalue()
    assert "s left" in said.getvalue()
    assert "20 women are in the registry." in said.getvalue()


def test_a_production_registry_takes_no_invented_women(db: None, settings) -> None:
    settings.PRODUCTION = True
    with as_system():
        with pytest.raises(CommandError):
            call_command("seed_scale", "--women", "1")
        assert not Survivor.objects.exists()

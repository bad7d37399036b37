"""How her own space opens, set with a worker: never by what she does not have."""

import pytest

from casework.survivors import door_actions
from casework.survivors.actions import Identity, register
from casework.survivors.choices import Mode
from casework.survivors.models import Door, Survivor
from tests.survivors.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def hers(centres, own_centre_worker, as_principal):
    """Register somebody of one's own centre."""
    as_principal(own_centre_worker)

    def made(identity: Identity) -> Survivor:
        return register(
            identity=identity, contact=None, centre_id=centres[0].pk, by=own_centre_worker, at=NOW
        )

    return made


def mode_of(survivor: Survivor) -> str:
    return Door.objects.get(survivor=survivor).mode


def test_no_space_opens_by_a_key_that_nobody_handed_her(hers, ana, own_centre_worker):
    survivor = hers(ana)
    with pytest.raises(door_actions.NeedsKey):
        door_actions.choose_mode(survivor=survivor, mode=Mode.KEY, by=own_centre_worker, at=NOW)
    assert mode_of(survivor) == Mode.CLOSED


@pytest.mark.parametrize("mode", [Mode.KEY, Mode.OPEN])
def test_without_her_run_in_the_file_her_space_stays_closed(hers, own_centre_worker, mode):
    survivor = hers(Identity(working_name="Anita"))
    with pytest.raises(door_actions.NeedsDocument):
        door_actions.choose_mode(survivor=survivor, mode=mode, by=own_centre_worker, at=NOW)
    with pytest.raises(door_actions.NeedsDocument):
        door_actions.hand_key(survivor=survivor, by=own_centre_worker, at=NOW)
    assert mode_of(survivor) == Mode.CLOSED


def test_a_number_that_warns_the_team_comes_only_after_her_key(hers, ana, own_centre_worker):
    survivor = hers(ana)
    with pytest.raises(door_actions.NeedsKey):
        door_actions.hand_duress_key(survivor=survivor, by=own_centre_worker, at=NOW)
    assert not Door.objects.get(survivor=survivor).duress_hash


def test_frozen_it_stays_frozen_whatever_is_chosen_until_somebody_opens_it(
    hers, ana, own_centre_worker
):
    survivor, by = hers(ana), own_centre_worker
    door_actions.hand_key(survivor=survivor, by=by, at=NOW)
    door_actions.freeze(survivor=survivor, by=by, at=NOW)
    door_actions.choose_mode(survivor=survivor, mode=Mode.KEY, by=by, at=NOW)
    assert Door.objects.get(survivor=survivor).frozen_at == NOW
    door_actions.unfreeze(survivor=survivor, by=by, at=NOW)
    assert Door.objects.get(survivor=survivor).frozen_at is None

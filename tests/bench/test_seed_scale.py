"""The synthetic registry has the shape of a real one: sealed, found, and closed to strangers."""

from collections import Counter

import pytest
from django.utils import timezone

from casework.access.context import NOBODY, Context, acting
from casework.access.levels import Held, Level
from casework.access.principals import Staff
from casework.audit.models import AuditEvent
from casework.identity import vault
from casework.identity.models import DataKey
from casework.survivors import queries
from casework.survivors.models import Attention, Door, SafeContact, Survivor
from config.bench import scale
from config.bench.people import women_of_first_centre
from config.bench.places import Ground
from config.bench.women import BLOCK, CENTRES, run_of, woman
from consent.record_models import ConsentDecision, ConsentRecord
from tests.bench.conftest import WOMEN
from tests.database import as_system


def worker_of(ground: Ground, place: int) -> Staff:
    chosen = ground.places[place]
    held = Held(Level.N6, centre_id=chosen.centre_id)
    return Staff(chosen.operator_id, 1, "Persona Ficticia", (held,))


def quiet(done: int, total: int, seconds: float) -> None:
    pass


def test_the_same_number_is_always_the_same_woman() -> None:
    assert woman(77).identity == woman(77).identity
    assert woman(77).identity != woman(78).identity


def test_common_names_are_commoner_than_rare_ones() -> None:
    counted = Counter(woman(number).identity.first_surname for number in range(2000))
    assert counted.most_common(1)[0][1] > 4 * counted.most_common()[-1][1]


def test_every_woman_has_all_that_a_registration_leaves(registry: None, ground: Ground) -> None:
    with as_system():
        assert Survivor.objects.count() == WOMEN
        assert DataKey.objects.filter(owner="survivor").count() == WOMEN
        assert Survivor.objects.values("key_id").distinct().count() == WOMEN
        assert Door.objects.count() == WOMEN
        assert Attention.objects.count() == WOMEN + WOMEN // 4
        assert SafeContact.objects.count() > WOMEN // 2
        kept = ConsentRecord.objects.count()
        assert 0.45 * WOMEN < kept < 0.75 * WOMEN
        assert ConsentDecision.objects.count() == kept * len(ground.items)


def test_a_block_leaves_one_line_in_the_log(registry: None) -> None:
    with as_system():
        events = AuditEvent.objects.filter(target_kind="synthetic_block")
        assert [event.detail for event in events] == [{"women": WOMEN}]


def test_her_data_are_sealed_with_her_own_key(registry: None) -> None:
    with as_system():
        first, second = Survivor.objects.order_by("id")[:2]
        assert first.first_surname == woman(0).identity.first_surname
        first.key_id = second.key_id
        with pytest.raises(vault.Tampered):
            assert first.first_surname


def test_her_worker_sees_her_and_the_worker_of_another_centre_does_not(
    registry: None, ground: Ground
) -> None:
    here, elsewhere = worker_of(ground, 0), worker_of(ground, 3)
    with as_system():
        hers = set(
            Survivor.objects.filter(centre_ids__contains=[ground.places[0].centre_id]).values_list(
                "pk", flat=True
            )
        )
    assert len(hers) >= WOMEN // CENTRES
    for principal, expected in ((here, hers), (elsewhere, set())):
        with acting(principal.context):
            assert set(Survivor.objects.values_list("pk", flat=True)) & hers == expected
            assert SafeContact.objects.filter(survivor__in=hers).exists() == bool(expected)


def test_nobody_in_particular_sees_nobody(registry: None) -> None:
    for context in (NOBODY, Context("staff")):
        with acting(context):
            assert not Survivor.objects.exists()
            assert not ConsentRecord.objects.exists()


def test_she_is_found_by_her_run_and_by_a_mistyped_name(registry: None, ground: Ground) -> None:
    here, at = worker_of(ground, 0), timezone.now()
    her = next(one for one in women_of_first_centre(WOMEN) if len(one.identity.first_surname) > 5)
    identity = her.identity
    typed = f"{identity.first_surname[:3]}{identity.first_surname[4:]} {identity.working_name}"
    with acting(here.context):
        line = queries.find(run=identity.run, document=None, purpose="attention", by=here, at=at)
        assert line is not None and line.mine
        assert line.survivor_id in [one.pk for one in queries.search_names(typed, by=here, at=at)]


def test_adding_again_adds_others(registry: None) -> None:
    with as_system():
        scale.add(30, progress=quiet)
        assert Survivor.objects.count() == WOMEN + 30
        assert Survivor.objects.exclude(run_digest=None).count() > WOMEN


def test_the_first_of_every_block_has_a_run() -> None:
    assert all(run_of(block * BLOCK) for block in range(1000))

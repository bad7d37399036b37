"""Keys with something sealed by each, and a check that all of it opens."""

from uuid import UUID

from casework.access.context import acting
from casework.identity import vault
from casework.identity.key_ports import key_port
from casework.identity.records import new_id
from casework.identity.vault import KeyOwner

from .people import OWN_CENTRE, OWN_WORKER

PLACE = "casework_x.name:1"
Sealed = dict[UUID, bytes]


def quiet(done: int, total: int) -> None:
    """Show nothing."""


def make_keys(number: int) -> Sealed:
    """Make keys and seal something with each."""
    made = {}
    with acting(OWN_WORKER):
        for _ in range(number):
            key_id = vault.new_key(
                owner=KeyOwner.SURVIVOR, survivor_id=new_id(), centre_ids=[OWN_CENTRE]
            )
            made[key_id] = vault.seal(key_id, str(key_id).encode(), context=PLACE)
    return made


def assert_readable(sealed: Sealed) -> None:
    key_port.cache_clear()
    with acting(OWN_WORKER):
        for key_id, each in sealed.items():
            assert vault.unseal(key_id, each, context=PLACE) == str(key_id).encode()

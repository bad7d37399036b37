"""The provider's keys: fetched once, fetched again when it starts to sign with a new one."""

from typing import Any
from uuid import uuid4

import pytest
from joserfc.jwk import KeySet, RSAKey

from casework.interop.claveunica import signatures
from casework.interop.claveunica.backchannel import Answer
from casework.interop.claveunica.errors import BadAnswer

OLD, NEW = (
    RSAKey.generate_key(2048, {"kid": name, "use": "sig"}, private=False) for name in ("old", "new")
)


class Published:
    """Stands in for the channel: answers with the keys published now and counts the questions."""

    def __init__(self, *keys: RSAKey) -> None:
        self.keys = list(keys)
        self.asked = 0

    def ask(self, method: str, url: str) -> Answer:
        """Answer with the published keys."""
        import json

        self.asked += 1
        return Answer(200, json.dumps(KeySet(self.keys).as_dict(private=False)).encode())


@pytest.fixture
def url(db: None) -> str:
    """An address that no other test has cached."""
    return f"https://proveedor.example/{uuid4()}/jwks"


def test_keys_are_fetched_once(url: str) -> None:
    provider: Any = Published(OLD)
    for _ in range(3):
        assert signatures.key_for(provider, url, "old").kid == "old"
    assert provider.asked == 1


def test_a_new_key_is_found_without_waiting_for_the_cache(url: str) -> None:
    provider: Any = Published(OLD)
    signatures.key_for(provider, url, "old")
    provider.keys = [OLD, NEW]
    assert signatures.key_for(provider, url, "new").kid == "new"
    assert provider.asked == 2


def test_unknown_keys_do_not_make_us_hammer_the_provider(url: str) -> None:
    provider: Any = Published(OLD)
    for _ in range(5):
        with pytest.raises(BadAnswer):
            signatures.key_for(provider, url, "forged")
    assert provider.asked == 2


def test_a_token_without_key_name_needs_a_single_key(url: str) -> None:
    provider: Any = Published(OLD)
    assert signatures.key_for(provider, url, None).kid == "old"
    several: Any = Published(OLD, NEW)
    with pytest.raises(BadAnswer):
        signatures.key_for(several, f"{url}/2", None)

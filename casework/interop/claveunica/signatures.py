"""The provider's public keys, cached for all workers, fetched again when an unknown one signs."""

import hashlib

from django.core.cache import cache
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey

from .backchannel import Channel
from .errors import BadAnswer

KEEP_SECONDS = 3600
# A forged token with an unknown key must not make us hammer the provider.
QUIET_SECONDS = 30


def key_for(channel: Channel, url: str, kid: str | None) -> RSAKey:
    """Give the key that signs under this name. Raises BadAnswer when there is none.

    A token without `kid` is accepted only when the provider has exactly one key.
    """
    name = _name(url)
    document = cache.get(name) or _fetch(channel, url)
    found = _pick(document, kid)
    if found is None:
        mine = cache.add(f"{name}-asked", 1, timeout=QUIET_SECONDS)
        found = _pick(_fetch(channel, url) if mine else cache.get(name, document), kid)
    if found is None:
        raise BadAnswer("unknown key")
    return found


def _fetch(channel: Channel, url: str) -> dict[str, object]:
    answer = channel.ask("GET", url)
    if answer.status != 200:
        raise BadAnswer(f"jwks status {answer.status}")
    document = answer.document()
    cache.set(_name(url), document, timeout=KEEP_SECONDS)
    return document


def _pick(document: dict[str, object], kid: str | None) -> RSAKey | None:
    try:
        keys = [key for key in KeySet.import_key_set(document) if isinstance(key, RSAKey)]  # type: ignore[arg-type]
    except (JoseError, KeyError, TypeError, ValueError):
        raise BadAnswer("jwks unreadable") from None
    if kid is None:
        return keys[0] if len(keys) == 1 else None
    return next((key for key in keys if key.kid == kid), None)


def _name(url: str) -> str:
    return f"claveunica-keys-{hashlib.sha256(url.encode()).hexdigest()[:16]}"

"""Proof that the answer is the provider's, for us, for this attempt and fresh (interop.md 1.1)."""

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwt import ClaimsOption, JWTClaimsRegistry

from .backchannel import Channel
from .errors import BadAnswer
from .provider import Provider
from .signatures import key_for

LEEWAY_SECONDS = 60


def verify(channel: Channel, provider: Provider, token: str, nonce: str) -> str:
    """Give the `sub` of a verified id_token.

    Checks signature (RS256 only), iss, aud (and azp), exp, iat and nonce. Raises BadAnswer.
    """
    if not token:
        raise BadAnswer("id_token missing")
    claims = _signed_claims(channel, provider, token)
    try:
        _rules(provider, nonce).validate(claims)
    except JoseError as problem:
        raise BadAnswer(f"id_token {getattr(problem, 'claim', problem.error)}") from None
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != provider.client_id:
        raise BadAnswer("id_token azp")
    return str(claims["sub"])


def _signed_claims(channel: Channel, provider: Provider, token: str) -> dict[str, object]:
    try:
        header = jws.extract_compact(token.encode()).headers()
        if header.get("alg") != "RS256":
            raise BadAnswer("id_token algorithm")
        kid = header.get("kid")
        key = key_for(channel, provider.jwks_url, kid if isinstance(kid, str) else None)
        return jwt.decode(token, key, algorithms=["RS256"]).claims
    except (JoseError, ValueError):
        raise BadAnswer("id_token signature") from None


def _rules(provider: Provider, nonce: str) -> JWTClaimsRegistry:
    exact: dict[str, ClaimsOption] = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    if provider.send_nonce:
        exact["nonce"] = {"essential": True, "value": nonce}
    present: dict[str, ClaimsOption] = {name: {"essential": True} for name in ("sub", "exp", "iat")}
    return JWTClaimsRegistry(None, LEEWAY_SECONDS, **exact, **present)

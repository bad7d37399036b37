"""The code for a token: a form with the secret, and the state in the body as the manual lists."""

from dataclasses import dataclass, field

from .attempts import Attempt
from .backchannel import Answer, Channel
from .errors import BadAnswer, ClaveUnicaError, CodeRejected, NotEnabled
from .provider import Provider


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the provider gave for the code; id_token may be empty."""

    access: str = field(repr=False)
    identity: str = field(repr=False)


def exchange(channel: Channel, provider: Provider, code: str, attempt: Attempt) -> Tokens:
    """Give the tokens for a code.

    Raises CodeRejected, NotEnabled, BadAnswer, Unavailable or TooSlow.
    """
    form = {
        "client_id": provider.client_id,
        "client_secret": provider.client_secret,
        "redirect_uri": provider.redirect_uri,
        "grant_type": "authorization_code",
        "code": code,
        "state": attempt.state,
    }
    if provider.send_pkce:
        form["code_verifier"] = attempt.verifier
    answer = channel.ask("POST", provider.token_url, form=form)
    if answer.status != 200:
        raise refusal(answer)
    return _tokens(answer.document())


def refusal(answer: Answer) -> ClaveUnicaError:
    """Give the error that an answer other than 200 stands for."""
    if not 400 <= answer.status < 500:
        return BadAnswer(f"token status {answer.status}")
    word = answer.document().get("error")
    if word == "invalid_grant":
        return CodeRejected("invalid_grant")
    return NotEnabled("invalid_client" if word == "invalid_client" else f"token {answer.status}")


def _tokens(found: dict[str, object]) -> Tokens:
    access, identity = found.get("access_token"), found.get("id_token", "")
    kind = str(found.get("token_type", "bearer")).lower()
    if not isinstance(access, str) or not access or kind != "bearer":
        raise BadAnswer("no access token")
    if not isinstance(identity, str):
        raise BadAnswer("id_token not text")
    return Tokens(access, identity)

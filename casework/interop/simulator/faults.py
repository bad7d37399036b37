"""The ways a login can go wrong, each a button on the simulator's screen."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Fault(StrEnum):
    """What the simulator will do wrong in this login."""

    NONE = ""
    DENIED = "denied"
    STATE_ALTERED = "state_altered"
    STATE_MISSING = "state_missing"
    OTHER_ISSUER = "other_issuer"
    CODE_EXPIRED = "code_expired"
    CODE_REUSED = "code_reused"
    SERVER_ERROR = "server_error"
    TIMEOUT = "timeout"
    NOT_JSON = "not_json"
    HUGE_ANSWER = "huge_answer"
    REDIRECTED = "redirected"
    NO_ACCESS_TOKEN = "no_access_token"  # noqa: S105 - a fault's name
    USERINFO_ERROR = "userinfo_error"
    NO_ROLE = "no_role"
    NOT_RUN = "not_run"
    WRONG_DV = "wrong_dv"
    OTHER_SUBJECT = "other_subject"
    NO_ID_TOKEN = "no_id_token"  # noqa: S105 - a fault's name
    WRONG_NONCE = "wrong_nonce"
    WRONG_AUD = "wrong_aud"
    WRONG_ISS = "wrong_iss"
    EXPIRED = "expired"
    ALG_NONE = "alg_none"
    ALG_HMAC = "alg_hmac"
    BAD_SIGNATURE = "bad_signature"
    UNKNOWN_KEY = "unknown_key"


GROUPS: tuple[tuple[Promise, tuple[tuple[Fault, Promise], ...]], ...] = (
    (
        _("On the way back"),
        (
            (Fault.DENIED, _("The person says no")),
            (Fault.STATE_ALTERED, _("State altered")),
            (Fault.STATE_MISSING, _("State missing")),
            (Fault.OTHER_ISSUER, _("Answer of another provider")),
        ),
    ),
    (
        _("When the code is exchanged"),
        (
            (Fault.CODE_EXPIRED, _("Code expired")),
            (Fault.CODE_REUSED, _("Code already used")),
            (Fault.SERVER_ERROR, _("Server error")),
            (Fault.TIMEOUT, _("No answer in time")),
            (Fault.NOT_JSON, _("Answer that is not JSON")),
            (Fault.HUGE_ANSWER, _("Endless answer")),
            (Fault.REDIRECTED, _("Redirect to another place")),
            (Fault.NO_ACCESS_TOKEN, _("No access token")),
        ),
    ),
    (
        _("When the identity is read"),
        (
            (Fault.USERINFO_ERROR, _("Server error")),
            (Fault.NO_ROLE, _("No RolUnico")),
            (Fault.NOT_RUN, _("Document that is not a RUN")),
            (Fault.WRONG_DV, _("Wrong check digit")),
            (Fault.OTHER_SUBJECT, _("Identity of another person")),
        ),
    ),
    (
        _("In the identity token"),
        (
            (Fault.NO_ID_TOKEN, _("Missing")),
            (Fault.WRONG_NONCE, _("Wrong nonce")),
            (Fault.WRONG_AUD, _("For another client (aud)")),
            (Fault.WRONG_ISS, _("Of another issuer (iss)")),
            (Fault.EXPIRED, _("Expired")),
            (Fault.ALG_NONE, _("Unsigned (alg none)")),
            (Fault.ALG_HMAC, _("Signed with the public key as a secret")),
            (Fault.BAD_SIGNATURE, _("Bad signature")),
            (Fault.UNKNOWN_KEY, _("Unknown key")),
        ),
    ),
)


def fault_of(word: str) -> Fault:
    """Give the fault of this name, or none."""
    return next((fault for fault in Fault if fault == word), Fault.NONE)

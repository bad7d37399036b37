"""Models of rights and complaints, gathered where Django looks for them."""

from .rights.claim_models import AgencyClaim
from .rights.ground_models import AnswerTemplate, LegalGround
from .rights.heir_models import HeirWish
from .rights.models import RequestEvent, RequestFile, RightsRequest, Sending

__all__ = [
    "AgencyClaim",
    "AnswerTemplate",
    "HeirWish",
    "LegalGround",
    "RequestEvent",
    "RequestFile",
    "RightsRequest",
    "Sending",
]

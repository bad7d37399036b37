"""Models of rights and complaints, gathered where Django looks for them."""

from .amending.models import Amendment
from .discrepancies.models import Discrepancy, DiscrepancyCause, Standpoint
from .fulfilment.change_models import Correction, Erasure, RecipientNotice, SecondLook
from .fulfilment.copy_models import CopyPart, DataCopy, RemovedWords
from .fulfilment.limit_models import Block, EmergencyRead, Objection
from .oirs.models import Ticket, TicketEntry, TicketFile
from .oirs.term_models import OirsTerm
from .rights.claim_models import AgencyClaim
from .rights.ground_models import AnswerTemplate, LegalGround
from .rights.heir_models import HeirWish
from .rights.matches.models import MatchFix
from .rights.models import RequestEvent, RequestFile, RightsRequest, Sending
from .satisfaction.models import Opinion, OpinionCode, OpinionInvitation
from .satisfaction.question_models import OpinionQuestion

__all__ = [
    "AgencyClaim",
    "Amendment",
    "AnswerTemplate",
    "Block",
    "CopyPart",
    "Correction",
    "DataCopy",
    "Discrepancy",
    "DiscrepancyCause",
    "EmergencyRead",
    "Erasure",
    "HeirWish",
    "LegalGround",
    "MatchFix",
    "Objection",
    "OirsTerm",
    "Opinion",
    "OpinionCode",
    "OpinionInvitation",
    "OpinionQuestion",
    "RecipientNotice",
    "RemovedWords",
    "RequestEvent",
    "RequestFile",
    "RightsRequest",
    "SecondLook",
    "Sending",
    "Standpoint",
    "Ticket",
    "TicketEntry",
    "TicketFile",
]

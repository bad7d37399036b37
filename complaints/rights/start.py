"""What this room gives to the whole when the product starts."""

from casework.audit.changes import track

from .ground_models import AnswerTemplate, LegalGround
from .heir_models import HeirWish
from .models import RightsRequest


def register() -> None:
    """Join the registries of the rooms below."""
    for model in (AnswerTemplate, HeirWish, LegalGround, RightsRequest):
        track(model)

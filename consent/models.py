"""Models of consent, gathered where Django looks for them."""

from .record_models import ConsentConfirmation, ConsentDecision, ConsentRecord, RelatedAnswer
from .text_models import ConsentItem, ConsentText

__all__ = [
    "ConsentConfirmation",
    "ConsentDecision",
    "ConsentItem",
    "ConsentRecord",
    "ConsentText",
    "RelatedAnswer",
]

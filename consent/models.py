"""Models of consent, gathered where Django looks for them."""

from .record_models import ConsentDecision, ConsentRecord, RelatedAnswer
from .text_models import ConsentItem, ConsentText

__all__ = ["ConsentDecision", "ConsentItem", "ConsentRecord", "ConsentText", "RelatedAnswer"]

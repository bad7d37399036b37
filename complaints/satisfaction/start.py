"""What this room gives to the whole when the product starts."""

from casework.audit.changes import track
from casework.cases.moves import on_stage
from complaints.amending.kinds import add_kind
from complaints.rights import port

from . import listening
from .question_models import OpinionQuestion


def register() -> None:
    """Join the registries of the rooms below."""
    track(OpinionQuestion)
    add_kind(OpinionQuestion)
    on_stage(listening.moved)
    port.on_state(listening.answered)

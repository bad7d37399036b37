"""What this room gives to the whole when the product starts."""

from casework.audit.changes import track
from casework.cases.work import day
from casework.risk import beside

from ..rights import port
from ..rights.choices import Asked
from . import blocking, copies, erasing, held, limits, opposing, recipients, rectifying, second_look
from .change_models import Correction, Erasure, RecipientNotice, SecondLook
from .copy_models import CopyPart, DataCopy
from .limit_models import Block, EmergencyRead, Objection

TRACKED = (Block, CopyPart, Correction, DataCopy, EmergencyRead, Erasure, Objection,
           RecipientNotice, SecondLook)  # fmt: skip
FULFILLERS = {
    Asked.ACCESS: copies.COPY,
    Asked.PORTABILITY: copies.COPY,
    Asked.RECTIFICATION: rectifying.RECTIFICATION,
    Asked.SUPPRESSION: erasing.SUPPRESSION,
    Asked.OPPOSITION: opposing.OPPOSITION,
    Asked.BLOCKING: blocking.BLOCKING,
    Asked.IMPUGNATION: second_look.IMPUGNATION,
}


def register() -> None:
    """Join the registries of the rooms below."""
    for model in TRACKED:
        track(model)
    for right, fulfiller in FULFILLERS.items():
        port.add_fulfiller(right, fulfiller)
    port.on_state(limits.on_state)
    port.add_closing_check(recipients.closing_check)
    held.register()
    opposing.install()
    blocking.install()
    beside.add_source(second_look.beside)
    day.add_source(day.Source(blocking.unseen, blocking.told))

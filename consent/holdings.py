"""What consent holds about her, for the copy she asks for (law 1.1, access)."""

from django.utils.translation import gettext_lazy as _

from casework.survivors import holdings as h
from casework.survivors.holdings import HERSELF, Holding

from .record_models import ConsentConfirmation, ConsentDecision, ConsentRecord


def register() -> None:
    """Say how her authorisations go in; who signed for her is another person."""
    h.hold(Holding(
        ConsentRecord, _("What you signed"), 160, HERSELF,
        given=frozenset({"form", "signed_on", "at"}),
        withheld={"evidence": h.SECURITY, "signer_name": h.OTHERS, "signer_document": h.OTHERS,
                  "paper_place": h.PLACE},
    ))  # fmt: skip
    h.hold(Holding(
        ConsentDecision, _("What you agreed to, and what not"), 161, HERSELF,
        given=frozenset({"purpose", "recipient", "given", "at"}),
    ))  # fmt: skip
    h.leave_out(h.SHOWN, ConsentConfirmation._meta.label)

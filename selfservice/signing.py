"""Her signature: name, document, date and proof filled in from ClaveUnica (report II.7)."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.survivors.choices import Mode
from consent.actions import Signature
from consent.paper import moment
from consent.record_models import Form

from .door import door_of
from .gates import present_of


def signature_of(request: HttpRequest) -> Signature:
    """Give the signature of whoever's space is open.

    With ClaveUnica alone it waits to be confirmed in private before anything is shared: somebody
    else may be holding her phone (safety.md 5, consent under coercion).
    """
    present = present_of(request)
    assert present is not None
    visitor = present.visitor
    return Signature(
        form=Form.CLAVE_UNICA,
        name=visitor.full_name,
        document=str(visitor.run),
        signed_on=timezone.localdate(),
        evidence={
            _("Identity proved by ClaveÚnica"): moment(visitor.authenticated_at),
            _("Session"): present.visit.token_digest[:16],
        },
        awaits_confirmation=door_of(visitor.run).mode == Mode.OPEN,
    )

"""Her signature: name, document, date and proof filled in from ClaveUnica (report II.7)."""

from uuid import UUID

from django.db import connection
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


def one_at_a_time(survivor_id: UUID) -> None:
    """Let the signatures of one woman wait for each other, until the request is over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(survivor_id)])

"""Unattended work on copies, as the system role: what nobody took in 24 hours leaves the disk."""

from datetime import datetime

from django.db import transaction

from casework.documents import store

from .copy_models import DataCopy


def forget_expired(at: datetime) -> int:
    """Remove packed copies whose time is over; give how many. Each can be packed again."""
    gone = 0
    rows = DataCopy.objects.filter(container__isnull=False, taken_at=None, expires_at__lte=at)
    for pk in list(rows.values_list("pk", flat=True)):
        with transaction.atomic():
            kept = rows.select_for_update(of=("self",)).filter(pk=pk).first()
            if kept is None or kept.container is None:
                continue
            path = store.path_of(kept.container.place)
            kept.container = None
            kept.save(update_fields=["container"])
            path.unlink(missing_ok=True)
            gone += 1
    return gone

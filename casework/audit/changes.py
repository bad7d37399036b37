"""Field changes, by django-auditlog, joined to the event and never showing a person's data.

A change is joined to its event by the request's number: `AuditEvent.request_id` here,
`LogEntry.cid` there. The log says that her name changed, not from what to what: the clear text
would live outside her key and survive her erasure (design 7 and 8).
"""

from typing import Any
from uuid import UUID

from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.db.models import BinaryField, Field, Model
from django.db.models.signals import pre_save
from django.dispatch import receiver

from casework.identity.fields import EncryptedField
from casework.identity.privacy import Privacy

# Written by the database or of no meaning to a reader.
_NEVER = frozenset({"created_at", "centre_ids", "key_id"})
HIDDEN = "***"


class Untrackable(TypeError):
    """The model does not say which of its fields are about a person."""


def hide(value: str) -> str:
    """Show only whether there was a value."""
    return "" if value in {"", "None"} else HIDDEN


def track(model: type[Model], *, masked: tuple[str, ...] = (), shown: tuple[str, ...] = ()) -> None:
    """Have every field change of the model logged; call it from the app's `ready()`.

    Hidden without being named: sealed fields, and all fields that the model's `privacy` says are
    about the survivor or a third party. Left out: digests and other bytes, which nobody reads.
    masked: more to hide. shown: fields about a person that hold only a code (a mode, a state) and
    may be read; never a sealed one. Raises Untrackable when the model has no `privacy`.
    """
    if not isinstance(getattr(model, "privacy", None), Privacy):
        raise Untrackable(f"{model.__name__} has no privacy: class its fields first.")
    fields = [field for field in model._meta.concrete_fields if not _is_left_out(field)]
    hidden = [field.name for field in fields if _hides(field, model, masked, shown)]
    auditlog.unregister(model)
    auditlog.register(
        model,
        include_fields=[field.name for field in fields],
        mask_fields=hidden,
        mask_callable=f"{__name__}.hide",
    )


def tracked() -> list[type[Model]]:
    """Give the models whose changes are logged."""
    return list(auditlog.get_models())


def changes_of(request_id: UUID) -> list[dict[str, Any]]:
    """Give what one request changed: model, row, and before/after of each field that may be read.

    For the log's readers; the database gives nobody else a row.
    """
    entries = LogEntry.objects.filter(cid=str(request_id)).order_by("id")
    return [
        {"model": entry.content_type.model, "id": entry.object_pk, "fields": entry.changes}
        for entry in entries.select_related("content_type")
    ]


def is_sealed(field: "Field[Any, Any]") -> bool:
    """Say whether the field's column is not readable text: sealed with a key, or a digest."""
    return isinstance(field, EncryptedField | BinaryField)


def _is_left_out(field: "Field[Any, Any]") -> bool:
    """Bytes have no words: django-auditlog would fail on them or see a change where none is."""
    return field.name in _NEVER or isinstance(field, BinaryField)


def _hides(
    field: "Field[Any, Any]", model: type[Model], masked: tuple[str, ...], shown: tuple[str, ...]
) -> bool:
    privacy: Privacy = model.privacy  # type: ignore[attr-defined]
    if is_sealed(field) or field.name in masked:
        return True
    return field.name in {*privacy.subject, *privacy.third_party} and field.name not in shown


@receiver(pre_save, sender=LogEntry)
def _forget_the_name(instance: LogEntry, **_: Any) -> None:
    """Keep the row's number and drop its `str()`, which may be somebody's name."""
    instance.object_repr = str(instance.object_pk)
    instance.serialized_data = None
    instance.actor_email = None
    instance.remote_addr = None

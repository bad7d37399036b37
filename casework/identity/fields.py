"""Model fields sealed with the key of the person the row is about (design 8).

The column is bytea. The value is opened each time the attribute is read and sealed when the row
is saved; in between the instance holds only an opaque wrapper, so that no repr, pickle, dump or
log can spill it. A change made in place to what a JSON field gave is not kept: assign it anew.
"""

import base64
import json
from datetime import date
from typing import TYPE_CHECKING, Any, Never, Self
from uuid import UUID

from auditlog.registry import auditlog
from django.core import checks
from django.core.exceptions import FieldError, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from . import vault, veil


class Sealed(bytes):
    """Ciphertext as the database holds it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__


class Unsaved:
    """A value assigned but not saved yet. It cannot be shown, pickled or copied out."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "<sealed>"

    def __reduce_ex__(self, protocol: Any) -> Never:
        raise TypeError("A value of an encrypted field is not pickled: save the row first.")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self


class SealedAttribute:
    """Reads by opening, writes by wrapping."""

    def __init__(self, field: "EncryptedField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        held = self.field.held_by(instance)
        if isinstance(held, Unsaved):
            return held.value
        if held is None:
            return None
        return veil.seen(instance, self.field.attname, self.field.open(held, instance))

    def __set__(self, instance: models.Model, value: Any) -> None:
        kept = value is None or isinstance(value, Sealed | Unsaved)
        instance.__dict__[self.field.attname] = value if kept else Unsaved(value)


class EncryptedField(models.Field):  # type: ignore[type-arg]
    """Base of the encrypted fields. The model has `key_id` and a primary key made in Python.

    Raises on use: vault.Tampered, vault.KeyDestroyed, vault.KeyUnavailable; FieldError for any
    query on the value other than `isnull`.
    """

    descriptor_class = SealedAttribute
    empty_strings_allowed = False

    def __init__(self, *args: Any, **options: Any) -> None:
        options["editable"] = False
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Leave out what is always so."""
        name, path, args, options = super().deconstruct()
        options.pop("editable", None)
        return name, path, args, options

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        """Refuse what cannot work on ciphertext."""
        found = list(super().check(**options))
        if self.unique or self.primary_key or getattr(self, "db_index", False):
            hint = "Index a keyed digest (casework.identity.lookup) in a column of its own."
            found.append(
                checks.Error("An encrypted field has no index.", hint, self, "identity.E001")
            )
        if self._logged_in_clear():
            hint = "Register the model with casework.audit.changes.track."
            found.append(
                checks.Error("The field log would keep it in clear.", hint, self, "identity.E002")
            )
        return found

    def _logged_in_clear(self) -> bool:
        """Say whether django-auditlog would write the value down: it asks for the attribute."""
        if not auditlog.contains(self.model):
            return False
        fields = auditlog.get_model_fields(self.model)
        included = not fields["include_fields"] or self.name in fields["include_fields"]
        masked = self.name in fields["mask_fields"] and fields["mask_callable"]
        return included and self.name not in fields["exclude_fields"] and not masked

    def get_internal_type(self) -> str:
        """It is bytes to the database."""
        return "BinaryField"

    def to_bytes(self, value: Any) -> bytes:
        """Give the value as the bytes to seal."""
        raise NotImplementedError

    def from_bytes(self, plain: bytes) -> Any:
        """Give the value back."""
        raise NotImplementedError

    def place(self, instance: models.Model) -> str:
        """Say where a value lives: what it is bound to besides the key."""
        if instance.pk is None:
            raise FieldError(f"{self}: the row needs its primary key before it can be sealed.")
        return f"{self.model._meta.db_table}.{self.column}:{instance.pk}"

    def open(self, sealed: bytes, instance: models.Model) -> Any:
        """Open what the row holds."""
        plain = vault.unseal(_key_of(instance), sealed, context=self.place(instance))
        return self.from_bytes(plain)

    def held_by(self, instance: models.Model) -> Sealed | Unsaved | None:
        """Give the wrapper the instance holds, loading a deferred one."""
        if self.attname not in instance.__dict__:
            rows = type(instance)._base_manager.filter(pk=instance.pk)
            instance.__dict__[self.attname] = rows.values_list(self.attname, flat=True).get()
        held: Sealed | Unsaved | None = instance.__dict__[self.attname]
        return held

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        """Wrap the ciphertext."""
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        """Seal what was assigned; from here on the instance holds ciphertext too."""
        held = self.held_by(model_instance)
        if isinstance(held, Unsaved):
            plain = self.to_bytes(self.to_python(held.value))
            place = self.place(model_instance)
            held = Sealed(vault.seal(_key_of(model_instance), plain, context=place))
            model_instance.__dict__[self.attname] = held
        return held

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Let only ciphertext through: a bulk update knows no row to seal for."""
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise FieldError(f"{self} is encrypted: save the row, do not update it in bulk.")
        return connection.Database.Binary(bytes(value))

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse to filter, except by isnull."""
        if lookup_name == "isnull":
            return IsNull
        raise FieldError(
            f"{self} is encrypted and cannot be searched ({lookup_name}). "
            "Search by a digest or by name tokens: casework.identity.lookup."
        )

    get_transform = get_lookup

    def value_from_object(self, obj: models.Model) -> Any:
        """Give dumps and forms the wrapper, never the value."""
        return self.held_by(obj)

    def value_to_string(self, obj: models.Model) -> str:
        """Give the ciphertext in base64; a value not saved yet is not dumped."""
        held = self.held_by(obj)
        return base64.b64encode(held).decode() if isinstance(held, Sealed) else ""


class EncryptedTextField(EncryptedField):
    """Encrypted text."""

    if TYPE_CHECKING:
        _pyi_private_set_type: str
        _pyi_private_get_type: str

    def to_python(self, value: Any) -> str | None:
        """Give text. Raises ValidationError for anything else."""
        if value is None or isinstance(value, str):
            return value
        raise ValidationError(_("This is not text."), code="invalid")

    def to_bytes(self, value: str) -> bytes:
        """UTF-8."""
        return value.encode()

    def from_bytes(self, plain: bytes) -> str:
        """UTF-8."""
        return plain.decode()


class EncryptedDateField(EncryptedField):
    """Encrypted date."""

    if TYPE_CHECKING:
        _pyi_private_set_type: date
        _pyi_private_get_type: date

    def to_python(self, value: Any) -> date | None:
        """Give a date from a date or ISO text. Raises ValidationError."""
        parsed: date | None = models.DateField().to_python(value)
        return parsed

    def to_bytes(self, value: date) -> bytes:
        """ISO 8601."""
        return value.isoformat().encode()

    def from_bytes(self, plain: bytes) -> date:
        """ISO 8601."""
        return date.fromisoformat(plain.decode())


class EncryptedJSONField(EncryptedField):
    """Encrypted JSON."""

    if TYPE_CHECKING:
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def to_bytes(self, value: Any) -> bytes:
        """JSON with Django's encoder (dates, times, decimals, UUIDs as text)."""
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False).encode()

    def from_bytes(self, plain: bytes) -> Any:
        """JSON."""
        return json.loads(plain)


def encrypted_names(model: type[models.Model]) -> list[str]:
    """Give the names of a model's encrypted fields: what a field log must mask or leave out."""
    return [field.name for field in model._meta.fields if isinstance(field, EncryptedField)]


def _key_of(instance: models.Model) -> UUID:
    key_id = getattr(instance, "key_id", None)
    if key_id is None:
        raise FieldError(f"{type(instance).__name__} has no key: give it key_id before saving.")
    found: UUID = key_id
    return found

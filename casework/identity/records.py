"""Base records: time-ordered keys, and the columns every row about a person carries."""

from uuid import UUID

import uuid6
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


def new_id() -> UUID:
    """Give a time-ordered identifier (UUIDv7), made here so that any server version serves."""
    return UUID(int=uuid6.uuid7().int)


class Record(models.Model):
    """A row with a time-ordered key. Kept out of Wagtail's reference index."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True


class PersonRecord(Record):
    """A row about one person: whose centres may see it, and the key its secrets are sealed with.

    `centre_ids` feeds row-level security; on rows with a `survivor_id` the database copies it
    from her record. `key_id` names the DataKey of the person the row is about.
    """

    centre_ids = ArrayField(models.IntegerField(), default=list, editable=False)
    key_id = models.UUIDField(editable=False)

    class Meta:
        abstract = True

"""What people thought of an edition: counts of grades, sealed, and nobody's row."""

from django.db import models

from casework.identity.fields import EncryptedJSONField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from .edition_models import Edition


class EditionOpinions(Record):
    """All the grades of an edition in one sealed value, written anew with each opinion.

    There is no row of an opinion: nothing that could be tied to a person by its order, its hour
    or the transaction that wrote it, not even by comparing two copies of the database.
    """

    privacy = Privacy(
        purpose=Purpose.STATISTICS,
        retention=Retention.CATALOGUE,
        none=("edition", "key_id", "sealed"),
    )
    wagtail_reference_index_ignore = True

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="+")
    key_id = models.UUIDField(editable=False)
    sealed = EncryptedJSONField()

    def __str__(self) -> str:
        return str(self.pk)

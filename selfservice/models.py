"""A visit: the survivor's session, in a store of its own."""

from django.db import models

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record


class Visit(Record):
    """Somebody who came through ClaveUnica, registered here or not.

    What the provider said is sealed with a key made from the cookie itself: without the cookie
    nobody can read it, this server included. The row is visible to whoever brings the cookie.
    """

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.SESSION,
        subject=("token_digest", "sealed", "survivor_id", "opened_at", "last_seen"),
        none=("extensions",),
    )

    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    sealed = models.BinaryField()
    survivor_id = models.UUIDField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True)
    last_seen = models.DateTimeField()
    extensions = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["last_seen"], name="visit_last_seen")]

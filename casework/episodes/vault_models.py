"""The vault: criminal background, one case at a time and until a day (law DP-60).

Nothing here is listed, searched, exported or shared. Data on offences are reserved; once the
day comes the database shows the note to nobody, and a periodic command destroys it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.cases.models import Case
from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.models import OfSurvivor

from .aggressor_models import Aggressor


class BackgroundNote(OfSurvivor):
    """What an institution told about an aggressor's record, for one case. Sealed with his key."""

    privacy = Privacy(
        purpose=Purpose.PRIORITY,
        retention=Retention.CASE,
        subject=("survivor", "case"),
        third_party=("aggressor", "text", "institution"),
        staff=("recorded_by",),
        none=("expires_on",),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    aggressor = models.ForeignKey(Aggressor, on_delete=models.PROTECT, related_name="+")
    text = EncryptedTextField(_("background"))
    institution = models.ForeignKey(
        "casework.Institution", on_delete=models.PROTECT, related_name="+"
    )
    expires_on = models.DateField(_("kept until"))
    recorded_by = models.UUIDField(editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["aggressor", "case"], name="background_of_one"),
            models.Index(fields=["expires_on"], name="background_ending"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class BackgroundReading(OfSurvivor):
    """Why somebody opened a note: her typed reason, sealed, kept after the note is gone."""

    privacy = Privacy(
        purpose=Purpose.PRIORITY,
        retention=Retention.CASE,
        subject=("survivor", "reason"),
        staff=("read_by",),
        none=("note_id",),
    )

    note_id = models.UUIDField(editable=False)
    reason = EncryptedTextField(_("reason"))
    read_by = models.UUIDField(editable=False)

    def __str__(self) -> str:
        return str(self.pk)

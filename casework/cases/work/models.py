"""What the day's work keeps: the protocol a case is worked by, and filters a worker saved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record
from casework.survivors.models import OfSurvivor


class CaseProtocol(OfSurvivor):
    """The protocol version a case was opened under; a later one does not change its steps."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "case", "protocol"),
    )

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="+")
    protocol = models.ForeignKey(
        "casework.ProtocolVersion", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "protocol"], name="case_pins_protocol_once")
        ]


class SavedFilter(Record):
    """A filter of the case list under a name: codes only, never a woman's name or RUN."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=("operator", "name", "query"),
    )

    operator = models.ForeignKey("casework.Operator", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name of the filter"), max_length=40)
    query = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["operator", "name"], name="saved_filter_once")
        ]

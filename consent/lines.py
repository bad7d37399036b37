"""What she signed or took back, as lines of her trayecto, whoever was at her side.

Consents follow her, so every centre that attends her opens the record behind the line.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.access.principals import Staff
from casework.survivors import timeline
from casework.survivors.day_fields import moment

from .record_models import ConsentRecord, Form, Kind

TARGET = "consent"
SIGNED, WITHDRAWN = "consent-signed", "consent-withdrawn"
HOW: dict[str, Promise] = {
    Form.CLAVE_UNICA: gettext_lazy("by herself, with ClaveÚnica"),
    Form.BUTTON: gettext_lazy("with a worker at her side"),
    Form.PAPER: gettext_lazy("on paper"),
}


def register() -> None:
    """Say how the lines read and where they open."""
    timeline.add_words(timeline.Kind.DOCUMENT, SIGNED, _signed)
    timeline.add_words(timeline.Kind.DOCUMENT, WITHDRAWN, _withdrawn)
    timeline.add_address(TARGET, _address, follows=True)


def write(record_: ConsentRecord, answers: Sequence[bool], *, by: Staff | None) -> None:
    """Write the line of a record. answers: yes or no of each decision in it; by: None is herself.

    A paper signed on an earlier day stands on that day.
    """
    code = WITHDRAWN if record_.kind == Kind.WITHDRAWAL else SIGNED
    timeline.sign(
        record_.survivor, code, target=(TARGET, record_.pk), by=by, at=_moment(record_),
        detail={"form": record_.form, "yes": sum(answers), "no": len(answers) - sum(answers)},
    )  # fmt: skip


def _moment(record_: ConsentRecord) -> datetime:
    same_day = record_.signed_on == timezone.localdate(record_.at)
    return record_.at if same_day else moment(record_.signed_on, None)


def _address(survivor_id: UUID, record_id: UUID) -> str:
    return reverse("consent:record", args=[survivor_id, record_id])


def _signed(detail: timeline.Detail) -> str:
    counts = {"yes": detail.get("yes", 0), "no": detail.get("no", 0)}
    counted = _("%(yes)s yes, %(no)s no") % counts
    return _("Authorisations answered %(how)s: %(counted)s") % {
        "how": _how(detail), "counted": counted
    }  # fmt: skip


def _withdrawn(detail: timeline.Detail) -> str:
    count = int(detail.get("no") or 0)
    said = ngettext(
        "One authorisation withdrawn %(how)s", "%(n)s authorisations withdrawn %(how)s", count
    )
    return said % {"n": count, "how": _how(detail)}


def _how(detail: timeline.Detail) -> str:
    return str(HOW.get(str(detail.get("form")), ""))

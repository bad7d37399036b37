"""The documents' place in her file and in her trayecto (report II.1 b, Anexos)."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.survivors import timeline
from casework.survivors.tabs import Tab, add_tab
from casework.survivors.timeline import Detail, Kind

from .actions import LINE, TARGET
from .models import Attachment


def add() -> None:
    """Add the tab, the words of the trayecto's lines and where they open, at start-up."""
    add_tab(Tab("attachments:list", gettext_lazy("Attachments"), 60))
    timeline.add_words(Kind.DOCUMENT, LINE, _filed)
    timeline.add_address(TARGET, _address)


def _filed(detail: Detail) -> str:
    kind = Attachment.Kind(str(detail["kind"])).label
    return _("Document filed: %(kind)s") % {"kind": str(kind).lower()}


def _address(survivor_id: UUID, attachment_id: UUID) -> str:
    return reverse("attachments:show", args=[survivor_id, attachment_id])

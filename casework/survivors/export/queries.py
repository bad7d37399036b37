"""What goes into a copy: lines without names, or one file as its reader sees it."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from io import StringIO
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from casework.access.principals import Principal, Staff
from casework.identity import vault

from .. import queries, timeline
from ..models import Survivor
from ..timeline_models import TrajectoryEvent
from .models import Export
from .rules import MOST_ROWS

FORMULA = ("=", "+", "-", "@", "\t", "\r")
AGES = (18, 30, 45, 60)


def open_exports(by: Principal) -> list[Export]:
    """Give the copies of lists asked for in the asker's centres, newest first."""
    found = Export.objects.visible_to(by).filter(survivor=None).select_related("centre")
    rows = list(found.order_by("-created_at")[:20])
    vault.unlock([row.key_id for row in rows])
    return rows


def women_of(export: Export, by: Principal) -> list[Survivor]:
    """Give whom the copy of a list is about: the newest of the centre, a hundred at most."""
    found = Survivor.objects.visible_to(by).filter(centre_ids__contains=[export.centre_id])
    return list(found.select_related("comuna").order_by("-created_at")[:MOST_ROWS])


def mark(by: Staff, at: datetime) -> str:
    """Give the watermark: who took it and when (SE-21)."""
    when = localtime(at)
    return _("Copy taken by %(name)s on %(day)s at %(time)s. Confidential.") % {
        "name": by.name, "day": f"{when:%d-%m-%Y}", "time": f"{when:%H:%M}",
    }  # fmt: skip


def as_csv(women: Iterable[Survivor], *, mark: str) -> str:
    """Give the lines: no names, no documents, no words of hers. Each carries the watermark."""
    out = StringIO()
    lines = csv.writer(out)
    lines.writerow(
        [_("Reference"), _("In the system since"), _("Comuna"), _("Age"), _("How she came"), ""]
    )
    for woman in women:
        values = (
            str(woman.pk)[-8:],
            f"{localtime(woman.created_at):%Y-%m}",
            str(woman.comuna or ""),
            _ages(woman.birth_year, localtime(woman.created_at).date()),
            str(woman.get_entry_route_display() if woman.entry_route else ""),
            mark,
        )
        lines.writerow([harmless(value) for value in values])
    return "\ufeff" + out.getvalue()


def harmless(text: str) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _ages(year: int | None, today: date) -> str:
    if not year:
        return ""
    age = today.year - year
    lower = max((step for step in AGES if step <= age), default=0)
    upper = min((step for step in AGES if step > age), default=0)
    return f"{lower}-{upper - 1}" if upper else f"{lower}+"


def as_data(survivor: Survivor, *, by: Staff, mark: str) -> dict[str, Any]:
    """Give one file as its reader sees it, without contact, addresses or other persons.

    Those could lead somebody to her (safety.md: no safe address leaves the case screen).
    """
    events = TrajectoryEvent.objects.visible_to(by).filter(survivor=survivor, withdrawn_at=None)
    seen = queries.attentions_of(survivor)
    return {
        "marca": mark,
        "identificacion": {
            "nombre": queries.display_name(survivor),
            "nombre_social": survivor.social_name,
            "run": survivor.run,
            "documento": survivor.document_value,
            "fecha_nacimiento": survivor.birth_date,
            "comuna": str(survivor.comuna or ""),
        },
        "atenciones": [
            {"fecha": localtime(one.at).date(), "tipo": one.get_kind_display()}
            | ({} if one.centre.kind.secret else {"centro": one.centre.name})
            for one in seen
        ],
        "trayecto": [
            {"fecha": localtime(event.at).date(), "hecho": timeline.words_of(event)}
            for event in events.order_by("-at")
        ],
    }

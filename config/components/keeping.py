"""Parts that keep what is typed: the form's marks, and what is told beside it."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _


def keeps(form: Any) -> str:
    """`<form method="post" novalidate{% keeps form %}>`: what is typed is kept on the server.

    For forms opened with `casework.drafts.keeping.open_form`; prints nothing for others. The
    page's `{% error_summary form %}` tells what came back and who saved meanwhile; where there
    is no summary write `{% kept form %}`.
    """
    keeping = getattr(form, "keeping", None)
    if keeping is None:
        return ""
    return format_html(' id="{}" data-draft="{}"', keeping.form_id, keeping.save)


def undo_button(url: str, label: str = "") -> str:
    """`{% undo_button url %}`: takes back the act just done, by POST. No form of its own needed.

    It belongs to the empty form `act` of the workplace's shell, so it may stand anywhere.
    """
    context = {"url": url, "label": label or _("Undo")}
    return render_to_string("components/undo_button.html", context)


def kept(form: Any) -> str:
    """`{% kept form %}`: the hidden ticket of a kept form, and what there is to tell about it.

    The error summary prints it already; a second time it prints nothing.
    """
    keeping = getattr(form, "keeping", None)
    if keeping is None or getattr(form, "keeping_told", False):
        return ""
    form.keeping_told = True
    return render_to_string("components/kept.html", {"keeping": keeping})

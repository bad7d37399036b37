"""Parts that ask: fields, error summary, files, a choice between two equal answers."""

import re
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from .keeping import kept

_DASHES = re.compile(r'(<option value=""[^>]*>)-{3,}(?=</option>)')
# What a phone's keyboard should offer, and nothing kept by the browser: the device may be shared.
KEYBOARDS: dict[str, dict[str, Any]] = {
    "run": {"inputmode": "text", "autocapitalize": "characters", "spellcheck": "false"},
    "phone": {"inputmode": "tel", "type": "tel"},
    "code": {"inputmode": "numeric", "autocomplete": "one-time-code"},
    "number": {"inputmode": "numeric"},
}


def shape(bound: BoundField) -> str:
    """Which template a field's widget asks for."""
    widget = bound.field.widget
    shapes: tuple[tuple[type[forms.Widget], str], ...] = (
        (forms.RadioSelect, "choices"),
        (forms.CheckboxSelectMultiple, "choices"),
        (forms.SelectDateWidget, "date_parts"),
        (forms.CheckboxInput, "checkbox"),
        (forms.FileInput, "file"),
    )
    return next((name for kind, name in shapes if isinstance(widget, kind)), "input")


def first_id(bound: BoundField) -> str:
    """The id a link to the field must name: its first control."""
    ends = {"choices": "_0", "date_parts": "_day"}
    return f"{bound.auto_id}{ends.get(shape(bound), '')}"


def field(
    bound: BoundField, width: str = "", count: bool = True, kind: str = "", label: str = ""
) -> str:
    """`{% field form.run %}`: label, hint, error in words and control, with what was typed kept.

    width: short, medium or empty. count: say how long a text may be. kind: run, phone, code or
    number; a form may say it too with the widget attribute `data-kind`.
    """
    if bound.is_hidden:
        return str(bound)
    # Errors are told in our words beside the field, not in a browser's bubble.
    bound.form.use_required_attribute = False
    look, limit = shape(bound), _limit(bound) if count else None
    context = {
        "field": bound,
        "width": width,
        "label": label or bound.label,
        "shape": look,
        "limit": limit,
        "parts": _parts(bound) if look == "date_parts" else (),
        "widget": _spoken(bound.as_widget(attrs=_attributes(bound, kind, limit))),
    }
    return render_to_string("components/field.html", context)


def _spoken(widget: str) -> SafeString:
    """Say in words, instead of with dashes, that nothing is chosen yet."""
    return mark_safe(_DASHES.sub(rf"\g<1>{escape(gettext('Choose'))}", widget))  # noqa: S308


def _limit(bound: BoundField) -> int | None:
    is_long = isinstance(bound.field.widget, forms.Textarea)
    return getattr(bound.field, "max_length", None) if is_long else None


def _attributes(bound: BoundField, kind: str, limit: int | None) -> dict[str, Any]:
    own = bound.field.widget.attrs
    extra = {"autocomplete": "off", **KEYBOARDS.get(kind or own.get("data-kind", ""), {})}
    if limit:
        described = " ".join(filter(None, [bound.aria_describedby, f"{bound.auto_id}_limit"]))
        extra |= {"aria-describedby": described, "data-limit": str(limit)}
    return {name: value for name, value in extra.items() if name not in own}


def _parts(bound: BoundField) -> list[dict[str, Any]]:
    widget = bound.field.widget
    assert isinstance(widget, forms.SelectDateWidget)
    typed = widget.format_value(bound.value()) or {}
    return [
        {"part": part, "value": typed.get(part) or "", "size": size}
        for part, size in (("day", 2), ("month", 2), ("year", 4))
    ]


def file_input(
    bound: BoundField, camera: bool = False, megabytes: int = 20, types: str = ""
) -> str:
    """`{% file_input form.file camera=True %}`: says before choosing what is taken and how big.

    camera: on a phone, offer the camera at once. types: words for the kinds taken.
    """
    attributes = {"capture": "environment"} if camera else {}
    widget = bound.as_widget(attrs={**_attributes(bound, "", None), **attributes})
    context = {"field": bound, "widget": widget, "label": bound.label, "shape": "file"}
    return render_to_string("components/field.html", {**context, "mb": megabytes, "types": types})


def consent_choice(bound: BoundField, title: str = "", hint: str = "") -> str:
    """`{% consent_choice form.research %}`: two answers of equal size, neither one ticked for her.

    The form gives a RadioSelect of two choices (accept, refuse) without initial value (design 6).
    """
    context = {"field": bound, "title": title or bound.label, "hint": hint or bound.help_text}
    return render_to_string("components/consent_choice.html", context)


def error_summary(*filled: forms.BaseForm) -> str:
    """`{% error_summary form %}`: what to mend, with links to the fields, or nothing.

    Tells too what a kept form has to tell (`config.components.keeping`).
    """
    lines = [
        {"url": f"#{first_id(bound)}", "label": bound.label, "text": text}
        for form in filled
        for bound in form.visible_fields()
        for text in bound.errors
    ]
    lines += [
        {"url": "", "label": "", "text": text}
        for form in filled
        for text in form.non_field_errors()
    ]
    page = render_to_string("components/error_summary.html", {"lines": lines}) if lines else ""
    return mark_safe(page + "".join(kept(form) for form in filled))  # noqa: S308 - both rendered

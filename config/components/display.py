"""Parts that show: notices, states, summary lists, steps, timeline, empty places, codes."""

import re
from collections.abc import Sequence

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .icons import icon

TONES = {
    "neutral": "info",
    "info": "info",
    "success": "check",
    "warning": "alert",
    "danger": "stop",
}


def _tone(tone: str) -> str:
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"Unknown tone {tone!r}: one of {', '.join(TONES)}.")
    return tone


def notice(content: str, kind: str = "info", title: str = "") -> str:
    """`{% notice "warning" title=… %}…{% endnotice %}`: info, success, warning or danger.

    The icon carries a word for those who do not see it. Use one per page at most.
    """
    words = {
        "neutral": _("Information"),
        "info": _("Information"),
        "success": _("Done"),
        "warning": _("Important"),
        "danger": _("Warning"),
    }
    context = {"kind": _tone(kind), "icon": TONES[kind], "title": title, "word": words[kind]}
    return render_to_string("components/notice.html", {**context, "content": content})


def state(word: str, icon_name: str = "", tone: str = "neutral") -> SafeString:
    """`{% state "Vencida" "clock" "danger" %}`: word + icon + colour, never colour alone."""
    drawing = icon(icon_name or TONES[_tone(tone)])
    return format_html('<span class="state {}">{}{}</span>', _tone(tone), drawing, word)


def summary_list(content: str, title: str = "") -> str:
    """`{% summary_list %}` holds `{% summary_row %}`s: what is known, one fact a line."""
    return render_to_string("components/summary_list.html", {"content": content, "title": title})


def summary_row(content: str, key: str, url: str = "", action: str = "") -> str:
    """`{% summary_row "Comuna" url=… action="Cambiar" %}value{% endsummary_row %}`."""
    context = {"content": content.strip(), "key": key, "url": url, "action": action or _("Change")}
    return render_to_string("components/summary_row.html", context)


def steps(labels: Sequence[str], current: int = 1) -> str:
    """`{% steps labels current=2 %}`: where one stands in a journey; counts from 1."""
    words = {True: _("done"), False: _("to do")}
    items = [
        {
            "number": number,
            "label": label,
            "current": number == current,
            "done": number < current,
            "word": words[number < current],
        }
        for number, label in enumerate(labels, start=1)
    ]
    return render_to_string("components/steps.html", {"items": items, "current": current})


def timeline(content: str, label: str = "") -> str:
    """`{% timeline %}` holds `{% event %}`s, newest first."""
    return render_to_string("components/timeline.html", {"content": content, "label": label})


def event(
    content: str, title: str, when: object = None, icon: str = "", tone: str = "neutral"
) -> str:
    """`{% event title when=date icon="phone" tone="info" %}…{% endevent %}`: one happening."""
    context = {"content": content.strip(), "title": title, "when": when}
    return render_to_string(
        "components/event.html", {**context, "icon": icon or "info", "tone": _tone(tone)}
    )


def empty(content: str, title: str, icon: str = "document") -> str:
    """`{% empty "Aún no hay derivaciones" %}what to do next{% endempty %}`.

    Inside `{% for %}` it may stand only after the loop's own `{% empty %}`.
    """
    context = {"content": content.strip(), "title": title, "icon": icon}
    return render_to_string("components/empty.html", context)


def code_once(code: str, label: str = "") -> str:
    """`{% code_once code %}`: a key or code that is shown this one time, easy to copy by hand.

    It breaks only between its groups, which stand apart by a space or a hyphen.
    """
    groups = re.findall(r"[^\s-]+-?", code)
    context = {"code": code, "label": label or _("Your code"), "groups": groups}
    return render_to_string("components/code_once.html", context)


def toasts(context: template.Context) -> str:
    """`{% toasts %}`: the messages of the last action, with the button that takes it back.

    The shells print it. A room offers the undoing with `casework.drafts.undo.said`.
    """
    messages = [
        {"text": message, "kind": _kind(message.level_tag), "undo": _undo(message.extra_tags)}
        for message in context.get("messages") or ()
    ]
    return render_to_string("components/toasts.html", {"messages": messages}) if messages else ""


def _undo(tags: str | None) -> str:
    """The address that takes the act back (`casework.drafts.undo.said`), if it offers one."""
    found = (tags or "").partition("undo:")[2]
    return found if found.startswith("/") and not found.startswith("//") else ""


def _kind(tag: str) -> str:
    return {"error": "danger", "debug": "info"}.get(tag, tag if tag in TONES else "info")

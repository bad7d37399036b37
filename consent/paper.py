"""What the sealed record says: the exact text, each choice, and the evidence, as plain data."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from .text_models import NOTICE_FIELDS, ConsentItem, ConsentText

# Neutral on purpose: the title is seen in file lists and tabs.
RECORD_TITLE = "Registro de autorización"
RECEIPT_TITLE = "Comprobante de cambio"
TEMPLATE = "documents/record.html"


def record_page(
    text: ConsentText,
    choices: Sequence[tuple[ConsentItem, bool]],
    signed: Mapping[str, str],
    evidence: Mapping[str, str],
) -> dict[str, object]:
    """Give the page of a decision. signed and evidence: label to value, in order."""
    return {
        "heading": text.title,
        "lead": text.introduction,
        "sections": [
            {"title": _("What you were told"), "paragraphs": notice(text)},
            {"title": _("What you decided"), "choices": [_choice(*pair) for pair in choices]},
            {"title": _("What you declared"), "paragraphs": [text.statement]},
            {"title": _("Signature"), "rows": list(signed.items())},
        ],
        "evidence": list(evidence.items()),
    }


def receipt_page(
    lines: Sequence[str],
    sent: Sequence[str],
    signed: Mapping[str, str],
    evidence: Mapping[str, str],
) -> dict[str, object]:
    """Give the page of a change of mind: what stops, and where data had already gone."""
    already = list(sent) or [_("Nothing had been sent before.")]
    return {
        "heading": _("You changed your mind"),
        "lead": _("From this moment on nothing more is sent. What was sent before stays sent."),
        "sections": [
            {"title": _("What stops"), "paragraphs": list(lines)},
            {"title": _("What had already been sent"), "paragraphs": already},
            {"title": _("Signature"), "rows": list(signed.items())},
        ],
        "evidence": list(evidence.items()),
    }


def moment(at: datetime) -> str:
    """Give a time in Chile with its zone, and in UTC, as evidence."""
    local = formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")
    return f"{local} (Chile) · {at:%Y-%m-%dT%H:%M:%SZ}"


def notice(text: ConsentText) -> list[str]:
    """Give the five elements of report II.7 and the two sentences of law DP-23, in order."""
    words = [getattr(text, name) for name in NOTICE_FIELDS]
    return [*words, text.words_on_refusing, text.words_on_withdrawing]


def _choice(item: ConsentItem, given: bool) -> dict[str, object]:
    question = f"{item.question}\n{item.detail}".strip()
    return {"text": question, "answer": _("Yes, I agree") if given else _("No"), "given": given}

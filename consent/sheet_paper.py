"""The text in force as a sheet to sign by hand: printed, never sealed, without anybody's name."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from casework.documents import render

from .paper import TEMPLATE, notice
from .text_models import ConsentItem, ConsentText

# Neutral on purpose: the title is seen in printer queues.
TITLE = "Hoja para completar"
LINE = "_" * 34


def blank(text: ConsentText, items: Iterable[ConsentItem]) -> bytes:
    """Give the sheet as a PDF. items: the questions she may be asked.

    Its foot names the version, so that the answer finds its text.
    """
    boxes = f"(     ) {_('Yes, I agree')}          (     ) {_('No')}"
    questions = [
        {"text": f"{item.question}\n{item.detail}".strip(), "answer": boxes, "given": False}
        for item in items
    ]
    labels = (_("Name"), _("Document"), _("Date"), _("Signature"))
    somebody = (_("Name of who signs for her"), _("Document"), _("By which power"))
    page = {
        "heading": text.title,
        "lead": text.introduction,
        "sections": [
            {"title": _("What you should know"), "paragraphs": notice(text)},
            {"title": _("Mark one answer for each question"), "choices": questions},
            {"title": _("Sign here"), "paragraphs": [text.statement]},
            {"rows": [(label, LINE) for label in labels]},
            {"title": _("Only if somebody signs for you"),
             "rows": [(label, LINE) for label in somebody]},
        ],
        "evidence": [(_("Text and version"), f"{text.code} · {text.version} · {text.language}"),
                     (_("Fingerprint of the text"), text.fingerprint)],
    }  # fmt: skip
    return render.pdf(TEMPLATE, page, title=TITLE, language=text.language)

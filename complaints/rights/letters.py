"""Sealed letters: the answer with its remedies, more time (law DP-05 to DP-07, DP-71)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.cases.legal_sources import citation
from casework.documents import actions as documents
from casework.documents.models import SealedDocument

from . import rules
from .choices import Outcome
from .ground_models import AnswerTemplate
from .models import RightsRequest
from .receipts import TEMPLATE

# Neutral on purpose: seen in file lists and tabs.
ANSWER_TITLE, NOTICE_TITLE = "Respuesta", "Aviso de plazo"
ANSWER_KIND, NOTICE_KIND = "rights-answer", "rights-extension"


def opening_words(request: RightsRequest, outcome: str, day: date) -> str:
    """Give the words an answer of this kind begins with, from the editors' texts, or ""."""
    texts = AnswerTemplate.objects.valid_on(day).filter(outcome=outcome)
    texts = texts.filter(right__in=[request.right, ""]).order_by("-right")
    own = texts.filter(language=request.language).first() or texts.filter(language="es").first()
    if own is None:
        return ""
    values = {
        "numero": request.number,
        "fecha": _day(timezone.localtime(request.filed_at).date()),
        "derecho": str(request.get_right_display()).lower(),
    }
    words = str(own.body)
    for name, value in values.items():
        words = words.replace("{" + name + "}", value)
    return words


def answer(
    request: RightsRequest, done: Sequence[str], *, by: Staff, at: datetime
) -> SealedDocument:
    """Seal the answer as decided. Raises SealFailed, StoreFull."""
    with translation.override(request.language):
        page = answer_page(request, done, at)
    return _issue(request, page, ANSWER_TITLE, ANSWER_KIND, by, at)


def answer_page(request: RightsRequest, done: Sequence[str], at: datetime) -> dict[str, object]:
    """Give what the letter says."""
    sections: list[dict[str, object]] = [{"paragraphs": str(request.answer).split("\n\n")}]
    if done:
        sections.append({"title": _("What was done"), "paragraphs": list(done)})
    if request.ground is not None:
        sections.append({"title": _("Why"), "paragraphs": _why(request)})
    if request.outcome != Outcome.GRANTED:
        sections.append({"title": _("If you do not agree"), "paragraphs": ways(request, at)})
    return {
        "heading": _("Answer to your request"),
        "lead": _("Request number %(number)s") % {"number": request.number},
        "sections": sections,
        "evidence": [
            (_("Received"), _moment(request.filed_at)),
            (_("Decided"), _moment(at)),
            (_("Answer"), str(request.get_outcome_display())),
        ],
    }


def _why(request: RightsRequest) -> list[str]:
    ground = request.ground
    assert ground is not None
    return [str(ground.explanation), f"{ground.label}. {ground.citation}."]


def ways(request: RightsRequest, start: datetime) -> list[str]:
    """Give where she may go if she does not agree, with the last day where there is one.

    start: when she receives the answer, or when the time ran out without one. New regime: the
    Agency, 30 working days; old: the civil judge (law DP-06, DP-07, DP-71).
    """
    found = rules.remedy(request.regime, start)
    if found.until is None:
        return [
            _("You can go to the civil judge of where you live. You can do it at once."),
            _("This paper is your proof. Where it is written: %(source)s.")
            % {"source": citation(found.source)},
        ]
    return [
        _("You can complain to the Agency that protects personal data. It is free."),
        _("You have 30 working days from the day you receive this paper.")
        + " "
        + _("If you receive it on %(day)s, your last day is %(last)s.")
        % {"day": _day(timezone.localtime(start).date()), "last": _day(found.until)},
        _("Bring this paper and the receipt of your request. Where it is written: %(source)s.")
        % {"source": citation(found.source)},
    ]


def extension(request: RightsRequest, *, by: Staff, at: datetime) -> SealedDocument:
    """Seal the notice that more time is needed. Raises SealFailed, StoreFull."""
    assert request.extended_to is not None
    with translation.override(request.language):
        until = _day(timezone.localtime(request.extended_to).date())
        page: dict[str, object] = {
            "heading": _("We need more time"),
            "lead": _("Request number %(number)s") % {"number": request.number},
            "sections": [
                {"paragraphs": [_("We will answer until %(day)s.") % {"day": until},
                                _("The law lets us take more time only once.")]},
                {"title": _("Why"), "paragraphs": [str(request.extension_reason)]},
            ],
            "evidence": [(_("Received"), _moment(request.filed_at)), (_("Decided"), _moment(at))],
        }  # fmt: skip
    return _issue(request, page, NOTICE_TITLE, NOTICE_KIND, by, at)


def _issue(  # noqa: PLR0917 - one letter, said once
    request: RightsRequest, page: dict[str, object], title: str, kind: str, by: Staff, at: datetime
) -> SealedDocument:
    return documents.issue(
        template=TEMPLATE, context=page, title=title, kind=kind, key_id=request.key_id,
        by=by.actor, at=at, language=request.language, follows=False,
    )  # fmt: skip


def _moment(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")


def _day(day: date) -> str:
    return formats.date_format(day, "DATE_FORMAT")

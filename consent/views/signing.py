"""She signs at the centre: by button with a worker at her side, or on paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.attachments.actions import bring
from casework.attachments.forms import megabytes
from casework.attachments.models import Attachment
from casework.documents.neutral import download_name
from casework.documents.store import StoreFull
from casework.sharing.reserve import offered
from casework.survivors.models import Survivor
from casework.survivors.rules import signs_alone
from casework.survivors.views.getters import changeable, page, staff_of

from .. import sheet_paper
from ..actions import ConsentRefused, Signature, decide
from ..forms import DecisionForm
from ..queries import text_in_force
from ..record_models import ConsentRecord, Form
from ..staff_forms import PaperForm, SignatureForm
from ..text_models import ConsentText


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, survivor_id: UUID, code: str) -> HttpResponse:
    """Read the text with her, mark her answers, and sign by button (report II.7)."""
    return _sign(request, survivor_id, code, SignatureForm, "consent/sign.html")


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, survivor_id: UUID, code: str) -> HttpResponse:
    """Copy what she marked and signed on paper, and file the scan."""
    return _sign(request, survivor_id, code, PaperForm, "consent/paper.html")


@staff_may(Right.OPEN_CASES)
@require_GET
def sheet(request: HttpRequest, survivor_id: UUID, code: str) -> HttpResponse:
    """Print the text in force with empty boxes, to be signed by hand. It names nobody."""
    survivor, text = changeable(request, survivor_id), _text(code)
    items = offered(text.items.select_related("purpose"), survivor, timezone.localdate())
    response = HttpResponse(sheet_paper.blank(text, items), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{download_name()}"'
    response["Cache-Control"] = "no-store, private"
    return response


def _sign(
    request: HttpRequest,
    survivor_id: UUID,
    code: str,
    signature_form: type[SignatureForm],
    template: str,
) -> HttpResponse:
    survivor, text = changeable(request, survivor_id), _text(code)
    answers = DecisionForm(text, request.POST or None, survivor=survivor)
    signature = signature_form(survivor, request.POST or None, request.FILES or None)
    if request.method == "POST" and all([answers.is_valid(), signature.is_valid()]):
        try:
            kept = _keep(survivor, answers, signature, by=staff_of(request))
        except ConsentRefused as refused:
            signature.add_error(None, str(refused.answer.reason))
        except StoreFull as full:
            signature.add_error(None, str(full.words))
        else:
            messages.success(request, _("Her answers are in her file."))
            return redirect("consent:record", survivor_id, kept.pk)
    context = page(
        request,
        survivor,
        "consent:tab",
        text=text,
        form=answers,
        signature=signature,
        megabytes=megabytes(),
        needs_somebody=not signs_alone(survivor.birth_date, timezone.localdate()),
    )
    return render(request, template, context, status=422 if answers.is_bound else 200)


@transaction.atomic
def _keep(
    survivor: Survivor, answers: DecisionForm, signature: SignatureForm, *, by: Staff
) -> ConsentRecord:
    """File the papers and decide, or nothing at all."""
    return decide(
        survivor=survivor,
        text=answers.text,
        answers=answers.answers(),
        signature=_signature(survivor, signature, by),
        by=by,
        at=timezone.now(),
    )


def _signature(survivor: Survivor, form: SignatureForm, by: Staff) -> Signature:
    data: dict[str, Any] = form.cleaned_data
    name, document = form.signed_by()
    representative = form.representing()
    proof = data.get("proof") if representative else None
    on_paper = isinstance(form, PaperForm)
    return Signature(
        form=Form.PAPER if on_paper else Form.BUTTON,
        name=name,
        document=document,
        signed_on=form.day(),
        representative=representative,
        power=data["power"] if representative else "",
        power_proof=_file(survivor, proof, Attachment.Kind.POWER, by),
        evidence={_("Attended by"): by.name},
        paper=_file(survivor, data.get("scan"), Attachment.Kind.PAPER_SCAN, by),
        paper_place=data.get("paper_place", ""),
    )


def _file(survivor: Survivor, file: Any, kind: str, by: Staff) -> Attachment | None:
    if file is None:
        return None
    return bring(survivor=survivor, file=file, kind=kind, by=by.actor, at=timezone.now())


def _text(code: str) -> ConsentText:
    text = text_in_force(code)
    if text is None:
        raise Http404
    return text

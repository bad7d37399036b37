"""Her permissions: read and sign, see what she signed, change her mind."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework.attachments.models import Attachment
from casework.documents import actions as documents
from casework.documents.downloads import answer
from consent.actions import ConsentRefused, decide, withdraw
from consent.forms import DecisionForm
from consent.models import ConsentRecord
from consent.queries import said_already, signed_by, still_given, text_in_force, waiting_for

from ..gates import own_space, principal_of, survivor_of
from ..signing import one_at_a_time, signature_of


@require_GET
@own_space
def consents(request: HttpRequest) -> HttpResponse:
    """List what waits for her answer and what she answered."""
    survivor = survivor_of(request)
    context = {"waiting": list(waiting_for(survivor)), "signed": list(signed_by(survivor.pk))}
    return render(request, "selfservice/consents.html", context)


@require_http_methods(["GET", "POST"])
@own_space
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """Show a text and take her answers. Refusing all is as easy as accepting all."""
    text = text_in_force(code)
    if text is None:
        raise Http404
    form = DecisionForm(text, request.POST or None, survivor=survivor_of(request))
    status = 200
    if request.method == "POST":
        if form.is_valid():
            return _decide(request, form)
        status = 422
    return _sign_page(request, form, status)


def _decide(request: HttpRequest, form: DecisionForm) -> HttpResponse:
    """Sign once, however often the form arrives: pressed twice, or sent again after going back."""
    survivor = survivor_of(request)
    one_at_a_time(survivor.pk)
    before = said_already(survivor.pk, form.text, form.answers())
    if before:
        return redirect("selfservice:signed", before.pk)
    try:
        kept = decide(
            survivor=survivor,
            text=form.text,
            answers=form.answers(),
            signature=signature_of(request),
            by=principal_of(request),
            at=timezone.now(),
        )
    except ConsentRefused as refused:
        form.add_error(None, str(refused.answer.reason))
        return _sign_page(request, form, 422)
    return redirect("selfservice:signed", kept.pk)


def _sign_page(request: HttpRequest, form: DecisionForm, status: int) -> HttpResponse:
    context = {"form": form, "text": form.text, "signature": signature_of(request)}
    return render(request, "selfservice/sign.html", context, status=status)


@require_GET
@own_space
def signed(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Show one thing she signed: her answers, the copy, the way to change her mind."""
    return _signed_page(request, _mine(request, record_id))


def _signed_page(
    request: HttpRequest, kept: ConsentRecord, *, none_marked: bool = False
) -> HttpResponse:
    context = {
        "none_marked": none_marked,
        "kept": kept,
        "given": still_given(kept),
        "decisions": kept.decisions.all(),
        "again": text_in_force(kept.text.code),
    }
    status = 422 if none_marked else 200
    return render(request, "selfservice/signed.html", context, status=status)


@require_GET
@own_space
def copy(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Give her the sealed copy, under a name that says nothing."""
    kept = _mine(request, record_id)
    attachment: Attachment | None = kept.attachment
    if attachment is None:
        raise Http404
    by = principal_of(request).actor
    content = documents.read_file(stored=attachment.stored_file, by=by, at=timezone.now())
    return answer(attachment.stored_file, content, inline=True)


@require_POST
@own_space
def change_mind(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Take back everything given in one record, or what she marked: at once, without a reason.

    Each has a form of its own: a mark left behind never makes "everything" less, and none marked
    never means everything.
    """
    kept = _mine(request, record_id)
    some, marked = "some" in request.POST, request.POST.getlist("stop")
    if some and not marked:
        return _signed_page(request, kept, none_marked=True)
    pairs = [
        (decision.purpose_id, decision.recipient_id)
        for decision in still_given(kept)
        if not some or str(decision.pk) in marked
    ]
    if not pairs:
        return redirect("selfservice:signed", kept.pk)
    receipt = withdraw(
        survivor=survivor_of(request),
        record_=kept,
        pairs=pairs,
        signature=signature_of(request),
        by=principal_of(request),
        at=timezone.now(),
    )
    return redirect("selfservice:signed", receipt.pk)


def _mine(request: HttpRequest, record_id: UUID) -> ConsentRecord:
    mine = ConsentRecord.objects.visible_to(principal_of(request))
    kept: ConsentRecord | None = (
        mine.select_related("text", "attachment__stored_file").filter(pk=record_id).first()
    )
    if kept is None:
        raise Http404
    return kept

"""One page for what a request needs to be carried out: limits, corrections, recipients, erasure."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.drafts.keeping import let_go, open_form
from casework.sharing.models import RecipientClass, SharingPurpose
from casework.territory.listed import names
from casework.territory.models import Institution
from complaints.rights.choices import Asked
from complaints.rights.models import RightsRequest
from complaints.rights.port import fulfiller_for
from complaints.rights.shown import names_of

from .. import blocking, erasing, limits, recipients, rectifying, second_look
from ..change_models import Correction, RecipientNotice
from ..choices import Ended
from ..copy_actions import COPIED, CopyRefused
from ..forms import ActForm, CorrectionForm, EndForm, LookForm, NoticeForm
from ..limit_models import Block, EmergencyRead, Objection
from .getters import request_of

WORKED = frozenset(set(Asked.values) - set(COPIED))


@staff_may(Right.OPEN_CASES)
@require_GET
def work(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show what there is to do, by the right that was used."""
    found = request_of(request, request_id, WORKED)
    return render(request, "fulfilment/work.html", _page(request, found, {}))


def _page(
    request: HttpRequest, found: RightsRequest, wrong: dict[str, forms.Form]
) -> dict[str, object]:
    by, at = principal_of(request), timezone.now()
    fulfiller = fulfiller_for(found)
    institutions, fields = names(Institution.objects.all()), dict(rectifying.choices(at))
    return {
        "found": found,
        "preview": fulfiller.preview(found, by, at) if fulfiller else None,
        "limits": Block.objects.filter(request=found),
        "readings": _readings(found), "uses": _uses(found), "still_open": found.state not in
        rectifying.PREPARED,
        "me": by.operator_id,
        "corrections": [(one, fields.get(one.field, one.field)) for one in _corrections(found)],
        "notices": [(one, institutions.get(one.institution, one.institution))
                    for one in recipients.listed(request=found)],
        "rows": erasing.words_of(erasing.dry_run(found.survivor_id).rows)
        if found.right == Asked.SUPPRESSION and found.survivor_id else [],
        "act": erasing.act_of(found), "look": second_look.look_of(found),
        "forms": {**_forms(request, found, at), **wrong},
    }  # fmt: skip


def _uses(found: RightsRequest) -> list[tuple[Objection, str]]:
    """Give what she said no to, in words."""
    purposes, classes = names(SharingPurpose.objects.all()), names(RecipientClass.objects.all())
    return [
        (one, " · ".join(str(listed.get(code, code)) for listed, code in (
            (purposes, one.purpose), (classes, one.recipient)) if code))
        for one in Objection.objects.filter(request=found)
    ]  # fmt: skip


def _readings(found: RightsRequest) -> list[tuple[EmergencyRead, str]]:
    """Give who read what is kept apart, newest first."""
    rows = list(EmergencyRead.objects.filter(block__request=found).order_by("-at"))
    people = names_of([one.operator_id for one in rows])
    return [(one, people.get(one.operator_id, "")) for one in rows]


def _corrections(found: RightsRequest) -> list[Correction]:
    return rectifying.pending(found) if found.right == Asked.RECTIFICATION else []


def _forms(request: HttpRequest, found: RightsRequest, at: datetime) -> dict[str, forms.Form]:
    made: dict[str, forms.Form] = {}
    still_open = found.state not in rectifying.PREPARED
    if found.right in recipients.CHANGES:
        made["recipient"] = NoticeForm(prefix="recipient")
    # What another room puts right by itself is proposed on that room's own page.
    if fulfiller_for(found) is rectifying.RECTIFICATION and still_open:
        made["correct"] = _kept(request, CorrectionForm, "correct", found, at=at)
    elif found.right == Asked.SUPPRESSION and still_open:
        made["order"] = _kept(request, ActForm, "order", found)
    elif limits.of_request(found):
        made["end"] = _kept(request, EndForm, "end", found, asked=found)
    elif found.right == Asked.IMPUGNATION and second_look.look_of(found) is None:
        made["look"] = _kept(request, LookForm, "look", found, asked=found)
    return made


def _kept(
    request: HttpRequest, form: type[forms.Form], what: str, found: RightsRequest, **more: Any
) -> forms.Form:
    made: forms.Form = open_form(
        request, form, name=f"fulfilment-{what}", about=found.pk, survivor=found.survivor_id, **more
    )
    return made


@staff_may(Right.OPEN_CASES)
@require_POST
def act(request: HttpRequest, request_id: UUID, what: str) -> HttpResponse:
    """Do one thing of that page, or show it again with why not."""
    found = request_of(request, request_id, WORKED)
    do = ACTS.get(what)
    if do is None:
        raise Http404
    form = _form_of(request, found, what)
    if form is None and what in FORMED:
        raise Http404
    if form is None or form.is_valid():
        try:
            do(request, found, form, principal_of(request), timezone.now())
        except CopyRefused as refused:
            if form is None:
                messages.error(request, str(refused))
                return redirect("fulfilment:work", found.pk)
            form.add_error(None, str(refused))
        else:
            let_go(request, name=f"fulfilment-{what}", about=found.pk)
            messages.success(request, _("Saved."))
            return redirect("fulfilment:work", found.pk)
    page = _page(request, found, {what: form} if form else {})
    return render(request, "fulfilment/work.html", page, status=422)


def _form_of(request: HttpRequest, found: RightsRequest, what: str) -> forms.Form | None:
    if what == "recipient":
        return NoticeForm(request.POST, prefix="recipient")
    return _forms(request, found, timezone.now()).get(what)


Act = Callable[[HttpRequest, RightsRequest, forms.Form | None, Staff, datetime], object]


def _row(request: HttpRequest, rows: object, name: str = "row") -> object:
    """Give the row that a button names. Raises Http404."""
    try:
        wanted = UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None
    found = rows.filter(pk=wanted).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _correct(
    request: HttpRequest, found: RightsRequest, form: forms.Form | None, by: Staff, at: datetime
) -> None:
    assert form is not None
    rectifying.propose(request=found, by=by, at=at, **form.cleaned_data)


def _drop(
    request: HttpRequest, found: RightsRequest, form: forms.Form | None, by: Staff, at: datetime
) -> None:
    row = _row(request, Correction.objects.filter(request=found))
    rectifying.drop(correction=row, at=at)  # type: ignore[arg-type]


def _by_hand(
    request: HttpRequest, found: RightsRequest, form: forms.Form | None, by: Staff, at: datetime
) -> None:
    row = _row(request, Correction.objects.filter(request=found))
    rectifying.done_by_hand(correction=row, by=by, at=at)  # type: ignore[arg-type]


def _recipient(
    request: HttpRequest, found: RightsRequest, form: forms.Form | None, by: Staff, at: datetime
) -> None:
    assert form is not None
    row = _row(request, RecipientNotice.objects.filter(request=found))
    recipients.settle(notice=row, by=by, at=at, **form.cleaned_data)  # type: ignore[arg-type]


def _order(
    request: HttpRequest, found: RightsRequest, form: forms.Form | None, by: Staff, at: datetime
) -> None:
    assert form is not None
    erasing.name_act(request=found, act=form.cleaned_data["act"], by=by, at=at)


def _look(
    request: HttpRequest, found: RightsRequest, form: forms.Form | None, by: Staff, at: datetime
) -> None:
    assert form is not None
    data = form.cleaned_data
    second_look.decide(
        request=found, result_id=UUID(data["result"]), outcome=data["outcome"],
        explanation=data["explanation"], by=by, at=at,
    )  # fmt: skip


def _end(
    request: HttpRequest, found: RightsRequest, form: forms.Form | None, by: Staff, at: datetime
) -> None:
    assert form is not None
    chosen, how = form.cleaned_data["limit"], form.cleaned_data["how"]
    row = next(one for one in limits.of_request(found) if str(one.pk) == chosen)
    limits.end(limit=row, why=Ended.HERSELF, by=by, at=at, how=how)


def _seen(
    request: HttpRequest, found: RightsRequest, form: forms.Form | None, by: Staff, at: datetime
) -> None:
    row = _row(request, EmergencyRead.objects.filter(block__request=found))
    blocking.seen(reading=row, by=by, at=at)  # type: ignore[arg-type]


ACTS: dict[str, Act] = {
    "correct": _correct, "drop": _drop, "by-hand": _by_hand, "recipient": _recipient,
    "order": _order, "look": _look, "end": _end, "seen": _seen,
}  # fmt: skip
FORMED = frozenset({"correct", "recipient", "order", "look", "end"})

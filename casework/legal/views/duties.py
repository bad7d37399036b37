"""Pages of the duty to report: starting it, telling her, deciding; and all that are open."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework.access.gates import reads_cases, staff_may
from casework.access.levels import Right
from casework.attachments.actions import bring
from casework.attachments.models import Attachment
from casework.attachments.queries import names_of
from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.cases.legal_sources import citation
from casework.documents.store import StoreFull
from casework.documents.uploads import CleanFile
from casework.drafts.keeping import let_go, open_form
from casework.survivors.models import Survivor
from casework.survivors.queries import display_name
from casework.survivors.views.getters import changeable, page, staff_of

from .. import duty_actions, duty_rules, queries
from ..choices import DutyState
from ..duty_forms import DecideForm, DutyForm, InformationForm, InformForm
from ..duty_models import ReportingDuty
from .getters import TAB, form_page, read, write


@staff_may(Right.OPEN_CASES)
@require_GET
def open_duties(request: HttpRequest) -> HttpResponse:
    """The duties still open in the asker's centres, the nearest end first."""
    by, at = staff_of(request), timezone.now()
    lines = [
        (one, display_name(one.survivor), duty_rules.left_in_words(one.row.due_at, at))
        for one in queries.open_duties(by, at=at)
    ]
    record(Verb.READ_LIST, by=by.actor, at=at, detail={"what": "duties", "found": len(lines)})
    return render(request, "legal/open_duties.html", {"lines": lines})


@reads_cases
@require_GET
def duty(request: HttpRequest, survivor_id: UUID, duty_id: UUID) -> HttpResponse:
    """One duty: the rule, the hours left, what was done."""
    survivor, found = read(request, survivor_id, queries.duty_of, duty_id)
    rules = duty_rules.rules_of(found.facts, information_due=found.information_due)
    people = names_of([found.known_by, found.decided_by])
    context = page(
        request,
        survivor,
        TAB,
        duty=found,
        open=found.state in queries.OPEN_DUTIES,
        left=duty_rules.left_in_words(found.due_at, timezone.now()),
        rules=[(rule.words, citation(rule.source)) for rule in rules],
        source=citation(found.source),
        known_by=people.get(found.known_by, ""),
        decided_by=people.get(found.decided_by, ""),
        draft=queries.draft_of(found),
        information_form=InformationForm(initial={"on": timezone.localdate()}),
    )
    return render(request, "legal/duty.html", context)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def new_duty(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Start the clock: somebody here knows of facts."""
    survivor = changeable(request, survivor_id)
    form = open_form(request, DutyForm, name="legal-duty", about=survivor.pk,
                     initial=DutyForm.now())  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        started = duty_actions.start_duty(
            survivor=survivor, facts=data["facts"], known_at=data["known_at"],
            femicide=data["femicide"], verbatim=data["verbatim"], by=staff_of(request),
            at=timezone.now(),
        )  # fmt: skip
        let_go(request, name="legal-duty", about=survivor.pk)
        messages.success(request, _("The clock runs. The warnings are among your tasks."))
        return redirect("legal:duty", survivor.pk, started.pk)
    back = reverse(TAB, args=[survivor.pk])
    return form_page(request, survivor, form, _("Start a duty to report"), back=back,
                     template="legal/new_duty.html")  # fmt: skip


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def inform(request: HttpRequest, survivor_id: UUID, duty_id: UUID) -> HttpResponse:
    """She was told; what she thinks of it."""
    survivor, found = write(request, survivor_id, queries.duty_of, duty_id)
    initial = {"her_view": found.her_view, "her_words": found.her_words}
    form = open_form(request, InformForm, name="duty-informed", about=found.pk, initial=initial,
                     version=str(found.updated_at))  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            duty_actions.inform_her(
                duty=found, by=staff_of(request), at=timezone.now(), **form.cleaned_data
            )
        except duty_actions.MayNot as refused:
            form.add_error(None, str(refused.words))
        else:
            let_go(request, name="duty-informed", about=found.pk)
            messages.success(request, _("Saved. The clock goes on."))
            return redirect("legal:duty", survivor.pk, found.pk)
    back = reverse("legal:duty", args=[survivor.pk, found.pk])
    return form_page(request, survivor, form, _("She was informed"), back=back)


@staff_may(Right.OPEN_CASES)
@require_POST
def information(request: HttpRequest, survivor_id: UUID, duty_id: UUID) -> HttpResponse:
    """She was given information on the services (law SE-10)."""
    survivor, found = write(request, survivor_id, queries.duty_of, duty_id)
    form = InformationForm(request.POST)
    if form.is_valid():
        duty_actions.give_information(
            duty=found, on=form.cleaned_data["on"], by=staff_of(request), at=timezone.now()
        )
        messages.success(request, _("Saved."))
        return redirect("legal:duty", survivor.pk, found.pk)
    back = reverse("legal:duty", args=[survivor.pk, found.pk])
    return form_page(request, survivor, form, _("Information given to her"), back=back)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, survivor_id: UUID, duty_id: UUID) -> HttpResponse:
    """Close the duty, as a person decides."""
    survivor, found = write(request, survivor_id, queries.duty_of, duty_id)
    form = open_form(request, DecideForm, name="duty-decision", about=found.pk, facts=found.facts,
                     proposed=found.proposed,
                     version=str(found.updated_at), initial=DutyForm.now())  # fmt: skip
    if request.method == "POST" and form.is_valid() and _decided(request, form, survivor, found):
        let_go(request, name="duty-decision", about=found.pk)
        messages.success(request, _("Saved with your name."))
        return redirect("legal:duty", survivor.pk, found.pk)
    back = reverse("legal:duty", args=[survivor.pk, found.pk])
    return form_page(request, survivor, form, _("Close the duty to report"), back=back,
                     template="legal/decide.html", duty=found)  # fmt: skip


def _decided(
    request: HttpRequest, form: DecideForm, survivor: Survivor, duty: ReportingDuty
) -> bool:
    """Write the decision down; say False when it may not be, with the words on the form."""
    data, by, at = form.cleaned_data, staff_of(request), timezone.now()
    standing = duty_actions.standing_of(duty)
    to, proved = DutyState(data["to"]), data["proof"] is not None
    problem = duty_rules.why_not(standing, to, reason=data["reason"], proved=proved)
    if problem is not None:
        form.add_error(None, str(problem))
        return False
    try:
        proof = _proof(request, survivor, data["proof"])
    except StoreFull as full:
        form.add_error("proof", str(full.words))
        return False
    names = ("reported_to", "reported_at", "number", "other_reporter", "reason")
    decision = duty_actions.Decision(to=to, proof=proof, **{name: data[name] for name in names})
    duty_actions.decide(duty=duty, decision=decision, by=by, at=at)
    return True


def _proof(request: HttpRequest, survivor: Survivor, file: CleanFile | None) -> Attachment | None:
    if not file:
        return None
    return bring(
        survivor=survivor,
        file=file,
        kind=Attachment.Kind.OTHER,
        by=staff_of(request).actor,
        at=timezone.now(),
    )

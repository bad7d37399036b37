"""A request that was matched with the wrong person: say so, agree, or leave it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.identity.run import InvalidRun, Run

from ..actions import RightsRefused
from ..matches import actions as match_actions
from ..matches.models import MatchFix, Mistake
from ..models import RightsRequest


class DoubtForm(forms.Form):
    """What went wrong, and the RUN it should have had."""

    mistake = forms.ChoiceField(label=gettext_lazy("What went wrong"), choices=Mistake.choices)
    run = forms.CharField(
        label=gettext_lazy("RUN of who asked"), max_length=20, required=False,
        help_text=gettext_lazy("Empty: nobody knows it. It then goes to who answers for data."),
    )  # fmt: skip

    def clean_run(self) -> Run | None:
        """Give it as a RUN. Raises ValidationError."""
        text = self.cleaned_data["run"].strip()
        try:
            return Run.parse(text) if text else None
        except InvalidRun:
            raise forms.ValidationError(
                _("This RUN is not right. Check the numbers and the last digit.")
            ) from None


@staff_may(Right.OPEN_CASES, Right.ANSWER_REQUESTS)
@require_http_methods(["GET", "POST"])
def match(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show whose it is said to be, without anybody's name; tell it is wrong, or settle it."""
    by = principal_of(request)
    found = RightsRequest.objects.visible_to(by).filter(pk=request_id).first()
    if found is None or found.survivor_id is None:
        raise Http404
    fix = MatchFix.objects.filter(request=found, settled_at=None).first()
    form = DoubtForm(request.POST if request.method == "POST" and fix is None else None)
    if request.method == "POST" and (fix is not None or form.is_valid()):
        try:
            _done(request, found, fix, form, by)
            return redirect("rights:queue")
        except RightsRefused as refused:
            messages.error(request, str(refused))
    context = {"found": found, "fix": fix, "form": form, "mine": bool(
        fix and fix.told_by == by.operator_id)}  # fmt: skip
    return render(request, "rights/match.html", context, status=422 if request.POST else 200)


def _done(
    request: HttpRequest, found: RightsRequest, fix: MatchFix | None, form: DoubtForm, by: Staff
) -> None:
    at = timezone.now()
    if fix is None:
        match_actions.doubt(request=found, by=by, at=at, **form.cleaned_data)
        messages.success(request, _("Saved. Another person has to agree before it moves."))
        return
    agreed = "agree" in request.POST
    match_actions.settle(fix=fix, agreed=agreed, by=by, at=at)
    messages.success(request, _("It was moved.") if agreed else _("It stays as it was."))

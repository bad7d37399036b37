"""Pages of the workplace for a consent text: read it as she will, move it on, measure words."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from . import text_actions
from .forms import DecisionForm
from .legibility import parts_of, read_each
from .text_models import ConsentText, Stage

READ = "wagtailsnippets_consent_consenttext:read"
EDIT = "wagtailsnippets_consent_consenttext:edit"
LONGEST = 20_000  # characters measured at once

View = Callable[..., HttpResponse]


def needs(*verbs: str) -> Callable[[View], View]:
    """Let in an editor whose groups carry one of the rights over consent texts."""

    def decorate(view: View) -> View:
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
            if not any(request.user.has_perm(f"consent.{verb}_consenttext") for verb in verbs):
                raise PermissionDenied
            return view(request, *args, **options)

        return gated

    return decorate


class Step:
    """One move: from which stage, with which right, doing what."""

    def __init__(self, name: str, stage: str, right: str, label: str | Promise, act: Any) -> None:
        self.name, self.stage, self.right, self.label, self.act = name, stage, right, label, act

    def open_to(self, user: Any, text: ConsentText) -> bool:
        """Say whether this person may take the step now. Nobody approves her own text."""
        own = self.right == "approve" and text.author_id == user.pk
        return text.stage == self.stage and not own and self.allowed(user)

    def allowed(self, user: Any) -> bool:
        """Say whether her groups carry the right."""
        return bool(user.has_perm(f"consent.{self.right}_consenttext"))


STEPS = (
    Step("review", Stage.DRAFT, "change", gettext_lazy("Ask for approval"),
         text_actions.send_to_review),
    Step("approve", Stage.REVIEW, "approve", gettext_lazy("Approve and put in force"),
         text_actions.approve),
    Step("back", Stage.REVIEW, "change", gettext_lazy("Send back to be corrected"),
         text_actions.send_back),
    Step("version", Stage.APPROVED, "add", gettext_lazy("Begin a new version"),
         text_actions.new_version),
)  # fmt: skip


@needs("view", "change", "approve")
@require_GET
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version as she will see it, how it reads, and what can be done with it."""
    text = get_object_or_404(ConsentText, pk=pk)
    user = request.user
    context = {
        "text": text,
        "form": DecisionForm(text),
        "parts": list(parts_of(text)),
        "steps": [step for step in STEPS if step.open_to(user, text)],
        "may_write": text.stage == Stage.DRAFT and user.has_perm("consent.change_consenttext"),
        "waits_for_another": text.stage == Stage.REVIEW and text.author_id == user.pk,
    }
    return render(request, "consent/cms/read.html", context)


@needs("add", "change", "approve")
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one step with a version; a refusal says why."""
    text = get_object_or_404(ConsentText, pk=pk)
    step = next((one for one in STEPS if one.name == request.POST.get("step")), None)
    if step is None or not step.allowed(request.user):
        raise PermissionDenied
    assert isinstance(request.user, User)
    try:
        moved = step.act(text=text, by=request.user, at=timezone.now())
    except text_actions.TextRefused as refused:
        messages.error(request, str(refused))
        return redirect(READ, pk)
    messages.success(request, _("Done."))
    return redirect(EDIT if moved.pk != text.pk else READ, moved.pk)


@needs("add", "change")
@require_POST
def legibility(request: HttpRequest) -> JsonResponse:
    """Answer how each field that is being written reads, by field name."""
    words = {name: str(said)[:LONGEST] for name, said in request.POST.items() if name}
    words.pop("csrfmiddlewaretoken", None)
    return JsonResponse(read_each(words))

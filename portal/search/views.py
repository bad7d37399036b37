"""The search page. What she types travels by POST, is looked for and is forgotten."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.languages import in_both
from portal.serving import keeps

from .queries import find


class Words(forms.Form):
    """What is looked for."""

    words = forms.CharField(
        label=_("What are you looking for?"), max_length=80,
        help_text=_("One or two words. They are kept nowhere."),
        error_messages={"required": _("Write one or two words.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )  # fmt: skip


@csrf_exempt  # it changes nothing, and a token would need a cookie on a page that sets none
@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
@keeps  # the empty form; what is asked for is answered anew and kept nowhere
@in_both
def search(request: HttpRequest) -> HttpResponse:
    """Show the form, and what was found."""
    form = Words(request.POST if request.method == "POST" else None)
    language = get_language() or "es"
    context = {"form": form, "language": language, "sister": request.sister}  # type: ignore[attr-defined]
    wrong = form.is_bound and not form.is_valid()
    if form.is_bound and not wrong:
        context["found"] = find(form.cleaned_data["words"], language)
    return render(request, "portal/search/page.html", context, status=422 if wrong else 200)

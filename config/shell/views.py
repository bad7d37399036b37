"""Where anyone chooses how to read: size of the text, contrast and language, without scripts."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from . import languages
from .appearance import SIZES, THEMES, Appearance

SIZE_WORDS = dict(zip(SIZES, (_("Usual"), _("Large"), _("Very large")), strict=True))
THEME_WORDS = dict(
    zip(THEMES, (_("As this device is set"), _("Light"), _("High contrast")), strict=True)
)


class AppearanceForm(forms.Form):
    """The two choices."""

    size = forms.ChoiceField(
        label=_("Size of the text"), choices=list(SIZE_WORDS.items()), widget=forms.RadioSelect
    )
    theme = forms.ChoiceField(
        label=_("Colours"), choices=list(THEME_WORDS.items()), widget=forms.RadioSelect
    )


def appearance(request: HttpRequest) -> HttpResponse:
    """Show the choices (GET); keep them and go back to the page she came from (POST)."""
    now = Appearance.of(request)
    form = AppearanceForm(request.POST or None, initial={"size": now.size, "theme": now.theme})
    back = _back(request)
    if request.method == "POST" and form.is_valid():
        response = redirect(back)
        Appearance(form.cleaned_data["size"], form.cleaned_data["theme"]).keep(response)
        return response
    return render(request, "shell/appearance.html", {"form": form, "back": back})


@require_safe
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Keep a language and go back to the page in `volver`. A link, so that any phone can use it."""
    if code not in languages.CODES:
        raise Http404
    response = redirect(_back(request))
    languages.keep(response, code)
    return response


def _back(request: HttpRequest) -> str:
    """Only a path of this site: an address from outside would make the page a springboard."""
    asked = request.POST.get("volver") or request.GET.get("volver", "/")
    own = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if own and asked.startswith("/") else "/"

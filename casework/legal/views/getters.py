"""What the pages of legal work share: a record of hers or 404, and the page of a form."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from casework.access.models import Assignment
from casework.access.principals import Principal, Staff
from casework.episodes.queries import aggressors_of
from casework.survivors.models import Survivor
from casework.survivors.views.getters import changeable, file_of, page, staff_of

TAB = "legal:list"
Row = TypeVar("Row")
Reader = Callable[..., Row | None]


def read(
    request: HttpRequest, survivor_id: UUID, reader: Reader[Row], row_id: UUID
) -> tuple[Survivor, Row]:
    """Give the woman and a record of hers to read it. Raises Http404."""
    survivor = file_of(request, survivor_id)
    return survivor, _found(reader(survivor, row_id, by=staff_of(request)))


def write(
    request: HttpRequest, survivor_id: UUID, reader: Reader[Row], row_id: UUID
) -> tuple[Survivor, Row]:
    """Give the woman and a record of hers to change it. Raises Http404, or Refused."""
    survivor = changeable(request, survivor_id)
    return survivor, _found(reader(survivor, row_id, by=staff_of(request)))


def _found(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row


def form_page(
    request: HttpRequest,
    survivor: Survivor,
    form: forms.Form,
    heading: str | Promise,
    *,
    back: str,
    template: str = "legal/form.html",
    **more: Any,
) -> HttpResponse:
    """Show a form of legal work: 422 when what was sent has to be mended."""
    context = page(request, survivor, TAB, form=form, heading=heading, back=back, **more)
    return render(request, template, context, status=422 if form.is_bound else 200)


def lawyers_of(by: Staff) -> list[tuple[UUID, str]]:
    """Give the people of the asker's centres, to choose a lawyer from."""
    posts = Assignment.objects.filter(centre_id__in=by.case_centres, ends_on=None)
    people = posts.select_related("operator__user").order_by("operator__user__last_name")
    return list({one.operator_id: str(one.operator) for one in people}.items())


def accused_of(survivor: Survivor, by: Principal) -> list[tuple[UUID, str]]:
    """Give the aggressors her file names, to choose the accused from."""
    return [(one.aggressor.pk, one.name) for one in aggressors_of(survivor, by=by)]

"""Counts of one's own centres."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.survivors.views.getters import staff_of

from .. import centre_queries

PERIOD = timedelta(days=365)


class PeriodForm(forms.Form):
    """From a day to a day; a year back unless something is asked."""

    since = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    until = forms.DateField(label=_("Until"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def clean_until(self) -> object:
        """Refuse a period that ends before it begins."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data["until"]
        if since and until < since:
            raise forms.ValidationError(_("This day is before the first one."))
        return until


@staff_may(Right.OPEN_CASES)
@require_GET
def unmet(request: HttpRequest) -> HttpResponse:
    """What was asked for and is not offered, counted by service."""
    today = timezone.localdate()
    year = {"since": (today - PERIOD).isoformat(), "until": today.isoformat()}
    form = PeriodForm({**year, **request.GET.dict()})
    counts = []
    if form.is_valid():
        counts = centre_queries.unmet_counts(staff_of(request), **form.cleaned_data)
    context = {"form": form, "counts": counts, "total": sum(one.times for one in counts)}
    status = 200 if form.is_valid() else 422
    return render(request, "cases/unmet_counts.html", context, status=status)

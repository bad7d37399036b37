"""Pages of the rules, for administrators. Nothing of any person stands on them."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.survivors.levels import Level
from casework.survivors.views.getters import staff_of
from casework.territory.calendar import FIRST_YEAR, LAST_YEAR, Holiday
from casework.territory.validity import chilean_day

from ..models import Instrument
from . import actions, queries
from .actions import NotPublished
from .forms import ClockForm, HolidayForm, InstrumentForm, LastDayForm, OrderForm


@staff_may(Right.EDIT_RULES)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What may be changed here."""
    return render(request, "rulebook/index.html")


@staff_may(Right.EDIT_RULES)
@require_GET
def order(request: HttpRequest) -> HttpResponse:
    """The versions of the waiting list's order."""
    versions = queries.orders(timezone.localdate())
    running = next((one.row for one in versions if one.running), None)
    context = {"versions": versions, "weights": queries.weights_of(running), "running": running}
    return render(request, "rulebook/order.html", context)


@staff_may(Right.EDIT_RULES)
@require_http_methods(["GET", "POST"])
def new_order(request: HttpRequest) -> HttpResponse:
    """Publish other weights from a day on; it begins with those in force."""
    versions = queries.orders(timezone.localdate())
    running = next((one.row for one in versions if one.running), None)
    form = OrderForm(request.POST or None, initial=OrderForm.known(running))

    def publish() -> None:
        data = form.cleaned_data
        actions.publish_order(
            title=data["title"], source=data["source"], proposal=data["proposal"],
            weights=form.weights, valid_from=data["valid_from"], by=staff_of(request),
            at=timezone.now(),
        )  # fmt: skip

    if _published(request, form, publish):
        return redirect("rules:order")
    return _page(
        request, form, _("New order of the waiting list"), "order", "rulebook/weights.html"
    )


@staff_may(Right.EDIT_RULES)
@require_GET
def clocks(request: HttpRequest) -> HttpResponse:
    """The clocks of each level of risk."""
    versions = queries.clocks(timezone.localdate())
    levels = [level for level in reversed(Level) if level != Level.NOT_ASSESSED]
    return render(request, "rulebook/clocks.html", {"versions": versions, "levels": levels})


@staff_may(Right.EDIT_RULES)
@require_http_methods(["GET", "POST"])
def new_clock(request: HttpRequest, level: str) -> HttpResponse:
    """Publish another clock of a level from a day on."""
    if level not in Level.values or level == Level.NOT_ASSESSED:
        raise Http404
    now = queries.clock_in_force(level, timezone.localdate())
    form = ClockForm(request.POST or None, initial=ClockForm.known(now))

    def publish() -> None:
        actions.publish_clock(
            facts=form.facts(level), valid_from=form.cleaned_data["valid_from"],
            by=staff_of(request), at=timezone.now(),
        )  # fmt: skip

    if _published(request, form, publish):
        return redirect("rules:clocks")
    heading = _("New clock: risk %(level)s") % {"level": Level(level).label}
    return _page(request, form, heading, "clocks")


@staff_may(Right.EDIT_RULES)
@require_GET
def instruments(request: HttpRequest) -> HttpResponse:
    """The instruments a result may be reached with."""
    return _instruments(request, LastDayForm(auto_id=False))


def _instruments(request: HttpRequest, form: forms.Form, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    context = {"versions": queries.instruments(today), "form": form, "today": today}
    return render(request, "rulebook/instruments.html", context, status=status)


@staff_may(Right.EDIT_RULES)
@require_http_methods(["GET", "POST"])
def new_instrument(request: HttpRequest) -> HttpResponse:
    """Add an instrument from a day on."""
    form = InstrumentForm(request.POST or None)

    def publish() -> None:
        actions.add_instrument(
            facts=form.facts(), valid_from=form.cleaned_data["valid_from"], by=staff_of(request),
            at=timezone.now(),
        )  # fmt: skip

    if _published(request, form, publish):
        return redirect("rules:instruments")
    return _page(request, form, _("New instrument"), "instruments")


@staff_may(Right.EDIT_RULES)
@require_POST
def end_instrument(request: HttpRequest, code: str) -> HttpResponse:
    """Say until when an instrument is used."""
    found = get_object_or_404(Instrument, pk=code)
    form = LastDayForm(request.POST)

    def publish() -> None:
        last_day = form.cleaned_data["last_day"]
        actions.end_instrument(
            instrument=found, last_day=last_day, by=staff_of(request), at=timezone.now()
        )

    if _published(request, form, publish):
        return redirect("rules:instruments")
    return _instruments(request, form, 422)


@staff_may(Right.EDIT_RULES)
@require_http_methods(["GET", "POST"])
def holidays(request: HttpRequest) -> HttpResponse:
    """The holidays of a year, and room for one to come."""
    form = HolidayForm(request.POST or None)

    def publish() -> None:
        actions.add_holiday(**form.cleaned_data, by=staff_of(request), at=timezone.now())

    if _published(request, form, publish):
        year = form.cleaned_data["day"].year
        return redirect(f"{reverse('rules:holidays')}?ano={year}")
    today = timezone.localdate()
    asked = request.GET.get("ano", "")
    year = int(asked) if asked.isdigit() and FIRST_YEAR <= int(asked) <= LAST_YEAR else today.year
    context = {
        "days": queries.holidays(year), "year": year, "form": form, "today": today,
        "years": [one for one in (year - 1, year + 1) if FIRST_YEAR <= one <= LAST_YEAR],
    }  # fmt: skip
    return render(request, "rulebook/holidays.html", context, status=422 if form.is_bound else 200)


@staff_may(Right.EDIT_RULES)
@require_POST
def remove_holiday(request: HttpRequest, day: str) -> HttpResponse:
    """Take out a holiday to come."""
    asked, today = _day(day), chilean_day(timezone.now())
    found = Holiday.objects.filter(date__gt=today, date=asked).first()
    if found is None:
        raise Http404
    actions.remove_holiday(holiday=found, by=staff_of(request), at=timezone.now())
    messages.success(request, _("It is no holiday any more."))
    return redirect(f"{reverse('rules:holidays')}?ano={asked.year}")


def _day(text: str) -> date:
    """Read a day of an address. Raises Http404 for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def _published(request: HttpRequest, form: forms.Form, publish: Callable[[], None]) -> bool:
    """Publish what was sent; say False when it was not, with the words on the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        publish()
    except NotPublished as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.words))
        return False
    messages.success(request, _("Published. It stays as it is; the log says who did it."))
    return True


def _page(
    request: HttpRequest, form: forms.Form, heading: str | Promise, back: str,
    template: str = "rulebook/form.html",
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "heading": heading, "back": reverse(f"rules:{back}")}
    return render(request, template, context, status=422 if form.is_bound else 200)

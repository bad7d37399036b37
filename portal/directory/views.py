"""Pages of the directory. Her words come by POST and go no further; addresses carry codes only."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from casework.territory.models import Region
from portal.languages import in_both
from portal.serving import keeps

from . import drawing, exchange, places, queries
from .forms import Search
from .models import Need

HOME = "/red-de-apoyo/"


@csrf_exempt  # it changes nothing, and a token would need a cookie on a page that sets none
@require_http_methods(["GET", "HEAD", "POST"])
@in_both
def search(request: HttpRequest) -> HttpResponse:
    """Lead to the place she means; when several may be meant, ask which."""
    if request.method != "POST":
        return _see(_home())
    form = Search(request.POST)
    if not form.is_valid():
        return _page(request, "search", 422, form=form, regions=places.regions())
    place = places.find(form.cleaned_data["comuna"])
    if place.comuna:
        return _see(_address("comuna", place.comuna.pk, form.cleaned_data["need"]))
    if place.region:
        return _see(_address("region", place.region.pk, form.cleaned_data["need"]))
    return _page(
        request, "search", 200, form=form, like=place.like, missed=True,
        regions=places.regions(), need=form.cleaned_data["need"],
    )  # fmt: skip


@require_safe
@keeps
@in_both
def comuna(request: HttpRequest, code: str, need: str = "") -> HttpResponse:
    """Show the centres nearest to a comuna."""
    found = next((one for one in places.comunas() if one.pk == code), None)
    if found is None:
        raise Http404
    wanted = _need(need)
    return _page(
        request, "comuna", 200, comuna=found, region=found.province.region, wanted=wanted,
        near=queries.near(found, wanted), form=_again(found.name, need),
    )  # fmt: skip


@require_safe
@keeps
@in_both
def region(request: HttpRequest, code: str, need: str = "") -> HttpResponse:
    """Show the centres of a region, and its comunas."""
    found = _region(code)
    wanted = _need(need)
    inside = [one for one in places.comunas() if one.region_code == code]
    listed = [] if wanted and wanted.is_roof else queries.of_region(found, wanted)
    return _page(
        request, "region", 200, region=found, wanted=wanted, entries=listed, comunas=inside
    )


@require_safe
@keeps
@in_both
def country(request: HttpRequest) -> HttpResponse:
    """Show the drawing of the country."""
    return _page(request, "map", 200, shapes=drawing.shapes(), height=drawing.height())


@require_safe
@keeps
def export(request: HttpRequest) -> HttpResponse:
    """Answer the directory as open data (HSDS 3.0)."""
    origin = f"{request.scheme}://{request.get_host()}"
    return JsonResponse(exchange.document(queries.entries(), origin))


def _region(code: str) -> Region:
    found = next((one for one in places.regions() if one.pk == code), None)
    if found is None:
        raise Http404
    return found


def _need(code: str) -> Need | None:
    if not code:
        return None
    found = queries.need(code)
    if found is None:
        raise Http404
    return found


def _again(name: str, need: str) -> Search:
    """Give the form with what was asked, to change it."""
    return Search(initial={"comuna": name, "need": need})


def _home() -> str:
    return f"{HOME}english/" if get_language() == "en" else HOME


def _address(name: str, code: str, need: str) -> str:
    address = f"{HOME}{name}/{code}/" + (f"{need}/" if need else "")
    return f"{address}english/" if get_language() == "en" else address


def _see(address: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address})


def _page(request: HttpRequest, name: str, status: int, **context: Any) -> HttpResponse:
    context |= {"home": _home(), "language": get_language(), "sister": request.sister}  # type: ignore[attr-defined]
    return render(request, f"portal/directory/{name}.html", context, status=status)

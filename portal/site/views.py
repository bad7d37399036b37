"""The map of the site, for people and for robots."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.languages import in_both
from portal.serving import keeps

from . import tree

CLOSED = ("/gestion/", "/cms/", "/mi-espacio/", "/claveunica/", "/salir/", "/idioma/")


@require_safe
@keeps
@in_both
def people(request: HttpRequest) -> HttpResponse:
    """Show every page anybody may read."""
    language = get_language() or "es"
    context = {
        "leaves": tree.leaves(language), "others": tree.others(language),
        "language": language, "sister": request.sister,  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "portal/site/map.html", context)


@require_safe
@keeps
def robots_map(request: HttpRequest) -> HttpResponse:
    """Answer the list robots read."""
    return HttpResponse(tree.sitemap(request), content_type="application/xml")


@require_safe
@keeps
def robots(request: HttpRequest) -> HttpResponse:
    """Say what robots may read: the open pages."""
    closed = "\n".join(f"Disallow: {path}" for path in CLOSED)
    where = f"{request.scheme}://{request.get_host()}/sitemap.xml"
    said = f"User-agent: *\n{closed}\nSitemap: {where}\n"
    return HttpResponse(said, content_type="text/plain; charset=utf-8")

"""Addresses of the directory: codes of comunas, regions and needs, never anybody's words."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path

from . import views

app_name = "directory"


def _both(route: str, view: Any, name: str) -> Iterator[URLPattern]:
    """Give the address in Spanish and, below it, the English."""
    yield path(f"{route}english/", view, {"language": "en"}, name=f"{name}-english")
    yield path(route, view, name=name)


urlpatterns = [
    *_both("buscar/", views.search, "search"),
    *_both("comuna/<str:code>/", views.comuna, "comuna"),
    *_both("comuna/<str:code>/<slug:need>/", views.comuna, "comuna-need"),
    *_both("region/<str:code>/", views.region, "region"),
    *_both("region/<str:code>/<slug:need>/", views.region, "region-need"),
    *_both("mapa/", views.country, "map"),
    path("centros.json", views.export, name="export"),
]

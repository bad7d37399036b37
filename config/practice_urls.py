"""Addresses of the training copy: its own before those of the site, which `Walls` closes."""

from django.urls import URLPattern, URLResolver, include, path

from . import urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("gestion/practica/", include("casework.practice.urls")),
    *urls.urlpatterns,
]

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500

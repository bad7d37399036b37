"""Addresses of the living page."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.living, name="components"),
    path("publico/", views.public, name="components_public"),
    path("mi-espacio/", views.survivor, name="components_survivor"),
    path("imprimir/", views.printed, name="components_print"),
    path("error/<int:status>/", views.error, name="components_error"),
]

"""Addresses of the health probes."""

from django.urls import path

from . import views

app_name = "health"
urlpatterns = [
    path("viva", views.alive, name="alive"),
    path("lista", views.ready, name="ready"),
]

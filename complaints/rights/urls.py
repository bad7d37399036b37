"""Requests about personal data, for staff (mounted at /gestion/derechos/)."""

from django.urls import URLPattern

app_name = "rights"
urlpatterns: list[URLPattern] = []

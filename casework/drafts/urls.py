"""Addresses of kept drafts, inside the staff zone."""

from django.urls import URLPattern

app_name = "drafts"
urlpatterns: list[URLPattern] = []

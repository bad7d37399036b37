"""Addresses of legal processes and duties, below her file."""

from django.urls import URLPattern

app_name = "legal"
urlpatterns: list[URLPattern] = []

"""Addresses of episodes and aggressors, below her file."""

from django.urls import URLPattern

app_name = "episodes"
urlpatterns: list[URLPattern] = []

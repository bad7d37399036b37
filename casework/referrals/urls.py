"""Addresses of referrals, below her file."""

from django.urls import URLPattern

app_name = "referrals"
urlpatterns: list[URLPattern] = []

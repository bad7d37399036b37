"""Addresses of the day's work, inside the staff zone: my day, tasks, waiting list, case list."""

from django.urls import URLPattern

app_name = "work"
urlpatterns: list[URLPattern] = []

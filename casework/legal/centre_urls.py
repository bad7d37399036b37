"""Addresses of legal work that are not below one file, inside the staff zone."""

from django.urls import path

from .views import duties

app_name = "duties"
urlpatterns = [path("denuncias/", duties.open_duties, name="open")]

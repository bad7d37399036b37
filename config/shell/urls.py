"""Addresses of the shell itself."""

from django.urls import path

from .views import appearance

urlpatterns = [path("apariencia/", appearance, name="appearance")]

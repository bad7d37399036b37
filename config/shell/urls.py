"""Addresses of the shell itself."""

from django.urls import path

from .views import appearance, language

urlpatterns = [
    path("apariencia/", appearance, name="appearance"),
    path("idioma/<slug:code>/", language, name="language"),
]

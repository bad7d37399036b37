"""Addresses of the way to the training copy and back."""

from django.urls import path

from .views import practice

app_name = "practising"
urlpatterns = [
    path("", practice.home, name="home"),
    path("ir/", practice.go, name="go"),
    path("mirar/<uuid:place>/", practice.watch, name="watch"),
    path("resultado/", practice.result, name="result"),
]

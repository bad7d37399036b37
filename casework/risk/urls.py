"""Addresses of risk results, below her file."""

from django.urls import path

from . import views

app_name = "risk"
urlpatterns = [
    path("", views.history, name="history"),
    path("nuevo/", views.record, name="record"),
    path("<uuid:result_id>/retirar/", views.take_back, name="take-back"),
]

"""Addresses of referrals, below her file."""

from django.urls import path

from . import views

app_name = "referrals"
urlpatterns = [
    path("", views.referrals, name="list"),
    path("nueva/", views.new, name="new"),
    path("permisos/", views.leaves, name="leaves"),
    path("<uuid:referral_id>/", views.referral, name="referral"),
    path("<uuid:referral_id>/respuesta/", views.answer, name="answer"),
    path("<uuid:referral_id>/insistir/", views.again, name="again"),
    path("<uuid:referral_id>/cierre/", views.end, name="end"),
]

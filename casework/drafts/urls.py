"""Addresses of kept drafts, inside the staff zone."""

from django.urls import path

from . import views

app_name = "drafts"
urlpatterns = [
    path("", views.save, name="save"),
    path("descartar/", views.discard, name="discard"),
    path("sello/", views.seal, name="seal"),
    path("lista/", views.kept, name="kept"),
    path("<uuid:draft_id>/olvidar/", views.dismiss, name="dismiss"),
]

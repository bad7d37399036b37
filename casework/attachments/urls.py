"""Addresses of the documents of a file, below her own."""

from django.urls import path

from . import views

app_name = "attachments"
urlpatterns = [
    path("", views.documents, name="list"),
    path("nuevo/", views.bring, name="new"),
    path("<uuid:attachment_id>/", views.view, name="view"),
    path("<uuid:attachment_id>/copia/", views.download, name="download"),
]

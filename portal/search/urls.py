"""Addresses of the search."""

from django.urls import path

from . import views

app_name = "search"
urlpatterns = [
    path("english/", views.search, {"language": "en"}, name="page-english"),
    path("", views.search, name="page"),
]

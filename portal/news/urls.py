"""Addresses of the news that are no page an editor writes."""

from django.urls import path

from . import feed

app_name = "news"
urlpatterns = [path("atom.xml", feed.atom, name="feed")]

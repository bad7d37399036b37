"""Addresses of the map of the site."""

from django.urls import path

from . import views

app_name = "site"
urlpatterns = [
    path("mapa-del-sitio/english/", views.people, {"language": "en"}, name="map-english"),
    path("mapa-del-sitio/", views.people, name="map"),
    path("sitemap.xml", views.robots_map, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]

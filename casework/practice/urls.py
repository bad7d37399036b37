"""Addresses that only the training copy has."""

from django.urls import path

from . import views

app_name = "practice"
urlpatterns = [
    path("", views.home, name="home"),
    path("entrar/", views.enter, name="enter"),
    path("de-nuevo/", views.again, name="again"),
    path("entregar/", views.finish, name="finish"),
]

"""Addresses of the ClaveUnica login (design 10)."""

from django.urls import path

from . import views

app_name = "claveunica"
urlpatterns = [
    path("entrar/", views.enter, name="enter"),
    path("retorno/", views.come_back, name="return"),
    path("salir/", views.leave, name="leave"),
    path("cerrando/", views.closing, name="closing"),
]

"""Addresses below the privacy notice that are no page an editor writes."""

from django.urls import path

from portal import agreements, register

from . import views

urlpatterns = [
    path("registro/", register.page, name="register"),
    path("registro/csv/", register.download, name="register-csv"),
    path("convenios/", agreements.page, name="agreements"),
    path("versiones/", views.versions, name="notice-versions"),
    path("versiones/<slug:language>-<int:number>/", views.version, name="notice-version"),
    path("versiones/<slug:language>-<int:number>/cambios/", views.changed, name="notice-changes"),
]

"""Addresses of what cases show of a whole centre, inside the staff zone."""

from django.urls import path

from .views import centre

app_name = "centre-cases"
urlpatterns = [path("servicios-no-ofrecidos/", centre.unmet, name="unmet")]

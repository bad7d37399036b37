"""Address of the public checking page (design 10)."""

from django.urls import path

from . import views

app_name = "verify"
urlpatterns = [path("", views.check, name="check")]

"""Opinions, for staff (mounted at /gestion/opiniones/)."""

from django.urls import path

from .views import staff

app_name = "opinions"
urlpatterns = [
    path("", staff.figures, name="figures"),
    path("entregar/<uuid:survivor_id>/", staff.hand, name="hand"),
    path("pantalla/", staff.here, name="here"),
]

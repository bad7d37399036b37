"""Carrying requests out, for staff (mounted at /gestion/derechos/, before the requests' own)."""

from django.urls import path

from .views import copying, limiting, working

app_name = "fulfilment"
urlpatterns = [
    path("<uuid:request_id>/copia/", copying.copy, name="copy"),
    path("<uuid:request_id>/copia/reunir/", copying.prepare, name="copy-prepare"),
    path("<uuid:request_id>/copia/aprobar/", copying.review, name="copy-review"),
    path("<uuid:request_id>/copia/empacar/", copying.pack, name="copy-pack"),
    path("<uuid:request_id>/copia/entregar/", copying.take, name="copy-take"),
    path("<uuid:request_id>/cumplir/", working.work, name="work"),
    path("<uuid:request_id>/cumplir/<slug:what>/", working.act, name="act"),
    path("apartado/<uuid:survivor_id>/", limiting.emergency, name="emergency"),
]

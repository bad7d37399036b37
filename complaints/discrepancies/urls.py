"""Data she says are not right, for staff (mounted at /gestion/discrepancias/)."""

from django.urls import path

from .views import acting, reading, telling

app_name = "discrepancies"
urlpatterns = [
    path("", reading.queue, name="queue"),
    path("de/<uuid:survivor_id>/", reading.hers, name="hers"),
    path("nueva/<uuid:survivor_id>/<slug:field>/", telling.new, name="new"),
    path("<uuid:discrepancy_id>/", reading.one, name="one"),
    path("<uuid:discrepancy_id>/<slug:slug>/", acting.act, name="act"),
]

"""Data she says are not right, for staff (mounted at /gestion/discrepancias/)."""

from django.urls import path

from .views import acting, causes, reading, saying, telling

app_name = "discrepancies"
urlpatterns = [
    path("", reading.queue, name="queue"),
    path("de/<uuid:survivor_id>/", reading.hers, name="hers"),
    path("nueva/<uuid:survivor_id>/<slug:field>/", telling.new, name="new"),
    path("version/<uuid:survivor_id>/<slug:kind>/<uuid:target_id>/", saying.say, name="say"),
    path("version/<uuid:survivor_id>/<uuid:standpoint_id>/retirar/", saying.unsay, name="unsay"),
    path("causas/", causes.listing, name="causes"),
    path("<uuid:discrepancy_id>/", reading.one, name="one"),
    path("<uuid:discrepancy_id>/<slug:slug>/", acting.act, name="act"),
]

"""Questions and complaints, for staff (mounted at /gestion/oirs/)."""

from django.urls import path

from .views import hers, staff

app_name = "oirs"
urlpatterns = [
    path("", staff.queue, name="queue"),
    path("nueva/", staff.new, name="new"),
    path("nueva/<uuid:survivor_id>/", staff.new_for, name="new-for"),
    path("incumplimientos/", staff.late, name="breaches"),
    path("de/<uuid:survivor_id>/", hers.hers, name="hers"),
    path("<uuid:ticket_id>/", staff.one, name="ticket"),
    path("<uuid:ticket_id>/archivo/<uuid:file_id>/", staff.paper, name="file"),
    path("<uuid:ticket_id>/comprobante/", staff.receipt, name="receipt"),
    path("<uuid:ticket_id>/<slug:slug>/", staff.act, name="act"),
]

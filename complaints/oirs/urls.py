"""Questions and complaints, for staff (mounted at /gestion/oirs/)."""

from django.urls import path

from .views import staff

app_name = "oirs"
urlpatterns = [
    path("", staff.queue, name="queue"),
    path("nueva/", staff.new, name="new"),
    path("nueva/<uuid:survivor_id>/", staff.new_for, name="new-for"),
    path("<uuid:ticket_id>/", staff.one, name="ticket"),
    path("<uuid:ticket_id>/archivo/<uuid:file_id>/", staff.paper, name="file"),
    path("<uuid:ticket_id>/<slug:slug>/", staff.act, name="act"),
]

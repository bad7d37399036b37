"""Addresses of the staff's library."""

from django.urls import path

from . import reader_views, staff_views

app_name = "library"
urlpatterns = [
    path("", staff_views.library, name="list"),
    path("lecturas/", reader_views.readers, name="readers"),
    path("lecturas/<slug:code>/", reader_views.readers_of, name="readers-of"),
    path("por-revisar/", staff_views.overdue, name="overdue"),
    path("cambios/<uuid:protocol>/", staff_views.since, name="since"),
    path("anexos/<int:document>/", staff_views.annex, name="annex"),
    path("<slug:code>/", staff_views.document, name="document"),
    path("<slug:code>/versiones/", staff_views.versions, name="versions"),
    path("<slug:code>/<int:number>/", staff_views.version, name="version"),
    path("<slug:code>/<int:number>/pdf/", staff_views.pdf, name="pdf"),
    path("<slug:code>/<int:number>/leido/", staff_views.read, name="read"),
    path("<slug:code>/cambios/<int:before>-<int:after>/", staff_views.changes, name="changes"),
]

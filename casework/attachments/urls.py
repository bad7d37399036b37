"""Addresses of the documents of a file, below her own."""

from django.urls import path

from .views import caring, reading, sheets, writing

app_name = "attachments"
urlpatterns = [
    path("", reading.documents, name="list"),
    path("nuevo/", writing.bring, name="new"),
    path("<uuid:attachment_id>/", reading.show, name="show"),
    path("<uuid:attachment_id>/contenido/", reading.view, name="view"),
    path("<uuid:attachment_id>/copia/", reading.download, name="download"),
    path("<uuid:attachment_id>/hoja/<int:number>/", sheets.sheet, name="sheet"),
    path("<uuid:attachment_id>/miniatura/", reading.thumbnail, name="thumbnail"),
    path("<uuid:attachment_id>/version/", writing.replace, name="replace"),
    path("<uuid:attachment_id>/retirar/", writing.take_back, name="take-back"),
    path("<uuid:attachment_id>/datos/", caring.edit, name="edit"),
    path("<uuid:attachment_id>/retencion/", caring.hold, name="hold"),
]

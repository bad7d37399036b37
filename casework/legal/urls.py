"""Addresses of legal processes, measures and duties, below her file."""

from django.urls import path

from .views import breaches, complaint, documents, duties, measures, processes, tab

app_name = "legal"
urlpatterns = [
    path("", tab.legal, name="list"),
    path("nuevo/", processes.new_process, name="new-process"),
    path("<uuid:process_id>/", processes.process, name="process"),
    path("<uuid:process_id>/corregir/", processes.edit_process, name="edit-process"),
    path("<uuid:process_id>/estado/", processes.move_process, name="move-process"),
    path("<uuid:process_id>/audiencias/nueva/", processes.new_hearing, name="new-hearing"),
    path("audiencias/<uuid:hearing_id>/", processes.hearing, name="hearing"),
    path("medidas/nueva/", measures.new_measure, name="new-measure"),
    path("medidas/<uuid:measure_id>/", measures.measure, name="measure"),
    path("medidas/<uuid:measure_id>/corregir/", measures.edit_measure, name="edit-measure"),
    path("medidas/<uuid:measure_id>/renovar/", measures.renew, name="renew-measure"),
    path("medidas/<uuid:measure_id>/revision/", measures.check, name="check-measure"),
    path("medidas/<uuid:measure_id>/termino/", measures.close, name="close-measure"),
    path("medidas/<uuid:measure_id>/desacatos/nuevo/", breaches.new_breach, name="new-breach"),
    path("desacatos/<uuid:breach_id>/", breaches.breach, name="breach"),
    path("documentos/<slug:kind>/<uuid:target_id>/", documents.tie, name="tie"),
    path("denuncias/nueva/", duties.new_duty, name="new-duty"),
    path("denuncias/<uuid:duty_id>/", duties.duty, name="duty"),
    path("denuncias/<uuid:duty_id>/informada/", duties.inform, name="inform"),
    path("denuncias/<uuid:duty_id>/informacion/", duties.information, name="information"),
    path("denuncias/<uuid:duty_id>/decision/", duties.decide, name="decide"),
    path("denuncias/<uuid:duty_id>/texto/", complaint.draft, name="draft"),
    path("denuncias/<uuid:duty_id>/texto/imprimir/", complaint.sheet, name="sheet"),
]

"""Addresses of plans, below her file."""

from django.urls import path

from .views import acts, reading, writing

app_name = "plans"
urlpatterns = [
    path("", reading.tab, name="tab"),
    path("caso/<uuid:case_id>/nuevo/", writing.start, name="start"),
    path("caso/<uuid:case_id>/papel/", writing.paper, name="paper"),
    path("caso/<uuid:case_id>/resguardo/", acts.safety, name="safety"),
    path("<uuid:plan_id>/", reading.version, name="version"),
    path("<uuid:plan_id>/editar/", writing.edit, name="edit"),
    path("<uuid:plan_id>/acordar/", acts.agree, name="agree"),
    path("<uuid:plan_id>/firmar/", acts.sign, name="sign"),
    path("<uuid:plan_id>/avance/", acts.progress, name="progress"),
    path("<uuid:plan_id>/actividad/<uuid:activity_id>/", acts.evidence, name="evidence"),
    path("<uuid:plan_id>/revision/", acts.review, name="review"),
    path("<uuid:plan_id>/terminar/", acts.end, name="end"),
    path("<uuid:plan_id>/imprimir/", reading.sheet_to_print, name="print"),
    path("<uuid:plan_id>/comparar/<uuid:other_id>/", reading.compare, name="compare"),
]

"""Requests about personal data, for staff (mounted at /gestion/derechos/)."""

from django.urls import path

from .views import acting, matching, reading, writing

app_name = "rights"
urlpatterns = [
    path("", reading.queue, name="queue"),
    path("nueva/", writing.new, name="new"),
    path("nueva/<uuid:survivor_id>/", writing.new_for, name="new-for"),
    path("de/<uuid:survivor_id>/", reading.hers, name="hers"),
    path("despues/<uuid:survivor_id>/", writing.wish, name="wish"),
    path("<uuid:request_id>/", reading.one, name="request"),
    path("<uuid:request_id>/papel/<uuid:paper_id>/", reading.paper, name="paper"),
    path("<uuid:request_id>/documento/<uuid:document_id>/", reading.sealed, name="document"),
    path("<uuid:request_id>/persona/", matching.match, name="match"),
    path("<uuid:request_id>/completo/", reading.export, name="export"),
    path(
        "<uuid:request_id>/reclamo/<uuid:claim_id>/contestado/",
        acting.answer_claim, name="answer-claim",
    ),
    path("<uuid:request_id>/<slug:slug>/", acting.act, name="act"),
]  # fmt: skip

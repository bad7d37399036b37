"""Addresses of authorisations in the staff zone: the report, and the tab of her file."""

from django.urls import include, path

from .views import authorisations, completing, report, sharing, signing

app_name = "consent"
HERS = [
    path("", authorisations.tab, name="tab"),
    path("entregar/", sharing.share_data, name="share"),
    path("cercanos/<uuid:related_id>/", completing.related, name="related"),
    path("registro/<uuid:record_id>/", authorisations.record, name="record"),
    path("registro/<uuid:record_id>/retirar/", authorisations.withdraw, name="withdraw"),
    path("registro/<uuid:record_id>/confirmar/", completing.confirm, name="confirm"),
    path("registro/<uuid:record_id>/agregar/<slug:lack>/", completing.bring, name="bring"),
    path("<slug:code>/firmar/", signing.sign, name="sign"),
    path("<slug:code>/papel/", signing.paper, name="paper"),
    path("<slug:code>/hoja/", signing.sheet, name="sheet"),
]
urlpatterns = [
    path("autorizaciones/", report.report, name="report"),
    path("sobrevivientes/<uuid:survivor_id>/autorizaciones/", include(HERS)),
]

"""Addresses below a document on the open site that are no page an editor writes."""

from django.urls import path, register_converter

from . import views
from .kinds import SLUGS, Kind


class KindConverter:
    """The first part of a document's address says its kind."""

    regex = "|".join(SLUGS.values())

    def to_python(self, value: str) -> Kind:
        """Give the kind."""
        return next(kind for kind, slug in SLUGS.items() if slug == value)

    def to_url(self, value: Kind | str) -> str:
        """Give the part."""
        return next((slug for kind, slug in SLUGS.items() if kind == value), str(value))


register_converter(KindConverter, "shelf")

app_name = "documents"
urlpatterns = [
    path("<shelf:kind>/<slug:code>/versiones/", views.versions, name="versions"),
    path("<shelf:kind>/<slug:code>/versiones/<int:number>/", views.version, name="version"),
    path("<shelf:kind>/<slug:code>/versiones/<int:number>/pdf/", views.pdf, name="pdf"),
    path("<shelf:kind>/<slug:code>/cambios/<int:before>-<int:after>/", views.changes,
         name="changes"),
]  # fmt: skip

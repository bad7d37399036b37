"""The published schema of the copy of data: nobody's data, the same for everybody (law 1.1)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from .. import document


@require_safe
def copy_format(request: HttpRequest) -> HttpResponse:
    """Give the schema that copies follow."""
    response = HttpResponse(
        document.SCHEMA_FILE.read_bytes(), content_type="application/schema+json; charset=utf-8"
    )
    response["Cache-Control"] = "public, max-age=3600"
    response["Content-Disposition"] = 'inline; filename="copia-1.schema.json"'
    return response

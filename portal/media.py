"""Pictures of the open site: only the sizes made for pages, never the files as uploaded."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

RENDITIONS = "images/"


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer one picture; anything else kept beside the pictures is not there."""
    if not name.startswith(RENDITIONS):
        raise Http404
    response = serve(request, name, document_root=str(settings.MEDIA_ROOT))
    if isinstance(response, FileResponse):
        response["Cache-Control"] = "public, max-age=86400"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

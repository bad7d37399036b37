"""Addresses of the open site.

Pages are served by Wagtail; its own log-in forms are left out on purpose: staff have one door.
"""

from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.documents import urls as documents
from wagtail.urls import serve_pattern

from . import media, phones, serving

urlpatterns: list[URLPattern | URLResolver] = [
    path("documents/", include(documents)),
    path("medios/<path:name>", media.rendition, name="rendition"),
    path("telefonos/", phones.phones, name="phones"),
    path("telefonos/english/", phones.phones, {"language": "en"}, name="phones-english"),
    path("verificar/", include("portal.certification.public_urls")),
    path("privacidad/", include("portal.notice.urls")),
    path("noticias/", include("portal.news.urls")),
    path("buscar/", include("portal.search.urls")),
    path("", include("portal.site.urls")),
    path("red-de-apoyo/", include("portal.directory.urls")),
    path("", include("portal.protocols.urls")),
    re_path(serve_pattern, serving.page, name="wagtail_serve"),
]

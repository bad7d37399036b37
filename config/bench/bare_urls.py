"""Addresses of the bare Wagtail: ours, so that the templates find theirs, with its own serving."""

from django.urls import URLPattern, URLResolver, path, re_path
from wagtail.urls import serve_pattern
from wagtail.views import serve

from config import urls

from . import bare_search

handler404 = "config.shell.errors.not_found"
handler500 = "config.shell.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("bare-search/", bare_search.search),
    re_path(serve_pattern, serve),
    *urls.urlpatterns,
]

"""The product's addresses plus the living page, which only development has."""

from django.urls import include, path

from config import urls

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500
urlpatterns = [
    path("componentes/", include("config.components.living.urls")),
    *urls.urlpatterns,
]

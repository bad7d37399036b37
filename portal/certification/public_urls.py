"""Public addresses of certificates, below the checking page (design 10)."""

from django.urls import path

from .views import public

app_name = "certificate-check"
urlpatterns = [
    path("certificados/", public.check, name="check"),
    path("insignias/emisor/", public.issuer, name="issuer"),
    path("insignias/estado/", public.revoked, name="revoked"),
]

"""Questions on the open site (mounted at /preguntas/). Words that say nothing of anybody."""

from django.urls import path

from .views import public

app_name = "questions"
urlpatterns = [
    path("", public.write, name="write"),
    path("archivo/", public.paper, name="file"),
    path("comprobante/", public.receipt, name="receipt"),
    path("respuesta/", public.read, name="read"),
]

"""How a copy of data is written, for anybody (mounted at /privacidad/formato-de-copia/)."""

from django.urls import path

from .views import published

urlpatterns = [path("", published.copy_format, name="copy_format")]

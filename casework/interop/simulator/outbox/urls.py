"""Addresses of the stand-in, below /simulador/mensajes/."""

from django.urls import path

from ..guard import refuse_in_production
from . import views

refuse_in_production()

app_name = "messages_simulator"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("<slug:way>/", views.send, name="send"),
]

"""Addresses of messages and of what to say, inside the staff zone."""

from django.urls import path

from .views import everybody, hers

app_name = "messages"
urlpatterns = [
    path("mensajes/", everybody.centre, name="centre"),
    path("mensajes/pausa/", everybody.switch, name="switch"),
    path("mensajes/textos/", everybody.texts, name="texts"),
    path("mensajes/textos/<int:slot>/", everybody.text, name="text"),
    path("guiones/", everybody.scripts, name="scripts"),
    path("guiones/<slug:slug>/", everybody.script, name="script"),
    path("sobrevivientes/<uuid:survivor_id>/mensajes/", hers.choose, name="choose"),
    path("sobrevivientes/<uuid:survivor_id>/mensajes/pedir/", hers.ask, name="ask"),
    path("sobrevivientes/<uuid:survivor_id>/mensajes/detener/", hers.stop, name="stop"),
    path("sobrevivientes/<uuid:survivor_id>/palabras/", hers.words, name="words"),
    path("sobrevivientes/<uuid:survivor_id>/llamada/", hers.call, name="call"),
]

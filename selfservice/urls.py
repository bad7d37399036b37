"""Addresses of her own space (design 10). Words that say nothing to whoever looks over."""

from django.urls import path

from .views import (
    door,
    entrance,
    file,
    home,
    leaving,
    ledger,
    neutral,
    opinions,
    permissions,
    questions,
    requests,
    writing,
)

app_name = "selfservice"
urlpatterns = [
    path("", home.home, name="home"),
    path("numero/", entrance.key, name="key"),
    path("seguir/", entrance.keep, name="keep"),
    path("cerrar/", entrance.close_space, name="close"),
    path("permisos/", permissions.consents, name="consents"),
    path("permisos/<slug:code>/", permissions.sign, name="sign"),
    path("firmado/<uuid:record_id>/", permissions.signed, name="signed"),
    path("firmado/<uuid:record_id>/copia/", permissions.copy, name="copy"),
    path("firmado/<uuid:record_id>/cambiar/", permissions.change_mind, name="change"),
    path("solicitudes/", requests.requests, name="requests"),
    path("solicitudes/pedir/", neutral.ask, name="ask"),
    path("solicitudes/<uuid:request_id>/retirar/", requests.take_back, name="take-back"),
    path("preguntas/", writing.written, name="questions"),
    path("preguntas/<uuid:ticket_id>/", writing.add, name="question-add"),
    path("opinion/", opinions.opinion, name="opinion"),
    path("lecturas/", ledger.ledger, name="ledger"),
    path("lecturas/preguntar/", questions.about_entry, name="about-entry"),
    path("equipo/", questions.team, name="team"),
    path("equipo/enviar/", questions.ask_team, name="ask-team"),
    path("equipo/<uuid:wish_id>/retirar/", questions.forget, name="forget"),
    path("datos/", file.data, name="data"),
    path("gestiones/", file.supports, name="supports"),
    path("contacto/", file.contact, name="contact"),
    path("contacto/pedir/", file.ask_contact, name="ask-contact"),
    path("contacto/callar/", file.stop_messages, name="stop-messages"),
    path("acceso/", door.door, name="door"),
    path("acceso/numero/", door.ask_key, name="ask-key"),
    path("acceso/otros/", door.end_others, name="end-others"),
    path("acceso/pedir/", door.ask_easier, name="ask-easier"),
    path("al-salir/", leaving.leaving, name="leaving"),
]

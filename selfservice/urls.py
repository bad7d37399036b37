"""Addresses of her own space (design 10). Words that say nothing to whoever looks over."""

from django.urls import path

from .views import entrance, home, ledger, neutral, permissions, requests

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
    path("lecturas/", ledger.ledger, name="ledger"),
]

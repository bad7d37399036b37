"""Addresses of certificates in the staff zone."""

from django.urls import path

from .views import completions, copies, outside, own, team

app_name = "certificates"
urlpatterns = [
    path("", own.own, name="own"),
    path("equipo/", team.team, name="team"),
    path("equipo/copia/", team.copy, name="copy"),
    path("copias/", copies.listed, name="copies"),
    path("copias/nueva/", copies.new, name="new-copy"),
    path("copias/<uuid:copy>/decidir/", copies.decide, name="decide-copy"),
    path("copias/<uuid:copy>/descargar/", copies.take, name="take-copy"),
    path("por-revisar/", outside.queue, name="queue"),
    path("por-completar/", completions.queue, name="to-complete"),
    path("otros/nuevo/", outside.hand_in, name="hand-in"),
    path("otros/<uuid:certificate>/", outside.one, name="outside"),
    path("otros/<uuid:certificate>/archivo/", outside.proof, name="proof"),
    path("otros/<uuid:certificate>/retirar/", outside.take_back, name="take-back"),
    path("otros/<uuid:certificate>/aceptar/", outside.accept, name="accept"),
    path("otros/<uuid:certificate>/rechazar/", outside.refuse, name="refuse"),
    path("<uuid:certificate>/", own.detail, name="detail"),
    path("<uuid:certificate>/papel/", own.paper, name="paper"),
    path("<uuid:certificate>/insignia/", own.badge, name="badge"),
    path("<uuid:certificate>/datos/", own.data, name="data"),
    path("<uuid:certificate>/pedir-completo/", completions.ask, name="ask-completed"),
    path("<uuid:certificate>/completar/", completions.complete, name="complete"),
    path("<uuid:certificate>/revocar/", own.revoke, name="revoke"),
]

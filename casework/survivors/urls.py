"""Addresses of the women's files, inside the staff zone."""

from django.urls import path

from .account.views import account
from .duplicates import choice_views
from .duplicates import views as duplicates
from .export import views as export
from .handover import views as handover
from .household import views as household
from .registry import views as registry
from .views import file, finding, printing, space, trajectory

app_name = "survivors"
urlpatterns = [
    path("", finding.survivor_list, name="list"),
    path("buscar/", finding.find, name="find"),
    path("nueva/", finding.register, name="register"),
    path("duplicados/", duplicates.waiting_list, name="duplicates"),
    path("duplicados/<uuid:pair_id>/", duplicates.pair, name="duplicate"),
    path("duplicados/<uuid:pair_id>/decidir/", duplicates.decide, name="duplicate-decide"),
    path("copias/", export.exports, name="exports"),
    path("copias/<uuid:export_id>/decidir/", export.decide, name="export-decide"),
    path("copias/<uuid:export_id>/llevar/", export.take, name="export-take"),
    path("traspasos/", handover.handovers, name="handovers"),
    path("traspasos/<uuid:handover_id>/tomar/", handover.settle, name="handover-settle"),
    path("<uuid:survivor_id>/copia/", export.copy, name="copy"),
    path("<uuid:survivor_id>/", file.file, name="file"),
    path("<uuid:survivor_id>/atender/", finding.attend, name="attend"),
    path("<uuid:survivor_id>/trayecto/", trajectory.trajectory, name="trajectory"),
    path("<uuid:survivor_id>/trayecto/lecturas/", trajectory.ledger, name="ledger-staff"),
    path("<uuid:survivor_id>/trayecto/imprimir/", printing.trajectory, name="trajectory-print"),
    path("<uuid:survivor_id>/identidad/", file.identity, name="identity"),
    path("<uuid:survivor_id>/contacto/", file.contact, name="contact"),
    path("<uuid:survivor_id>/acogida/", registry.intake, name="intake"),
    path("<uuid:survivor_id>/caracterizacion/<slug:theme>/", registry.theme, name="theme"),
    path("<uuid:survivor_id>/dato/<slug:field>/", registry.datum, name="datum"),
    path(
        "<uuid:survivor_id>/dos-valores/<slug:field>/",
        choice_views.choose_value,
        name="choose-value",
    ),
    path("<uuid:survivor_id>/relato/", account, name="account"),
    path("<uuid:survivor_id>/cercanos/", household.related, name="related"),
    path("<uuid:survivor_id>/cercanos/<uuid:person_id>/", household.person, name="person"),
    path("<uuid:survivor_id>/cercanos/<uuid:person_id>/quitar/", household.end, name="person-end"),
    path("<uuid:survivor_id>/espacio/", space.door, name="door"),
    path("<uuid:survivor_id>/espacio/clave/", space.hand_key, name="hand-key"),
    path("<uuid:survivor_id>/espacio/modo/", space.mode, name="mode"),
    path("<uuid:survivor_id>/espacio/congelar/", space.freeze, name="freeze"),
    path("<uuid:survivor_id>/espacio/atendida/", space.answer_duress, name="answer-duress"),
    path("<uuid:survivor_id>/espacio/reabrir/", space.unfreeze, name="unfreeze"),
]

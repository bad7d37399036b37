"""Addresses of the staff zone that belong to access itself (design 10)."""

from django.urls import path

from .gates import half_way, open_door
from .views import certificates, conflicts, entrance, factors, grants, home, log, operators

app_name = "staff"
urlpatterns = [
    path("", home.home, name="home"),
    path("entrar/", open_door(entrance.StaffLogin.as_view()), name="login"),
    path("salir/", entrance.leave, name="logout"),
    path("compromiso/", home.undertaking, name="undertaking"),
    path("cuenta/clave/", factors.password, name="password"),
    path("cuenta/segundo-factor/", factors.factors, name="factors"),
    path("cuenta/segundo-factor/agregar/", half_way(factors.AddFactor.as_view()),
         name="add-factor"),
    path("cuenta/segundo-factor/<slug:device>/quitar/", factors.remove_factor,
         name="remove-factor"),
    path("cuenta/codigos/", factors.codes, name="codes"),
    path("cuenta/seguir/", home.keep, name="keep"),
    path("cuenta/sesiones/", home.session_list, name="sessions"),
    path("cuenta/sesiones/otras/terminar/", home.end_other_sessions, name="end-other-sessions"),
    path("cuenta/sesiones/<uuid:session>/terminar/", home.end_session, name="end-session"),
    path("operadores/", operators.operator_list, name="operators"),
    path("operadores/nuevo/", operators.new_operator, name="new-operator"),
    path("operadores/<uuid:operator>/", operators.operator_detail, name="operator"),
    path("operadores/<uuid:operator>/asignar/", operators.new_assignment, name="assign"),
    path("operadores/<uuid:operator>/asignaciones/<uuid:assignment>/terminar/",
         operators.end_assignment, name="end-assignment"),
    path("operadores/<uuid:operator>/clave/", operators.renew_password, name="renew-password"),
    path("operadores/<uuid:operator>/sesiones/", operators.end_sessions, name="end-sessions"),
    path("operadores/<uuid:operator>/cerrar/", operators.end_operator, name="end-operator"),
    path("operadores/<uuid:operator>/certificados/nuevo/", certificates.new_certificate,
         name="new-certificate"),
    path("operadores/<uuid:operator>/certificados/<uuid:certificate>/revocar/",
         certificates.revoke, name="revoke-certificate"),
    path("equipo/", operators.team, name="team"),
    path("accesos/", grants.grant_list, name="grants"),
    path("accesos/pedir/<uuid:person>/", grants.ask, name="ask-grant"),
    path("accesos/<uuid:grant>/", grants.grant_detail, name="grant"),
    path("accesos/<uuid:grant>/decidir/", grants.decide, name="decide-grant"),
    path("accesos/<uuid:grant>/terminar/", grants.end, name="end-grant"),
    path("accesos/<uuid:grant>/revisar/", grants.review, name="review-grant"),
    path("conflictos/", conflicts.conflict_list, name="conflicts"),
    path("registro/", log.log, name="log"),
    path("registro/<uuid:event>/", log.log_event, name="log-event"),
]  # fmt: skip

"""Addresses of cases, below her file."""

from django.urls import path

from .views import moving, reading, team, writing

app_name = "cases"
urlpatterns = [
    path("", reading.history, name="history"),
    path("nuevo/", moving.open_, name="open"),
    path("sesiones/<uuid:session_id>/", reading.session, name="session"),
    path("<uuid:case_id>/", reading.case, name="case"),
    path("<uuid:case_id>/actos/", reading.acts, name="acts"),
    path("<uuid:case_id>/datos/", moving.details, name="details"),
    path("<uuid:case_id>/etapa/", moving.move, name="move"),
    path("<uuid:case_id>/desercion/", moving.drop_out, name="drop-out"),
    path("<uuid:case_id>/retorno/", moving.return_, name="return"),
    path("<uuid:case_id>/egreso/", moving.exit_, name="exit"),
    path("<uuid:case_id>/seguimientos/<uuid:follow_up_id>/", moving.follow_up, name="follow-up"),
    path("<uuid:case_id>/cargo/", team.take_charge, name="take-charge"),
    path("<uuid:case_id>/equipo/", team.join, name="team"),
    path("<uuid:case_id>/equipo/<uuid:member_id>/fin/", team.leave, name="leave-team"),
    path("<uuid:case_id>/sesion/", writing.session, name="new-session"),
    path("<uuid:case_id>/contacto/", writing.contact_try, name="try"),
    path("<uuid:case_id>/solicitud/", writing.unmet, name="request"),
    path("<uuid:case_id>/deshacer/<slug:kind>/<uuid:row_id>/", writing.undo, name="undo"),
]

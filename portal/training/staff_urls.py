"""Addresses of training in the staff's zone."""

from django.urls import path

from .views import editions, learning, own, paths, people, plans, quizzes

app_name = "training"
urlpatterns = [
    path("", own.home, name="home"),
    path("ediciones/<uuid:edition>/pedir/", own.ask, name="ask"),
    path("plazas/<uuid:place>/devolver/", own.withdraw, name="withdraw"),
    path("plazas/<uuid:place>/opinion/", own.opinion, name="opinion"),
    path("plazas/<uuid:place>/run/", own.run, name="run"),
    path("plazas/<uuid:place>/", learning.course, name="course"),
    path("plazas/<uuid:place>/leccion/<slug:key>/", learning.lesson, name="lesson"),
    path("plazas/<uuid:place>/archivo/<int:document>/", learning.file, name="file"),
    path("plazas/<uuid:place>/leccion/<slug:key>/prueba/", quizzes.start, name="start"),
    path("pruebas/<uuid:attempt>/", quizzes.attempt, name="attempt"),
    path("pruebas/<uuid:attempt>/<int:turn>/", quizzes.question, name="question"),
    path("ediciones/", editions.editions, name="editions"),
    path("ediciones/nueva/", editions.new, name="new-edition"),
    path("ediciones/<uuid:edition>/", people.edition, name="edition"),
    path("ediciones/<uuid:edition>/cambiar/", editions.change, name="change-edition"),
    path("ediciones/<uuid:edition>/cancelar/", editions.cancel, name="cancel-edition"),
    path("ediciones/<uuid:edition>/borrar/", editions.delete, name="delete-edition"),
    path("ediciones/<uuid:edition>/clases/", people.add_day, name="add-day"),
    path("ediciones/<uuid:edition>/personas/", people.enter, name="enter"),
    path("clases/<uuid:day>/", people.attendance, name="attendance"),
    path("plazas/<uuid:place>/decidir/", people.decide, name="decide"),
    path("plazas/<uuid:place>/resultado/", people.sign, name="sign"),
    path("rutas/", paths.paths, name="paths"),
    path("rutas/<uuid:line>/quitar/", paths.end, name="end-path-course"),
    path("equipo/", plans.team, name="team"),
    path("plan/<int:year>/", plans.plan, name="plan"),
    path("plan/lineas/<uuid:line>/quitar/", plans.drop, name="drop-line"),
]

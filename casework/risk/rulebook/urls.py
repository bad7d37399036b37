"""Addresses of the rules, inside the staff zone."""

from django.urls import path

from . import views

app_name = "rules"
urlpatterns = [
    path("", views.index, name="index"),
    path("lista-de-espera/", views.order, name="order"),
    path("lista-de-espera/nueva/", views.new_order, name="new-order"),
    path("plazos-de-riesgo/", views.clocks, name="clocks"),
    path("plazos-de-riesgo/<str:level>/nueva/", views.new_clock, name="new-clock"),
    path("instrumentos/", views.instruments, name="instruments"),
    path("instrumentos/nuevo/", views.new_instrument, name="new-instrument"),
    path("instrumentos/<slug:code>/terminar/", views.end_instrument, name="end-instrument"),
    path("feriados/", views.holidays, name="holidays"),
    path("feriados/<str:day>/quitar/", views.remove_holiday, name="remove-holiday"),
]

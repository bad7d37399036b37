"""Addresses of the day's work, inside the staff zone: my day, tasks, waiting list, case list."""

from django.urls import path

from .waiting import views as waiting
from .work.views import cases, centre, day, task, tasks

app_name = "work"
urlpatterns = [
    path("mi-dia/", day.my_day, name="day"),
    path("tareas/", tasks.task_list, name="tasks"),
    path("tareas/<uuid:task_id>/", task.task, name="task"),
    path("tareas/<uuid:task_id>/<slug:what>/", task.act, name="task-act"),
    path("casos/", cases.case_list, name="cases"),
    path("casos/filtros/", cases.save_filter, name="save-filter"),
    path("casos/filtros/<uuid:filter_id>/quitar/", cases.forget_filter, name="forget-filter"),
    path("casos/entregar/", cases.assign, name="assign"),
    path("casos/devolver/", cases.give_back, name="give-back"),
    path("casos/<uuid:case_id>/revision/", cases.review, name="review-case"),
    path("mi-centro/", centre.my_centre, name="centre"),
    path("lista-de-espera/", waiting.waiting_list, name="waiting"),
    path("lista-de-espera/<uuid:entry_id>/", waiting.place, name="place"),
    path("lista-de-espera/<uuid:entry_id>/<slug:what>/", waiting.act, name="place-act"),
]

"""Addresses of episodes and aggressors, below her file."""

from django.urls import path

from .views import aggressors, background, episodes

app_name = "episodes"
urlpatterns = [
    path("", episodes.episode_list, name="list"),
    path("nuevo/", episodes.new, name="new"),
    path("<uuid:episode_id>/", episodes.episode, name="episode"),
    path("<uuid:episode_id>/corregir/", episodes.correct, name="correct"),
    path("<uuid:episode_id>/deshacer/", episodes.undo, name="undo"),
    path("agresores/nuevo/", aggressors.new, name="new-aggressor"),
    path("agresores/<uuid:aggressor_id>/", aggressors.aggressor, name="aggressor"),
    path("agresores/<uuid:aggressor_id>/corregir/", aggressors.correct, name="correct-aggressor"),
    path("agresores/<uuid:aggressor_id>/reservado/", background.notes, name="notes"),
    path("agresores/<uuid:aggressor_id>/reservado/nuevo/", background.keep, name="background"),
    path("agresores/<uuid:aggressor_id>/reservado/<uuid:note_id>/", background.read,
         name="read-background"),
]  # fmt: skip

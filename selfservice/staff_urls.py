"""Addresses of her team about her space, below her file."""

from django.urls import path

from .views import team

app_name = "ownspace"
urlpatterns = [
    path("", team.agreement, name="agreed"),
    path("ver/", team.preview, name="preview"),
    path("pedidos/<uuid:wish_id>/", team.wish, name="wish"),
]

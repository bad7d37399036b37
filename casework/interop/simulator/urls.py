"""Addresses of the simulator: those of the provider, below /simulador/claveunica/."""

from django.urls import path

from . import backchannel, screen
from .guard import refuse_in_production

refuse_in_production()

app_name = "claveunica_simulator"
urlpatterns = [
    path("openid/authorize/", screen.authorize, name="authorize"),
    path("openid/token/", backchannel.token, name="token"),
    path("openid/userinfo/", backchannel.identity, name="userinfo"),
    path("openid/jwks", backchannel.keys, name="jwks"),
    path("api/v1/accounts/app/logout", screen.logout, name="logout"),
]

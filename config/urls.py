"""Every address of the product (design 10)."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from casework.access.gates import open_door
from casework.access.views import entrance
from portal.ministry import kept
from selfservice.views.entrance import leave

# Only while developing: with production settings these addresses do not exist.
SIMULATED: list[URLPattern | URLResolver] = (
    [
        path("simulador/claveunica/", include("casework.interop.simulator.urls")),
        path("simulador/mensajes/", include("casework.interop.simulator.outbox.urls")),
    ]
    if settings.SIMULATORS
    else []
)

# Parts of a woman's file, each in its own room.
ROOMS = {
    "anexos": "attachments",
    "casos": "cases",
    "episodios": "episodes",
    "riesgo": "risk",
    "plan": "plans",
    "procesos": "legal",
    "derivaciones": "referrals",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("config.shell.urls")),
    path("salud/", include("config.health.urls")),
    path("claveunica/", include("casework.interop.claveunica.urls")),
    path("verificar/", include("casework.documents.urls")),
    *SIMULATED,
    path("mi-espacio/", include("selfservice.urls")),
    path("salir/", leave, {"target": kept.exit_target}, name="leave"),
    path("gestion/", include("casework.access.urls")),
    path("gestion/certificados/", include("portal.certification.urls")),
    path("gestion/biblioteca/", include("portal.protocols.staff_urls")),
    path("gestion/formacion/", include("portal.training.staff_urls")),
    path("gestion/practica/", include("portal.training.practice_urls")),
    *(
        path(f"gestion/sobrevivientes/<uuid:survivor_id>/{part}/", include(f"casework.{room}.urls"))
        for part, room in ROOMS.items()
    ),
    path(
        "gestion/sobrevivientes/<uuid:survivor_id>/espacio-propio/",
        include("selfservice.staff_urls"),
    ),
    path("gestion/borradores/", include("casework.drafts.urls")),
    path("gestion/", include("casework.cases.work_urls")),
    path("gestion/", include("casework.cases.centre_urls")),
    path("gestion/", include("casework.legal.centre_urls")),
    path("gestion/reglas/", include("casework.risk.rulebook.urls")),
    path("gestion/", include("consent.urls")),
    path("gestion/", include("casework.messages.urls")),
    path("gestion/discrepancias/", include("complaints.discrepancies.urls")),
    path("gestion/derechos/", include("complaints.fulfilment.urls")),
    path("gestion/derechos/", include("complaints.rights.urls")),
    path("gestion/oirs/", include("complaints.oirs.urls")),
    path("gestion/opiniones/", include("complaints.satisfaction.urls")),
    path("opinion/", include("complaints.satisfaction.public_urls")),
    path("preguntas/", include("complaints.oirs.public_urls")),
    path("gestion/sobrevivientes/", include("casework.survivors.urls")),
    # No other way in: the content editor's own doors lead to the staff's.
    path("cms/login/", open_door(RedirectView.as_view(pattern_name="staff:login"))),
    path("cms/logout/", entrance.leave),
    path("cms/", include(wagtailadmin_urls)),
    path("privacidad/formato-de-copia/", include("complaints.fulfilment.public_urls")),
    path("", include("portal.urls")),
]

if settings.ENVIRONMENT == "development":
    urlpatterns.insert(0, path("componentes/", include("config.components.living.urls")))

handler400 = "config.shell.errors.bad_request"
handler403 = "config.shell.errors.forbidden"
handler404 = "config.shell.errors.not_found"
handler500 = "config.shell.errors.server_error"

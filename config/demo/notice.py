"""What the public reads about data: a second version of the notice, an agreement, its month."""

from datetime import date

from django.contrib.auth.models import User

from casework.survivors.models import Survivor
from casework.territory.models import Agreement, Institution
from casework.territory.validity import chilean_day
from portal.models import AgreementsCheck, PrivacyPage

from .women import World

SECURITY = (
    "<p>Tu nombre y tu historia se guardan en clave. Cada mujer tiene una llave propia. "
    "Quien entra debe probar dos veces quién es. Cada vez que alguien abre tu ficha, queda "
    "escrito, con la hora y el motivo. Tú puedes ver esa lista.</p>"
    "<p>No dejamos datos en tu teléfono. Esta página no avisa a nadie que estuviste aquí.</p>"
)


def build(world: World, women: list[Survivor]) -> None:
    """One writes, another publishes; then the list of agreements of this month."""
    writer, approver = (User.objects.get(username=name) for name in ("redaccion", "aprobacion"))
    day = chilean_day(world.at)
    page = PrivacyPage.objects.get(language="es")
    page.version, page.dated_on = "0.2 de prueba", max(day, page.dated_on)
    page.security = SECURITY
    page.save_revision(user=writer).publish(user=approver)
    _agreement(day)
    remark = "Se agrega un convenio de ejemplo con una institución de salud."
    AgreementsCheck.objects.create(by=approver, at=world.at, remark=remark)


def _agreement(day: date) -> None:
    Agreement.objects.create(
        institution=Institution.objects.get(pk="MINSAL"),
        number=f"DEMO-{day.year}-DATOS",
        valid_from=date(day.year, 1, 1),
        valid_to=date(day.year + 1, 12, 31),
        legal_grounds="Ley 21.675, artículo 26 (convenio ficticio).",
        purposes="Coordinar la atención de las mujeres que lo aceptan.",
        data_types="Identificación y contacto seguro.",
        treatment="Consulta de una ficha a la vez. Sin copias.",
    )

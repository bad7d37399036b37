"""The directory and the news of the demo world: written by one person, published by another."""

from datetime import timedelta

from django.contrib.auth.models import User

from casework.survivors.models import Survivor
from casework.territory.models import Centre
from casework.territory.validity import chilean_day
from portal.models import Listing, NewsIndexPage, NewsPage

from .women import World

OFFERS = {
    "CLM": ["hablar", "animo", "leyes", "hijos"],
    "CAEVG": ["animo", "leyes", "sexual"],
}
UNCHECKED = {"D-VILLARR", "D-QUILLOTA"}  # hours nobody has checked yet
ABSENT = {"D-ANTOF"}  # of this one nobody has written yet
ARRIVAL = (
    "La puerta no tiene letrero. Toca el timbre y di que vienes a orientación (ejemplo).",
    "The door has no sign. Ring and say that you come for guidance (an example).",
)
NEWS = (
    ("cambia-como-se-busca", "Ahora puedes buscar un centro por tu comuna", 3,
     "Escribe tu comuna o elige tu región. No guardamos lo que buscas."),
    ("textos-de-ejemplo", "Protocolos de ejemplo para leer", 12,
     "Los textos muestran cómo se verá el sitio. Los que rigen los aprueba cada servicio."),
)  # fmt: skip


def build(world: World, women: list[Survivor]) -> None:
    """Fill the directory with what each centre offers, then two pieces of news."""
    writer, approver = (User.objects.get(username=name) for name in ("redaccion", "aprobacion"))
    shown = (one for one in world.centres.values() if one.code not in ABSENT)
    for number, centre in enumerate(shown):
        if not centre.kind.secret:
            listing = _listing(world, centre, number)
            listing.save_revision(user=writer).publish(user=approver)
    index = NewsIndexPage.objects.get()
    for slug, title, days, summary in NEWS:
        day = chilean_day(world.at) - timedelta(days=days)
        page = NewsPage(title=title, slug=slug, summary=summary, happened_on=day)
        index.add_child(instance=page).save_revision(user=writer).publish(user=approver)


def _listing(world: World, centre: Centre, number: int) -> Listing:
    checked = centre.code not in UNCHECKED
    listing = Listing(
        centre=centre, offers=OFFERS[centre.kind_id], phone=f"+56 9 0000 {number:04}",
        hours="Lunes a viernes, 9:00 a 18:00 (ejemplo)", is_verified=checked,
        hours_english="Monday to Friday, 9:00 to 18:00 (example)",
        checked_on=chilean_day(world.at) - timedelta(days=20) if checked else None,
        arrival=ARRIVAL[0], arrival_english=ARRIVAL[1], step_free=number % 2 == 0,
    )  # fmt: skip
    listing.save()
    return listing

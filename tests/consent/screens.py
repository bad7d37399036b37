"""Real people before real pages: a worker of her centre with a browser, and what they meet."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from casework.access.context import enter
from casework.survivors.actions import Identity, register
from casework.survivors.models import Survivor
from consent.models import ConsentText
from tests import people
from tests.survivors.conftest import NOW


class Desk(Client):
    """A browser whose owner keeps looking at the database between requests."""

    def __init__(self, owner: people.Person) -> None:
        super().__init__()
        self.owner = owner

    def request(self, **request: Any) -> Any:
        """Ask; then be the owner again before the database."""
        response = super().request(**request)
        enter(self.owner.staff.context)
        return response


def registered(worker: people.Person, identity: Identity) -> Survivor:
    """Her file, in the worker's centre."""
    staff = worker.staff
    enter(staff.context)
    assert worker.centre is not None
    return register(identity=identity, contact=None, centre_id=worker.centre.pk, by=staff, at=NOW)


def hers(survivor: Survivor, rest: str = "") -> str:
    """An address of the authorisations tab."""
    return f"/gestion/sobrevivientes/{survivor.pk}/autorizaciones/{rest}"


def answers(text: ConsentText, value: str = "yes") -> dict[str, str]:
    """The same answer to every question."""
    return {f"item_{item.pk}": value for item in text.items.all()}


def signature(**more: Any) -> dict[str, Any]:
    """What the worker leaves as it comes, and more."""
    return {"signer": "herself", "name": "Ana María Soto Núñez", "document": "44.444.444-4",
            "informed": "on", **more}  # fmt: skip


def on_paper(**more: Any) -> dict[str, Any]:
    """The same for a paper."""
    return signature(signed_on="2026-11-20", paper_place="Carpeta 12", **more)


def picture(name: str = "IMG_2031 firma de Ana.jpg") -> SimpleUploadedFile:
    """A photo of a paper, as a phone sends it."""
    drawn = BytesIO()
    Image.new("RGB", (320, 240), "white").save(drawn, "JPEG")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/jpeg")

"""The notice and its lists on a phone and on a desk: nothing cut off, nothing inaccessible."""

import os
from datetime import date

import pytest
from django.contrib.auth.models import Group, User

from casework.territory.models import Agreement, Institution
from portal.models import AgreementsCheck, PrivacyPage
from tests.browser import axe

pytestmark = pytest.mark.browser
PAGES = (
    "/privacidad/", "/privacidad/english/", "/privacidad/versiones/", "/privacidad/versiones/es-1/",
    "/privacidad/versiones/es-2/cambios/", "/privacidad/registro/", "/privacidad/convenios/",
)  # fmt: skip


def second_version() -> None:
    writer, approver = (User.objects.create_user(name) for name in ("nora", "elsa"))
    approver.groups.add(Group.objects.get(name="Aprobación"))
    page = PrivacyPage.objects.get(language="es")
    page.version, page.dated_on = "0.2", date(2026, 12, 1)
    page.retention = "<p>Solo el tiempo que haga falta. Luego se borra todo.</p>"
    page.save_revision(user=writer).publish(user=approver)
    Agreement.objects.create(
        institution=Institution.objects.get(pk="MINSAL"), number="EJEMPLO-1",
        valid_from=date(2026, 1, 1), valid_to=date(2099, 12, 31), legal_grounds="Ley de ejemplo",
        purposes="Coordinar la atención.", data_types="Nombre.", treatment="Consulta.",
    )  # fmt: skip
    AgreementsCheck.objects.create(by=approver, remark="Se agrega un convenio de ejemplo.")


def test_each_page_fits_a_phone_and_a_desk(live_site, browser_page) -> None:
    second_version()
    for width in (360, 1280):
        page = browser_page(width=width, javascript=False)
        for address in PAGES:
            answer = page.goto(live_site.url + address)
            assert answer.status == 200, address
            if os.environ.get("SHOTS"):
                name = address.strip("/").replace("/", "-")
                page.screenshot(path=f"{os.environ['SHOTS']}/{name}-{width}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page = browser_page(width=360, javascript=True)
    for address in PAGES:
        page.goto(live_site.url + address)
        assert axe(page) == [], address

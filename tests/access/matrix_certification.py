"""Rows of the matrix for certificates of training and the exceptions to them."""

from datetime import date
from typing import Any

from django.utils import timezone

from casework.access.context import acting
from casework.access.waiver_models import Waiver
from casework.audit.actors import SYSTEM
from casework.documents.uploads import CleanFile
from portal.certification.actions import issue
from portal.certification.copy_models import CertificateCopy
from portal.certification.copying import Grounds, ask
from portal.certification.models import IssuedCertificate, OutsideCertificate
from portal.certification.outside import Claim, hand_in
from tests.access.matrix import Row, World, every_staff, one_operator, public, staff
from tests.certification.conftest import award
from tests.database import as_system


def _waiver(world: World) -> Waiver:
    with as_system():
        return Waiver.objects.create(
            operator=world.operator(), given_by=world.staff["n2"].operator, level="N6",
            starts_on=date(2024, 1, 1), ends_on=date(2024, 1, 2),
            reason="Nadie más atiende urgencias en el centro esta semana.",
        )  # fmt: skip


def waiver(world: World) -> list[Any]:
    return [world.once("waiver", lambda: _waiver(world)).pk]


def _issued(world: World) -> IssuedCertificate:
    """A certificate of the worker here, issued by the system."""
    with as_system():
        return issue(operator=world.staff["n6"].operator, award=award(), by=SYSTEM,
                     at=timezone.now())  # fmt: skip


def issued(world: World) -> list[Any]:
    return [world.once("issued", lambda: _issued(world)).pk]


def _outside(world: World) -> OutsideCertificate:
    """What the worker here handed in."""
    worker = world.staff["n6"]
    with acting(worker.staff.context):
        claim = Claim("Diplomado", "Universidad de prueba", date(2025, 1, 1))
        proof = CleanFile(b"%PDF-1.4", "application/pdf", "pdf", "prueba.pdf", scanned=True)
        return hand_in(claim, proof=proof, by=worker.staff, at=timezone.now())


def outside(world: World) -> list[Any]:
    return [world.once("outside", lambda: _outside(world)).pk]


def _copy(world: World) -> CertificateCopy:
    """A copy that the administrator asked for."""
    admin = world.staff["n2"].staff
    reason = "La auditoría revisa el plan de formación del año."
    grounds = Grounds("audit", "csv", "Contraloría interna", reason)
    with acting(admin.context):
        return ask(centre=None, grounds=grounds, by=admin, at=timezone.now())


def asked_copy(world: World) -> list[Any]:
    return [world.once("certificate-copy", lambda: _copy(world)).pk]


HERS = {"n2": 200, "n5": 200, "n6": 200, "rest": 404}
ROWS: tuple[Row, ...] = (
    public("certificate-check:check", 200),
    public("certificate-check:issuer", 200),
    public("certificate-check:revoked", 200),
    every_staff("certificates:own", 200),
    staff("certificates:detail", make=issued, **HERS),
    staff("certificates:paper", make=issued, **HERS),
    staff("certificates:badge", make=issued, **HERS),
    staff("certificates:data", make=issued, **HERS),
    staff("certificates:revoke", make=issued, n2=200),
    # Hers has its RUN already: nothing to ask for, nothing to complete.
    staff(
        "certificates:ask-completed", make=issued, method="post", n2=403, n5=403, n6=422, rest=404
    ),
    staff("certificates:complete", make=issued, method="post", n2=422),
    staff("certificates:to-complete", n2=200),
    staff("certificates:team", n2=200, n5=200, n5_other=200),
    staff("certificates:copy", n5=200, n5_other=200),
    staff("certificates:copies", n2=200),
    staff("certificates:new-copy", n2=200),
    # She asked for it herself: another administrator decides, and nobody has yet.
    staff("certificates:decide-copy", make=asked_copy, method="post", n2=403),
    staff("certificates:take-copy", make=asked_copy, method="post", n2=403),
    staff("certificates:queue", n2=200),
    every_staff("certificates:hand-in", 200),
    staff("certificates:outside", make=outside, **HERS),
    staff("certificates:proof", make=outside, **HERS),
    # The head and the administrator see it, and it is not theirs to take back.
    staff("certificates:take-back", make=outside, method="post", n2=403, n5=403, n6=302, rest=404),
    staff("certificates:accept", make=outside, method="post", n2=422),
    staff("certificates:refuse", make=outside, method="post", n2=422),
    staff("staff:waivers", n2=200),
    staff("staff:new-waiver", make=one_operator, n2=200),
    staff("staff:end-waiver", make=waiver, method="post", n2=302),
)

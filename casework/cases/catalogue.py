"""Lists the ministry may change: exit reasons, intervention types, services asked for.

`proposal` marks the codes that come from no published norm; every screen that shows them says so.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.territory.validity import Dated, DatedQuerySet, days_in_order


class CodeQuerySet(DatedQuerySet["Code"]):
    """Queries over codes."""


class Code(Dated):
    """A code of a list, with the days it is in force."""

    code = models.SlugField(primary_key=True, max_length=24)
    name = models.CharField(_("name"), max_length=120)
    place = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    proposal = models.BooleanField(_("a proposal, not a published norm"), default=False)

    objects = CodeQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("place", "code")

    def __str__(self) -> str:
        return self.name


_CODE = ("code", "name", "place", "proposal", "valid_from", "valid_to")


class ExitReason(Code):
    """Why a case ended (domain.md 2.4).

    followed: follow-ups come after it.. needs_tries:
    it says that she was not found, so tries must have been written.
    """

    followed = models.BooleanField(_("followed up afterwards"), default=True)
    needs_tries = models.BooleanField(_("needs tries to reach her"), default=False)

    privacy: ClassVar[Privacy] = Privacy(
        Purpose.OPERATION, Retention.CATALOGUE, none=(*_CODE, "followed", "needs_tries")
    )

    class Meta(Code.Meta):
        constraints = [days_in_order("exitreason_days_in_order")]


class InterventionType(Code):
    """What kind of work is done in a case."""

    privacy: ClassVar[Privacy] = Privacy(Purpose.OPERATION, Retention.CATALOGUE, none=_CODE)

    class Meta(Code.Meta):
        constraints = [days_in_order("interventiontype_days_in_order")]


class AskedService(Code):
    """A service women ask for and the guidelines do not offer (report I.2 f)."""

    privacy: ClassVar[Privacy] = Privacy(Purpose.OPERATION, Retention.CATALOGUE, none=_CODE)

    class Meta(Code.Meta):
        constraints = [days_in_order("askedservice_days_in_order")]


OTHER = "other"  # asked service told in words

"""Regions, provinces and comunas by their unique territorial codes (interop.md 7 and 9).

Codes are text: the leading zero belongs to them.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention


class Region(models.Model):
    """One of the sixteen regions."""

    wagtail_reference_index_ignore = True

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=60, unique=True)
    abbreviation = models.CharField(max_length=8, unique=True)

    privacy: ClassVar[Privacy] = Privacy(
        Purpose.OPERATION, Retention.CATALOGUE, none=("code", "name", "abbreviation")
    )

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return self.name


class Province(models.Model):
    """One of the fifty-six provinces."""

    wagtail_reference_index_ignore = True

    code = models.CharField(max_length=3, primary_key=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="provinces")
    name = models.CharField(max_length=60, unique=True)

    privacy: ClassVar[Privacy] = Privacy(
        Purpose.OPERATION, Retention.CATALOGUE, none=("code", "region", "name")
    )

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")

    def __str__(self) -> str:
        return self.name


class Comuna(models.Model):
    """One of the 346 comunas."""

    wagtail_reference_index_ignore = True

    code = models.CharField(max_length=5, primary_key=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="comunas")
    name = models.CharField(max_length=60, unique=True)

    privacy: ClassVar[Privacy] = Privacy(
        Purpose.OPERATION, Retention.CATALOGUE, none=("code", "province", "name")
    )

    class Meta:
        verbose_name = _("comuna")
        verbose_name_plural = _("comunas")

    def __str__(self) -> str:
        return self.name

    @property
    def region_code(self) -> str:
        """The region's code: the first two digits of the comuna's."""
        return self.code[:2]


class ComunaAlias(models.Model):
    """Another name or an old code of a comuna: "Coihaique", or a code from before Ñuble (2018).

    key: the name in search form (`casework.identity.spanish.search_form`), or the code.
    """

    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        """What the alias is."""

        NAME = "name", _("other name")
        CODE = "code", _("old code")

    comuna = models.ForeignKey(Comuna, on_delete=models.PROTECT, related_name="aliases")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    text = models.CharField(max_length=60)
    key = models.CharField(max_length=60, unique=True)

    privacy: ClassVar[Privacy] = Privacy(
        Purpose.OPERATION, Retention.CATALOGUE, none=("comuna", "kind", "text", "key")
    )

    class Meta:
        verbose_name = _("comuna alias")
        verbose_name_plural = _("comuna aliases")

    def __str__(self) -> str:
        return self.text

"""Load the reference data of `casework/territory/data` (its README names the sources)."""

import csv
from datetime import date
from pathlib import Path

from django.db import migrations

from casework.identity.spanish import search_form

FOLDER = Path(__file__).resolve().parents[1] / "territory" / "data"


def rows(name):
    """Read one file."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_places(apps):
    region, province, comuna = (
        apps.get_model("casework", name) for name in ("Region", "Province", "Comuna")
    )
    found = rows("comunas.csv")
    regions = {row["region_code"]: row for row in found}
    provinces = {row["province_code"]: row for row in found}
    region.objects.bulk_create(
        region(code=code, name=row["region_name"], abbreviation=row["region_abbr"])
        for code, row in sorted(regions.items())
    )
    province.objects.bulk_create(
        province(code=code, name=row["province_name"], region_id=row["region_code"])
        for code, row in sorted(provinces.items())
    )
    comuna.objects.bulk_create(
        comuna(code=row["comuna_code"], name=row["comuna_name"], province_id=row["province_code"])
        for row in found
    )


def load_aliases(apps):
    alias = apps.get_model("casework", "ComunaAlias")
    names = [
        alias(
            comuna_id=row["comuna_code"], kind="name", text=row["name"], key=search_form(row["name"])
        )
        for row in rows("comuna_names.csv")
    ]
    codes = [
        alias(
            comuna_id=row["comuna_code"], kind="code", text=row["old_code"], key=row["old_code"]
        )
        for row in rows("old_codes.csv")
    ]
    alias.objects.bulk_create(names + codes)


def load_lists(apps):
    institution = apps.get_model("casework", "Institution")
    institution.objects.bulk_create(
        institution(
            code=row["code"],
            name=row["name"],
            is_cif=row["is_cif"] == "yes",
            in_commission=row["in_commission"] == "yes",
        )
        for row in rows("institutions.csv")
    )
    programme, kind = (apps.get_model("casework", name) for name in ("Programme", "CentreKind"))
    programme.objects.bulk_create(programme(**dated(row)) for row in rows("programmes.csv"))
    kind.objects.bulk_create(
        kind(secret=row["secret"] == "yes", **dated(row)) for row in rows("centre_kinds.csv")
    )


def dated(row):
    """Columns both lists across time have."""
    return {
        "code": row["code"],
        "name": row["name"],
        "replaces_id": row["replaces"] or None,
        "valid_from": row["valid_from"] and date.fromisoformat(row["valid_from"]) or None,
        "valid_to": row["valid_to"] and date.fromisoformat(row["valid_to"]) or None,
    }


def load(apps, schema_editor):
    load_places(apps)
    load_aliases(apps)
    load_lists(apps)


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_territory_and_identity")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

"""Requests of somebody registered after she asked."""

from django.db import migrations

from complaints.rights.sql import LATE


class Migration(migrations.Migration):
    dependencies = [("complaints", "0002_agency_claims")]

    operations = [migrations.RunSQL(LATE)]

"""An edition that never began and nobody asked for may be deleted; the database keeps any other."""

from django.db import migrations

from portal.training.sql import DELETED


class Migration(migrations.Migration):
    dependencies = [("portal", "0018_completed_certificates")]

    operations = [migrations.RunSQL(DELETED)]

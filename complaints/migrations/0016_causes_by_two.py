"""The causes of wrong data are changed by two persons, as what else steers answers."""

from django.db import migrations

from complaints.amending.sql import CAUSES, guard
from complaints.discrepancies.editors import give_rights


class Migration(migrations.Migration):
    dependencies = [("complaints", "0015_two_persons")]

    operations = [
        migrations.RunSQL(guard(CAUSES), migrations.RunSQL.noop),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]

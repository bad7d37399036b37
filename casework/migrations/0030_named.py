"""Search by name through the index of the names; who signalled danger is found at once."""

from django.db import migrations

from casework.survivors.sql import NAMED


class Migration(migrations.Migration):

    dependencies = [('casework', '0029_closed_files')]

    operations = [
        migrations.RunSQL(NAMED),
        migrations.RunSQL(
            "CREATE INDEX casework_door_alarm ON casework_door (survivor_id) "
            "WHERE duress_at IS NOT NULL;"
        ),
    ]

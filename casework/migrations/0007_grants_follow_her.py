"""A grant's centres are those of her record, from the start and whenever they change."""

from django.db import migrations

from casework.access.rls import follow_survivor
from casework.access.sql import CATCH_UP


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0006_survivors_and_sharing'),
    ]

    operations = [
        migrations.RunSQL(CATCH_UP, migrations.RunSQL.noop),
        migrations.RunSQL(
            follow_survivor("casework_grant"), "DROP TRIGGER inherit_centres ON casework_grant;"
        ),
    ]

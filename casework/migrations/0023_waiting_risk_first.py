"""A second proposal for the order of the waiting list: risk before waiting."""

from django.db import migrations

from casework.cases.waiting.sql import SECOND_RULE


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0022_two_open_cases'),
    ]

    operations = [
        migrations.RunSQL(SECOND_RULE, migrations.RunSQL.noop),
    ]

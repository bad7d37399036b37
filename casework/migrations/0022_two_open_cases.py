"""The question whether two records have an open case in the same centre."""

from django.db import migrations

from casework.cases.joining import TWO_OPEN_CASES


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0021_exports'),
    ]

    operations = [
        migrations.RunSQL(
            TWO_OPEN_CASES, "DROP FUNCTION siivbg_two_open_cases(uuid, uuid);"
        ),
    ]

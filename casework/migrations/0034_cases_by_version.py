"""Counts the open cases worked by each version of a protocol, for whoever publishes the next."""

from django.db import migrations

from casework.protocols.sql import COUNT_CASES


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0033_courses_and_exceptions'),
    ]

    operations = [
        migrations.RunSQL(COUNT_CASES, "DROP FUNCTION siivbg_cases_by_version(text);"),
    ]

"""Exceptions to the certificates do not follow one another without end."""

from django.db import migrations

from casework.access.competence_sql import WAIVER_CHAIN


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0034_cases_by_version'),
    ]

    operations = [
        migrations.RunSQL(WAIVER_CHAIN),
    ]

"""Let her say in her own space that a datum is wrong, and have it marked at once."""

from django.db import migrations

from selfservice.correcting_sql import create_all


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0007_discrepancies'),
        ('selfservice', '0005_fold_bars'),
    ]

    operations = [migrations.RunSQL(create_all())]

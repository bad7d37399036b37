"""Write every bar of her space's tables into the policies it stands before."""

from django.db import migrations

from casework.access.rls import FOLD


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0006_fold_bars'),
        ('selfservice', '0004_held_by_the_database'),
    ]

    operations = [migrations.RunSQL(FOLD)]

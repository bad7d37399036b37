"""Write every bar into the policies it stands before, so that lists go by their indexes."""

from django.db import migrations

from casework.access.rls import FOLD


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0030_named'),
        ('complaints', '0005_questions'),
        ('consent', '0002_confirmations_and_approval'),
    ]

    operations = [migrations.RunSQL(FOLD)]

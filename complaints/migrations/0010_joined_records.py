"""Let questions and invitations follow a record that is joined; let a head give a claim away."""

from django.db import migrations

from complaints.oirs import sql as oirs
from complaints.satisfaction import sql as satisfaction


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0009_wrong_matches'),
    ]

    operations = [
        migrations.RunSQL(oirs.KEPT),
        migrations.RunSQL(satisfaction.KEPT),
        migrations.RunSQL(oirs.GIVEN_UP),
    ]

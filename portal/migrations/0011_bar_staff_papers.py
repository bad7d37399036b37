from django.db import migrations

from casework.access.rls import bar_rest


class Migration(migrations.Migration):

    dependencies = [
        ("portal", "0010_certificates_of_no_centre"),
    ]

    operations = [
        migrations.RunSQL(bar_rest("casework_storedfile"), migrations.RunSQL.noop),
        migrations.RunSQL(bar_rest("casework_sealeddocument"), migrations.RunSQL.noop),
    ]

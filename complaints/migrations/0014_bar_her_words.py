from django.db import migrations

from casework.access.rls import bar_rest


class Migration(migrations.Migration):

    dependencies = [
        ("complaints", "0013_her_words_and_shares"),
    ]

    operations = [
        migrations.RunSQL(bar_rest("complaints_standpoint"), migrations.RunSQL.noop),
    ]

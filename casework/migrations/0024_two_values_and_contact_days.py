"""Days of a safe contact as a list, her words of them sealed; which of two values was chosen."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import casework.identity.fields
from casework.survivors.duplicates import joined_sql
from casework.survivors.weekdays import understood


def sort_days(apps, schema_editor):
    """Turn free words into days where they are wholly understood; keep them sealed as a note."""
    contacts = apps.get_model("casework", "SafeContact").objects
    schema_editor.execute("SET LOCAL ROLE siivbg_system")
    for contact in contacts.exclude(days="").only("pk", "key_id", "days").iterator():
        contact.weekdays = understood(contact.days)
        contact.note = "" if contact.weekdays else contact.days
        contact.save(update_fields=["weekdays", "note"])
    schema_editor.execute("RESET ROLE")


class Migration(migrations.Migration):
    dependencies = [("casework", "0023_waiting_risk_first")]

    operations = [
        migrations.AddField(
            model_name="datum",
            name="chosen_in",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casework.merge",
            ),
        ),
        migrations.AddField(
            model_name="safecontact",
            name="chosen_in",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casework.merge",
            ),
        ),
        migrations.AddField(
            model_name="safecontact",
            name="note",
            field=casework.identity.fields.EncryptedTextField(
                blank=True, null=True, verbose_name="what else she said of days and hours"
            ),
        ),
        migrations.AddField(
            model_name="safecontact",
            name="weekdays",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.SmallIntegerField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="days",
            ),
        ),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.RunPython(sort_days, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.RemoveField(model_name="safecontact", name="days"),
        migrations.AddConstraint(
            model_name="safecontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekdays__contained_by", [1, 2, 3, 4, 5, 6, 7])),
                name="contact_on_days_of_the_week",
            ),
        ),
        migrations.RunSQL(joined_sql.create_all()),
    ]
